"""What pictures, lists and exports show of an event or a pair without opening it."""

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.countries import country_name
from app.domain.dates import DateKind, in_words
from app.domain.dyads import Dyad
from app.domain.events import EventType, Flag, Review, Status
from app.domain.grades import Disagreement, Pair, read_pair

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class EventSummary:
    """
    An event in one line.

    Attributes:
        date, kind, basis, rule: EDTF text, how it is filled, "read" or "inferred", by which rule; None if undated.
        earliest, latest: Ordinals of the first and last possible day; None if undated.
        actors, recipients: Codes for states and plain names for others, in the order of the account.
        countries: Codes, sorted.
        sources: Names of the outlets that tell it, sorted.
        origin_count: Independent reports among the articles.
        quote: The words of its first account.
        quote_source: The outlet of that account.
        quote_article_id: Its article.
        flags: What about it asks for a person's eye.
        note_count: Notes on it and on its accounts, and the answers to them.
        salience: How much it matters: the higher is drawn and labelled first.
        grade: The best pair of its accounts, "B2"; None where nobody graded any.
        disagreement: Where graders differ about what an account says.
    """

    id: int
    title: str
    type: EventType
    status: Status
    review: Review
    date: str | None
    kind: DateKind | None
    basis: str | None
    rule: str | None
    earliest: int | None
    latest: int | None
    place: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    countries: tuple[str, ...]
    sources: tuple[str, ...]
    article_count: int
    origin_count: int
    note_count: int
    quote: str
    quote_source: str
    quote_article_id: int | None
    flags: tuple[Flag, ...] = ()
    salience: int = 0
    grade: str | None = None
    disagreement: Disagreement | None = None

    @property
    def pair(self) -> Pair | None:
        """Its grade with the words for it."""
        return read_pair(self.grade) if self.grade else None

    @property
    def date_words(self) -> str:
        """Its date as a reader would say it."""
        return in_words(self.date, self.kind) if self.date else "undated"

    @property
    def who(self) -> str:
        """Its actors by name."""
        return party_names(self.actors)

    @property
    def whom(self) -> str:
        """Its recipients by name."""
        return party_names(self.recipients)


@dataclass(frozen=True)
class PairCount:
    """
    A pair that some shown event has.

    Attributes:
        direct, context: Events by scope; an event is one of the two.
        first_day, last_day: Of its dated events, open ends left out; None where none is dated.
    """

    dyad: Dyad
    direct: int
    context: int
    first_day: int | None
    last_day: int | None

    @property
    def total(self) -> int:
        """Direct and context together."""
        return self.direct + self.context

    @property
    def years(self) -> tuple[int, int] | None:
        """Of the first and last day: its dates may not say more than a year."""
        if self.first_day is None or self.last_day is None:
            return None
        return dt.date.fromordinal(self.first_day).year, dt.date.fromordinal(self.last_day).year


def party_names(parties: "Sequence[str]") -> str:
    """Parties as a reader knows them: "India", "India and Pakistan", "India, Pakistan and Russia"."""
    names = [country_name(party) for party in parties]
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1] if names else "")))
