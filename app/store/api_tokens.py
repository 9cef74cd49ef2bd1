"""Tokens by which programs act for a user. Only their digest is kept."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.people import UserRole
from app.store.tables import User
from app.store.user_tables import ApiToken


@dataclass(frozen=True)
class TokenView:
    """A token; `used_at` is None while no program showed it."""

    id: int
    name: str
    created_at: datetime
    used_at: datetime | None


@dataclass(frozen=True)
class OpenToken:
    """A token that a program showed, and for whom it acts."""

    id: int
    user_id: int
    name: str
    role: UserRole
    used_at: datetime | None


def add_token(session: Session, user_id: int, digest: str, name: str, now: datetime) -> None:
    """Keep a token."""
    session.add(ApiToken(digest=digest, user_id=user_id, name=name, created_at=now))


def find_open_token(session: Session, digest: str) -> OpenToken | None:
    """The token of this digest; None where there is none or its user is disabled."""
    query = (
        sa.select(col(ApiToken.id), col(User.id), col(User.name), col(User.role), col(ApiToken.used_at))
        .join(User, col(User.id) == col(ApiToken.user_id))
        .where(col(ApiToken.digest) == digest, col(User.disabled_at).is_(None))
    )
    row = session.execute(query).first()
    return None if row is None else OpenToken(row[0] or 0, row[1] or 0, row[2], UserRole(row[3]), row[4])


def touch_token(session: Session, token_id: int, now: datetime) -> None:
    """Keep that it was used."""
    session.execute(sa.update(ApiToken).where(col(ApiToken.id) == token_id).values(used_at=now))


def list_tokens(session: Session, user_id: int) -> list[TokenView]:
    """A user's tokens, newest first."""
    query = sa.select(ApiToken).where(col(ApiToken.user_id) == user_id).order_by(col(ApiToken.id).desc())
    return [TokenView(row.id or 0, row.name, row.created_at, row.used_at) for row in session.scalars(query)]


def delete_token(session: Session, user_id: int, token_id: int) -> bool:
    """Take a token of a user back. Returns whether they had it."""
    query = sa.delete(ApiToken).where(col(ApiToken.user_id) == user_id, col(ApiToken.id) == token_id)
    return len(session.execute(query.returning(col(ApiToken.id))).all()) > 0
