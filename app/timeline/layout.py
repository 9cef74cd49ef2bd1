"""From planned lanes and the facts of their single events to the finished picture."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.domain.events import QUAD_OF, EventType, Quad
from app.timeline.axis import ticks
from app.timeline.bins import Bin, LanePlan, anchor_day
from app.timeline.model import NOTHING_CHOSEN, Chosen, Cluster, Facts, Lane, Mark, Picture
from app.timeline.rows import Placed, place, to_place
from app.timeline.sides import ARROW_PX, sides_of, widened
from app.timeline.stretch import Fill
from app.timeline.window import Window, around

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

ROW_PX = 26
LANE_TITLE_PX = 24
LANE_PAD_PX = 6
LEAST_PLOT_PX = 132
AXIS_PX, ONE_TIER_PX = 44, 26
CLUSTER_MIN_PX = 26
CLUSTER_GAP_PX = 3
ROWS_OF_LANES = ((1, 8), (3, 6), (6, 4))
"""Most rows of marks a lane may grow to: up to so many lanes, so many rows; three beyond."""
NARROW_BAR_PX = 16
"""Below this width a bar would be hidden by its own ends, and one mark says it better."""
GHOST_HALF_PX = 8


def lay_out(
    plans: "Sequence[LanePlan]",
    facts: "Mapping[int, Facts]",
    window: Window,
    width_px: float,
    event_count: int,
    chosen: Chosen = NOTHING_CHOSEN,
) -> Picture:
    """
    Place everything.

    Args:
        plans: From `plan_lanes`, made for the same window and width.
        facts: Of every event that a plan draws by itself.
        event_count: How many different events the window has: one may be in several lanes.
        window: What is on the screen.
        width_px: The least width the picture will be shown at.
        chosen: The same as for the plans.
    """
    lanes: list[Lane] = []
    top = 0.0
    max_rows = next((rows for most, rows in ROWS_OF_LANES if len(plans) <= most), 3)
    for number, plan in enumerate(plans):
        least = 0 if plan.title else LEAST_PLOT_PX
        lanes.append(_lane(number, plan, facts, window, width_px, chosen, top, max_rows, least))
        top += lanes[-1].height
    axis = ticks(window, width_px)
    shown = {mark.facts.event_id for lane in lanes for mark in lane.marks}
    return Picture(
        window=window,
        width=width_px,
        height=top + (AXIS_PX if any(tick.strong for tick in axis) else ONE_TIER_PX),
        axis_y=top,
        lanes=tuple(lanes),
        ticks=axis,
        shown=len(shown),
        clustered=event_count - len(shown),
        cluster_count=sum(len(lane.clusters) for lane in lanes),
    )


@dataclass(frozen=True)
class Span:
    """
    Where an event stands in the window.

    Attributes:
        start, end: Shares of its first and last visible point; equal where there is no room for a bar.
        is_wide: Whether there is.
        begins_before, ends_after: Whether its known days go on beyond the window.
    """

    start: float
    end: float
    is_wide: bool
    begins_before: bool
    ends_after: bool


def span_of(facts: Facts, window: Window, width_px: float) -> Span:
    """
    Where the known days of an event's date stand; a day stands at its middle.

    An open start whose known end is still to come is drawn at the window's edge: all that shows is the open side.
    """
    stretch = facts.stretch
    start, end = window.share(stretch.first), window.share(stretch.last + 1)
    if stretch.opens_before and start > 1:
        return Span(ARROW_PX / width_px, ARROW_PX / width_px, False, False, True)
    if stretch.fill is Fill.POINT:
        start = end = (start + end) / 2
    first, last = _visible(start), _visible(end)
    is_wide = (last - first) * width_px >= NARROW_BAR_PX
    if not is_wide:
        first = last = (first + last) / 2
    return Span(first, last, is_wide, start < 0, end > 1)


def _lane(
    number: int,
    plan: LanePlan,
    facts: "Mapping[int, Facts]",
    window: Window,
    width_px: float,
    chosen: Chosen,
    top: float,
    max_rows: int,
    least_px: float,
) -> Lane:
    placed = [_placed(facts[event_id], window, width_px, chosen) for event_id in plan.single_ids]
    alone = _place_alone(placed, plan, width_px, max_rows)
    folded = [one for one in (_refolded(one, alone) for one in plan.bins) if one.count > len(one.singles)]
    clusters, cluster_rows = _stacked([_cluster(number, one, window, width_px) for one in folded], width_px)
    mark_rows = max((mark.row + 1 for mark in placed if mark.row is not None), default=0)
    title_px = LANE_TITLE_PX if plan.title else 0
    inner = max((mark_rows + cluster_rows) * ROW_PX, least_px - title_px, ROW_PX)
    floor = top + title_px + inner + LANE_PAD_PX / 2

    def middle(row: int) -> float:
        return floor - (row + 0.5) * ROW_PX

    return Lane(
        key=plan.key,
        title=plan.title,
        top=top,
        height=title_px + inner + LANE_PAD_PX,
        event_count=sum(one.count for one in plan.bins),
        marks=tuple(
            _mark(mark, window, width_px, middle(mark.row + cluster_rows)) for mark in placed if mark.row is not None
        ),
        clusters=tuple(_at(cluster, middle(row)) for cluster, row in clusters),
        is_folded=plan.is_folded,
    )


def _place_alone(placed: list[Placed], plan: LanePlan, width_px: float, max_rows: int) -> set[int]:
    """
    Give marks their rows; the events that have one.

    Where one event of a bin would be left over, a row is made for it: a cluster of one would say less.
    """
    place(placed, width_px, max_rows)
    rowless = {mark.facts.event_id: mark for mark in placed if mark.row is None}
    left_over = [[moment.event_id for moment in one.singles if moment.event_id in rowless] for one in plan.bins]
    lone = [
        ids[0]
        for one, ids in zip(plan.bins, left_over, strict=True)
        if one.count - len(one.singles) + len(ids) == 1 and ids
    ]
    for event_id in lone:
        rowless[event_id].is_kept = True
    if lone:
        place(placed, width_px, max_rows)
    return {mark.facts.event_id for mark in placed if mark.row is not None}


def _placed(facts: Facts, window: Window, width_px: float, chosen: Chosen) -> Placed:
    span = span_of(facts, window, width_px)
    sides = sides_of(facts, span.is_wide, span.begins_before, span.ends_after)
    ghosts = [share * width_px for share in ghosts_of(facts, window)]
    if ghosts:  # what stands beside them stands outside of their bracket
        left, right = span.start * width_px - min(ghosts), max(ghosts) - span.end * width_px
        sides = widened(sides, left + GHOST_HALF_PX, right + GHOST_HALF_PX)
    event_id = facts.event_id
    return to_place(
        facts,
        span.start * width_px,
        span.end * width_px,
        sides,
        event_id in chosen.selected,
        is_kept=event_id in chosen.ids or facts.is_starred,
    )


def ghosts_of(facts: Facts, window: Window) -> tuple[float, ...]:
    """Where the rivals of a disputed date stand, those outside of the window left out."""
    middles = ((window.share(first) + window.share(last + 1)) / 2 for first, last in facts.rivals)
    return tuple(sorted(middle for middle in middles if 0 <= middle <= 1))


def _mark(placed: Placed, window: Window, width_px: float, row_y: float) -> Mark:
    span = span_of(placed.facts, window, width_px)
    return Mark(
        facts=placed.facts,
        start=span.start,
        end=span.end,
        row_y=row_y,
        sides=placed.sides,
        is_wide=span.is_wide,
        ghosts=ghosts_of(placed.facts, window),
        label=placed.label if placed.has_label else "",
        label_left=placed.label_left,
        selected=placed.selected,
    )


def _refolded(one: Bin, alone: "Collection[int]") -> Bin:
    """The bin with those that found no row among its folded members: they join them rather than vanish."""
    rowless = tuple(moment for moment in one.singles if moment.event_id not in alone)
    if not rowless:
        return one
    singles = tuple(moment for moment in one.singles if moment.event_id in alone)
    return replace(one, singles=singles, folded=(*one.folded, *rowless))


def _cluster(lane: int, one: Bin, window: Window, width_px: float) -> Cluster:
    days = [anchor_day(moment, window.first_day, window.last_day) for moment in one.folded]
    types = Counter(moment.type for moment in one.folded)
    if one.crowd:
        days += (one.crowd.first_day, one.crowd.last_day)
        types.update(one.crowd.types)
    first, last = min(days), max(days)
    start, end = _visible(window.share(first)), _visible(window.share(last + 1))
    lacking = CLUSTER_MIN_PX / width_px - (end - start)
    if lacking > 0:
        start = max(0.0, min(start - lacking / 2, 1 - CLUSTER_MIN_PX / width_px))
        end = start + CLUSTER_MIN_PX / width_px
    counts: Counter[Quad] = Counter()
    for type_name, count in types.items():
        counts[QUAD_OF[EventType(type_name)]] += count
    return Cluster(
        key=f"{lane}-{one.start}",
        count=types.total(),
        bin=one.days,
        alone=tuple(moment.event_id for moment in one.singles),
        start=start,
        end=end,
        first_day=first,
        last_day=last,
        row_y=0,
        quads=tuple((quad, counts[quad]) for quad in Quad if counts[quad]),
        window=around(first, last),
    )


def _stacked(clusters: list[Cluster], width_px: float) -> tuple[list[tuple[Cluster, int]], int]:
    """Each cluster with the lowest row in which it touches no other, and the number of rows."""
    ends: list[float] = []
    rows: list[tuple[Cluster, int]] = []
    for cluster in sorted(clusters, key=lambda cluster: cluster.start):
        start = cluster.start * width_px - CLUSTER_GAP_PX
        row = next((index for index, end in enumerate(ends) if end <= start), len(ends))
        ends[row:] = [cluster.end * width_px, *ends[row + 1 :]]
        rows.append((cluster, row))
    return rows, len(ends)


def _at(cluster: Cluster, row_y: float) -> Cluster:
    return replace(cluster, row_y=row_y)


def _visible(share: float) -> float:
    return max(0.0, min(1.0, share))
