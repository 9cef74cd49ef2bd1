"""Events as CSV (RFC 4180, UTF-8) that no spreadsheet takes for formulas."""

import csv
import io
from typing import TYPE_CHECKING

from app.domain.dates import OPEN_END, OPEN_START, day_edtf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from app.domain.summaries import EventSummary

COLUMNS = (
    "id", "date_edtf", "date_kind", "date_earliest", "date_latest", "actors", "recipients", "countries", "type",
    "status", "review", "title", "quote", "origins", "sources", "permalink",
)  # fmt: skip
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
SEPARATOR = "; "


def events_csv(events: "Iterable[EventSummary]", permalink: "Callable[[int], str]") -> str:
    """
    Write a header and a row for each event.

    Days that are not known stay empty. Lists are joined by "; ".
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    for event in events:
        writer.writerow(map(safe_cell, _row(event, permalink(event.id))))
    return buffer.getvalue()


def safe_cell(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would run it as a formula."""
    return f"'{text}" if text.lstrip(" \u00a0\ufeff").startswith(FORMULA_STARTS) else text


def day_or_nothing(day: int | None) -> str:
    """A day in ISO form; empty where it is open or unknown."""
    return "" if day in (None, OPEN_START, OPEN_END) or day is None else day_edtf(day)


def _row(event: "EventSummary", permalink: str) -> list[str]:
    return [
        str(event.id),
        event.date or "",
        event.kind or "",
        day_or_nothing(event.earliest),
        day_or_nothing(event.latest),
        SEPARATOR.join(event.actors),
        SEPARATOR.join(event.recipients),
        SEPARATOR.join(event.countries),
        event.type,
        event.status,
        event.review,
        event.title,
        event.quote,
        str(event.origin_count),
        SEPARATOR.join(event.sources),
        permalink,
    ]
