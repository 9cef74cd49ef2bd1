"""All accounts that could have a say in where some of them belong: the connected component that settling partitions."""

import logging
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from app.domain.accounts import ACTORS, CONTEXT, DATE, PLACE, RECIPIENTS, STATUS, TITLE, TYPE, Decision
from app.domain.dates import OPEN_END, OPEN_START, DateKind
from app.domain.events import EventType, FoundEvent, Role, Status
from app.settling.assignment import Placed
from app.settling.comparing import compatible_types
from app.settling.likeness import likeness
from app.settling.nearness import is_loose, longest_span, most_days_apart
from app.settling.partition import neighbours
from app.settling.tellings import Telling, telling_of
from app.store.event_accounts import list_decisions
from app.store.neighbours import KeptAccount, Near, events_near, kept_accounts
from app.store.tables import Standing

if TYPE_CHECKING:
    from sqlmodel import Session

logger = logging.getLogger(__name__)

MOST_ACCOUNTS = 2000
"""
Most accounts of one neighbourhood. One that is larger is cut where this is passed: what lies beyond stays as it is, and
which accounts these are depends on where the search began. Only a single happening told some thousand times comes near.
"""


@dataclass
class Neighbourhood:
    """
    Accounts with their whole events.

    Attributes:
        tellings: What is partitioned: newcomers, kept accounts, and one for each event with fields that a person set.
        placed: The kept ones, by key.
        kept: The same, as they are stored.
        held: Key of a telling → the event in which a person's decision holds it.
    """

    session: "Session"
    tellings: dict[str, Telling] = field(default_factory=dict)
    placed: dict[str, Placed] = field(default_factory=dict)
    kept: dict[str, KeptAccount] = field(default_factory=dict)
    held: dict[str, int] = field(default_factory=dict)

    @classmethod
    def around(cls, session: "Session", newcomers: Collection[Telling], event_ids: Collection[int]) -> "Neighbourhood":
        """
        Everything that newcomers and the accounts of these events are tied to, directly or through others.

        Two accounts are tied if they join by themselves, or if they are of one event.
        """
        hood = cls(session)
        hood.tellings |= {telling.key: telling for telling in newcomers}
        edge = [*newcomers, *hood._admit(_Events.of(session, event_ids))]
        while edge:
            edge = hood._admit(hood._reached(edge))
        return hood

    def _reached(self, edge: Collection[Telling]) -> "_Events":
        """The events beyond the edge that a telling of the edge joins."""
        inside = {one.event for one in self.placed.values()}
        beyond = _Events.of(self.session, events_near(self.session, list(_places(edge))) - inside)
        edge_keys = {telling.key for telling in edge}
        joined = set()
        for a, b in neighbours([*edge, *beyond.tellings()]):
            if (a.key in edge_keys) is not (b.key in edge_keys):
                event_id = beyond.event_of.get(a.key) or beyond.event_of[b.key]
                if event_id not in joined and likeness(a, b).joins:
                    joined.add(event_id)
        return beyond.only(joined)

    def _admit(self, events: "_Events") -> list[Telling]:
        """Take whole events in, as long as there is room; give what came in."""
        if len(self.placed) + len(events.kept) > MOST_ACCOUNTS:
            logger.warning("More than %d accounts may tell one happening: the search for more ends.", MOST_ACCOUNTS)
            return []
        for one in events.kept:
            key = events.key_of[one.id]
            self.kept[key], self.placed[key] = one, Placed(one.id, one.event_id, one.is_held)
        self.held |= events.held
        self.tellings |= {telling.key: telling for telling in events.tellings()}
        return list(events.tellings())


@dataclass
class _Events:
    """Whole events as they are kept, their accounts made ready for comparing."""

    kept: list[KeptAccount]
    by_event: dict[int, dict[str, Telling]]
    event_of: dict[str, int]
    key_of: dict[int, str]
    held: dict[str, int]

    @classmethod
    def of(cls, session: "Session", event_ids: Collection[int]) -> "_Events":
        events = cls(kept_accounts(session, event_ids) if event_ids else [], {}, {}, {}, {})
        for one in events.kept:
            telling = _telling(one)
            events.key_of[one.id] = telling.key
            events._add(telling, one.event_id, is_held=one.is_held)
        for event_id in sorted(set(events.held.values())):
            events._add_decided(event_id, list_decisions(session, event_id))
        return events

    def tellings(self) -> Iterator[Telling]:
        for told in self.by_event.values():
            yield from told.values()

    def only(self, event_ids: Collection[int]) -> "_Events":
        """These events of them."""
        keys = {key for key, event_id in self.event_of.items() if event_id in event_ids}
        return _Events(
            [one for one in self.kept if one.event_id in event_ids],
            {event_id: told for event_id, told in self.by_event.items() if event_id in event_ids},
            {key: event_id for key, event_id in self.event_of.items() if key in keys},
            self.key_of,
            {key: event_id for key, event_id in self.held.items() if key in keys},
        )

    def _add(self, telling: Telling, event_id: int, *, is_held: bool) -> None:
        self.by_event.setdefault(event_id, {})[telling.key] = telling
        self.event_of[telling.key] = event_id
        if is_held:
            self.held[telling.key] = event_id

    def _add_decided(self, event_id: int, decisions: dict[str, Decision]) -> None:
        """What the event says as a person set it, told by its first held account: either may be what another says."""
        values = {name: decision.value for name, decision in decisions.items() if not decision.is_open}
        if not values:
            return
        first = min(key for key in self.by_event[event_id] if key in self.held)
        kept = next(one for one in self.kept if self.key_of[one.id] == first)
        told = telling_of(_as_set(kept.found, values), self.by_event[event_id][first].article)
        self._add(replace(told, key=f"{first} as set"), event_id, is_held=True)


def _telling(kept: KeptAccount) -> Telling:
    """An account for comparing. One that the rules no longer find is no rival of what they find in its article now."""
    is_former = kept.standing is Standing.WITHDRAWN
    telling = telling_of(kept.found, kept.text_sha256)
    return replace(telling, article=f"{telling.article} as read before") if is_former else telling


def _as_set(found: FoundEvent, values: dict[str, Any]) -> FoundEvent:
    """What an account says with what a person set put in."""
    date = values.get(DATE, {"edtf": found.date, "kind": found.date_kind})
    return replace(
        found,
        title=values.get(TITLE, found.title),
        type=EventType(values.get(TYPE, found.type)),
        status=Status(values.get(STATUS, found.status)),
        place=values.get(PLACE, found.place),
        actors=tuple(values.get(ACTORS, found.actors)),
        recipients=tuple(values.get(RECIPIENTS, found.recipients)),
        context={code: tuple(map(Role, roles)) for code, roles in values.get(CONTEXT, found.context).items()},
        date=date["edtf"] if date else None,
        date_kind=DateKind(date["kind"]) if date and date["kind"] else None,
        date_rule="date.set" if DATE in values else found.date_rule,
    )


def _places(tellings: Collection[Telling]) -> Iterator[Near]:
    """Where those lie that could join these: see `settling.partition.neighbours`, which compares the same."""
    for telling in tellings:
        if telling.parties:
            yield Near(
                telling.parties, compatible_types(telling.type), *_days(telling), longest_span(), is_loose(telling)
            )


def _days(telling: Telling) -> tuple[int | None, int | None]:
    if telling.date is None:
        return None, None
    most = most_days_apart()
    return max(telling.date.earliest - most, OPEN_START), min(telling.date.latest + most, OPEN_END)
