"""Resolvers of expressions that lean on the date told before: three days later, the same month, the next morning."""

import re
from datetime import timedelta

from app.extraction.time import periods
from app.extraction.time.clause import Lean
from app.extraction.time.periods import Period, Unit
from app.extraction.time.reading import Occurrence, Reading, Unanchored
from app.extraction.time.words import DAY_PARTS, DAYS_IN, number

_STEPS = {
    "next": 1,
    "following": 1,
    "after": 1,
    "previous": -1,
    "preceding": -1,
    "before": -1,
    "same": 0,
}
_BACK = ("earlier", "before", "before that", "previously")
_ON_THE = re.compile(r"\b(?:on|was(?: also)?)\s$")
_HAD = re.compile(r"\s(?:[\w'’-]+\s){1,5}?had\b")
_UNIT_OPENER = re.compile(
    r"\b(?:(?:end|start|beginning|middle|rest|half|part|remainder|course|close|turn) of|"
    r"(?:early|late|earlier|later) in)\s$"
)
_DAY_OPENER = re.compile(
    r"\b(?:end(?:s|ed|ing)?|finish(?:es|ed|ing)?|clos(?:e|es|ed|ing)|start(?:s|ed|ing)?|(?:start|end|rest|course) of|"
    r"(?:early|late|earlier|later) in|throughout)\s$"
)


