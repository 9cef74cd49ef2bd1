"""The names of events, kept exact at the end of every transaction that touches an event or a note on it."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
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
_IDS: sa.BindParameter[Any] = sa.bindparam("ids", expanding=True)
_EVENTS = sa.select(
    col(Event.id), col(Event.review), col(Event.type), col(Event.status), col(Event.earliest), col(Event.latest)
).where(col(Event.id).in_(_IDS), col(Event.merged_into).is_(None))
# Built once: settling runs them for every article.
_NAMES = {
    Facet.ACTOR: sa.select(col(EventActor.event_id), col(Actor.name))
    .join(Actor, col(Actor.id) == col(EventActor.actor_id))
    .where(col(EventActor.event_id).in_(_IDS), col(EventActor.role) == "actor"),
    Facet.SOURCE: sa.select(col(Account.event_id), col(Source.name))
    .join(ArticleVersion, col(ArticleVersion.id) == col(Account.article_version_id))
    .join(Article, col(Article.id) == col(ArticleVersion.article_id))
    .join(Source, col(Source.id) == col(Article.source_id))
    .where(col(Account.event_id).in_(_IDS)),
    Facet.PLACE: sa.select(col(Event.id), col(Event.place)).where(
        col(Event.id).in_(_IDS), col(Event.place).is_not(None)
    ),
    Facet.TAG: sa.select(col(Annotation.event_id), col(Tag.name))
    .join(AnnotationTag, col(AnnotationTag.annotation_id) == col(Annotation.id))
    .join(Tag, col(Tag.id) == col(AnnotationTag.tag_id))
    .where(col(Annotation.event_id).in_(_IDS), col(Annotation.deleted_at).is_(None)),
}


def settle(session: Session, event_ids: Collection[int], note_ids: Collection[int]) -> None:
    """Write the names that these events, and the events of these notes, have now."""
    connection = session.connection()
    ids = set(event_ids)
    for some in _chunks(sorted(note_ids)):
        noted = sa.select(col(Annotation.event_id)).where(col(Annotation.id).in_(some))
        ids.update(row[0] for row in connection.execute(noted) if row[0] is not None)
    for some in _chunks(sorted(ids)):
        kept, wanted = _kept(connection, some), set(_expected(connection, some))
        for kind, name, event_id in (row[:3] for row in kept - wanted):
            own = (col(EventName.kind) == kind, col(EventName.name) == name, col(EventName.event_id) == event_id)
            connection.execute(sa.delete(EventName).where(*own))
        _insert(connection, wanted - kept)


def rebuild(connection: sa.Connection) -> None:
    """Write the names of all events anew, in place of what is there."""
    connection.execute(sa.delete(EventName))
    for ids in _all_events(connection):
        _insert(connection, set(_expected(connection, ids)))


def wrong_names(connection: sa.Connection) -> Iterator[str]:
    """Every event whose names are not those that it has, in a sentence."""
    for ids in _all_events(connection):
        different = _kept(connection, ids) ^ set(_expected(connection, ids))
        for event_id in sorted({row[2] for row in different}):
            yield f"event {event_id} is filed under other names than it has: run `dyadline db rebuild-search`"


def _expected(connection: sa.Connection, ids: Sequence[int]) -> Iterator[NameRow]:
    """Rows of the names that events have, one of each kind as the first."""
    carried = {one: values for one, *values in _rows(connection, _EVENTS, ids)}
    for kind, query in _NAMES.items():
        names: dict[int, set[str]] = defaultdict(set)
        for event_id, name in _rows(connection, query, ids):
            names[event_id].add(name[:MAX_NAME_CHARS])
        for event_id, own in names.items():
            if event_id in carried:
                for place, name in enumerate(sorted(own)):
                    yield (kind.value, name, event_id, int(place == 0), *carried[event_id])


def _kept(connection: sa.Connection, ids: Sequence[int]) -> set[NameRow]:
    query = sa.select(*(col(getattr(EventName, name)) for name in _COLUMNS)).where(col(EventName.event_id).in_(_IDS))
    return {tuple(row) for row in _rows(connection, query, ids)}


def _rows(connection: sa.Connection, query: sa.Executable, ids: Sequence[int]) -> Sequence[Any]:
    """Rows about some events; their ids are keys, whatever SQLModel thinks of them."""
    return connection.execute(query, {"ids": ids}).all()


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
