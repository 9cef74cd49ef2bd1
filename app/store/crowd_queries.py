"""
A window with too many events to read: the few most salient of every slot, and of the rest only the numbers.

What is salient enough is ordered as `timeline.bins` orders it: by salience, then the event that began last, then by id.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from app.domain.dates import OPEN_START
from app.domain.filters import Filter
from app.store.held_rows import HeldRow, HeldRows
from app.store.literal_rows import literal_rows
from app.store.matching import Rows, Statement, indexed_rows
from app.store.spans import OPEN_CLASS
from app.store.tile_queries import count_starts_in, count_types_in
from app.store.window_queries import REACHES, count_crossing, crossing

Days = tuple[int, int]
MomentRow = tuple[int, int, int, str, int]
"""Event id, first and last possible day, type, salience."""
NAMES = ("id", "earliest", "latest", "type", "salience")
"""The columns of a moment."""
_ONCE: dict[str, Any] = {"compiled_cache": None}
"""For a statement that holds the days of one window: to keep it would take room from those that are asked again."""
LOOKED_THROUGH = 2_000
"""Up to so many events of a slot are sorted; of more, the first few are found by the index of salience."""


@dataclass(frozen=True)
class Division:
    """
    How a window is divided, as `timeline.bins.Grid` has it.

    Attributes:
        slots, bins: First and last days, both included, in order; together each covers the window.
        bin_of_slot: For each slot the place of its bin.
        known: How many of the most salient events of a slot are told one by one.
        kept: Events that are told one by one besides.
    """

    slots: Sequence[Days]
    bins: Sequence[Days]
    bin_of_slot: Sequence[int]
    known: int
    kept: Collection[int]

    @property
    def days(self) -> Days:
        """First and last day of the window."""
        return self.slots[0][0], self.slots[-1][1]


@dataclass
class Rest:
    """Events of a bin that are not told one by one: how many of each type, and the days they are placed by."""

    types: Counter[str] = field(default_factory=Counter)
    first_day: int = 2**31
    last_day: int = 0

    def add(self, types: Mapping[str, int], first_day: int, last_day: int) -> None:
        """Count further ones in."""
        self.types.update(types)
        self.first_day, self.last_day = min(self.first_day, first_day), max(self.last_day, last_day)


@dataclass
class Told:
    """A lane: the events told one by one, and the rest by the place of the bin."""

    moments: list[MomentRow] = field(default_factory=list)
    rests: dict[int, Rest] = field(default_factory=lambda: defaultdict(Rest))


def tell_by_looking(session: Session, source: sa.Subquery, parts: Division) -> dict[int, Told]:
    """
    Look at every event of the window.

    Args:
        source: Columns id, earliest, latest, type, salience, the day of the window that it is placed by, and lane, a
            whole number; an event has a row in each of its lanes.

    Returns:
        By lane.
    """
    ranked = _ranked(source, parts).cte("ranked")  # both halves read what is sorted once
    is_told = sa.or_(ranked.c.rank <= parts.known, ranked.c.id.in_(parts.kept))
    ones = (ranked.c.lane, sa.null().label("slot"), *(ranked.c[name] for name in NAMES))
    keys = (ranked.c.lane, ranked.c.slot)
    days = (sa.func.min(ranked.c.day), sa.func.max(ranked.c.day))
    numbers = (*keys, sa.func.count(), *days, ranked.c.type, sa.literal(0))
    query = sa.union_all(
        sa.select(*ones).where(is_told),
        sa.select(*numbers).where(sa.not_(is_told)).group_by(*keys, ranked.c.type),
    )
    told: dict[int, Told] = defaultdict(Told)
    for lane, slot, number, first, last, kind, salience in session.connection().execute(query, execution_options=_ONCE):
        if slot is None:
            told[lane].moments.append((number, first, last, kind, salience))
        else:
            told[lane].rests[parts.bin_of_slot[slot]].add({kind: number}, first, last)
    return told


def tell_held(held: HeldRows, parts: Division) -> Told:
    """The same of events that are held, in one lane."""
    (first_day, last_day), starts = parts.days, [first for first, _ in parts.slots]
    slots: dict[int, list[tuple[int, HeldRow]]] = defaultdict(list)
    for row in held.touching(first_day, last_day):
        day = row.latest if row.earliest == OPEN_START and row.latest <= last_day else max(row.earliest, first_day)
        slots[bisect_right(starts, day) - 1].append((day, row))
    told = Told()
    for slot, placed in slots.items():
        placed.sort(key=lambda one: (one[1].salience, one[1].earliest, one[1].id), reverse=True)
        by_themselves = placed[: parts.known] + [one for one in placed[parts.known :] if one[1].id in parts.kept]
        told.moments += ((row.id, row.earliest, row.latest, row.type, row.salience) for _, row in by_themselves)
        rest = [one for one in placed[parts.known :] if one[1].id not in parts.kept]
        if rest:
            days = [day for day, _ in rest]
            types = Counter(row.type for _, row in rest)
            told.rests[parts.bin_of_slot[slot]].add(types, min(days), max(days))
    return told


def tell_by_tiles(session: Session, wanted: Filter, parts: Division) -> Told:
    """The window of a tiled filter without a period, in one lane: few events are looked at, however many there are."""
    rows = indexed_rows(wanted)
    assert rows is not None  # noqa: S101 - a tiled filter has them
    told = _begun_before(session, rows, parts)
    started = _most_salient(session, rows, parts, count_starts_in(session, wanted, parts.slots))
    rests = count_types_in(session, wanted, parts.bins)
    for moment in started:
        rests[_place(parts.bins, moment[1])][moment[3]] -= 1
    ends = _ends(session, rows, parts, [moment[0] for moment in started])
    for place, types in enumerate(rests):
        if types.total():
            told.rests[place].add(+types, *ends[place])
    return Told([*told.moments, *started], told.rests)


def _begun_before(session: Session, rows: Rows, parts: Division) -> Told:
    """What began before the window; all of it stands in the first slot, but for open starts that end in the window."""
    first_day, last_day = parts.days
    told, ended = _ended_within(session, rows, parts)
    # "!=" and not ">": see `window_queries.find_extent`.
    carried = [getattr(rows, name) for name in NAMES]
    begun = crossing(rows, first_day, *carried).where(sa.or_(rows.earliest != OPEN_START, rows.latest > last_day))
    order = (rows.salience.desc(), rows.earliest.desc(), rows.id.desc())
    connection = session.connection()
    moments = {row[0]: _moment(row) for row in connection.execute(begun.order_by(*order).limit(parts.known))}
    if parts.kept:
        moments |= {row[0]: _moment(row) for row in connection.execute(begun.where(rows.id.in_(parts.kept)))}
    types = count_crossing(session, rows, first_day) - ended - Counter(moment[3] for moment in moments.values())
    if types:
        told.rests[0].add(types, first_day, first_day)
    return Told([*told.moments, *moments.values()], told.rests)


def _ended_within(session: Session, rows: Rows, parts: Division) -> tuple[Told, Counter[str]]:
    """The open starts that end in the window, each at its end; and how many of each type they are."""
    carried = [getattr(rows, name).label(name) for name in NAMES]
    ended = rows.select(*carried, rows.latest.label("day"), sa.literal(0).label("lane")).where(
        rows.span_class == OPEN_CLASS, rows.earliest == OPEN_START, rows.latest.between(*parts.days)
    )
    if session.connection().execute(ended.limit(1)).first() is None:
        return Told(), Counter()
    told = tell_by_looking(session, ended.subquery("ended"), parts)[0]
    types = Counter(moment[3] for moment in told.moments)
    for rest in told.rests.values():
        types.update(rest.types)
    return told, types


def _ranked(source: sa.Subquery, parts: Division) -> sa.Select[Any]:
    """The source with the slot of each event, and its rank by salience in the slot of its lane."""
    slot = _slot_of(source.c.day, parts.slots, 0).label("slot")
    slotted = sa.select(*source.c, slot).subquery("slotted")
    order = (slotted.c.salience.desc(), slotted.c.earliest.desc(), slotted.c.id.desc())
    rank = sa.func.row_number().over(partition_by=(slotted.c.lane, slotted.c.slot), order_by=order)
    return sa.select(*slotted.c, rank.label("rank"))


def _slot_of(day: sa.ColumnElement[int], slots: Sequence[Days], place: int) -> sa.ColumnElement[int]:
    """The place of a day's slot, found by halves."""
    if len(slots) == 1:
        return sa.literal_column(str(place), sa.Integer)
    half = len(slots) // 2
    border = sa.literal_column(str(slots[half][0]), sa.Integer)
    return sa.case((day < border, _slot_of(day, slots[:half], place)), else_=_slot_of(day, slots[half:], place + half))


