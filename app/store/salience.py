"""The salience that events carry (`domain.salience`): written where it differs from what it should be, and checked."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

import sqlalchemy as sa
from sqlmodel import col

from app.domain.events import Review
from app.domain.salience import salience
from app.store.tables import Account, Article, ArticleVersion, Event, Star

Scored = tuple[int, int, int]
"""Event, the salience it carries, and the one it should."""

_EVENTS_AT_ONCE = 20_000
# As text: to a session these would be objects, looked for one by one.
_OF_EVENT = sa.text("UPDATE event SET salience = :score WHERE id = :id")
_OF_DYADS = sa.text("UPDATE event_dyad SET salience = :score WHERE event_id = :id")


def write_salience(connection: sa.Connection, event_ids: Collection[int]) -> None:
    """Give these events, at most some thousands, and their dyad rows the salience they should have."""
    _write(connection, connection.execute(_OF_IDS, {"ids": event_ids}))


def write_all_salience(connection: sa.Connection) -> None:
    """The same of every event, some thousands at a time."""
    for first in range(0, (connection.scalar(sa.select(sa.func.max(col(Event.id)))) or 0) + 1, _EVENTS_AT_ONCE):
        last = first + _EVENTS_AT_ONCE - 1
        _write(connection, connection.execute(_inputs().where(col(Event.id).between(first, last))))


def wrong_salience(connection: sa.Connection) -> Iterator[Scored]:
    """The events that carry another salience than they should, in the order of their ids."""
    return _wrong(connection.execute(_inputs().order_by(col(Event.id))))


def _write(connection: sa.Connection, events: Iterable[Any]) -> None:
    due = [{"id": event_id, "score": score} for event_id, _, score in _wrong(events)]
    if due:
        connection.execute(_OF_EVENT, due)
        connection.execute(_OF_DYADS, due)


def _wrong(events: Iterable[Any]) -> Iterator[Scored]:
    for event_id, carried, kind, review, is_starred, origins in events:
        score = salience(kind, is_accepted=review == Review.ACCEPTED, is_starred=bool(is_starred), origins=origins)
        if score != carried:
            yield event_id, carried, score


def _inputs() -> sa.Select[int, int, str, str, bool, int]:
    """What the score of an event rests on."""
    is_starred = sa.exists().where(col(Star.event_id) == col(Event.id)).correlate(Event)
    origins = (
        sa.select(sa.func.count(sa.distinct(col(Article.origin_id))))
        .select_from(Account)
        .join(ArticleVersion, col(ArticleVersion.id) == col(Account.article_version_id))
        .join(Article, col(Article.id) == col(ArticleVersion.article_id))
        .where(col(Account.event_id) == col(Event.id))
        .correlate(Event)
        .scalar_subquery()
    )
    return sa.select(col(Event.id), col(Event.salience), col(Event.type), col(Event.review), is_starred, origins)


# Built once: to score one event costs less than to build this.
_OF_IDS = _inputs().where(col(Event.id).in_(sa.bindparam("ids", expanding=True)))
