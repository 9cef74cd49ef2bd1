"""
What touches a stretch of days, found by short ranges of one covering index (PERFORMANCE.md, point 3).

An event of span class c covers at most 2**c days, so whatever reaches a day begins at most so long before it: a range
of the index for each class, however many events there are. All statements here take the rows of one table
(`matching.indexed_rows`).
"""

from collections import Counter
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from app.domain.dates import OPEN_END, OPEN_START
from app.store.literal_rows import literal_rows
from app.store.matching import Column, Condition, Rows, Statement
from app.store.once import once
from app.store.spans import DAY_CLASS, OPEN_CLASS, longest_reach

Place = tuple[int, int]
"""First possible day and id of an event: where it stands in a list."""

_REACHES = [(span, OPEN_END if span == OPEN_CLASS else longest_reach(span)) for span in range(OPEN_CLASS + 1)]
REACHES = literal_rows("reaches", ("span", "reach"), _REACHES)
"""Each class, and how many days before a day its events may begin and still reach it."""


def touching(rows: Rows, first: Any, last: Any, *columns: Column) -> Statement:
    """Columns of the dated events that could touch the days from the first to the last, both included, in no order."""
    return _reaching(rows, first - REACHES.c.reach, last, *columns).where(rows.latest >= first)


def crossing(rows: Rows, day: Any, *columns: Column) -> Statement:
    """Columns of the dated events that begin before a day and reach it."""
    return touching(rows, day, day - 1, *columns).where(REACHES.c.span > DAY_CLASS)


def count_crossing(session: Session, rows: Rows, day: int) -> Counter[str]:
    """How many events of each type begin before a day and reach it."""

    def count() -> Counter[str]:
        found = session.connection().execute(_crossing_types(rows), {"day": day})
        return Counter({row[0]: row[1] for row in found})

    return once(session, (rows, day), count)


@lru_cache(maxsize=256)
def _crossing_types(rows: Rows) -> Statement:
    """Put together once for the rows of a filter."""
    day = sa.bindparam("day", type_=sa.Integer)
    return crossing(rows, day, rows.type, sa.func.count()).group_by(rows.type)


def undated(rows: Rows, *columns: Column) -> Statement:
    """Columns of the events without a date."""
    return rows.select(*columns).where(rows.span_class == DAY_CLASS, rows.earliest.is_(None))


def find_places(
    session: Session,
    rows: Rows,
    first: int,
    last: int,
    limit: int,
    after: Place | None = None,
    before: Place | None = None,
) -> list[Place]:
    """
    The first events of a stretch of days in the order of time; with `before` the last ones, the last one first.

    Args:
        after, before: Places that all of them lie behind, and before.
        limit: Most events.

    No class has to be read beyond the day on which any one of them has given enough.
    """
    low: Any = first - REACHES.c.reach
    high: Any = last
    conditions: list[Condition] = [rows.latest >= first]
    order = (rows.earliest, rows.id)
    if after:
        low = _greater(low, after[0])
        conditions.append(_is_behind(rows, after))
    if before:
        high = min(last, before[0])
        conditions.append(_is_before(rows, before))
        order = (rows.earliest.desc(), rows.id.desc())
    enough = (
        rows.select(rows.earliest)
        .where(rows.span_class == REACHES.c.span, rows.earliest.between(low, high), *conditions)
        .order_by(*order)
        .limit(1)
        .offset(limit - 1)
        .correlate(REACHES)
        .scalar_subquery()
    )
    if before:
        low = _greater(low, _over_classes(sa.func.coalesce(sa.func.max(enough), OPEN_START)))
    else:
        high = _over_classes(sa.func.coalesce(sa.func.min(enough), last))
    query = _reaching(rows, low, high, rows.earliest, rows.id).where(*conditions).order_by(*order).limit(limit)
    return [(day, event_id) for day, event_id in session.connection().execute(query)]


def find_extent(session: Session, rows: Rows, first: int, last: int) -> tuple[int, int] | None:
    """
    First and last day of the events that touch a stretch of days, open ends left out; None where there are none.

    The last day of all is that of an event which reaches the day on which the last one begins.
    """
    here = (rows.span_class == REACHES.c.span, rows.earliest > OPEN_START, rows.latest >= first)
    near = rows.earliest.between(first - REACHES.c.reach, last)
    begins = rows.select(rows.earliest).where(*here, near).limit(1).correlate(REACHES)
    ends = (
        sa.func.min(begins.order_by(rows.earliest).scalar_subquery()),
        sa.func.max(begins.order_by(rows.earliest.desc()).scalar_subquery()),
    )
    begin, last_begin = session.connection().execute(sa.select(*ends).select_from(REACHES)).one()
    known = () if begin is None else (begin, last_begin)
    # "!=" and not ">", which SQLite would take for the lower end of its range, in place of the class's own.
    reached = touching(rows, max(first, *known, 1), last, sa.func.max(rows.latest)).where(
        rows.latest < OPEN_END, rows.earliest != OPEN_START
    )
    open_starts = rows.select(sa.func.min(rows.latest), sa.func.max(rows.latest)).where(
        rows.span_class == OPEN_CLASS, rows.earliest == OPEN_START, rows.latest >= first
    )
    connection = session.connection()
    days = [day for day in (*known, *connection.execute(reached).one(), *connection.execute(open_starts).one()) if day]
    return (min(days), max(days)) if days else None


def _reaching(rows: Rows, low: Any, high: Any, *columns: Column) -> Statement:
    """Columns of the events that begin from a low day on, which may be told by the class, up to a high one."""
    here = sa.and_(rows.span_class == REACHES.c.span, rows.earliest >= low, rows.earliest <= high)
    return rows.select(*columns).select_from(sa.join(REACHES, rows.table, here))


def _over_classes(aggregate: Column) -> sa.ScalarSelect[int]:
    """One number from all classes, whatever statement it stands in."""
    return sa.select(aggregate).select_from(REACHES).correlate(None).scalar_subquery()


def _greater(one: Any, other: Any) -> sa.ColumnElement[int]:
    """The greater of two numbers, for which the databases have functions of different names."""
    return sa.case((one < other, other), else_=one)


def _is_behind(rows: Rows, place: Place) -> Condition:
    day, event_id = place
    return sa.or_(rows.earliest > day, sa.and_(rows.earliest == day, rows.id > event_id))


def _is_before(rows: Rows, place: Place) -> Condition:
    day, event_id = place
    return sa.or_(rows.earliest < day, sa.and_(rows.earliest == day, rows.id < event_id))
