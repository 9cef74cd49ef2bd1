"""Every tile, facet and tally counted afresh from the events: to fill them after a bulk load, and to check them."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel, col

from app.domain.dates import OPEN_START
from app.store.salience import write_all_salience
from app.store.tables import DyadFacet, DyadTile, DyadTypeTile, ReviewTally
from app.store.tiles import ALL_DYADS, LEVELS, OPEN_LEVEL, TYPED_LEVELS, UNDATED_LEVEL, shares

_TILES: tuple[tuple[type[SQLModel], tuple[str, ...], range], ...] = (
    (DyadTile, ("dyad_id", "scope", "review"), LEVELS),
    (DyadTypeTile, ("dyad_id", "scope", "review", "type"), TYPED_LEVELS),
)
_TALLIES: tuple[tuple[type[SQLModel], tuple[str, ...]], ...] = (
    (DyadFacet, ("dyad_id", "scope", "review", "direction", "type", "status")),
    (ReviewTally, ("review", "flags")),
)


def rebuild(connection: sa.Connection) -> None:
    """
    Write salience, tiles and facets from nothing but the events, in place of what is there.

    For many millions of events this takes minutes: give a connection without a statement limit.
    """
    write_all_salience(connection)
    rebuild_tiles(connection)


def rebuild_tiles(connection: sa.Connection) -> None:
    """The same without salience. Coarser tiles are sums of finer ones, so that events are read once a table."""
    every = shares(sa.true(), sa.true())
    for table, own, levels in _TILES:
        connection.execute(sa.delete(table))
        connection.execute(_insert(table, _all_levels(every, own, levels)))
    for table, own in _TALLIES:
        connection.execute(sa.delete(table))
        connection.execute(_insert(table, _tallied(table, every, own)))


def wrong_tiles(connection: sa.Connection) -> Iterator[str]:
    """Every tile and facet that says another number than there are events, in a sentence."""
    every = shares(sa.true(), sa.true())
    for table, own, levels in _TILES:
        recounts = [_counted(every, own, level) for level in levels]
        # What has no beginning stands once, not once for each level.
        dated = [one.where(every.c.earliest > OPEN_START) for one in recounts[1:]]
        yield from _differences(connection, table, sa.union_all(recounts[0], *dated))
    for table, own in _TALLIES:
        yield from _differences(connection, table, _tallied(table, every, own))


def _counted(share: sa.Subquery, own: tuple[str, ...], level: int) -> sa.Select[Any]:
    """The tiles of one level, and of the levels of what has no beginning."""
    day = share.c["earliest"]
    is_dated = day > OPEN_START
    levels = sa.case((is_dated, level), (day == OPEN_START, OPEN_LEVEL), else_=UNDATED_LEVEL)
    buckets = sa.case((is_dated, day.bitwise_rshift(level)), else_=0)
    columns = [*(share.c[name] for name in own), levels.label("level"), buckets.label("bucket")]
    return sa.select(*columns, sa.func.count().label("n")).group_by(*columns)


def _tallied(table: type[SQLModel], share: sa.Subquery, own: tuple[str, ...]) -> sa.Select[Any]:
    """The rows of a table without days."""
    columns = [share.c[name] for name in own]
    query = sa.select(*columns, sa.func.count().label("n")).group_by(*columns)
    return query.where(share.c["dyad_id"] == ALL_DYADS) if table is ReviewTally else query


def _all_levels(share: sa.Subquery, own: tuple[str, ...], levels: range) -> sa.SelectBase:
    """The tiles of every level, each level summed from the one below it."""
    each = [_counted(share, own, levels[0]).cte(f"level_{levels[0]}")]
    for level in levels[1:]:
        each.append(_coarser(each[-1], own, level).cte(f"level_{level}"))
    return sa.union_all(*(sa.select(one) for one in each))


def _coarser(finer: sa.CTE, own: tuple[str, ...], level: int) -> sa.Select[Any]:
    keys, bucket = [finer.c[name] for name in own], finer.c.bucket.bitwise_rshift(1)
    summed = sa.select(
        *keys, sa.literal(level, sa.Integer).label("level"), bucket.label("bucket"), sa.func.sum(finer.c.n).label("n")
    )
    return summed.where(finer.c.level == level - 1).group_by(*keys, bucket)


def _insert(table: type[SQLModel], rows: sa.SelectBase) -> sa.Insert:
    return sa.insert(table).from_select(list(table.model_fields), rows)


def _differences(connection: sa.Connection, table: type[SQLModel], recount: sa.SelectBase) -> Iterator[str]:
    """Kept and counted side by side in one pass; the keys are named by their columns."""
    names = list(table.model_fields)
    kept = sa.select(*(col(getattr(table, name)) for name in names), sa.literal(0, sa.Integer).label("there"))
    counted = recount.subquery("counted")
    nothing = sa.literal(0, sa.Integer)
    *keys, n = counted.c
    both = sa.union_all(kept, sa.select(*keys, nothing, n)).subquery("both")
    key = [both.c[name] for name in names[:-1]]
    said, there = sa.func.sum(both.c.n), sa.func.sum(both.c.there)
    query = sa.select(*key, said, there).group_by(*key).having(said != there).order_by(*key)
    for *values, wrong, right in connection.execute(query):
        where = ", ".join(f"{name} {value}" for name, value in zip(names, values, strict=False) if value != "")
        yield f"{table.__tablename__} says {wrong} events at {where}, and there are {right}"
