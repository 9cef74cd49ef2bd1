"""
The shapes that marks are made of, centred on their point.

Class by shape, type by what is cut into it, review by ring, uncertainty by a hollow body, status by a sign beside it.
"""

from typing import TYPE_CHECKING

from app.domain.events import TYPES_OF_QUAD, EventType, Quad, Status
from app.timeline.markup import Markup

if TYPE_CHECKING:
    from app.timeline.stretch import Stretch

SHAPE_OF_QUAD = {
    Quad.VERBAL_COOPERATION: "circle",
    Quad.MATERIAL_COOPERATION: "square",
    Quad.VERBAL_CONFLICT: "triangle",
    Quad.MATERIAL_CONFLICT: "diamond",
    Quad.NONE: "hexagon",
}
# Bodies of 10 px with about one optical weight, and rings 2.5 px outside of them.
BODIES = {
    "circle": "M-5.2 0A5.2 5.2 0 1 1 5.2 0A5.2 5.2 0 1 1-5.2 0Z",
    "square": "M-4.8-4.8H4.8V4.8H-4.8Z",
    "triangle": "M0-6.2L6.2 4.8H-6.2Z",
    "diamond": "M0-6.4L6.4 0L0 6.4L-6.4 0Z",
    "hexagon": "M-5.6 0L-2.8-4.9H2.8L5.6 0L2.8 4.9H-2.8Z",
}
RINGS = {
    "circle": "M-8 0A8 8 0 1 1 8 0A8 8 0 1 1-8 0Z",
    "square": "M-7.4-7.4H7.4V7.4H-7.4Z",
    "triangle": "M0-11L10.6 7.6H-10.6Z",
    "diamond": "M0-10L10 0L0 10L-10 0Z",
    "hexagon": "M-8.6 0L-4.3-7.5H4.3L8.6 0L4.3 7.5H-4.3Z",
}
# A type is told from its neighbours of the same class, at most five, by what is cut into the body.
CUTS = ("", "M-1.7 0A1.7 1.7 0 1 0 1.7 0A1.7 1.7 0 1 0-1.7 0Z", "M-3-.8H3V.8H-3Z", "M-.8-3H.8V3H-.8Z",
        "M-3-.8H-.8V-3H.8V-.8H3V.8H.8V3H-.8V.8H-3Z")  # fmt: skip
TRIANGLE_SINKS = 1
"""How much lower than its middle a triangle has room for a cut."""
SIGNS = {  # 10 px high
    Status.PLANNED.value: "M-5 0A5 5 0 1 1 5 0A5 5 0 1 1-5 0ZM0-3.4V0H3",
    Status.ALLEGED.value: "M-3.6-1.6Q-4-4.4-1.6-5M-3-1.6V-.4M.8-1.6Q.4-4.4 2.8-5M1.4-1.6V-.4",
    Status.DENIED.value: "M-5 0A5 5 0 1 1 5 0A5 5 0 1 1-5 0ZM-3.4 3.4L3.4-3.4",
    Status.HYPOTHETICAL.value: "M-3.2-2.6Q-3-5.2 0-5.2Q3-5.2 3-2.7Q3-1 0-.2V1.6M0 4V5",
    "about": "M-5 1Q-2.5-3 0 0T5-1",
    "unsure": "M-2.4-2.4Q-2.2-4.6 0-4.6Q2.4-4.6 2.4-2.5Q2.4-1.2 0-.4V1.4M0 3.6V4.6",
    "starred": "M0-5.2L1.5-1.7L5.2-1.4L2.4 1L3.2 4.7L0 2.7L-3.2 4.7L-2.4 1L-5.2-1.4L-1.5-1.7Z",
    "rejected": "M-9 9L9-9",
    "earlier": "M4-5L-1 0L4 5",
    "later": "M-4-5L1 0L-4 5",
}
SIGN_OF_QUALIFIER = {"~": "about", "?": "unsure"}
END = "M0-5L5 0L0 5L-5 0Z"
GHOST = "M0-4.4L4.4 0L0 4.4L-4.4 0Z"
BRACKET_PX = 12
"""How far above its row the bracket of a disputed date runs."""
FADE_STEPS = ((0.0, 0.3), (0.08, 0.55), (0.16, 0.8))
"""Stepped fade: from which share of the bar on, which strength."""
ARROW_STEPS = ((6, 0.85), (14, 0.6), (22, 0.4))
"""Where each step of an arrow begins, in pixels from its point, and its strength."""


