"""From planned lanes and the facts of their single events to the finished picture."""

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from app.domain.dates import OPEN_END, OPEN_START, DateKind
from app.domain.events import QUAD_OF, EventType, Quad
from app.timeline.axis import ticks
from app.timeline.bins import Bin, LanePlan, anchor_day
from app.timeline.model import NOTHING_CHOSEN, Chosen, Cluster, Facts, Lane, Mark, Picture
from app.timeline.rows import Placed, place, to_place
from app.timeline.window import Window, around

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

ROW_PX = 26
LANE_TITLE_PX = 24
LANE_PAD_PX = 6
LEAST_PLOT_PX = 132
AXIS_PX = 44
CLUSTER_MIN_PX = 26
CLUSTER_GAP_PX = 3
ROWS_OF_LANES = ((1, 8), (3, 6), (6, 4))
"""Most rows of marks a lane may grow to: up to so many lanes, so many rows; three beyond."""
ARROW_PX = 40
POINT_KINDS = frozenset({DateKind.DAY, DateKind.BEFORE, DateKind.AFTER, DateKind.SINCE, DateKind.UNTIL})
"""Kinds drawn as a point, with an arrow where one side is open."""


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
        least = LEAST_PLOT_PX if len(plans) == 1 else 0
        lanes.append(_lane(number, plan, facts, window, width_px, chosen, top, max_rows, least))
        top += lanes[-1].height
    shown = {mark.facts.event_id for lane in lanes for mark in lane.marks}
    return Picture(
        window=window,
        width=width_px,
        height=top + AXIS_PX,
        axis_y=top,
        lanes=tuple(lanes),
        ticks=ticks(window, width_px),
        shown=len(shown),
        clustered=event_count - len(shown),
        cluster_count=sum(len(lane.clusters) for lane in lanes),
    )


def span_of(facts: Facts, window: Window, width_px: float) -> tuple[float, float]:
    """
    The visible shares of an event's first and last point, equal for a point.

    A day is drawn at its middle. Where one end is open the point is the known end; the arrow is left to the drawing.
    """
    if facts.kind in POINT_KINDS or facts.earliest == OPEN_START or facts.latest == OPEN_END:
        day = facts.latest if facts.earliest == OPEN_START else facts.earliest
        middle = (window.share(day) + window.share(day + 1)) / 2
        if (
            facts.earliest == OPEN_START and middle > 1
        ):  # its known end is still to come: all that shows is the open one
            middle = ARROW_PX / width_px
        return _visible(middle), _visible(middle)
    return _visible(window.share(facts.earliest)), _visible(window.share(facts.latest + 1))


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
    place(placed, width_px, max_rows)
    alone = {mark.facts.event_id for mark in placed if mark.row is not None}
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
    )


def _placed(facts: Facts, window: Window, width_px: float, chosen: Chosen) -> Placed:
    start, end = (share * width_px for share in span_of(facts, window, width_px))
    if facts.latest == OPEN_END:
        end += ARROW_PX
    if facts.earliest == OPEN_START:
        start -= ARROW_PX
    event_id = facts.event_id
    return to_place(facts, start, end, event_id in chosen.selected, is_kept=event_id in chosen.ids)


def _mark(placed: Placed, window: Window, width_px: float, row_y: float) -> Mark:
    start, end = span_of(placed.facts, window, width_px)
    label = placed.label if placed.has_label else ""
    return Mark(placed.facts, start, end, row_y, label, placed.label_left, placed.selected)


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
