"""What notes are exported with, and what an import looks for: articles by their text, accounts by their words."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.web_annotation_output import ArticleFacts, ToldFacts
from app.store.tables import Account, Article, ArticleVersion, Source


@dataclass(frozen=True)
class KnownText:
    """A version of an article with its text."""

    article_id: int
    version_id: int
    text: str


@dataclass(frozen=True)
class KnownAccount:
    """An account that has some words, and what tells it apart from others of the same words."""

    id: int
    event_id: int
    type: str
    title: str


def version_facts(session: Session, version_ids: Collection[int], root: str) -> dict[int, ArticleFacts]:
    """What says which texts these versions are; `root` is where our own pages are."""
    query = _articles(sa.select(col(ArticleVersion.id), *_ARTICLE)).where(col(ArticleVersion.id).in_(version_ids))
    return {row[0]: _article(row[1:], root) for row in session.execute(query)}


def told_of_events(session: Session, event_ids: Collection[int], root: str) -> dict[int, list[ToldFacts]]:
    """The accounts of events, oldest first."""
    told: dict[int, list[ToldFacts]] = {}
    for event_id, _, facts in _told(session, col(Account.event_id).in_(event_ids), root):
        told.setdefault(event_id, []).append(facts)
    return told


def told_of_accounts(session: Session, account_ids: Collection[int], root: str) -> dict[int, ToldFacts]:
    """These accounts."""
    return {account_id: facts for _, account_id, facts in _told(session, col(Account.id).in_(account_ids), root)}


def find_text(session: Session, sha256: str) -> KnownText | None:
    """The version of an article that has the text of this hash, or None."""
    return _text(session, col(ArticleVersion.text_sha256) == sha256)


def find_text_at(session: Session, address: str) -> KnownText | None:
    """The latest version of the article that was published at an address, or None."""
    return _text(session, col(Article.url) == address)


def accounts_at(session: Session, version_id: int, start: int, quote: str) -> list[KnownAccount]:
    """The accounts that rest on these very words of a version, oldest first."""
    query = (
        sa.select(col(Account.id), col(Account.event_id), col(Account.type), col(Account.title))
        .where(
            col(Account.article_version_id) == version_id,
            col(Account.start) == start,
            col(Account.end) == start + len(quote),
            col(Account.quote) == quote,
        )
        .order_by(col(Account.id))
    )
    return [
        KnownAccount(account_id or 0, event, kind, title) for account_id, event, kind, title in session.execute(query)
    ]


_ARTICLE = (
    col(Article.id), col(Article.url), col(ArticleVersion.text_sha256), col(Article.title), col(Source.name),
    col(Article.published_on),
)  # fmt: skip


def _articles(query: sa.Select[*tuple[Any, ...]]) -> sa.Select[*tuple[Any, ...]]:
    return query.join(Article, col(Article.id) == col(ArticleVersion.article_id)).join(
        Source, col(Source.id) == col(Article.source_id)
    )


def _article(row: Any, root: str) -> ArticleFacts:
    article_id, url, sha256, title, source, published = row
    day = date.fromordinal(published) if published else None
    return ArticleFacts(url or f"{root}/articles/{article_id}", sha256, title, source, day)


def _told(session: Session, condition: sa.ColumnElement[bool], root: str) -> list[tuple[int, int, ToldFacts]]:
    query = _articles(
        sa.select(Account, *_ARTICLE).join(ArticleVersion, col(ArticleVersion.id) == col(Account.article_version_id))
    ).where(condition)
    return [
        (row.event_id, row.id or 0, ToldFacts(_article(rest, root), row.start, row.end, row.quote, row.type, row.title))
        for row, *rest in session.execute(query.order_by(col(Account.id)))
    ]


def _text(session: Session, condition: sa.ColumnElement[bool]) -> KnownText | None:
    query = (
        sa.select(col(ArticleVersion.article_id), col(ArticleVersion.id), col(ArticleVersion.text))
        .join(Article, col(Article.id) == col(ArticleVersion.article_id))
        .where(condition)
        .order_by(col(ArticleVersion.article_id), col(ArticleVersion.number).desc())
        .limit(1)
    )
    row = session.execute(query).one_or_none()
    return KnownText(row[0], row[1] or 0, row[2]) if row else None
