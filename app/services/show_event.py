"""Everything the page of one event shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import NotFound
from app.services.event_fields import FieldLine, FieldWords, Rival, event_fields
from app.services.gone import not_there
from app.services.reasons import Reason, reason_of
from app.services.regroup_origin import EventOrigin, list_event_origins
from app.services.show_history import decision_of
from app.store.actions import ActionView, list_actions
from app.store.annotation_queries import AnnotationView, Thread, list_account_threads, list_event_threads, list_tags
from app.store.decisions import DecisionView, list_decision_views
from app.store.engine import reading
from app.store.event_accounts import event_of_account, list_told
from app.store.event_queries import AccountView, EventDetail, FieldView, find_event, list_accounts, starred_by
from app.store.event_search import EventLine, event_lines
from app.store.grades import AccountGrading, JudgementView, list_gradings, list_judgements
from app.store.merging import merged_into
from app.store.order_queries import find_order, ordered_by
from app.store.revisions import EVENT, RevisionView, list_event_history
from app.store.source_queries import source_ids
from app.store.source_texts import SourceText, find_source_text

if TYPE_CHECKING:
    from sqlmodel import Session

__all__ = [
    "AccountGrading",
    "AccountView",
    "ActionView",
    "AnnotationView",
    "DecisionView",
    "EventDetail",
    "EventLine",
    "EventOrder",
    "EventOrigin",
    "EventPage",
    "FieldLine",
    "FieldView",
    "FieldWords",
    "JudgementView",
    "Reason",
    "RevisionView",
    "Rival",
    "SourceText",
    "Thread",
    "event_of",
    "show_event",
]


@dataclass(frozen=True)
class EventOrder:
    """
    Where an event stands among others by a person's word.

    Attributes:
        after, before: The events that it came after and before; None where nobody said so.
        followers: Events that are ordered by this one.
    """

    after: EventLine | None
    before: EventLine | None
    followers: tuple[EventLine, ...]


@dataclass(frozen=True)
class EventPage:
    """
    An event, what it rests on, and what people did with it.

    Attributes:
        event: Its adopted values; `merged_into` names the event that it is part of now.
        lines: Its fields, each with its words and who decided it.
        account: The one whose article is shown; None where the event has none.
        reasons: Why each field of that account has its value, by its name.
        accounts: Every account, oldest first.
        origins: The reports that its articles go back to, oldest first.
        source: The article version that the shown account counts in.
        order: Where it stands among others.
        merged: Ids of the events that are part of this one now.
        history: Changes of the event, its accounts and its notes, oldest first.
        actions: What was done to it, oldest first; the changes of the history belong to them or, of notes, to none.
        starred_by: Who marked it, by name.
        threads: The notes on it, oldest first, with the answers to each.
        account_threads: The same by account.
        gradings: The grades of each account, and of its source on the day of its article.
        sources: The ids of the sources of its accounts, by name.
        judgements: How likely people hold it, one judgement each.
        tags: Those that notes have, of all notes.
    """

    event: EventDetail
    lines: tuple[FieldLine, ...]
    account: AccountView | None
    reasons: dict[str, Reason]
    accounts: tuple[AccountView, ...]
    origins: tuple[EventOrigin, ...]
    source: SourceText | None
    order: EventOrder
    merged: tuple[int, ...]
    history: tuple[RevisionView, ...]
    actions: tuple[ActionView, ...]
    threads: tuple[Thread, ...]
    account_threads: dict[int, tuple[Thread, ...]]
    gradings: dict[int, AccountGrading]
    sources: dict[str, int]
    judgements: tuple[JudgementView, ...]
    tags: tuple[str, ...]
    starred_by: tuple[str, ...]

    @property
    def annotations(self) -> tuple[AnnotationView, ...]:
        """The notes on it that are not deleted, and the answers to them, thread by thread."""
        return tuple(note for thread in self.threads for note in thread.living)

    @property
    def decision(self) -> ActionView | None:
        """By what action it was accepted or rejected last; None where nobody did, or it was taken back."""
        return decision_of(self.event, self.actions)

    @property
    def wordless_count(self) -> int:
        """How many fields have a value that no words carry."""
        return sum(line.is_wordless for line in self.lines)


def show_event(session: "Session", event_id: int, account_id: int | None = None) -> EventPage:
    """
    Gather one event.

    Args:
        account_id: The account whose article is shown; the first where it is None or not one of the event's.

    Raises:
        NotFound: There is none; of a removed one the message says when it went and why.
    """
    with reading(session):
        event = find_event(session, event_id)
        if event is None:
            raise not_there(session, EVENT, event_id)
        accounts = tuple(list_accounts(session, event_id))
        told = list_told(session, [event_id])[event_id]
        account = _chosen(accounts, account_id)
        return EventPage(
            event=event,
            lines=event_fields(event, told, accounts, list_decision_views(session, event_id)),
            account=account,
            reasons={field.name: reason_of(field) for field in (account.fields if account else ())},
            accounts=accounts,
            origins=list_event_origins(session, event_id),
            source=find_source_text(session, account.version_id) if account else None,
            order=_order(session, event_id),
            merged=tuple(merged_into(session, event_id)),
            history=tuple(list_event_history(session, event_id)),
            actions=tuple(list_actions(session, event_id)),
            threads=tuple(list_event_threads(session, event_id)),
            account_threads=list_account_threads(session, event_id),
            gradings=list_gradings(session, event_id),
            sources=source_ids(session, [one.source for one in accounts]),
            judgements=tuple(list_judgements(session, event_id)),
            tags=tuple(list_tags(session)),
            starred_by=tuple(starred_by(session, event_id)),
        )


def event_of(session: "Session", account_id: int) -> int:
    """
    The event of an account.

    Raises:
        NotFound: There is no such account.
    """
    with reading(session):
        event_id = event_of_account(session, account_id)
    if event_id is None:
        raise NotFound(f"There is no account {account_id}.")
    return event_id


def _chosen(accounts: Sequence[AccountView], account_id: int | None) -> AccountView | None:
    chosen = (account for account in accounts if account.id == account_id)
    return next(chosen, accounts[0] if accounts else None)


def _order(session: "Session", event_id: int) -> EventOrder:
    order, followers = find_order(session, event_id), ordered_by(session, [event_id])
    neighbours = [one for one in (order.after, order.before) if one is not None]
    lines = event_lines(session, [*neighbours, *followers])
    return EventOrder(
        after=lines.get(order.after or 0),
        before=lines.get(order.before or 0),
        followers=tuple(lines[one] for one in sorted(followers)),
    )
