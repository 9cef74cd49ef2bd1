"""
Dates as precise as their words: EDTF text, its first and last possible day, and its wording.

The forms are levels 0 and 1 of ISO 8601-2:2019 (EDTF) as far as news needs them: a day, month or year; a decade `199X`
or century `19XX`; seasons 21-24, quarters 33-36, halves 40-41; the qualifiers `~ ? %`; intervals, open with `..`.
Days are proleptic Gregorian ordinals (`datetime.date.toordinal`), so that a window is a range of integers; a date
never has a clock time and so never shifts with a time zone.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from app.errors import UnreadableDate

OPEN_START = 0
"""`earliest` of a date whose start is unknown."""
OPEN_END = date.max.toordinal() + 1
"""`latest` of a date whose end is unknown: 3 652 060, one past 9999-12-31."""

# Code of ISO 8601-2, 4.8: first and last month, counted on into the next year for a winter.
DIVISIONS = {
    21: (3, 5, "spring"), 22: (6, 8, "summer"), 23: (9, 11, "autumn"), 24: (12, 14, "winter"),
    33: (1, 3, "first quarter of"), 34: (4, 6, "second quarter of"),
    35: (7, 9, "third quarter of"), 36: (10, 12, "fourth quarter of"),
    40: (1, 6, "first half of"), 41: (7, 12, "second half of"),
}  # fmt: skip
MONTHS = tuple(calendar.month_name)
SHORT_MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_POINT = re.compile(
    r"(?P<year>[0-9]{2}(?:[0-9]{2}|[0-9]X|XX))(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX))?)?(?P<mark>[~?%])?"
)


class DateKind(StrEnum):
    """How an event fills the days of its date."""

    DAY = "day"  # on that one day
    LASTED = "lasted"  # from the first day to the last
    BETWEEN = "between"  # at one moment somewhere between them
    ABOUT = "about"  # about then
    BEFORE = "before"  # at one moment before
    AFTER = "after"  # at one moment after
    SINCE = "since"  # from then on, still lasting
    UNTIL = "until"  # until then, its start unknown


@dataclass(frozen=True)
class Edtf:
    """
    A valid EDTF date.

    Attributes:
        text: The canonical EDTF text.
        earliest: Ordinal of the first possible day, included; `OPEN_START` if unknown.
        latest: Ordinal of the last possible day, included; `OPEN_END` if unknown.
        approximate: Whether `~`, `?` or `%` qualifies it (or one of its ends).
    """

    text: str
    earliest: int
    latest: int
    approximate: bool

    @property
    def is_day(self) -> bool:
        """Whether it names one exact day."""
        return self.earliest == self.latest and not self.approximate

    @property
    def usual_kind(self) -> DateKind:
        """The kind that the text alone suggests; extraction and analysts may know better (a month that it *lasted*)."""
        if self.approximate:
            return DateKind.ABOUT
        if self.earliest == OPEN_START:
            return DateKind.BEFORE
        if self.latest == OPEN_END:
            return DateKind.SINCE
        if "/" in self.text:
            return DateKind.LASTED
        return DateKind.DAY if self.earliest == self.latest else DateKind.BETWEEN

    @property
    def days(self) -> int | None:
        """Number of days covered, both ends included; None if an end is open."""
        if self.earliest == OPEN_START or self.latest == OPEN_END:
            return None
        return self.latest - self.earliest + 1


@lru_cache(maxsize=4096)  # an article's few dates are asked for again and again
def parse_edtf(text: str) -> Edtf:
    """
    Read an EDTF date.

    Raises:
        UnreadableDate: It is none of the forms named at the head of this module, or names no day of the calendar.
    """
    cleaned = text.strip()
    if "/" not in cleaned:
        return _point(cleaned, text)
    first, _, last = cleaned.partition("/")
    start = None if first in ("", "..") else _point(first, text)
    end = None if last in ("", "..") else _point(last, text)
    if start is None and end is None:
        raise UnreadableDate(text, "an interval needs at least one end")
    if start and end and start.earliest > end.latest:
        raise UnreadableDate(text, "the interval ends before it begins")
    return Edtf(
        text=f"{start.text if start else '..'}/{end.text if end else '..'}",
        earliest=start.earliest if start else OPEN_START,
        latest=end.latest if end else OPEN_END,
        approximate=bool((start and start.approximate) or (end and end.approximate)),
    )


def _point(part: str, whole: str) -> Edtf:
    """One end of an interval, or a date that is none; `whole` is what the person gave, for the message."""
    match = _POINT.fullmatch(part)
    if not match:
        raise UnreadableDate(whole, "write it like 2019-02-14, 2019-02, 2019, 2019-02~ or 2011-03-02/2011-03-03")
    year, month, day = match["year"], match["month"], match["day"]
    if year.startswith("0000") or year == "00XX":
        raise UnreadableDate(whole, "there is no year 0")
    if "X" in year:
        if month:
            raise UnreadableDate(whole, "a decade or century takes no month")
        first, last = int(year.replace("X", "0")) or 1, int(year.replace("X", "9"))
        bounds = date(first, 1, 1).toordinal(), date(last, 12, 31).toordinal()
    elif month in (None, "XX"):
        if day not in (None, "XX"):
            raise UnreadableDate(whole, "a day needs its month")
        bounds = _months(int(year), 1, 12)
    elif int(month) in DIVISIONS:
        if day or match["mark"]:
            raise UnreadableDate(whole, "a season, quarter or half takes no day and no ~ ? %")
        bounds = _months(int(year), *DIVISIONS[int(month)][:2])
    elif not 1 <= int(month) <= 12:
        raise UnreadableDate(whole, f"there is no month {month}")
    elif day in (None, "XX"):
        bounds = _months(int(year), int(month), int(month))
    else:
        try:
            ordinal = date(int(year), int(month), int(day)).toordinal()
        except ValueError:
            raise UnreadableDate(whole, f"{MONTHS[int(month)]} {int(year)} has no day {int(day)}") from None
        bounds = ordinal, ordinal
    canonical = "-".join(piece for piece in (year, month, day) if piece not in (None, "XX"))
    return Edtf(canonical + (match["mark"] or ""), *bounds, approximate=match["mark"] is not None)


def _months(year: int, first: int, last: int) -> tuple[int, int]:
    """Ordinals of the first and last day of a run of months; month 13 is January of the next year."""
    end_year, end_month = year + (last - 1) // 12, (last - 1) % 12 + 1
    if end_year > date.max.year:
        return date(year, first, 1).toordinal(), date.max.toordinal()
    return (
        date(year, first, 1).toordinal(),
        date(end_year, end_month, calendar.monthrange(end_year, end_month)[1]).toordinal(),
    )


def day_edtf(ordinal: int) -> str:
    """The EDTF text of one day."""
    return date.fromordinal(ordinal).isoformat()


@lru_cache(maxsize=4096)  # as above: the anchors of its dates name the same few
def known_days(earliest: int, latest: int) -> tuple[int, int]:
    """The first and last day of a date, an open end standing on the known one."""
    first = latest if earliest == OPEN_START else earliest
    return first, first if latest == OPEN_END else latest


@lru_cache(maxsize=4_096)
def in_words(text: str, kind: DateKind | None = None) -> str:
    """
    A date as a reader would say it: "14 Feb 2019", "about February 2019", "2–3 March 2011", "since 1947".

    Args:
        text: A valid EDTF date.
        kind: What is known of it beyond its text; decides between "since" and "after", "before" and "until".
    """
    edtf = parse_edtf(text)
    first, _, last = edtf.text.partition("/")
    if not last:
        words = _point_words(first, short=edtf.earliest == edtf.latest)
        opening = {
            DateKind.BEFORE: "before ",
            DateKind.AFTER: "after ",
            DateKind.SINCE: "since ",
            DateKind.UNTIL: "until ",
        }
        return opening.get(kind, "") + words if kind else words
    if first == "..":
        return f"{'until' if kind is DateKind.UNTIL else 'by'} {_point_words(last)}"
    if last == "..":
        return f"{'after' if kind is DateKind.AFTER else 'since'} {_point_words(first)}"
    if kind is DateKind.BETWEEN:
        return f"between {_start_words(first, last)} and {_point_words(last)}"
    return _range_words(first, last)


def _point_words(point: str, short: bool = False) -> str:
    match = _POINT.fullmatch(point)
    assert match is not None, point  # noqa: S101 - only canonical text of `parse_edtf` comes here
    year, month, day = match["year"], match["month"], match["day"]
    about = {"~": "about ", "?": "possibly ", "%": "possibly about "}.get(match["mark"] or "", "")
    if year.endswith("XX"):
        return f"{about}the {_ordinal(int(year[:2]) + 1)} century"
    if year.endswith("X"):
        return f"{about}the {year[:3]}0s"
    if not month:
        return about + str(int(year))
    if int(month) in DIVISIONS:
        return f"{about}{DIVISIONS[int(month)][2]} {int(year)}"
    if not day:
        return f"{about}{MONTHS[int(month)]} {int(year)}"
    return f"{about}{int(day)} {(SHORT_MONTHS if short else MONTHS)[int(month)]} {int(year)}"


def _ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th … 11th, 12th, 13th … 21st."""
    endings = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{'th' if number // 10 == 1 else endings.get(number % 10, 'th')}"


def _range_words(first: str, last: str) -> str:
    """A range in which what both ends share is said once: 2–3 March 2011, 28 February – 2 March 2011, 1998–1999."""
    start = _start_words(first, last)
    return f"{start}–{_point_words(last)}" if start.isdecimal() else f"{start} – {_point_words(last)}"


def _start_words(first: str, last: str) -> str:
    """The first end of a range without what it shares with the last: "2" before "3 March 2011"."""
    a, b = first.split("-"), last.split("-")
    plain = not any(mark in first + last for mark in "~?%X")
    if not plain or len(a) != len(b) or a[0] != b[0] or len(a) == 1 or int(a[1]) > 12 or int(b[1]) > 12:
        return _point_words(first)
    if len(a) == 2:
        return MONTHS[int(a[1])]
    return f"{int(a[2])}" if a[1] == b[1] else f"{int(a[2])} {MONTHS[int(a[1])]}"
