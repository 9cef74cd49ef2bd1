"""The members of a cluster as SQL: the events that a lane folds on some days, listed and counted where they lie."""

from collections.abc import Collection
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session

from app.domain.dates import OPEN_START
from app.domain.filters import Filter, Group
from app.store.lane_queries import lane_rows
from app.store.matching import Condition, Statement, matching
from app.store.window_queries import Place


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
    members = _members(wanted, fold).subquery("members")
    query = sa.select(members.c.type, sa.func.count()).group_by(members.c.type)
    return [(kind, count) for kind, count in session.execute(query)]


def list_folded(
    session: Session,
    wanted: Filter,
    fold: Fold,
    limit: int,
    after: Place | None = None,
    before: Place | None = None,
) -> list[Place]:
    """Days and ids of members in their order; the arguments are as those of `timeline_queries.list_ids`."""
    members = _members(wanted, fold).subquery("members")
    place = sa.tuple_(members.c.earliest, members.c.id)
    query = sa.select(members.c.earliest, members.c.id).limit(limit)
    if before:
        query = query.where(place < before).order_by(members.c.earliest.desc(), members.c.id.desc())
    else:
        query = query.where(place > after if after else sa.true()).order_by(members.c.earliest, members.c.id)
    found = [(day, event_id) for day, event_id in session.execute(query)]
    return found[::-1] if before else found


def _members(wanted: Filter, fold: Fold) -> Statement:
    rows = matching(wanted)
    placed = sa.select(rows).where(_is_placed_in(rows, fold), rows.c.id.not_in(sorted(fold.alone)))
    if wanted.group is Group.NONE:
        return placed
    candidates = placed.subquery("candidates")
    return sa.select(candidates).where(_is_in_lane(wanted, candidates, fold))


def _is_placed_in(rows: sa.Subquery, fold: Fold) -> Condition:
    """
    Whether the day by which an event is placed is one of the cluster's, as `timeline.bins.anchor_day` has it.

    The window's first day also takes what began before it and reaches into it, and what has no end that is known here.
    """
    (first_seen, last_seen), (first, last) = fold.window, fold.days
    is_edge = first <= first_seen
    begun = sa.and_(rows.c.earliest.between(OPEN_START + 1 if is_edge else first, last), rows.c.latest >= first_seen)
    ended = rows.c.latest.between(first, last)
    open_start = sa.and_(rows.c.earliest == OPEN_START, sa.or_(ended, rows.c.latest > last_seen) if is_edge else ended)
    return sa.or_(begun, open_start)


def _is_in_lane(wanted: Filter, candidates: sa.Subquery, fold: Fold) -> Condition:
    keys = lane_rows(wanted, candidates).subquery("lane_of")
    event_id, key = keys.c
    if not fold.lane:
        return candidates.c.id.not_in(sa.select(event_id))
    is_lane = key == fold.lane if fold.others is None else key.not_in(sorted(fold.others))
    return candidates.c.id.in_(sa.select(event_id).where(is_lane))
