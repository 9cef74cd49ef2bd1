"""
Periods of the calendar: a day, a week, a month … with their EDTF and TIMEX3 forms and the arithmetic between them.

Everything raises `ValueError` or `OverflowError` outside the years 1-9999, as `datetime` does; the finder turns both
into "no calendar date".
"""

import calendar
from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from app.extraction.time.words import DAYS_IN


class Unit(StrEnum):
    """How long a period is. A `SPAN` runs from the first day of one period to the last of another."""

    DAY = "day"
    WEEK = "week"
    WEEKEND = "weekend"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    SPAN = "span"


class Period(NamedTuple):
    """
    An interval of days that has a name.

    Attributes:
        unit: What it is.
        first, last: Its first and last day, both included.
        edtf: Its EDTF text.
        timex: Its TIMEX3 value.
        ends: The two periods that a span runs between; None for other units.
    """

    unit: Unit
    first: date
    last: date
    edtf: str
    timex: str
    ends: "tuple[Period, Period] | None" = None

    @property
    def approximate(self) -> bool:
        """Whether it only says about when."""
        return "~" in self.edtf


OfYear = Callable[[int], Period]
"""What gives a date in a year: "14 February" in 2019."""


def day(on: date) -> Period:
    """One day."""
    return Period(Unit.DAY, on, on, on.isoformat(), on.isoformat())


def week(containing: date) -> Period:
    """The ISO week, Monday to Sunday, of a day."""
    monday = containing - timedelta(days=containing.weekday())
    sunday = monday + timedelta(days=6)
    year, number, _ = monday.isocalendar()
    return Period(Unit.WEEK, monday, sunday, f"{monday}/{sunday}", f"{year}-W{number:02}")


def weekend(containing: date) -> Period:
    """Saturday and Sunday of the ISO week of a day."""
    whole = week(containing)
    saturday = whole.first + timedelta(days=5)
    return Period(
        Unit.WEEKEND,
        saturday,
        whole.last,
        f"{saturday}/{whole.last}",
        f"{whole.timex}-WE",
    )


