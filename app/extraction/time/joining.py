"""Two neighbouring dates that are one range: from June 4 to July 9, between 2013 and 2016, Wednesday and Thursday."""

import re
from itertools import pairwise

from app.domain.dates import DateKind, in_words, parse_edtf
from app.errors import UnreadableDate
from app.extraction.time import periods
from app.extraction.time.finder import Found
from app.extraction.time.grammar import Grammar
from app.extraction.time.periods import Period, Unit, same_day_of_year
from app.extraction.time.words import DAYS_IN

RULE = "date.range"
COUNTED = "date.counted"

_LINK = re.compile(
    r"(?:,?\s(?P<word>to|until|till|through)\s|\s(?P<both>and|or)\s(?:on\s)?|\s?(?P<dash>[-–])\s?)(?:the\s)?(?:end\sof\s)?"
)
_THEN_DATE = re.compile(r"\s(?:the\s|[^.;!?\n]{1,60},\son\s)?")
_FROM = re.compile(r"\b(?P<opener>from|between)\s(?:the\s)?$")


def join_ranges(found: list[Found], lowered: str, grammar: Grammar) -> list[Found]:
    """The same expressions with the two ends of a range made one; clock times and undated ones are left as they are."""
    if RULE not in grammar.modifiers:
        return found
    joined: list[Found] = []
    for expression in found:
        range_ = _range(joined[-1], expression, lowered) if joined else None
        if range_:
            joined[-1] = range_
        else:
            joined.append(expression)
    return joined


def count_from_next(found: list[Found], lowered: str, grammar: Grammar) -> list[Found]:
    """Let "two days after the June 9 vote", "two days before he left, on April 2" count from the date that follows."""
    if COUNTED not in grammar.modifiers:
        return found
    settled = list(found)
    for index, (a, b) in enumerate(pairwise(found)):
        base = b.reading.period
        if a.reading.steps is None or base is None or base.unit is not Unit.DAY:
            continue
        if _THEN_DATE.fullmatch(lowered, a.end, b.start):
            period = _stepped(base, *a.reading.steps)
            reading = a.reading._replace(period=period, anchor=in_words(base.edtf), leans=None)
            settled[index] = a._replace(period=period, reading=reading, rule=f"{a.rule}+{COUNTED}")
    return settled


def _stepped(base: Period, unit: str, steps: int) -> Period:
    if unit in DAYS_IN:
        return periods.day(periods.moved(base.first, unit, steps))
    return periods.shifted(Unit(unit), base.first, steps)


def split_range(found: Found) -> list[Found]:
    """The two ends of a range that one rule has read, as TIMEX3 wants them; anything else as it is."""
    period = found.reading.period
    if found.link is None or period is None or period.ends is None:
        return [found]
    first, last = (found.reading._replace(period=end, timex=None) for end in period.ends)
    return [
        found._replace(end=found.link[0], reading=first, period=first.period, link=None),
        found._replace(start=found.link[1], reading=last, period=last.period, link=None),
    ]


def _range(a: Found, b: Found, lowered: str) -> Found | None:
    first, last = a.reading.period, b.reading.period
    if (
        a.reading.leans is not None
        or "to-the-day" in b.rule
        or b.reading.steps
        or b.rule.startswith(("date.next-unit", "date.that-unit"))
    ):
        return None
    if first is None or last is None or RULE in a.rule or a.reading.type == "DURATION" or b.reading.type == "DURATION":
        return None
    if not 0 <= b.start - a.end <= 20 or a.rule.startswith("time.") or b.rule.startswith("time."):
        return None
    link = _LINK.fullmatch(lowered, a.end, b.start)
    opener = _FROM.search(lowered, max(0, a.start - 20), a.start)
    if link is None or not _says_range(link, opener["opener"] if opener else None, first, last):
        return None
    period = _span(
        _closed(a, first),
        _closed(b, last),
        borrow_year=not a.reading.absolute and b.reading.absolute,
    )
    if period is None:
        return None
    between = link["both"] == "or" or (opener is not None and opener["opener"] == "between")
    anchor = a.reading.anchor or b.reading.anchor
    reading = b.reading._replace(period=period, anchor=anchor, timex=period.timex, type="DATE", leans=None)
    kind = DateKind.BETWEEN if between else DateKind.LASTED
    return Found(a.start, b.end, f"{RULE}+{a.rule}+{b.rule}", reading, period, kind)


def _closed(found: Found, period: Period) -> Period:
    """With what "late" or "about" made of it, but without "from" and "until", which the range itself says."""
    return period if found.period is None or ".." in found.period.edtf else found.period


def _says_range(link: re.Match[str], opener: str | None, first: Period, last: Period) -> bool:
    """Whether the words make a range: "and" only after "between" or from one day to the very next."""
    if link["both"] == "or":
        return first.unit is last.unit and first.unit in (
            Unit.DAY,
            Unit.MONTH,
            Unit.YEAR,
        )
    if link["both"] == "and":
        next_day = first.unit is last.unit is Unit.DAY and (last.first - first.last).days == 1
        return opener == "between" or next_day
    if link["dash"] or link["word"] == "through":
        return first.unit is last.unit
    return opener == "from" or first.unit is last.unit is Unit.YEAR


def _span(first: Period, last: Period, *, borrow_year: bool) -> Period | None:
    """The range; "June 4 to July 9, 2011" lends its year to the first end."""
    if borrow_year and first.unit is Unit.DAY and last.first.year != first.first.year:
        moved = same_day_of_year(first.first, last.first.year)
        first = periods.day(moved if moved <= last.last else same_day_of_year(moved, moved.year - 1))
    try:
        joined = periods.span(first, last)
        parse_edtf(joined.edtf)
    except (
        ValueError,
        UnreadableDate,
    ):  # the second end lies before the first: two dates, no range
        return None
    return joined
