"""What a page shows of one event: its values, and each account of it with the words every field was read from."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.dates import DateKind
from app.domain.events import EventType, Review, Role, Status
from app.domain.parties import DyadTie
from app.store.actors import parties_of
from app.store.dyads import event_roles, event_ties
from app.store.events import FIELDS
from app.store.tables import (
    Account,
    AccountField,
    Article,
    ArticleVersion,
    DateBasis,
    Event,
    Source,
    Standing,
    Star,
    User,
)
from app.store.version_queries import latest_number


@dataclass(frozen=True)
class CountryView:
    """A country of an event and all its roles in it."""

    code: str
    roles: tuple[Role, ...]


@dataclass(frozen=True)
class EventDetail:
    """
    An event with its adopted values.

    Attributes:
        decided_at: When it was last accepted or rejected; None where it is proposed.
        conflict_count: Fields in which its accounts differ and that no person settled.
        wordless_count: Fields whose value no words carry.
        detached_count: Accounts whose article no longer says it.
        fresh_count: Accounts that joined since it was decided.
    """

    id: int
    title: str
    type: EventType
    status: Status
    date_edtf: str | None
    date_kind: DateKind | None
    date_basis: DateBasis | None
    date_rule: str | None
    earliest: int | None
    latest: int | None
    place: str | None
    confidence: float
    review: Review
    version: int
    merged_into: int | None
    decided_at: datetime | None
    conflict_count: int
    wordless_count: int
    detached_count: int
    fresh_count: int
    created_at: datetime
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    countries: tuple[CountryView, ...]
    dyads: tuple[DyadTie, ...]


@dataclass(frozen=True)
class FieldView:
    """A field of an account. `words` is `text[start:end]` of its article; None where no words carry it."""

    name: str
    value: Any
    words: str | None
    start: int | None
    end: int | None
    rule: str
    anchor: str | None
    article_id: int


@dataclass(frozen=True)
class AccountView:
    """
    What one article says of an event.

    Attributes:
        standing: Whether the article still says it, and if not why it is kept.
        version, latest_version: The version of the article whose words the quote is, and the last one it has.
        version_id: Of that version.
        joined_at: When it came to its event.
    """

    id: int
    event_id: int
    article_id: int
    version_id: int
    article_title: str
    source: str
    is_sample: bool
    published_on: date | None
    quote: str
    start: int
    end: int
    title: str
    type: EventType
    confidence: float
    rules_version: str
    standing: Standing
    version: int
    latest_version: int
    joined_at: datetime
    fields: tuple[FieldView, ...]

    @property
    def is_detached(self) -> bool:
        """Whether the article was changed and no longer has these words."""
        return self.standing is Standing.DETACHED

    @property
    def is_withdrawn(self) -> bool:
        """Whether the rules of today no longer find it, and a person's decision keeps it."""
        return self.standing is Standing.WITHDRAWN


def find_event(session: Session, event_id: int) -> EventDetail | None:
    """The event of this id, or None."""
    event = session.get(Event, event_id)
    if event is None:
        return None
    actors, recipients = parties_of(session, [event_id])[event_id]
    return EventDetail(
        id=event_id,
        title=event.title,
        type=EventType(event.type),
        status=Status(event.status),
        date_edtf=event.date_edtf,
        date_kind=DateKind(event.date_kind) if event.date_kind else None,
        date_basis=DateBasis(event.date_basis) if event.date_basis else None,
        date_rule=event.date_rule,
        earliest=event.earliest,
        latest=event.latest,
        place=event.place,
        confidence=event.confidence,
        review=Review(event.review),
        version=event.version,
        merged_into=event.merged_into,
        decided_at=event.decided_at,
        conflict_count=event.conflict_count,
        wordless_count=event.wordless_count,
        detached_count=event.detached_count,
        fresh_count=event.fresh_count,
        created_at=event.created_at,
        actors=tuple(actors),
        recipients=tuple(recipients),
        countries=_country_views(session, event_id),
        dyads=tuple(event_ties(session, event_id)),
    )


