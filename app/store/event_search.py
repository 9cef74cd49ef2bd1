"""Finding another event: by its number, by words of its title, or because it lies near."""

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.dates import DateKind
from app.domain.events import EventType, Review
from app.store.tables import Account, ArticleVersion, Event, EventDyad


@dataclass(frozen=True)
class EventLine:
    """An event in one line."""

    id: int
    title: str
    type: EventType
    date_edtf: str | None
    date_kind: DateKind | None
    review: Review
    article_count: int


def event_lines(session: Session, event_ids: Collection[int]) -> dict[int, EventLine]:
    """These events by id, merged ones too."""
    return {line.id: line for line in _lines(session, sa.select(Event).where(col(Event.id).in_(event_ids)))}


def search_events(session: Session, words: Collection[str], limit: int) -> list[EventLine]:
    """Events that are nobody's part and whose titles hold all of these words, latest first."""
    has_all = [col(Event.title).icontains(word, autoescape=True) for word in words]
    query = sa.select(Event).where(col(Event.merged_into).is_(None), *has_all)
    return _lines(session, query.order_by(col(Event.id).desc()).limit(limit))


def near_events(session: Session, event_id: int, limit: int) -> list[EventLine]:
    """
    Events of a pair of this one, those nearest in date first; of one without a date those of its pairs, latest first.

    Rejected ones and those that are part of another are left out.
    """
    day = session.scalar(sa.select(col(Event.earliest)).where(col(Event.id) == event_id))
    pairs = sa.select(col(EventDyad.dyad_id)).where(col(EventDyad.event_id) == event_id)
    nearness = sa.func.min(sa.func.abs(col(EventDyad.earliest) - day)) if day else sa.func.max(-col(EventDyad.event_id))
    near = (
        sa.select(col(EventDyad.event_id).label("id"), nearness.label("days"))
        .where(
            col(EventDyad.dyad_id).in_(pairs),
            col(EventDyad.event_id) != event_id,
            col(EventDyad.review) != Review.REJECTED,
        )
        .group_by(col(EventDyad.event_id))
        .order_by(nearness.is_(None), nearness, col(EventDyad.event_id))
        .limit(limit)
        .subquery()
    )
    query = sa.select(Event).join(near, near.c.id == col(Event.id)).where(col(Event.merged_into).is_(None))
    return _lines(session, query.order_by(near.c.days.is_(None), near.c.days, col(Event.id)))


def _lines(session: Session, query: sa.Select[Event]) -> list[EventLine]:
    events = session.scalars(query).all()
    articles = _article_counts(session, [event.id or 0 for event in events])
    return [
        EventLine(
            id=event.id or 0,
            title=event.title,
            type=EventType(event.type),
            date_edtf=event.date_edtf,
            date_kind=DateKind(event.date_kind) if event.date_kind else None,
            review=Review(event.review),
            article_count=articles.get(event.id or 0, 0),
        )
        for event in events
    ]


def _article_counts(session: Session, event_ids: Collection[int]) -> dict[int, int]:
    query = (
        sa.select(col(Account.event_id), sa.func.count(sa.distinct(col(ArticleVersion.article_id))))
        .join(ArticleVersion, col(ArticleVersion.id) == col(Account.article_version_id))
        .where(col(Account.event_id).in_(event_ids))
        .group_by(col(Account.event_id))
    )
    return {row[0]: row[1] for row in session.execute(query)}
