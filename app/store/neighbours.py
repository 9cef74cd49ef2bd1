"""The accounts that might tell the same happening as another, found by party, type and days; and all they say."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col

from app.domain.events import EventType, Evidence, FoundEvent
from app.store.event_accounts import fields_of
from app.store.events import as_found
from app.store.tables import (
    Account,
    AccountField,
    AccountParty,
    Actor,
    ArticleVersion,
    Event,
    EventActor,
    EventField,
    FieldState,
    Standing,
)

_AT_ONCE = 40  # conditions of one statement; SQLite takes at most a thousand terms
_IDS_AT_ONCE = 500


@dataclass(frozen=True)
class KeptAccount:
    """
    An account as settling reads it.

    Attributes:
        text_sha256: Of the article version that tells it.
        found: What it says, its parties with their evidence.
    """

    id: int
    event_id: int
    is_held: bool
    standing: Standing
    text_sha256: str
    found: FoundEvent


@dataclass(frozen=True)
class Near:
    """
    Where to look.

    Attributes:
        parties: One of them takes part.
        types: The account is of one of them.
        earliest, latest: Days, both included, that its date touches; None finds the undated.
        limit: Days of the longest span that says when.
        is_long: Whether those are wanted that span more days, instead of those that do not.
    """

    parties: frozenset[str]
    types: frozenset[EventType]
    earliest: int | None
    latest: int | None
    limit: int
    is_long: bool


def text_sha256(session: Session, version_id: int) -> str:
    """The hash of the text of an article version."""
    return session.scalars(sa.select(col(ArticleVersion.text_sha256)).where(col(ArticleVersion.id) == version_id)).one()


def events_near(session: Session, places: Sequence[Near]) -> set[int]:
    """The events of which an account, or what a person set, lies in one of these places."""
    found: set[int] = set()
    for first in range(0, len(places), _AT_ONCE):
        some = places[first : first + _AT_ONCE]
        accounts = (
            sa.select(col(Account.event_id))
            .join(AccountParty, col(AccountParty.account_id) == col(Account.id))
            .where(sa.or_(*map(_is_account_near, some)))
        )
        found |= set(session.scalars(accounts))
        decided = _decided().where(sa.or_(*map(_is_event_near, some)))
        found |= {event_id for event_id in session.scalars(decided) if event_id is not None}
    return found


def kept_accounts(session: Session, event_ids: Collection[int]) -> list[KeptAccount]:
    """All accounts of these events, oldest first."""
    ids = sorted(event_ids)
    parts = (ids[first : first + _IDS_AT_ONCE] for first in range(0, len(ids), _IDS_AT_ONCE))
    return sorted((kept for part in parts for kept in _kept(session, part)), key=lambda kept: kept.id)


def _kept(session: Session, event_ids: Sequence[int]) -> list[KeptAccount]:
    query = (
        sa.select(Account, col(ArticleVersion.text_sha256))
        .join(ArticleVersion, col(ArticleVersion.id) == col(Account.article_version_id))
        .where(col(Account.event_id).in_(event_ids))
        .order_by(col(Account.id))
        # Accounts are moved by statements, which the session's own copies do not see.
        .execution_options(populate_existing=True)
    )
    rows = session.execute(query).all()
    told = fields_of(session, [account.id or 0 for account, _ in rows])
    return [_kept_account(account, sha256, told.get(account.id or 0, {})) for account, sha256 in rows]


def _kept_account(account: Account, sha256: str, told: dict[str, AccountField]) -> KeptAccount:
    why = {field: Evidence(None, None, None, row.rule, row.anchor) for field, row in told.items()}
    return KeptAccount(
        id=account.id or 0,
        event_id=account.event_id,
        is_held=account.held,
        standing=Standing(account.standing),
        text_sha256=sha256,
        found=replace(as_found(account, told), why=why),
    )


def _decided() -> sa.Select[int | None]:
    """Events of which a person set a field, with who takes part."""
    is_set = sa.exists().where(col(EventField.event_id) == col(Event.id), col(EventField.state) == FieldState.SET)
    return (
        sa.select(col(Event.id))
        .join(EventActor, col(EventActor.event_id) == col(Event.id))
        .join(Actor, col(Actor.id) == col(EventActor.actor_id))
        .where(is_set, col(Event.merged_into).is_(None))
    )


def _is_account_near(near: Near) -> sa.ColumnElement[bool]:
    party = col(AccountParty.party).in_(sorted(near.parties))
    return sa.and_(
        party,
        col(Account.type).in_(sorted(near.types)),
        _touches(near, col(AccountParty.earliest), col(AccountParty.latest)),
    )


def _is_event_near(near: Near) -> sa.ColumnElement[bool]:
    party = col(Actor.name).in_(sorted(near.parties))
    return sa.and_(
        party, col(Event.type).in_(sorted(near.types)), _touches(near, col(Event.earliest), col(Event.latest))
    )


def _touches(near: Near, earliest: Mapped[int | None], latest: Mapped[int | None]) -> sa.ColumnElement[bool]:
    if near.earliest is None or near.latest is None:
        return earliest.is_(None)
    touches = sa.and_(earliest <= near.latest, latest >= near.earliest)
    if near.is_long:
        return sa.and_(touches, latest - earliest >= near.limit)
    # The first says nothing new, but bounds the part of the index that is read.
    return sa.and_(earliest > near.earliest - near.limit, touches, latest - earliest < near.limit)
