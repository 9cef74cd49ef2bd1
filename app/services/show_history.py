"""What was done to one event, and by what action it was accepted or rejected last."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.gone import not_there
from app.store.actions import ActionView, list_actions
from app.store.engine import reading
from app.store.event_queries import EventDetail, find_event
from app.store.revisions import EVENT, RevisionView, list_event_history

if TYPE_CHECKING:
    from sqlmodel import Session

__all__ = ["ActionView", "EventDetail", "EventHistory", "RevisionView", "decision_of", "show_history"]


@dataclass(frozen=True)
class EventHistory:
    """
    The history of one event.

    Attributes:
        revisions: Changes of the event, its accounts and its notes, oldest first.
        actions: What was done to it, oldest first; the revisions belong to them or, of notes, to none.
    """

    event: EventDetail
    revisions: tuple[RevisionView, ...]
    actions: tuple[ActionView, ...]

    @property
    def decision(self) -> ActionView | None:
        """As `decision_of` gives it."""
        return decision_of(self.event, self.actions)


def show_history(session: "Session", event_id: int) -> EventHistory:
    """Gather the history of one event. Raises NotFound as `show_event` does."""
    with reading(session):
        event = find_event(session, event_id)
        if event is None:
            raise not_there(session, EVENT, event_id)
        return EventHistory(event, tuple(list_event_history(session, event_id)), tuple(list_actions(session, event_id)))


def decision_of(event: EventDetail, actions: Sequence[ActionView]) -> ActionView | None:
    """By what action an event was accepted or rejected last; None where nobody did, or it was taken back."""
    if event.decided_at is None:
        return None
    return next((one for one in reversed(actions) if one.user and one.at == event.decided_at), None)
