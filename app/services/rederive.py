"""Deriving events anew: their values from their accounts, a person's decisions and the events they are ordered by."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from app.domain.accounts import Adopted, Decision, Told
from app.errors import Conflict
from app.settling.adoption import adopt
from app.settling.order import RULE, Days, ordered_date
from app.store.adopted import write_adopted, write_empty
from app.store.event_accounts import decisions_of, list_told
from app.store.order_queries import find_days, find_order, followers, list_orders

if TYPE_CHECKING:
    from sqlmodel import Session


def rederive(session: "Session", event_ids: Collection[int]) -> set[int]:
    """
    Write the values of events anew, and of those that are ordered by them, inside the caller's writing transaction.

    An event without accounts keeps its own values and leaves every list of pairs.

    Returns:
        Every event that was written, those that follow another's days among them.

    Raises:
        Conflict: One of them would be ordered by itself, directly or through others.
    """
    stale = followers(session, event_ids)
    told, decided = list_told(session, stale), decisions_of(session, stale)
    for event_id in _neighbours_first(session, stale):
        _rederive_one(session, event_id, told[event_id], decided.get(event_id, {}))
    return stale


def _neighbours_first(session: "Session", event_ids: Collection[int]) -> list[int]:
    """The events, each behind those that give it its days; one may be ordered by two that are ordered themselves."""
    orders = list_orders(session, event_ids)
    ranked = TopologicalSorter({event_id: set(orders[event_id]) & set(event_ids) for event_id in sorted(event_ids)})
    try:
        return list(ranked.static_order())
    except CycleError as problem:
        raise Conflict(
            f"Event {problem.args[1][0]} would come before or after itself: take back one of the orders first."
        ) from problem


def _rederive_one(session: "Session", event_id: int, accounts: Sequence[Told], decided: Mapping[str, Decision]) -> None:
    if not accounts:
        write_empty(session, event_id)
        return
    adopted = adopt(accounts, decided)
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
