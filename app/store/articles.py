"""Articles on their way in: kept as they came, read for events once, given up with a reason."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.articles import Block, BlockKind, Published, ReadArticle
from app.store import search_rows
from app.store.search_tables import ArticleWords
from app.store.tables import Account, Article, ArticleState, ArticleVersion, Origin, Source, Standing

UNNAMED_SOURCE = "Source not named"
HEAD = ("title", "byline", "dateline", "published_on", "published_basis", "url")
"""What a version says of its article and a later one may say otherwise."""


@dataclass(frozen=True)
class KnownArticle:
    """An article that is there already; `version` is the number of the one that was found, or of the latest."""

    id: int
    title: str
    version: int


@dataclass(frozen=True)
class NewArticle:
    """
    What is needed to keep an article: what its reader gave, the bytes it came as, and how it came.

    Attributes:
        name: Of the file, or "pasted text".
        title: As a person gives it or the text has it, else the name.
        is_titled: Whether it is more than the name.
        source: `UNNAMED_SOURCE` where nobody says it.
    """

    read: ReadArticle
    raw: bytes
    name: str
    media_type: str
    title: str
    is_titled: bool
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

    @property
    def published_on(self) -> int | None:
        """The publication day as an ordinal."""
        return date.fromisoformat(self.read.published.day).toordinal() if self.read.published else None

    @property
    def head(self) -> dict[str, Any]:
        """What it says of itself, by the names of `HEAD`; None where it says nothing."""
        return {
            "title": self.title if self.is_titled else None,
            "byline": self.read.byline,
            "dateline": self.read.dateline,
            "published_on": self.published_on,
            "published_basis": self.read.published.basis if self.read.published else None,
            "url": self.read.url,
        }


@dataclass(frozen=True)
class KeptArticle:
    """An article as it can be read for events, again and again with the same answer."""

    id: int
    version_id: int
    version: int
    state: ArticleState
    read: ReadArticle


def find_known(session: Session, new: NewArticle) -> KnownArticle | None:
    """The article of which some version is the same in bytes or in kept text."""
    same = sa.or_(col(ArticleVersion.sha256) == new.sha256, col(ArticleVersion.text_sha256) == new.text_sha256)
    query = (
        sa.select(col(Article.id), col(Article.title), col(ArticleVersion.number))
        .join(ArticleVersion, col(ArticleVersion.article_id) == col(Article.id))
        .where(same)
    )
    return _first_known(session, query.order_by(col(Article.id), col(ArticleVersion.number)))


def find_earlier(session: Session, new: NewArticle) -> KnownArticle | None:
    """
    The article of which this is a new version: of the same canonical address, else of the same source, title and
    publication day, where all three are known.
    """
    latest = sa.func.max(col(ArticleVersion.number))
    query = (
        sa.select(col(Article.id), col(Article.title), latest)
        .join(ArticleVersion, col(ArticleVersion.article_id) == col(Article.id))
        .group_by(col(Article.id), col(Article.title))
        .order_by(col(Article.id))
    )
    if new.read.url and (known := _first_known(session, query.where(col(Article.url) == new.read.url))):
        return known
    if new.source == UNNAMED_SOURCE or not new.is_titled or new.published_on is None:
        return None
    same_day = query.join(Source, col(Source.id) == col(Article.source_id)).where(
        col(Article.published_on) == new.published_on, col(Source.name) == new.source, col(Article.title) == new.title
    )
    return _first_known(session, same_day)


def add_article(session: Session, new: NewArticle) -> int:
    """Keep an article as received, with its first version and an origin of its own."""
    article = Article(
        source_id=_source_id(session, new.source, is_sample=new.is_sample),
        origin_id=_added_id(session, Origin(reason="its own text")),
        batch_id=new.batch_id,
        received_at=new.received_at,
        **{**new.head, "title": new.title},
    )
    article_id = _added_id(session, article)
    _add_version(session, article_id, 1, new)
    return article_id


def add_version(session: Session, article_id: int, number: int, new: NewArticle) -> None:
    """Keep a new version of an article beside the former ones; the article waits to be read for events again."""
    _add_version(session, article_id, number, new)
    _update(session, article_id, state=ArticleState.RECEIVED, state_reason=None, notices=[], read_at=None)


def write_head(session: Session, article_id: int, values: dict[str, Any]) -> None:
    """Write what an article is called, by whom and when, under the names of `HEAD`."""
    if values:
        search_rows.touch(session, ArticleWords, [article_id])
        _update(session, article_id, **values)


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
    return KeptArticle(
        article_id, version.id, version.number, ArticleState(article.state), _as_read(article, version, source)
    )


def is_waiting(session: Session, kept: KeptArticle) -> bool:
    """Whether this version of an article is still its latest, and still waits to be read for events."""
    return is_latest(session, kept, ArticleState.RECEIVED)


def is_latest(session: Session, kept: KeptArticle, state: ArticleState) -> bool:
    """Whether this version of an article is still its latest, and the article in this state."""
    query = (
        sa.select(col(ArticleVersion.id), col(Article.state))
        .join(Article, col(Article.id) == col(ArticleVersion.article_id))
        .where(col(Article.id) == kept.id)
        .order_by(col(ArticleVersion.number).desc())
        .limit(1)
    )
    row = session.execute(query).one_or_none()
    return row is not None and (row[0], row[1]) == (kept.version_id, state)


def received_ids(session: Session) -> Sequence[int]:
    """The articles that still wait to be read for events, oldest first."""
    query = sa.select(col(Article.id)).where(col(Article.state) == ArticleState.RECEIVED).order_by(col(Article.id))
    return [article_id for article_id in session.scalars(query) if article_id is not None]


def readable_ids(session: Session, *, other_than: str | None) -> list[int]:
    """
    The articles that were read for events or given up, oldest first.

    Args:
        other_than: Leave out those of which an account was found by rules of this version. One without accounts stays:
            nothing says by which rules it was read.
    """
    query = sa.select(col(Article.id)).where(col(Article.state) != ArticleState.RECEIVED).order_by(col(Article.id))
    if other_than is not None:
        query = query.where(
            ~sa.exists().where(
                col(ArticleVersion.article_id) == col(Article.id),
                col(Account.article_version_id) == col(ArticleVersion.id),
                col(Account.standing) == Standing.FOUND,
                col(Account.rules_version) == other_than,
            )
        )
    return [article_id for article_id in session.scalars(query) if article_id is not None]


def notices_of(session: Session, article_id: int) -> tuple[str, ...]:
    """What reading an article for events had to say."""
    return tuple(session.scalars(sa.select(col(Article.notices)).where(col(Article.id) == article_id)).one())


def mark_read(session: Session, article_id: int, notices: Sequence[str], now: datetime) -> None:
    """Say that an article has been read for events, and what there was to say of it."""
    _update(session, article_id, state=ArticleState.READ, state_reason=None, notices=list(notices), read_at=now)


def mark_failed(session: Session, article_id: int, reason: str, now: datetime) -> None:
    """Say why no events can be read from an article."""
    _update(session, article_id, state=ArticleState.FAILED, state_reason=reason, read_at=now)


def has_articles(session: Session) -> bool:
    """Whether there is any article."""
    return session.scalar(sa.select(col(Article.id)).limit(1)) is not None


def _first_known(session: Session, query: sa.Select[int | None, str, int]) -> KnownArticle | None:
    row = session.execute(query.limit(1)).one_or_none()
    return KnownArticle(row[0] or 0, row[1], row[2]) if row else None


def _add_version(session: Session, article_id: int, number: int, new: NewArticle) -> None:
    search_rows.touch(session, ArticleWords, [article_id])
    session.add(
        ArticleVersion(
            article_id=article_id,
            number=number,
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
    session.flush()


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
        url=article.url,
    )
