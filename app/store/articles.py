"""Articles on their way in: kept as they came, read for events once, given up with a reason."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.articles import Block, BlockKind, Published, ReadArticle
from app.store.tables import Article, ArticleState, ArticleVersion, Origin, Source

UNNAMED_SOURCE = "Source not named"


class AlreadyKept(Exception):
    """An article with these bytes or this text is there: found by the database, whoever came first."""


@dataclass(frozen=True)
class KnownArticle:
    """An article that is there already."""

    id: int
    title: str


@dataclass(frozen=True)
class NewArticle:
    """What is needed to keep an article: what its reader gave, the bytes it came as, and how it came."""

    read: ReadArticle
    raw: bytes
    name: str
    media_type: str
    title: str
    source: str
    is_sample: bool
    batch_id: int | None
    received_at: datetime

    @property
    def sha256(self) -> str:
        """Of the bytes."""
        return hashlib.sha256(self.raw).hexdigest()

    @property
    def text_sha256(self) -> str:
        """Of the kept text, as UTF-8."""
        return hashlib.sha256(self.read.text.encode()).hexdigest()


@dataclass(frozen=True)
class KeptArticle:
    """An article as it can be read for events, again and again with the same answer."""

    id: int
    version_id: int
    state: ArticleState
    read: ReadArticle


def find_known(session: Session, sha256: str, text_sha256: str) -> KnownArticle | None:
    """The article that is the same in bytes or in kept text."""
    same = sa.or_(col(ArticleVersion.sha256) == sha256, col(ArticleVersion.text_sha256) == text_sha256)
    row = session.execute(
        sa.select(col(Article.id), col(Article.title))
        .join(ArticleVersion, col(ArticleVersion.article_id) == col(Article.id))
        .where(same)
        .order_by(col(Article.id))
        .limit(1)
    ).one_or_none()
    return KnownArticle(row[0], row[1]) if row else None


def add_article(session: Session, new: NewArticle) -> int:
    """
    Keep an article as received, with its first version and an origin of its own.

    Raises:
        AlreadyKept: Somebody kept the same article first; the transaction is spoilt and must end.
    """
    published = new.read.published
    article = Article(
        source_id=_source_id(session, new.source, is_sample=new.is_sample),
        origin_id=_added_id(session, Origin(reason="its own text")),
        batch_id=new.batch_id,
        title=new.title,
        byline=new.read.byline,
        dateline=new.read.dateline,
        published_on=date.fromisoformat(published.day).toordinal() if published else None,
        published_basis=published.basis if published else None,
        received_at=new.received_at,
    )
    article_id = _added_id(session, article)
    session.add(
        ArticleVersion(
            article_id=article_id,
            raw=new.raw,
            media_type=new.media_type,
            name=new.name,
            sha256=new.sha256,
            text=new.read.text,
            text_sha256=new.text_sha256,
            blocks=[[block.start, block.end, block.kind.value] for block in new.read.blocks],
            notices=list(new.read.notices),
            fetched_at=new.received_at,
        )
    )
    try:
        session.flush()
    except sa.exc.IntegrityError as problem:
        raise AlreadyKept from problem
    return article_id


def find_kept(session: Session, article_id: int) -> KeptArticle | None:
    """The latest version of an article as its reader gave it, or None."""
    row = session.execute(
        sa.select(Article, ArticleVersion, col(Source.name))
        .join(ArticleVersion, col(ArticleVersion.article_id) == col(Article.id))
        .join(Source, col(Source.id) == col(Article.source_id))
        .where(col(Article.id) == article_id)
        .order_by(col(ArticleVersion.number).desc())
        .limit(1)
    ).one_or_none()
    if row is None:
        return None
    article, version, source = row
    return KeptArticle(article_id, version.id, ArticleState(article.state), _as_read(article, version, source))


def article_state(session: Session, article_id: int) -> ArticleState | None:
    """How far an article has come; None if there is none."""
    state = session.scalar(sa.select(col(Article.state)).where(col(Article.id) == article_id))
    return ArticleState(state) if state is not None else None


def received_ids(session: Session) -> Sequence[int]:
    """The articles that still wait to be read for events, oldest first."""
    query = sa.select(col(Article.id)).where(col(Article.state) == ArticleState.RECEIVED).order_by(col(Article.id))
    return [article_id for article_id in session.scalars(query) if article_id is not None]


def mark_read(session: Session, article_id: int, notices: Sequence[str], now: datetime) -> None:
    """Say that an article has been read for events, and what there was to say of it."""
    _update(session, article_id, state=ArticleState.READ, notices=list(notices), read_at=now)


def mark_failed(session: Session, article_id: int, reason: str, now: datetime) -> None:
    """Say why no events can be read from an article."""
    _update(session, article_id, state=ArticleState.FAILED, state_reason=reason, read_at=now)


def has_articles(session: Session) -> bool:
    """Whether there is any article."""
    return session.scalar(sa.select(col(Article.id)).limit(1)) is not None


def _source_id(session: Session, name: str, *, is_sample: bool) -> int:
    known = session.scalar(sa.select(col(Source.id)).where(col(Source.name) == name))
    return known if known is not None else _added_id(session, Source(name=name, is_sample=is_sample))


def _update(session: Session, article_id: int, **values: Any) -> None:
    session.execute(sa.update(Article).where(col(Article.id) == article_id).values(**values))


def _added_id(session: Session, row: Article | Origin | Source) -> int:
    session.add(row)
    session.flush()
    assert row.id is not None  # noqa: S101 - the flush gave it one
    return row.id


def _as_read(article: Article, version: ArticleVersion, source: str) -> ReadArticle:
    published = None
    if article.published_on is not None:
        published = Published(date.fromordinal(article.published_on).isoformat(), article.published_basis or "")
    return ReadArticle(
        text=version.text,
        blocks=tuple(Block(start, end, BlockKind(kind)) for start, end, kind in version.blocks),
        title=article.title,
        byline=article.byline,
        publisher=source if source != UNNAMED_SOURCE else None,
        dateline=article.dateline,
        published=published,
        notices=tuple(version.notices),
    )
