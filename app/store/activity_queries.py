"""Who did what: actions, changes that no action stands for, and attempts to sign in, newest first, page by page."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.activity import (
    ACTION_KINDS,
    FAILED_LOGIN,
    LOGIN,
    MACHINE,
    SUBJECT_KINDS,
    ActivityFilter,
    Place,
    Told,
)
from app.store.actions import ActionView
from app.store.grade_state import GRADED
from app.store.revisions import EVENT, SOURCE, USER, RevisionView, revision_view
from app.store.tables import Action, Event, Revision, User
from app.store.user_tables import LoginAttempt

DECIDED = "decided."
"""How the field of a decision about a field begins."""


@dataclass(frozen=True)
class Attempt:
    """Somebody tried to sign in; `user` is None where the name that was typed is nobody's."""

    id: int
    user: str | None
    at: datetime
    succeeded: bool
    address: str


@dataclass(frozen=True)
class Deed:
    """One row of the activity: an action, a change, or an attempt."""

    place: Place
    what: ActionView | RevisionView | Attempt


@dataclass(frozen=True)
class Sight:
    """
    Whose sign-ins and logins a visitor may see.

    Attributes:
        user_id: Their own are always theirs to see; None for nobody's.
        everybody: Whether those of all are.
    """

    user_id: int | None
    everybody: bool


def list_deeds(session: Session, wanted: ActivityFilter, sight: Sight, after: Place | None, limit: int) -> list[Deed]:
    """The deeds behind a place, newest first."""
    parts = (_actions, _revisions, _attempts)
    found = [deed for part in parts for deed in part(session, wanted, sight, after, limit)]
    found.sort(key=lambda deed: (deed.place.at, deed.place.told, deed.place.id), reverse=True)
    return found[:limit]


def changes_of_events(session: Session, actions: Collection[ActionView]) -> dict[int, list[RevisionView]]:
    """By action what it changed of the event or of the source that it was done on, in the order of the record."""
    events = {action.id: action.event_id for action in actions}
    own_event = sa.and_(col(Revision.subject) == EVENT, col(Revision.subject_id).in_(set(events.values()) - {None}))
    graded = sa.or_(col(Revision.subject) == SOURCE, col(Revision.field).startswith(GRADED))
    query = (
        sa.select(Revision)
        .where(col(Revision.action_id).in_(events), sa.or_(own_event, graded))
        .order_by(col(Revision.id))
    )
    rows: dict[int, list[RevisionView]] = {}
    for row in session.scalars(query):
        if row.action_id is not None and (row.subject != EVENT or row.subject_id == events[row.action_id]):
            rows.setdefault(row.action_id, []).append(revision_view(row, None))
    return rows


def list_undone(session: Session, action_ids: Collection[int]) -> dict[int, ActionView]:
    """Actions by their ids."""
    query = sa.select(Action).where(col(Action.id).in_(action_ids))
    return {row.id or 0: _action_view(row, None) for row in session.scalars(query)}


def titles_of_events(session: Session, event_ids: Collection[int]) -> dict[int, str]:
    """The titles of those of these events that are still there."""
    query = sa.select(col(Event.id), col(Event.title)).where(col(Event.id).in_(event_ids))
    return {row[0] or 0: row[1] for row in session.execute(query)}


def _actions(session: Session, wanted: ActivityFilter, _: Sight, after: Place | None, limit: int) -> list[Deed]:
    if wanted.kind is not None and wanted.kind not in ACTION_KINDS:
        return []
    conditions = [*_common(wanted, after, Told.ACTION, Action), *_by(wanted, col(Action.user_id))]
    if wanted.kind:
        conditions.append(col(Action.kind) == wanted.kind)
    if wanted.field:
        changed = sa.exists().where(
            col(Revision.action_id) == col(Action.id), col(Revision.field).in_(_spellings(wanted.field))
        )
        conditions.append(changed)
    query = sa.select(Action, col(User.name)).outerjoin(User, col(User.id) == col(Action.user_id)).where(*conditions)
    rows = session.execute(_newest(query, Action, limit))
    return [Deed(Place(row.at, Told.ACTION, row.id or 0), _action_view(row, user)) for row, user in rows]


def _revisions(session: Session, wanted: ActivityFilter, sight: Sight, after: Place | None, limit: int) -> list[Deed]:
    if wanted.kind is not None and wanted.kind not in SUBJECT_KINDS:
        return []
    conditions = [
        *_common(wanted, after, Told.REVISION, Revision),
        *_by(wanted, col(Revision.user_id)),
        col(Revision.action_id).is_(None),
    ]
    if wanted.kind:
        conditions.append(col(Revision.subject) == wanted.kind)
    if wanted.field:
        conditions.append(col(Revision.field).in_(_spellings(wanted.field)))
    if not sight.everybody:
        conditions.append(sa.or_(col(Revision.subject) != USER, col(Revision.subject_id) == (sight.user_id or 0)))
    query = sa.select(Revision, col(User.name)).outerjoin(User, col(User.id) == col(Revision.user_id))
    rows = session.execute(_newest(query.where(*conditions), Revision, limit))
    return [Deed(Place(row.at, Told.REVISION, row.id or 0), revision_view(row, user)) for row, user in rows]


def _attempts(session: Session, wanted: ActivityFilter, sight: Sight, after: Place | None, limit: int) -> list[Deed]:
    if wanted.field or wanted.kind not in (None, LOGIN, FAILED_LOGIN) or wanted.user == MACHINE:
        return []
    conditions = _common(wanted, after, Told.LOGIN, LoginAttempt)
    if wanted.kind:
        conditions.append(col(LoginAttempt.succeeded).is_(wanted.kind == LOGIN))
    if wanted.user:
        conditions += _by(wanted, col(LoginAttempt.user_id))
    if not sight.everybody:
        conditions.append(col(LoginAttempt.user_id) == (sight.user_id or 0))
    query = sa.select(LoginAttempt, col(User.name)).outerjoin(User, col(User.id) == col(LoginAttempt.user_id))
    return [
        Deed(
            Place(row.at, Told.LOGIN, row.id or 0),
            Attempt(row.id or 0, user, row.at, row.succeeded, row.address),
        )
        for row, user in session.execute(_newest(query.where(*conditions), LoginAttempt, limit))
    ]


def _common(wanted: ActivityFilter, after: Place | None, told: Told, table: Any) -> list[sa.ColumnElement[bool]]:
    """The period, and what lies behind the place."""
    conditions: list[sa.ColumnElement[bool]] = []
    if wanted.since:
        conditions.append(table.at >= wanted.since)
    if wanted.until:
        conditions.append(table.at < wanted.until)
    if after is None:
        return conditions
    if told is after.told:
        behind = sa.or_(table.at < after.at, sa.and_(table.at == after.at, table.id < after.id))
    else:
        behind = table.at <= after.at if told < after.told else table.at < after.at
    return [*conditions, behind]


def _by(wanted: ActivityFilter, user_id: Any) -> list[sa.ColumnElement[bool]]:
    if wanted.user == MACHINE:
        return [user_id.is_(None)]
    if wanted.user is None:
        return [user_id.is_not(None)]
    return [user_id == sa.select(col(User.id)).where(col(User.name) == wanted.user).scalar_subquery()]


def _newest(query: Any, table: Any, limit: int) -> Any:
    return query.order_by(table.at.desc(), table.id.desc()).limit(limit)


def _spellings(field: str) -> tuple[str, str]:
    return field, DECIDED + field


def _action_view(row: Action, user: str | None) -> ActionView:
    return ActionView(row.id or 0, row.kind, row.event_id, user, row.at, row.reason, row.undoes, None)
