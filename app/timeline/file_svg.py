"""The picture as a file of its own: with its paint, what it shows in words, and the legend (TIMELINE.md S15)."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.timeline.legend import ENTRY_PX, legend_lines
from app.timeline.markup import Markup, pixels
from app.timeline.model import Picture
from app.timeline.shapes import definitions
from app.timeline.svg import TODAY_OVER_PX, Hrefs, content, picture_name
from app.timeline.text_width import text_width

if TYPE_CHECKING:
    from collections.abc import Callable

MARGIN_PX = 24
TITLE_PX, LINE_PX, TEXT_PX = 30, 20, 12.5


def draw_file(
    picture: Picture, title: str, notes: Sequence[str], mark_href: "Callable[[int], str]", today: int | None = None
) -> str:
    """
    The same picture as on the page, with its paint and its shapes.

    Args:
        title: What it is of.
        notes: Sentences below the title: the filter, the window, the counts.
        mark_href: The address of an event.
        today: The day to mark, if it is in the window.
    """
    markup = Markup(painted=True)
    lines = [line for note in notes for line in _wrapped(note, picture.width)]
    head_px = MARGIN_PX + TITLE_PX + LINE_PX * len(lines) + TODAY_OVER_PX
    legend = legend_lines(markup, picture.width)
    legend_y = head_px + picture.height + MARGIN_PX / 2
    width, height = picture.width + 2 * MARGIN_PX, legend_y + ENTRY_PX * len(legend) + MARGIN_PX / 2
    attributes = {
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": f"0 0 {pixels(width)} {pixels(height)}",
        "width": pixels(width),
        "height": pixels(height),
        "role": "img",
        "aria-label": f"{title}. {picture_name(picture)}",
    }
    return markup.element(
        "svg",
        attributes,
        definitions(markup),
        markup.element("rect", {"width": "100%", "height": "100%"}, classes="tl-paper"),
        markup.text(title, {"x": pixels(MARGIN_PX), "y": pixels(MARGIN_PX + 12)}, "tl-file-title"),
        *(_note(markup, line, number) for number, line in enumerate(lines)),
        _inner(markup, picture.width, picture.height, head_px, *content(markup, picture, Hrefs(mark_href), today)),
        _inner(markup, picture.width, ENTRY_PX * len(legend), legend_y, *legend),
    )


def _inner(markup: Markup, width: float, height: float, y: float, *children: str) -> str:
    place = {"x": pixels(MARGIN_PX), "y": pixels(y), "width": pixels(width), "height": pixels(height)}
    return markup.element("svg", {**place, "overflow": "visible"}, *children)


def _note(markup: Markup, line: str, number: int) -> str:
    at = {"x": pixels(MARGIN_PX), "y": pixels(MARGIN_PX + TITLE_PX + LINE_PX * number + 2)}
    return markup.text(line, at, "tl-tick-label")


def _wrapped(text: str, width_px: float) -> list[str]:
    """A sentence in lines that fit, broken between words."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, TEXT_PX) > width_px:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
