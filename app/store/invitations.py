"""Invitations: a link, whose digest is kept, with the name and the role that it gives."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.people import UserRole
from app.store.tables import User
from app.store.user_tables import Invitation


@dataclass(frozen=True)
class InvitationView:
    """An invitation; `used_at` is None while it waits, `inviter` the admin's name."""

    id: int
    name: str
    role: UserRole
    inviter: str
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None


def add_invitation(
    session: Session, digest: str, name: str, role: UserRole, invited_by: int, now: datetime, expires_at: datetime
) -> None:
    """Keep an invitation."""
    session.add(
        Invitation(digest=digest, name=name, role=role, invited_by=invited_by, created_at=now, expires_at=expires_at)
    )


def find_invitation(session: Session, digest: str) -> InvitationView | None:
    """The invitation of this digest, a used or old one too, or None."""
    return next(iter(_views(session, col(Invitation.digest) == digest)), None)


def list_waiting(session: Session, now: datetime) -> list[InvitationView]:
    """Invitations that can still be used, newest first."""
    return _views(session, col(Invitation.used_at).is_(None), col(Invitation.expires_at) > now)


def mark_used(session: Session, invitation_id: int, now: datetime) -> None:
    """It has done its work."""
    session.execute(sa.update(Invitation).where(col(Invitation.id) == invitation_id).values(used_at=now))


def delete_invitation(session: Session, invitation_id: int) -> bool:
    """Take an invitation back that nobody has used. Returns whether there was one."""
    query = sa.delete(Invitation).where(col(Invitation.id) == invitation_id, col(Invitation.used_at).is_(None))
    return len(session.execute(query.returning(col(Invitation.id))).all()) > 0


def _views(session: Session, *conditions: sa.ColumnElement[bool]) -> list[InvitationView]:
    query = (
        sa.select(Invitation, col(User.name))
        .join(User, col(User.id) == col(Invitation.invited_by))
        .where(*conditions)
        .order_by(col(Invitation.id).desc())
    )
    return [
        InvitationView(row.id or 0, row.name, UserRole(row.role), inviter, row.created_at, row.expires_at, row.used_at)
        for row, inviter in session.execute(query)
    ]
