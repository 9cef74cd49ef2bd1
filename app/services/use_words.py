"""Words of an article as the value of a field: what they mean, and setting the field with them as its evidence."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from app.domain.accounts import ACTORS, DATE, PLACE, RECIPIENTS
from app.domain.articles import Block, BlockKind, ReadArticle
from app.domain.corrections import Correction, Words, date_value, read_parties, read_place
from app.domain.countries import read_country
from app.errors import BadInput, NotFound
from app.extraction.names import find_names
from app.services.correct_event import correct
from app.services.find_words import Place, find_words
from app.services.read_date import read_date
from app.store.engine import reading
from app.store.source_texts import SourceText, find_source_text

if TYPE_CHECKING:
    from sqlmodel import Session

USABLE = (DATE, ACTORS, RECIPIENTS, PLACE)
"""The fields that words can be used for."""


@dataclass(frozen=True)
class Pointed:
    """
    What a person points at.

    Attributes:
        version_id: The article version that was shown.
        words: As pasted or selected.
        at: Where they begin, in code points of its text; None where they were only pasted.
    """

    version_id: int
    words: str
    at: int | None = None


def locate(session: "Session", pointed: Pointed) -> tuple[SourceText, Place]:
    """
    Find what a person points at, where it stands.

    Raises:
        NotFound: There is no such version of an article.
        BadInput, SeveralPlaces: As `find_words` does.
    """
    with reading(session):
        source = find_source_text(session, pointed.version_id)
    if source is None:
        raise NotFound(f"There is no article version {pointed.version_id}: load the page again.")
    return source, find_words(source.text, pointed.words, pointed.at)


def use_words(
    session: "Session",
    event_id: int,
    version: int,
    field: str,
    pointed: Pointed,
    analyst: str,
    now: datetime,
    reason: str | None = None,
) -> None:
    """
    Set a field of an event to what words of an article say, and keep them as its evidence.

    Args:
        version: The version of the event that the person saw.
        field: One of `USABLE`.

    Raises:
        BadInput: The words stand nowhere, or several times, or mean nothing as that field.
        NotFound, Conflict: As `correct` and `locate` do.
    """
    if field not in USABLE:
        raise BadInput(f"Words cannot be used as {field[:20]!r}: choose date, actor, recipient or place.", "as")
    source, place = locate(session, pointed)
    value = meaning(field, place.words, source.published_on)
    words = Words(source.version_id, place.start, place.end)
    correct(session, event_id, version, [Correction(field, value, words)], analyst, now, reason)


def meaning(field: str, words: str, published: date | None) -> Any:
    """
    What words mean as a field, as it is kept.

    Args:
        published: The day of their article, from which words like "on Thursday" count.

    Raises:
        BadInput: They mean nothing as that field.
    """
    if field == DATE:
        read = read_date(words, published)
        return date_value(read.edtf, read.kind.value) if read else None
    if field == PLACE:
        return read_place(words)
    return parties_in(words, field)


def parties_in(words: str, field: str) -> list[str]:
    """
    The parties that words name: states and known groups as the rules know them, else the words themselves as one name.

    "Islamabad" means Pakistan and "the Indian army" India; "a masked gunman" is nobody whom the rules know.
    """
    if country := read_country(words):
        return [country.code]
    names = find_names(ReadArticle(text=words, blocks=(Block(0, len(words), BlockKind.BODY),)))
    known = [name.party for name in names if name.party]
    return list(dict.fromkeys(known)) or read_parties(words.replace(",", " ").replace(";", " "), field)
