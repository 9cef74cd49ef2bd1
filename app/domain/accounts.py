"""What one account says of an event, what a person decided about a field, and what the event adopts from both."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.dates import Edtf
from app.domain.events import EventType, Status

TITLE, TYPE, STATUS, DATE, PLACE = "title", "type", "status", "date", "place"
ACTORS, RECIPIENTS, CONTEXT = "actors", "recipients", "context"
DECIDABLE = (TITLE, TYPE, STATUS, DATE, PLACE, ACTORS, RECIPIENTS, CONTEXT)
"""The fields that a person may set, in the order of an event's page."""
DISPUTABLE = (TYPE, STATUS, DATE, PLACE, ACTORS, RECIPIENTS)
"""Those in which accounts can contradict one another."""


@dataclass(frozen=True)
class Told:
    """
    What one account says.

    Attributes:
        key: Of its content: the same in every database.
        account: Its id, to tell where a value comes from.
        origin: The origin of its article, None where the machine has not traced it.
        is_live: Whether its article still says it.
        date, date_kind, date_rule: EDTF, how it is filled, and the rule; None where it gives none.
        countries: Every state that takes part, as the account has it.
        context: Further countries and their roles.
        worded: The fields that words of the article carry.
    """

    key: str
    account: int
    origin: int | None
    is_live: bool
    title: str
    type: EventType
    status: Status
    date: str | None
    date_kind: str | None
    date_rule: str | None
    place: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    countries: tuple[str, ...]
    context: Mapping[str, Collection[str]]
    confidence: float
    worded: frozenset[str]


@dataclass(frozen=True)
class Decision:
    """What a person decided about a field: a value (for a date its EDTF and kind), or that it stays open."""

    value: Any
    is_open: bool
    has_words: bool


@dataclass(frozen=True)
class Adopted:
    """
    The values of an event, and how sure they are.

    Attributes:
        date_rule: Of the account that dates it, or "date.set" where a person did.
        sources: For each field the account whose value it is; None where a person set it or there is none.
        differing: Fields in which live accounts contradict one another and that no person settled.
        wordless: Fields whose value no words carry.
    """

    title: str
    type: EventType
    status: Status
    date: Edtf | None
    date_kind: str | None
    date_rule: str | None
    place: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    countries: tuple[str, ...]
    context: Mapping[str, tuple[str, ...]]
    confidence: float
    sources: Mapping[str, int | None]
    differing: tuple[str, ...]
    wordless: tuple[str, ...]
