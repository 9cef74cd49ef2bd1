"""Which events an export holds, in their order: numbers alone, so that a million of them are four megabytes."""

from array import array

import sqlalchemy as sa
from sqlmodel import Session

from app.domain.filters import Filter
from app.store.timeline_queries import matching

AT_ONCE = 10_000
"""Rows fetched together."""


def list_exported_ids(session: Session, wanted: Filter, days: tuple[int, int] | None) -> "array[int]":
    """
    Ids of the filter's events: dated ones in the order of time, then the undated.

    Args:
        days: First and last day of a window that dated ones must be able to touch; None takes all of them.
    """
    rows = matching(wanted)
    is_undated = rows.c.earliest.is_(None)
    query = sa.select(rows.c.id).order_by(is_undated, rows.c.earliest, rows.c.id)
    if days:
        first, last = days
        query = query.where(sa.or_(is_undated, sa.and_(rows.c.earliest <= last, rows.c.latest >= first)))
    # No detour over the object layer, and no list of all rows beside the numbers.
    found = session.connection().execute(query.execution_options(yield_per=AT_ONCE))
    return array("i", (event_id for (event_id,) in found))
