"""An expression at its place in the text, and what a resolver makes of it."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from app.domain.dates import DateKind, in_words
from app.extraction.time.clause import Lean, lean_of
from app.extraction.time.context import TimeContext
from app.extraction.time.periods import Period, day
from app.extraction.time.words import DAY_PARTS

_HEADS_ITEM = re.compile(r"\s?(?::|[-–—]\s|\.\s|$)")
_ITEM_CHARACTERS = 4  # before the date of an item stand at most a bullet and a blank


class Unanchored(Exception):
    """An expression that leans on a day nobody gave: it is found, and stays undated."""


class Reading(NamedTuple):
    """
    What an expression means.

    Attributes:
        period: The period it names; None for an expression without a calendar date.
        anchor: What it was resolved against, in words; None if it stands by itself.
        timex: Its TIMEX3 value, where that is not the period's own.
        type: TIMEX3's type.
        kind: How it fills the period, where that is not the usual way.
        steps: For "two days after", its unit and signed number: a date that follows is what it counts from.
        absolute: Whether the text gives its year.
        moves: Whether later dates of the text may lean on it.
        leans: Days from the day told before, where it is counted from that day.
    """

    period: Period | None
    anchor: str | None = None
    timex: str | None = None
    type: str = "DATE"
    kind: DateKind | None = None
    steps: tuple[str, int] | None = None
    absolute: bool = False
    moves: bool = True
    leans: int | None = None


@dataclass(frozen=True)
class Occurrence:
    """
    A match of a rule in one paragraph.

    Attributes:
        original, lowered: The paragraph as it stands and in lower case, of equal length.
        match: The match in `lowered`.
        sentence: First and last offset of the sentence around it.
        previous_end: Where the expression before it ended, or -1.
        context: What the document has told so far.
    """

    original: str
    lowered: str
    match: re.Match[str]
    sentence: tuple[int, int]
    previous_end: int
    context: TimeContext

    def __getitem__(self, name: str) -> str | None:
        """A named group, with single blanks; None if it took no part."""
        found = self.match[name] if name in self.match.re.groupindex else None
        return " ".join(found.split()) if found else None

    @property
    def before(self) -> str:
        """Some words before it, lower case."""
        return self.lowered[max(0, self.match.start() - 40) : self.match.start()]

    @property
    def after(self) -> str:
        """Some words after it, lower case."""
        return self.lowered[self.match.end() : self.match.end() + 40]

    @cached_property
    def lean(self) -> Lean:
        """Whether its clause looks back or ahead; a date that heads an item of a chronology looks back."""
        start, end = self.match.span()
        found = lean_of(self.lowered, self.sentence[0], start, end, self.sentence[1])
        heads = start <= _ITEM_CHARACTERS and _HEADS_ITEM.match(self.lowered, end)
        return Lean.PAST if found is Lean.UNKNOWN and heads else found

    @property
    def today(self) -> date:
        """The publication day. Raises `Unanchored` if it is unknown."""
        today = self.context.today
        if today is None:
            raise Unanchored
        return today

    @property
    def by_publication(self) -> str:
        """The anchor of what is resolved against the publication day."""
        return self.context.today_in_words

    @property
    def told(self) -> Period:
        """
        The date last told, or the publication day.

        Raises `Unanchored` without a publication day, except in a history, whose dates lean on one another.
        """
        if self.context.reference and self.context.narrative:
            return self.context.reference
        today = self.today
        return self.context.reference or day(today)

    @property
    def by_told(self) -> str:
        """The anchor of what is resolved against the date last told."""
        reference = self.context.reference
        return f"{in_words(reference.edtf)}, told before" if reference else self.by_publication

    @property
    def told_day(self) -> date:
        """The day last told, or the publication day. Raises `Unanchored` where only a longer period was told."""
        today = None if self.context.narrative else self.today
        if self.context.told_day:
            return self.context.told_day.last
        if self.context.reference:
            raise Unanchored
        return today or self.today

    @property
    def by_told_day(self) -> str:
        """The anchor of what is resolved against the day last told."""
        told = self.context.told_day
        return f"{in_words(told.edtf)}, told before" if told else self.by_publication

    @property
    def in_told_days(self) -> bool:
        """Whether a bare weekday belongs to the days told, because these are far from publication."""
        day = self.context.told_day
        return self.in_told_time and day is not None and self.context.is_far(day)

    @property
    def in_told_time(self) -> bool:
        """Whether it belongs to the time being told rather than to the days around publication."""
        context = self.context
        if context.reference is None or (context.today is None and not context.narrative):
            return False
        return (context.narrative and not context.is_present) or (context.background and self.lean is not Lean.FUTURE)


def part_of_day(o: Occurrence, on: Period, anchor: str | None) -> Reading:
    """A day, or the part of it that the expression names, as TIMEX3 has it: 2019-03-15TMO."""
    if not o["daypart"]:
        return Reading(on, anchor)
    return Reading(on, anchor, timex=f"{on.timex}T{DAY_PARTS[o['daypart']]}", type="TIME")
