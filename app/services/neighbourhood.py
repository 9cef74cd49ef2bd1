"""All accounts that could have a say in where some of them belong: the connected component that settling partitions."""

import logging
from collections.abc import Collection, Iterator, Mapping
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
from app.store.event_accounts import decisions_of
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


@dataclass(frozen=True)
class WholeEvent:
    """
    An event with all its accounts, made ready for comparing.

    Attributes:
        kept: Its accounts, by key.
        tellings: What they say, and what a person set, by key.
        held: Keys of those that a person's decision holds in it.
    """

    id: int
    kept: dict[str, KeptAccount]
    tellings: dict[str, Telling]
    held: frozenset[str]


@dataclass
class Neighbourhood:
    """Newcomers and the events that have a say in where they belong."""

    session: "Session"
    most: int
    newcomers: Collection[Telling]
    events: dict[int, WholeEvent] = field(default_factory=dict)

    @classmethod
    def around(
        cls, session: "Session", newcomers: Collection[Telling], event_ids: Collection[int], most: int = MOST_ACCOUNTS
    ) -> "Neighbourhood":
        """
        Everything that newcomers and the accounts of these events are tied to, directly or through others.

        Two accounts are tied if they join by themselves, or if they are of one event. `most` accounts are taken in.
        """
        hood = cls(session, most, newcomers)
        edge = [*newcomers, *hood._admit(_whole(session, event_ids))]
        while edge:
            edge = hood._admit(hood._reached(edge))
        return hood

    @property
    def tellings(self) -> list[Telling]:
        """What is partitioned."""
        return [*self.newcomers, *(told for event in self.events.values() for told in event.tellings.values())]

    @property
    def held(self) -> dict[str, int]:
        """Key of a telling → the event in which a person's decision holds it."""
        return {key: event.id for event in self.events.values() for key in event.held}

    @property
    def kept(self) -> dict[str, KeptAccount]:
        """The accounts that are kept, by key."""
        return {key: kept for event in self.events.values() for key, kept in event.kept.items()}

    @property
    def placed(self) -> dict[str, Placed]:
        """Where each of them is now."""
        return {key: Placed(kept.id, kept.event_id, kept.is_held) for key, kept in self.kept.items()}

    def _reached(self, edge: Collection[Telling]) -> list[WholeEvent]:
        """The events beyond the edge of which a telling joins one of the edge."""
        beyond = _whole(self.session, events_near(self.session, list(_places(edge))) - self.events.keys())
        owner = {key: event for event in beyond for key in event.tellings}
        joined: dict[int, WholeEvent] = {}
        for a, b in neighbours([*edge, *(told for event in beyond for told in event.tellings.values())]):
            if (a.key in owner) is not (b.key in owner):
                event = owner[a.key if a.key in owner else b.key]
                if event.id not in joined and likeness(a, b).joins:
                    joined[event.id] = event
        return list(joined.values())

    def _admit(self, events: Collection[WholeEvent]) -> list[Telling]:
        """Take events in, the oldest first, as long as there is room; give what they tell."""
        admitted: list[Telling] = []
        room = self.most - sum(len(event.kept) for event in self.events.values())
        for event in sorted(events, key=lambda event: event.id):
            room -= len(event.kept)
            if room < 0:
                logger.warning("More than %d accounts may tell one happening: the rest stays as it is.", self.most)
                break
            self.events[event.id] = event
            admitted += event.tellings.values()
        return admitted


def _whole(session: "Session", event_ids: Collection[int]) -> list[WholeEvent]:
    of_event: dict[int, list[KeptAccount]] = {}
    for kept in kept_accounts(session, event_ids) if event_ids else []:
        of_event.setdefault(kept.event_id, []).append(kept)
    held = [event_id for event_id, accounts in of_event.items() if any(kept.is_held for kept in accounts)]
    decided = decisions_of(session, held) if held else {}
    return [_whole_event(event_id, accounts, decided.get(event_id, {})) for event_id, accounts in of_event.items()]


def _whole_event(event_id: int, accounts: Collection[KeptAccount], decided: Mapping[str, Decision]) -> WholeEvent:
    told = {kept.id: _telling(kept) for kept in accounts}
    kept = {told[one.id].key: one for one in accounts}
    tellings = {telling.key: telling for telling in told.values()}
    held = {key for key, one in kept.items() if one.is_held}
    if held:
        first = min(held)
        as_set = _as_set(kept[first], tellings[first], decided)
        if as_set is not None:
            tellings[as_set.key] = as_set
            held.add(as_set.key)
    return WholeEvent(event_id, kept, tellings, frozenset(held))


def _as_set(kept: KeptAccount, telling: Telling, decisions: Mapping[str, Decision]) -> Telling | None:
    """What an event says as a person set it, told by its first held account: either may be what another says."""
    values = {name: decision.value for name, decision in decisions.items() if not decision.is_open}
    if not values:
        return None
    return replace(telling_of(_with(kept.found, values), telling.article), key=f"{telling.key} as set")


def _telling(kept: KeptAccount) -> Telling:
    """An account for comparing. One that the rules no longer find is no rival of what they find in its article now."""
    is_former = kept.standing is Standing.WITHDRAWN
    telling = telling_of(kept.found, kept.text_sha256)
    return replace(telling, article=f"{telling.article} as read before") if is_former else telling


def _with(found: FoundEvent, values: Mapping[str, Any]) -> FoundEvent:
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
