"""Everything the page of one event shows."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.gone import not_there
from app.services.reasons import Reason, reason_of
from app.services.show_history import decision_of
from app.store.actions import ActionView, list_actions
from app.store.annotations import AnnotationView, list_annotations
from app.store.engine import reading
from app.store.event_queries import AccountView, EventDetail, FieldView, find_event, list_accounts, starred_by
from app.store.revisions import EVENT, RevisionView, list_event_history

if TYPE_CHECKING:
    from sqlmodel import Session

__all__ = [
    "AccountView",
    "ActionView",
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
        history: Changes of the event, its accounts and its notes, oldest first.
        actions: What was done to it, oldest first; the changes of the history belong to them or, of notes, to none.
        starred_by: Who marked it, by name.
        annotations: The notes that are not deleted, oldest first.
    """

    event: EventDetail
    fields: tuple[FieldView, ...]
    reasons: dict[str, Reason]
    accounts: tuple[AccountView, ...]
    history: tuple[RevisionView, ...]
    actions: tuple[ActionView, ...]
    annotations: tuple[AnnotationView, ...]
    starred_by: tuple[str, ...]

    @property
    def decision(self) -> ActionView | None:
        """By what action it was accepted or rejected last; None where nobody did, or it was taken back."""
        return decision_of(self.event, self.actions)


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
            actions=tuple(list_actions(session, event_id)),
            annotations=tuple(list_annotations(session, event_id)),
            starred_by=tuple(starred_by(session, event_id)),
        )
