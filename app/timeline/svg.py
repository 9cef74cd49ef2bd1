"""
The picture as SVG text.

Horizontal places are per cent of the width and heights are pixels, so that text keeps its size on every screen. There
is no `style` attribute: the page's content policy forbids it.
"""

from typing import TYPE_CHECKING

from app.domain.dates import OPEN_END, OPEN_START, DateKind, day_edtf
from app.domain.events import EventType, Review, Status
from app.timeline.layout import ARROW_PX
from app.timeline.markup import INK_2, Markup, percent, pixels
from app.timeline.model import Cluster, Facts, Lane, Mark, Picture, Tick
from app.timeline.overview import Overview
from app.timeline.rows import GLYPH_PX, MARK_HALF_PX, TILDE_PX
from app.timeline.shapes import SHAPE_OF_QUAD, definitions
from app.timeline.window import Window
from app.timeline.words import cluster_name, counted, mark_name, window_words

if TYPE_CHECKING:
    from collections.abc import Callable

BAR_PX = 8
NARROW_BAR_PX = 14
"""Below this width a bar would be hidden by its own ends, and one mark says it better."""
CLUSTER_PX, STRIP_PX = 13, 4
LABEL_OFF_PX = 3
OVERVIEW_PX = 48
EXPORT_MARGIN_PX = 24
EXPORT_CAPTION_PX = 28


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
    content = _content(Markup(), picture, mark_href, cluster_href)
    return Markup().element("svg", attributes, *content, classes="timeline__picture")


def draw_shapes() -> str:
    """The definitions that the pictures and the list of a page refer to, in an element without size."""
    markup = Markup()
    attributes = {"width": "0", "height": "0", "aria-hidden": "true", "focusable": "false"}
    return markup.element("svg", attributes, definitions(markup), classes="timeline__shapes")


def draw_file(picture: Picture, caption: str, mark_href: "Callable[[int], str]") -> str:
    """The same picture as a file of its own, with its paint, its shapes and a line that says what it shows."""
    markup = Markup(painted=True)
    width, height = picture.width + 2 * EXPORT_MARGIN_PX, picture.height + EXPORT_MARGIN_PX + EXPORT_CAPTION_PX
    inner = {
        "x": pixels(EXPORT_MARGIN_PX),
        "y": pixels(EXPORT_MARGIN_PX / 2),
        "width": pixels(picture.width),
        "height": pixels(picture.height),
        "overflow": "visible",
    }
    attributes = {
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": f"0 0 {pixels(width)} {pixels(height)}",
        "width": pixels(width),
        "height": pixels(height),
        "role": "img",
        "aria-label": picture_name(picture),
    }
    return markup.element(
        "svg",
        attributes,
        definitions(markup),
        markup.element("rect", {"width": "100%", "height": "100%"}, classes="tl-paper"),
        markup.element("svg", inner, *_content(markup, picture, mark_href, lambda _: "")),
        markup.text(
            caption,
            {"x": pixels(EXPORT_MARGIN_PX), "y": pixels(height - 12), "fill": INK_2},
            classes="tl-tick-label",
        ),
    )


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


def certainty(facts: Facts) -> str:
    """How well the time is known, for `data-certainty`: "exact", or the kind of the date."""
    return "exact" if facts.kind is DateKind.DAY else facts.kind.value


def _content(
    markup: Markup, picture: Picture, mark_href: "Callable[[int], str]", cluster_href: "Callable[[Cluster], str]"
) -> list[str]:
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
        _mark(markup, item, mark_href) if isinstance(item, Mark) else _cluster(markup, item, cluster_href)
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


def _mark(markup: Markup, mark: Mark, href: "Callable[[int], str]") -> str:
    facts = mark.facts
    attributes = {
        "href": href(facts.event_id),
        "id": f"mark-{facts.event_id}",
        "aria-label": mark_name(facts),
        "aria-current": "true" if mark.selected else "",
        "data-event": str(facts.event_id),
        "data-date": facts.date,
        "data-type": facts.type,
        "data-countries": " ".join(facts.countries),
        "data-status": facts.status,
        "data-t0": "" if facts.earliest == OPEN_START else day_edtf(facts.earliest),
        "data-t1": "" if facts.latest == OPEN_END else day_edtf(facts.latest),
        "data-certainty": certainty(facts),
    }
    classes = f"mark quad-{facts.type.quad} is-{facts.review}{' is-selected' if mark.selected else ''}"
    shape = "".join((*_body(markup, mark), _glyph(markup, mark), _label(markup, mark)))
    return markup.element("g", {"role": "listitem"}, markup.element("a", attributes, shape, classes=classes))


