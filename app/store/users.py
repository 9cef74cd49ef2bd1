"""Users: until there are logins, one row per analyst name."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col

from app.store.tables import User


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
