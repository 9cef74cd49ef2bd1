"""
The picture as SVG text.

Horizontal places are per cent of the width and heights are pixels, so that text keeps its size on every screen. There
is no `style` attribute: the page's content policy forbids it.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.dates import day_edtf
from app.timeline.mark_svg import draw_mark
from app.timeline.markup import Markup, percent, pixels
from app.timeline.model import Cluster, Lane, Mark, Picture, Tick
from app.timeline.overview import Overview
from app.timeline.shapes import definitions
from app.timeline.text_width import shortened, text_width
from app.timeline.window import Window
from app.timeline.words import cluster_name, counted, window_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

CLUSTER_PX, STRIP_PX = 13, 4
OVERVIEW_PX = 48
LANE_TITLE_CHARS = 60
LANE_LINK_PX, LANE_LINK_PAD_PX = 12.5, 14
TODAY_OVER_PX, TODAY_WIDTH_PX = 18, 56
"""How far the line of today rises above the lanes, and the room that its name takes."""


@dataclass(frozen=True)
class LaneLink:
    """What can be done with a lane: the word that is seen, the name that is heard, where it leads; `key` names it."""

    key: str
    words: str
    name: str
    href: str


@dataclass(frozen=True)
class Hrefs:
    """Where marks, clusters and the heads of lanes lead."""

    mark: "Callable[[int], str]"
    cluster: "Callable[[Cluster], str]" = lambda _: ""
    lane: "Callable[[Lane], Sequence[LaneLink]]" = lambda _: ()


def draw_picture(picture: Picture, hrefs: Hrefs, today: int | None = None) -> str:
    """
    The picture for the page: classes, no paint; the shapes come from `draw_shapes`, once in the page.

    Args:
        picture: What is drawn.
        hrefs: Where everything leads.
        today: The day to mark, if it is in the window.
    """
    attributes = {
        "id": "timeline-picture",
        "width": "100%",
        "height": pixels(picture.height),
        "role": "group",
        "aria-label": picture_name(picture),
        "data-t0": str(picture.window.t0),
        "data-t1": str(picture.window.t1),
        "data-width": pixels(picture.width),
    }
    drawn = content(Markup(), picture, hrefs, today)
    return Markup().element("svg", attributes, *drawn, classes="timeline__picture")


def draw_shapes() -> str:
    """The definitions that the pictures and the list of a page refer to, in an element without size."""
    markup = Markup()
    attributes = {"width": "0", "height": "0", "aria-hidden": "true", "focusable": "false"}
    return markup.element("svg", attributes, definitions(markup), classes="timeline__shapes")


def draw_overview(strip: Overview) -> str:
    """The strip: two paths of bars, the filter's before everything's, and the window's rectangle."""
    markup = Markup()
    paths = [
        markup.element("path", {"d": _bars(strip, [bar.all_count for bar in strip.bars])}, classes="overview__all"),
        markup.element("path", {"d": _bars(strip, [bar.count for bar in strip.bars])}, classes="overview__bars"),
    ]
    stretched = {
        "viewBox": f"0 0 1000 {OVERVIEW_PX}",
        "preserveAspectRatio": "none",
        "width": "100%",
        "height": str(OVERVIEW_PX),
    }
    window = {
        "x": percent(strip.start),
        "width": percent(max(strip.end - strip.start, 0.005)),
        "y": "0.5",
        "height": str(OVERVIEW_PX - 1),
    }
    covered = Window.of_days(strip.extent.first_day, strip.extent.last_day)
    attributes = {
        "width": "100%",
        "height": str(OVERVIEW_PX),
        "role": "img",
        "aria-label": f"All events of the filter, {window_words(strip.whole)}, a bar for each {strip.unit.name}",
        "data-t0": str(strip.whole.t0),
        "data-t1": str(strip.whole.t1),
        "data-from": str(covered.t0),
        "data-to": str(covered.t1 + 1),
        "data-bin": f"{strip.unit.days:g}",
    }
    return markup.element(
        "svg",
        attributes,
        markup.element("svg", stretched, *paths),
        markup.element("rect", window, classes="overview__window"),
        classes="overview__picture",
    )


def picture_name(picture: Picture) -> str:
    """What the picture is called: its window and how much it draws."""
    drawn = counted(picture.shown, "event")
    if picture.clustered:
        drawn += f" and {picture.clustered} more in {counted(picture.cluster_count, 'cluster')}"
    return f"Timeline, {window_words(picture.window)}: {drawn}"


def content(markup: Markup, picture: Picture, hrefs: Hrefs, today: int | None = None) -> list[str]:
    """Axis and lanes, for an element as large as the picture."""
    lanes = [_lane(markup, lane, number, hrefs) for number, lane in enumerate(picture.lanes)]
    return [_axis(markup, picture), _today(markup, picture, today) if today else "", *lanes]


def _axis(markup: Markup, picture: Picture) -> str:
    y = picture.axis_y
    base = {"x1": "0%", "x2": "100%", "y1": pixels(y), "y2": pixels(y)}
    parts = [_tick(markup, tick, y) for tick in picture.ticks]
    return markup.element(
        "g", {"aria-hidden": "true"}, *parts, markup.element("line", base, classes="tl-axis"), classes="timeline__axis"
    )


def _tick(markup: Markup, tick: Tick, y: float) -> str:
    x = percent(tick.share)
    bottom = y + (24 if tick.strong else 6)
    line = markup.element("line", {"x1": x, "x2": x, "y1": "0", "y2": pixels(bottom)}, classes="tl-line")
    if not tick.label:
        return line
    at = {"x": x, "dx": "4", "y": pixels(y + (36 if tick.strong else 17))}
    return line + markup.text(tick.label, at, "tl-tick-label-strong" if tick.strong else "tl-tick-label")


