"""How far apart in days two tellings may lie and still tell one happening."""

from functools import cache

from app.domain.events import EventType
from app.settling.facts_files import read_facts
from app.settling.tellings import Telling


def gap(a: Telling, b: Telling) -> int:
    """Days between their dates; 0 where they touch, or where one has none."""
    if a.date is None or b.date is None:
        return 0
    return max(a.date.earliest - b.date.latest, b.date.earliest - a.date.latest, 0)


def days_allowed(a: Telling, b: Telling) -> int:
    """A date that is the day of publication may be late, never early: only then it is allowed a day more."""
    earlier, later = sorted((a, b), key=lambda telling: (telling.date.earliest if telling.date else 0, telling.key))
    return days_apart(earlier.type, later.type, by_print=later.dated_by_print)


@cache
def days_apart(a: EventType, b: EventType, *, by_print: bool) -> int:
    """How many days the dates of one happening may differ, by the measured table."""
    table = read_facts("days.toml")
    more: int = table["limits"]["by_print"] if by_print else 0
    return max(int(table["days"][a]), int(table["days"][b])) + more


@cache
def most_days_apart() -> int:
    """The most that `days_apart` can be."""
    return max(days_apart(one, one, by_print=True) for one in EventType)


@cache
def longest_span() -> int:
    """The most days that a date may span and still say when."""
    limit: int = read_facts("days.toml")["limits"]["long_span"]
    return limit


def is_loose(telling: Telling) -> bool:
    """Whether its date says too little to join by: none, an open end, or a span of more than about two months."""
    return telling.date is None or telling.date.days is None or telling.date.days > longest_span()