def type_shape(event_type: EventType) -> str:
    """Name of the shape of a type, after `tl-`."""
    return event_type.value.lower()


def shape_of(event_type: EventType, stretch: "Stretch") -> str:
    """Name of the shape of a mark, after `tl-`: hollow where the moment is not known to the day."""
    return type_shape(event_type) + ("-hollow" if stretch.is_hollow else "")


def definitions(markup: Markup) -> str:
    """The `<defs>` that the pictures and the list refer to; an id begins with `tl-`."""
    parts = [
        markup.element("path", {"id": f"tl-{shape}-bare", "d": path}, classes="tl-fill")
        for shape, path in BODIES.items()
    ]
    parts += [_type(markup, one) for one in EventType]
    parts += [_sign(markup, name, path) for name, path in SIGNS.items()]
    parts += [
        markup.element("path", {"id": "tl-end", "d": END}, classes="tl-hollow"),
        markup.element("path", {"id": "tl-ghost", "d": GHOST}, classes="tl-ghost"),
        _bracket(markup, "tl-bracket-left", 1),
        _bracket(markup, "tl-bracket-right", -1),
    ]
    parts += [_hatch(markup, quad) for quad in Quad]
    parts += [_fade(markup), _arrow(markup, "tl-arrow-right", 1), _arrow(markup, "tl-arrow-left", -1)]
    return markup.element("defs", {}, *parts)


def draw_type(markup: Markup, event_type: EventType) -> str:
    """The filled body of a type with what is cut into it, without hit area and ring."""
    return _body(markup, event_type, "tl-fill", "tl-cut")


def _type(markup: Markup, event_type: EventType) -> str:
    """The type filled with its ring, and hollow without one."""
    hit = markup.element("rect", {"x": "-12", "y": "-12", "width": "24", "height": "24"}, classes="tl-hit")
    ring = markup.element("path", {"d": RINGS[SHAPE_OF_QUAD[event_type.quad]]}, classes="tl-ring")
    name = f"tl-{type_shape(event_type)}"
    hollow = _body(markup, event_type, "tl-hollow", "tl-fill")
    return markup.element("g", {"id": name}, hit, draw_type(markup, event_type), ring, classes="tl-shape") + (
        markup.element("g", {"id": f"{name}-hollow"}, hit, hollow, classes="tl-shape")
    )


def _body(markup: Markup, event_type: EventType, classes: str, cut_classes: str) -> str:
    quad = event_type.quad
    shape, cut = SHAPE_OF_QUAD[quad], CUTS[TYPES_OF_QUAD[quad].index(event_type)]
    body = markup.element("path", {"d": BODIES[shape]}, classes=classes)
    sunk = {"transform": f"translate(0 {TRIANGLE_SINKS})"} if shape == "triangle" else {}
    return body + (markup.element("path", {"d": cut, **sunk}, classes=cut_classes) if cut else "")


def _sign(markup: Markup, name: str, path: str) -> str:
    classes = "tl-sign tl-star" if name == "starred" else "tl-sign"
    return markup.element("path", {"id": f"tl-{name}", "d": path}, classes=classes)


def _bracket(markup: Markup, name: str, way: int) -> str:
    """One end of the bracket over rival dates, outside of the outermost of them."""
    path = f"M{5 * way} {-BRACKET_PX}H{-6 * way}V{5 - BRACKET_PX}"
    return markup.element("path", {"id": name, "d": path}, classes="tl-bracket")


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
    """Forty pixels that grow faint towards the unknown side, and a head that is seen all the same."""

    def step(at: int, strength: float) -> str:
        x = at if way > 0 else -at - 8
        attributes = {"x": f"{x}", "y": "-3", "width": "8", "height": "6", "fill-opacity": f"{strength}"}
        return markup.element("rect", attributes, classes="tl-fill")

    head = markup.element("path", {"d": f"M{30 * way}-5.5L{39 * way} 0L{30 * way} 5.5Z"}, classes="tl-fill")
    return markup.element("g", {"id": name}, *(step(at, strength) for at, strength in ARROW_STEPS), head)
