"""
The queue of events that wait for a person, and the walk through it: by keys, never by page numbers.

Every order ends with the id, so that each event has one place. The order by confidence is answered by the index
`ix_event_review_queue`, that by conflict by `ix_event_conflict`, those by article and by age by the primary key.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.events import Flag, Review
from app.domain.filters import Filter
from app.store.flags import count_flagged, flag_number, flagged
from app.store.matching import matching
from app.store.tables import Account, Action, Article, ArticleVersion, Event, ReviewTally, User

Condition = sa.ColumnElement[bool]
Tally = tuple[str, int, int]
"""A state of review, the number of flags, and how many events have exactly these."""
DECIDED = (Review.ACCEPTED, Review.REJECTED)


class Order(StrEnum):
    """In which order events are reviewed."""

    ARTICLE = "article"  # as the articles brought them in
    CONFIDENCE = "confidence"  # the least sure first
    CONFLICT = "conflict"  # those whose accounts differ in most fields first
    NEWEST = "newest"


@dataclass(frozen=True)
class Queue:
    """
    Which events are reviewed, and in which order.

    Attributes:
        wanted: Their filter; its review states, window, lanes and selection say nothing here. With the flag `fresh` the
            queue holds events that were decided, else those that nobody has decided about.
        article: Only events that this article tells.
    """

    wanted: Filter = field(default_factory=Filter)
    order: Order = Order.ARTICLE
    article: int | None = None

    @property
    def is_fresh(self) -> bool:
        """Whether it holds decided events whose accounts joined since."""
        return Flag.FRESH in self.wanted.flags


@dataclass(frozen=True)
class QueueCounts:
    """
    How many events wait, whatever flag the queue is narrowed to.

    Attributes:
        proposed: Nobody has decided about them.
        conflict, wordless, detached, starred: Of these, with the flag.
        fresh: Decided, and joined by accounts since.
    """

    proposed: int
    conflict: int
    wordless: int
    detached: int
    starred: int
    fresh: int


@dataclass(frozen=True)
class Place:
    """What a row of the queue says besides the event's summary: how sure it is, and which article told it first."""

    confidence: float
    article_id: int
    article_title: str


@dataclass(frozen=True)
class Seen:
    """What makes a set of events recognisable: if one of them was changed, came or went, it is another."""

    count: int
    highest_id: int
    id_sum: int
    version_sum: int


def count_queue(session: Session, queue: Queue) -> int:
    """All events of the queue."""
    return session.scalars(sa.select(sa.func.count()).select_from(Event).where(*_conditions(queue))).one()


def count_of_queue(session: Session, queue: Queue, flag: Flag) -> int:
    """Events of the queue that have this flag too."""
    query = sa.select(sa.func.count()).select_from(Event).where(*_conditions(queue), flagged((flag,)))
    return session.scalars(query).one()


def count_waiting(session: Session, queue: Queue) -> QueueCounts:
    """The counts beside the flags of the queue: kept ones where nothing narrows it, else one look at every event."""
    wide = replace(queue, wanted=_narrowing(queue.wanted))
    is_narrow = wide.wanted != Filter() or wide.article is not None
    tallies = _look_for_tallies(session, wide) if is_narrow else _kept_tallies(session)
    waiting = [(flags, events) for review, flags, events in tallies if review == Review.PROPOSED]
    return QueueCounts(
        proposed=sum(events for _, events in waiting),
        conflict=count_flagged(waiting, Flag.CONFLICT),
        wordless=count_flagged(waiting, Flag.WORDLESS),
        detached=count_flagged(waiting, Flag.DETACHED),
        starred=count_flagged(waiting, Flag.STARRED),
        fresh=count_flagged(((flags, events) for review, flags, events in tallies if review in DECIDED), Flag.FRESH),
    )


def _kept_tallies(session: Session) -> list[Tally]:
    query = sa.select(col(ReviewTally.review), col(ReviewTally.flags), col(ReviewTally.n))
    return [tuple(row) for row in session.execute(query)]


def _look_for_tallies(session: Session, wide: Queue) -> list[Tally]:
    flags = flag_number().label("flags")
    query = (
        sa.select(col(Event.review), flags, sa.func.count())
        .where(col(Event.merged_into).is_(None), *_narrow_conditions(wide, tuple(Review)))
        .group_by(col(Event.review), flags)
    )
    return [tuple(row) for row in session.execute(query)]


def find_key(session: Session, queue: Queue, event_id: int) -> tuple[Any, ...] | None:
    """Where an event would stand in the queue, whether it is in it or not; None where there is no such event."""
    columns = [column for column, _ in _ORDERS[queue.order]]
    row = session.execute(sa.select(*columns).where(col(Event.id) == event_id)).one_or_none()
    return tuple(row) if row else None


def list_from(session: Session, queue: Queue, key: tuple[Any, ...] | None, limit: int) -> list[int]:
    """Events of the queue from a key on, that one included; from the first on without one."""
    query = _ordered(queue, backwards=False)
    if key is not None:
        query = query.where(*_from(queue.order, key))
    return _ids(session, query.limit(limit))


def list_before(session: Session, queue: Queue, key: tuple[Any, ...], limit: int) -> list[int]:
    """The last events of the queue before a key, in the queue's order."""
    query = _ordered(queue, backwards=True).where(*_before(queue.order, key)).limit(limit)
    return _ids(session, query)[::-1]


def count_before(session: Session, queue: Queue, key: tuple[Any, ...]) -> int:
    """How many events of the queue stand before a key."""
    query = sa.select(sa.func.count()).select_from(Event).where(*_conditions(queue), *_before(queue.order, key))
    return session.scalars(query).one()


