"""Everything the page of one event shows."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.gone import not_there
from app.services.reasons import Reason, reason_of
from app.store.annotations import AnnotationView, list_annotations
from app.store.engine import reading
from app.store.event_queries import AccountView, EventDetail, FieldView, find_event, list_accounts
from app.store.revisions import EVENT, RevisionView, list_event_history

if TYPE_CHECKING:
    from sqlmodel import Session

__all__ = [
    "AccountView",
    "AnnotationView",
    "EventDetail",
    "EventPage",
    "FieldView",
    "Reason",
    "RevisionView",
    "show_event",
]


@dataclass(frozen=True)
class EventPage:
    """
    An event, what it rests on, and what people did with it.

    Attributes:
        event: Its adopted values; `merged_into` names the event that it is part of now.
        fields: The fields of the account that its values were taken from.
        reasons: Why each of them has its value, by its name.
        accounts: Every account, that one first.
        history: Changes of the event and of its notes, oldest first.
        annotations: The notes that are not deleted, oldest first.
    """

    event: EventDetail
    fields: tuple[FieldView, ...]
    reasons: dict[str, Reason]
    accounts: tuple[AccountView, ...]
    history: tuple[RevisionView, ...]
    annotations: tuple[AnnotationView, ...]


def show_event(session: "Session", event_id: int) -> EventPage:
    """
    Gather one event.

    Raises:
        NotFound: There is none; of a removed one the message says when it went and why.
    """
    with reading(session):
        event = find_event(session, event_id)
        if event is None:
            raise not_there(session, EVENT, event_id)
        accounts = tuple(list_accounts(session, event_id))
        fields = accounts[0].fields if accounts else ()
        return EventPage(
            event=event,
            fields=fields,
            reasons={field.name: reason_of(field) for field in fields},
            accounts=accounts,
            history=tuple(list_event_history(session, event_id)),
            annotations=tuple(list_annotations(session, event_id)),
        )
