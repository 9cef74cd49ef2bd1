"""
Tiles: how many events start in each stretch of days, by dyad, kept exact in the transaction that changes an event.

A tile of level l counts the events that start in the 2**l days of its bucket, `day >> l`; typed tiles begin at a
coarser level. Dyad 0 with scope '' stands for all events, each once. What has no beginning to count by has a level of
its own. A facet counts the same events by everything else that the filter's controls offer, a tally by what the review
queue offers.

Whoever changes what an event adds to these counts says so before (`touch`); at the end of the transaction the events
are looked at again and the differences are written (`settle`), so that a service that writes an event five times, or
moves it and moves it back, costs one look. Only then are the tiles right again: no writing transaction reads them.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col

from app.domain.dates import OPEN_START
from app.store.flags import flag_number
from app.store.grades import follow_grades
from app.store.salience import write_salience
from app.store.tables import DyadFacet, DyadTile, DyadTypeTile, Event, EventDyad, ReviewTally

ALL_DYADS = 0
"""Stands in the place of a dyad for every event once, with or without a pair."""
LEVELS = range(10)
TYPED_LEVELS = range(3, 10)
UNDATED_LEVEL, OPEN_LEVEL = -1, -2
"""Levels of the events without a date, and of those with an open start; their bucket is 0."""
CHUNK = 5_000
"""Ids in one statement, or rows: databases limit the number of bound values, and the time of a statement."""
STORED = "dyadline_stored"
"""Execution option of statements whose values come from the database: no text of theirs has to be looked through."""
_TOUCHED = "dyadline_touched"

T = TypeVar("T")

Share = tuple[int, str, str, str, str, str, int | None, int]
"""What an event adds to the counts of one dyad: dyad, scope, review, direction, type, status, first day, flags."""
Tallies = dict[type[SQLModel], Counter[tuple[Any, ...]]]
"""By table: how many more events for each key, the key in the order of the table's columns."""


@dataclass
class _Touched:
    """The events that this transaction changes, and what they added to the counts before it."""

    events: set[int] = field(default_factory=set)
    before: Counter[Share] = field(default_factory=Counter)


def begin(session: Session) -> None:
    """Forget what a transaction that failed had touched."""
    session.info[_TOUCHED] = _Touched()


def touch(session: Session, event_ids: Collection[int], *, are_new: bool = False) -> None:
    """
    Say that events are about to change, before they do; said twice it is said once.

    Args:
        are_new: They were just started and add to no count yet.
    """
    touched: _Touched = session.info.setdefault(_TOUCHED, _Touched())
    first_time = set(event_ids) - touched.events
    touched.events |= first_time
    if first_time and not are_new:
        touched.before.update(_shares_of(session, first_time))


def touched_events(session: Session) -> frozenset[int]:
    """The events that this transaction changes, as far as it has said so."""
    touched: _Touched = session.info.get(_TOUCHED, _Touched())
    return frozenset(touched.events)


def settle(session: Session) -> None:
    """Write what has changed since the transaction began: the salience and grades of events, then every count."""
    touched: _Touched = session.info.pop(_TOUCHED, _Touched())
    if not touched.events:
        return
    session.flush()
    connection = session.connection()
    for some in _chunks(sorted(touched.events)):
        write_salience(connection, some)
    follow_grades(connection, touched.events)
    change = Counter(_shares_of(session, touched.events))
    change.subtract(touched.before)
    for table, tally in _tallies(change).items():
        _add(connection, table, tally)


def shares(event_condition: sa.ColumnElement[bool], dyad_condition: sa.ColumnElement[bool]) -> sa.Subquery:
    """Every row that is counted, in the columns of `Share`, of the events that meet a condition on either table."""
    nothing, no_flags = sa.literal("", sa.String), sa.literal(0, sa.Integer)
    each_once = sa.select(
        sa.literal(ALL_DYADS, sa.Integer).label("dyad_id"), nothing.label("scope"), col(Event.review),
        nothing.label("direction"), col(Event.type), col(Event.status), col(Event.earliest),
        flag_number().label("flags"),
    ).where(col(Event.merged_into).is_(None), event_condition)  # fmt: skip
    by_dyad = sa.select(
        col(EventDyad.dyad_id), col(EventDyad.scope), col(EventDyad.review), col(EventDyad.direction),
        col(EventDyad.type), col(EventDyad.status), col(EventDyad.earliest), no_flags,
    ).where(dyad_condition)  # fmt: skip
    return sa.union_all(each_once, by_dyad).subquery("share")


def places(day: int | None, levels: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Level and bucket of every tile that counts an event of this first day."""
    if day is None:
        return iter([(UNDATED_LEVEL, 0)])
    if day == OPEN_START:
        return iter([(OPEN_LEVEL, 0)])
    return ((level, day >> level) for level in levels)


# Built once: to write one event costs less than to build this.
_IDS: sa.BindParameter[Any] = sa.bindparam("ids", expanding=True)
_SHARES = sa.select(shares(col(Event.id).in_(_IDS), col(EventDyad.event_id).in_(_IDS)))


def _shares_of(session: Session, event_ids: Collection[int]) -> Iterator[Share]:
    for some in _chunks(sorted(event_ids)):
        yield from map(tuple, session.connection().execute(_SHARES, {"ids": some}))


def _tallies(change: Counter[Share]) -> Tallies:
    tallies: Tallies = {DyadTile: Counter(), DyadTypeTile: Counter(), DyadFacet: Counter(), ReviewTally: Counter()}
    for (dyad, scope, review, direction, kind, status, day, flags), n in change.items():
        if n == 0:
            continue
        for place in places(day, LEVELS):
            tallies[DyadTile][dyad, scope, review, *place] += n
        for place in places(day, TYPED_LEVELS):
            tallies[DyadTypeTile][dyad, scope, review, kind, *place] += n
        tallies[DyadFacet][dyad, scope, review, direction, kind, status] += n
        if dyad == ALL_DYADS:
            tallies[ReviewTally][review, flags] += n
    return tallies


def _add(connection: sa.Connection, table: type[SQLModel], tally: Counter[tuple[Any, ...]]) -> None:
    """Add to the rows of a table, making those that are not there; a row that comes to nothing goes."""
    changed = sorted((*key, n) for key, n in tally.items() if n)
    mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    upsert, drop = _statements(table, mark)
    for some in _chunks(changed):
        connection.exec_driver_sql(upsert, some, {STORED: True})
    for fewer in _chunks([key for *key, n in changed if n < 0]):
        connection.exec_driver_sql(drop, [tuple(key) for key in fewer], {STORED: True})


@cache
def _statements(table: type[SQLModel], mark: str) -> tuple[str, str]:
    """
    What adds to the rows of a table, and what drops those that came to nothing, in the driver's own words.

    Both databases read this one form; through SQLAlchemy's constructs a hundred rows cost five times as much.
    """
    name, (*keys, _) = table.__tablename__, table.model_fields
    own = " AND ".join(f"{key} = {mark}" for key in keys)
    return (
        f"INSERT INTO {name} ({', '.join(keys)}, n) VALUES ({', '.join([mark] * (len(keys) + 1))}) "  # noqa: S608 - our own tables
        f"ON CONFLICT ({', '.join(keys)}) DO UPDATE SET n = {name}.n + excluded.n",
        f"DELETE FROM {name} WHERE {own} AND n = 0",  # noqa: S608 - as above
    )


def _chunks(every: Sequence[T]) -> Iterator[Sequence[T]]:
    return (every[start : start + CHUNK] for start in range(0, len(every), CHUNK))
