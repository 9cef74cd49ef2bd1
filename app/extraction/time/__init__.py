"""
Dates and times in English news and histories: found, resolved, explained.

`rules` is the grammar as data, `resolve_*` give its rows a meaning, `modifiers` and `joining` read the words around and
between dates. Everything is a pure function of the text and a `TimeContext`, and linear in the length of the text.
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import date

from app.domain.dates import DateKind, parse_edtf
from app.errors import UnreadableDate
from app.extraction.model import TimeExpression
from app.extraction.time.context import TimeContext
from app.extraction.time.finder import Found, lower, scan
from app.extraction.time.grammar import ALL_TIMES, NEWS_DATES, TIMEX_DATES, Grammar, news_dates
from app.extraction.time.joining import count_from_next, join_ranges, split_range

__all__ = ["TimeContext", "find_times", "news_dates", "timex", "timex_lines"]

_HEADING_CHARACTERS = 60
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")


def find_times(
    text: str, start: int, end: int, context: TimeContext, grammar: Grammar = NEWS_DATES
) -> list[TimeExpression]:
    """
    Read the dates of one paragraph.

    Args:
        text: The whole text; offsets of the answers count its code points.
        start, end: The paragraph in it, end excluded.
        context: What the document has told so far; its running reference moves on.
        grammar: The rules to read by.

    Returns:
        The dated expressions in order, not overlapping, ranges as one. Those whose date cannot be told (no publication
        day, an order of day and month that the document does not show) have no `edtf`.
    """
    paragraph = text[start:end]
    context.enter_paragraph()
    lowered = lower(paragraph)
    found = join_ranges(
        count_from_next(scan(paragraph, context, grammar), lowered, grammar),
        lowered,
        grammar,
    )
    _take_heading(paragraph, found, context)
    return [_expression(paragraph, start, one) for one in found]


def timex(text: str, dct: date | None, all: bool = False, grammar: Grammar | None = None) -> list[TimeExpression]:
    """
    Read a whole text as TIMEX3 does: the two ends of "from 2009 to 2011" apart, PRESENT_REF and its like included.

    Args:
        dct: Document creation time: the day that "today" means.
        all: Whether durations and sets are wanted as well as dates and times.
        grammar: The rules to read by, instead of those that `all` asks for.
    """
    context = TimeContext.of(text, dct)
    grammar = grammar or (ALL_TIMES if all else TIMEX_DATES)
    answers = []
    for paragraph in _PARAGRAPH.finditer(text):
        context.enter_paragraph()
        found = scan(paragraph[0], context, grammar)
        ends = (end for one in found for end in split_range(one))
        answers += [_expression(paragraph[0], paragraph.start(), one) for one in ends]
    return [one for one in answers if all or one.type in ("DATE", "TIME")]


def timex_lines(lines: Iterable[str], all: bool = False) -> Iterator[str]:
    """
    Answer JSON lines `{"dct": "2019-03-16", "text": "…"}` one by one, each with a JSON list of expressions.

    A line that cannot be read is answered with an empty list and a message on standard error; reading goes on.
    """
    for number, line in enumerate(lines, start=1):
        try:
            text, dct = _request(line)
        except ValueError as error:
            print(f"Line {number} is not read: {error}", file=sys.stderr)
            yield "[]"
            continue
        answer = [
            {
                "start": one.start,
                "end": one.end,
                "text": one.text,
                "value": one.timex,
                "type": one.type,
            }
            for one in timex(text, dct, all)
        ]
        yield json.dumps(answer, ensure_ascii=False)


def _take_heading(paragraph: str, found: list[Found], context: TimeContext) -> None:
    """A line that is nothing but a date heads what follows; a short line without a date ends its reach."""
    bare = paragraph.strip(" \t\n.:#*–—-")
    if len(found) == 1 and paragraph[found[0].start : found[0].end].strip(".:") == bare and found[0].reading.period:
        context.heading = found[0].reading.period
    elif (
        not found
        and len(bare) <= _HEADING_CHARACTERS
        and not paragraph.rstrip().endswith((".", "!", "?", ":", "”", '"'))
    ):
        context.heading = None


def _request(line: str) -> tuple[str, date | None]:
    """The text and day of one line. Raises `ValueError` in words a person understands."""
    try:
        asked = json.loads(line)
    except ValueError:
        raise ValueError("it is not JSON") from None
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        raise ValueError('it needs a "text" that is a string')
    dct = asked.get("dct")
    try:
        return asked["text"], date.fromisoformat(dct[:10]) if dct else None
    except (TypeError, ValueError):
        raise ValueError(f'"dct" must be a day like 2019-03-16, not {dct!r}') from None


def _expression(paragraph: str, offset: int, found: Found) -> TimeExpression:
    edtf, kind = _dated(found)
    return TimeExpression(
        start=offset + found.start,
        end=offset + found.end,
        text=paragraph[found.start : found.end],
        timex=found.timex,
        type=found.reading.type,
        edtf=edtf,
        kind=kind,
        rule=found.rule,
        anchor=found.reading.anchor,
        leans=found.reading.leans,
    )


def _dated(found: Found) -> tuple[str | None, DateKind | None]:
    """Canonical EDTF and kind; nothing where the period is not one of the calendar's."""
    if found.period is None:
        return None, None
    try:
        edtf = parse_edtf(found.period.edtf)
    except UnreadableDate:
        return None, None
    return edtf.text, found.kind or edtf.usual_kind
