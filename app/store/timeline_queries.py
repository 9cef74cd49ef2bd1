"""
What the timeline counts and lists of a filter: plain tuples, exact, the same on both databases.

Four ways, the quickest that can answer: tiles, for filters they tell apart; short ranges of one covering index; the
filter's events held in memory, where no index answers and they are not many; and else every event of the filter, looked
at each time.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, pairwise
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from app.domain.dates import OPEN_END, OPEN_START
from app.domain.filters import Filter
from app.store.held_rows import held_rows
from app.store.matching import Column, indexed_rows, matching
from app.store.tile_queries import count_kinds, count_starts_in, count_without_day, is_tiled
from app.store.window_queries import Place, count_crossing, find_places, touching, undated
from app.store.window_queries import find_extent as extent_of_rows

__all__ = ["Place", "matching"]

MomentRow = tuple[int, int, int, str, int]
"""Event id, first and last possible day, type, salience."""
FacetRow = tuple[str, str, str, str, int]
"""Type, status, direction, scope (both empty without a pair), number of events."""


def count_events(session: Session, wanted: Filter) -> int:
    """All events of the filter, dated or not."""
    if indexed_rows(wanted) and not wanted.has_period and not wanted.dated:
        return sum(row[-1] for row in count_kinds(session, wanted))
    if is_tiled(wanted):
        first, last = _period(wanted)
        return count_undated(session, wanted) + count_touching(session, wanted, first, last)
    if held := held_rows(session, wanted, if_there=True):
        return len(held.every)
    return _count(session, sa.select(sa.func.count()).select_from(matching(wanted)))


def count_undated(session: Session, wanted: Filter) -> int:
    """Those without a date."""
    if is_tiled(wanted):
        return count_without_day(session, wanted, open_start=False)
    rows = indexed_rows(wanted)
    if rows:
        return _count(session, undated(rows, sa.func.count()))
    if held := held_rows(session, wanted):
        return len(held.undated_ids)
    events = matching(wanted)
    return _count(session, sa.select(sa.func.count()).where(events.c.earliest.is_(None)))


def count_touching(session: Session, wanted: Filter, first_day: int, last_day: int) -> int:
    """Dated ones that could have touched the days from the first to the last, both included."""
    rows = indexed_rows(wanted)
    begin, end = _period(wanted)
    if rows and is_tiled(wanted) and max(begin, first_day) <= min(end, last_day):
        # What touches a period and a window touches what they share, for two stretches that meet share a day.
        first, last = max(begin, first_day), min(end, last_day)
        started = count_starts_in(session, wanted, [(first, last)])[0]
        return started + count_crossing(session, rows, first).total()
    if held := held_rows(session, wanted):
        return sum(1 for _ in held.touching(first_day, last_day))
    events = matching(wanted)
    inside = sa.and_(events.c.earliest <= last_day, events.c.latest >= first_day)
    return _count(session, sa.select(sa.func.count()).where(inside))


def count_outside(session: Session, wanted: Filter, first_day: int, last_day: int) -> int:
    """Dated ones that cannot have touched the days from the first to the last, both included."""
    rows = indexed_rows(wanted)
    if rows and is_tiled(wanted) and not wanted.has_period:
        before, after = count_starts_in(session, wanted, [(1, first_day - 1), (last_day + 1, OPEN_END)])
        open_starts = count_without_day(session, wanted, open_start=True)
        return before + open_starts - count_crossing(session, rows, first_day).total() + after
    if held := held_rows(session, wanted):
        return len(held.dated) - sum(1 for _ in held.touching(first_day, last_day))
    events = matching(wanted)
    outside = sa.or_(events.c.earliest > last_day, events.c.latest < first_day)
    return _count(session, sa.select(sa.func.count()).where(outside))


def find_extent(session: Session, wanted: Filter) -> tuple[int, int] | None:
    """First and last day of the dated events, open ends left out; None where none is dated."""
    rows = indexed_rows(wanted)
    if rows:
        return extent_of_rows(session, rows, *_period(wanted))
    if held := held_rows(session, wanted):
        return held.extent()
    events = matching(wanted)
    first = sa.case((events.c.earliest == OPEN_START, events.c.latest), else_=events.c.earliest)
    last = sa.case((events.c.latest == OPEN_END, events.c.earliest), else_=events.c.latest)
    begin, end = session.connection().execute(sa.select(sa.func.min(first), sa.func.max(last))).one()
    return None if begin is None else (begin, end)


def list_moments(session: Session, wanted: Filter, first_day: int, last_day: int, limit: int) -> Sequence[MomentRow]:
    """The events that could touch the days from the first to the last, in no order, at most so many."""
    rows = indexed_rows(wanted)
    if held := held_rows(session, wanted):
        some = islice(held.touching(first_day, last_day), limit)
        return [(row.id, row.earliest, row.latest, row.type, row.salience) for row in some]
    if rows:
        carried = (rows.id, rows.earliest, rows.latest, rows.type, rows.salience)
        query = touching(rows, first_day, last_day, *carried)
    else:
        events = matching(wanted).c
        query = sa.select(events.id, events.earliest, events.latest, events.type, events.salience).where(
            events.earliest <= last_day, events.latest >= first_day
        )
    return session.connection().execute(query.limit(limit)).all()  # no detour over the object layer


def list_ids(
    session: Session,
    wanted: Filter,
    first_day: int,
    last_day: int,
    limit: int,
    after: Place | None = None,
    before: Place | None = None,
) -> list[Place]:
    """
    Days and ids of the window's events in their order, for a list.

    Args:
        after: The last row that was shown; rows follow it.
        before: The first row that was shown; the rows next to it on its other side are given, in the order of time.
        limit: Most rows.
    """
    rows = indexed_rows(wanted)
    if held := held_rows(session, wanted):
        return held.places(first_day, last_day, limit, after, before)
    if rows:
        found = find_places(session, rows, first_day, last_day, limit, after, before)
    else:
        found = _places(session, wanted, first_day, last_day, limit, after, before)
    return found[::-1] if before else found


def find_covered_until(session: Session, wanted: Filter, first_day: int, last_day: int, until: Place) -> int:
    """
    The last day that events of the window up to a place (included) can have touched; 0 for none.

    What still lasts counts with its first day only: a state is no happening of every day.
    """
    rows = indexed_rows(wanted)
    day, event_id = until
    if rows and first_day <= day <= last_day:  # whatever ends before the day of the place itself adds nothing to it
        query = touching(rows, day, day, _touched(rows.latest, rows.earliest)).where(
            rows.earliest != OPEN_START, sa.or_(rows.earliest < day, rows.id <= event_id)
        )
        return max(session.connection().scalars(query), default=day)
    if held := held_rows(session, wanted):
        return held.covered_until(first_day, last_day, until)
    events = matching(wanted).c
    query = sa.select(sa.func.max(_touched(events.latest, events.earliest))).where(
        events.earliest <= last_day,
        events.latest >= first_day,
        events.earliest != OPEN_START,
        sa.or_(events.earliest < day, sa.and_(events.earliest == day, events.id <= event_id)),
    )
    return session.scalars(query).one() or 0


def list_undated_ids(
    session: Session, wanted: Filter, limit: int, after: int = 0, before: int | None = None
) -> list[int]:
    """Ids of undated events above `after`, or the nearest ones below `before`, in their order."""
    rows = indexed_rows(wanted)
    if held := held_rows(session, wanted):
        return held.undated(limit, after, before)
    if rows:
        event_id, query = rows.id, undated(rows, rows.id)
    else:
        events = matching(wanted).c
        event_id, query = events.id, sa.select(events.id).where(events.earliest.is_(None))
    query = query.where(event_id > after).limit(limit)
    if before is None:
        return list(session.scalars(query.order_by(event_id)))
    return list(session.scalars(query.where(event_id < before).order_by(event_id.desc())))[::-1]


_FIRST: Place = (OPEN_START, 2**31 - 1)
"""Behind every open start."""
_LAST: Place = (OPEN_END, 2**31 - 1)


def find_latest_ids(session: Session, wanted: Filter, limit: int) -> list[int]:
    """The dated events that begin last, the last one first; open starts are left out."""
    found = list_ids(session, wanted, 1, OPEN_END, limit, after=_FIRST, before=_LAST)
    return [event_id for _, event_id in reversed(found)]


def find_outer_ids(session: Session, wanted: Filter) -> list[int]:
    """The events that begin first and last, one if they are the same, none if none has a known beginning."""
    first = list_ids(session, wanted, 1, OPEN_END, 1, after=_FIRST)
    return list(dict.fromkeys([*(event_id for _, event_id in first), *find_latest_ids(session, wanted, 1)]))


def is_in_filter(session: Session, wanted: Filter, event_id: int) -> bool:
    """Whether the filter lets this event through."""
    rows = matching(wanted)
    return session.connection().execute(sa.select(rows.c.id).where(rows.c.id == event_id)).first() is not None


def count_facets(session: Session, wanted: Filter) -> list[FacetRow]:
    """
    Counts for the controls: the filter without type, quad and status (and with a pair without direction and scope).

    One table of all combinations; the count beside each control is a sum over it.
    """
    freed: dict[str, Any] = {"types": (), "quads": (), "statuses": ()}
    if len(wanted.pairs) == 1:
        freed |= {"direction": None, "scope": None}
    free = replace(wanted, **freed)
    if indexed_rows(free) and not free.has_period and not free.dated:
        return count_kinds(session, free)
    if held := held_rows(session, free, if_there=True):
        return [
            (*kind, n) for kind, n in held.count(lambda row: (row.type, row.status, row.direction, row.scope)).items()
        ]
    rows = matching(free)
    tied = (rows.c.direction, rows.c.scope) if free.pairs else ()  # without a pair an index has the groups in order
    columns = (rows.c.type, rows.c.status, *tied)
    query = sa.select(*columns, sa.func.count()).group_by(*columns)
    found = session.connection().execute(query)
    return [(kind, status, *(tie or ("", "")), count) for kind, status, *tie, count in found]


def count_starts(session: Session, wanted: Filter) -> list[tuple[int, int]]:
    """Each day on which events begin, and how many; open starts and undated ones are left out."""
    if held := held_rows(session, wanted):
        return list(Counter(row.earliest for row in held.dated if row.earliest > OPEN_START).items())
    rows = matching(wanted)
    query = sa.select(rows.c.earliest, sa.func.count()).where(rows.c.earliest > OPEN_START).group_by(rows.c.earliest)
    return [(day, count) for day, count in session.connection().execute(query)]


def count_bins(session: Session, wanted: Filter, borders: Sequence[int]) -> list[int]:
    """How many events begin from each border to before the next; open starts and undated ones are left out."""
    if is_tiled(wanted) and not wanted.has_period:
        return count_starts_in(session, wanted, [(one, other - 1) for one, other in pairwise(borders)])
    sums = [0] * (len(borders) - 1)
    for day, count in count_starts(session, wanted):
        if borders[0] <= day < borders[-1]:
            sums[bisect_right(borders, day) - 1] += count
    return sums


def _period(wanted: Filter) -> tuple[int, int]:
    """The days that a filter's period covers, all of time where it has none."""
    first = wanted.period_from.earliest if wanted.period_from else 1
    return max(1, first), wanted.period_to.latest if wanted.period_to else OPEN_END


def _count(session: Session, query: Any) -> int:
    return session.connection().scalar(query) or 0


def _touched(latest: Column, earliest: Column) -> sa.ColumnElement[int]:
    return sa.case((latest == OPEN_END, earliest), else_=latest)


def _places(
    session: Session,
    wanted: Filter,
    first_day: int,
    last_day: int,
    limit: int,
    after: Place | None,
    before: Place | None,
) -> list[Place]:
    """What `find_places` gives, of a filter that no index answers alone."""
    events = matching(wanted).c
    order = (events.earliest.desc(), events.id.desc()) if before else (events.earliest, events.id)
    query = (
        sa.select(events.earliest, events.id)
        .where(events.earliest <= last_day, events.latest >= first_day)
        .order_by(*order)
        .limit(limit)
    )
    if after:
        day, event_id = after
        query = query.where(sa.or_(events.earliest > day, sa.and_(events.earliest == day, events.id > event_id)))
    if before:
        day, event_id = before
        query = query.where(sa.or_(events.earliest < day, sa.and_(events.earliest == day, events.id < event_id)))
    return [(day, event_id) for day, event_id in session.connection().execute(query)]
