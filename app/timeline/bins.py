"""
Which events stand alone and which are folded: decided in calendar bins that the zoom fixes (TIMELINE.md S10).

A bin is divided into slots, each as wide as a mark needs. In a slot the most salient few stand alone, the rest of the
bin is one cluster. Nothing is left out: everything given is in exactly one place of its lane.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from app.domain.dates import OPEN_START
from app.timeline.model import NOTHING_CHOSEN, Chosen, Crowd, Moment
from app.timeline.units import UNITS, Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.timeline.lanes import LaneMoments
    from app.timeline.window import Window

BIN_MIN_PX = 84
MARK_GAP_PX = 28
MAX_ITEMS = 250
"""Most marks and clusters of a picture (TIMELINE.md S18)."""
DEPTHS = ((1, 4), (3, 3), (6, 2))
"""How many events may stand alone in a slot: up to so many lanes, so many; one beyond."""

Days = tuple[int, int]
"""First and last day, both included."""


@dataclass(frozen=True)
class Grid:
    """
    The days of a window, divided by the calendar and the zoom alone.

    Attributes:
        starts: The days on which the bins begin, the first one possibly before the window.
        bins, slots: Their days inside of the window, in order; together each covers all of it.
        bin_of_slot: For each slot the place of its bin.
        depth: How many events of a slot may stand alone.
    """

    starts: tuple[int, ...]
    bins: tuple[Days, ...]
    slots: tuple[Days, ...]
    bin_of_slot: tuple[int, ...]
    depth: int

    def slot_of(self, day: int) -> int:
        """The place of the slot that a day of the window is in."""
        return bisect_right(self.slots, day, key=lambda slot: slot[0]) - 1


@dataclass(frozen=True)
class Bin:
    """
    One calendar bin of a lane.

    Attributes:
        start: The day on which the calendar begins it, possibly before the window.
        days: Its first and last day inside of the window.
        singles: Events drawn by themselves, in the order of time.
        folded: Events known one by one that are not.
        crowd: Further folded events, of which only the numbers are known.
    """

    start: int
    days: Days
    singles: tuple[Moment, ...]
    folded: tuple[Moment, ...]
    crowd: Crowd | None = None

    @property
    def count(self) -> int:
        """All of its events."""
        return len(self.singles) + len(self.folded) + (self.crowd.count if self.crowd else 0)


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


def divide(window: "Window", width_px: float, lane_count: int) -> Grid:
    """Divide a window: no more bins than there may be clusters, and none narrower than a cluster needs."""
    px_per_day = width_px / window.days
    most = MAX_ITEMS / max(1, lane_count)
    fitting = (one for one in UNITS if one.days * px_per_day >= BIN_MIN_PX and window.days / one.days + 2 <= most)
    unit = next(fitting, UNITS[-1])
    slots_of_bin = max(1, int(unit.days * px_per_day / MARK_GAP_PX))
    starts = unit.starts(window.first_day, window.last_day)
    seen = [
        (place, _inside(slot, window))
        for place, start in enumerate(starts)
        for slot in _slots(unit, start, slots_of_bin)
        if slot[0] <= window.last_day and slot[1] >= window.first_day
    ]
    return Grid(
        starts=tuple(starts),
        bins=tuple(_inside((start, unit.next(start) - 1), window) for start in starts),
        slots=tuple(slot for _, slot in seen),
        bin_of_slot=tuple(place for place, _ in seen),
        depth=next((rows for most_lanes, rows in DEPTHS if lane_count <= most_lanes), 1),
    )


def plan_lanes(lanes: "Sequence[LaneMoments]", grid: Grid, chosen: Chosen = NOTHING_CHOSEN) -> tuple[LanePlan, ...]:
    """
    Decide for every lane, with fewer events alone until at most `MAX_ITEMS` are drawn.

    Args:
        lanes: Of each slot at least the `depth` + 1 most salient events are known one by one, and all of `chosen`.
        grid: The window's, for this number of lanes.
        chosen: Never folded.
    """
    ranked = [_ranked(lane, grid) for lane in lanes]
    for depth in range(grid.depth, -1, -1):
        plans = tuple(_planned(*one, grid, depth, chosen.ids) for one in zip(lanes, ranked, strict=True))
        drawn = sum(len(one.singles) + (one.count > len(one.singles)) for plan in plans for one in plan.bins)
        if drawn <= MAX_ITEMS:
            break
    return plans


_Ranked = Mapping[int, "Sequence[tuple[int, Moment]]"]
"""By bin, each event with its rank in its slot, in the order of time."""


def _ranked(lane: "LaneMoments", grid: Grid) -> _Ranked:
    first_day, last_day = grid.bins[0][0], grid.bins[-1][1]
    slots: dict[int, list[tuple[int, Moment]]] = defaultdict(list)
    for moment in lane.moments:
        day = anchor_day(moment, first_day, last_day)
        slots[grid.slot_of(day)].append((day, moment))
    bins: dict[int, list[tuple[int, Moment, int]]] = defaultdict(list)
    for slot, members in slots.items():
        members.sort(key=lambda member: _standing(member[1]), reverse=True)
        bins[grid.bin_of_slot[slot]] += ((day, moment, rank) for rank, (day, moment) in enumerate(members))
    return {place: [(rank, moment) for _, moment, rank in sorted(members)] for place, members in bins.items()}


def _standing(moment: Moment) -> tuple[int, int, int]:
    """The most salient is the greatest; of equal ones that which began last (`store.crowd_queries` orders so too)."""
    return moment.salience, moment.earliest, moment.event_id


def _planned(lane: "LaneMoments", ranked: _Ranked, grid: Grid, depth: int, kept: frozenset[int]) -> LanePlan:
    places = sorted({*ranked, *lane.crowds})
    bins = []
    for at in places:
        singles, folded = _decided(ranked.get(at, ()), lane.crowds.get(at), depth, kept)
        bins.append(Bin(grid.starts[at], grid.bins[at], singles, folded, lane.crowds.get(at)))
    return LanePlan(lane.key, lane.title, tuple(bins))


def _decided(
    ranked: "Sequence[tuple[int, Moment]]", crowd: Crowd | None, depth: int, kept: frozenset[int]
) -> tuple[tuple[Moment, ...], tuple[Moment, ...]]:
    """The events that stand alone, and those that do not."""
    folded = [moment for rank, moment in ranked if rank >= depth and moment.event_id not in kept]
    if len(folded) == 1 and not crowd:  # a cluster of one would say less than the event itself
        folded = []
    left = set(folded)
    return tuple(moment for _, moment in ranked if moment not in left), tuple(folded)


def _slots(unit: Unit, start: int, number: int) -> list[Days]:
    """A bin's days in so many parts, fewer where it has fewer days."""
    length = unit.next(start) - start
    borders = [start + length * place // number for place in range(number + 1)]
    return [(one, other - 1) for one, other in pairwise(borders) if one < other]


def _inside(days: Days, window: "Window") -> Days:
    return max(days[0], window.first_day), min(days[1], window.last_day)
