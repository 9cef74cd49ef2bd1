"""Resolvers of weekdays and weekends."""

from datetime import date, timedelta

from app.domain.dates import in_words
from app.extraction.time import periods
from app.extraction.time.clause import Lean
from app.extraction.time.periods import Period, Unit
from app.extraction.time.reading import Occurrence, Reading, part_of_day
from app.extraction.time.resolve_days import day_number
from app.extraction.time.words import STEPS, TOLD_WORDS, WEEKDAYS

_MONTHS_AWAY = {
    Lean.PAST: (0, -1, -2, -3, 1, 2),
    Lean.FUTURE: (0, 1, 2, 3, -1, -2),
    Lean.UNKNOWN: (0, -1, 1, -2, 2),
}
"""In which months to look for a day that falls on a weekday, best first."""


def bare_weekday(o: Occurrence) -> Reading | None:
    """
    Friday: the publication day itself, or the last one before it; under "will" the first after it.

    After "last week" in the same sentence it is that week's; in a told time it is the first from the day told on.
    """
    wanted = WEEKDAYS[o["weekday"] or ""]
    week = _week_of_sentence(o)
    if week:
        return part_of_day(o, periods.day(week.first + timedelta(days=wanted)), o.by_told)
    if o.in_told_days:
        return part_of_day(o, _on_or_after(o.told_day, wanted), o.by_told_day)
    return part_of_day(o, _weekday_by_lean(o, wanted), o.by_publication)


def _week_of_sentence(o: Occurrence) -> Period | None:
    """The week of a "last week" or "next week" told earlier in the same sentence."""
    told = o.context.reference
    if told is None or told.unit is not Unit.WEEK or o.previous_end < o.sentence[0]:
        return None
    return told


def _weekday_by_lean(o: Occurrence, wanted: int) -> Period:
    ahead = (wanted - o.today.weekday()) % 7
    if o.lean is Lean.FUTURE:
        return periods.day(o.today + timedelta(days=ahead))
    return periods.day(o.today - timedelta(days=-ahead % 7))


def _on_or_after(start: date, wanted: int) -> Period:
    return periods.day(start + timedelta(days=(wanted - start.weekday()) % 7))


def relative_weekday(o: Occurrence) -> Reading | None:
    """Last Tuesday, next Friday, this Sunday; "that same Tuesday" and "the Friday" lean on the day told."""
    wanted, rel = WEEKDAYS[o["weekday"] or ""], o["rel"] or ""
    if rel in TOLD_WORDS or (rel == "the" and o.context.reference is not None):
        start = o.told_day + timedelta(days=STEPS[rel] == 1)
        if STEPS[rel] == -1:
            start -= timedelta(days=7)
        return part_of_day(o, _on_or_after(start, wanted), o.by_told_day)
    today = o.today
    if rel in ("last", "this past"):
        return part_of_day(o, _on_or_after(today - timedelta(days=7), wanted), o.by_publication)
    if rel in ("next", "this coming"):
        return part_of_day(o, _on_or_after(today + timedelta(days=1), wanted), o.by_publication)
    return part_of_day(o, _weekday_by_lean(o, wanted), o.by_publication)


def weekday_of_week(o: Occurrence) -> Reading | None:
    """Tuesday of last week."""
    rel = o["rel"] or ""
    base, anchor = (o.told.first, o.by_told) if rel in TOLD_WORDS else (o.today, o.by_publication)
    week = periods.shifted(Unit.WEEK, base, STEPS[rel])
    return part_of_day(
        o,
        periods.day(week.first + timedelta(days=WEEKDAYS[o["weekday"] or ""])),
        anchor,
    )


def weekday_with_day(o: Occurrence) -> Reading | None:
    """Monday the 11th, Friday 1: in the nearest month, on the side that the tense points to, where they agree."""
    wanted, day = WEEKDAYS[o["weekday"] or ""], day_number(o)
    told = o.context.told_day
    remembered = o.context.anniversary
    if remembered and not o.context.is_present:
        on = _agreeing(remembered.last, wanted, day, (0, 1, -1))
        if on:
            return Reading(periods.day(on), f"{in_words(remembered.edtf)}, which the article remembers")
    if not o.in_told_time:
        on = _agreeing(o.today, wanted, day, _MONTHS_AWAY[o.lean])
        if on and (on <= o.today or o.lean is not Lean.PAST or told is None):
            return Reading(periods.day(on), o.by_publication)
    base = told or (o.told if o.in_told_time else None)
    on = _agreeing(base.last, wanted, day, _MONTHS_AWAY[Lean.UNKNOWN]) if base else None
    return Reading(periods.day(on), o.by_told_day if told else o.by_told) if on else None


def _agreeing(base: date, weekday: int, day: int, months_away: tuple[int, ...]) -> date | None:
    for months in months_away:
        month = periods.shifted(Unit.MONTH, base, months)
        if day <= month.last.day and month.first.replace(day=day).weekday() == weekday:
            return month.first.replace(day=day)
    return None


def which_weekend(o: Occurrence) -> Reading | None:
    """The weekend: the last one that began, or the coming one under "will"."""
    rel = o["rel"] or ""
    if rel in TOLD_WORDS:
        return Reading(periods.shifted(Unit.WEEKEND, o.told.last, STEPS[rel]), o.by_told)
    coming = periods.weekend(o.today)
    began = coming.first <= o.today
    if rel in ("next", "the coming", "this coming"):
        return Reading(
            coming if not began else periods.shifted(Unit.WEEKEND, o.today, 1),
            o.by_publication,
        )
    if rel in ("last", "this past", "the past"):
        return Reading(periods.shifted(Unit.WEEKEND, o.today, -1), o.by_publication)
    ahead = began or o.lean is Lean.FUTURE or (rel == "this" and o.lean is not Lean.PAST)
    return Reading(
        coming if ahead else periods.shifted(Unit.WEEKEND, o.today, -1),
        o.by_publication,
    )