def _body(markup: Markup, mark: Mark) -> list[str]:
    """Bar, arrow and points by the kind of the date (TIMELINE.md S15)."""
    kind = mark.facts.kind
    start, middle, end = percent(mark.start), percent((mark.start + mark.end) / 2), percent(mark.end)
    wide = mark.end > mark.start and not _is_narrow(mark)
    match kind:
        case DateKind.SINCE | DateKind.AFTER:
            return [_use(markup, mark, "tl-arrow-right", start), _point(markup, mark, start, kind is DateKind.AFTER)]
        case DateKind.UNTIL | DateKind.BEFORE:
            return [_use(markup, mark, "tl-arrow-left", start), _point(markup, mark, start, kind is DateKind.BEFORE)]
        case DateKind.ABOUT:
            bar = [_bar(markup, mark, {"mask": "url(#tl-fade)"}, "tl-bar")] if wide else []
            return [*bar, _use(markup, mark, "tl-about", middle), _point(markup, mark, middle, hollow=True)]
        case DateKind.LASTED if wide:
            return [_bar(markup, mark, {}, "tl-bar"), _point(markup, mark, start, hollow=False)]
        case DateKind.BETWEEN if wide:
            hatched = _bar(markup, mark, {"fill": f"url(#tl-hatch-{mark.facts.type.quad})"}, "tl-between")
            return [hatched, _point(markup, mark, start, hollow=True), _point(markup, mark, end, hollow=True)]
        case _:
            return [_point(markup, mark, middle, hollow=kind is DateKind.BETWEEN)]


def _is_narrow(mark: Mark) -> bool:
    return (mark.end - mark.start) * 1000 < NARROW_BAR_PX


def _bar(markup: Markup, mark: Mark, extra: dict[str, str], classes: str) -> str:
    attributes = {
        "x": percent(mark.start),
        "y": pixels(mark.row_y - BAR_PX / 2),
        "width": percent(mark.end - mark.start),
        "height": str(BAR_PX),
        **extra,
    }
    return markup.element("rect", attributes, classes=classes)


def _point(markup: Markup, mark: Mark, x: str, hollow: bool) -> str:
    look = "-hollow" if hollow else "-large" if mark.selected else ""
    shape = f"tl-{SHAPE_OF_QUAD[mark.facts.type.quad]}{look}"
    classes = "tl-point" + (" is-proposed" if mark.facts.review is Review.PROPOSED else "")
    return _use(markup, mark, shape, x, classes)


def _use(markup: Markup, mark: Mark, shape: str, x: str, classes: str = "") -> str:
    return markup.element("use", {"href": f"#{shape}", "x": x, "y": pixels(mark.row_y)}, classes=classes)


def _glyph(markup: Markup, mark: Mark) -> str:
    if mark.facts.status is Status.OCCURRED:
        return ""
    return _use(markup, mark, f"tl-{mark.facts.status}", percent(mark.end))


def _label(markup: Markup, mark: Mark) -> str:
    if not mark.label:
        return ""
    attributes = {"x": percent(mark.end), "y": pixels(mark.row_y + 4), "dx": pixels(_label_offset(mark.facts))}
    if mark.label_left:
        arrow = ARROW_PX if mark.facts.earliest == OPEN_START else 0
        tilde = TILDE_PX if mark.facts.kind is DateKind.ABOUT else 0
        offset = pixels(-MARK_HALF_PX - LABEL_OFF_PX - arrow - tilde)
        attributes |= {"x": percent(mark.start), "dx": offset, "text-anchor": "end"}
    return markup.text(mark.label, {**attributes, "aria-hidden": "true"}, "tl-label")


def _label_offset(facts: Facts) -> float:
    glyph = 0 if facts.status is Status.OCCURRED else GLYPH_PX
    arrow = ARROW_PX if facts.latest == OPEN_END else 0
    return MARK_HALF_PX + LABEL_OFF_PX + glyph + arrow


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


def quad_shape(event_type: EventType) -> str:
    """Id of the shape of an event's class, for the list and the legend."""
    return f"tl-{SHAPE_OF_QUAD[event_type.quad]}-bare"
