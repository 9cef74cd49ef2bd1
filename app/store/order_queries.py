"""Events that are ordered by others: "after X, before Y"."""

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col

from app.store.tables import Event


@dataclass(frozen=True)
class Order:
    """By which events an event is ordered; None where it is not."""

    after: int | None
    before: int | None


def find_order(session: Session, event_id: int) -> Order:
    """The order that a person gave an event."""
    query = sa.select(col(Event.after_id), col(Event.before_id)).where(col(Event.id) == event_id)
    return Order(*session.execute(query).one())


def set_order(session: Session, event_id: int, order: Order) -> None:
    """Write by which events an event is ordered."""
    values = {"after_id": order.after, "before_id": order.before}
    session.execute(sa.update(Event).where(col(Event.id) == event_id).values(**values))


def find_days(session: Session, event_id: int | None) -> tuple[int, int] | None:
    """First and last possible day of an event; None where there is none or it is undated."""
    query = sa.select(col(Event.earliest), col(Event.latest)).where(col(Event.id) == event_id)
    row = session.execute(query).one_or_none() if event_id is not None else None
    return (row[0], row[1]) if row and row[0] is not None else None


def list_orders(session: Session, event_ids: Collection[int]) -> dict[int, list[int]]:
    """For each of these events the one or two by which it is ordered."""
    query = sa.select(col(Event.id), col(Event.after_id), col(Event.before_id)).where(col(Event.id).in_(event_ids))
    return {event_id: [one for one in order if one is not None] for event_id, *order in session.execute(query)}


def followers(session: Session, event_ids: Collection[int]) -> set[int]:
    """These events and all that are ordered by them, directly or through others: what a change of theirs can touch."""
    reached, waiting = set[int](), set(event_ids)
    while waiting:
        reached |= waiting
        waiting = set(ordered_by(session, waiting)) - reached
    return reached


def ordered_by(session: Session, event_ids: Collection[int]) -> list[int]:
    """The events that are ordered by one of these."""
    query = sa.select(col(Event.id)).where(
        sa.or_(col(Event.after_id).in_(event_ids), col(Event.before_id).in_(event_ids))
    )
    return [event_id for event_id in session.scalars(query) if event_id is not None]
