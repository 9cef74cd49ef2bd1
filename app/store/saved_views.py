"""Saved views as rows, who has seen how much of them, and what is new in them since."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.filters import Filter
from app.domain.saved_views import ViewDraft
from app.store.matching import matching
from app.store.tables import Event, Revision, User
from app.store.view_tables import SavedView, SavedViewSeen


@dataclass(frozen=True)
class ViewRow:
    """A saved view. `version` is what a form must carry back."""

    id: int
    owner: str
    name: str
    description: str
    is_shared: bool
    query: str
    version: int
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True)
class Mark:
    """How far somebody has seen: the highest ids of an event and of a revision that were there."""

    event_id: int
    revision_id: int


def add_view(session: Session, user_id: int, draft: ViewDraft, now: datetime) -> int:
    """Keep a new view."""
    row = SavedView(user_id=user_id, created_at=now, updated_at=now, **_values(draft))
    session.add(row)
    session.flush()
    assert row.id is not None  # noqa: S101 - the flush gave it one
    return row.id


def change_view(session: Session, view_id: int, draft: ViewDraft, now: datetime) -> None:
    """Put new content in a view and raise its version."""
    values = {**_values(draft), "version": col(SavedView.version) + 1, "updated_at": now}
    session.execute(sa.update(SavedView).where(col(SavedView.id) == view_id).values(**values))


def delete_view(session: Session, view_id: int) -> None:
    """Delete a view with everybody's marks."""
    session.execute(sa.delete(SavedView).where(col(SavedView.id) == view_id))


def find_view(session: Session, view_id: int, reader: str) -> ViewRow | None:
    """The view of this id, if it is the reader's own or shared."""
    return next(iter(_views(session, reader, col(SavedView.id) == view_id)), None)


def list_views(session: Session, reader: str) -> list[ViewRow]:
    """The reader's own views and those that others share, by name."""
    return _views(session, reader)


def marks_of(session: Session, reader: str) -> dict[int, Mark]:
    """How far a reader has seen each view that they ever opened."""
    seen = sa.select(SavedViewSeen).join(User, col(User.id) == col(SavedViewSeen.user_id))
    return {row.view_id: Mark(row.event_id, row.revision_id) for row in session.scalars(seen.where(_is(reader)))}


def present_mark(session: Session) -> Mark:
    """How far there is to see now."""
    newest = sa.select(
        sa.select(sa.func.max(col(Event.id))).scalar_subquery(),
        sa.select(sa.func.max(col(Revision.id))).scalar_subquery(),
    )
    event_id, revision_id = session.connection().execute(newest).one()
    return Mark(event_id or 0, revision_id or 0)


def write_mark(session: Session, view_id: int, user_id: int, mark: Mark) -> None:
    """Say that a user has seen a view up to here."""
    own = (col(SavedViewSeen.view_id) == view_id, col(SavedViewSeen.user_id) == user_id)
    session.execute(sa.delete(SavedViewSeen).where(*own))
    session.add(SavedViewSeen(view_id=view_id, user_id=user_id, event_id=mark.event_id, revision_id=mark.revision_id))


def count_new(session: Session, wanted: Filter, mark: Mark) -> tuple[int, int]:
    """Events of a filter that were created after a mark, and older ones that were changed after it."""
    event_id = matching(wanted).c.id
    changed = sa.select(col(Revision.event_id)).where(
        col(Revision.id) > mark.revision_id, col(Revision.event_id).is_not(None)
    )
    created = _count(session, sa.select(sa.func.count()).where(event_id > mark.event_id))
    return created, _count(session, sa.select(sa.func.count()).where(event_id <= mark.event_id, event_id.in_(changed)))


def _count(session: Session, query: Any) -> int:
    return session.connection().scalar(query) or 0


def _values(draft: ViewDraft) -> dict[str, Any]:
    return {
        "name": draft.name,
        "description": draft.description,
        "is_shared": draft.is_shared,
        "query": draft.query,
    }


def _views(session: Session, reader: str, *conditions: sa.ColumnElement[bool]) -> list[ViewRow]:
    query = (
        sa.select(SavedView, col(User.name))
        .join(User, col(User.id) == col(SavedView.user_id))
        .where(sa.or_(col(SavedView.is_shared), _is(reader)), *conditions)
    )
    rows = [
        ViewRow(
            id=row.id or 0,
            owner=owner,
            name=row.name,
            description=row.description,
            is_shared=row.is_shared,
            query=row.query,
            version=row.version,
            created_at=row.created_at,
            updated_at=row.updated_at,
        )
        for row, owner in session.execute(query)
    ]
    return sorted(rows, key=lambda one: (one.name.casefold(), one.id))


def _is(reader: str) -> sa.ColumnElement[bool]:
    return col(User.name) == reader
