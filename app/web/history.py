"""The history of an event as a reader sees it: one entry for what one person did at one moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from app.services.show_event import RevisionView
from app.web import event_words, words

MACHINE = "the machine"
LONG_CHARS = 400


@dataclass(frozen=True)
class FieldChange:
    """A field's label and its values in words; `old` is None where there was none before, `new` where none is left."""

    label: str
    old: str | None
    new: str | None


@dataclass(frozen=True)
class HistoryEntry:
    """What one user did to one thing at one instant (UTC)."""

    user: str
    at: datetime
    deed: str
    changes: tuple[FieldChange, ...]
    reason: str | None


def tell_history(revisions: Iterable[RevisionView]) -> tuple[HistoryEntry, ...]:
    """The entries, newest first."""
    gathered = groupby(revisions, key=lambda row: (row.user, row.at, row.subject, row.subject_id))
    entries = [_entry([*rows]) for _, rows in gathered]
    return tuple(reversed(entries))


def _entry(rows: list[RevisionView]) -> HistoryEntry:
    first = rows[0]
    return HistoryEntry(
        user=first.user or MACHINE,
        at=first.at,
        deed=_deed(rows),
        changes=tuple(
            FieldChange(words.field_words(row.field), _words(row.field, row.old), _words(row.field, row.new))
            for row in rows
            if row.field != "deleted"
        ),
        reason=first.reason,
    )


def _deed(rows: list[RevisionView]) -> str:
    thing = {"annotation": f"note {rows[0].subject_id}", "event": "this event"}.get(rows[0].subject, rows[0].subject)
    if any(row.field == "deleted" for row in rows):
        return f"deleted {thing}"
    if rows[0].subject == "annotation" and any(row.field == "body" and row.old is None for row in rows):
        return f"wrote {thing}"
    return f"changed {thing}"


def _words(field: str, value: object) -> str | None:
    return None if value in (None, "", []) else event_words.value_words(field, value)
