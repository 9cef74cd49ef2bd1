"""
Words to the left of a date that change what it means: "early", "the end of", "since", "by", "a two-day visit from".

Each row is matched so that it ends where the date begins. A part of a period becomes part of the expression; an opener
("since") stays outside it.
"""

# ruff: noqa: E501 - a pattern is a row, as in `rules`

import re
from datetime import timedelta
from typing import NamedTuple

from app.domain.dates import DateKind
from app.extraction.time import periods
from app.extraction.time.periods import Period, Unit
from app.extraction.time.words import number

_LOOK_BACK = 70

PART = re.compile(
    r"(?<!\w)(?P<span>(?:(?:the|its|their|very|as) ){0,2}"
    r"(?:(?P<vague>(?:early|mid|late)(?:-| )(?:in |on |part of |this |next |last )?(?:the )?"
    r"|(?:beginning|start|end|middle|close|turn|outset)(?: of (?:the )?|-)"
    r"|(?:first|last|opening|closing|final|dying) (?:days|weeks|months|part|years) of (?:the )?)"
    r"|(?:earlier|later) (?:in |on )?(?:the )?"
    r"|(?P<daypart>morning|dawn|afternoon|evening|night|(?:small|early)(?: morning)? hours) (?:of|on) (?:the )?))$"
)
"""Parts of a period. Each blank is one character: news has single blanks, and a part missed is only less precise."""

ABOUT = re.compile(
    r"(?P<span>\b(?:(?P<how>about) |(?:around|circa|ca\.|c\.|roughly|approximately|some time in|sometime in) (?:the )?))$"
)

OPENERS = (
    ("date.since", DateKind.SINCE, re.compile(r"\b(?:ever )?since (?:at least |about |around |early |the |as early as )?$")),
    ("date.onward", DateKind.SINCE, re.compile(r"\b(?:not before|no earlier than|effective|as from|from) $")),
    ("date.until", DateKind.UNTIL, re.compile(r"\b(?:until|till|up to|up until|through) (?:at least |about |the )?$")),
    ("date.by", DateKind.BEFORE, re.compile(r"\b(?:(?<!stopped )(?<!stop )(?<!dropped )(?<!drop )(?<!came )(?<!went )by|no later than|not later than|before|prior to|ahead of) (?:at least |about |the )?$")),
    ("date.after", DateKind.AFTER, re.compile(r"\b(?:after) (?:the )?$")),
)  # fmt: skip
OPENING = frozenset(rule for rule, _, _ in OPENERS)
"""Ids of the modifiers that make an interval of which one end is open."""
MODIFIERS = OPENING | {"date.part", "date.about", "date.lasting", "date.range", "date.counted"}
"""Ids of all modifiers; `date.range` and `date.counted` are `joining`'s."""
_WHEN = re.compile(r",?\swhen\b")
_RANGE_GOES_ON = re.compile(r"[^.;!?\n]{0,12}?(?:\s(?:to|until|till|through)\s|[-–])")
_ONWARD = re.compile(r"\s(?:on|onwards?|forward)\b")

_LASTING = r"(?P<n>two|three|four|five|six|seven|eight|nine|ten|\d{1,2})-day (?:[a-z-]+ ){0,3}?(?:visit|trip|tour|summit|stay|stop|talks|session|conference|meeting|exercise|drill|exercises|drills|mission|airlift|war games|manoeuvres|maneuvers)"
_STARTING = re.compile(
    rf"\b{_LASTING} (?:[a-z-]+ ){{0,3}}?(?:starting|beginning|from|that starts|that begins|which starts|which begins|"
    r"that will begin|that (?:started|began)|which (?:started|began)|commencing)(?: on)? $"
)
_ENDED = re.compile(
    rf"\b(?:wound up|winds up|wraps up|wrapped up|ended|ends|concluded|concludes|finished|finishes|completed|completes) "
    rf"(?:a|an|the|his|her|their|its) {_LASTING}(?: [^.;!?\n,]{{0,80}})?(?:, [^.;!?\n,]{{1,60}},)? (?:on )?$"
)
_STARTED_FOR = re.compile(
    rf"[^.;!?\n]{{0,100}}?\b(?:for|on|begin|begins|began|start|starts|started|open|opens|opened) "
    rf"(?:(?:a|an|the|his|her|their) {_LASTING}|(?P<days>two|three|four|five|six|seven|\d) days of)\b"
)


