"""What about an event asks for a person's eye, as SQL: a condition for each flag, all of them as one number."""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlmodel import col

from app.domain.events import Flag
from app.store.tables import Event, Star

_CONDITIONS: dict[Flag, sa.ColumnElement[bool]] = {
    Flag.CONFLICT: col(Event.conflict_count) > 0,
    Flag.WORDLESS: col(Event.wordless_count) > 0,
    Flag.DETACHED: col(Event.detached_count) > 0,
    Flag.FRESH: col(Event.fresh_count) > 0,
    Flag.STARRED: col(Event.id).in_(sa.select(col(Star.event_id))),
}


def flagged(flags: Sequence[Flag]) -> sa.ColumnElement[bool]:
    """Whether an event has at least one of these flags; at least one must be given."""
    return sa.or_(*(_CONDITIONS[flag] for flag in flags))


def flag_number() -> sa.ColumnElement[int]:
    """All flags of an event as one number, the sum of their `bit`."""
    number: sa.ColumnElement[int] = sa.literal(0, sa.Integer)
    for flag, condition in _CONDITIONS.items():
        number += sa.case((condition, bit(flag)), else_=0)
    return number


def bit(flag: Flag) -> int:
    """What a flag adds to the number of an event that has it."""
    return 1 << list(_CONDITIONS).index(flag)


def count_flagged(tallies: Iterable[tuple[int, int]], flag: Flag) -> int:
    """Of tallies, each the number of its flags and how many events have exactly those, the events with a flag."""
    return sum(events for number, events in tallies if number & bit(flag))
