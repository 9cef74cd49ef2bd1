"""Resolvers of clock times, of vague references, and of durations and sets, which matter to TIMEX3 only."""

import re

from app.extraction.time import periods
from app.extraction.time.reading import Occurrence, Reading
from app.extraction.time.words import number

_CODES = {
    "day": "D",
    "week": "W",
    "month": "M",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
    "centurie": "CE",
}
_ADVERB_SETS = {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P3M"}


def clock(o: Occurrence) -> Reading | None:
    """18:00 UTC, 3 p.m.: on the day last told, or today."""
    hour, half = (
        int(o["hour"] or 0),
        (o["half"] or o["half2"] or o["half3"] or "").replace(".", ""),
    )
    if half and hour > 12:
        return None
    hour = hour % 12 + 12 * (half == "pm") if half else hour
    minute = o["minute"] or o["minute2"]
    return _time_of_day(o, f"{hour:02}:{minute}" if minute else f"{hour:02}")


def noon(o: Occurrence) -> Reading | None:
    """Noon and midnight."""
    if re.match(r"\s(?:mass|sun|deadline)\b", o.after):
        return None
    return _time_of_day(o, "24:00" if o["word"] == "midnight" else "12:00")


def _time_of_day(o: Occurrence, time: str) -> Reading:
    told = o.context.narrative or o.previous_end >= o.sentence[0]
    on, anchor = (o.told_day, o.by_told_day) if told else (o.today, o.by_publication)
    return Reading(periods.day(on), anchor, timex=f"{on}T{time}", type="TIME", moves=False)


def present(o: Occurrence) -> Reading | None:
    """Now, currently."""
    return Reading(None, timex="PRESENT_REF", moves=False)


def past(o: Occurrence) -> Reading | None:
    """Recently, former."""
    return Reading(None, timex="PAST_REF", moves=False)


def future(o: Occurrence) -> Reading | None:
    """Soon, the future."""
    return Reading(None, timex="FUTURE_REF", moves=False)


def recurring(o: Occurrence) -> Reading | None:
    """Every Friday, annually."""
    if o["weekday"]:
        return Reading(None, timex="XXXX-WXX", type="SET", moves=False)
    unit = o["unit"]
    timex = f"P1{_CODES.get(unit, 'D')}" if unit else _ADVERB_SETS.get(o.match[0], "P1Y")
    return Reading(None, timex=timex, type="SET", moves=False)


def length(o: Occurrence) -> Reading | None:
    """Three weeks, two-day."""
    count, unit = number(o["n"] or ""), o["unit"] or ""
    amount = "X" if count is None else str(count)
    if unit in ("hour", "minute"):
        return Reading(None, timex=f"PT{amount}{unit[0].upper()}", type="DURATION", moves=False)
    if unit == "fortnight":
        return Reading(None, timex="P2W" if count == 1 else "PXW", type="DURATION", moves=False)
    return Reading(None, timex=f"P{amount}{_CODES[unit]}", type="DURATION", moves=False)
