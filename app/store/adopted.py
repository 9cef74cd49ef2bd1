"""Writing what an event adopted: the one place that fills an event's own columns after it was started."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.accounts import Adopted
from app.domain.events import Review
from app.domain.parties import country_roles
from app.store.actors import set_event_actors
from app.store.dyads import set_event_countries
from app.store.event_accounts import LIVE
from app.store.events import basis_of, clip_title
from app.store.plain import run
from app.store.spans import span_class
from app.store.tables import Account, Event, EventDyad
from app.store.tiles import touch

_OF_EVENT = sa.bindparam("event_id", type_=sa.Integer)
_COUNTS = (
    sa.select(
        sa.func.count().filter(col(Account.standing).not_in(LIVE)).label("detached_count"),
        sa.func.count().filter(col(Account.joined_at) > col(Event.decided_at)).label("fresh_count"),
    )
    .select_from(Account)
    .join(Event, col(Event.id) == col(Account.event_id))
    .where(col(Account.event_id) == _OF_EVENT)
)
_KEPT = sa.select(
    col(Event.title), col(Event.type), col(Event.status), col(Event.date_edtf), col(Event.date_kind),
    col(Event.date_basis), col(Event.date_rule), col(Event.earliest), col(Event.latest), col(Event.span_class),
    col(Event.place), col(Event.confidence), col(Event.conflict_count), col(Event.wordless_count),
    col(Event.detached_count), col(Event.fresh_count),
).where(col(Event.id) == _OF_EVENT)  # fmt: skip


def write_adopted(session: Session, event_id: int, adopted: Adopted) -> None:
    """
    Write the values of an event, its parties, countries and dyad rows, and the counts that its filters use.

    Most events that are derived anew come out as they are kept: only what differs is written.
    """
    touch(session, [event_id])
    values = {**_values(adopted), **run(session, _COUNTS, {"event_id": event_id}).one()._mapping}
    if values != dict(run(session, _KEPT, {"event_id": event_id}).one()._mapping):
        session.execute(sa.update(Event).where(col(Event.id) == event_id).values(**values))
    set_event_actors(session, event_id, adopted.actors, adopted.recipients)
    roles = country_roles(adopted.actors, adopted.recipients, adopted.countries, adopted.context)
    set_event_countries(session, event_id, roles)


def write_empty(session: Session, event_id: int) -> None:
    """An event without accounts, because it is part of another one now: no pair shows it, its own values stay."""
    touch(session, [event_id])
    set_event_countries(session, event_id, frozenset())
    session.execute(
        sa.update(Event)
        .where(col(Event.id) == event_id)
        .values(conflict_count=0, wordless_count=0, detached_count=0, fresh_count=0)
    )


def set_review(session: Session, event_id: int, review: Review, now: datetime) -> None:
    """Say what a person decided about an event, or with `proposed` that nobody has."""
    set_reviews(session, [event_id], review, now)


def set_reviews(session: Session, event_ids: Collection[int], review: Review, now: datetime) -> None:
    """The same of several events."""
    touch(session, event_ids)
    decided_at = None if review is Review.PROPOSED else now
    session.execute(sa.update(Event).where(col(Event.id).in_(event_ids)).values(review=review, decided_at=decided_at))


def follow_reviews(session: Session, event_ids: Collection[int]) -> None:
    """Write what follows from the review of events and from nothing else, without deriving their values anew."""
    review = sa.select(col(Event.review)).where(col(Event.id) == col(EventDyad.event_id)).scalar_subquery()
    session.execute(sa.update(EventDyad).where(col(EventDyad.event_id).in_(event_ids)).values(review=review))
    joined = sa.select(sa.func.count()).select_from(Account)
    fresh = joined.where(col(Account.event_id) == col(Event.id), col(Account.joined_at) > col(Event.decided_at))
    session.execute(
        sa.update(Event)
        .where(col(Event.id).in_(event_ids))
        .values(fresh_count=fresh.correlate(Event).scalar_subquery())
    )


def _values(adopted: Adopted) -> dict[str, Any]:
    earliest, latest = (adopted.date.earliest, adopted.date.latest) if adopted.date else (None, None)
    return {
        "title": clip_title(adopted.title),
        "type": adopted.type,
        "status": adopted.status,
        "date_edtf": adopted.date.text if adopted.date else None,
        "date_kind": adopted.date_kind,
        "date_basis": _basis(adopted),
        "date_rule": adopted.date_rule,
        "earliest": earliest,
        "latest": latest,
        "span_class": span_class(earliest, latest),
        "place": adopted.place,
        "confidence": adopted.confidence,
        "conflict_count": len(adopted.differing),
        "wordless_count": len(adopted.wordless),
    }


def _basis(adopted: Adopted) -> str | None:
    """A date that a person set is read where words carry it; where none do, nobody can say how it is known."""
    if adopted.date is None:
        return None
    if adopted.date_rule == "date.set":
        return None if "date" in adopted.wordless else "read"
    return basis_of(adopted.date_rule)