def event_exists(session: Session, event_id: int) -> bool:
    """Whether there is an event of this id."""
    return session.scalar(sa.select(col(Event.id)).where(col(Event.id) == event_id)) is not None


def starred_by(session: Session, event_id: int) -> list[str]:
    """The names of the users who marked an event, sorted."""
    query = (
        sa.select(col(User.name)).join(Star, col(Star.user_id) == col(User.id)).where(col(Star.event_id) == event_id)
    )
    return sorted(session.scalars(query))


def proposed_among(session: Session, event_ids: Collection[int]) -> list[int]:
    """Which of these events nobody decided about yet, in the order of their ids."""
    query = (
        sa.select(col(Event.id))
        .where(col(Event.id).in_(event_ids), col(Event.review) == Review.PROPOSED, col(Event.merged_into).is_(None))
        .order_by(col(Event.id))
    )
    return [event_id for event_id in session.scalars(query) if event_id is not None]


def list_accounts(session: Session, event_id: int) -> list[AccountView]:
    """The accounts of an event, the one whose values it took first."""
    query = (
        sa.select(
            Account, Article, col(Source.name), col(Source.is_sample), col(ArticleVersion.number), latest_number()
        )
        .join(ArticleVersion, col(ArticleVersion.id) == col(Account.article_version_id))
        .join(Article, col(Article.id) == col(ArticleVersion.article_id))
        .join(Source, col(Source.id) == col(Article.source_id))
        .where(col(Account.event_id) == event_id)
        .order_by(col(Account.id))
    )
    fields = _fields_of_event(session, event_id)
    return [
        _account_view(account, article, source, is_sample, (number, latest), fields.get(account.id or 0, ()))
        for account, article, source, is_sample, number, latest in session.execute(query)
    ]


def _country_views(session: Session, event_id: int) -> tuple[CountryView, ...]:
    roles = event_roles(session, event_id)
    return tuple(
        CountryView(country, tuple(role for role in Role if (country, role) in roles))
        for country in sorted({country for country, _ in roles})
    )


def _fields_of_event(session: Session, event_id: int) -> dict[int, tuple[FieldView, ...]]:
    """For each account its fields in their usual order; the words are cut out by the database, not the whole text."""
    start, end = col(AccountField.start), col(AccountField.end)
    query = (
        sa.select(
            AccountField,
            sa.func.substr(col(ArticleVersion.text), start + 1, end - start),
            col(ArticleVersion.article_id),
        )
        .join(Account, col(Account.id) == col(AccountField.account_id))
        .join(ArticleVersion, col(ArticleVersion.id) == col(Account.article_version_id))
        .where(col(Account.event_id) == event_id)
    )
    views: dict[int, list[FieldView]] = {}
    for row, words, article_id in session.execute(query):
        view = FieldView(row.field, row.value, words, row.start, row.end, row.rule, row.anchor, article_id)
        views.setdefault(row.account_id, []).append(view)
    return {
        account_id: tuple(sorted(fields, key=lambda view: FIELDS.index(view.name)))
        for account_id, fields in views.items()
    }


def _account_view(
    account: Account,
    article: Article,
    source: str,
    is_sample: bool,
    versions: tuple[int, int],
    fields: tuple[FieldView, ...],
) -> AccountView:
    assert account.id is not None and article.id is not None  # noqa: S101, PT018 - both were loaded
    return AccountView(
        id=account.id,
        event_id=account.event_id,
        article_id=article.id,
        version_id=account.article_version_id,
        article_title=article.title,
        source=source,
        is_sample=is_sample,
        published_on=date.fromordinal(article.published_on) if article.published_on else None,
        quote=account.quote,
        start=account.start,
        end=account.end,
        title=account.title,
        type=EventType(account.type),
        confidence=account.confidence,
        rules_version=account.rules_version,
        standing=Standing(account.standing),
        version=versions[0],
        latest_version=versions[1],
        joined_at=account.joined_at,
        fields=fields,
    )
