"""One paragraph read from left to right: a rule matches, a resolver reads, the words to its left modify."""

import re
from bisect import bisect_right
from itertools import chain
from typing import NamedTuple

from app.domain.dates import DateKind
from app.extraction.time import modifiers
from app.extraction.time.clause import sentence_starts
from app.extraction.time.context import TimeContext
from app.extraction.time.grammar import Grammar, Resolver
from app.extraction.time.periods import Period, Unit
from app.extraction.time.reading import Occurrence, Reading, Unanchored
from app.extraction.time.words import DAY_PARTS

_ASCII_LOWER = str.maketrans({chr(code): chr(code + 32) for code in range(ord("A"), ord("Z") + 1)})
_CAPITAL_GROUPS = ("month", "month2", "weekday", "onweekday")
_YEARS_BACK = 2
_REMEMBERED = re.compile(
    r"\b(?:who|which|where|whose)\s(?:[\w'’-]+\s){0,4}?had\b[^.;:]{0,60}$|[a-z]\s(?:it|they|he|she)\s[a-z]+\s(?:in|on)\s$"
)
_ASIDE_CHARACTERS = 90
_ASIDE = re.compile(r"\b(?:after|following)\b[^,.;:]{0,80}$")
_CLOCK_TO_DAY = re.compile(r"(?P<comma>,)?\s(?:on\s)?")


class Found(NamedTuple):
    """
    An expression of one paragraph.

    Attributes:
        start, end: Offsets within the paragraph, end excluded.
        rule: Ids of the rules that made it, joined by "+".
        reading: What the words mean by themselves.
        period: What they mean with the words before them: open, approximate; None if no calendar date.
        kind: How an event fills the period; None for the usual way.
        link: What stands between the two ends of a range that one rule has read; None for other expressions.
    """

    start: int
    end: int
    rule: str
    reading: Reading
    period: Period | None
    kind: DateKind | None
    link: tuple[int, int] | None = None

    @property
    def timex(self) -> str:
        """Its TIMEX3 value."""
        if self.reading.timex is not None:
            return self.reading.timex
        return self.reading.period.timex if self.reading.period else "XXXX-XX-XX"


def lower(text: str) -> str:
    """Lower case of the same length: where Unicode's would be longer, only ASCII letters are lowered."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text.translate(_ASCII_LOWER)


def scan(paragraph: str, context: TimeContext, grammar: Grammar) -> list[Found]:
    """Every expression of a paragraph in order, not overlapping; moves the running reference of the context."""
    lowered = lower(paragraph)
    starts = sentence_starts(paragraph, 0, len(paragraph))
    found: list[Found] = []
    position = 0
    while True:
        candidates = grammar.candidates(lowered, position)
        first = next(candidates, None)
        if first is None:
            return _clocks_on_their_day(found, lowered)
        match = first[2]
        index = bisect_right(starts, match.start())
        sentence = starts[index - 1], starts[index] if index < len(starts) else len(paragraph)
        floor = max(sentence[0], found[-1].end if found else 0)
        position = match.start() + 1
        for rule_id, resolve, match in chain([first], candidates):
            if not _capitals_right(paragraph, match):
                continue
            previous_end = found[-1].end if found else -1
            occurrence = Occurrence(paragraph, lowered, match, sentence, previous_end, context)
            reading = _resolved(resolve, occurrence)
            if reading is not None:
                found.append(_modified(lowered, floor, match, rule_id, reading, grammar))
                if not (_is_aside(lowered, sentence[0], found) or _looks_back(context, lowered, floor, found[-1])):
                    _tell(context, found[-1])
                position = match.end()
                break


def _capitals_right(paragraph: str, match: re.Match[str]) -> bool:
    """Whether names of months and weekdays begin with a capital: "may", "march" and "sun" are words."""
    groups = match.re.groupindex
    return all(paragraph[match.start(name)].isupper() for name in _CAPITAL_GROUPS if name in groups and match[name])


def _resolved(resolve: Resolver, occurrence: Occurrence) -> Reading | None:
    """The reading; one without a date where the anchor is missing or the day is not in the calendar."""
    try:
        return resolve(occurrence)
    except Unanchored:
        return Reading(None, moves=False)
    except (ValueError, OverflowError):
        # 30 February, or years beyond 9999: the words are no date at all.
        return None


def _modified(lowered: str, floor: int, match: re.Match[str], rule: str, reading: Reading, grammar: Grammar) -> Found:
    if reading.period is None or reading.type == "DURATION":
        return Found(match.start(), match.end(), rule, reading, reading.period, reading.kind)
    # "Before midnight", "after 9 p.m." is on that day: nothing opens before a clock time.
    in_force = grammar.modifiers - modifiers.OPENING if rule.startswith("time.") else grammar.modifiers
    changed = modifiers.modify(lowered, floor, match.start(), match.end(), reading.period, in_force)
    if changed.day_part and reading.period.unit is Unit.DAY and reading.type == "DATE":
        code = DAY_PARTS.get(changed.day_part, "MO" if "hours" in changed.day_part else "NI")
        reading = reading._replace(timex=f"{reading.period.timex}T{code}", type="TIME")
    return Found(
        changed.start,
        match.end(),
        "+".join((rule, *changed.rules)),
        reading,
        changed.period,
        changed.kind or reading.kind,
        match.span("to") if "to" in match.re.groupindex else None,
    )


def _is_aside(lowered: str, sentence_start: int, found: list[Found]) -> bool:
    """Whether it dates what came before the date told in its sentence: "in May after a vote in June"."""
    if len(found) < 2 or found[-2].start < sentence_start:
        return False
    start = found[-1].start
    return _ASIDE.search(lowered, max(found[-2].end, start - _ASIDE_CHARACTERS), start) is not None


def _looks_back(context: TimeContext, lowered: str, floor: int, found: Found) -> bool:
    """Whether a year is only remembered: "took Adowa, where an army had been beaten in 1896". The story goes on."""
    period, told = found.reading.period, context.reference
    if period is None or told is None or not found.reading.absolute:
        return False
    if told.first.year - period.last.year < _YEARS_BACK:
        return False
    return _REMEMBERED.search(lowered, max(floor, found.start - _ASIDE_CHARACTERS), found.start) is not None


def _tell(context: TimeContext, found: Found) -> None:
    """Let later dates lean on it, unless it names a thing ("the 1972 accord")."""
    period = found.reading.period
    if period is None or not found.reading.moves:
        return
    context.tell(
        period,
        is_absolute=found.reading.absolute,
        is_open=".." in (found.period or period).edtf,
        by_publication=found.reading.anchor == context.today_in_words,
    )


def _clocks_on_their_day(found: list[Found], lowered: str) -> list[Found]:
    """Give "16:15 UTC, June 1" the day that follows it; "16:15 UTC on Monday" is one expression."""
    settled: list[Found] = []
    for expression in found:
        clock = settled[-1] if settled else None
        day = expression.reading.period
        link = _CLOCK_TO_DAY.fullmatch(lowered, clock.end, expression.start) if clock else None
        if clock and link and clock.rule.startswith("time.") and day and day.unit is Unit.DAY:
            timex = f"{day.timex}T{clock.timex.partition('T')[2]}"
            reading = clock.reading._replace(period=day, anchor=expression.reading.anchor, timex=timex)
            settled[-1] = clock._replace(reading=reading, period=expression.period, kind=expression.kind)
            if not link["comma"]:
                settled[-1] = settled[-1]._replace(end=expression.end, rule=f"{clock.rule}+{expression.rule}")
                continue
        settled.append(expression)
    return settled