def _most_salient(session: Session, rows: Rows, parts: Division, counts: Sequence[int]) -> list[MomentRow]:
    """The most salient events that start in each slot, and those that are kept."""
    small = [(place, *slot) for place, slot in enumerate(parts.slots) if 0 < counts[place] <= LOOKED_THROUGH]
    large = [(place, *slot) for place, slot in enumerate(parts.slots) if counts[place] > LOOKED_THROUGH]
    ids = {
        *parts.kept,
        *_looked_through(session, rows, small, parts.known),
        *_found_by_salience(session, rows, large, parts.known),
    }
    carried = [getattr(rows, name) for name in NAMES]
    near = rows.select(*carried).where(rows.id.in_(ids), rows.earliest.between(*parts.days))
    return [_moment(row) for row in session.connection().execute(near)] if ids else []


def _looked_through(session: Session, rows: Rows, slots: Sequence[Any], known: int) -> list[int]:
    """By looking at all events of each slot, of which the database keeps the best as it goes."""
    if not slots:
        return []
    here = _ids(rows).select_from(sa.join(REACHES, rows.table, rows.span_class == REACHES.c.span))
    return [event_id for _, ids in _first_of_each(session, rows, slots, here.limit(known)) for event_id in ids]


def _found_by_salience(session: Session, rows: Rows, slots: Sequence[Any], known: int) -> list[int]:
    """
    By going down the values of salience, each with one range of their index a slot, until every slot has enough.

    The last value of a slot may bring a few more than enough. To walk down the whole index instead would pass all the
    later events of each value before it comes to those of an early slot.
    """
    found: dict[int, list[int]] = {place: [] for place, _, _ in slots}
    value: int | None = None
    while hungry := [slot for slot in slots if len(found[slot[0]]) < known]:
        value = _next_salience(session, rows, value)
        if value is None:
            break
        of_value = _ids(rows).where(rows.salience == value).limit(known)
        for place, ids in _first_of_each(session, rows, hungry, of_value):
            found[place] += ids
    return [event_id for ids in found.values() for event_id in ids]


