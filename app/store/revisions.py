"""The history: which field changed from what to what, by whom, when and why. Rows are added, never changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from app.store.tables import Action, Revision, User

EVENT, ANNOTATION, ARTICLE, ACCOUNT, USER = "event", "annotation", "article", "account", "user"
SOURCE = "source"
REMOVED = "removed"


@dataclass(frozen=True)
class Change:
    """One field of one thing changed. `event_id` is the event whose page shows it, if it still has one."""

    subject: str
    subject_id: int
    field: str
    old: Any
    new: Any
    event_id: int | None = None
    reason: str | None = None


@dataclass(frozen=True)
class RevisionView:
    """A line of history. `user` is None where the machine did it, `action_id` where the change is no action's."""

    id: int
    subject: str
    subject_id: int
    field: str
    old: Any
    new: Any
    user: str | None
    at: datetime
    reason: str | None
    action_id: int | None = None
    event_id: int | None = None


def record(
    session: Session, changes: Sequence[Change], user_id: int | None, now: datetime, action_id: int | None = None
) -> None:
    """Add to the history what one person, or with None the machine, did at one instant."""
    if changes:
        common = {"user_id": user_id, "at": now, "action_id": action_id}
        session.execute(sa.insert(Revision), [{**vars(change), **common} for change in changes])


def list_event_history(session: Session, event_id: int) -> list[RevisionView]:
    """
    What was changed of an event, its accounts and its notes, oldest first.

    An account that left it belongs to the page of another event now; that it left is told here too.
    """
    touched = (
        sa.select(col(Action.id))
        .where(col(Action.event_id) == event_id)
        .union(sa.select(col(Revision.action_id)).where(col(Revision.event_id) == event_id))
    )
    moved = sa.and_(
        col(Revision.action_id).in_(touched), col(Revision.subject) == ACCOUNT, col(Revision.field) == "event"
    )
    rows = _views(session, sa.or_(col(Revision.event_id) == event_id, moved))
    return [row for row in rows if row.event_id == event_id or event_id in (row.old, row.new)]


def list_history(session: Session, subject: str, subject_id: int) -> list[RevisionView]:
    """What was changed of one thing, oldest first, even of one that is gone."""
    return _views(session, col(Revision.subject) == subject, col(Revision.subject_id) == subject_id)


def find_last(session: Session, subject: str, subject_id: int, field: str) -> RevisionView | None:
    """The last change of one field of one thing, or None."""
    last = sa.select(sa.func.max(col(Revision.id))).where(
        col(Revision.subject) == subject, col(Revision.subject_id) == subject_id, col(Revision.field) == field
    )
    return next(iter(_views(session, col(Revision.id) == last.scalar_subquery())), None)


def fields_set_by_people(session: Session, subject: str, subject_id: int) -> set[str]:
    """The fields of a thing whose last change was a person's."""
    latest = sa.select(sa.func.max(col(Revision.id))).where(
        col(Revision.subject) == subject, col(Revision.subject_id) == subject_id
    )
    query = sa.select(col(Revision.field)).where(
        col(Revision.id).in_(latest.group_by(col(Revision.field))), col(Revision.user_id).is_not(None)
    )
    return set(session.scalars(query))


def find_removal(session: Session, subject: str, subject_id: int) -> RevisionView | None:
    """When and why a thing that is no longer there was removed; None if it never was there."""
    return next((view for view in list_history(session, subject, subject_id) if view.field == REMOVED), None)


def _views(session: Session, *conditions: sa.ColumnElement[bool]) -> list[RevisionView]:
    query = (
        sa.select(Revision, col(User.name))
        .outerjoin(User, col(User.id) == col(Revision.user_id))
        .where(*conditions)
        .order_by(col(Revision.id))
    )
    return [revision_view(row, user) for row, user in session.execute(query)]


def revision_view(row: Revision, user: str | None) -> RevisionView:
    """A row with the name of the user; None is the machine."""
    return RevisionView(
        row.id or 0,
        row.subject,
        row.subject_id,
        row.field,
        row.old,
        row.new,
        user,
        row.at,
        row.reason,
        row.action_id,
        row.event_id,
    )
