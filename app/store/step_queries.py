"""The events of a filter one after another, in the order of the list: by day, then by id."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session

from app.domain.dates import OPEN_END, OPEN_START
from app.domain.filters import Filter
from app.store.lane_queries import lane_members
from app.store.matching import matching

Place = tuple[int, int]
"""First possible day and id of an event."""
BEFORE_ALL: Place = (OPEN_START - 1, 0)
AFTER_ALL: Place = (OPEN_END + 1, 0)


@dataclass(frozen=True)
class Walk:
    """What is walked through: the dated events of a filter, or those of one of its lanes, given by its key."""

    wanted: Filter
    lane: str | None = None


def find_place(session: Session, wanted: Filter, event_id: int) -> Place | None:
    """Where an event stands; None if the filter keeps it out or it has no date."""
    rows = matching(wanted)
    query = sa.select(rows.c.earliest).where(rows.c.id == event_id)
    day = session.scalars(query).first()
    return None if day is None else (day, event_id)


def find_after(session: Session, walk: Walk, place: Place) -> tuple[int, int, int] | None:
    """Id, first and last possible day of the first event behind a place."""
    return _first(session, walk, place, is_later=True)


def find_before(session: Session, walk: Walk, place: Place) -> tuple[int, int, int] | None:
    """Id, first and last possible day of the last event before a place."""
    return _first(session, walk, place, is_later=False)


def _first(session: Session, walk: Walk, place: Place, *, is_later: bool) -> tuple[int, int, int] | None:
    rows = matching(walk.wanted)
    (day, event_id), earliest, number = place, rows.c.earliest, rows.c.id
    order: tuple[sa.ColumnElement[int], ...]
    if is_later:
        beyond = sa.or_(earliest > day, sa.and_(earliest == day, number > event_id))
        order = (earliest.asc(), number.asc())
    else:
        beyond = sa.or_(earliest < day, sa.and_(earliest == day, number < event_id))
        order = (earliest.desc(), number.desc())
    query = sa.select(number, earliest, rows.c.latest).where(beyond).order_by(*order).limit(1)
    if walk.lane is not None:
        query = query.where(number.in_(lane_members(walk.wanted, walk.lane)))
    found = session.execute(query).first()
    return None if found is None else (found[0], found[1], found[2])