def _ids(rows: Rows) -> Statement:
    """As text, to be put into one."""
    return rows.select(sa.cast(rows.id, sa.String).label("id"))


def _next_salience(session: Session, rows: Rows, below: int | None) -> int | None:
    """The highest salience that an event has, or the highest below another."""
    query = rows.select(rows.salience).order_by(rows.salience.desc()).limit(1)
    return session.connection().scalar(query if below is None else query.where(rows.salience < below))


def _first_of_each(
    session: Session, rows: Rows, slots: Sequence[Any], query: Statement
) -> Iterator[tuple[int, list[int]]]:
    """The place of each slot, and ids of those of its events that a limited query gives first by salience."""
    slot = literal_rows("slots", ("place", "first", "last"), slots)
    first = (
        query.where(rows.earliest.between(slot.c.first, slot.c.last))
        .order_by(rows.salience.desc(), rows.earliest.desc(), rows.id.desc())
        .correlate(slot)
        .subquery("first")
    )
    ids = sa.select(sa.func.aggregate_strings(first.c.id, ",")).scalar_subquery()
    for place, some in session.connection().execute(sa.select(slot.c.place, ids).select_from(slot)):
        yield place, [int(event_id) for event_id in (some or "").split(",") if event_id]


def _ends(session: Session, rows: Rows, parts: Division, told: Iterable[int]) -> list[Days]:
    """The first and last day on which an event of a bin starts that is not told one by one; (0, 0) where none is."""
    one = literal_rows("bins", ("place", "first", "last"), [(place, *days) for place, days in enumerate(parts.bins)])
    start = (
        rows.select(rows.earliest)
        .where(
            rows.span_class == REACHES.c.span,
            rows.earliest.between(one.c.first, one.c.last),
            rows.id.not_in(sorted(told)),
        )
        .limit(1)
        .correlate(REACHES, one)
    )
    first = sa.func.min(start.order_by(rows.earliest).scalar_subquery())
    last = sa.func.max(start.order_by(rows.earliest.desc()).scalar_subquery())
    query = sa.select(one.c.place, first, last).select_from(sa.join(one, REACHES, sa.true())).group_by(one.c.place)
    ends = {place: (first or 0, last or 0) for place, first, last in session.connection().execute(query)}
    return [ends[place] for place in range(len(parts.bins))]


def _place(days: Sequence[Days], day: int) -> int:
    return next(place for place, (first, last) in enumerate(days) if first <= day <= last)


def _moment(row: Sequence[Any]) -> MomentRow:
    event_id, earliest, latest, kind, salience = row
    return event_id, earliest, latest, kind, salience