def list_places(session: Session, event_ids: Sequence[int]) -> dict[int, Place]:
    """What the rows of these events say of confidence and article."""
    any_account = sa.orm.aliased(Account)
    own = sa.select(sa.func.min(col(any_account.id))).where(col(any_account.event_id) == col(Event.id))
    query = (
        sa.select(col(Event.id), col(Event.confidence), col(Article.id), col(Article.title))
        .select_from(Event)
        .join(Account, col(Account.id) == own.correlate(Event).scalar_subquery())
        .join(ArticleVersion, col(ArticleVersion.id) == col(Account.article_version_id))
        .join(Article, col(Article.id) == col(ArticleVersion.article_id))
        .where(col(Event.id).in_(event_ids))
    )
    return {event_id: Place(*place) for event_id, *place in session.execute(query)}


def look_at(session: Session, queue: Queue) -> Seen:
    """The set of the queue, to be recognised later."""
    event_id = col(Event.id)
    query = sa.select(
        sa.func.count(),
        sa.func.coalesce(sa.func.max(event_id), 0),
        sa.func.coalesce(sa.func.sum(event_id), 0),
        sa.func.coalesce(sa.func.sum(col(Event.version)), 0),
    ).where(*_conditions(queue))
    return Seen(*map(int, session.execute(query.select_from(Event)).one()))


def has_events(session: Session) -> bool:
    """Whether there is any event at all, decided or not."""
    return session.scalar(sa.select(col(Event.id)).limit(1)) is not None


def find_last_action(session: Session, user: str) -> int | None:
    """The last thing that a user did and nobody took back, undoing left aside."""
    later = sa.orm.aliased(Action)
    undone = sa.exists().where(col(later.undoes) == col(Action.id)).correlate(Action)
    query = (
        sa.select(col(Action.id))
        .join(User, col(User.id) == col(Action.user_id))
        .where(col(User.name) == user, col(Action.undoes).is_(None), ~undone)
        .order_by(col(Action.id).desc())
        .limit(1)
    )
    return session.scalar(query)


_ORDERS: dict[Order, tuple[tuple[sa.SQLColumnExpression[Any], bool], ...]] = {
    Order.ARTICLE: ((col(Event.id), False),),
    Order.NEWEST: ((col(Event.id), True),),
    Order.CONFIDENCE: ((col(Event.confidence), False), (col(Event.id), False)),
    Order.CONFLICT: ((col(Event.conflict_count), True), (col(Event.id), True)),
}
"""The columns of each order, and whether they descend; the id is always the last."""


def _ordered(queue: Queue, *, backwards: bool) -> sa.Select[int | None]:
    order = [column.desc() if descends is not backwards else column for column, descends in _ORDERS[queue.order]]
    return sa.select(col(Event.id)).where(*_conditions(queue)).order_by(*order)


def _ids(session: Session, query: sa.Select[int | None]) -> list[int]:
    return [event_id for event_id in session.scalars(query) if event_id is not None]


def _before(order: Order, key: tuple[Any, ...]) -> list[Condition]:
    """That an event stands before a key. The bound of the first column says no more, but an index can use it."""
    (first, descends), *_ = _ORDERS[order]
    return [first >= key[0] if descends else first <= key[0], _is_before(order, key)]


def _from(order: Order, key: tuple[Any, ...]) -> list[Condition]:
    """That an event stands at a key or behind it, with a bound as in `_before`."""
    (first, descends), *_ = _ORDERS[order]
    return [first <= key[0] if descends else first >= key[0], ~_is_before(order, key)]


def _is_before(order: Order, key: tuple[Any, ...]) -> Condition:
    """Whether an event stands before a key: the first column that differs decides."""
    *leading, (last, descends) = _ORDERS[order]
    condition: Condition = last > key[-1] if descends else last < key[-1]
    for (column, falls), value in reversed([*zip(leading, key[:-1], strict=True)]):
        nearer = column > value if falls else column < value
        condition = sa.or_(nearer, sa.and_(column == value, condition))
    return condition


def _conditions(queue: Queue) -> list[Condition]:
    reviews = DECIDED if queue.is_fresh else (Review.PROPOSED,)
    # One value by "=": the index keeps its order only then.
    review = col(Event.review).in_(reviews) if queue.is_fresh else col(Event.review) == Review.PROPOSED
    conditions: list[Condition] = [review, col(Event.merged_into).is_(None)]
    if queue.is_fresh:
        conditions.append(flagged((Flag.FRESH,)))
    elif queue.wanted.flags:
        conditions.append(flagged(queue.wanted.flags))
    return conditions + _narrow_conditions(queue, reviews)


def _narrowing(wanted: Filter) -> Filter:
    """What of a filter says which events are reviewed, flags and states of review left aside."""
    return replace(wanted, flags=(), reviews=(), t0=None, t1=None, group=Filter().group, selected=None, focus=None)


def _narrow_conditions(queue: Queue, reviews: tuple[Review, ...]) -> list[Condition]:
    """That an event is among those of the queue's filter and article, whatever its flags."""
    conditions: list[Condition] = []
    wanted = _narrowing(queue.wanted)
    if wanted != Filter():
        rows = matching(replace(wanted, reviews=reviews))
        conditions.append(col(Event.id).in_(sa.select(rows.c.id)))
    if queue.article is not None:
        told = (
            sa.select(col(Account.event_id))
            .join(ArticleVersion, col(ArticleVersion.id) == col(Account.article_version_id))
            .where(col(ArticleVersion.article_id) == queue.article)
        )
        conditions.append(col(Event.id).in_(told))
    return conditions