class Modified(NamedTuple):
    """A period after its modifiers: where the expression now begins, how it fills the period, which rules did it."""

    start: int
    period: Period
    kind: DateKind | None
    rules: tuple[str, ...]
    day_part: str | None = None


def modify(
    lowered: str,
    floor: int,
    start: int,
    end: int,
    period: Period,
    on: frozenset[str] = MODIFIERS,
) -> Modified:
    """
    Apply what stands before `lowered[start:end]`, which means `period`.

    Args:
        floor: Start of the sentence: nothing before it is looked at.
        on: Ids of the modifiers in force.
    """
    rules: list[str] = []
    kind, day_part = None, None
    lasting = _lasting(lowered, floor, start, end, period) if "date.lasting" in on else None
    if lasting:
        return Modified(start, lasting, DateKind.LASTED, ("date.lasting",))
    part = PART.search(lowered, max(floor, start - _LOOK_BACK), start) if "date.part" in on else None
    if part:
        start = part.start("span")
        rules.append("date.part")
        day_part = part["daypart"]
        if part["vague"] and period.unit not in (Unit.DAY, Unit.SPAN):
            period, kind = periods.about(period), DateKind.ABOUT
    near = ABOUT.search(lowered, max(floor, start - _LOOK_BACK), start) if "date.about" in on else None
    if near and (lowered[start].isdigit() or not near["how"]):  # "spoke about Tuesday" does not blur it
        start, period, kind = near.start("span"), periods.about(period), DateKind.ABOUT
        rules.append("date.about")
    # "Before dawn on Wednesday" is on Wednesday.
    opened = None if day_part else _opened(lowered, floor, start, end, period, on)
    if opened:
        rule, kind, period = opened
        rules.append(rule)
    return Modified(start, period, kind, tuple(rules), day_part)


def _opened(
    lowered: str, floor: int, start: int, end: int, period: Period, on: frozenset[str]
) -> tuple[str, DateKind, Period] | None:
    """Since, until, by, before, after: an open interval. "After Friday's attack" names the attack and opens nothing."""
    for rule, kind, pattern in OPENERS:
        found = pattern.search(lowered, max(floor, start - 30), start) if rule in on else None
        if not found:
            continue
        named = re.match(r"['’]s?\b", lowered[end : end + 3]) or (
            "the " in found[0] and re.match(r"\s[a-z]", lowered[end : end + 2])
        )
        if kind is DateKind.SINCE and _WHEN.match(lowered, end):
            return None  # "since 1947, when they became independent": the date is that of the clause it opens
        onward = _ONWARD.match(lowered, end) or _starts(lowered, start, end, period)
        bare_from = found[0].strip() == "from" and not onward
        if (named and kind is not DateKind.SINCE) or bare_from:
            return None
        bounded = kind in (DateKind.UNTIL, DateKind.BEFORE)
        return (
            rule,
            kind,
            periods.until_then(period) if bounded else periods.from_then_on(period),
        )
    return None


def _starts(lowered: str, start: int, end: int, period: Period) -> bool:
    """Whether "from" before a day or month tells a start: not the first end of a range, nor the letter from Tuesday."""
    is_dated = period.unit is Unit.MONTH or (period.unit is Unit.DAY and any(map(str.isdigit, lowered[start:end])))
    return is_dated and not _RANGE_GOES_ON.match(lowered, end)


def _lasting(lowered: str, floor: int, start: int, end: int, period: Period) -> Period | None:
    """A two-day visit starting March 2; on March 2 … for a two-day visit."""
    if period.unit is not Unit.DAY:
        return None
    found = _STARTING.search(lowered, max(floor, start - 120), start) or _STARTED_FOR.match(lowered, end)
    count = number(found.groupdict().get("days") or found["n"]) if found else None
    if not count or count < 2:
        ended = _ENDED.search(lowered, max(floor, start - 160), start)
        count = number(ended["n"]) if ended else None
        return periods.span(periods.day(period.first - timedelta(days=count - 1)), period) if count else None
    return periods.span(period, periods.day(period.first + timedelta(days=count - 1)))
