"""The accounts of events as adoption compares them, and what people decided about the fields of events."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.accounts import Decision, Told
from app.domain.events import EventType, Status
from app.store.tables import Account, AccountField, Article, ArticleVersion, EventField, FieldState, Standing

LIVE = (Standing.FOUND, Standing.GIVEN)
"""Accounts that their article still bears out."""


def list_told(session: Session, event_ids: Collection[int]) -> dict[int, list[Told]]:
    """What the accounts of these events say, by event; an event without accounts has an empty list."""
    rows = session.execute(
        sa.select(Account, col(ArticleVersion.text_sha256), col(Article.origin_id))
        .join(ArticleVersion, col(ArticleVersion.id) == col(Account.article_version_id))
        .join(Article, col(Article.id) == col(ArticleVersion.article_id))
        .where(col(Account.event_id).in_(event_ids))
        .order_by(col(Account.id))
    ).all()
    fields = fields_of(session, [account.id or 0 for account, _, _ in rows])
    told: dict[int, list[Told]] = {event_id: [] for event_id in event_ids}
    for account, text_sha256, origin in rows:
        told[account.event_id].append(_told(account, text_sha256, origin, fields.get(account.id or 0, {})))
    return told


def fields_of(session: Session, account_ids: Collection[int]) -> dict[int, dict[str, AccountField]]:
    """The fields of accounts by name."""
    fields: dict[int, dict[str, AccountField]] = defaultdict(dict)
    for row in session.scalars(sa.select(AccountField).where(col(AccountField.account_id).in_(account_ids))):
        fields[row.account_id][row.field] = row
    return fields


def account_ids_of(session: Session, event_ids: Collection[int]) -> list[int]:
    """The accounts of these events, oldest first."""
    query = sa.select(col(Account.id)).where(col(Account.event_id).in_(event_ids)).order_by(col(Account.id))
    return [account_id for account_id in session.scalars(query) if account_id is not None]


def event_of_account(session: Session, account_id: int) -> int | None:
    """The event of an account, or None where there is no such account."""
    return session.scalar(sa.select(col(Account.event_id)).where(col(Account.id) == account_id))


def hold(session: Session, event_ids: Collection[int]) -> None:
    """Keep every account of these events where it is: a person decided about them."""
    session.execute(sa.update(Account).where(col(Account.event_id).in_(event_ids)).values(held=True))


def move_accounts(session: Session, account_ids: Collection[int], event_id: int, now: datetime) -> None:
    """Give accounts to another event."""
    if not account_ids:
        return
    session.execute(sa.update(Account).where(col(Account.id).in_(account_ids)).values(event_id=event_id, joined_at=now))


def account_words(session: Session, account_id: int, field: str) -> tuple[int, int, int] | None:
    """Article version, start and end of the words that carry a field of an account; None where none do."""
    query = (
        sa.select(col(Account.article_version_id), col(AccountField.start), col(AccountField.end))
        .join(AccountField, col(AccountField.account_id) == col(Account.id))
        .where(col(Account.id) == account_id, col(AccountField.field) == field, col(AccountField.start).is_not(None))
    )
    row = session.execute(query).one_or_none()
    return (row[0], row[1], row[2]) if row else None


def list_decisions(session: Session, event_id: int) -> dict[str, Decision]:
    """What a person decided about the fields of an event, by field."""
    return decisions_of(session, [event_id]).get(event_id, {})


def decisions_of(session: Session, event_ids: Collection[int]) -> dict[int, dict[str, Decision]]:
    """The same for each of these events of which any field was decided."""
    decisions: dict[int, dict[str, Decision]] = {}
    for row in session.scalars(sa.select(EventField).where(col(EventField.event_id).in_(event_ids))):
        decision = Decision(row.value, is_open=row.state == FieldState.DISPUTED, has_words=row.start is not None)
        decisions.setdefault(row.event_id, {})[row.field] = decision
    return decisions


def content_key(text_sha256: str, account: Account) -> str:
    """Of the content of an account: the same in every database, whatever the order of ingest."""
    return f"{text_sha256}:{account.start:09d}:{account.end:09d}:{account.type}:{account.title}"


def _told(account: Account, text_sha256: str, origin: int, fields: Mapping[str, AccountField]) -> Told:
    value: dict[str, Any] = {name: row.value for name, row in fields.items()}
    return Told(
        key=content_key(text_sha256, account),
        account=account.id or 0,
        origin=origin,
        is_live=account.standing in LIVE,
        title=account.title,
        type=EventType(account.type),
        status=Status(value.get("status", Status.OCCURRED)),
        date=value.get("date"),
        date_kind=value.get("date_kind"),
        date_rule=fields["date"].rule if value.get("date") else None,
        place=value.get("place"),
        actors=tuple(value.get("actors") or ()),
        recipients=tuple(value.get("recipients") or ()),
        countries=tuple(value.get("countries") or ()),
        context=value.get("context") or {},
        confidence=account.confidence,
        worded=_worded(fields.values()),
    )


def _worded(fields: Iterable[AccountField]) -> frozenset[str]:
    return frozenset(row.field for row in fields if row.start is not None)
