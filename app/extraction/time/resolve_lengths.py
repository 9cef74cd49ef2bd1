"""Resolvers of lengths of time that end or begin at a day: two years ago, the past week, within a month."""

from datetime import date, timedelta

from app.extraction.time import periods
from app.extraction.time.clause import Lean
from app.extraction.time.periods import Unit
from app.extraction.time.reading import Occurrence, Reading, Unanchored
from app.extraction.time.words import DAYS_IN, number


def ago(o: Occurrence) -> Reading | None:
    """Six days ago is a day, two months ago a month, ten years ago a year; "ten years ago today" the day itself."""
    unit, count = o["unit"] or "", number(o["n"] or "")
    start = _from_when(o["from"])
    if count is None or unit in ("hour", "minute"):
        return _undated_ago(o, unit, count)
    today = o.today + timedelta(days=start or 0)
    if unit in DAYS_IN:
        on = periods.day(periods.moved(today, unit, -count))
        exact = unit == "day" or count == 1 or start is not None
        return Reading(on if exact and not o["about"] else periods.about(on), o.by_publication)
    if start is not None and unit == "year" and o["from"] != "this year":
        whole = o["from"] == "this month"
        on_day = periods.same_day_of_year(today, today.year - count)
        period = periods.of_unit(Unit.MONTH if whole else Unit.DAY, on_day)
        o.context.commemorate(period)
        return Reading(period, o.by_publication, absolute=count > 1)
    return _longer_ago(o, unit, -count, today)


def _longer_ago(o: Occurrence, unit: str, steps: int, origin: date) -> Reading:
    if o["half"] and unit == "year":
        return Reading(
            periods.about(periods.shifted(Unit.MONTH, origin, steps * 12 - 6)),
            o.by_publication,
        )
    unit = "century" if unit == "centurie" else unit
    period = periods.shifted(Unit(unit), origin, steps)
    return Reading(
        period if unit == "month" and not o["about"] else periods.about(period),
        o.by_publication,
        absolute=unit != "month",
    )


def _from_when(words: str | None) -> int | None:
    """Days from the publication day of "today", "tomorrow" after "ago"; None if nothing follows."""
    return {"tomorrow": 1, "yesterday": -1}.get(words, 0) if words else None


def _undated_ago(o: Occurrence, unit: str, count: int | None) -> Reading:
    if unit in ("hour", "minute") and count is not None and count <= 12:
        return Reading(periods.day(o.today), o.by_publication, type="TIME")
    return Reading(None, timex="PAST_REF", moves=False)


def years_to_the_day(o: Occurrence) -> Reading | None:
    """74 years to the day: that day of the year so many years before publication."""
    count = number(o["n"] or "")
    if count is None:
        return None
    on = periods.same_day_of_year(o.today, o.today.year - count)
    unit = Unit.DAY if o["unit"] == "day" else Unit.MONTH
    return Reading(periods.of_unit(unit, on), o.by_publication, absolute=True, moves=False)


def hence(o: Occurrence) -> Reading | None:
    """In three weeks' time; "in two days" only where the clause looks ahead, otherwise it is how long it took."""
    count, unit = number(o["n"] or ""), o["unit"] or ""
    explicit = o["explicit"] is not None
    if not explicit and (o.lean is not Lean.FUTURE or not o.match[0].startswith("in ")):
        return None
    if count is None or unit in ("hour", "minute", "centurie", "century"):
        return Reading(None, timex="FUTURE_REF", moves=False)
    if unit in DAYS_IN:
        on = periods.day(periods.moved(o.today, unit, count))
        return Reading(on if unit == "day" else periods.about(on), o.by_publication)
    return Reading(periods.about(periods.shifted(Unit(unit), o.today, count)), o.by_publication)


def units_up_to_now(o: Occurrence) -> Reading | None:
    """The past week, the next three months: from then to the publication day or on from it; a duration to TIMEX3."""
    unit = o["unit"] or ""
    count = number(o["n"]) if o["n"] else 1
    ahead = o["rel"] in ("next", "coming", "following")
    told = o["rel"] in ("following", "previous", "preceding") or o.context.narrative
    timex = f"P{'X' if count is None else count}{unit[0].upper()}"
    if unit in ("decade", "century", "centurie") and o["n"] is None:
        return Reading(
            periods.shifted(Unit(unit), o.today, 1 if ahead else 0),
            o.by_publication,
            moves=False,
        )
    if count is None or told or unit in ("hour", "minute", "decade", "centurie", "century"):
        return Reading(None, timex=timex, type="DURATION", moves=False)
    other = periods.moved(o.today, unit, count if ahead else -count)
    ends = (o.today, other) if ahead else (other, o.today)
    period = periods.span(*map(periods.day, ends))
    return Reading(period, o.by_publication, timex=timex, type="DURATION", moves=False)


def within(o: Occurrence) -> Reading | None:
    """Within three months: from the date told, or from today where the clause looks ahead, to so much later."""
    if o["bare"] and o["bare"] != "hour" and o.match[0].endswith("s"):
        raise Unanchored
    unit, count = o["unit"] or o["bare"] or "", number(o["n"]) if o["n"] else 1
    if unit in ("hour", "minute") and (count is None or unit == "minute"):
        unit, count = "hour", 0
    if count is None or unit in ("decade", "century", "centurie"):
        raise Unanchored
    told = o.context.reference
    if told and told.unit is Unit.MONTH and unit == "month":
        return Reading(
            periods.span(told, periods.shifted(Unit.MONTH, told.last, count)),
            o.by_told,
            timex=f"P{count}M",
            type="DURATION",
            moves=False,
        )
    leans_on_told = o.context.told_day is not None and o.lean is not Lean.FUTURE
    start, anchor = (o.told_day, o.by_told_day) if leans_on_told else (o.today, o.by_publication)
    # "Within hours" of an act of the morning is the same day; "within 48 hours" may be the second day after.
    end = (
        start + timedelta(days=-(-count // 24) if o["n"] else 0)
        if unit == "hour"
        else periods.moved(start, unit, count)
    )
    return Reading(
        periods.span(periods.day(start), periods.day(end)) if start < end else periods.day(start),
        anchor,
        timex=f"P{count}{unit[0].upper()}",
        type="DURATION",
        moves=False,
    )
