"""The queue of events that wait for a person: one of them at a time with what decides it, or a whole filter at once."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.domain.accounts import DATE, Decision, Told
from app.domain.corrections import date_value
from app.domain.events import Flag
from app.domain.summaries import EventSummary
from app.errors import Conflict
from app.services.reasons import Reason, reason_of
from app.services.review_event import MAX_AT_ONCE, Accepted, accept_within
from app.services.show_history import ActionView, EventDetail, decision_of
from app.settling.adoption import adopt
from app.store.actions import find_action, list_actions
from app.store.engine import reading, writing
from app.store.event_accounts import list_decisions, list_told
from app.store.event_queries import AccountView, FieldView, find_event, list_accounts, starred_by
from app.store.review_queries import (
    Order,
    Place,
    Queue,
    QueueCounts,
    Seen,
    count_before,
    count_of_queue,
    count_queue,
    count_waiting,
    find_key,
    find_last_action,
    has_events,
    list_before,
    list_from,
    list_places,
    look_at,
)
from app.store.summary_queries import list_summaries

if TYPE_CHECKING:
    from sqlmodel import Session

__all__ = [
    "MAX_AT_ONCE",
    "Accepted",
    "BulkPreview",
    "Differing",
    "Order",
    "Queue",
    "QueueCounts",
    "QueuePage",
    "QueueRow",
    "Seen",
    "accept_queue",
    "preview_queue",
    "show_queue",
]

ROWS_BEFORE = 4
ROWS_FROM = 40
PREVIEW_ROWS = 50


@dataclass(frozen=True)
class QueueRow:
    """An event of the list, how sure it is, and which article told it first."""

    event: EventSummary
    place: Place


@dataclass(frozen=True)
class Said:
    """One value of a field, as the history writes values, and the accounts that tell it."""

    value: Any
    account_ids: tuple[int, ...]


@dataclass(frozen=True)
class Differing:
    """A field in which the accounts of an event contradict one another."""

    field: str
    says: tuple[Said, ...]


@dataclass(frozen=True)
class Current:
    """
    The event that is looked at, with what decides it.

    Attributes:
        accounts: Oldest first.
        differing: Fields in which they contradict one another.
        doubt: How sure the machine is of the first account, and why; None where nothing is kept of it.
        decision: By what action it was accepted or rejected last, if it was.
        starred_by: Who marked it, by name.
    """

    event: EventDetail
    accounts: tuple[AccountView, ...]
    differing: tuple[Differing, ...]
    doubt: tuple[FieldView, Reason] | None
    decision: ActionView | None
    starred_by: tuple[str, ...]


@dataclass(frozen=True)
class QueuePage:
    """
    A stretch of the queue and the event that is looked at.

    Attributes:
        counts: Of all flags.
        total: Events of this queue.
        rows: Around the current one, in the queue's order.
        current: None where the queue is empty.
        position: Of the current one, from 1; 0 where there is none.
        previous, next: Its neighbours; None at the ends.
        earlier, later: Where the list goes on before and behind its rows; None where it does not.
        last_action: What the analyst did last and can take back.
        has_events: Whether there is any event at all, decided or not.
    """

    queue: Queue
    counts: QueueCounts
    total: int
    rows: tuple[QueueRow, ...]
    current: Current | None
    position: int
    previous: int | None
    next: int | None
    earlier: int | None
    later: int | None
    last_action: ActionView | None
    has_events: bool


@dataclass(frozen=True)
class BulkPreview:
    """
    What accepting a whole queue would do.

    Attributes:
        seen: The set, which acceptance checks.
        conflict, wordless: How many of the set have accounts that differ, and a field without words.
        rows: The first of them.
    """

    queue: Queue
    seen: Seen
    conflict: int
    wordless: int
    rows: tuple[QueueRow, ...]

    @property
    def accepted_at_once(self) -> int:
        """How many of them one acceptance takes."""
        return min(self.seen.count, MAX_AT_ONCE)


def show_queue(session: "Session", queue: Queue, at: int | None, analyst: str) -> QueuePage:
    """
    A stretch of the queue around one event.

    Args:
        queue: Which events, in which order.
        at: The event to look at; where it is not in the queue (any more), the next one behind its place. None for the
            first.
        analyst: Whose last action can be taken back.
    """
    with reading(session):
        key = find_key(session, queue, at) if at is not None else None
        from_here = list_from(session, queue, key, ROWS_FROM + 1)
        if not from_here and key is not None:  # the end is passed: it begins again with what was left out
            key, from_here = None, list_from(session, queue, None, ROWS_FROM + 1)
        before = list_before(session, queue, key, ROWS_BEFORE + ROWS_FROM) if key is not None else []
        shown = [*before[-ROWS_BEFORE:], *from_here[:ROWS_FROM]]
        rows = _rows(session, shown)
        last = find_last_action(session, analyst)
        counts = count_waiting(session, queue)
        passed = count_before(session, queue, key) if key is not None else 0
        total = count_queue(session, queue) if queue.wanted.flags else counts.proposed
        last_action = find_action(session, last) if last else None
        current = _current(session, from_here[0]) if from_here else None
        any_event = has_events(session)
    return QueuePage(
        queue=queue,
        counts=counts,
        total=total,
        rows=rows,
        current=current,
        position=passed + 1 if from_here else 0,
        previous=before[-1] if before else None,
        next=from_here[1] if len(from_here) > 1 else None,
        earlier=before[0] if len(before) > ROWS_BEFORE else None,
        later=from_here[ROWS_FROM] if len(from_here) > ROWS_FROM else None,
        last_action=last_action,
        has_events=any_event,
    )


def preview_queue(session: "Session", queue: Queue) -> BulkPreview:
    """What accepting the whole queue would do; nothing is changed."""
    with reading(session):
        return BulkPreview(
            queue=queue,
            seen=look_at(session, queue),
            conflict=count_of_queue(session, queue, Flag.CONFLICT),
            wordless=count_of_queue(session, queue, Flag.WORDLESS),
            rows=_rows(session, list_from(session, queue, None, PREVIEW_ROWS)),
        )


def accept_queue(session: "Session", queue: Queue, seen: Seen, analyst: str, now: datetime) -> Accepted:
    """
    Accept every event of the queue, at most `MAX_AT_ONCE`, as one action.

    Args:
        seen: The set as the preview showed it.

    Raises:
        Conflict: It is another set now; nothing was accepted.
    """
    with writing(session):
        present = look_at(session, queue)
        if present != seen:
            raise Conflict(
                f"The filter had {seen.count} events when you looked and has {present.count} now, "
                "or some of them were changed meanwhile. Nothing was accepted: look again."
            )
        return accept_within(session, list_from(session, queue, None, MAX_AT_ONCE), analyst, now)


def _rows(session: "Session", event_ids: Sequence[int]) -> tuple[QueueRow, ...]:
    places = list_places(session, event_ids)
    return tuple(
        QueueRow(event, places[event.id]) for event in list_summaries(session, event_ids) if event.id in places
    )


def _current(session: "Session", event_id: int) -> Current | None:
    event = find_event(session, event_id)
    if event is None:
        return None
    accounts = tuple(list_accounts(session, event_id))
    told = [field for account in accounts[:1] for field in account.fields if field.name == "confidence"]
    return Current(
        event=event,
        accounts=accounts,
        differing=_differing(session, event_id) if event.conflict_count else (),
        doubt=(told[0], reason_of(told[0])) if told else None,
        decision=decision_of(event, list_actions(session, event_id)),
        starred_by=tuple(starred_by(session, event_id)),
    )


def _differing(session: "Session", event_id: int) -> tuple[Differing, ...]:
    told = list_told(session, [event_id])[event_id]
    if not told:
        return ()
    decided: dict[str, Decision] = list_decisions(session, event_id)
    live = [one for one in told if one.is_live]
    return tuple(Differing(field, _says(field, live)) for field in adopt(told, decided).differing)


def _says(field: str, told: Sequence[Told]) -> tuple[Said, ...]:
    said: list[Said] = []
    for one in told:
        value = _value(field, one)
        known = next((index for index, other in enumerate(said) if other.value == value), None)
        if value in (None, []):
            continue
        if known is None:
            said.append(Said(value, (one.account,)))
        else:
            said[known] = replace(said[known], account_ids=(*said[known].account_ids, one.account))
    return tuple(said)


def _value(field: str, told: Told) -> Any:
    if field == DATE:
        return date_value(told.date, told.date_kind)
    value = getattr(told, field)
    return list(value) if isinstance(value, tuple) else value
