"""A date as a person types it: EDTF, or plain words read by the same grammar as an article's."""

import re
from dataclasses import dataclass
from datetime import date

from app.domain.dates import DateKind, in_words, parse_edtf
from app.errors import UnreadableDate
from app.extraction.time import TimeContext, find_times

MAX_DATE_CHARS = 200
FIELD = "date"
_IDLE = frozenset({"", "on", "in", "the", "on the", "at", "from", "between"})
"""Words beside a date that change nothing of it."""
_BOUNDS = {
    "about": ("{}~", DateKind.ABOUT), "around": ("{}~", DateKind.ABOUT), "roughly": ("{}~", DateKind.ABOUT),
    "before": ("../{}", DateKind.BEFORE), "by": ("../{}", DateKind.BEFORE), "until": ("../{}", DateKind.UNTIL),
    "after": ("{}/..", DateKind.AFTER), "since": ("{}/..", DateKind.SINCE),
}  # fmt: skip
"""Words before a date that make it vague or open, and the EDTF form and kind that they give it."""


_QUARTER = re.compile(r"\b([0-9]{4})-Q([1-4])\b", re.IGNORECASE)
"""How spreadsheets write a quarter."""


@dataclass(frozen=True)
class DateReading:
    """
    What a typed date means.

    Attributes:
        edtf: The EDTF text.
        kind: How an event fills it.
        words: It as a reader would say it.
        anchor: What it was counted from, in words; None for an absolute date.
    """

    edtf: str
    kind: DateKind
    words: str
    anchor: str | None = None


def read_date(typed: str, published: date | None) -> DateReading | None:
    """
    Read a date; None where nothing was typed, which leaves an event undated.

    Args:
        typed: "2019-02-14", "2019-02~", "early last week", "between 3 and 9 May 2022".
        published: The day from which relative words count, usually the article's; None where it is unknown.

    Raises:
        UnreadableDate: It is no date, holds words that are none, or counts from a day that nobody knows.
    """
    text = _QUARTER.sub(r"Q\2 \1", " ".join(typed.split()))
    if not text:
        return None
    if len(text) > MAX_DATE_CHARS:
        raise UnreadableDate(text[:40] + "…", f"{MAX_DATE_CHARS} characters are the most a date may have", FIELD)
    if any(char.isdigit() for char in text):
        try:
            edtf = parse_edtf(text)
        except UnreadableDate:
            pass  # plain words have digits too
        else:
            return _reading(edtf.text, edtf.usual_kind)
    return _in_plain_words(text, published)


def _in_plain_words(text: str, published: date | None) -> DateReading:
    found = [time for time in find_times(text, 0, len(text), TimeContext.of(text, published)) if time.type == "DATE"]
    if len(found) != 1:
        raise UnreadableDate(
            text, "write one date, like 14 February 2019, early May 2022, 2019-02-14 or 2019-02~", FIELD
        )
    (time,) = found
    if time.edtf is None or time.kind is None:
        raise UnreadableDate(text, "nobody can tell which day it counts from: write the date in full", FIELD)
    rest = (text[: time.start] + text[time.end :]).strip(" .,").casefold()
    edtf, kind = time.edtf, time.kind
    if rest in _BOUNDS:
        form, kind = _BOUNDS[rest]
        edtf = form.format(edtf.rstrip("~")) if "/" not in edtf else edtf
    elif rest not in _IDLE:
        raise UnreadableDate(text, f"{rest[:40]!r} belongs to no date", FIELD)
    elif text[: time.start].casefold().strip() == "between":
        kind = DateKind.BETWEEN
    return _reading(edtf, kind, time.anchor)


def _reading(edtf: str, kind: DateKind, anchor: str | None = None) -> DateReading:
    return DateReading(edtf, kind, in_words(edtf, kind), anchor)
