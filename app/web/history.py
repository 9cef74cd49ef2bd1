"""The history of an event as a reader sees it: one entry for each action, and for what was done to a note."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from app.services.show_history import ActionView, RevisionView
from app.services.undo import is_wide, own_word
from app.web import event_words
from app.web.grade_words import grade_words
from app.web.history_words import FieldChange, action_words, event_changes, state_words
from app.web.words import field_words

__all__ = ["FieldChange", "HistoryEntry", "Undone", "changes_since", "tell_history"]

MACHINE = "the machine"


@dataclass(frozen=True)
class Undone:
    """By whom and when an action was taken back."""

    user: str
    at: datetime


@dataclass(frozen=True)
class HistoryEntry:
    """
    What one user did at one instant (UTC).

    Attributes:
        deed: In words that follow the user's name.
        action_id: The action, if it is one.
        undone: By whom it was taken back, None where it stands.
        can_undo: Whether a person did it and nobody took it back.
        own_word: Whose grade or judgement it is, if it is one: only they and editors take it back.
        by_machine: Whether nobody but the machine did it.
        is_wide: Whether it joined or parted events or accepted a whole filter, which takes an editor to undo.
    """

    user: str
    at: datetime
    deed: str
    changes: tuple[FieldChange, ...]
    reason: str | None
    action_id: int | None = None
    undone: Undone | None = None
    can_undo: bool = False
    own_word: str | None = None
    by_machine: bool = False
    is_wide: bool = False


def tell_history(
    revisions: Iterable[RevisionView], actions: Sequence[ActionView] = (), event_id: int | None = None
) -> tuple[HistoryEntry, ...]:
    """
    The entries, newest first.

    Args:
        revisions: Oldest first.
        actions: Those that the revisions belong to, and others of the event.
        event_id: The event whose history it is; "this event" in the words.
    """
    rows_of: dict[int | None, list[RevisionView]] = {}
    for row in revisions:
        rows_of.setdefault(row.action_id, []).append(row)
    by_id = {action.id: action for action in actions}
    told = [_action(action, rows_of.pop(action.id, []), by_id, event_id) for action in actions]
    loose = sorted((row for rows in rows_of.values() for row in rows), key=lambda row: row.id)
    gathered = groupby(loose, key=lambda row: (row.user, row.at, row.subject, row.subject_id))
    told += [_note([*rows]) for _, rows in gathered]
    return tuple(sorted(told, key=lambda entry: entry.at)[::-1])


def tell_source_history(revisions: Sequence[RevisionView], actions: Sequence[ActionView]) -> tuple[HistoryEntry, ...]:
    """The entries of a source's history, newest first; each is an action that can be taken back."""
    by_id = {action.id: action for action in actions}
    told = [
        replace(
            _action(action, [], by_id, None),
            changes=tuple(
                FieldChange("Grade", grade_words(row.old), grade_words(row.new))
                for row in revisions
                if row.action_id == action.id
            ),
        )
        for action in actions
    ]
    return tuple(told[::-1])


def changes_since(version: int, now: int, revisions: Sequence[RevisionView], event_id: int) -> tuple[FieldChange, ...]:
    """
    What became different since a person saw a version of an event: each field as it was and as it is.

    Args:
        version: The one that was seen.
        now: The present one; each action on the event raises it by one.
        revisions: Of the event, oldest first.
    """
    own = [row for row in revisions if row.action_id and row.event_id == event_id and row.subject != "annotation"]
    changing = dict.fromkeys(row.action_id for row in own if row.subject == "event")
    since = set(list(changing)[max(len(changing) - (now - version), 0) :]) if now > version else set()
    return event_changes([row for row in own if row.action_id in since], event_id)


def _action(
    action: ActionView, rows: list[RevisionView], actions: dict[int, ActionView], event_id: int | None
) -> HistoryEntry:
    undoing = actions.get(action.undone_by or 0)
    return HistoryEntry(
        user=action.user or MACHINE,
        at=action.at,
        deed=action_words(action, rows, actions.get(action.undoes or 0), event_id),
        changes=event_changes(rows, event_id),
        reason=action.reason,
        action_id=action.id,
        undone=Undone(undoing.user or MACHINE, undoing.at) if undoing else None,
        can_undo=action.user is not None and action.undone_by is None,
        own_word=own_word(action, actions.get),
        by_machine=action.user is None,
        is_wide=is_wide(action, actions.get),
    )


def _note(rows: list[RevisionView]) -> HistoryEntry:
    first = rows[0]
    return HistoryEntry(
        user=first.user or MACHINE,
        at=first.at,
        deed=_deed(rows),
        changes=tuple(
            FieldChange(_label(row), _words(row.field, row.old), _words(row.field, row.new))
            for row in rows
            if row.field != "deleted"
        ),
        reason=first.reason,
        by_machine=first.user is None,
    )


def _label(row: RevisionView) -> str:
    return "Where its words stand" if (row.subject, row.field) == ("annotation", "place") else field_words(row.field)


def _deed(rows: list[RevisionView]) -> str:
    thing = {"annotation": f"note {rows[0].subject_id}", "event": "this event"}.get(rows[0].subject, rows[0].subject)
    if any(row.field == "deleted" for row in rows):
        return f"deleted {thing}"
    if rows[0].subject == "annotation" and any(row.field == "body" and row.old is None for row in rows):
        return f"wrote {thing}"
    return f"changed {thing}"


def _words(field: str, value: object) -> str | None:
    if field == "place":
        return state_words(field, value)
    return None if value in (None, "", []) else event_words.value_words(field, value)
