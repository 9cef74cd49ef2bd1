"""What a search finds, part by part, newest first: plain rows with the texts in which the words are to be shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.filters import Filter
from app.domain.search import MAX_DOCUMENT_CHARS, read_query
from app.store.annotations import tags_of
from app.store.matching import matching
from app.store.search_match import by_index_alone, has_words
from app.store.search_tables import ArticleWords, NoteWords, QuoteWords, WordTable
from app.store.tables import Account, Annotation, Article, ArticleVersion, Event, Source, User


@dataclass(frozen=True)
class FoundQuote:
    """The quote of an account, with its event and where it was published."""

    id: int
    quote: str
    event_id: int
    event_title: str
    article_id: int
    source: str
    published_on: date | None


@dataclass(frozen=True)
class FoundArticle:
    """An article with as much of the text of its latest version as is searched."""

    id: int
    title: str
    source: str
    published_on: date | None
    text: str


@dataclass(frozen=True)
class FoundNote:
    """A note, with its event where it stands on one itself."""

    id: int
    body: str
    tags: tuple[str, ...]
    author: str
    updated_at: datetime
    event_id: int | None
    event_title: str | None


def count_words(session: Session, table: WordTable, typed: str) -> int:
    """How many rows of a word table a query finds."""
    query = sa.select(sa.func.count()).select_from(table).where(has_words(col(table.id), table, read_query(typed)))
    with by_index_alone(session):
        return session.connection().scalar(query) or 0


def find_event_ids(session: Session, typed: str, before: int, limit: int) -> list[int]:
    """Events that the timeline shows for these words, those below an id."""
    events = matching(Filter(texts=(typed,))).c
    query = sa.select(events.id).where(events.id < before).order_by(events.id.desc()).limit(limit)
    return list(session.connection().scalars(query))


def quotes_of(session: Session, event_ids: Sequence[int]) -> dict[int, list[str]]:
    """The quotes of each event, oldest first."""
    query = sa.select(col(Account.event_id), col(Account.quote)).where(col(Account.event_id).in_(event_ids))
    quotes: dict[int, list[str]] = {event_id: [] for event_id in event_ids}
    for event_id, quote in session.connection().execute(query.order_by(col(Account.id))):
        quotes[event_id].append(quote)
    return quotes


def find_quotes(session: Session, typed: str, before: int, limit: int) -> list[FoundQuote]:
    """Accounts whose quote holds the words, those below an id."""
    ids = _ids(session, QuoteWords, typed, before, limit)
    query = (
        sa.select(
            col(Account.id), col(Account.quote), col(Event.id), col(Event.title),
            col(Article.id), col(Source.name), col(Article.published_on),
        )
        .join(Event, col(Event.id) == col(Account.event_id))
        .join(ArticleVersion, col(ArticleVersion.id) == col(Account.article_version_id))
        .join(Article, col(Article.id) == col(ArticleVersion.article_id))
        .join(Source, col(Source.id) == col(Article.source_id))
        .where(col(Account.id).in_(ids))
        .order_by(col(Account.id).desc())
    )  # fmt: skip
    return [
        FoundQuote(one, quote, event_id, title, article_id, source, _day(day))
        for one, quote, event_id, title, article_id, source, day in _rows(session, query)
    ]


def find_articles(session: Session, typed: str, before: int, limit: int) -> list[FoundArticle]:
    """Articles whose title or text holds the words, those below an id."""
    ids = _ids(session, ArticleWords, typed, before, limit)
    texts = _latest_texts(session, ids)
    query = (
        sa.select(col(Article.id), col(Article.title), col(Source.name), col(Article.published_on))
        .join(Source, col(Source.id) == col(Article.source_id))
        .where(col(Article.id).in_(ids))
        .order_by(col(Article.id).desc())
    )
    return [
        FoundArticle(one, title, source, _day(day), texts.get(one, ""))
        for one, title, source, day in _rows(session, query)
    ]


def find_notes(session: Session, typed: str, before: int, limit: int) -> list[FoundNote]:
    """Notes whose body or tags hold the words, those below an id."""
    ids = _ids(session, NoteWords, typed, before, limit)
    tags = tags_of(session, ids)
    query = (
        sa.select(
            col(Annotation.id), col(Annotation.body), sa.func.coalesce(col(Annotation.creator), col(User.name)),
            col(Annotation.updated_at),
            col(Event.id), col(Event.title),
        )
        .join(User, col(User.id) == col(Annotation.user_id))
        .outerjoin(Event, col(Event.id) == col(Annotation.event_id))
        .where(col(Annotation.id).in_(ids))
        .order_by(col(Annotation.id).desc())
    )  # fmt: skip
    return [FoundNote(one, body, tags.get(one, ()), *rest) for one, body, *rest in _rows(session, query)]


def _ids(session: Session, table: WordTable, typed: str, before: int, limit: int) -> list[int]:
    found = has_words(col(table.id), table, read_query(typed))
    query = sa.select(col(table.id)).where(found, col(table.id) < before).order_by(col(table.id).desc()).limit(limit)
    with by_index_alone(session):
        return [row[0] for row in _rows(session, query)]


def _latest_texts(session: Session, article_ids: Sequence[int]) -> dict[int, str]:
    searched = sa.func.substr(col(ArticleVersion.text), 1, MAX_DOCUMENT_CHARS)
    query = sa.select(col(ArticleVersion.article_id), searched).where(col(ArticleVersion.article_id).in_(article_ids))
    return {row[0]: row[1] for row in _rows(session, query.order_by(col(ArticleVersion.number)))}


def _rows(session: Session, query: sa.Executable) -> Sequence[Any]:
    return session.connection().execute(query).all()


def _day(ordinal: int | None) -> date | None:
    return date.fromordinal(ordinal) if ordinal else None
