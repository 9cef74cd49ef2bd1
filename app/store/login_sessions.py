"""Sessions: in which browsers users are signed in. Only the digest of what opens one is kept."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.people import UserRole
from app.store.tables import User
from app.store.user_tables import LoginSession


@dataclass(frozen=True)
class SessionView:
    """
    A session.

    Attributes:
        seen_at: When it was used last, to the minute.
        expires_at: When it ends however much it is used.
        address, agent: Where it began, and the browser's word for itself.
    """

    id: int
    user_id: int
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    address: str
    agent: str


@dataclass(frozen=True)
class OpenSession:
    """A session that a cookie opened, and whose it is; what it may do is the user's role now."""

    id: int
    user_id: int
    name: str
    role: UserRole
    form_token: str
    seen_at: datetime
    expires_at: datetime


def add_session(session: Session, view: SessionView, digest: str, form_token: str) -> None:
    """Begin a session; the id of `view` is ignored."""
    values = {name: value for name, value in vars(view).items() if name != "id"}
    session.execute(sa.insert(LoginSession).values(**values, digest=digest, form_token=form_token))


_OPENED = (
    sa.select(
        col(LoginSession.id), col(User.id), col(User.name), col(User.role),
        col(LoginSession.form_token), col(LoginSession.seen_at), col(LoginSession.expires_at),
    )
    .join(User, col(User.id) == col(LoginSession.user_id))
    .where(col(LoginSession.digest) == sa.bindparam("digest"), col(User.disabled_at).is_(None))
)  # fmt: skip


def find_open_session(session: Session, digest: str) -> OpenSession | None:
    """The session of this digest, however old; None where there is none or its user is disabled."""
    row = session.connection().execute(_OPENED, {"digest": digest}).first()
    return (
        None if row is None else OpenSession(row[0] or 0, row[1] or 0, row[2], UserRole(row[3]), row[4], row[5], row[6])
    )


def touch_session(session: Session, session_id: int, now: datetime) -> None:
    """Keep that it was used."""
    session.execute(sa.update(LoginSession).where(col(LoginSession.id) == session_id).values(seen_at=now))


def list_sessions(session: Session, user_id: int) -> list[SessionView]:
    """A user's sessions, the one used last first."""
    query = (
        sa.select(LoginSession)
        .where(col(LoginSession.user_id) == user_id)
        .order_by(col(LoginSession.seen_at).desc(), col(LoginSession.id).desc())
    )
    return [
        SessionView(row.id or 0, row.user_id, row.created_at, row.seen_at, row.expires_at, row.address, row.agent)
        for row in session.scalars(query)
    ]


def end_session(session: Session, user_id: int, session_id: int) -> bool:
    """End one session of a user. Returns whether they had it."""
    return _end(session, col(LoginSession.user_id) == user_id, col(LoginSession.id) == session_id) > 0


def end_sessions(session: Session, user_id: int, but: int | None = None) -> int:
    """End a user's sessions, all or all but one. Returns how many there were."""
    kept = [col(LoginSession.id) != but] if but is not None else []
    return _end(session, col(LoginSession.user_id) == user_id, *kept)


def end_by_digest(session: Session, digest: str) -> None:
    """End the session of a cookie, if there is one."""
    _end(session, col(LoginSession.digest) == digest)


def end_expired(session: Session, now: datetime, unseen_since: datetime) -> None:
    """Forget the sessions that are over, or were not used since an instant."""
    _end(session, sa.or_(col(LoginSession.expires_at) <= now, col(LoginSession.seen_at) <= unseen_since))


def _end(session: Session, *conditions: sa.ColumnElement[bool]) -> int:
    ended = session.execute(sa.delete(LoginSession).where(*conditions).returning(col(LoginSession.id)))
    return len(ended.all())
