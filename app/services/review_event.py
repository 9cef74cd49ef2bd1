"""Review: an event is accepted or rejected, alone or as part of a whole filter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.events import Review
from app.services.deciding import deciding
from app.services.recorded import recorded
from app.services.resettle import resettle
from app.store.adopted import follow_reviews, set_review, set_reviews
from app.store.engine import writing
from app.store.event_accounts import account_ids_of, hold
from app.store.event_queries import proposed_among
from app.store.revisions import ACCOUNT, EVENT
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
        return len(accept_within(session, event_ids, analyst, now).event_ids)


@dataclass(frozen=True)
class Accepted:
    """Which events were accepted at once, and the action that undoing takes back; None where there were none."""

    event_ids: tuple[int, ...]
    action_id: int | None


def accept_within(session: "Session", event_ids: Sequence[int], analyst: str, now: datetime) -> Accepted:
    """The same inside the caller's writing transaction."""
    accepted = proposed_among(session, event_ids[:MAX_AT_ONCE])
    with recorded(session, "accept", user_id(session, analyst, now), now) as recorder:
        # Accepting changes no value of an event: deriving thousands of them anew would take a minute.
        recorder.watch([(EVENT, event_id) for event_id in accepted])
        recorder.watch([(ACCOUNT, account_id) for account_id in account_ids_of(session, accepted)])
        hold(session, accepted)
        set_reviews(session, accepted, Review.ACCEPTED, now)
        follow_reviews(session, accepted)
        resettle(session, recorder, now)
    return Accepted(tuple(accepted), recorder.id)
