"""Which lane each event of a filter belongs to: one statement for each way of grouping."""

import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.filters import Filter, Group
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
from app.store.timeline_queries import Statement, matching

LaneKey = tuple[int, str]


def list_lane_keys(session: Session, wanted: Filter) -> list[LaneKey]:
    """
    Event and lane for every dated event of the filter, also outside of the window; an event may have several lanes.

    Keys: the dyad `IND-PAK`; with its direction `IND-PAK ab`; the name of the actor, outlet or place; type; status.
    An event that the grouping says nothing of has no row.
    """
    if wanted.group is Group.NONE:
        return []
    rows = matching(wanted)
    query = lane_rows(wanted, rows).where(rows.c.earliest.is_not(None))
    return [(event_id, key) for event_id, key in session.execute(query)]


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
