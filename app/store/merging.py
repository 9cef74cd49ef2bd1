"""Events that are part of another event now."""

import sqlalchemy as sa
from sqlmodel import Session, col

from app.store.tables import Event


def merged_into(session: Session, event_id: int) -> list[int]:
    """The events whose addresses lead to this one."""
    query = sa.select(col(Event.id)).where(col(Event.merged_into) == event_id).order_by(col(Event.id))
    return [other for other in session.scalars(query) if other is not None]


def set_merged_into(session: Session, event_id: int, into: int) -> None:
    """Let the address of an event lead to another; what was merged into it before leads there too."""
    goes = sa.or_(col(Event.id) == event_id, col(Event.merged_into) == event_id)
    session.execute(sa.update(Event).where(goes).values(merged_into=into))


def take_over_order(session: Session, event_id: int, into: int) -> None:
    """Order whatever was ordered by one event by the other, itself excepted."""
    for column in (col(Event.after_id), col(Event.before_id)):
        session.execute(sa.update(Event).where(column == event_id, col(Event.id) != into).values({column: into}))