def month(year: int, number: int) -> Period:
    """A month; `number` may run past either end of the year."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    text = f"{year:04}-{number:02}"
    return Period(Unit.MONTH, date(year, number, 1), _month_end(year, number), text, text)


def quarter(year: int, number: int) -> Period:
    """A calendar quarter; `number` may run past either end of the year."""
    year, number = year + (number - 1) // 4, (number - 1) % 4 + 1
    first, last = date(year, 3 * number - 2, 1), _month_end(year, 3 * number)
    return Period(Unit.QUARTER, first, last, f"{year:04}-{32 + number}", f"{year:04}-Q{number}")


def half(year: int, number: int) -> Period:
    """The first or second half of a year."""
    first, last = date(year, 6 * number - 5, 1), _month_end(year, 6 * number)
    return Period(Unit.HALF, first, last, f"{year:04}-{39 + number}", f"{year:04}-H{number}")


def season(year: int, number: int) -> Period:
    """Spring (1) to winter (4) of the northern hemisphere; a winter runs into the next year."""
    first = date(year, 3 * number, 1)
    last = _month_end(year, 3 * number + 2) if number < 4 else _month_end(year + 1, 2)
    return Period(
        Unit.SEASON,
        first,
        last,
        f"{year:04}-{20 + number}",
        f"{year:04}-{('SP', 'SU', 'FA', 'WI')[number - 1]}",
    )


def year(number: int) -> Period:
    """A year."""
    text = f"{number:04}"
    return Period(Unit.YEAR, date(number, 1, 1), date(number, 12, 31), text, text)


def decade(containing: int) -> Period:
    """The ten years of a year: 1990-1999."""
    stem = containing // 10
    first, last = date(max(stem * 10, 1), 1, 1), date(stem * 10 + 9, 12, 31)
    return Period(Unit.DECADE, first, last, f"{stem:03}X", f"{stem:03}")


def century(ordinal: int) -> Period:
    """The century as EDTF counts it: the 19th is 18XX, 1800-1899."""
    stem = ordinal - 1
    first, last = date(max(stem * 100, 1), 1, 1), date(stem * 100 + 99, 12, 31)
    return Period(Unit.CENTURY, first, last, f"{stem:02}XX", f"{stem:02}")


def span(start: Period, end: Period) -> Period:
    """From the first day of one period to the last day of another. Raises `ValueError` if it ends before it begins."""
    if start.first > end.last:
        raise ValueError(f"{start.edtf} does not come before {end.edtf}")
    edtf = f"{_end_text(start, start.first)}/{_end_text(end, end.last)}"
    return Period(
        Unit.SPAN,
        start.first,
        end.last,
        edtf,
        f"{start.timex}/{end.timex}",
        (start, end),
    )


def _end_text(period: Period, on: date) -> str:
    """How a period is written as an end of an interval; EDTF has no quarters and halves there."""
    if period.unit in (Unit.QUARTER, Unit.HALF):
        return f"{on.year:04}-{on.month:02}"
    return on.isoformat() if "/" in period.edtf else period.edtf


def from_then_on(period: Period) -> Period:
    """The same period as the start of an interval without an end."""
    return period._replace(edtf=f"{_end_text(period, period.first)}/..")


def until_then(period: Period) -> Period:
    """The same period as the end of an interval without a start."""
    return period._replace(edtf=f"../{_end_text(period, period.last)}")


def about(period: Period) -> Period:
    """The same period, as only approximately right; EDTF cannot say so of seasons, quarters, halves and intervals."""
    if period.approximate or period.unit not in (
        Unit.DAY,
        Unit.MONTH,
        Unit.YEAR,
        Unit.DECADE,
        Unit.CENTURY,
    ):
        return period
    return period._replace(edtf=period.edtf + "~")


def of_unit(unit: Unit, containing: date) -> Period:
    """The period of a unit in which a day lies."""
    match unit:
        case Unit.WEEK:
            return week(containing)
        case Unit.WEEKEND:
            return weekend(containing)
        case Unit.MONTH:
            return month(containing.year, containing.month)
        case Unit.QUARTER:
            return quarter(containing.year, (containing.month + 2) // 3)
        case Unit.HALF:
            return half(containing.year, 1 if containing.month <= 6 else 2)
        case Unit.SEASON:
            return _season_of(containing)
        case Unit.YEAR:
            return year(containing.year)
        case Unit.DECADE:
            return decade(containing.year)
        case Unit.CENTURY:
            return century(containing.year // 100 + 1)
        case _:
            return day(containing)


def shifted(unit: Unit, origin: date, count: int) -> Period:
    """The period of a unit that lies `count` units after the one of a day (before it, if negative)."""
    match unit:
        case Unit.WEEK | Unit.WEEKEND:
            return of_unit(unit, origin + timedelta(weeks=count))
        case Unit.MONTH:
            return month(origin.year, origin.month + count)
        case Unit.QUARTER:
            return quarter(origin.year, (origin.month + 2) // 3 + count)
        case Unit.YEAR:
            return year(origin.year + count)
        case Unit.DECADE:
            return decade(origin.year + 10 * count)
        case Unit.CENTURY:
            return century(origin.year // 100 + 1 + count)
        case _:
            return day(origin + timedelta(days=count))


def moved(origin: date, unit: str, count: int) -> date:
    """The day so many days, weeks, fortnights, months or years away; the day of the month is kept where it can be."""
    if unit in DAYS_IN:
        return origin + timedelta(days=count * DAYS_IN[unit])
    there = month(origin.year, origin.month + count * (12 if unit == "year" else 1))
    return there.first.replace(day=min(origin.day, there.last.day))


def same_day_of_year(on: date, year_number: int) -> date:
    """That day of another year; 29 February becomes the 28th where there is none."""
    try:
        return on.replace(year=year_number)
    except ValueError:
        return date(year_number, 2, 28)


def _month_end(year: int, number: int) -> date:
    return date(year, number, calendar.monthrange(year, number)[1])


def _season_of(on: date) -> Period:
    if on.month <= 2:
        return season(on.year - 1, 4)
    return season(on.year, on.month // 3)
