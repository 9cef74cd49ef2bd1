"""Deeds in words, for the activity page and its export."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from app.services.show_activity import Activity, Attempt, Deed, event_of, together
from app.services.show_history import ActionView, RevisionView
from app.web import words
from app.web.csv_export import csv_line
from app.web.history import MACHINE
from app.web.history_words import FieldChange, action_words, event_changes, state_words
from app.web.urls import annotation_url, article_url, event_url, source_url

KIND_WORDS = {
    "accept": "accepted",
    "reject": "rejected",
    "edit": "corrected",
    "adopt": "adopted a value",
    "dispute": "left open",
    "release": "gave back to the accounts",
    "merge": "joined events",
    "split": "parted events",
    "create": "gave an event by hand",
    "order": "ordered events",
    "star": "put a star",
    "unstar": "took a star off",
    "undo": "took back",
    "grade": "graded an account",
    "judge": "judged an event",
    "grade source": "graded a source",
    "annotation": "notes",
    "article": "articles",
    "user": "users",
    "login": "signed in",
    "failed-login": "failed to sign in",
}
"""What each kind of deed is called where one is chosen."""
_THINGS = {"annotation": "note"}
_YES_OR_NO = {True: "yes", False: "no"}
COLUMNS = ("at", "user", "kind", "what", "event", "changes", "reason", "address")
"""Of the export, in their order: new ones are added at the end, none is renamed."""


@dataclass(frozen=True)
class DeedLine:
    """
    A deed as a reader sees it.

    Attributes:
        user: Who did it.
        kind: One of `KIND_WORDS`, or a kind of action that is in none.
        what: In words that follow the name.
        url, title: What it was done on, if that is still there.
        changes: Each field with its old and new value.
        address: Where an attempt came from.
    """

    at: datetime
    user: str
    kind: str
    what: str
    event_id: int | None = None
    url: str | None = None
    title: str = ""
    changes: tuple[FieldChange, ...] = ()
    reason: str = ""
    address: str = ""


def tell_activity(activity: Activity) -> Iterator[DeedLine]:
    """The lines of a page, in its order; what one person changed of one thing at one instant is one line."""
    for _, deeds in groupby(activity.deeds, together):
        yield _line(activity, list(deeds))


def activity_csv(pages: Iterable[Activity]) -> Iterator[str]:
    """A header and a row for each deed, a line at a time; instants are UTC."""
    yield csv_line(COLUMNS)
    for page in pages:
        for line in tell_activity(page):
            changes = "; ".join(f"{one.label}: {one.old or '—'} → {one.new or '—'}" for one in line.changes)
            event = str(line.event_id or "")
            yield csv_line(
                [line.at.isoformat(), line.user, line.kind, line.what, event, changes, line.reason, line.address]
            )


def _line(activity: Activity, deeds: Sequence[Deed]) -> DeedLine:
    event_id = event_of(deeds[0])
    title = activity.titles.get(event_id or 0)
    what = deeds[0].what
    if isinstance(what, Attempt):
        return _attempt(what)
    if isinstance(what, RevisionView):
        rows = [deed.what for deed in reversed(deeds) if isinstance(deed.what, RevisionView)]
        return _revision(rows, activity, title)
    return _action(what, activity, title)


def _action(action: ActionView, activity: Activity, title: str | None) -> DeedLine:
    rows = activity.changes.get(action.id, [])
    source = next((row.subject_id for row in rows if row.subject == "source"), None)
    url = source_url(source) if source else None
    return DeedLine(
        at=action.at,
        user=action.user or MACHINE,
        kind=action.kind,
        what=action_words(action, rows, activity.undone.get(action.undoes or 0), None),
        event_id=action.event_id,
        url=event_url(action.event_id) if action.event_id and title is not None else url,
        title=title or (f"source {source}" if source else ""),
        changes=event_changes(rows, action.event_id),
        reason=action.reason or "",
    )


def _revision(rows: Sequence[RevisionView], activity: Activity, title: str | None) -> DeedLine:
    row = rows[0]  # the first says what was done: a note is written before it is tagged
    url = event_url(row.event_id) if row.event_id and title is not None else None
    if row.subject == "article" and row.field != "removed":
        url = article_url(row.subject_id)
    if row.subject == "annotation" and url is None:
        url = annotation_url(row.subject_id)
    return DeedLine(
        at=row.at,
        user=row.user or MACHINE,
        kind=row.subject,
        what=_revision_words(row, activity.users.get(row.subject_id, str(row.subject_id))),
        event_id=row.event_id,
        url=url,
        title=title or "",
        changes=tuple(change for one in rows for change in _changes(one)),
        reason=row.reason or "",
    )


def _revision_words(row: RevisionView, user: str) -> str:
    """What was done; `user` is the name of the one it was done with, where it was one."""
    thing = f"user {user}" if row.subject == "user" else f"{_THINGS.get(row.subject, row.subject)} {row.subject_id}"
    match row.subject, row.field:
        case _, "deleted" | "removed":
            return f"{'deleted' if row.field == 'deleted' else 'removed'} {thing}"
        case "annotation", "body" if row.old is None:
            return f"wrote {thing}"
        case "user", "role" if row.old is None:
            return f"made {thing}"
        case "user", "sessions":
            return f"ended the sessions of {thing}"
    return f"changed {thing}"


def _changes(row: RevisionView) -> tuple[FieldChange, ...]:
    if row.field in ("deleted", "removed", "sessions"):
        return ()
    label = words.field_words(row.field)
    if row.subject == "user":
        return (FieldChange(label, *(_YES_OR_NO.get(value, value) for value in (row.old, row.new))),)
    return (FieldChange(label, state_words(row.field, row.old), state_words(row.field, row.new)),)


def _attempt(attempt: Attempt) -> DeedLine:
    kind = "login" if attempt.succeeded else "failed-login"
    return DeedLine(
        at=attempt.at,
        user=attempt.user or "somebody",
        kind=kind,
        what=KIND_WORDS[kind] + ("" if attempt.user else " under a name that nobody has"),
        address=attempt.address,
    )
