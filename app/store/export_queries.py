"""Which events an export holds, in their order: numbers alone, so that a million of them are four megabytes."""

from array import array

import sqlalchemy as sa
from sqlmodel import Session

from app.domain.filters import Filter
from app.store.matching import Statement, indexed_rows, matching
from app.store.window_queries import touching

AT_ONCE = 10_000
"""Rows fetched together."""


def list_exported_ids(session: Session, wanted: Filter, days: tuple[int, int] | None) -> "array[int]":
    """
    Ids of the filter's events: dated ones in the order of time, then the undated.

    Args:
        days: First and last day of a window that dated ones must be able to touch; None takes all of them.
    """
    rows = matching(wanted)
    undated = sa.select(rows.c.id).where(rows.c.earliest.is_(None)).order_by(rows.c.id)
    found: array[int] = array("i")
    for query in (_dated(wanted, days), undated):
        # No detour over the object layer, and no list of all rows beside the numbers.
        result = session.connection().execute(query.execution_options(yield_per=AT_ONCE))
        found.extend(event_id for (event_id,) in result)
    return found


def _dated(wanted: Filter, days: tuple[int, int] | None) -> Statement:
    indexed = indexed_rows(wanted) if days else None
    if days and indexed:
        return touching(indexed, *days, indexed.id).order_by(indexed.earliest, indexed.id)
    rows = matching(wanted)
    query = sa.select(rows.c.id).where(rows.c.earliest.is_not(None)).order_by(rows.c.earliest, rows.c.id)
    if not days:
        return query
    first, last = days
    return query.where(rows.c.earliest <= last, rows.c.latest >= first)
