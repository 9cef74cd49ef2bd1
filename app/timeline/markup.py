"""Building SVG text: one place that escapes, and the paint that replaces the style sheet in an exported file."""

import re

from app.domain.events import Quad

# What XML 1.0 has no way to write, beside lone surrogates.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SPECIAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff&<>\"']")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;"})

SANS = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', sans-serif"
PAPER, INK, INK_2, HAIRLINE = "#FBFAF7", "#1B1F24", "#4B5563", "#D9D6CE"
QUAD_PAINT = {
    Quad.VERBAL_COOPERATION: "#3A8BC0",
    Quad.MATERIAL_COOPERATION: "#0B4A82",
    Quad.VERBAL_CONFLICT: "#B86E00",
    Quad.MATERIAL_CONFLICT: "#B3261E",
    Quad.NONE: "#6B7280",
}
HALO = {"paint-order": "stroke", "stroke": PAPER, "stroke-width": "3", "stroke-dasharray": "none"}
"""Paper around words, so that no line of the axis crosses them."""
PAINT: dict[str, dict[str, str]] = {
    **{f"quad-{quad}": {"color": colour} for quad, colour in QUAD_PAINT.items()},
    **{f"quad-fill-{quad}": {"fill": colour} for quad, colour in QUAD_PAINT.items()},
    "tl-fill": {"fill": "currentColor"},
    "tl-ring": {"fill": "none", "stroke": "currentColor", "stroke-width": "1.25"},
    "tl-hollow": {"fill": PAPER, "stroke": "currentColor", "stroke-width": "1.75"},
    "tl-hit": {"fill": "none"},
    "tl-cut": {"fill": PAPER},
    "tl-hatch": {"stroke": "currentColor", "stroke-width": "2"},
    "tl-sign": {"fill": "none", "stroke": INK, "stroke-width": "1.4", "stroke-dasharray": "none"},
    "tl-star": {"fill": INK},
    "tl-ghost": {"fill": PAPER, "stroke": "currentColor", "stroke-width": "1.25", "stroke-dasharray": "1.5 1.5"},
    "tl-bracket": {"fill": "none", "stroke": INK, "stroke-width": "1.25", "stroke-dasharray": "none"},
    "tl-bar": {"fill": "currentColor", "fill-opacity": "0.62"},
    "tl-between": {"stroke": "currentColor", "stroke-dasharray": "none"},
    "tl-today": {"stroke": INK, "stroke-width": "1.25", "stroke-dasharray": "4 3"},
    "tl-today-label": {"fill": INK, "font-size": "12.5", "font-weight": "600", "font-family": SANS},
    "is-proposed": {"stroke-dasharray": "2 1.6"},
    "tl-file-title": {"fill": INK, "font-size": "20", "font-weight": "600", "font-family": SANS},
    "tl-label": {**HALO, "fill": INK, "font-size": "12.5", "font-family": SANS},
    "tl-lane-title": {**HALO, "fill": INK_2, "font-size": "12.5", "font-weight": "600", "font-family": SANS},
    "tl-lane-link": {"fill": INK_2, "font-size": "12.5", "font-family": SANS},
    "tl-tick-label": {"fill": INK_2, "font-size": "12.5", "font-family": SANS},
    "tl-tick-label-strong": {"fill": INK, "font-size": "12.5", "font-weight": "600", "font-family": SANS},
    "tl-line": {"stroke": HAIRLINE, "stroke-width": "1"},
    "tl-axis": {"stroke": INK_2, "stroke-width": "1"},
    "tl-cluster-bar": {"fill": PAPER, "stroke": INK_2, "stroke-width": "1"},
    "tl-cluster-count": {"fill": INK, "font-size": "11", "font-weight": "600", "font-family": SANS},
    "tl-paper": {"fill": PAPER},
}
"""Presentation attributes by class: a file has no style sheet, and the content policy allows no `<style>` in it."""


def escape(text: str) -> str:
    """Text made safe between tags and inside quoted attributes; characters that XML cannot hold become U+FFFD."""
    if not _SPECIAL.search(text):  # nearly always: thousands of attributes are numbers and names
        return text
    return _UNWRITABLE.sub("\ufffd", text).translate(_ESCAPES)


def percent(share: float) -> str:
    """A share of the width as SVG writes it."""
    return f"{share * 100:.3f}%"


def pixels(value: float) -> str:
    """A length without needless digits."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


class Markup:
    """
    Writes elements as text.

    Every attribute value and every text is escaped here and nowhere else. Children are markup that this class wrote.
    With `painted`, each class also brings its presentation attributes, so that the text stands alone as a file.
    """

    def __init__(self, painted: bool = False) -> None:
        self.painted = painted

    def element(self, name: str, attributes: dict[str, str], *children: str, classes: str = "") -> str:
        """One element; an attribute with an empty value is left out unless it is `data-…`."""
        if classes:
            paint = self._paint(classes) if self.painted else {}
            attributes = {**paint, "class": classes, **attributes}
        written = "".join(
            f' {key}="{escape(value)}"' for key, value in attributes.items() if value or key.startswith("data-")
        )
        return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"

    def text(self, content: str, attributes: dict[str, str], classes: str) -> str:
        """A text element."""
        return self.element("text", attributes, escape(content), classes=classes)

    def _paint(self, classes: str) -> dict[str, str]:
        return {key: value for name in classes.split() for key, value in PAINT.get(name, {}).items()}
