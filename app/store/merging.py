"""Events that are part of another event now: nothing belongs to them any more, and their address leads on."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlmodel import Session, col

from app.store.order_queries import followers, ordered_by
from app.store.tables import Account, Annotation, Event
from app.store.tiles import touch


def merged_into(session: Session, event_id: int) -> list[int]:
    """The events whose addresses lead to this one."""
    query = sa.select(col(Event.id)).where(col(Event.merged_into) == event_id).order_by(col(Event.id))
    return [other for other in session.scalars(query) if other is not None]


def set_merged_into(session: Session, event_id: int, into: int) -> None:
    """Let the address of an event lead to another; what was merged into it before leads there too."""
    touch(session, [event_id])  # what was merged into it before adds to no count as it is
    goes = sa.or_(col(Event.id) == event_id, col(Event.merged_into) == event_id)
    session.execute(sa.update(Event).where(goes).values(merged_into=into))


def take_over_order(session: Session, event_id: int, into: int) -> None:
    """
    Order whatever was ordered by one event by the other.

    An order by which the other would come before or after itself, as where it was ordered by the one, is dropped.
    """
    behind = [other for other in ordered_by(session, [event_id]) if into in followers(session, [other])]
    for column in (col(Event.after_id), col(Event.before_id)):
        session.execute(sa.update(Event).where(column == event_id, col(Event.id).in_(behind)).values({column: None}))
        session.execute(sa.update(Event).where(column == event_id).values({column: into}))


def stands_for(session: Session, event_id: int) -> int | None:
    """The event that one is part of, itself where it stands alone, None where there is none."""
    query = sa.select(sa.func.coalesce(col(Event.merged_into), col(Event.id))).where(col(Event.id) == event_id)
    return session.scalar(query)


def merged_among(session: Session, event_ids: Collection[int]) -> dict[int, int]:
    """Those of these events that are part of another, and of which."""
    query = sa.select(col(Event.id), col(Event.merged_into)).where(
        col(Event.id).in_(event_ids), col(Event.merged_into).is_not(None)
    )
    return {row[0]: row[1] for row in session.execute(query.order_by(col(Event.id)))}


def stranded(session: Session, event_ids: Collection[int] | None = None) -> list[int]:
    """Of these events, or of all, those that are part of another although something, unseen, still belongs to them."""
    other = sa.orm.aliased(Event)
    belongs = (
        sa.exists().where(col(Account.event_id) == col(Event.id)),
        sa.exists().where(col(Annotation.event_id) == col(Event.id)),
        sa.exists().where(col(other.after_id) == col(Event.id)),
        sa.exists().where(col(other.before_id) == col(Event.id)),
        sa.exists().where(col(other.merged_into) == col(Event.id)),
    )
    query = sa.select(col(Event.id)).where(col(Event.merged_into).is_not(None), sa.or_(*belongs))
    if event_ids is not None:
        query = query.where(col(Event.id).in_(event_ids))
    return [event_id for event_id in session.scalars(query.order_by(col(Event.id))) if event_id is not None]
