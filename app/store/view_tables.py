"""Saved views: a filter with a name, and how far each user has seen what it holds."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from app.store.tables import PERMANENT
from app.store.types import UtcDateTime


def _key(target: str) -> Any:
    return Field(sa_column=sa.Column(sa.Integer, sa.ForeignKey(target, ondelete="CASCADE"), primary_key=True))


def _instant() -> Any:
    return Field(sa_column=sa.Column(UtcDateTime(), nullable=False))


class SavedView(SQLModel, table=True):
    """A view of the timeline by name. `query` is canonical (`domain.filters.to_query`), its selection left out."""

    __tablename__ = "saved_view"
    __table_args__ = (PERMANENT,)
    id: int | None = Field(default=None, primary_key=True)
    user_id: int = Field(
        sa_column=sa.Column(sa.Integer, sa.ForeignKey("user.id", ondelete="RESTRICT"), nullable=False, index=True)
    )
    name: str = Field(max_length=120)
    description: str
    is_shared: bool
    query: str
    version: int = 1
    created_at: datetime = _instant()
    updated_at: datetime = _instant()


class SavedViewSeen(SQLModel, table=True):
    """
    How far a user has seen: events and revisions with a higher id are new to them.

    Ids and no instants: they grow with every write, whatever a clock says, and are found by their own keys.
    """

    __tablename__ = "saved_view_seen"
    view_id: int = _key("saved_view.id")
    user_id: int = _key("user.id")
    event_id: int
    revision_id: int
