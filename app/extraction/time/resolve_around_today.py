"""Resolvers of expressions that lean on the publication day: today, last month, next summer."""

import re
from datetime import timedelta

from app.extraction.time import periods
from app.extraction.time.choosing import month_number
from app.extraction.time.periods import OfYear, Period, Unit
from app.extraction.time.reading import Occurrence, Reading, part_of_day
from app.extraction.time.words import SEASONS, STEPS, TOLD_WORDS

_PRESENT_PLAN = re.compile(r"\b(?:will|is|are|plans?|expects?)\b")


def around_today(o: Occurrence) -> Reading | None:
    """Today, yesterday, this morning, last night, the day before yesterday."""
    days = {"yesterday": -1, "tomorrow": 1, "before yesterday": -2, "after tomorrow": 2}
    word = o["word"] or o["beyond"] or o["lastnight"] or ""
    if "this " in o.match[0] and o.in_told_time and o.context.narrative:
        return part_of_day(o, periods.day(o.told_day), o.by_told_day)
    on = periods.day(o.today + timedelta(days=days.get(word, 0) - (word == "last night")))
    if word == "tonight" or word == "last night":
        return Reading(on, o.by_publication, timex=f"{on.timex}TNI", type="TIME")
    reading = part_of_day(o, on, o.by_publication)
    # Of a history TIMEX3 knows no creation day that "today" could name.
    return reading._replace(timex="PRESENT_REF") if o.context.narrative and word == "today" else reading


def relative_unit(o: Occurrence) -> Reading | None:
    """Last month, this year, next week; in a history of the time told."""
    unit, rel = Unit(o["unit"] or ""), o["rel"] or ""
    ahead = rel == "next" and _PRESENT_PLAN.search(o.before)
    leans_on_told = rel == "the following" or (o.in_told_time and o.context.narrative and not ahead)
    base, anchor = (o.told.last, o.by_told) if leans_on_told else (o.today, o.by_publication)
    return Reading(periods.shifted(unit, base, STEPS[rel]), anchor)


def relative_month(o: Occurrence) -> Reading | None:
    """Last November, next May, this April; "that November" is the first from the date told on."""
    name, rel = month_number(o["month"] or ""), o["rel"] or ""

    def month(year: int) -> Period:
        return periods.month(year, name)

    return _relative_part_of_year(o, rel, month)


def relative_season(o: Occurrence) -> Reading | None:
    """Last summer, next spring, the following autumn."""
    if o["season"] in ("spring", "fall") and o.after.startswith(" of "):
        return None  # the last spring of the clock
    number, rel = SEASONS[o["season"] or ""], o["rel"] or ""

    def season(year: int) -> Period:
        return periods.season(year, number)

    return _relative_part_of_year(o, rel, season)


def _relative_part_of_year(o: Occurrence, rel: str, make: OfYear) -> Reading:
    leans_on_told = rel in TOLD_WORDS or (o.in_told_time and o.context.narrative)
    base, anchor = (o.told, o.by_told) if leans_on_told else (periods.day(o.today), o.by_publication)
    around = [make(base.last.year + offset) for offset in (-2, -1, 0, 1, 2)]
    if rel in ("that", "the same", "that same"):
        return Reading(next(p for p in around if p.last >= base.first), anchor)
    step = STEPS[rel]
    if step < 0:
        return Reading([p for p in around if p.last < base.first][-1], anchor)
    if step > 0:
        return Reading(next(p for p in around if p.first > base.last), anchor)
    return Reading(make(base.last.year), anchor)
