"""
What is searched and filed, kept as exact as the tiles: in the transaction that changes what it stands for.

Whoever changes an article or a note says so (`touch`); of events the tiles know already. At the end of the transaction
the texts are read again and the rows that differ are written (`settle`).
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from itertools import groupby
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.search import document
from app.store import name_rows, search_index
from app.store.loading import load_rows
from app.store.search_tables import WORD_TABLES, ArticleWords, EventWords, NoteWords, QuoteWords, WordTable
from app.store.tables import Account, Annotation, AnnotationTag, Article, ArticleVersion, Event, Tag
from app.store.version_queries import latest_number

CHUNK = 1_000
"""Texts that are read at once: articles may have a megabyte each."""
_TOUCHED = "dyadline_searched"

Words = dict[int, str]
Some = Callable[[Any], sa.ColumnElement[bool]]
"""Which rows are meant: a condition on the column of their ids."""


def begin(session: Session) -> None:
    """Forget what a transaction that failed had touched."""
    session.info[_TOUCHED] = {}


def touch(session: Session, table: WordTable, ids: Collection[int]) -> None:
    """Say that articles (`ArticleWords`) or notes (`NoteWords`) change in this transaction, before or after they do."""
    session.info.setdefault(_TOUCHED, {}).setdefault(table, set()).update(ids)


def settle(session: Session, event_ids: Collection[int]) -> None:
    """Write what the touched articles and notes, and these events with their quotes, have to be found by."""
    touched: dict[WordTable, set[int]] = session.info.pop(_TOUCHED, {})
    session.flush()
    connection = session.connection()
    name_rows.settle(session, event_ids, touched.get(NoteWords, ()))
    if event_ids:
        touched[EventWords] = set(event_ids)
        touched[QuoteWords] = set(_accounts_of(connection, sorted(event_ids)))
    for table, ids in touched.items():
        for some in _chunks(sorted(ids)):
            _write(connection, table, some)


def rebuild(connection: sa.Connection) -> None:
    """
    Write every row anew, from nothing but what is to be searched, and index it.

    For many millions of events this takes minutes: give a connection without a statement limit.
    """
    name_rows.rebuild(connection)
    for table in WORD_TABLES:
        name = table.__tablename__
        search_index.drop(connection, name)
        connection.execute(sa.delete(table))
        for some in _stretches(connection, table):
            load_rows(connection, name, ("id", "words"), _READERS[table](connection, some).items())
        search_index.create(connection, name)


def wrong_words(connection: sa.Connection) -> Iterator[str]:
    """Every row that is missing, too many, or has other words than what it stands for, in a sentence."""
    for table in WORD_TABLES:
        noun = _NOUNS[table]
        for some in _stretches(connection, table):
            kept, expected = _kept(connection, table, some), _READERS[table](connection, some)
            for one in sorted(kept.keys() | expected.keys()):
                if kept.get(one) != expected.get(one):
                    yield f"the search does not find {noun} {one} by its own words: run `dyadline db rebuild-search`"
    yield from name_rows.wrong_names(connection)
    yield from search_index.broken_indexes(connection)


def _write(connection: sa.Connection, table: WordTable, ids: Sequence[int]) -> None:
    """Bring the rows of these ids up to date; most come out as they are kept."""
    some = _among(ids)
    kept, wanted = _kept(connection, table, some), _READERS[table](connection, some)
    stale = [one for one in kept if one not in wanted]
    if stale:
        connection.execute(sa.delete(table).where(col(table.id).in_(stale)))
    changed = [{"key": one, "words": words} for one, words in wanted.items() if one in kept and kept[one] != words]
    if changed:
        row = sa.update(table).where(col(table.id) == sa.bindparam("key")).values(words=sa.bindparam("words"))
        connection.execute(row, changed)
    _insert(connection, table, {one: words for one, words in wanted.items() if one not in kept})


def _insert(connection: sa.Connection, table: WordTable, rows: Words) -> None:
    if rows:
        connection.execute(sa.insert(table), [{"id": one, "words": words} for one, words in rows.items()])


def _kept(connection: sa.Connection, table: WordTable, some: Some) -> Words:
    rows = connection.execute(sa.select(col(table.id), col(table.words)).where(some(col(table.id))))
    return {row[0]: row[1] for row in rows}


def _events(connection: sa.Connection, some: Some) -> Words:
    own = sa.select(col(Event.id), col(Event.title), col(Event.place))
    is_whole = col(Event.merged_into).is_(None)
    quotes = sa.select(col(Account.event_id), col(Account.quote)).order_by(col(Account.event_id), col(Account.id))
    told = _grouped(connection, quotes.where(some(col(Account.event_id))))
    events = _rows(connection, own.where(some(col(Event.id)), is_whole).order_by(col(Event.id)))
    return {one: document([title, place, *told.get(one, ())]) for one, title, place in events}


def _quotes(connection: sa.Connection, some: Some) -> Words:
    rows = _rows(connection, sa.select(col(Account.id), col(Account.quote)).where(some(col(Account.id))))
    return {one: document([quote]) for one, quote in rows}


def _articles(connection: sa.Connection, some: Some) -> Words:
    query = (
        sa.select(col(Article.id), col(Article.title), col(ArticleVersion.text))
        .join(ArticleVersion, col(ArticleVersion.article_id) == col(Article.id))
        .where(some(col(Article.id)), col(ArticleVersion.number) == latest_number())
    )
    return {one: document([title, text]) for one, title, text in _rows(connection, query)}


def _notes(connection: sa.Connection, some: Some) -> Words:
    tags = (
        sa.select(col(AnnotationTag.annotation_id), col(Tag.name))
        .join(Tag, col(Tag.id) == col(AnnotationTag.tag_id))
        .where(some(col(AnnotationTag.annotation_id)))
        .order_by(col(AnnotationTag.annotation_id), col(Tag.name))
    )
    tagged = _grouped(connection, tags)
    notes = sa.select(col(Annotation.id), col(Annotation.body)).where(
        some(col(Annotation.id)), col(Annotation.deleted_at).is_(None)
    )
    return {one: document([body, *tagged.get(one, ())]) for one, body in _rows(connection, notes)}


_READERS: dict[WordTable, Callable[[sa.Connection, Some], Words]] = {
    EventWords: _events,
    QuoteWords: _quotes,
    ArticleWords: _articles,
    NoteWords: _notes,
}
_OWNERS: dict[WordTable, type[Event] | type[Account] | type[Article] | type[Annotation]] = {
    EventWords: Event,
    QuoteWords: Account,
    ArticleWords: Article,
    NoteWords: Annotation,
}
_NOUNS: dict[WordTable, str] = {
    EventWords: "event",
    QuoteWords: "the quote of account",
    ArticleWords: "article",
    NoteWords: "note",
}


def _rows(connection: sa.Connection, query: sa.Executable) -> Sequence[Any]:
    """Ids and texts; the ids are keys, whatever SQLModel thinks of them."""
    return connection.execute(query).all()


def _grouped(connection: sa.Connection, query: sa.Executable) -> dict[int, list[str]]:
    """Rows of id and text, sorted by id, as the texts of each id."""
    rows = _rows(connection, query)
    return {one: [text for _, text in texts] for one, texts in groupby(rows, key=lambda row: row[0])}


def _accounts_of(connection: sa.Connection, event_ids: Sequence[int]) -> Iterator[int]:
    for some in _chunks(event_ids):
        rows = _rows(connection, sa.select(col(Account.id)).where(col(Account.event_id).in_(some)))
        yield from (row[0] for row in rows)


def _among(ids: Sequence[int]) -> Some:
    return lambda number: col(number).in_(ids)


def _stretches(connection: sa.Connection, table: WordTable) -> Iterator[Some]:
    """Everything that may have a row, and every row, in stretches of ids that hold a chunk each."""
    after = 0
    while True:
        next_ids = [
            sa.select(col(source.id)).where(col(source.id) > after).order_by(col(source.id)).limit(CHUNK)
            for source in (_OWNERS[table], table)
        ]
        ids = sorted({row[0] for query in next_ids for row in _rows(connection, query)})[:CHUNK]
        if not ids:
            return
        yield _between(after + 1, ids[-1])
        after = ids[-1]


def _between(first: int, last: int) -> Some:
    return lambda number: col(number).between(first, last)


def _chunks(ids: Sequence[int]) -> Iterator[Sequence[int]]:
    return (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))
