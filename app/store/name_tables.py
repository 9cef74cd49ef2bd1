"""By whom, who tells it, where, and how it is tagged: the names of every event in one table, for filters and facets."""

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from app.store.tables import CLUSTERED


class EventName(SQLModel, table=True):
    """
    A name of an event, derived from its actors, accounts, place and notes; one that is part of another has none.

    It carries what a filter asks of an event, so that the names of all events are counted in one walk along the key.
    """

    __tablename__ = "event_name"
    __table_args__ = (sa.Index("ix_event_name_event_id", "event_id", "kind"), CLUSTERED)
    kind: str = Field(primary_key=True, max_length=10)  # a `domain.facet_choices.Facet`
    name: str = Field(primary_key=True, max_length=300)
    event_id: int = Field(
        sa_column=sa.Column(sa.Integer, sa.ForeignKey("event.id", ondelete="CASCADE"), primary_key=True)
    )
    is_first: int  # 1 for one name of each kind of an event, so that their sum counts the events
    review: str = Field(max_length=10)
    type: str = Field(max_length=12)
    status: str = Field(max_length=12)
    earliest: int | None = None
    latest: int | None = None
