"""Which lane each event of a filter belongs to: one statement for each way of grouping."""

from collections.abc import Sequence

import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.dates import OPEN_START
from app.domain.filters import Filter, Group
from app.store.matching import Statement, matching
from app.store.tables import (
    Account,
    Actor,
    Article,
    ArticleVersion,
    Dyad,
    Event,
    EventActor,
    EventDyad,
    Source,
)

LaneKey = tuple[int, str]
CHUNK = 5_000
"""Ids in one statement: databases limit the number of bound values."""


def count_lane_keys(session: Session, wanted: Filter) -> dict[str, int]:
    """
    How many dated events of the filter each lane has, also outside of the window; an event may have several lanes.

    Keys: the dyad `IND-PAK`; with its direction `IND-PAK ab`; the name of the actor, outlet or place; type; status.
    """
    rows = matching(wanted)
    keyed = _STATEMENTS[wanted.group](wanted, rows).where(rows.c.earliest.is_not(None)).subquery("keyed")
    _, key = keyed.c
    query = sa.select(key, sa.func.count()).group_by(key)
    return {row[0]: row[1] for row in session.connection().execute(query)}


def list_lane_keys(session: Session, wanted: Filter, event_ids: Sequence[int]) -> list[LaneKey]:
    """Event and lane of some events of the filter; one that the grouping says nothing of has no row."""
    rows = matching(wanted)
    found: list[LaneKey] = []
    for start in range(0, len(event_ids), CHUNK):
        some = rows.c.id.in_(event_ids[start : start + CHUNK])
        query = _STATEMENTS[wanted.group](wanted, rows).where(some)
        found += ((event_id, key) for event_id, key in session.connection().execute(query))
    return found


def window_lanes(wanted: Filter, first_day: int, last_day: int, kept: Sequence[str]) -> sa.Subquery:
    """
    The events that touch a window, a row for each of their lanes, for `crowd_queries.tell_by_looking`.

    Lanes are numbered: those that are kept by their place, then the one of all other keys, then that of the events that
    the grouping says nothing of.
    """
    rows = matching(wanted)
    inside = (rows.c.earliest <= last_day, rows.c.latest >= first_day)
    day = sa.case(
        (sa.and_(rows.c.earliest == OPEN_START, rows.c.latest <= last_day), rows.c.latest),
        (rows.c.earliest < first_day, first_day),
        else_=rows.c.earliest,
    )
    columns = [*(rows.c[name] for name in ("id", "earliest", "latest", "type", "salience")), day.label("day")]
    if wanted.group is Group.NONE:
        return sa.select(*columns, sa.literal(0).label("lane")).where(*inside).subquery("window")
    number, key = (keyed := _STATEMENTS[wanted.group](wanted, matching(wanted)).subquery("keyed")).c
    places = [(key == one, sa.literal(place)) for place, one in enumerate(kept)]
    lane = sa.case((key.is_(None), len(kept) + 1), *places, else_=len(kept)).label("lane")
    query = sa.select(*columns, lane).select_from(sa.outerjoin(rows, keyed, number == rows.c.id))
    return query.where(*inside).distinct().subquery("window")


def lane_rows(wanted: Filter, rows: sa.Subquery) -> Statement:
    """Event and lane for each of these rows of `matching`; the filter's grouping must be one."""
    return _STATEMENTS[wanted.group](wanted, rows)


def lane_members(wanted: Filter, key: str) -> Statement:
    """The ids of a lane's events; none for a lane that no event has the key of, like that of the rest."""
    keyed = _STATEMENTS[wanted.group](wanted, matching(wanted)).subquery()
    number, own_key = keyed.c
    return sa.select(number).where(own_key == key)


def _by_type(wanted: Filter, rows: sa.Subquery) -> Statement:
    return sa.select(rows.c.id, rows.c.type)


def _by_status(wanted: Filter, rows: sa.Subquery) -> Statement:
    return sa.select(rows.c.id, rows.c.status)


def _by_dyad(wanted: Filter, rows: sa.Subquery) -> Statement:
    return _tied(wanted, rows, col(Dyad.a) + "-" + col(Dyad.b))


def _by_direction(wanted: Filter, rows: sa.Subquery) -> Statement:
    return _tied(wanted, rows, col(Dyad.a) + "-" + col(Dyad.b) + " " + col(EventDyad.direction))


def _tied(wanted: Filter, rows: sa.Subquery, key: sa.ColumnElement[str]) -> Statement:
    """Only the chosen pairs make lanes, where pairs are chosen; an event's other pairs were not asked for."""
    query = (
        sa.select(rows.c.id, key)
        .join(EventDyad, col(EventDyad.event_id) == rows.c.id)
        .join(Dyad, col(Dyad.id) == col(EventDyad.dyad_id))
    )
    if wanted.pairs:
        query = query.where(sa.or_(*(sa.and_(col(Dyad.a) == pair.a, col(Dyad.b) == pair.b) for pair in wanted.pairs)))
    if wanted.direction:
        query = query.where(col(EventDyad.direction) == wanted.direction)
    return query


def _by_actor(wanted: Filter, rows: sa.Subquery) -> Statement:
    return (
        sa.select(rows.c.id, col(Actor.name))
        .join(EventActor, sa.and_(col(EventActor.event_id) == rows.c.id, col(EventActor.role) == "actor"))
        .join(Actor, col(Actor.id) == col(EventActor.actor_id))
    )


def _by_source(wanted: Filter, rows: sa.Subquery) -> Statement:
    return (
        sa.select(rows.c.id, col(Source.name))
        .join(Account, col(Account.event_id) == rows.c.id)
        .join(ArticleVersion, col(ArticleVersion.id) == col(Account.article_version_id))
        .join(Article, col(Article.id) == col(ArticleVersion.article_id))
        .join(Source, col(Source.id) == col(Article.source_id))
        .distinct()
    )


def _by_place(wanted: Filter, rows: sa.Subquery) -> Statement:
    return (
        sa.select(rows.c.id, col(Event.place))
        .join(Event, col(Event.id) == rows.c.id)
        .where(col(Event.place).is_not(None))
    )


_STATEMENTS = {
    Group.TYPE: _by_type,
    Group.STATUS: _by_status,
    Group.DYAD: _by_dyad,
    Group.DIRECTION: _by_direction,
    Group.ACTOR: _by_actor,
    Group.SOURCE: _by_source,
    Group.PLACE: _by_place,
}
