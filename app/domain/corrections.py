"""What a person may enter into the fields of an event, checked."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.accounts import ACTORS, CONTEXT, DATE, PLACE, RECIPIENTS, STATUS, TITLE, TYPE
from app.domain.countries import read_country
from app.domain.dates import DateKind, parse_edtf
from app.domain.events import EventType, Role, Status
from app.errors import BadInput

MAX_TITLE_CHARS = 300
MAX_PLACE_CHARS = 200
MAX_PARTY_CHARS = 300
MAX_PARTIES = 12
MAX_REASON_CHARS = 500
_TIES = (Role.LOCATION, Role.HOST, Role.MENTIONED)
_SEPARATORS = re.compile(r"[;\n]+|,(?!\s+(?:Republic|Democratic|People's|The)\b)")


@dataclass(frozen=True)
class Words:
    """
    The words of an article that carry a value: `text[start:end]` of a version of it, offsets in code points.

    Attributes:
        version_id: The article version.
    """

    version_id: int
    start: int
    end: int


@dataclass(frozen=True)
class Correction:
    """A checked value for one field, as it is kept, and the words that carry it, if any do."""

    field: str
    value: Any
    words: Words | None = None


def read_title(typed: str) -> str:
    """A title. Raises BadInput where it is empty or too long."""
    title = " ".join(typed.split())
    if not title:
        raise BadInput("The title is empty: say in one line who did what to whom.", TITLE)
    return _within(title, MAX_TITLE_CHARS, "title", TITLE)


def read_type(typed: str) -> str:
    """A type. Raises BadInput for any other word."""
    if typed not in set(EventType):
        raise BadInput(f"{typed[:40]!r} is no type of event: choose one of the list.", TYPE)
    return EventType(typed).value


def read_status(typed: str) -> str:
    """A status. Raises BadInput for any other word."""
    if typed not in set(Status):
        raise BadInput(f"{typed[:40]!r} is no status: choose one of the list.", STATUS)
    return Status(typed).value


def read_place(typed: str) -> str | None:
    """A place in any words; None where it is empty."""
    place = " ".join(typed.split())
    return _within(place, MAX_PLACE_CHARS, "place", PLACE) if place else None


def read_parties(typed: str, field: str) -> list[str]:
    """
    Parties separated by commas, semicolons or lines: states by their code, anybody else by name, each once.

    Args:
        field: "actors" or "recipients", for the message.

    Raises:
        BadInput: One name is too long, or there are too many.
    """
    names = [" ".join(part.split()) for part in _SEPARATORS.split(typed)]
    parties = list(dict.fromkeys(_code_or_name(name) for name in names if name))
    for party in parties:
        _within(party, MAX_PARTY_CHARS, "name of a party", field)
    if len(parties) > MAX_PARTIES:
        raise BadInput(f"There are {len(parties)} parties; {MAX_PARTIES} is the most one event may have.", field)
    return parties


def read_ties(typed: Mapping[str, str]) -> dict[str, list[str]]:
    """
    Further countries by how they are tied to an event.

    Args:
        typed: For each of location, host and mentioned the countries as typed.

    Raises:
        BadInput: One of them is no country.
    """
    ties: dict[str, list[str]] = {}
    for role in _TIES:
        for name in read_parties(typed.get(role, ""), CONTEXT):
            country = read_country(name)
            if country is None:
                raise BadInput(f"{name[:60]!r} is no country that Dyadline knows: write its name or code.", CONTEXT)
            ties.setdefault(country.code, []).append(role.value)
    return dict(sorted(ties.items()))


def date_value(edtf: str | None, kind: str | None = None) -> dict[str, str] | None:
    """
    A date as it is kept; None leaves the event undated.

    Raises:
        UnreadableDate: It is no EDTF date.
        BadInput: There is no such kind of date.
    """
    if not edtf:
        return None
    date = parse_edtf(edtf)
    if kind and kind not in set(DateKind):
        raise BadInput(f"{kind[:20]!r} is no kind of date.", DATE)
    return {"edtf": date.text, "kind": kind or date.usual_kind.value}


def read_reason(typed: str, *, needed: bool = False) -> str | None:
    """
    Why, in the person's words; None where nothing was said.

    Raises:
        BadInput: It is missing although it is needed, or too long.
    """
    reason = " ".join(typed.split())
    if needed and not reason:
        raise BadInput("Say why, in a few words: whoever reads the history will ask.", "reason")
    return _within(reason, MAX_REASON_CHARS, "reason", "reason") if reason else None


READERS: Mapping[str, Callable[[str], Any]] = {
    TITLE: read_title,
    TYPE: read_type,
    STATUS: read_status,
    PLACE: read_place,
    ACTORS: lambda typed: read_parties(typed, ACTORS),
    RECIPIENTS: lambda typed: read_parties(typed, RECIPIENTS),
}
"""How each field of one line is read; dates need their article's day, ties a line for each role."""


def _code_or_name(name: str) -> str:
    country = read_country(name)
    return country.code if country else name


def _within(text: str, limit: int, called: str, field: str) -> str:
    if len(text) > limit:
        raise BadInput(f"The {called} has {len(text)} characters; {limit} is the most it may have.", field)
    return text
