"""Which year a date without one belongs to, by tense, nearness and the date told before."""

from contextlib import suppress

from app.domain.dates import in_words
from app.extraction.time.clause import Lean
from app.extraction.time.periods import OfYear, Period, Unit
from app.extraction.time.reading import Occurrence, Reading
from app.extraction.time.words import MONTHS

# A date that the tense contradicts must be nearer by this many days to be taken: reports do name coming days in the
# past tense ("set the talks for 12 May"), but seldom days more than two months ahead.
_AGAINST_TENSE_DAYS = 300
# A day without a year that lies further off than this belongs to a year told earlier, if there is one.
_IMPLAUSIBLE_DAYS = 240
_PARTS_OF_YEARS = (Unit.SEASON, Unit.QUARTER, Unit.HALF)
# In a told sequence time goes on: a step back costs this many days more than one ahead.
_STEP_BACK_DAYS = 120


def month_number(name: str) -> int:
    """1-12 from a month's name or short form."""
    return MONTHS[name.rstrip(".")]


def year_named(o: Occurrence) -> tuple[int, str | None] | None:
    """The year that the expression gives by itself, with its anchor: "2019", "last year", "the same year"."""
    if o["year"]:
        return int(o["year"]), None
    match o["ofyear"]:
        case None:
            return None
        case "last":
            return o.today.year - 1, o.by_publication
        case "this":
            return o.today.year, o.by_publication
        case "next":
            return o.today.year + 1, o.by_publication
        case "the same" | "that":
            return o.told.first.year, o.by_told
        case "the following" | "the next":
            return o.told.first.year + 1, o.by_told
        case _:
            return o.told.first.year - 1, o.by_told


def place_in_year(o: Occurrence, make: OfYear) -> Reading:
    """
    Choose the year of a date that names none.

    Args:
        make: Gives the date in a year; may raise `ValueError` for 29 February.
    """
    named = year_named(o)
    if named:
        return Reading(make(named[0]), named[1], absolute=o["year"] is not None)
    if o.in_told_time and not o.before.endswith("as of "):
        with suppress(ValueError):
            return Reading(_next_told(o.told, make), o.by_told)
    nearest, cost = _nearest(o, make)
    remembered = _remembered(o, make)
    if remembered:
        return remembered
    background = _told_before(o)
    if background and cost > _IMPLAUSIBLE_DAYS and o.lean is not Lean.FUTURE:
        return Reading(_next_told(background, make), f"{in_words(background.edtf)}, told before")
    return Reading(nearest, o.by_publication)


def _told_before(o: Occurrence) -> Period | None:
    """The date last told, if it is past; else the one that opened the last background."""
    told = o.context.reference
    return told if told and told.last <= o.today else o.context.last_background


def _remembered(o: Occurrence, make: OfYear) -> Reading | None:
    """The day of the year that an anniversary article remembers, unless it lies in a season just told."""
    remembered, told = o.context.anniversary, o.context.reference
    if remembered is None or o.context.is_present or o.lean is Lean.FUTURE:
        return None
    if told and told.unit in _PARTS_OF_YEARS and told.last.year == o.today.year:
        period = make(told.last.year)
        if told.first <= period.first <= told.last:
            return Reading(period, o.by_told)
    period = make(remembered.first.year)
    if period.unit not in (Unit.DAY, Unit.SPAN):
        return None
    return Reading(period, f"{in_words(remembered.edtf)}, which the article remembers")


def _candidates(around: int, make: OfYear) -> list[Period]:
    found = []
    for year in (around - 1, around, around + 1):
        try:
            found.append(make(year))
        except ValueError:  # 29 February of an ordinary year is no candidate
            continue
    if not found:
        raise ValueError("no such day in these years")
    return found


def _next_told(told: Period, make: OfYear) -> Period:
    if told.unit is Unit.YEAR:
        return make(told.first.year)

    def cost(candidate: Period) -> int:
        if candidate.first <= told.last and told.first <= candidate.last:
            return 0
        distance = (candidate.first - told.last).days
        return distance if distance > 0 else (told.first - candidate.last).days + _STEP_BACK_DAYS

    return min(_candidates(told.last.year, make), key=cost)


def _nearest(o: Occurrence, make: OfYear) -> tuple[Period, int]:
    """The best candidate around publication, and how far off it is."""
    today = o.today

    def cost(candidate: Period) -> int:
        if candidate.first <= today <= candidate.last:
            return 0
        if candidate.first > today:
            return (candidate.first - today).days + (o.lean is Lean.PAST) * _AGAINST_TENSE_DAYS
        return (today - candidate.last).days + (o.lean is Lean.FUTURE) * _AGAINST_TENSE_DAYS

    best = min(_candidates(today.year, make), key=cost)
    return best, cost(best)
