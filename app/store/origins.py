"""Where articles stand among the origins, and which of them share fingerprints."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.articles import Block, BlockKind
from app.store.tables import Account, Article, ArticleFingerprint, ArticleVersion, Origin, OriginBasis, Source
from app.store.version_queries import latest_number

COMMON_PRINT = 500
"""A fingerprint of more articles than this is boilerplate and leads to none of them."""


@dataclass(frozen=True)
class Placed:
    """An article where it stands: what is compared of it, its origin, and whether a person put it there."""

    id: int
    title: str
    source: str
    published_on: int | None
    agency: str | None
    origin_id: int
    by_person: bool
    text: str
    blocks: tuple[Block, ...]


def write_prints(session: Session, article_id: int, prints: Collection[int], agency: str | None) -> None:
    """Write the fingerprints of an article in the place of any former ones, and whom it is credited to."""
    session.execute(sa.delete(ArticleFingerprint).where(col(ArticleFingerprint.article_id) == article_id))
    if prints:
        rows = [{"hash": one, "article_id": article_id} for one in sorted(prints)]
        session.execute(sa.insert(ArticleFingerprint), rows)
    session.execute(sa.update(Article).where(col(Article.id) == article_id).values(agency=agency))


def articles_sharing(session: Session, article_id: int, limit: int) -> list[int]:
    """The articles that share fingerprints with one, those that share most first; common fingerprints aside."""
    print_hash, owner = col(ArticleFingerprint.hash), col(ArticleFingerprint.article_id)
    own = sa.select(print_hash).where(owner == article_id)
    rare = sa.select(print_hash).where(print_hash.in_(own)).group_by(print_hash).having(sa.func.count() <= COMMON_PRINT)
    query = (
        sa.select(owner)
        .where(print_hash.in_(rare), owner != article_id)
        .group_by(owner)
        .order_by(sa.func.count().desc(), owner)
        .limit(limit)
    )
    return list(session.scalars(query))


def placed(session: Session, article_ids: Collection[int]) -> list[Placed]:
    """These articles with their latest text, in the order of their ids."""
    query = (
        sa.select(
            col(Article.id), col(Article.title), col(Source.name), col(Article.published_on), col(Article.agency),
            col(Article.origin_id), col(Article.origin_basis), col(ArticleVersion.text), col(ArticleVersion.blocks),
        )
        .join(ArticleVersion, col(ArticleVersion.article_id) == col(Article.id))
        .join(Source, col(Source.id) == col(Article.source_id))
        .where(col(Article.id).in_(article_ids), col(ArticleVersion.number) == latest_number())
        .order_by(col(Article.id))
    )  # fmt: skip
    return [_placed(*row) for row in session.execute(query)]


def members_of(session: Session, origin_ids: Collection[int]) -> list[int]:
    """The articles of these origins, in order."""
    query = sa.select(col(Article.id)).where(col(Article.origin_id).in_(origin_ids)).order_by(col(Article.id))
    return [article_id for article_id in session.scalars(query) if article_id is not None]


def held_origins(session: Session, origin_ids: Collection[int]) -> set[int]:
    """Those of these origins in which a person put an article: no machine joins them to others."""
    query = sa.select(col(Article.origin_id)).where(
        col(Article.origin_id).in_(origin_ids), col(Article.origin_basis) == OriginBasis.PERSON
    )
    return set(session.scalars(query))


def move_articles(session: Session, article_ids: Collection[int], origin_id: int, basis: OriginBasis) -> None:
    """Put articles into an origin."""
    values = {"origin_id": origin_id, "origin_basis": basis.value}
    session.execute(sa.update(Article).where(col(Article.id).in_(article_ids)).values(**values))


def add_origin(session: Session, reason: str) -> int:
    """Start an origin; it has no articles yet."""
    origin = Origin(reason=reason)
    session.add(origin)
    session.flush()
    assert origin.id is not None  # noqa: S101 - the flush gave it one
    return origin.id


def origin_reason(session: Session, origin_id: int) -> str | None:
    """Why an origin is a group; None if there is no such origin."""
    return session.scalar(sa.select(col(Origin.reason)).where(col(Origin.id) == origin_id))


def set_origin_reason(session: Session, origin_id: int, reason: str) -> None:
    """Say why an origin is a group."""
    session.execute(sa.update(Origin).where(col(Origin.id) == origin_id).values(reason=reason))


def events_told_by(session: Session, article_ids: Collection[int]) -> set[int]:
    """The events that any version of these articles has an account of."""
    query = (
        sa.select(col(Account.event_id))
        .join(ArticleVersion, col(ArticleVersion.id) == col(Account.article_version_id))
        .where(col(ArticleVersion.article_id).in_(article_ids))
    )
    return set(session.scalars(query))


def articles_of_event(session: Session, event_id: int) -> list[int]:
    """The articles that tell an event, in order."""
    query = (
        sa.select(col(ArticleVersion.article_id))
        .join(Account, col(Account.article_version_id) == col(ArticleVersion.id))
        .where(col(Account.event_id) == event_id)
        .distinct()
        .order_by(col(ArticleVersion.article_id))
    )
    return list(session.scalars(query))


def untraced_articles(session: Session) -> list[int]:
    """The articles that have no fingerprints, in order: kept before there were any, or of too few words."""
    traced = sa.exists().where(col(ArticleFingerprint.article_id) == col(Article.id))
    query = sa.select(col(Article.id)).where(~traced).order_by(col(Article.id))
    return [article_id for article_id in session.scalars(query) if article_id is not None]


def _placed(
    article_id: int, title: str, source: str, day: int | None, agency: str | None, origin: int, basis: str, text: str,
    blocks: list[list[Any]],
) -> Placed:  # fmt: skip
    kept = tuple(Block(start, end, BlockKind(kind)) for start, end, kind in blocks)
    return Placed(article_id, title, source, day, agency, origin, basis == OriginBasis.PERSON, text, kept)
