"""Attempts to sign in: what the limits count, shared by all processes because it stands here."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col

from app.store.user_tables import LoginAttempt


def list_failures(
    session: Session, name: str, since: datetime, limit: int, address: str | None = None
) -> Sequence[datetime]:
    """When the last attempts under a name failed, newest first; those from one address, or from all."""
    query = (
        sa.select(col(LoginAttempt.at))
        .where(col(LoginAttempt.name) == name, col(LoginAttempt.at) > since, ~col(LoginAttempt.succeeded))
        .order_by(col(LoginAttempt.at).desc())
        .limit(limit)
    )
    if address is not None:
        query = query.where(col(LoginAttempt.address) == address)
    return session.scalars(query).all()


def add_attempt(session: Session, name: str, address: str, user_id: int | None, now: datetime) -> int:
    """Count an attempt as failed until it turns out otherwise, so that many at once cannot pass together."""
    attempt = LoginAttempt(name=name, address=address, at=now, user_id=user_id)
    session.add(attempt)
    session.flush()
    assert attempt.id is not None  # noqa: S101 - the flush gave it one
    return attempt.id


def mark_succeeded(session: Session, attempt_id: int) -> None:
    """The password was right."""
    session.execute(sa.update(LoginAttempt).where(col(LoginAttempt.id) == attempt_id).values(succeeded=True))


def forget_failures(session: Session, before: datetime) -> None:
    """Let go of failed attempts that are no longer of use to anybody."""
    session.execute(sa.delete(LoginAttempt).where(col(LoginAttempt.at) < before, ~col(LoginAttempt.succeeded)))
