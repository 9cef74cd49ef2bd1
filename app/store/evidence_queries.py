"""Who tells contested events, and who decided about events."""

from collections.abc import Collection
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.events import Review
from app.store.revisions import EVENT
from app.store.tables import Account, Article, ArticleVersion, Event, EventField, FieldState, Revision, Source, User


def contested_among(session: Session, event_ids: Collection[int]) -> list[int]:
    """Those of these events that have a field in which accounts differ, that is left open, or without words."""
    left_open = sa.exists().where(
        col(EventField.event_id) == col(Event.id), col(EventField.state) == FieldState.DISPUTED
    )
    query = sa.select(col(Event.id)).where(
        col(Event.id).in_(event_ids),
        sa.or_(col(Event.conflict_count) > 0, col(Event.wordless_count) > 0, left_open),
    )
    return [event_id for event_id in session.scalars(query.order_by(col(Event.id))) if event_id is not None]


def outlets_of(session: Session, event_ids: Collection[int]) -> dict[int, str]:
    """For each account of these events the outlet of its article."""
    query = (
        sa.select(col(Account.id), col(Source.name))
        .join(ArticleVersion, col(ArticleVersion.id) == col(Account.article_version_id))
        .join(Article, col(Article.id) == col(ArticleVersion.article_id))
        .join(Source, col(Source.id) == col(Article.source_id))
        .where(col(Account.event_id).in_(event_ids))
    )
    return {row[0]: row[1] for row in session.execute(query)}


def deciders_of(session: Session, event_ids: Collection[int]) -> dict[int, tuple[str, datetime]]:
    """For each of these events that is accepted or rejected, who said so last, and when."""
    last = (
        sa.select(sa.func.max(col(Revision.id)))
        .where(col(Revision.subject) == EVENT, col(Revision.subject_id).in_(event_ids), col(Revision.field) == "review")
        .group_by(col(Revision.subject_id))
    )
    query = (
        sa.select(col(Revision.subject_id), col(User.name), col(Revision.at))
        .join(User, col(User.id) == col(Revision.user_id))
        .join(Event, col(Event.id) == col(Revision.subject_id))
        .where(col(Revision.id).in_(last), col(Event.review) != Review.PROPOSED)
    )
    return {event_id: (name, at) for event_id, name, at in session.execute(query)}
