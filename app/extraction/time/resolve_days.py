"""Resolvers of days of a month: full dates, days without a year, ranges of days."""

import re
from contextlib import suppress
from datetime import date

from app.extraction.time import periods
from app.extraction.time.choosing import month_number, place_in_year, year_named
from app.extraction.time.clause import Lean
from app.extraction.time.periods import Period, Unit
from app.extraction.time.reading import Occurrence, Reading, Unanchored
from app.extraction.time.words import (
    COUNTED_NOUNS,
    HOLIDAYS,
    ORDINALS,
    SPELT_DAYS,
    WEEKDAYS,
)

_FESTIVE = re.compile(r"\s(?!(?:that|when|while)\b)[a-z]")
_NUMBERED = re.compile(
    r"army|air|arm|brig|corps|cav|div|infan|reg|batt|para|congr|fleet|floor|cent|world|inter|party|plen"
)
_NINE_ELEVEN = re.compile(r"\s(?:terror(?:ist)? )?(?:attacks?|hijack)")
_NAMED_BY_DAY = re.compile(r"\b(?:attacks?|agreements?|accords?|bombings?|raids?|elections?|coup) of\s$")


def iso(o: Occurrence) -> Reading | None:
    """2019-02-14."""
    if o["sep"] != o["sep2"]:
        return None
    on = date(int(o["year"] or 0), int(o["number"] or 0), int(o["day"] or 0))
    return Reading(periods.day(on), absolute=True)


def numeric(o: Occurrence) -> Reading | None:
    """14/02/2019 or 02/14/2019, in the order that the document shows."""
    a, b, year = int(o["a"] or 0), int(o["b"] or 0), int(o["year"] or 0)
    if o["sep"] != o["sep2"] or (year < 100 and o["sep"] != "/") or max(a, b) > 31 or min(a, b) == 0:
        return None
    if year < 100:
        year += 2000 if o.context.today is None or year + 2000 <= o.today.year + 5 else 1900
    day_first = a > 12 if max(a, b) > 12 else o.context.day_first
    if o["sep"] == "." and max(a, b) <= 12:
        day_first = True  # dots are written where the day comes first
    if a == b:
        day_first = True
    if day_first is None:
        o.context.notice(
            f"The order of day and month in {o.match[0]} cannot be told from this article: it stays undated."
        )
        return Reading(None, timex=f"{year:04}-XX-XX", moves=False)
    on = date(year, b, a) if day_first else date(year, a, b)
    return Reading(periods.day(on), absolute=True)


def day_number(o: Occurrence) -> int:
    """The day of the month in digits or as a word."""
    return SPELT_DAYS[o["spelt"]] if o["spelt"] else int(o["day"] or o["day2"] or 0)


def day_of_month(o: Occurrence) -> Reading | None:
    """14 February, February 14, with or without a year; a weekday beside it helps to find the year."""
    number, day = month_number(o["month"] or ""), day_number(o)
    if (number, day) == (9, 11) and year_named(o) is None and _NINE_ELEVEN.match(o.after):
        return Reading(periods.day(date(2001, 9, 11)), absolute=True, moves=False)
    if o["year"] and "," in o.match[0] and o.after.strip().partition(" ")[0] in COUNTED_NOUNS:
        return None  # "on March 3, 2000 troops crossed": a day and a number
    reading = _on_its_weekday(o, number, day)
    return reading._replace(moves=_NAMED_BY_DAY.search(o.before) is None)


def _on_its_weekday(o: Occurrence, number: int, day: int) -> Reading:
    """The day in a year in which it falls on the weekday named; if there is none near, the weekday is a slip."""

    def make(year: int) -> Period:
        return periods.day(date(year, number, day))

    def make_right(year: int) -> Period:
        on = make(year)
        if on.first.weekday() != WEEKDAYS[(o["onweekday"] or "").rstrip(".")]:
            raise ValueError("another weekday")
        return on

    if o["onweekday"]:
        with suppress(ValueError):
            return place_in_year(o, make_right)
    return place_in_year(o, make)


