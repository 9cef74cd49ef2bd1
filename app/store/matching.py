"""
The filter as SQL, the same on both databases. An event counts once, however many chosen pairs it belongs to.

With a pair it is answered by the covering index of `event_dyad`, without one by that of `event`; the other tables are
only asked where a name or a text is wanted.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped
from sqlmodel import SQLModel, col

from app.domain.dyads import Dyad as DyadCodes
from app.domain.events import TYPES_OF_QUAD, EventType
from app.domain.facet_choices import Facet
from app.domain.filters import ANY, NONE, Dated, Filter
from app.domain.grades import NO_GRADE, Reliability
from app.domain.search import read_query
from app.store.flags import flagged
from app.store.name_tables import EventName
from app.store.search_match import has_words
from app.store.search_tables import EventWords
from app.store.tables import Dyad, Event, EventDyad
from app.store.unindexed import unindexed

Condition = sa.ColumnElement[bool]
Statement = sa.Select[*tuple[Any, ...]]
Column = sa.ColumnElement[Any] | Mapped[Any]


@dataclass(frozen=True, eq=False)
class Rows:
    """
    The rows of the one table that hold a filter's events, once each: those of its pair, or of all events.

    Attributes:
        conditions: All of the filter, its window left aside.
    """

    table: type[SQLModel]
    id: Column
    earliest: Column
    latest: Column
    span_class: Column
    salience: Column
    type: Column
    status: Column
    direction: Column
    scope: Column
    conditions: tuple[Condition, ...]

    def select(self, *columns: Column) -> Statement:
        """These columns of the rows."""
        return sa.select(*columns).where(*self.conditions)


def matching(wanted: Filter) -> sa.Subquery:
    """
    The events of a filter, once each, its window left aside.

    Columns: id, earliest, latest, type, status, salience, direction, scope. With several pairs, scope is the closest.
    """
    if len(wanted.pairs) > 1:
        return _by_pairs(wanted).subquery("matching")
    rows = _rows(wanted)
    names = ("id", "earliest", "latest", "type", "status", "salience", "direction", "scope")
    return rows.select(*(getattr(rows, name).label(name) for name in names)).subquery("matching")


def indexed_rows(wanted: Filter) -> Rows | None:
    """The rows of a filter that one covering index answers alone; None where other tables have to be asked."""
    far = (wanted.actors, wanted.sources, wanted.places, wanted.tags, wanted.texts, wanted.flags, wanted.grades)
    is_far = any(far) or len(wanted.pairs) > 1
    is_tied = not wanted.pairs and (wanted.direction or wanted.scope)
    return None if is_far or is_tied else _kept_rows(wanted.set_alone)


def dyad_id_of(pair: DyadCodes) -> sa.ScalarSelect[int]:
    """The id of a pair, null where no event ever had it."""
    return _dyad_ids((pair,)).scalar_subquery()


@lru_cache(maxsize=256)
def _kept_rows(wanted: Filter) -> Rows:
    """Put together once: that costs more than to ask a database."""
    return _rows(wanted)


def _rows(wanted: Filter) -> Rows:
    """For at most one pair."""
    return _rows_of_pair(wanted, wanted.pairs[0]) if wanted.pairs else _rows_of_all(wanted)


def _rows_of_pair(wanted: Filter, pair: DyadCodes) -> Rows:
    conditions = [col(EventDyad.dyad_id) == dyad_id_of(pair), *_pair_conditions(wanted)]
    if wanted.scope:
        conditions.append(col(EventDyad.scope) == wanted.scope)
    return Rows(
        **_own_columns(EventDyad),
        id=col(EventDyad.event_id),
        direction=col(EventDyad.direction),
        scope=col(EventDyad.scope),
        conditions=tuple(conditions),
    )


def _own_columns(table: type[Event | EventDyad]) -> dict[str, Any]:
    """What both tables have of an event, under the same names."""
    names = ("earliest", "latest", "span_class", "salience", "type", "status")
    return {"table": table, **{name: col(getattr(table, name)) for name in names}}


def _by_pairs(wanted: Filter) -> Statement:
    carried = (EventDyad.earliest, EventDyad.latest, EventDyad.type, EventDyad.status, EventDyad.salience)
    # "direct" is the greater word, so an event that is direct to one of the pairs is direct.
    scope = sa.func.max(col(EventDyad.scope))
    grouped: Statement = (
        sa.select(
            col(EventDyad.event_id).label("id"),
            *map(col, carried),
            sa.func.min(col(EventDyad.direction)).label("direction"),
            scope.label("scope"),
        )
        .where(col(EventDyad.dyad_id).in_(_dyad_ids(wanted.pairs)), *_pair_conditions(wanted))
        .group_by(col(EventDyad.event_id), *map(col, carried))
    )
    return grouped.having(scope == wanted.scope) if wanted.scope else grouped


def _pair_conditions(wanted: Filter) -> list[Condition]:
    """All but the pairs themselves and the scope."""
    conditions = [*carried_conditions(wanted, EventDyad), *_far_conditions(wanted, col(EventDyad.event_id))]
    if wanted.flags:
        own_event = sa.exists().where(col(Event.id) == col(EventDyad.event_id), flagged(wanted.flags))
        conditions.append(own_event.correlate(EventDyad))
    if wanted.direction:
        conditions.append(col(EventDyad.direction) == wanted.direction)
    return conditions


def _rows_of_all(wanted: Filter) -> Rows:
    conditions = [
        *carried_conditions(wanted, Event),
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
    return Rows(
        **_own_columns(Event),
        id=col(Event.id),
        direction=nothing,
        scope=nothing,
        conditions=tuple(conditions),
    )


def _dyad_ids(pairs: Sequence[DyadCodes]) -> Statement:
    return sa.select(col(Dyad.id)).where(
        sa.or_(*(sa.and_(col(Dyad.a) == pair.a, col(Dyad.b) == pair.b) for pair in pairs))
    )


def carried_conditions(wanted: Filter, table: type[Event] | type[EventDyad] | type[EventName]) -> list[Condition]:
    """Conditions on what these tables carry, two of them in their covering index."""
    own = _own_column(wanted, table)
    conditions: list[Condition] = [own("review").in_(wanted.shown_reviews)]
    if wanted.types:
        conditions.append(own("type").in_(wanted.types))
    if wanted.quads:
        types: list[EventType] = [one for quad in wanted.quads for one in TYPES_OF_QUAD[quad]]
        conditions.append(own("type").in_(types))
    if wanted.statuses:
        conditions.append(own("status").in_(wanted.statuses))
    undated = own("earliest").is_(None)
    if wanted.dated:
        conditions.append(undated if wanted.dated is Dated.NONE else sa.not_(undated))
    if wanted.period_from:
        conditions.append(sa.or_(undated, own("latest") >= wanted.period_from.earliest))
    if wanted.period_to:
        conditions.append(sa.or_(undated, own("earliest") <= wanted.period_to.latest))
    return conditions


def _own_column(wanted: Filter, table: type[SQLModel]) -> Callable[[str], sa.ColumnElement[Any]]:
    """
    Gives a table's columns by name; those by which SQLite must not look for events are kept from its indexes.

    Words are found by their own index, and few events have them. Nine of ten events have one of several review states:
    SQLite takes them for few as well, and looks each up.
    """
    is_by_words = bool(wanted.texts) and table is Event
    kept_from = {"review"} if table is Event and len(wanted.shown_reviews) > 1 else set()

    def own(name: str) -> sa.ColumnElement[Any]:
        column: sa.ColumnElement[Any] = sa.inspect(table).local_table.c[name]
        return unindexed(column) if is_by_words or name in kept_from else column

    return own


def _far_conditions(wanted: Filter, event_id: sa.SQLColumnExpression[Any]) -> list[Condition]:
    """Conditions that other tables know about."""
    named = {
        Facet.ACTOR: wanted.actors, Facet.SOURCE: wanted.sources, Facet.PLACE: wanted.places, Facet.TAG: wanted.tags,
    }  # fmt: skip
    conditions: list[Condition] = [_is_named(event_id, names, kind) for kind, names in named.items() if names]
    if wanted.grades:
        conditions.append(_graded(event_id, wanted.grades))
    conditions += [has_words(event_id, EventWords, read_query(text)) for text in wanted.texts]
    return conditions


def _graded(event_id: sa.SQLColumnExpression[Any], grades: Sequence[str]) -> Condition:
    """Whether an event carries one of these pairs, letters or digits, or none."""
    grade = col(Event.grade)
    carried = sa.select(col(Event.id)).where(grade.is_not(None))
    said: list[Condition] = [sa.func.substr(grade, 1, 1).in_([one for one in grades if one in set(Reliability)])]
    said.append(sa.func.substr(grade, 2, 1).in_([one for one in grades if one.isdecimal()]))
    said.append(grade.in_([one for one in grades if len(one) == 2]))
    found = event_id.in_(carried.where(sa.or_(*said)))
    return sa.or_(found, event_id.not_in(carried)) if NO_GRADE in grades else found


def _is_named(event_id: sa.SQLColumnExpression[Any], names: Sequence[str], kind: Facet) -> Condition:
    """Whether an event has one of these names, any at all, or none."""
    own_kind = col(EventName.kind) == kind
    wanted = [name for name in names if name not in (ANY, NONE)]
    has_one = sa.exists().where(col(EventName.event_id) == event_id, own_kind).correlate_except(EventName)
    choices: list[Condition] = []
    if wanted:
        own_name = sa.select(col(EventName.event_id)).where(own_kind, col(EventName.name).in_(wanted))
        choices.append(event_id.in_(own_name))
    if ANY in names:
        choices.append(has_one)
    if NONE in names:
        choices.append(sa.not_(has_one))
    return sa.or_(*choices)
