"""
Counts from tiles: events that start in stretches of days, at any number of events (PERFORMANCE.md, point 4).

A stretch is cut into the aligned buckets it is made of, at most two of each level and a run of the coarsest. Typed
tiles have no finest levels: the ragged days at both ends of a stretch are counted from the index.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.dyads import Scope
from app.domain.events import TYPES_OF_QUAD, EventType
from app.domain.filters import Filter
from app.store.literal_rows import literal_rows
from app.store.matching import Condition, dyad_id_of, indexed_rows
from app.store.tables import DyadFacet, DyadTile, DyadTypeTile
from app.store.tiles import ALL_DYADS, LEVELS, OPEN_LEVEL, TYPED_LEVELS, UNDATED_LEVEL

Days = tuple[int, int]
"""First and last day, both included; none where the last is before the first."""
Piece = tuple[int, int, int, int]
"""The place of a stretch; level, first and last bucket of tiles in it."""
Tile = type[DyadTile] | type[DyadTypeTile]


def is_tiled(wanted: Filter) -> bool:
    """Whether tiles tell this filter's events apart from others; its period and window are left aside."""
    return indexed_rows(wanted) is not None and not (wanted.direction or wanted.statuses or wanted.dated)


def count_starts_in(session: Session, wanted: Filter, stretches: Sequence[Days]) -> list[int]:
    """How many events of a tiled filter start in each of the stretches, wherever its period is."""
    if wanted.types or wanted.quads:
        return [sum(types.values()) for types in count_types_in(session, wanted, stretches)]
    pieces, _ = _cut(stretches, LEVELS)
    sums = {row[0]: row[1] for row in _sums(session, wanted, DyadTile, pieces)}
    return [sums.get(place, 0) for place in range(len(stretches))]


def count_types_in(session: Session, wanted: Filter, stretches: Sequence[Days]) -> list[Counter[str]]:
    """The same by type."""
    counts: list[Counter[str]] = [Counter() for _ in stretches]
    pieces, ragged = _cut(stretches, TYPED_LEVELS)
    for place, kind, number in _sums(session, wanted, DyadTypeTile, pieces, col(DyadTypeTile.type)):
        if number:
            counts[place][kind] += number
    for place, kind, number in _counted(session, wanted, ragged):
        counts[place][kind] += number
    return counts


def count_without_day(session: Session, wanted: Filter, *, open_start: bool) -> int:
    """The undated events of a tiled filter, or those whose beginning is unknown."""
    tile: Tile = DyadTypeTile if wanted.types or wanted.quads else DyadTile
    level = OPEN_LEVEL if open_start else UNDATED_LEVEL
    query = sa.select(sa.func.sum(col(tile.n))).where(*_own(wanted, tile), col(tile.level) == level)
    return session.connection().scalar(query) or 0


def count_kinds(session: Session, wanted: Filter) -> list[tuple[str, str, str, str, int]]:
    """Type, status, direction, scope and number of all events of a filter that one index answers, of all time."""
    columns = [col(getattr(DyadFacet, name)) for name in ("type", "status", "direction", "scope")]
    conditions = _own(wanted, DyadFacet)
    if wanted.direction:
        conditions.append(col(DyadFacet.direction) == wanted.direction)
    if wanted.statuses:
        conditions.append(col(DyadFacet.status).in_(wanted.statuses))
    query = sa.select(*columns).add_columns(sa.func.sum(col(DyadFacet.n))).where(*conditions).group_by(*columns)
    found = session.connection().execute(query)
    return [(row[0], row[1], row[2], row[3], int(row[4])) for row in found]


def _own(wanted: Filter, table: Tile | type[DyadFacet]) -> list[Condition]:
    """The rows of a table of counts that belong to a filter: its dyad, scope, review, and type where that is kept."""
    pair = wanted.pairs[0] if wanted.pairs else None
    scopes: Sequence[str] = ((wanted.scope,) if wanted.scope else tuple(Scope)) if pair else ("",)
    conditions = [
        col(table.dyad_id) == (dyad_id_of(pair) if pair else ALL_DYADS),
        col(table.scope).in_(scopes),
        col(table.review).in_(wanted.shown_reviews),
    ]
    if table is DyadTypeTile or table is DyadFacet:
        conditions.append(col(table.type).in_(_types(wanted)))
    return conditions


def _types(wanted: Filter) -> list[EventType]:
    """Every type that a filter lets through."""
    of_quads = {one for quad in wanted.quads or TYPES_OF_QUAD for one in TYPES_OF_QUAD[quad]}
    return [one for one in wanted.types or EventType if one in of_quads]


def _sums(session: Session, wanted: Filter, tile: Tile, pieces: list[Piece], *more: Any) -> Iterable[Any]:
    """Place, further columns and number of the tiles that the pieces name."""
    if not pieces:
        return []
    piece = literal_rows("pieces", ("place", "level", "low", "high"), pieces)
    named = (col(tile.level) == piece.c.level, col(tile.bucket).between(piece.c.low, piece.c.high))
    # An outer join, so that SQLite takes the pieces one by one and not the tiles.
    pieced = sa.outerjoin(piece, tile, sa.and_(*_own(wanted, tile), *named))
    columns = (piece.c.place, *more)
    query = sa.select(*columns, sa.func.coalesce(sa.func.sum(col(tile.n)), 0)).select_from(pieced).group_by(*columns)
    return session.connection().execute(query)


def _counted(session: Session, wanted: Filter, ragged: list[tuple[int, int, int]]) -> Iterable[Any]:
    """Place, type and number of the events that start in days too few for a tile."""
    rows = indexed_rows(wanted.with_(period_from=None, period_to=None))
    if rows is None or not ragged:
        return []
    piece = literal_rows("ragged", ("place", "first", "last"), ragged)
    started = rows.earliest.between(piece.c.first, piece.c.last)
    query = (
        rows.select(piece.c.place, rows.type, sa.func.count())
        .select_from(sa.join(piece, rows.table, started))
        .where(rows.span_class.in_(range(24)))
        .group_by(piece.c.place, rows.type)
    )
    return session.connection().execute(query)


def _cut(stretches: Sequence[Days], levels: range) -> tuple[list[Piece], list[tuple[int, int, int]]]:
    """Stretches as place, level, first and last bucket; and the ragged rest as place, first and last day."""
    pieces: list[Piece] = []
    ragged: list[tuple[int, int, int]] = []
    for place, (first, last) in enumerate(stretches):
        size = 1 << levels[0]
        low, high = -(-first // size), (last + 1) // size
        if low >= high:
            ragged.append((place, first, last))
            continue
        pieces += ((place, level, one, other) for level, one, other in _buckets(low, high, levels))
        ragged += [(place, first, low * size - 1), (place, high * size, last)]
    return pieces, [(place, first, last) for place, first, last in ragged if first <= last]


def _buckets(low: int, high: int, levels: range) -> Iterator[tuple[int, int, int]]:
    """Level, first and last bucket of the aligned tiles from `low` to before `high`, given in the finest level."""
    for level in levels:
        if low >= high:
            return
        if level == levels[-1]:
            yield level, low, high - 1
            return
        if low % 2:
            yield level, low, low
            low += 1
        if high % 2:
            high -= 1
            yield level, high, high
        low, high = low // 2, high // 2
