"""Taking articles out again, with everything that only they tell."""

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col

from app.store.tables import Account, Annotation, Article, ArticleVersion, Event, Origin, Source
from app.store.tiles import touch


@dataclass(frozen=True)
class Titled:
    """A row that is about to go, and what it was called."""

    id: int
    title: str


def sample_articles(session: Session) -> list[Titled]:
    """The demonstration articles."""
    query = (
        sa.select(col(Article.id), col(Article.title))
        .join(Source, col(Source.id) == col(Article.source_id))
        .where(col(Source.is_sample))
        .order_by(col(Article.id))
    )
    return [Titled(*row) for row in session.execute(query)]


def events_told_only_by_samples(session: Session) -> list[Titled]:
    """Events that no other article tells."""
    return _events(session, col(Event.id).in_(_told(is_sample=True)), col(Event.id).not_in(_told(is_sample=False)))


def events_told_also_by_samples(session: Session) -> list[Titled]:
    """Events that both a sample and another article tell."""
    return _events(session, col(Event.id).in_(_told(is_sample=True)), col(Event.id).in_(_told(is_sample=False)))


def count_notes(session: Session, event_ids: Collection[int], article_ids: Collection[int]) -> int:
    """How many notes and answers go with these events and with what these articles say, deleted ones left out."""
    root = sa.orm.aliased(Annotation)
    versions = sa.select(col(ArticleVersion.id)).where(col(ArticleVersion.article_id).in_(article_ids))
    accounts = sa.select(col(Account.id)).where(col(Account.article_version_id).in_(versions))
    goes = sa.or_(
        col(root.event_id).in_(event_ids),
        col(root.account_id).in_(accounts),
        col(root.article_version_id).in_(versions),
    )
    query = (
        sa.select(sa.func.count(col(Annotation.id)))
        .join(root, col(root.id) == sa.func.coalesce(col(Annotation.parent_id), col(Annotation.id)))
        .where(goes, col(Annotation.deleted_at).is_(None))
    )
    return session.scalars(query).one()


def delete_articles(session: Session, article_ids: Collection[int]) -> None:
    """Delete articles with their versions, accounts and origins."""
    origins = session.scalars(sa.select(col(Article.origin_id)).where(col(Article.id).in_(article_ids))).all()
    session.execute(sa.delete(Article).where(col(Article.id).in_(article_ids)))
    still_used = sa.exists().where(col(Article.origin_id) == col(Origin.id))
    session.execute(sa.delete(Origin).where(col(Origin.id).in_(origins), ~still_used))


def delete_events(session: Session, event_ids: Collection[int]) -> None:
    """Delete events with their accounts, countries, dyad rows and notes; their history stays."""
    touch(session, event_ids)
    session.execute(sa.delete(Event).where(col(Event.id).in_(event_ids)))


def _told(*, is_sample: bool) -> sa.Select[int]:
    """The ids of the events that samples, or other articles, tell."""
    return (
        sa.select(col(Account.event_id))
        .join(ArticleVersion, col(ArticleVersion.id) == col(Account.article_version_id))
        .join(Article, col(Article.id) == col(ArticleVersion.article_id))
        .join(Source, col(Source.id) == col(Article.source_id))
        .where(col(Source.is_sample).is_(is_sample))
    )


def _events(session: Session, *conditions: sa.ColumnElement[bool]) -> list[Titled]:
    query = sa.select(col(Event.id), col(Event.title)).where(*conditions).order_by(col(Event.id))
    return [Titled(*row) for row in session.execute(query)]