def holiday(o: Occurrence) -> Reading | None:
    """Christmas Day 2015, New Year's Eve."""
    if not o.original[o.match.start()].isupper() or (o.match[0] == "christmas" and _FESTIVE.match(o.after)):
        return None  # a Christmas tree
    number, day = HOLIDAYS[(o["holiday"] or "").replace("’", "'")]
    return place_in_year(o, lambda year: periods.day(date(year, number, day)))


def days_of_month(o: Occurrence) -> Reading | None:
    """2 to 6 March, March 2-6: one range."""
    number, first, last = (
        month_number(o["month"] or ""),
        int(o["day"] or 0),
        int(o["day2"] or 0),
    )
    if first >= last:
        return _over_the_turn_of_a_month(o, number, first, last)
    if re.search(r"\sand\s", o.match[0]) and last != first + 1 and "between" not in o.before:
        return None
    return place_in_year(
        o,
        lambda year: periods.span(
            periods.day(date(year, number, first)),
            periods.day(date(year, number, last)),
        ),
    )


def _over_the_turn_of_a_month(o: Occurrence, number: int, first: int, last: int) -> Reading | None:
    """The night of 31-1 June: from the last day of the month before."""
    if last > 5 or first < 25:
        return None

    def make(year: int) -> Period:
        start = periods.month(year, number - 1).first.replace(day=first)
        return periods.span(periods.day(start), periods.day(date(year, number, last)))

    return place_in_year(o, make)


def week_of_month(o: Occurrence) -> Reading | None:
    """The first week of January: its first seven days; the last week: its last seven."""
    number, ordinal = month_number(o["month"] or ""), ORDINALS[o["ordinal"] or ""]
    as_weekend = o["week"] == "weekend"

    def make(year: int) -> Period:
        whole = periods.month(year, number)
        if ordinal == -1:
            days = date(year, number, whole.last.day - 6), whole.last
        else:
            days = tuple(date(year, number, 7 * ordinal - offset) for offset in (6, 0))  # type: ignore[assignment] # two days, not any number
        if as_weekend:
            return periods.weekend(days[1])
        middle = periods.week(days[0] + (days[1] - days[0]) // 2)
        return Period(Unit.SPAN, *days, edtf=f"{days[0]}/{days[1]}", timex=middle.timex)

    return place_in_year(o, make)


def _before_a_name(o: Occurrence) -> bool:
    """Whether "on the 24th" stands before a name that begins a clause: "on the 24th Libya replied"."""
    following = o.original[o.match.end("next") :][:12]
    return o.before.endswith("on ") and following[:1].isupper() and not _NUMBERED.match(following.lower())


def day_alone(o: Occurrence) -> Reading | None:
    """On the 24th: of the month last told, or of the one that the tense points to."""
    if not re.search(
        r"\b(?:on|until|till|by|since|from|to|before|after|of|and|night|through)\s$",
        o.before,
    ):
        return None
    if o["next"] is not None and not _before_a_name(o):
        return None  # the 24th regiment, the 5th Army
    first, last = day_number(o), int(o["day2"] or 0) or day_number(o)
    told = o.context.reference
    if o["spelt"] and told is None:
        return None
    if told and told.unit not in (Unit.DAY, Unit.SPAN, Unit.MONTH, Unit.WEEK) and o.in_told_time:
        raise Unanchored

    def make(base: Period) -> Period:
        days = [periods.day(base.last.replace(day=number)) for number in (first, last)]
        return periods.span(*days) if first != last else days[0]

    month = periods.of_unit(Unit.MONTH, o.told.last if told else o.today)
    ahead = not o.in_told_time and o.lean is Lean.FUTURE and month.last.replace(day=first) < o.today
    anchor = o.by_told if told else o.by_publication
    return Reading(make(periods.month(month.first.year, month.first.month + ahead)), anchor)
