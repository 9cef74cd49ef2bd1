"""An event in short: what the picture shows of it when a person stops at its mark."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.summaries import EventSummary
from app.services.gone import not_there
from app.store.engine import reading
from app.store.event_queries import starred_by
from app.store.revisions import EVENT
from app.store.summary_queries import list_summaries

if TYPE_CHECKING:
    from sqlmodel import Session


@dataclass(frozen=True)
class EventCard:
    """An event with the names of those who gave it a star."""

    event: EventSummary
    starred_by: tuple[str, ...]


def show_card(session: "Session", event_id: int) -> EventCard:
    """
    Read the card of an event.

    Raises:
        NotFound: There is no such event.
    """
    with reading(session):
        found = list_summaries(session, [event_id])
        if not found:
            raise not_there(session, EVENT, event_id)
        return EventCard(found[0], tuple(starred_by(session, event_id)))
