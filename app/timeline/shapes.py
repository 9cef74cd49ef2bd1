"""The shapes that marks are made of, centred on their point: class by shape, review by ring, status by glyph."""

from app.domain.events import Quad, Status
from app.timeline.markup import Markup

SHAPE_OF_QUAD = {
    Quad.VERBAL_COOPERATION: "circle",
    Quad.MATERIAL_COOPERATION: "square",
    Quad.VERBAL_CONFLICT: "triangle",
    Quad.MATERIAL_CONFLICT: "diamond",
    Quad.NONE: "hexagon",
}
# Bodies of 10 px with about one optical weight, and rings 2.5 px outside of them.
BODIES = {
    "circle": "M-5 0A5 5 0 1 1 5 0A5 5 0 1 1-5 0Z",
    "square": "M-4.5-4.5H4.5V4.5H-4.5Z",
    "triangle": "M0-5.6L5.6 4.4H-5.6Z",
    "diamond": "M0-6L6 0L0 6L-6 0Z",
    "hexagon": "M-5.2 0L-2.6-4.6H2.6L5.2 0L2.6 4.6H-2.6Z",
}
RINGS = {
    "circle": "M-7.6 0A7.6 7.6 0 1 1 7.6 0A7.6 7.6 0 1 1-7.6 0Z",
    "square": "M-7.1-7.1H7.1V7.1H-7.1Z",
    "triangle": "M0-10.4L10 7H-10Z",
    "diamond": "M0-9.4L9.4 0L0 9.4L-9.4 0Z",
    "hexagon": "M-8.2 0L-4.1-7.1H4.1L8.2 0L4.1 7.1H-4.1Z",
}
GLYPHS = {  # left edge 10 px right of the point, 10 px high
    Status.PLANNED: "M10 0A5 5 0 1 1 20 0A5 5 0 1 1 10 0ZM15-3.4V0H18",
    Status.ALLEGED: "M11.4-1.6Q11-4.4 13.4-5M12-1.6V-.4M15.8-1.6Q15.4-4.4 17.8-5M16.4-1.6V-.4",
    Status.DENIED: "M10 0A5 5 0 1 1 20 0A5 5 0 1 1 10 0ZM11.6 3.4L18.4-3.4",
    Status.HYPOTHETICAL: "M11.8-2.6Q12-5.2 15-5.2Q18-5.2 18-2.7Q18-1 15-.2V1.6M15 4V5",
}
TILDE = "M-20 1Q-17.5-3-15 0T-10-1"
"""About: a tilde on the left of the point."""
SELECTED_SCALE = 1.4
FADE_STEPS = ((0.0, 0.3), (0.08, 0.55), (0.16, 0.8))
"""Stepped fade: from which share of the bar on, which strength."""


def definitions(markup: Markup) -> str:
    """The `<defs>` that `svg` and the list refer to; an id begins with `tl-`."""
    parts = [_bodies(markup, shape) for shape in BODIES]
    parts += [
        markup.element("path", {"id": f"tl-{status}", "d": path}, classes="tl-glyph") for status, path in GLYPHS.items()
    ]
    parts.append(markup.element("path", {"id": "tl-about", "d": TILDE}, classes="tl-glyph"))
    parts += [_hatch(markup, quad) for quad in Quad]
    parts += [_fade(markup), _arrow(markup, "tl-arrow-right", 1), _arrow(markup, "tl-arrow-left", -1)]
    return markup.element("defs", {}, *parts)


def _bodies(markup: Markup, shape: str) -> str:
    def path(kind: str, d: str) -> str:
        return markup.element("path", {"d": d}, classes=kind)

    hit = markup.element("rect", {"x": "-12", "y": "-12", "width": "24", "height": "24"}, classes="tl-hit")
    filled = (path("tl-fill", BODIES[shape]), path("tl-ring", RINGS[shape]))
    large = {"id": f"tl-{shape}-large", "transform": f"scale({SELECTED_SCALE})"}
    return (
        markup.element("g", {"id": f"tl-{shape}"}, hit, *filled)
        + markup.element("g", large, hit, *filled)
        + markup.element("g", {"id": f"tl-{shape}-hollow"}, hit, path("tl-hollow", BODIES[shape]))
        + markup.element("g", {"id": f"tl-{shape}-bare"}, path("tl-fill", BODIES[shape]))
    )


def _hatch(markup: Markup, quad: Quad) -> str:
    """Slanted lines for a moment somewhere in between; one for each quad, since a pattern knows no currentColor."""
    line = markup.element("path", {"d": "M0 0V6"}, classes=f"tl-hatch quad-{quad}")
    attributes = {
        "id": f"tl-hatch-{quad}",
        "width": "5",
        "height": "6",
        "patternUnits": "userSpaceOnUse",
        "patternTransform": "rotate(35)",
    }
    return markup.element("pattern", attributes, line)


def _fade(markup: Markup) -> str:
    """A mask that lets a bar begin and end in steps."""
    steps = [
        markup.element(
            "rect",
            {"x": f"{at}", "width": f"{1 - 2 * at:.2f}", "height": "1", "fill": "#fff", "fill-opacity": f"{strength}"},
        )
        for at, strength in FADE_STEPS
    ]
    return markup.element("mask", {"id": "tl-fade", "maskContentUnits": "objectBoundingBox"}, *steps)


def _arrow(markup: Markup, name: str, way: int) -> str:
    """Forty pixels that grow faint towards the unknown side, and a head."""

    def step(at: int, strength: float) -> str:
        x = at if way > 0 else -at - 8
        attributes = {"x": f"{x}", "y": "-3", "width": "8", "height": "6", "fill-opacity": f"{strength}"}
        return markup.element("rect", attributes, classes="tl-fill")

    steps = [step(at, strength) for at, strength in ((6, 0.75), (14, 0.55), (22, 0.35))]
    head = markup.element("path", {"d": f"M{30 * way}-5.5L{39 * way} 0L{30 * way} 5.5Z"}, classes="tl-fill")
    return markup.element("g", {"id": name}, *steps, head)
