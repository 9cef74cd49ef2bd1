"""Calendar units: days, weeks from Monday, and runs of months and years. Days are proleptic Gregorian ordinals."""

from dataclasses import dataclass
from datetime import date

from app.domain.dates import MONTHS, SHORT_MONTHS

MAX_DAY = date.max.toordinal()
DAYS_OF_MONTH = 30.436875  # the mean of the Gregorian calendar
DAYS_OF_YEAR = 365.2425


@dataclass(frozen=True)
class Unit:
    """
    A regular division of the calendar.

    Attributes:
        name: For people: "week", "quarter", "decade".
        base: What is counted: "day", "month" or "year".
        step: How many of them make one unit. Borders hang on the calendar alone, so that two views share them.
    """

    name: str
    base: str
    step: int

    @property
    def days(self) -> float:
        """Its mean length in days."""
        return self.step * {"day": 1.0, "month": DAYS_OF_MONTH, "year": DAYS_OF_YEAR}[self.base]

    def floor(self, day: int) -> int:
        """The first day of the unit that `day` is in."""
        if self.base == "day":
            return max(1, day - (day - 1) % self.step)  # day 1 is a Monday
        when = date.fromordinal(day)
        if self.base == "month":
            return date(when.year, when.month - (when.month - 1) % self.step, 1).toordinal()
        return date(max(1, when.year - when.year % self.step), 1, 1).toordinal()

    def next(self, start: int) -> int:
        """The first day of the unit after the one that starts on `start`; one past the calendar's end at the last."""
        if self.base == "day":
            return min(start + self.step, MAX_DAY + 1)
        when = date.fromordinal(start)
        if self.base == "month":
            months = when.year * 12 + when.month - 1 + self.step
            year, month = divmod(months, 12)
        else:
            year, month = when.year - when.year % self.step + self.step, 0
        return MAX_DAY + 1 if year > date.max.year else date(year, month + 1, 1).toordinal()

    def starts(self, first: int, last: int) -> list[int]:
        """The first days of the units that touch the days from `first` to `last`, both included."""
        found = [self.floor(first)]
        while (following := self.next(found[-1])) <= last:
            found.append(following)
        return found

    def label(self, start: int) -> str:
        """What an axis writes at the unit's start: "14", "Feb", "2019"."""
        when = date.fromordinal(start)
        if self.base == "day":
            return str(when.day)
        return SHORT_MONTHS[when.month] if self.base == "month" else str(when.year)

    def words(self, start: int) -> str:
        """The unit as a reader says it: "14 February 2019", "the week of 11 February 2019", "2019", "1940–1949"."""
        when = date.fromordinal(start)
        day = f"{when.day} {MONTHS[when.month]} {when.year}"
        if self.base == "day":
            return day if self.step == 1 else f"the {self.name} of {day}"
        last = date.fromordinal(self.next(start) - 1)
        if self.base == "month":
            ending = f"{MONTHS[last.month]} {last.year}"
            return ending if self.step == 1 else f"{MONTHS[when.month]} to {ending}"
        return str(when.year) if self.step == 1 else f"{when.year}–{last.year}"


DAY, WEEK = Unit("day", "day", 1), Unit("week", "day", 7)
MONTH, QUARTER = Unit("month", "month", 1), Unit("quarter", "month", 3)
YEAR = Unit("year", "year", 1)
LONG_UNITS = tuple(
    Unit(name, "year", step)
    for name, step in (
        ("two years", 2), ("five years", 5), ("decade", 10), ("twenty years", 20),
        ("half century", 50), ("century", 100), ("two centuries", 200), ("five centuries", 500), ("millennium", 1000),
    )
)  # fmt: skip
UNITS = (DAY, WEEK, MONTH, QUARTER, YEAR, *LONG_UNITS)
"""From the shortest to the longest."""


def unit_at_least(days: float) -> Unit:
    """The shortest unit that is at least so many days long on average; the longest where none is."""
    return next((unit for unit in UNITS if unit.days >= days), UNITS[-1])


def coarser(unit: Unit) -> Unit:
    """The next longer unit; the longest stays itself."""
    return UNITS[min(UNITS.index(unit) + 1, len(UNITS) - 1)]
