"""How many notes there are on events: those on the event itself and on its accounts, and the answers to them."""

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from app.store.tables import Account, Annotation

_IDS: sa.BindParameter[int] = sa.bindparam("ids", expanding=True)


def count_notes(session: Session, event_ids: Collection[int]) -> dict[int, int]:
    """Of these events those that have notes, and how many that are not deleted."""
    rows = session.connection().execute(_COUNTS, {"ids": event_ids})
    return {row[0]: row[1] for row in rows}


def _counts() -> sa.Select[*tuple[Any, ...]]:
    own = (col(Annotation.id), col(Annotation.deleted_at))
    on_event: sa.Select[*tuple[Any, ...]] = sa.select(col(Annotation.event_id).label("event_id"), *own)
    on_account = sa.select(col(Account.event_id), *own).join(Account, col(Account.id) == col(Annotation.account_id))
    # Two ways with an index each: one condition with OR over both would look through every note.
    roots = sa.union_all(
        on_event.where(col(Annotation.event_id).in_(_IDS)), on_account.where(col(Account.event_id).in_(_IDS))
    ).cte("root")
    answers = (
        sa.select(roots.c.event_id)
        .join(Annotation, col(Annotation.parent_id) == roots.c.id)
        .where(col(Annotation.deleted_at).is_(None))
    )
    notes = sa.union_all(sa.select(roots.c.event_id).where(roots.c.deleted_at.is_(None)), answers).subquery("note")
    return sa.select(notes.c.event_id, sa.func.count()).group_by(notes.c.event_id)


# Made once: to put a statement together costs more than to run it.
_COUNTS = _counts()
