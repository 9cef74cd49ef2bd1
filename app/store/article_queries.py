"""What pages show of articles: the list, one article's text and passages, and its bytes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.articles import Block, BlockKind
from app.domain.events import EventType, Review, Status
from app.store.tables import Account, Article, ArticleState, ArticleVersion, Event, Source


@dataclass(frozen=True)
class ArticleRow:
    """An article in the list. `event_count` counts the events it tells, each once."""

    id: int
    title: str
    byline: str | None
    dateline: str | None
    source: str
    is_sample: bool
    published_on: date | None
    published_basis: str | None
    state: ArticleState
    state_reason: str | None
    received_at: datetime
    event_count: int


@dataclass(frozen=True)
class VersionView:
    """One version of an article as it came; `size` in bytes."""

    number: int
    name: str
    media_type: str
    sha256: str
    size: int
    fetched_at: datetime


@dataclass(frozen=True)
class Passage:
    """A stretch of an article's text that tells an event: code point offsets, end excluded."""

    start: int
    end: int
    event_id: int
    title: str
    type: EventType
    status: Status
    date_edtf: str | None
    review: Review


@dataclass(frozen=True)
class ArticleText:
    """The kept text of an article's latest version, its blocks, and the notices of its reader and of the rules."""

    version_id: int
    text: str
    blocks: tuple[Block, ...]
    notices: tuple[str, ...]


@dataclass(frozen=True)
class RawFile:
    """The bytes of an article as they came."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True)
class ArticleSearch:
    """What the list is narrowed to: words of the title, byline or source; one source; one state."""

    q: str | None = None
    source: str | None = None
    state: ArticleState | None = None


def list_article_rows(session: Session, search: ArticleSearch, after: int | None, limit: int) -> list[ArticleRow]:
    """The next articles with an id below `after`, newest first."""
    query = _rows().where(*_conditions(search))
    if after is not None:
        query = query.where(col(Article.id) < after)
    return [_row(*values) for values in session.execute(query.order_by(col(Article.id).desc()).limit(limit))]


def count_article_rows(session: Session, search: ArticleSearch) -> int:
    """How many articles the search has."""
    query = (
        sa.select(sa.func.count(col(Article.id)))
        .join(Source, col(Source.id) == col(Article.source_id))
        .where(*_conditions(search))
    )
    return session.scalars(query).one()


def count_sample_articles(session: Session) -> int:
    """How many demonstration articles there are."""
    query = sa.select(sa.func.count(col(Article.id))).join(Source, col(Source.id) == col(Article.source_id))
    return session.scalars(query.where(col(Source.is_sample))).one()


def list_sources(session: Session) -> list[str]:
    """The names of the sources that have articles, sorted."""
    query = sa.select(col(Source.name)).where(col(Source.id).in_(sa.select(col(Article.source_id))))
    return sorted(session.scalars(query), key=str.casefold)


def find_article_row(session: Session, article_id: int) -> ArticleRow | None:
    """The article of this id, or None."""
    values = session.execute(_rows().where(col(Article.id) == article_id)).one_or_none()
    return _row(*values) if values else None


def article_text(session: Session, article_id: int) -> ArticleText:
    """The text of an article that exists."""
    version, notices = session.execute(
        sa.select(ArticleVersion, col(Article.notices))
        .join(Article, col(Article.id) == col(ArticleVersion.article_id))
        .where(col(Article.id) == article_id)
        .order_by(col(ArticleVersion.number).desc())
        .limit(1)
    ).one()
    blocks = tuple(Block(start, end, BlockKind(kind)) for start, end, kind in version.blocks)
    return ArticleText(version.id, version.text, blocks, (*version.notices, *notices))


def list_versions(session: Session, article_id: int) -> list[VersionView]:
    """Every version of an article, oldest first, without its bytes."""
    query = (
        sa.select(
            col(ArticleVersion.number),
            col(ArticleVersion.name),
            col(ArticleVersion.media_type),
            col(ArticleVersion.sha256),
            sa.func.length(col(ArticleVersion.raw)),
            col(ArticleVersion.fetched_at),
        )
        .where(col(ArticleVersion.article_id) == article_id)
        .order_by(col(ArticleVersion.number))
    )
    return [VersionView(*row) for row in session.execute(query)]


def list_passages(session: Session, version_id: int) -> list[Passage]:
    """The passages of one version that tell events, in the order of the text; they may overlap."""
    query = (
        sa.select(
            col(Account.start), col(Account.end), col(Event.id), col(Event.title),
            col(Event.type), col(Event.status), col(Event.date_edtf), col(Event.review),
        )
        .join(Event, col(Event.id) == col(Account.event_id))
        .where(col(Account.article_version_id) == version_id)
        .order_by(col(Account.start), col(Account.end).desc(), col(Account.id))
    )  # fmt: skip
    return [
        Passage(start, end, event_id, title, EventType(kind), Status(status), edtf, Review(review))
        for start, end, event_id, title, kind, status, edtf, review in session.execute(query)
    ]


def find_raw(session: Session, article_id: int, number: int | None = None) -> RawFile | None:
    """The bytes of one version of an article, by default of its latest, or None."""
    query = sa.select(col(ArticleVersion.name), col(ArticleVersion.media_type), col(ArticleVersion.raw)).where(
        col(ArticleVersion.article_id) == article_id
    )
    if number is not None:
        query = query.where(col(ArticleVersion.number) == number)
    row = session.execute(query.order_by(col(ArticleVersion.number).desc()).limit(1)).one_or_none()
    return RawFile(*row) if row else None


def _rows() -> sa.Select[Article, str, bool, int]:
    event_count = (
        sa.select(sa.func.count(sa.distinct(col(Account.event_id))))
        .join(ArticleVersion, col(ArticleVersion.id) == col(Account.article_version_id))
        .where(col(ArticleVersion.article_id) == col(Article.id))
        .scalar_subquery()
    )
    return sa.select(Article, col(Source.name), col(Source.is_sample), event_count).join(
        Source, col(Source.id) == col(Article.source_id)
    )


def _conditions(search: ArticleSearch) -> Sequence[sa.ColumnElement[bool]]:
    conditions = []
    if search.q:
        fields = (col(Article.title), col(Article.byline), col(Source.name))
        conditions.append(sa.or_(*(field.icontains(search.q, autoescape=True) for field in fields)))
    if search.source:
        conditions.append(col(Source.name) == search.source)
    if search.state:
        conditions.append(col(Article.state) == search.state)
    return conditions


def _row(article: Article, source: str, is_sample: bool, event_count: int) -> ArticleRow:
    assert article.id is not None  # noqa: S101 - it was loaded
    return ArticleRow(
        id=article.id,
        title=article.title,
        byline=article.byline,
        dateline=article.dateline,
        source=source,
        is_sample=is_sample,
        published_on=date.fromordinal(article.published_on) if article.published_on else None,
        published_basis=article.published_basis,
        state=ArticleState(article.state),
        state_reason=article.state_reason,
        received_at=article.received_at,
        event_count=event_count,
    )
