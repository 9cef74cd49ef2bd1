"""Which event each group of tellings is: ids stay where a person or the oldest account left them."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from app.settling.partition import Groups


@dataclass(frozen=True, slots=True)
class Placed:
    """Where an account is now: its id, its event, and whether a person's decision holds it there."""

    account: int
    event: int
    is_held: bool


@dataclass(frozen=True, slots=True)
class Assigned:
    """A group and the event that it is; None where it starts one."""

    keys: frozenset[str]
    event: int | None


def assign(groups: Groups, placed: Mapping[str, Placed]) -> list[Assigned]:
    """
    Give each group its event.

    A group takes the event that holds accounts of it; else the lowest of those events of its accounts whose founding
    account, the one with the lowest id, it has; else the lowest of its accounts' events that is left. A group that has
    none of these starts one.

    Args:
        groups: As `partition` gives them.
        placed: Every account that is kept, by its key; the accounts of an event all or none.
    """
    founder = founders(placed.values())
    taken: dict[int, int] = {}  # number of the group → event
    for claims in (_held, _founded, _any):
        for number, keys in sorted(enumerate(groups), key=lambda row: _age(row[1], placed)):
            free = claims([placed[key] for key in keys if key in placed], founder) - set(taken.values())
            if number not in taken and free:
                taken[number] = min(free)
    return [Assigned(keys, taken.get(number)) for number, keys in enumerate(groups)]


def founders(placed: Collection[Placed]) -> dict[int, int]:
    """Event → its account with the lowest id."""
    accounts: dict[int, list[int]] = defaultdict(list)
    for one in placed:
        accounts[one.event].append(one.account)
    return {event: min(ids) for event, ids in accounts.items()}


def _held(members: Collection[Placed], founder: Mapping[int, int]) -> set[int]:
    return {one.event for one in members if one.is_held}


def _founded(members: Collection[Placed], founder: Mapping[int, int]) -> set[int]:
    return {one.event for one in members if founder[one.event] == one.account}


def _any(members: Collection[Placed], founder: Mapping[int, int]) -> set[int]:
    return {one.event for one in members}


def _age(keys: frozenset[str], placed: Mapping[str, Placed]) -> tuple[bool, int]:
    """The group with the oldest account first; new ones last."""
    known = [placed[key].account for key in keys if key in placed]
    return not known, min(known, default=0)
