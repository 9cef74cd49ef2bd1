"""What the steps of extraction hand to one another. Offsets are code points of the kept text, ends excluded."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from app.domain.dates import DateKind


class Sentence(NamedTuple):
    """A sentence of a block that tells events. `paragraph` counts such blocks from 0; `is_title` marks the headline."""

    start: int
    end: int
    paragraph: int
    is_title: bool = False


class TimeExpression(NamedTuple):
    """
    A date or time expression and what it means here.

    Attributes:
        start, end, text: Where and what it says.
        timex: Its TIMEX3 value: "2019-03-15", "2019-02", "2019-W07", "PRESENT_REF", "P3D" …
        type: DATE, TIME, DURATION or SET (TIMEX3's types).
        edtf: Its EDTF value; None where it names no calendar interval.
        kind: How an event dated by it fills the interval; None with `edtf`.
        rule: Id of the rule that read it, for example "date.weekday-before".
        anchor: What it was resolved against, in words, or None for an absolute date.
        leans: Days from the day told before, for "the same day" (0) and "two days earlier" (-2); None for other words.
    """

    start: int
    end: int
    text: str
    timex: str
    type: str
    edtf: str | None
    kind: DateKind | None
    rule: str
    anchor: str | None = None
    leans: int | None = None


class NameKind(StrEnum):
    """What a name stands for."""

    STATE = "state"  # a state by its name: "Pakistan"
    DEMONYM = "demonym"  # adjective or people: "Pakistani", "Pakistanis", "the Dutch"
    CAPITAL = "capital"  # a capital, either a government or a place: "Islamabad"
    GOVERNMENT = "government"  # palaces, ministries, agencies: "the Kremlin", "FSB"
    PERSON = "person"  # an office holder or a person tied to a state by apposition
    ORGANISATION = "organisation"  # NATO, the UN Security Council: no state
    GROUP = "group"  # an armed group: an actor of its own; its host is context
    PLACE = "place"  # a city, region or feature: where, never who


@dataclass(frozen=True)
class Name:
    """
    A mention of a possible party or place.

    Attributes:
        start, end, text: Where and what it says.
        kind: What it stands for.
        party: ISO code for what stands for a state, the plain canonical name for others ("Jaish-e-Mohammad").
        country: ISO code it belongs to: the state itself, the state of the place, the host of a group; None if none.
        as_party: Whether, by its context, it may act here: False for "in Islamabad", "Pakistan-based", "Indian Ocean".
        rule: Id of the rule that read it, for example "name.demonym".
        plural_of: For coordinated or summed mentions ("both countries", "the two neighbours"): the parties meant.
    """

    start: int
    end: int
    text: str
    kind: NameKind
    party: str
    country: str | None
    as_party: bool
    rule: str
    plural_of: tuple[str, ...] = ()
