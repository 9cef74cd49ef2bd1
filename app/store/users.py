"""Users: who signs in, and the names under which things were done before there were users."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.people import UserRole
from app.store.tables import User
from app.store.types import UtcDateTime
from app.store.user_tables import LoginSession


@dataclass(frozen=True)
class UserView:
    """
    A user.

    Attributes:
        password_hash: None for a name without a login.
        disabled_at: Since when they may not sign in; None while they may.
        session_count: In how many browsers they are signed in.
        seen_at: When one of these was used last; None where there is none.
    """

    id: int
    name: str
    role: UserRole
    created_at: datetime
    password_hash: str | None
    disabled_at: datetime | None
    session_count: int
    seen_at: datetime | None

    @property
    def can_sign_in(self) -> bool:
        """Whether the right password lets them in."""
        return self.password_hash is not None and self.disabled_at is None


def user_id(session: Session, name: str, now: datetime) -> int:
    """The id of the user of this name, who is added if new."""
    known = session.scalar(sa.select(col(User.id)).where(col(User.name) == name))
    if known is not None:
        return known
    user = User(name=name, created_at=now)
    session.add(user)
    session.flush()
    assert user.id is not None  # noqa: S101 - the flush gave it one
    return user.id


_ANY_PASSWORD = sa.select(sa.exists().where(col(User.password_hash).is_not(None)))


def has_passwords(session: Session) -> bool:
    """Whether anybody can sign in, or could until they were disabled: then everybody has to."""
    return bool(session.connection().execute(_ANY_PASSWORD).scalar_one())


def find_user(session: Session, name: str) -> UserView | None:
    """The user of this name, with or without a password, or None."""
    return next(iter(_views(session, col(User.name) == name)), None)


def find_user_by_id(session: Session, user_id: int) -> UserView | None:
    """The user of this id, or None."""
    return next(iter(_views(session, col(User.id) == user_id)), None)


def find_namesake(session: Session, name: str) -> str | None:
    """A user whose name differs from this one by capitals at most, or None."""
    query = sa.select(col(User.name)).where(sa.func.lower(col(User.name)) == name.lower(), col(User.name) != name)
    return session.scalar(query)


def list_users(session: Session) -> list[UserView]:
    """Everybody who has a password, by name."""
    return _views(session, col(User.password_hash).is_not(None))


def list_names(session: Session) -> list[str]:
    """Everybody under whose name something may have been done."""
    return list(session.scalars(sa.select(col(User.name)).order_by(col(User.name))))


def names_of(session: Session, user_ids: Collection[int]) -> dict[int, str]:
    """The names of users by their ids."""
    query = sa.select(col(User.id), col(User.name)).where(col(User.id).in_(user_ids))
    return {row[0] or 0: row[1] for row in session.execute(query)}


def change_user(session: Session, user_id: int, **values: Any) -> None:
    """Set columns of a user: `role`, `password_hash` or `disabled_at`."""
    session.execute(sa.update(User).where(col(User.id) == user_id).values(**values))


def count_admins(session: Session) -> int:
    """How many admins can sign in."""
    query = sa.select(sa.func.count()).select_from(User).where(
        col(User.role) == UserRole.ADMIN, col(User.password_hash).is_not(None), col(User.disabled_at).is_(None)
    )  # fmt: skip
    return session.scalars(query).one()


def _views(session: Session, condition: sa.ColumnElement[bool]) -> list[UserView]:
    seen = sa.type_coerce(sa.func.max(col(LoginSession.seen_at)), UtcDateTime())
    query = (
        sa.select(User, sa.func.count(col(LoginSession.id)), seen)
        .outerjoin(LoginSession, col(LoginSession.user_id) == col(User.id))
        .where(condition)
        .group_by(*sa.inspect(User).columns)
        .order_by(sa.func.lower(col(User.name)), col(User.id))
    )
    return [
        UserView(
            row.id or 0,
            row.name,
            UserRole(row.role),
            row.created_at,
            row.password_hash,
            row.disabled_at,
            count,
            seen_at,
        )
        for row, count, seen_at in session.execute(query)
    ]
