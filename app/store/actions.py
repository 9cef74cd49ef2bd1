"""Actions: what was done at one instant, by whom and why, with the revisions that it made."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col

from app.store.revisions import EVENT, Change
from app.store.tables import Action, Revision, User


@dataclass(frozen=True)
class ActionView:
    """
    One action.

    Attributes:
        kind: What was done: "accept", "edit", "merge" …
        event_id: On which event; None for an article, or where it is gone.
        user: By whom; None is the machine.
        undoes: The action that it undid, or None.
        undone_by: The action that undid it, or None.
    """

    id: int
    kind: str
    event_id: int | None
    user: str | None
    at: datetime
    reason: str | None
    undoes: int | None
    undone_by: int | None


def add_action(
    session: Session,
    kind: str,
    event_id: int | None,
    user_id: int | None,
    now: datetime,
    *,
    reason: str | None = None,
    undoes: int | None = None,
) -> int:
    """Begin an action; its revisions are recorded under the id that is returned."""
    action = Action(kind=kind, event_id=event_id, user_id=user_id, at=now, reason=reason, undoes=undoes)
    session.add(action)
    session.flush()
    assert action.id is not None  # noqa: S101 - the flush gave it one
    return action.id


def find_action(session: Session, action_id: int) -> ActionView | None:
    """The action of this id, or None."""
    return next(iter(_views(session, col(Action.id) == action_id)), None)


def find_actions(session: Session, action_ids: Collection[int]) -> list[ActionView]:
    """The actions of these ids, oldest first."""
    return _views(session, col(Action.id).in_(action_ids))


def list_actions(session: Session, event_id: int) -> list[ActionView]:
    """What was done on an event, oldest first: also what was done on another and changed this one."""
    touched = sa.select(col(Revision.action_id)).where(col(Revision.event_id) == event_id)
    return _views(session, sa.or_(col(Action.event_id) == event_id, col(Action.id).in_(touched)))


def changes_of(session: Session, action_id: int) -> list[Change]:
    """The revisions of an action, in the order they were recorded."""
    query = sa.select(Revision).where(col(Revision.action_id) == action_id).order_by(col(Revision.id))
    return [
        Change(row.subject, row.subject_id, row.field, row.old, row.new, row.event_id, row.reason)
        for row in session.scalars(query)
    ]


def standing_actions(session: Session, event_ids: Collection[int], kinds: Collection[str]) -> list[int]:
    """
    What people's actions of these kinds on these events stand by, newest first: themselves, or what did them again.

    An action on many events is one on each that it reviewed, or that it joined or parted.
    """
    touched = sa.select(col(Revision.action_id)).where(
        col(Revision.event_id).in_(event_ids),
        col(Revision.subject) == EVENT,
        col(Revision.field).in_(("review", "merged_into")),
    )
    query = sa.select(col(Action.id)).where(
        sa.or_(col(Action.event_id).in_(event_ids), col(Action.id).in_(touched)),
        col(Action.kind).in_(kinds),
        col(Action.user_id).is_not(None),
    )
    done = [action_id for action_id in session.scalars(query) if action_id is not None]
    undone_by = _undoings(session, done)
    chains = [_chain(action_id, undone_by) for action_id in done]
    return sorted((chain[-1] for chain in chains if len(chain) % 2), reverse=True)


def events_decided_since(
    session: Session, event_ids: Collection[int], kinds: Collection[str], action_id: int
) -> set[int]:
    """Those of these events on which people did actions of these kinds after this one, and nobody undid them."""
    query = sa.select(col(Action.id), col(Action.event_id)).where(
        col(Action.event_id).in_(event_ids),
        col(Action.kind).in_(kinds),
        col(Action.user_id).is_not(None),
        col(Action.id) > action_id,
    )
    done = {row[0]: row[1] for row in session.execute(query)}
    undone_by = _undoings(session, done)
    return {event_id for action, event_id in done.items() if len(_chain(action, undone_by)) % 2}


def _undoings(session: Session, action_ids: Collection[int]) -> dict[int, int]:
    """What undid these actions, what undid that, and so on."""
    found: dict[int, int] = {}
    asked = set(action_ids)
    while asked:
        query = sa.select(col(Action.undoes), col(Action.id)).where(col(Action.undoes).in_(asked))
        undoings = {row[0]: row[1] for row in session.execute(query)}
        found |= undoings
        asked = set(undoings.values())
    return found


def _chain(action_id: int, undone_by: Mapping[int, int]) -> list[int]:
    """An action, what undid it, what did it again …: of an odd length where it stands."""
    chain = [action_id]
    while chain[-1] in undone_by:
        chain.append(undone_by[chain[-1]])
    return chain


def _views(session: Session, condition: sa.ColumnElement[bool]) -> list[ActionView]:
    later = sa.orm.aliased(Action)
    query = (
        sa.select(Action, col(User.name), col(later.id))
        .outerjoin(User, col(User.id) == col(Action.user_id))
        .outerjoin(later, col(later.undoes) == col(Action.id))
        .where(condition)
        .order_by(col(Action.id))
    )
    return [
        ActionView(row.id or 0, row.kind, row.event_id, user, row.at, row.reason, row.undoes, undone_by)
        for row, user, undone_by in session.execute(query)
    ]
