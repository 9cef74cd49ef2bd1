"""
The picture as SVG text.

Horizontal places are per cent of the width and heights are pixels, so that text keeps its size on every screen. There
is no `style` attribute: the page's content policy forbids it.
"""

from typing import TYPE_CHECKING

from app.domain.dates import day_edtf
from app.timeline.mark_svg import draw_mark
from app.timeline.markup import Markup, percent, pixels
from app.timeline.model import Cluster, Lane, Mark, Picture, Tick
from app.timeline.overview import Overview
from app.timeline.shapes import definitions
from app.timeline.words import cluster_name, counted, window_words

if TYPE_CHECKING:
    from collections.abc import Callable

CLUSTER_PX, STRIP_PX = 13, 4
OVERVIEW_PX = 48


def draw_picture(picture: Picture, mark_href: "Callable[[int], str]", cluster_href: "Callable[[Cluster], str]") -> str:
    """The picture for the page: classes, no paint; the shapes come from `draw_shapes`, once in the page."""
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
    drawn = content(Markup(), picture, mark_href, cluster_href)
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
    attributes = {
        "width": "100%",
        "height": str(OVERVIEW_PX),
        "role": "img",
        "aria-label": f"All events of the filter, {window_words(strip.whole)}, a bar for each {strip.unit.name}",
        "data-t0": str(strip.whole.t0),
        "data-t1": str(strip.whole.t1),
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


def content(
    markup: Markup, picture: Picture, mark_href: "Callable[[int], str]", cluster_href: "Callable[[Cluster], str]"
) -> list[str]:
    """Axis and lanes, for an element as large as the picture."""
    lanes = [_lane(markup, lane, mark_href, cluster_href) for lane in picture.lanes]
    return [_axis(markup, picture), *lanes]


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
    at = {"x": x, "dx": "4", "y": pixels(y + (36 if tick.strong else 17))}
    return line + markup.text(tick.label, at, "tl-tick-label-strong" if tick.strong else "tl-tick-label")


def _lane(
    markup: Markup, lane: Lane, mark_href: "Callable[[int], str]", cluster_href: "Callable[[Cluster], str]"
) -> str:
    items: list[Mark | Cluster] = sorted((*lane.marks, *lane.clusters), key=lambda item: item.start)
    drawn = [
        draw_mark(markup, item, mark_href) if isinstance(item, Mark) else _cluster(markup, item, cluster_href)
        for item in items
    ]
    name = f"{lane.title or 'Events'}, {counted(lane.event_count, 'event')}"
    listing = markup.element("g", {"role": "list", "aria-label": name, "data-lane": lane.key}, *drawn) if drawn else ""
    if not lane.title:
        return listing
    title = markup.text(
        f"{lane.title} · {lane.event_count}",
        {"x": "0", "y": pixels(lane.top + 17), "aria-hidden": "true"},
        "tl-lane-title",
    )
    edge = {"x1": "0%", "x2": "100%", "y1": pixels(lane.top), "y2": pixels(lane.top)}
    return (markup.element("line", edge, classes="tl-line") if lane.top else "") + title + listing


def _cluster(markup: Markup, cluster: Cluster, href: "Callable[[Cluster], str]") -> str:
    top = cluster.row_y - (CLUSTER_PX + STRIP_PX) / 2
    width = cluster.end - cluster.start
    frame = {"x": percent(cluster.start), "width": percent(width), "y": pixels(top), "height": pixels(CLUSTER_PX)}
    count = {"x": percent(cluster.start + width / 2), "y": pixels(top + 10), "text-anchor": "middle"}
    attributes = {
        "href": href(cluster),
        "id": f"cluster-{cluster.event_ids[0]}",
        "aria-label": cluster_name(cluster),
        "data-count": str(len(cluster.event_ids)),
        "data-t0": day_edtf(cluster.first_day),
        "data-t1": day_edtf(cluster.last_day),
    }
    parts = (
        markup.element("rect", frame, classes="tl-cluster-bar"),
        *_strip(markup, cluster, top + CLUSTER_PX),
        markup.text(str(len(cluster.event_ids)), {**count, "aria-hidden": "true"}, "tl-cluster-count"),
    )
    return markup.element("g", {"role": "listitem"}, markup.element("a", attributes, *parts, classes="cluster"))


def _strip(markup: Markup, cluster: Cluster, y: float) -> list[str]:
    """How the members divide into quads, as widths."""
    parts, at, total = [], cluster.start, len(cluster.event_ids)
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
