"""The names of events, kept exact at the end of every transaction that touches an event or a note on it."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.facet_choices import Facet
from app.store.name_tables import EventName
from app.store.tables import (
    Account,
    Actor,
    Annotation,
    AnnotationTag,
    Article,
    ArticleVersion,
    Event,
    EventActor,
    Source,
    Tag,
)

CHUNK = 2_000
"""Events that are read at once: databases limit the number of bound values."""
MAX_NAME_CHARS = 300
NameRow = tuple[Any, ...]
"""The columns of `EventName` in their order."""
_COLUMNS = tuple(EventName.model_fields)
_CARRIED = _COLUMNS[_COLUMNS.index("is_first") + 1 :]
"""What a row has from its event."""


def _pairs(event: Any, name: Any) -> sa.Select[Any]:
    return sa.select(col(event), col(name))


_NAMES: dict[Facet, sa.Select[Any]] = {
    Facet.ACTOR: _pairs(EventActor.event_id, Actor.name)
    .join(Actor, col(Actor.id) == col(EventActor.actor_id))
    .where(col(EventActor.role) == "actor"),
    Facet.SOURCE: _pairs(Account.event_id, Source.name)
    .join(ArticleVersion, col(ArticleVersion.id) == col(Account.article_version_id))
    .join(Article, col(Article.id) == col(ArticleVersion.article_id))
    .join(Source, col(Source.id) == col(Article.source_id)),
    Facet.PLACE: _pairs(Event.id, Event.place).where(col(Event.place).is_not(None)),
    Facet.TAG: _pairs(Annotation.event_id, Tag.name)
    .join(AnnotationTag, col(AnnotationTag.annotation_id) == col(Annotation.id))
    .join(Tag, col(Tag.id) == col(AnnotationTag.tag_id))
    .where(col(Annotation.deleted_at).is_(None)),
}
"""By kind the events and their names, some of them more than once."""


def _expected(condition: Callable[[Any], sa.ColumnElement[bool]]) -> sa.CompoundSelect[Any]:
    """Every row, in the columns of `EventName`, of the events whose number meets a condition."""
    return sa.union_all(*(_rows_of(kind, pairs, condition) for kind, pairs in _NAMES.items()))


def _rows_of(kind: Facet, pairs: sa.Select[Any], condition: Callable[[Any], sa.ColumnElement[bool]]) -> sa.Select[Any]:
    event, name = pairs.selected_columns
    cut = sa.func.substr(name, 1, MAX_NAME_CHARS)
    distinct = pairs.with_only_columns(event.label("event_id"), cut.label("name")).where(condition(event)).distinct()
    named = distinct.subquery()
    place = sa.func.row_number().over(partition_by=named.c.event_id, order_by=named.c.name)
    is_first = sa.case((place == 1, 1), else_=0)
    carried = (col(getattr(Event, column)) for column in _CARRIED)
    return (
        sa.select(sa.literal(kind.value).label("kind"), named.c.name, named.c.event_id, is_first, *carried)
        .join(named, named.c.event_id == col(Event.id))
        .where(col(Event.merged_into).is_(None))
    )


# Built once: settling runs it for every article.
_EXPECTED_OF = _expected(lambda event: event.in_(sa.bindparam("ids", expanding=True)))


def settle(session: Session, event_ids: Collection[int], note_ids: Collection[int]) -> None:
    """Write the names that these events, and the events of these notes, have now."""
    connection = session.connection()
    ids = set(event_ids)
    for some in _chunks(sorted(note_ids)):
        noted = sa.select(col(Annotation.event_id)).where(col(Annotation.id).in_(some))
        ids.update(row[0] for row in connection.execute(noted) if row[0] is not None)
    for some in _chunks(sorted(ids)):
        kept, wanted = _kept(connection, some), _wanted(connection, some)
        for kind, name, event_id in (row[:3] for row in kept - wanted):
            own = (col(EventName.kind) == kind, col(EventName.name) == name, col(EventName.event_id) == event_id)
            connection.execute(sa.delete(EventName).where(*own))
        _insert(connection, wanted - kept)


def rebuild(connection: sa.Connection) -> None:
    """Write the names of all events anew, in place of what is there."""
    connection.execute(sa.delete(EventName))
    every = _expected(lambda event: event.is_not(None)).subquery()
    in_order = sa.select(every).order_by(*(every.c[key.name] for key in sa.inspect(EventName).primary_key))
    connection.execute(sa.insert(EventName).from_select(list(_COLUMNS), in_order))


def wrong_names(connection: sa.Connection) -> Iterator[str]:
    """Every event whose names are not those that it has, in a sentence."""
    for ids in _all_events(connection):
        different = _kept(connection, ids) ^ _wanted(connection, ids)
        for event_id in sorted({row[2] for row in different}):
            yield f"event {event_id} is filed under other names than it has: run `dyadline db rebuild-search`"


def _wanted(connection: sa.Connection, ids: Sequence[int]) -> set[NameRow]:
    return {tuple(row) for row in connection.execute(_EXPECTED_OF, {"ids": ids})}


def _kept(connection: sa.Connection, ids: Sequence[int]) -> set[NameRow]:
    columns = (col(getattr(EventName, name)) for name in _COLUMNS)
    return {tuple(row) for row in connection.execute(sa.select(*columns).where(col(EventName.event_id).in_(ids)))}


def _insert(connection: sa.Connection, rows: Collection[NameRow]) -> None:
    if rows:
        connection.execute(sa.insert(EventName), [dict(zip(_COLUMNS, row, strict=True)) for row in sorted(rows)])


def _all_events(connection: sa.Connection) -> Iterator[Sequence[int]]:
    after = 0
    number: Any = col(Event.id)
    query = sa.select(number).order_by(number).limit(CHUNK)
    while ids := [row[0] for row in connection.execute(query.where(number > after))]:
        yield ids
        after = ids[-1]


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))
