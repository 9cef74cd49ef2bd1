"""Resolvers of months, seasons, quarters and halves."""

import re

from app.extraction.time import periods
from app.extraction.time.choosing import month_number, place_in_year, year_named
from app.extraction.time.periods import Unit
from app.extraction.time.reading import Occurrence, Reading
from app.extraction.time.words import ORDINALS, SEASONS

_SEASON_OPENER = re.compile(r"\b(?:in|during|by|until|since|of|early|late|mid|through|throughout|for|spent|over)[\s-]$")
_SEASONAL = re.compile(r"\s(?:offensive|campaign|session|meetings?|elections?|fighting season)\b")
_FALL_OR_SPRING_AS_VERB = re.compile(r"\s(?:of|in|to|from|by|short|back|under|water)\b")
_NO_SEASON = re.compile(
    r"\s(?:olympic|olympics|games|paralympics|camp|camps|school|palace|house|"
    r"residence|clothes|clothing|coat|coats|wheat|crop|break)\b"
)


def month_of_year(o: Occurrence) -> Reading | None:
    """February 2019, July last year."""
    number = month_number(o["month"] or "")
    return place_in_year(o, lambda year: periods.month(year, number))


def months_of_year(o: Occurrence) -> Reading | None:
    """March to May 2011; "April and June" are two dates."""
    first, last = month_number(o["month"] or ""), month_number(o["month2"] or "")
    if re.search(r"\sand\s", o.match[0]) and last != first % 12 + 1 and "between" not in o.before:
        return None
    return place_in_year(
        o,
        lambda year: periods.span(periods.month(year - (first > last), first), periods.month(year, last)),
    )


def bare_month(o: Occurrence) -> Reading | None:
    """In March; not the verbs "may" and "march", nor June Smith."""
    name = o["month"] or ""
    opened = re.search(
        r"(?:^|\W)(?:in|since|until|till|by|from|to|of|through|between|and|during|for|before|after|last|this|next|early|late|"
        r"mid|every|each|throughout|or|as of|around|about|end|a|its|the)[\s-]*$",
        o.before,
    )
    if not opened and (name in ("may", "march") or re.match(r"\s[A-Z]", o.original[o.match.end() :][:2])):
        return None
    if name in ("may", "march") and re.match(r"\s(?:on|towards?|to|through|of|with|against)\b", o.after):
        return None
    number = month_number(name)
    return place_in_year(o, lambda year: periods.month(year, number))


def season_of_year(o: Occurrence) -> Reading | None:
    """The spring of 2016, summer last year."""
    number = SEASONS[o["season"] or ""]
    return place_in_year(o, lambda year: periods.season(year, number))


def bare_season(o: Occurrence) -> Reading | None:
    """In the spring; not a spring of water, nor the fall of a city."""
    name, opened = o["season"], _SEASON_OPENER.search(o.before)
    if name in ("fall", "spring") and (
        _FALL_OR_SPRING_AS_VERB.match(o.after) or not (opened or _SEASONAL.match(o.after))
    ):
        return None
    if name == "fall" and not o.match[0].startswith("the") and not _SEASONAL.match(o.after):
        return None
    if _NO_SEASON.match(o.after):
        return None
    number = SEASONS[name or ""]
    reading = place_in_year(o, lambda year: periods.season(year, number))
    return reading if opened else reading._replace(moves=False)


def quarter_of_year(o: Occurrence) -> Reading | None:
    """The third quarter of 2009; without a year the last one that has ended, or a coming one under "will"."""
    if not o["number"] and re.match(r"\s(?:of|finals?|century|mile|inning)\b(?! the\b)", o.after):
        return None
    ordinal = ORDINALS[o["ordinal"]] if o["ordinal"] else int(o["number"] or 0)
    if o["fiscal"]:
        return Reading(periods.quarter(int(o["fiscal"]), ordinal), absolute=True)
    named = year_named(o)
    if ordinal == -1 and not named:
        if o["ordinal"] == "final":
            return Reading(periods.quarter(o.today.year, 4), o.by_publication)
        return Reading(periods.shifted(Unit.QUARTER, o.today, -1), o.by_publication)
    return place_in_year(o, lambda year: periods.quarter(year, 4 if ordinal == -1 else ordinal))


def half_of_year(o: Occurrence) -> Reading | None:
    """The first half of 2016, the second half of the year."""
    ordinal = 2 if o["ordinal"] in ("second", "2nd", "latter", "last") else 1
    named = year_named(o)
    if named:
        return Reading(periods.half(named[0], ordinal), named[1], absolute=o["year"] is not None)
    base, anchor = (o.told.first, o.by_told) if o.in_told_time else (o.today, o.by_publication)
    return Reading(periods.half(base.year, ordinal), anchor)
