"""The events of a filter one after another, in the order of the list: by day, then by id."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session

from app.domain.dates import OPEN_END, OPEN_START
from app.domain.filters import Filter
from app.store.lane_queries import lane_members
from app.store.matching import matching
from app.store.timeline_queries import Place, list_ids

Found = tuple[int, int, int]
"""Id, first and last possible day of an event."""
BEFORE_ALL: Place = (OPEN_START - 1, 0)
AFTER_ALL: Place = (OPEN_END + 1, 0)


@dataclass(frozen=True)
class Walk:
    """What is walked through: the dated events of a filter, or those of one of its lanes, given by its key."""

    wanted: Filter
    lane: str | None = None


def find_place(session: Session, wanted: Filter, event_id: int) -> Place | None:
    """Where an event stands; None if the filter keeps it out or it has no date."""
    days = _days_of(session, wanted, event_id)
    return None if days is None or days[0] is None else (days[0], event_id)


def find_after(session: Session, walk: Walk, place: Place) -> Found | None:
    """The first event behind a place."""
    if walk.lane is not None:
        return _first_of_lane(session, walk, place, is_later=True)
    return _found(session, walk.wanted, list_ids(session, walk.wanted, OPEN_START, OPEN_END, 1, after=place))


def find_before(session: Session, walk: Walk, place: Place) -> Found | None:
    """The last event before a place."""
    if walk.lane is not None:
        return _first_of_lane(session, walk, place, is_later=False)
    return _found(session, walk.wanted, list_ids(session, walk.wanted, OPEN_START, OPEN_END, 1, before=place))


def _found(session: Session, wanted: Filter, places: list[Place]) -> Found | None:
    if not places:
        return None
    ((_, event_id),) = places
    days = _days_of(session, wanted, event_id)
    return None if days is None else (event_id, *days)


def _days_of(session: Session, wanted: Filter, event_id: int) -> tuple[int, int] | None:
    rows = matching(wanted)
    found = session.execute(sa.select(rows.c.earliest, rows.c.latest).where(rows.c.id == event_id)).first()
    return None if found is None else (found[0], found[1])


def _first_of_lane(session: Session, walk: Walk, place: Place, *, is_later: bool) -> Found | None:
    rows = matching(walk.wanted)
    (day, event_id), earliest, number = place, rows.c.earliest, rows.c.id
    order: tuple[sa.ColumnElement[int], ...]
    if is_later:
        beyond = sa.or_(earliest > day, sa.and_(earliest == day, number > event_id))
        order = (earliest.asc(), number.asc())
    else:
        beyond = sa.or_(earliest < day, sa.and_(earliest == day, number < event_id))
        order = (earliest.desc(), number.desc())
    members = lane_members(walk.wanted, walk.lane or "")
    query = sa.select(number, earliest, rows.c.latest).where(beyond, number.in_(members)).order_by(*order).limit(1)
    found = session.execute(query).first()
    return None if found is None else (found[0], found[1], found[2])
