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
    return _Settling(session, recorder, now, hood, {told.key: found for told, found in newcomers.items()}).run()


class _Settling:
    """One neighbourhood: where its accounts are, where they belong, and what has to be written for it."""

    def __init__(
        self,
        session: "Session",
        recorder: Recorder,
        now: datetime,
        hood: Neighbourhood,
        found: Mapping[str, FoundEvent],
    ) -> None:
        self.session, self.recorder, self.now = session, recorder, now
        self.kept, self.placed, self.found = hood.kept, hood.placed, found
        self.founder = founders(self.placed.values())
        self.assigned = assign(partition(hood.tellings, hood.held), self.placed)
        self.emptied = self.founder.keys() - {one.event for one in self.assigned}

    def run(self) -> dict[str, Place]:
        """Write what differs from what is kept; say where the newcomers go."""
        changed = sorted(filter(self._is_changed, self.assigned), key=self._turn)
        self.recorder.watch_events({event_id for one in changed for event_id in self._touched(one)})
        self.recorder.watch_events([old for gone in self.emptied for old in merged_into(self.session, gone)])
        places: dict[str, Place] = {}
        for one in changed:
            event_id = one.event or self._start(one)
            movers = [here.account for here in self._members(one) if here.event != event_id]
            move_accounts(self.session, movers, event_id, self.now)
            self._redirect(one, event_id)
            places |= {key: Place(event_id, one.event is None) for key in one.keys if key in self.found}
        return places

    def _members(self, one: Assigned) -> list[Placed]:
        return [self.placed[key] for key in sorted(one.keys) if key in self.placed]

    def _is_changed(self, one: Assigned) -> bool:
        return bool(one.keys & self.found.keys()) or any(here.event != one.event for here in self._members(one))

    def _touched(self, one: Assigned) -> set[int]:
        return {here.event for here in self._members(one)} | ({one.event} if one.event else set())

    def _turn(self, one: Assigned) -> int:
        """Events are started in the order of the article, after those of kept accounts."""
        return min((place for place, key in enumerate(self.found) if key in one.keys), default=-1)

    def _start(self, one: Assigned) -> int:
        """Start an event; one of kept accounts is a split, which undoing takes back."""
        first = min(one.keys & (self.found.keys() | self.kept.keys()))
        found = self.found[first] if first in self.found else self.kept[first].found
        event_id, left = add_event(self.session, found, self.now), self._touched(one)
        if left:
            self.recorder.started(event_id, merged_into=min(left))
        else:
            self.recorder.fresh(event_id)
        return event_id

    def _redirect(self, one: Assigned, event_id: int) -> None:
        """The address of an event without accounts leads to where its oldest one is now; notes and stars come along."""
        founded = {here.event for here in self._members(one) if self.founder[here.event] == here.account}
        for goes in sorted(founded & self.emptied):
            keeps = find_event(self.session, event_id)
            if keeps is None:
                raise NotFound(f"There is no event {event_id}.")
            join(self.session, self.recorder, keeps, goes, self.now)
