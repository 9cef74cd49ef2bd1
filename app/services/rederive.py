"""Deriving events anew: their values from their accounts, a person's decisions and the events they are ordered by."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.accounts import Adopted, Told
from app.settling.adoption import adopt
from app.settling.order import RULE, Days, ordered_date
from app.store.adopted import write_adopted, write_empty
from app.store.event_accounts import list_decisions, list_told
from app.store.order_queries import find_days, find_order, ordered_by

if TYPE_CHECKING:
    from sqlmodel import Session


def rederive(session: "Session", event_ids: Collection[int]) -> set[int]:
    """
    Write the values of events anew, and of those that are ordered by them, inside the caller's writing transaction.

    An event without accounts keeps its own values and leaves every list of pairs.

    Returns:
        Every event that was written, those that follow another's days among them.
    """
    waiting, done = set(event_ids), set[int]()
    while waiting:
        told = list_told(session, waiting)
        for event_id in sorted(waiting):
            _rederive_one(session, event_id, told[event_id])
        done |= waiting
        waiting = set(ordered_by(session, waiting)) - done
    return done


def followers(session: "Session", event_ids: Collection[int]) -> set[int]:
    """These events and all that are ordered by them, directly or through others: what a change of theirs can touch."""
    reached, waiting = set[int](), set(event_ids)
    while waiting:
        reached |= waiting
        waiting = set(ordered_by(session, waiting)) - reached
    return reached


def _rederive_one(session: "Session", event_id: int, accounts: Sequence[Told]) -> None:
    if not accounts:
        write_empty(session, event_id)
        return
    adopted = adopt(accounts, list_decisions(session, event_id))
    write_adopted(session, event_id, adopted if adopted.date else _ordered(session, event_id, adopted))


def _ordered(session: "Session", event_id: int, adopted: Adopted) -> Adopted:
    """An undated event takes the days that its neighbours leave it, if a person gave it any."""
    order = find_order(session, event_id)
    between = ordered_date(_days(session, order.after), _days(session, order.before))
    if between is None:
        return adopted
    return replace(adopted, date=between[0], date_kind=between[1].value, date_rule=RULE)


def _days(session: "Session", event_id: int | None) -> Days | None:
    days = find_days(session, event_id)
    return Days(*days) if days else None
