"""The members of a cluster as SQL: the events that a lane folds on some days, listed and counted where they lie."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from app.domain.dates import OPEN_START
from app.domain.filters import Filter, Group
from app.store.lane_queries import lane_rows
from app.store.matching import Column, Condition, Rows, indexed_rows, matching
from app.store.window_queries import Place, find_places, touching

_CARRIED_LANES = {Group.TYPE: "type", Group.STATUS: "status"}
"""Groupings whose keys stand in the index itself."""
NAMES = ("id", "earliest", "latest", "type", "status", "direction", "scope")


@dataclass(frozen=True)
class Fold:
    """
    Which events a cluster stands for.

    Attributes:
        window: First and last day on the screen.
        days: First and last day of the cluster, in the window: the days by which its members are placed.
        lane: Key of its lane; empty for events that the grouping says nothing of.
        others: Keys of the other lanes, where the lane holds whatever has a key that is none of them; else None.
        alone: The events of the lane that are drawn by themselves.
    """

    window: tuple[int, int]
    days: tuple[int, int]
    lane: str
    others: Collection[str] | None
    alone: Collection[int]


def count_folded_types(session: Session, wanted: Filter, fold: Fold) -> list[tuple[str, int]]:
    """How many members of each type there are."""
    rows = _member_rows(wanted, fold)
    if rows:
        query = touching(rows, *fold.days, rows.type, sa.func.count()).group_by(rows.type)
    else:
        members = _members(wanted, fold)
        query = sa.select(members.c.type, sa.func.count()).group_by(members.c.type)
    return [(kind, count) for kind, count in session.connection().execute(query)]


def list_folded(
    session: Session,
    wanted: Filter,
    fold: Fold,
    limit: int,
    after: Place | None = None,
    before: Place | None = None,
) -> list[Place]:
    """Days and ids of members in their order; the arguments are as those of `timeline_queries.list_ids`."""
    rows = _member_rows(wanted, fold)
    if rows:
        found = find_places(session, rows, *fold.days, limit, after, before)
        return found[::-1] if before else found
    members = _members(wanted, fold)
    place = sa.tuple_(members.c.earliest, members.c.id)
    query = sa.select(members.c.earliest, members.c.id).limit(limit)
    if before:
        query = query.where(place < before).order_by(members.c.earliest.desc(), members.c.id.desc())
    else:
        query = query.where(place > after if after else sa.true()).order_by(members.c.earliest, members.c.id)
    found = [(day, event_id) for day, event_id in session.connection().execute(query)]
    return found[::-1] if before else found


def _member_rows(wanted: Filter, fold: Fold) -> Rows | None:
    """The members as rows of one covering index, of which all touch the cluster's days; None where more is needed."""
    rows = indexed_rows(wanted)
    if rows is None or wanted.group not in (Group.NONE, *_CARRIED_LANES):
        return None
    conditions = [*rows.conditions, _is_placed_in(rows, fold), rows.id.not_in(sorted(fold.alone))]
    if wanted.group is not Group.NONE:
        conditions.append(_is_key(getattr(rows, _CARRIED_LANES[wanted.group]), fold))
    return replace(rows, conditions=tuple(conditions))


def _members(wanted: Filter, fold: Fold) -> sa.Subquery:
    """The members for every other filter and grouping."""
    near = _near(wanted, fold)
    query = sa.select(near).where(_is_placed_in(near.c, fold), near.c.id.not_in(sorted(fold.alone)))
    if wanted.group is Group.NONE:
        return query.subquery("members")
    event_id, key = lane_rows(wanted, near).subquery("lane_of").c
    if not fold.lane:
        return query.where(near.c.id.not_in(sa.select(event_id))).subquery("members")
    return query.where(near.c.id.in_(sa.select(event_id).where(_is_key(key, fold)))).subquery("members")


def _near(wanted: Filter, fold: Fold) -> sa.Subquery:
    """The filter's events that touch the cluster's days, by an index where one can tell; no member is left out."""
    rows = indexed_rows(wanted)
    if rows is None:
        return matching(wanted)
    return touching(rows, *fold.days, *(getattr(rows, name).label(name) for name in NAMES)).subquery("near")


def _is_key(key: Column, fold: Fold) -> Condition:
    """Whether a lane's key is that of the cluster's lane."""
    return key == fold.lane if fold.others is None else key.not_in(sorted(fold.others))


def _is_placed_in(columns: Any, fold: Fold) -> Condition:
    """
    Whether the day by which an event is placed is one of the cluster's, as `timeline.bins.anchor_day` has it.

    The window's first day also takes what began before it and reaches into it, and what has no end that is known here.
    """
    earliest, latest = columns.earliest, columns.latest
    (first_seen, last_seen), (first, last) = fold.window, fold.days
    is_edge = first <= first_seen
    begun = sa.and_(earliest.between(OPEN_START + 1 if is_edge else first, last), latest >= first_seen)
    ended = latest.between(first, last)
    open_start = sa.and_(earliest == OPEN_START, sa.or_(ended, latest > last_seen) if is_edge else ended)
    return sa.or_(begun, open_start)
