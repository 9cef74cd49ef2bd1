"""
The filter as SQL, on the hot path: plain tuples, counted exactly, the same on both databases.

With a pair it is answered by the covering index of `event_dyad`, without one by that of `event`; the other tables are
only asked where an actor, a source or a text is wanted. An event counts once, however many chosen pairs it belongs to.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.dates import OPEN_END, OPEN_START
from app.domain.dyads import Dyad as DyadCodes
from app.domain.events import TYPES_OF_QUAD, EventType, Flag
from app.domain.filters import Filter
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
    Star,
)

Condition = sa.ColumnElement[bool]
Statement = sa.Select[*tuple[Any, ...]]
MomentRow = tuple[int, int, int, str]
"""Event id, first and last possible day, type."""
Place = tuple[int, int]
"""First possible day and id of an event: where it stands in a list."""
FacetRow = tuple[str, str, str, str, int]
"""Type, status, direction, scope (both empty without a pair), number of events."""


def matching(wanted: Filter) -> sa.Subquery:
    """
    The events of a filter, once each, its window left aside.

    Columns: id, earliest, latest, type, status, direction, scope. With several pairs, scope is the closest of them.
    """
    return (_by_pair(wanted) if wanted.pairs else _without_pair(wanted)).subquery("matching")


def count_events(session: Session, wanted: Filter) -> int:
    """All events of the filter, dated or not."""
    return session.scalars(sa.select(sa.func.count()).select_from(matching(wanted))).one()


def count_undated(session: Session, wanted: Filter) -> int:
    """Those without a date."""
    rows = matching(wanted)
    return session.scalars(sa.select(sa.func.count()).select_from(rows).where(rows.c.earliest.is_(None))).one()


def count_outside(session: Session, wanted: Filter, first_day: int, last_day: int) -> int:
    """Dated ones that cannot have touched the days from the first to the last, both included."""
    rows = matching(wanted)
    outside = sa.or_(rows.c.earliest > last_day, rows.c.latest < first_day)
    return session.scalars(sa.select(sa.func.count()).select_from(rows).where(outside)).one()


def find_extent(session: Session, wanted: Filter) -> tuple[int, int] | None:
    """First and last day of the dated events, open ends left out; None where none is dated."""
    rows = matching(wanted)
    first = sa.case((rows.c.earliest == OPEN_START, rows.c.latest), else_=rows.c.earliest)
    last = sa.case((rows.c.latest == OPEN_END, rows.c.earliest), else_=rows.c.latest)
    begin, end = session.execute(sa.select(sa.func.min(first), sa.func.max(last))).one()
    return None if begin is None else (begin, end)


def list_moments(session: Session, wanted: Filter, first_day: int, last_day: int) -> Sequence[MomentRow]:
    """Every event that could touch the days from the first to the last, in no order."""
    rows = matching(wanted)
    query = sa.select(rows.c.id, rows.c.earliest, rows.c.latest, rows.c.type).where(
        rows.c.earliest <= last_day, rows.c.latest >= first_day
    )
    return session.connection().execute(query).all()  # no detour over the object layer: there may be very many


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
    rows = matching(wanted)
    order = (rows.c.earliest.desc(), rows.c.id.desc()) if before else (rows.c.earliest, rows.c.id)
    query = (
        sa.select(rows.c.earliest, rows.c.id)
        .where(rows.c.earliest <= last_day, rows.c.latest >= first_day)
        .order_by(*order)
        .limit(limit)
    )
    if after:
        day, event_id = after
        query = query.where(sa.or_(rows.c.earliest > day, sa.and_(rows.c.earliest == day, rows.c.id > event_id)))
    if before:
        day, event_id = before
        query = query.where(sa.or_(rows.c.earliest < day, sa.and_(rows.c.earliest == day, rows.c.id < event_id)))
    found = [(day, event_id) for day, event_id in session.execute(query)]
    return found[::-1] if before else found


def find_covered_until(session: Session, wanted: Filter, first_day: int, last_day: int, until: tuple[int, int]) -> int:
    """
    The last day that events of the window up to a row (day and id, included) can have touched; 0 for none.

    What still lasts counts with its first day only: a state is no happening of every day.
    """
    rows = matching(wanted)
    touched = sa.case((rows.c.latest == OPEN_END, rows.c.earliest), else_=rows.c.latest)
    day, event_id = until
    query = sa.select(sa.func.max(touched)).where(
        rows.c.earliest <= last_day,
        rows.c.latest >= first_day,
        rows.c.earliest != OPEN_START,
        sa.or_(rows.c.earliest < day, sa.and_(rows.c.earliest == day, rows.c.id <= event_id)),
    )
    return session.scalars(query).one() or 0


def list_undated_ids(
    session: Session, wanted: Filter, limit: int, after: int = 0, before: int | None = None
) -> list[int]:
    """Ids of undated events above `after`, or the nearest ones below `before`, in their order."""
    rows = matching(wanted)
    query = sa.select(rows.c.id).where(rows.c.earliest.is_(None), rows.c.id > after).limit(limit)
    if before is None:
        return list(session.scalars(query.order_by(rows.c.id)))
    return list(session.scalars(query.where(rows.c.id < before).order_by(rows.c.id.desc())))[::-1]


def find_latest_ids(session: Session, wanted: Filter, limit: int) -> list[int]:
    """The dated events that begin last, the last one first; open starts are left out."""
    rows = matching(wanted)
    query = (
        sa.select(rows.c.id)
        .where(rows.c.earliest > OPEN_START)
        .order_by(rows.c.earliest.desc(), rows.c.id.desc())
        .limit(limit)
    )
    return list(session.scalars(query))


def find_outer_ids(session: Session, wanted: Filter) -> list[int]:
    """The events that begin first and last, one if they are the same, none if none has a known beginning."""
    rows = matching(wanted)
    query = sa.select(rows.c.id).where(rows.c.earliest > OPEN_START).order_by(rows.c.earliest, rows.c.id).limit(1)
    return list(dict.fromkeys([*session.scalars(query), *find_latest_ids(session, wanted, 1)]))


def is_in_filter(session: Session, wanted: Filter, event_id: int) -> bool:
    """Whether the filter lets this event through."""
    rows = matching(wanted)
    return session.scalars(sa.select(rows.c.id).where(rows.c.id == event_id)).first() is not None


def count_facets(session: Session, wanted: Filter) -> list[FacetRow]:
    """
    Counts for the controls: the filter without type, quad and status (and with a pair without direction and scope).

    One table of all combinations; the count beside each control is a sum over it.
    """
    freed: dict[str, Any] = {"types": (), "quads": (), "statuses": ()}
    if len(wanted.pairs) == 1:
        freed |= {"direction": None, "scope": None}
    rows = matching(replace(wanted, **freed))
    columns = (rows.c.type, rows.c.status, rows.c.direction, rows.c.scope)
    query = sa.select(*columns, sa.func.count()).group_by(*columns)
    return [tuple(row) for row in session.execute(query)]


def count_starts(session: Session, wanted: Filter) -> list[tuple[int, int]]:
    """Each day on which events begin, and how many; open starts and undated ones are left out."""
    rows = matching(wanted)
    query = sa.select(rows.c.earliest, sa.func.count()).where(rows.c.earliest > OPEN_START).group_by(rows.c.earliest)
    return [(day, count) for day, count in session.execute(query)]


def flagged(flags: Sequence[Flag]) -> Condition:
    """Whether an event has at least one of these flags; at least one must be given."""
    return sa.or_(*(_FLAGS[flag]() for flag in flags))


_FLAGS: dict[Flag, Callable[[], Condition]] = {
    Flag.CONFLICT: lambda: col(Event.conflict_count) > 0,
    Flag.WORDLESS: lambda: col(Event.wordless_count) > 0,
    Flag.DETACHED: lambda: col(Event.detached_count) > 0,
    Flag.FRESH: lambda: col(Event.fresh_count) > 0,
    Flag.STARRED: lambda: col(Event.id).in_(sa.select(col(Star.event_id))),
}


def _by_pair(wanted: Filter) -> Statement:
    carried = (EventDyad.earliest, EventDyad.latest, EventDyad.type, EventDyad.status)
    conditions = [*_carried_conditions(wanted, EventDyad), *_far_conditions(wanted, col(EventDyad.event_id))]
    if wanted.flags:
        own_event = sa.exists().where(col(Event.id) == col(EventDyad.event_id), flagged(wanted.flags))
        conditions.append(own_event.correlate(EventDyad))
    if wanted.direction:
        conditions.append(col(EventDyad.direction) == wanted.direction)
    if len(wanted.pairs) == 1:
        if wanted.scope:
            conditions.append(col(EventDyad.scope) == wanted.scope)
        own = _dyad_ids(wanted.pairs).scalar_subquery()
        return sa.select(
            col(EventDyad.event_id).label("id"), *map(col, carried), col(EventDyad.direction), col(EventDyad.scope)
        ).where(col(EventDyad.dyad_id) == own, *conditions)
    # "direct" is the greater word, so an event that is direct to one of the pairs is direct.
    scope = sa.func.max(col(EventDyad.scope))
    grouped: Statement = (
        sa.select(
            col(EventDyad.event_id).label("id"),
            *map(col, carried),
            sa.func.min(col(EventDyad.direction)).label("direction"),
            scope.label("scope"),
        )
        .where(col(EventDyad.dyad_id).in_(_dyad_ids(wanted.pairs)), *conditions)
        .group_by(col(EventDyad.event_id), *map(col, carried))
    )
    return grouped.having(scope == wanted.scope) if wanted.scope else grouped


def _without_pair(wanted: Filter) -> Statement:
    conditions = [
        *_carried_conditions(wanted, Event),
        *_far_conditions(wanted, col(Event.id)),
        col(Event.merged_into).is_(None),
    ]
    if wanted.flags:
        conditions.append(flagged(wanted.flags))
    if wanted.direction or wanted.scope:
        tied = sa.select(col(EventDyad.event_id)).where(
            *([col(EventDyad.direction) == wanted.direction] if wanted.direction else ()),
            *([col(EventDyad.scope) == wanted.scope] if wanted.scope else ()),
        )
        conditions.append(col(Event.id).in_(tied))
    nothing = sa.literal("", sa.String)
    return sa.select(
        col(Event.id).label("id"),
        col(Event.earliest),
        col(Event.latest),
        col(Event.type),
        col(Event.status),
        nothing.label("direction"),
        nothing.label("scope"),
    ).where(*conditions)


def _dyad_ids(pairs: Sequence[DyadCodes]) -> Statement:
    return sa.select(col(Dyad.id)).where(
        sa.or_(*(sa.and_(col(Dyad.a) == pair.a, col(Dyad.b) == pair.b) for pair in pairs))
    )


def _carried_conditions(wanted: Filter, table: type[Event] | type[EventDyad]) -> list[Condition]:
    """Conditions on what both tables carry in their covering index."""
    conditions: list[Condition] = [col(table.review).in_(wanted.shown_reviews)]
    if wanted.types:
        conditions.append(col(table.type).in_(wanted.types))
    if wanted.quads:
        types: list[EventType] = [one for quad in wanted.quads for one in TYPES_OF_QUAD[quad]]
        conditions.append(col(table.type).in_(types))
    if wanted.statuses:
        conditions.append(col(table.status).in_(wanted.statuses))
    undated = col(table.earliest).is_(None)
    if wanted.period_from:
        conditions.append(sa.or_(undated, col(table.latest) >= wanted.period_from.earliest))
    if wanted.period_to:
        conditions.append(sa.or_(undated, col(table.earliest) <= wanted.period_to.latest))
    return conditions


def _far_conditions(wanted: Filter, event_id: sa.SQLColumnExpression[Any]) -> list[Condition]:
    """Conditions that other tables know about."""
    conditions: list[Condition] = []
    if wanted.actors:
        acted = (
            sa.select(col(EventActor.event_id))
            .join(Actor, col(Actor.id) == col(EventActor.actor_id))
            .where(col(Actor.name).in_(wanted.actors), col(EventActor.role) == "actor")
        )
        conditions.append(event_id.in_(acted))
    if wanted.sources:
        conditions.append(event_id.in_(_told_by(wanted.sources)))
    for text in wanted.texts:
        quoted = sa.select(col(Account.event_id)).where(_contains(col(Account.quote), text))
        titled = sa.select(col(Event.id)).where(_contains(col(Event.title), text))
        conditions.append(sa.or_(event_id.in_(titled), event_id.in_(quoted)))
    return conditions


def _told_by(sources: Sequence[str]) -> Statement:
    return (
        sa.select(col(Account.event_id))
        .join(ArticleVersion, col(ArticleVersion.id) == col(Account.article_version_id))
        .join(Article, col(Article.id) == col(ArticleVersion.article_id))
        .join(Source, col(Source.id) == col(Article.source_id))
        .where(col(Source.name).in_(sources))
    )


def _contains(column: sa.SQLColumnExpression[Any], text: str) -> Condition:
    """Whether a column has the text in it, whatever the case; `%` and `_` stand for themselves."""
    return sa.func.lower(column).contains(text.lower(), autoescape=True)
