"""
Which events stand alone and which are folded: decided in calendar bins that the zoom fixes (TIMELINE.md S10).

In a bin as many events stand alone as fit into a few rows at a readable distance; the rest is one cluster. Nothing is
left out: every moment given is in exactly one place of its lane.
"""

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.dates import OPEN_START
from app.timeline.model import NOTHING_CHOSEN, Chosen, Moment
from app.timeline.units import coarser, unit_at_least

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.timeline.lanes import LaneMoments
    from app.timeline.window import Window

BIN_MIN_PX = 84
MARK_GAP_PX = 28
MAX_ITEMS = 250
"""Most marks and clusters of a picture (TIMELINE.md S18)."""
DEPTHS = ((1, 4), (3, 3), (6, 2))
"""Rows of single marks in a bin: up to so many lanes, so many rows; one row beyond."""


@dataclass(frozen=True)
class Bin:
    """One calendar bin of a lane: events drawn by themselves and events folded, each in the order of time."""

    singles: tuple[Moment, ...]
    folded: tuple[Moment, ...]


@dataclass(frozen=True)
class LanePlan:
    """A lane with its bins, empty ones left out; `is_folded` where a person collapsed it."""

    key: str
    title: str
    bins: tuple[Bin, ...]
    is_folded: bool = False

    @property
    def single_ids(self) -> list[int]:
        """The events drawn by themselves."""
        return [moment.event_id for one in self.bins for moment in one.singles]


def anchor_day(moment: Moment, first_day: int, last_day: int) -> int:
    """
    The day a moment is placed by, held inside the days of the window: its first one.

    Where that is unknown it is the last one, or the window's edge if the last is beyond the window.
    """
    day = moment[1]  # by place, not by name: this runs for every event of the window
    if day == OPEN_START and moment[2] <= last_day:
        day = moment[2]
    if day < first_day:
        return first_day
    return min(day, last_day)


def plan_lanes(
    lanes: "Sequence[LaneMoments]", window: "Window", width_px: float, chosen: Chosen = NOTHING_CHOSEN
) -> tuple[LanePlan, ...]:
    """Decide for every lane, with fewer rows and then longer bins until at most `MAX_ITEMS` are drawn."""
    unit = unit_at_least(BIN_MIN_PX * window.days / width_px)
    depth = next((rows for most, rows in DEPTHS if len(lanes) <= most), 1)
    gap_days = MARK_GAP_PX * window.days / width_px
    placed = [_in_order(lane.moments, window) for lane in lanes]
    while True:
        starts = unit.starts(window.first_day, window.last_day)
        decided = [_bins(lane, starts, gap_days, depth, chosen.ids) for lane in placed]
        drawn = sum(len(one.singles) + bool(one.folded) for bins in decided for one in bins)
        if drawn <= MAX_ITEMS or (depth == 0 and coarser(unit) is unit):
            return tuple(LanePlan(lane.key, lane.title, bins) for lane, bins in zip(lanes, decided, strict=True))
        depth, unit = (depth - 1, unit) if depth else (0, coarser(unit))


def _in_order(moments: "Sequence[Moment]", window: "Window") -> "tuple[list[int], list[Moment]]":
    """The days by which moments are placed, and the moments, both in the order of time."""
    first, last = window.first_day, window.last_day
    ordered = sorted((anchor_day(moment, first, last), moment) for moment in moments)
    return [day for day, _ in ordered], [moment for _, moment in ordered]


def _bins(
    lane: "tuple[list[int], list[Moment]]", starts: "Sequence[int]", gap_days: float, depth: int, kept: frozenset[int]
) -> tuple[Bin, ...]:
    days, moments = lane
    borders = [bisect_left(days, start) for start in starts[1:]]
    slices = [slice(*ends) for ends in zip([0, *borders], [*borders, len(days)], strict=True)]
    return tuple(_decide(days[part], moments[part], gap_days, depth, kept) for part in slices if days[part])


def _decide(
    days: "Sequence[int]", members: "Sequence[Moment]", gap_days: float, depth: int, kept: frozenset[int]
) -> Bin:
    """
    Give events in turn the first row that has room; those of `kept` are never folded.

    What finds no row is skipped as a whole, up to the day on which a row has room again.
    """
    free_from = [float("-inf")] * depth
    alone: set[int] = set()
    at = 0
    while depth and at < len(members):
        row = next((row for row in range(depth) if free_from[row] <= days[at]), None)
        if row is None:
            at = bisect_left(days, min(free_from), lo=at + 1)
            continue
        free_from[row] = days[at] + gap_days
        alone.add(at)
        at += 1
    alone.update(index for index, moment in enumerate(members) if moment.event_id in kept)
    if len(members) - len(alone) == 1:  # a cluster of one would say less than the event itself
        alone.update(range(len(members)))
    singles = tuple(moment for index, moment in enumerate(members) if index in alone)
    return Bin(singles, tuple(moment for index, moment in enumerate(members) if index not in alone))
