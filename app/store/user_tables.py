"""
The tables of who signs in: sessions, attempts, invitations and tokens of programs.

A secret that opens something is never kept, only its SHA-256: of 256 random bits, so that nobody finds it by trying.
"""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from app.domain.people import UserRole
from app.store.tables import PERMANENT
from app.store.types import instant, link, one_of

DIGEST_CHARS = 64
ADDRESS_CHARS = 64
AGENT_CHARS = 200


class LoginSession(SQLModel, table=True):
    """One browser in which a user is signed in; deleted when it ends."""

    __tablename__ = "login_session"
    __table_args__ = (PERMANENT,)
    id: int | None = Field(default=None, primary_key=True)
    digest: str = Field(unique=True, max_length=DIGEST_CHARS)
    form_token: str = Field(max_length=DIGEST_CHARS)  # what its forms carry; worth nothing without the cookie
    user_id: int = link("user.id")
    created_at: datetime = instant()
    seen_at: datetime = instant()
    expires_at: datetime = instant()
    address: str = Field(max_length=ADDRESS_CHARS)
    agent: str = Field(max_length=AGENT_CHARS)


class LoginAttempt(SQLModel, table=True):
    """A name and a password that were sent: what the limits count, and what the activity page tells."""

    __tablename__ = "login_attempt"
    __table_args__ = (
        sa.Index("ix_login_attempt_name", "name", "at"),
        sa.Index("ix_login_attempt_at", "at", "id"),
        PERMANENT,
    )
    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=120)  # digest of the one typed, in lower case: it may have been a password
    address: str = Field(max_length=ADDRESS_CHARS)
    at: datetime = instant()
    succeeded: bool = False
    user_id: int | None = link("user.id", nullable=True)  # null: there is no such user


class Invitation(SQLModel, table=True):
    """A link that lets somebody choose a password and become a user."""

    __table_args__ = (one_of("role", UserRole), PERMANENT)
    id: int | None = Field(default=None, primary_key=True)
    digest: str = Field(unique=True, max_length=DIGEST_CHARS)
    name: str = Field(max_length=120)
    role: str = Field(max_length=10)
    invited_by: int = link("user.id")
    created_at: datetime = instant()
    expires_at: datetime = instant()
    used_at: datetime | None = instant(nullable=True)


class ApiToken(SQLModel, table=True):
    """What a program shows to act for a user; deleted when it is taken back."""

    __tablename__ = "api_token"
    __table_args__ = (PERMANENT,)
    id: int | None = Field(default=None, primary_key=True)
    digest: str = Field(unique=True, max_length=DIGEST_CHARS)
    user_id: int = link("user.id")
    name: str = Field(max_length=100)
    created_at: datetime = instant()
    used_at: datetime | None = instant(nullable=True)
