"""Bringing accounts together anew: the neighbourhood is partitioned, and what differs from what is kept is changed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.events import FoundEvent
from app.errors import NotFound
from app.services.joining import join
from app.services.neighbourhood import Neighbourhood
from app.services.recorded import Recorder
from app.settling.assignment import Assigned, Placed, assign, founders
from app.settling.partition import partition
from app.settling.tellings import Telling
from app.store.event_accounts import move_accounts
from app.store.event_queries import find_event
from app.store.events import add_event
from app.store.merging import merged_into

if TYPE_CHECKING:
    from sqlmodel import Session


def resettle(session: "Session", recorder: Recorder, now: datetime) -> None:
    """
    Partition the neighbourhood of what an action watches anew, inside the caller's writing transaction.

    What a person holds stays; whatever else moves is a part of the action.
    """
    place(session, recorder, {}, now, around=recorder.events)


@dataclass(frozen=True)
class Place:
    """The event to which a newcomer goes, and whether it is the first to tell it."""

    event_id: int
    is_new: bool


def place(
    session: "Session",
    recorder: Recorder,
    newcomers: Mapping[Telling, FoundEvent],
    now: datetime,
    *,
    around: Collection[int] = (),
) -> dict[str, Place]:
    """
    Find the events of newcomers, and move kept accounts where the newcomers tie or part them.

    Args:
        recorder: Watches every event that is touched.
        newcomers: Found events that are not kept yet, each by its telling, in the order of their article.
        now: The instant.
        around: Events whose accounts are settled anew.

    Returns:
        For each newcomer, by its key, where the caller is to keep it.
    """
    hood = Neighbourhood.around(session, list(newcomers), around)
    assigned = assign(partition(hood.tellings.values(), hood.held), hood.placed)
    found = {telling.key: told for telling, told in newcomers.items()}
    changed = [one for one in assigned if _is_changed(one, hood.placed, found)]
    emptied = {placed.event for placed in hood.placed.values()} - {one.event for one in assigned}
    recorder.watch_events({event_id for one in changed for event_id in _touched(one, hood.placed)})
    recorder.watch_events([other for event_id in emptied for other in merged_into(session, event_id)])
    places: dict[str, Place] = {}
    order = list(found)
    for one in sorted(changed, key=lambda one: min((order.index(key) for key in one.keys if key in found), default=-1)):
        event_id = one.event or _start(session, recorder, one, hood, found, now)
        move_accounts(session, _movers(one, hood.placed, event_id), event_id, now)
        places |= {key: Place(event_id, one.event is None) for key in one.keys if key in found}
        for goes in sorted(emptied & _founded(one, hood.placed)):
            _join(session, recorder, event_id, goes, now)
    return places


def _is_changed(one: Assigned, placed: Mapping[str, Placed], found: Collection[str]) -> bool:
    return any(key in found or (key in placed and placed[key].event != one.event) for key in one.keys)


def _touched(one: Assigned, placed: Mapping[str, Placed]) -> set[int]:
    return {placed[key].event for key in one.keys if key in placed} | ({one.event} if one.event else set())


def _movers(one: Assigned, placed: Mapping[str, Placed], event_id: int) -> list[int]:
    return sorted(placed[key].account for key in one.keys if key in placed and placed[key].event != event_id)


def _founded(one: Assigned, placed: Mapping[str, Placed]) -> set[int]:
    """The events whose founding account is in the group: where it goes, their addresses lead."""
    founder = founders(placed.values())
    return {
        placed[key].event for key in one.keys if key in placed and founder[placed[key].event] == placed[key].account
    }


def _start(
    session: "Session",
    recorder: Recorder,
    one: Assigned,
    hood: Neighbourhood,
    found: Mapping[str, FoundEvent],
    now: datetime,
) -> int:
    """Start an event; one of kept accounts is a split, which undoing takes back."""
    first = min(one.keys & (found.keys() | hood.kept.keys()))
    event_id = add_event(session, found[first] if first in found else hood.kept[first].found, now)
    left = _touched(one, hood.placed)
    if left:
        recorder.started(event_id, merged_into=min(left))
    else:
        recorder.fresh(event_id)
    return event_id


def _join(session: "Session", recorder: Recorder, event_id: int, goes: int, now: datetime) -> None:
    """Let the address of an event without accounts lead to the one that has them now, with its notes and stars."""
    keeps = find_event(session, event_id)
    if keeps is None:
        raise NotFound(f"There is no event {event_id}.")
    join(session, recorder, keeps, goes, now)
