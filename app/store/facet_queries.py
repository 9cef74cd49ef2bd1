"""How many events of a filter have each name of a kind, and how many touch each year."""

from collections import Counter
from datetime import date
from itertools import accumulate

import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.dates import OPEN_END, OPEN_START
from app.domain.facet_choices import Facet
from app.domain.filters import Filter
from app.store.held_rows import held_rows
from app.store.matching import Rows, carried_conditions, indexed_rows, matching
from app.store.name_tables import EventName
from app.store.tables import Event
from app.store.window_queries import REACHES

NAMES = frozenset({Facet.ACTOR, Facet.SOURCE, Facet.PLACE, Facet.TAG})
"""The facets whose values are names that events have."""


def count_names(session: Session, wanted: Filter, facet: Facet) -> tuple[dict[str, int], int]:
    """
    How many events of the filter have each name, and how many have one; an event may have several.

    What a filter without pairs asks is carried by the rows of names; else they are looked for event by event.
    """
    own_kind, names = col(EventName.kind) == facet, sa.select(col(EventName.name)).group_by(col(EventName.name))
    query = names.add_columns(sa.func.count(), sa.func.sum(col(EventName.is_first))).where(own_kind)
    if indexed_rows(wanted) and not wanted.pairs:
        query = query.where(*carried_conditions(wanted, EventName))
    else:
        events = matching(wanted)
        query = query.join(events, col(EventName.event_id) == events.c.id)
    rows = session.connection().execute(query).all()
    return {name: count for name, count, _ in rows}, int(sum(first for _, _, first in rows))


def count_grades(session: Session, wanted: Filter) -> dict[str, int]:
    """How many events of the filter have each pair of grades as their best; most have none and are not looked at."""
    events, grade = matching(wanted), col(Event.grade)
    query = sa.select(grade, sa.func.count()).join(events, events.c.id == col(Event.id)).where(grade.is_not(None))
    return {row[0]: row[1] for row in session.connection().execute(query.group_by(grade)) if row[0]}


def count_reviews(session: Session, wanted: Filter) -> dict[str, int]:
    """How many events of the filter have each review state."""
    events = matching(wanted)
    query = sa.select(col(Event.review), sa.func.count()).join(events, events.c.id == col(Event.id))
    return {row[0]: row[1] for row in session.connection().execute(query.group_by(col(Event.review)))}


def is_counted_at_once(wanted: Filter) -> bool:
    """Whether one value after the other is counted as quickly as all of them together."""
    return indexed_rows(wanted) is not None


def count_years(session: Session, wanted: Filter) -> tuple[dict[int, int], int]:
    """
    How many dated events could have touched each year, from the first year that is known to the last.

    What has an open end is counted in every year that it may have reached.

    Returns:
        The numbers by year, and how many events have a date.
    """
    spans = _spans(session, wanted)
    dated = spans.total()
    known = [_year(day) for span in spans for day in span if day not in (OPEN_START, OPEN_END)]
    if not known:
        return {}, dated
    first, last = min(known), max(known)
    steps: Counter[int] = Counter()
    for (earliest, latest), count in spans.items():
        steps[first if earliest == OPEN_START else _year(earliest)] += count
        steps[(last if latest == OPEN_END else _year(latest)) + 1] -= count
    counts = accumulate(steps[year] for year in range(first, last + 1))
    return {year: count for year, count in zip(range(first, last + 1), counts, strict=True) if count}, dated


def _spans(session: Session, wanted: Filter) -> Counter[tuple[int, int]]:
    """First and last day of the dated events, and how many have the same."""
    if held := held_rows(session, wanted, if_there=True):
        return Counter((row.earliest, row.latest) for row in held.dated)
    if rows := indexed_rows(wanted):
        return _indexed_spans(session, rows)
    events = matching(wanted).c
    query = sa.select(events.earliest, events.latest, sa.func.count()).where(events.earliest.is_not(None))
    found = session.connection().execute(query.group_by(events.earliest, events.latest))
    return Counter({(row[0], row[1]): row[2] for row in found})


def _indexed_spans(session: Session, rows: Rows) -> Counter[tuple[int, int]]:
    """The same along an index: days are counted in their order, and only what lasted is looked at one by one."""
    of_a_day = rows.select(rows.earliest, sa.func.count()).where(rows.span_class == 0, rows.earliest.is_not(None))
    spans = Counter({(day, day): n for day, n in session.connection().execute(of_a_day.group_by(rows.earliest))})
    # Class by class, or SQLite would rather look at every event.
    classes = sa.join(REACHES, rows.table, rows.span_class == REACHES.c.span)
    long = rows.select(rows.earliest, rows.latest).select_from(classes).where(REACHES.c.span > 0)
    spans.update((row[0], row[1]) for row in session.connection().execute(long))
    return spans


def _year(day: int) -> int:
    return date.fromordinal(day).year
