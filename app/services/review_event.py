"""Review: an event is accepted or rejected, alone or as part of a whole filter."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.events import Review
from app.services.deciding import deciding
from app.services.recorded import recorded
from app.services.resettle import resettle
from app.store.adopted import set_review
from app.store.engine import writing
from app.store.event_accounts import hold
from app.store.event_queries import proposed_among
from app.store.users import user_id

if TYPE_CHECKING:
    from sqlmodel import Session

MAX_AT_ONCE = 5_000
"""Most events that one decision accepts."""


def accept(
    session: "Session", event_id: int, version: int | None, analyst: str, now: datetime, reason: str | None = None
) -> None:
    """Say that an event stands. Raises NotFound and Conflict as `deciding` does."""
    with deciding(session, "accept", event_id, version, analyst, now, reason=reason):
        set_review(session, event_id, Review.ACCEPTED, now)


def reject(session: "Session", event_id: int, version: int | None, analyst: str, now: datetime, reason: str) -> None:
    """Say that an event does not stand, and why; it keeps its address and leaves the timeline."""
    with deciding(session, "reject", event_id, version, analyst, now, reason=reason):
        set_review(session, event_id, Review.REJECTED, now)


def accept_all(session: "Session", event_ids: Sequence[int], analyst: str, now: datetime) -> int:
    """
    Accept the proposed ones of these events as one action, which is undone as one.

    Args:
        event_ids: At most `MAX_AT_ONCE`. Those that were decided or merged meanwhile are left alone.

    Returns:
        How many were accepted.
    """
    with writing(session):
        accepted = proposed_among(session, event_ids[:MAX_AT_ONCE])
        with recorded(session, "accept", user_id(session, analyst, now), now) as recorder:
            recorder.watch_events(accepted)
            hold(session, accepted)
            for event_id in accepted:
                set_review(session, event_id, Review.ACCEPTED, now)
            resettle(session, recorder, now)
        return len(accepted)
