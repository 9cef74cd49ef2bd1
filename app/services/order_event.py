"""Order without dates: an undated event came after one event, before another, or both."""

from datetime import datetime
from typing import TYPE_CHECKING

from app.errors import BadInput
from app.services.deciding import deciding, present_event
from app.settling.order import Days, is_possible
from app.store.order_queries import Order, find_days, followers, set_order

if TYPE_CHECKING:
    from sqlmodel import Session

__all__ = ["Order", "set_event_order"]


def set_event_order(
    session: "Session",
    event_id: int,
    version: int,
    order: Order,
    analyst: str,
    now: datetime,
    reason: str | None = None,
) -> None:
    """
    Say between which events one lies; its days follow theirs, also when theirs change. Two Nones take it back.

    Raises:
        BadInput: One of them is the event itself or follows from it, or no day lies between them.
        NotFound, Conflict: As `deciding` does, of any of the three.
    """
    with deciding(session, "order", event_id, version, analyst, now, reason=reason):
        for field, neighbour in (("after", order.after), ("before", order.before)):
            if neighbour is not None:
                _check(session, event_id, neighbour, field)
        if not is_possible(_days(session, order.after), _days(session, order.before)):
            raise BadInput(
                f"Event {order.after} came later than event {order.before}: nothing lies between them.", "before"
            )
        set_order(session, event_id, order)


def _check(session: "Session", event_id: int, neighbour: int, field: str) -> None:
    present_event(session, neighbour, None)
    if neighbour in followers(session, [event_id]):
        raise BadInput(f"The days of event {neighbour} follow from this event: choose another one.", field)


def _days(session: "Session", event_id: int | None) -> Days | None:
    days = find_days(session, event_id)
    return Days(*days) if days else None
