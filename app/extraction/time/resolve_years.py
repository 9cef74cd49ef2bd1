"""Resolvers of years, decades and centuries."""

import re

from app.extraction.time import periods
from app.extraction.time.reading import Occurrence, Reading
from app.extraction.time.words import COUNTED_NOUNS, DECADES

_FIRST_CENTURY_OF_SHORT_YEARS = 1900
_ORDINAL_CENTURIES = {
    "sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21,
}  # fmt: skip
_YEAR_OPENER = re.compile(
    r"(?:^|\W)(?:in|since|by|until|till|from|to|of|during|between|and|before|after|around|circa|c\.|ca\.|about|the|late|"
    r"early|mid|through|throughout|for|year|his|her|its|their|our|'s|’s|summer|autumn|spring|winter|end|or)[\s(-]*$"
)
_NUMBER_OPENER = re.compile(
    r"(?:more than|over|at least|up to|nearly|almost|some|about|approximately|another|only|resolution|no\.|number|"
    r"article|flight|section|law|act|decree|page|paragraph|serial|route|highway|room|unit|regiment|model|type|series|by|"
    r"[a-z]-|[$£€#])\s?$"
)
_NEXT_WORD = re.compile(r"\s([a-z-]+)")


def years(o: Occurrence) -> Reading | None:
    """1998-99, 2002-2005; not the score 1998-12."""
    first = int(o["year"] or 0)
    short = o["year2"] or ""
    last = int(short) if len(short) == 4 else first // 100 * 100 + int(short)
    if last <= first:
        return None
    return Reading(periods.span(periods.year(first), periods.year(last)), absolute=True)


def bare_year(o: Occurrence) -> Reading | None:
    """In 2014, the 2009 war; not 2000 troops, Resolution 1441, F-16."""
    number = int(o["year"] or 0)
    if o.match[0].startswith("the"):
        return Reading(periods.year(number), absolute=True)
    following = _NEXT_WORD.match(o.after)
    word = following[1] if following else ""
    opened = _YEAR_OPENER.search(o.before)
    if word in COUNTED_NOUNS or re.match(r"[-\s]?(?:%|strong|-)|\s?°", o.after):
        return None
    if _NUMBER_OPENER.search(o.before) and not opened:
        return None
    if number % 100 == 0 and word.endswith("s") and not opened:
        return None
    if not opened and not 1700 <= number <= 2040:
        return None
    attributive = bool(re.search(r"(?:\bthe|'s|’s|\bits|\btheir|\bhis|\ba)\s$", o.before)) and bool(word)
    return Reading(periods.year(number), absolute=True, moves=not attributive)


def short_year(o: Occurrence) -> Reading | None:
    """'82, after a preposition."""
    if not re.search(
        r"\b(?:in|since|of|from|until|by|to|before|after|summer|spring|autumn|winter|the)\s$",
        o.before,
    ):
        return None
    number = int(o["short"] or 0)
    century = o.told.first.year // 100 * 100 if o.context.narrative else _FIRST_CENTURY_OF_SHORT_YEARS
    if not o.context.narrative and o.context.today and number <= o.today.year % 100:
        century = o.today.year // 100 * 100
    return Reading(periods.year(century + number), absolute=True)


def before_christ(o: Occurrence) -> Reading | None:
    """493 BC: a date, but outside the calendar of this program."""
    return Reading(None, timex=f"BC{int(o['bc'] or 0):04}", absolute=True, moves=False)


def named_decade(o: Occurrence) -> Reading | None:
    """The 1990s, the nineties, the '70s."""
    if o["decade"]:
        return Reading(periods.decade(int(o["decade"])), absolute=True, moves=False)
    tens = DECADES[o["word"] or ""] if o["word"] else int(o["short"] or 0) // 10
    if not (re.match(r"the\s|['’]", o.match[0]) or re.search(r"\b(?:and|or|early|late)\s$|mid-$", o.before)):
        return None  # "in his seventies", "drove in the high 80s"
    return Reading(
        periods.decade(_FIRST_CENTURY_OF_SHORT_YEARS + 10 * tens),
        absolute=True,
        moves=False,
    )


def named_century(o: Occurrence) -> Reading | None:
    """The 19th century."""
    word = o["ordinal"] or ""
    ordinal = _ORDINAL_CENTURIES.get(word) or int(re.sub(r"\D", "", word) or 0)
    if o["bc"]:
        return Reading(None, timex=f"BC{ordinal - 1:02}", absolute=True, moves=False)
    return Reading(periods.century(ordinal), absolute=True, moves=False)
