"""Events as CSV (RFC 4180, UTF-8) that no spreadsheet takes for formulas."""

import csv
import io
from typing import TYPE_CHECKING

from app.domain.dates import OPEN_END, OPEN_START, day_edtf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from app.domain.summaries import EventSummary
    from app.services.event_evidence import EventEvidence
    from app.services.export_timeline import ExportedEvent

COLUMNS = (
    "id", "date_edtf", "date_kind", "date_earliest", "date_latest", "actors", "recipients", "countries", "type",
    "status", "review", "title", "quote", "origins", "sources", "permalink",
    "disputed", "without_words", "decided_by", "decided_at", "grade", "graders_differ",
)  # fmt: skip
"""In their order: new ones are added at the end, none is renamed."""
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
SEPARATOR = "; "
_UNSEEN = " \u00a0\u1680\u202f\u205f\u2060\u3000\ufeff" + "".join(map(chr, range(0x2000, 0x2010)))
"""Blanks that a program may pass over before it looks for a formula."""


def events_csv(events: "Iterable[ExportedEvent]", permalink: "Callable[[int], str]") -> "Iterator[str]":
    """
    Write a header and a row for each event, a line at a time.

    Days that are not known stay empty. Lists are joined by "; ". `disputed` says of each field in which accounts differ
    and that nobody settled who says what: "date: The Hindu says 2019-02-14, Dawn says 2019-02-15"; `without_words`
    names the fields whose value no words carry; `decided_by` and `decided_at` say who accepted or rejected the event
    last, and at which UTC instant; `grade` is the best pair of its accounts, "B2", with "-" for a half that nobody
    graded, and `graders_differ` what those say who differ.
    """
    yield csv_line(COLUMNS)
    for event, evidence in events:
        yield csv_line([*_row(event, permalink(event.id)), *_evidence(evidence), *_grade(event)])


def csv_line(cells: "Iterable[str]") -> str:
    """One row, its cells made safe."""
    buffer = io.StringIO()
    csv.writer(buffer).writerow(map(safe_cell, cells))
    return buffer.getvalue()


def safe_cell(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would run it as a formula."""
    return f"'{text}" if text.lstrip(_UNSEEN).startswith(FORMULA_STARTS) else text


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


def _grade(event: "EventSummary") -> list[str]:
    return [event.grade or "", event.disagreement.words if event.disagreement else ""]


def _evidence(evidence: "EventEvidence") -> list[str]:
    return [
        SEPARATOR.join(f"{dispute.field}: {dispute.words}" for dispute in evidence.disputes),
        SEPARATOR.join(evidence.wordless),
        evidence.decided_by or "",
        evidence.decided_at.isoformat() if evidence.decided_at else "",
    ]