def later(o: Occurrence) -> Reading | None:
    """
    Three days later, two years before.

    "On 12 June, three days after the vote" tells when the vote was: there the direction turns round.
    """
    unit, count = o["unit"] or "", number(o["n"] or "")
    way = o["way"] or ""
    if re.match(r"\s(?:than)\b", o.after) or (way == "on" and not re.match(r"[,.]", o.after)):
        return None
    if unit in ("hour", "minute"):
        days = ((count or 0) // 24 if unit == "hour" else 0) * (-1 if way in _BACK else 1)
        if way in ("after", "before") and (_explains_the_date_before(o) or _tells_of_what_was_before(o)):
            days = -days
        on = periods.day(o.told_day + timedelta(days=days))
        return Reading(on, o.by_told_day, timex=f"{on.timex}TXX", type="TIME", moves=False, leans=days)
    if count is None:
        return Reading(None, timex="PAST_REF" if way in _BACK else "FUTURE_REF", moves=False)
    if way in ("after", "before") and _explains_the_date_before(o):
        # TIMEX3 gives the words the date they explain; an event told by them is that far from it.
        turned = _moved_from_told(o, unit, count if way == "before" else -count)
        return _as_length(o, turned._replace(timex=o.told.timex, moves=False, leans=None), unit, count)
    steps = -count if way in _BACK else count
    if way in ("after", "before") and _tells_of_what_was_before(o):
        return _as_length(o, _moved_from_told(o, unit, -steps)._replace(moves=False), unit, count)
    if o.context.reference is None and way in ("after", "before"):
        return _as_length(o, Reading(None, steps=(unit, steps), moves=False), unit, count)
    reading = _moved_from_told(o, unit, steps)._replace(steps=(unit, steps))
    return _as_length(o, reading, unit, count) if way in ("after", "before") and re.match(r"\s\w", o.after) else reading


def _as_length(o: Occurrence, reading: Reading, unit: str, count: int) -> Reading:
    """In news TIMEX3 takes "two days after the vote" for a duration and a signal; its date is ours alone."""
    if o.context.narrative:
        return reading
    days = {"fortnight": "W", "decade": "DE", "century": "CE", "centurie": "CE"}.get(unit, unit[0].upper())
    return reading._replace(timex=f"P{count * (1 + (unit == 'fortnight'))}{days}", type="DURATION")


def _explains_the_date_before(o: Occurrence) -> bool:
    """Whether it is an afterthought to a date of the same sentence."""
    return o.previous_end >= o.sentence[0] and re.search(r"(?:,|\s[-–—])\s$", o.before) is not None


def _tells_of_what_was_before(o: Occurrence) -> bool:
    """Whether it dates the clause that follows: "was signed a day after the ministers had approved it"."""
    return o.match.start() > o.sentence[0] and _HAD.match(o.after) is not None


def _moved_from_told(o: Occurrence, unit: str, steps: int) -> Reading:
    told = o.told
    if unit in DAYS_IN:
        on = periods.day(periods.moved(o.told_day, unit, steps))
        exact = unit == "day" and not o["about"]
        return Reading(on if exact else periods.about(on), o.by_told_day, leans=steps * DAYS_IN[unit])
    if o["exactly"] and unit == "year":
        day = o.told_day
        return Reading(periods.day(periods.same_day_of_year(day, day.year + steps)), o.by_told_day)
    if unit == "month" and told.unit in (
        Unit.YEAR,
        Unit.DECADE,
        Unit.CENTURY,
        Unit.HALF,
    ):
        raise Unanchored
    if o["half"] and unit == "year":
        return Reading(
            periods.about(periods.shifted(Unit.MONTH, told.last, steps * 12 + (6 if steps > 0 else -6))),
            o.by_told,
        )
    period = periods.shifted(Unit("century" if unit == "centurie" else unit), told.last, steps)
    return Reading(periods.about(period) if o["about"] else period, o.by_told)


def neighbour_unit(o: Occurrence) -> Reading | None:
    """The next day, the same month, that evening, the year before."""
    name = o["unit"] or o["unit2"] or ""
    rel = o["rel"] or o["rel2"] or o["rel3"] or "same"
    if rel == "previous" and o["rel2"] and not re.match(r"[\s,.;:)]|$", o.after):
        return None
    step = _STEPS[rel]
    if o["rel2"] in ("after", "before") and re.match(r"\s\w", o.after) and _explains_the_date_before(o):
        return _turned_round(o, name, -step)
    if name in DAY_PARTS:
        on = periods.day(o.told_day + timedelta(days=step))
        return Reading(on, o.by_told_day, timex=f"{on.timex}T{DAY_PARTS[name]}", type="TIME", leans=step)
    if name == "day":
        return Reading(periods.day(o.told_day + timedelta(days=step)), o.by_told_day, leans=step)
    return Reading(_neighbour(o, Unit(name), step), o.by_told)


def _turned_round(o: Occurrence, name: str, step: int) -> Reading:
    """ "On 5 May, the day after the vote" tells when the vote was, and only a day has a day before it."""
    if name not in ("day", "morning", "night") or o.told.unit is not Unit.DAY:
        raise Unanchored
    return Reading(periods.day(o.told.last + timedelta(days=step)), o.by_told, timex=o.told.timex, moves=False)


def day_of(o: Occurrence) -> Reading | None:
    """On the day of the raid, that was also the day when: the day last told."""
    if not _ON_THE.search(o.before):
        return None
    return Reading(periods.day(o.told_day), o.by_told_day, moves=False, leans=0)


def part_of_day_in_hand(o: Occurrence) -> Reading | None:
    """In the afternoon: of the day last told, or of the publication day."""
    on = periods.day(o.told_day)
    return Reading(
        on,
        o.by_told_day,
        timex=f"{on.timex}T{DAY_PARTS[o['daypart'] or '']}",
        type="TIME",
        moves=False,
    )


def _neighbour(o: Occurrence, unit: Unit, step: int) -> Period:
    """The period that lies `step` after the one told; not if what was told is longer than that unit."""
    told = o.told
    whole = periods.of_unit(unit, told.last)
    if (told.last - told.first) > (whole.last - whole.first):
        raise Unanchored
    return periods.shifted(unit, told.last, step)


def same_of_last_year(o: Occurrence) -> Reading | None:
    """The same month a year ago: the one told, or today's, a year earlier."""
    base, anchor = (o.told, o.by_told) if o.context.reference else (periods.day(o.today), o.by_publication)
    name = o["unit"] or o["unit2"] or ""
    same = base.unit if base.unit in (Unit.MONTH, Unit.QUARTER, Unit.DAY) else Unit.MONTH
    unit = same if name == "period" else Unit(name)
    return Reading(
        periods.of_unit(unit, periods.same_day_of_year(base.first, base.first.year - 1)),
        anchor,
        moves=False,
    )


def unit_in_hand(o: Occurrence) -> Reading | None:
    """Later in the year, the end of the month, ended the day: the period being told, or the present one."""
    unit = Unit(o["unit"] or "")
    openers = _DAY_OPENER if unit is Unit.DAY else _UNIT_OPENER
    if o.match[0].startswith("the ") and not openers.search(o.before):
        return None
    if unit is Unit.DAY:
        return Reading(periods.day(o.told_day), o.by_told_day, leans=0)
    if o.context.narrative or (o.context.background and o.lean is not Lean.FUTURE):
        return Reading(_neighbour(o, unit, 0), o.by_told)
    present = periods.of_unit(unit, o.today)
    # "They met at the end of the month": if that is over, the month is one told before.
    if o.lean is Lean.PAST and "end of" in o.before[-10:] and present.last > o.today and o.context.reference:
        return Reading(_neighbour(o, unit, 0), o.by_told)
    return Reading(present, o.by_publication)
