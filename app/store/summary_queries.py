"""Summaries of the events that a picture, a page of a list or an export needs: a few statements for any number."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.dates import DateKind
from app.domain.events import EventType, Flag, Review, Status
from app.domain.summaries import EventSummary
from app.store.actors import parties_of
from app.store.annotation_counts import count_notes
from app.store.grades import disagreements
from app.store.matching import Statement
from app.store.tables import Account, Article, ArticleVersion, Event, EventCountry, Source, Star

CHUNK = 500
"""Ids in one statement: databases limit the number of bound values."""
_IDS: sa.BindParameter[int] = sa.bindparam("ids", expanding=True)


@dataclass
class _Told:
    """What the accounts of one event add up to."""

    articles: set[int] = field(default_factory=set)
    origins: set[int] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    quote: str = ""
    source: str = ""
    article_id: int | None = None


def list_summaries(session: Session, event_ids: Sequence[int]) -> list[EventSummary]:
    """Summaries in the order of the ids; an id without an event is left out."""
    found: dict[int, EventSummary] = {}
    for start in range(0, len(event_ids), CHUNK):
        found |= _summaries(session, event_ids[start : start + CHUNK])
    return [found[event_id] for event_id in event_ids if event_id in found]


def _summaries(session: Session, event_ids: Sequence[int]) -> dict[int, EventSummary]:
    parties, countries = parties_of(session, event_ids), _countries(session, event_ids)
    told, notes = _told(session, event_ids), count_notes(session, event_ids)
    rows = _rows(session, _EVENTS, event_ids)
    differing = disagreements(session, [row.id for row in rows if row.grade])
    found = {}
    for event_id, title, kind, status, review, date, date_kind, *rest in rows:
        basis, rule, earliest, latest, place, salience, grade, *counts = rest
        accounts = told.get(event_id, _Told())
        actors, recipients = parties[event_id]
        found[event_id] = EventSummary(
            id=event_id,
            title=title,
            type=EventType(kind),
            status=Status(status),
            review=Review(review),
            date=date,
            kind=DateKind(date_kind) if date_kind else None,
            basis=basis,
            rule=rule,
            earliest=earliest,
            latest=latest,
            place=place,
            actors=tuple(actors),
            recipients=tuple(recipients),
            countries=countries.get(event_id, ()),
            sources=tuple(sorted(accounts.sources)),
            article_count=len(accounts.articles),
            origin_count=len(accounts.origins),
            note_count=notes.get(event_id, 0),
            quote=accounts.quote,
            quote_source=accounts.source,
            quote_article_id=accounts.article_id,
            flags=tuple(flag for flag, count in zip(Flag, counts, strict=True) if count),
            salience=salience,
            grade=grade,
            disagreement=differing.get(event_id),
        )
    return found


def _countries(session: Session, event_ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    countries: dict[int, tuple[str, ...]] = {}
    for event_id, country in _rows(session, _COUNTRIES, event_ids):
        countries[event_id] = (*countries.get(event_id, ()), country)
    return countries


def _told(session: Session, event_ids: Sequence[int]) -> dict[int, _Told]:
    told: dict[int, _Told] = {}
    for event_id, quote, article_id, origin_id, source in _rows(session, _ACCOUNTS, event_ids):
        if event_id not in told:
            told[event_id] = _Told(quote=quote, source=source, article_id=article_id)
        told[event_id].articles.add(article_id)
        told[event_id].origins.add(origin_id)
        told[event_id].sources.add(source)
    return told


def _rows(session: Session, statement: Statement, event_ids: Sequence[int]) -> Sequence[Any]:
    """Plain rows, with no detour over the object layer."""
    return session.connection().execute(statement, {"ids": event_ids}).all()


def _of_events() -> Statement:
    own = Event.id
    starred = sa.exists().where(col(Star.event_id) == col(own))
    columns = (
        Event.id, Event.title, Event.type, Event.status, Event.review, Event.date_edtf, Event.date_kind,
        Event.date_basis, Event.date_rule, Event.earliest, Event.latest, Event.place, Event.salience,
        Event.grade,
    )  # fmt: skip
    flags = (Event.conflict_count, Event.wordless_count, Event.detached_count, Event.fresh_count)
    counted = (*map(col, flags), starred.correlate(Event))
    return sa.select(*map(col, columns), *counted).where(col(own).in_(_IDS))


# Made once: to put a statement together costs more than to run it.
_EVENTS = _of_events()
_COUNTRIES = (
    sa.select(col(EventCountry.event_id), col(EventCountry.country))
    .where(col(EventCountry.event_id).in_(_IDS))
    .distinct()
    .order_by(col(EventCountry.event_id), col(EventCountry.country))
)
_ACCOUNTS = (
    sa.select(col(Account.event_id), col(Account.quote), col(Article.id), col(Article.origin_id), col(Source.name))
    .join(ArticleVersion, col(ArticleVersion.id) == col(Account.article_version_id))
    .join(Article, col(Article.id) == col(ArticleVersion.article_id))
    .join(Source, col(Source.id) == col(Article.source_id))
    .where(col(Account.event_id).in_(_IDS))
    .order_by(col(Account.id))
)