def _today(markup: Markup, picture: Picture, today: int) -> str:
    """A dashed line at noon with its name above the lanes; nothing where the window leaves the day out."""
    share = (picture.window.share(today) + picture.window.share(today + 1)) / 2
    if not 0 <= share <= 1:
        return ""
    x = percent(share)
    line = {"x1": x, "x2": x, "y1": pixels(-TODAY_OVER_PX), "y2": pixels(picture.axis_y)}
    is_far = share * picture.width > picture.width - TODAY_WIDTH_PX
    at = {"x": x, "dx": "-5" if is_far else "5", "y": "-6", "text-anchor": "end" if is_far else ""}
    words = markup.text("Today", at, "tl-today-label")
    return markup.element("g", {"aria-hidden": "true"}, markup.element("line", line, classes="tl-today"), words)


def _lane(markup: Markup, lane: Lane, number: int, hrefs: Hrefs) -> str:
    items: list[Mark | Cluster] = sorted((*lane.marks, *lane.clusters), key=lambda item: item.start)
    drawn = [
        draw_mark(markup, item, hrefs.mark) if isinstance(item, Mark) else _cluster(markup, item, hrefs.cluster)
        for item in items
    ]
    name = f"{lane.title or 'Events'}, {counted(lane.event_count, 'event')}"
    listing = markup.element("g", {"role": "list", "aria-label": name, "data-lane": lane.key}, *drawn) if drawn else ""
    if not lane.title:
        return listing
    edge = {"x1": "0%", "x2": "100%", "y1": pixels(lane.top), "y2": pixels(lane.top)}
    line = markup.element("line", edge, classes="tl-line") if lane.top else ""
    return line + _lane_head(markup, lane, number, hrefs.lane(lane)) + listing


def _lane_head(markup: Markup, lane: Lane, number: int, links: "Sequence[LaneLink]") -> str:
    """Title and count on the left, what can be done with the lane on the right."""
    at = {"x": "0", "y": pixels(lane.top + 17), "aria-hidden": "true"}
    title = markup.text(f"{shortened(lane.title, LANE_TITLE_CHARS)} · {lane.event_count}", at, "tl-lane-title")
    drawn, x = [], 0.0
    for link in reversed(links):
        width = text_width(link.words, LANE_LINK_PX) + LANE_LINK_PAD_PX
        x -= width
        hit = {"x": pixels(x), "y": "0", "width": pixels(width), "height": "24"}
        words = markup.text(
            link.words, {"x": pixels(x + width / 2), "y": "16", "text-anchor": "middle"}, "tl-lane-link"
        )
        attributes = {"href": link.href, "id": f"lane-{number}-{link.key}", "aria-label": link.name}
        box = markup.element("rect", hit, classes="tl-hit")
        drawn.append(markup.element("a", attributes, box, words, classes="lane-link"))
    if not drawn:
        return title
    right = {"x": "100%", "y": pixels(lane.top), "overflow": "visible"}
    return title + markup.element("svg", right, *reversed(drawn))


def _cluster(markup: Markup, cluster: Cluster, href: "Callable[[Cluster], str]") -> str:
    top = cluster.row_y - (CLUSTER_PX + STRIP_PX) / 2
    width = cluster.end - cluster.start
    frame = {"x": percent(cluster.start), "width": percent(width), "y": pixels(top), "height": pixels(CLUSTER_PX)}
    count = {"x": percent(cluster.start + width / 2), "y": pixels(top + 10), "text-anchor": "middle"}
    attributes = {
        "href": href(cluster),
        "id": f"cluster-{cluster.key}",
        "aria-label": cluster_name(cluster),
        "data-count": str(cluster.count),
        "data-t0": day_edtf(cluster.first_day),
        "data-t1": day_edtf(cluster.last_day),
    }
    parts = (
        markup.element("rect", frame, classes="tl-cluster-bar"),
        *_strip(markup, cluster, top + CLUSTER_PX),
        markup.text(str(cluster.count), {**count, "aria-hidden": "true"}, "tl-cluster-count"),
    )
    return markup.element("g", {"role": "listitem"}, markup.element("a", attributes, *parts, classes="cluster"))


def _strip(markup: Markup, cluster: Cluster, y: float) -> list[str]:
    """How the members divide into quads, as widths."""
    parts, at, total = [], cluster.start, cluster.count
    for quad, number in cluster.quads:
        width = (cluster.end - cluster.start) * number / total
        place = {"x": percent(at), "width": percent(width), "y": pixels(y), "height": str(STRIP_PX)}
        parts.append(markup.element("rect", place, classes=f"quad-fill-{quad}"))
        at += width
    return parts


def _bars(strip: Overview, counts: list[int]) -> str:
    """Bars as one path on a ground line, each at least two pixels high and with a gap on its right."""
    pieces = []
    for bar, number in zip(strip.bars, counts, strict=True):
        if number:
            x, right = bar.start * 1000, bar.end * 1000
            top = OVERVIEW_PX - max(2.0, strip.height(number) * (OVERVIEW_PX - 6))
            gap = min(1.0, (right - x) * 0.15)
            pieces.append(f"M{x:.1f} {OVERVIEW_PX}V{top:.1f}H{right - gap:.1f}V{OVERVIEW_PX}Z")
    return "".join(pieces)
