"""
The legend: every sign of the picture with its words, drawn by what draws the marks (TIMELINE.md S15).

One list serves the page and the exported file, so that neither can forget a sign.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.domain.dates import DateKind, parse_edtf
from app.domain.events import TYPES_OF_QUAD, EventType, Quad, Review, Status
from app.timeline.mark_svg import draw_mark_shape
from app.timeline.markup import Markup, pixels
from app.timeline.model import Facts, Mark
from app.timeline.shapes import draw_type
from app.timeline.sides import sides_of
from app.timeline.text_width import text_width
from app.timeline.words import QUAD_WORDS, TYPE_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable

ENTRY_PX = 24
"""Height of an entry; what it shows stands in its middle."""
TYPE_PX = 16
GAP_PX, WORDS_GAP_PX = 18, 6
WORDS_PX = 12.5
BOLD_SHARE = 1.15
DAY = "2019-02-14"


@dataclass(frozen=True)
class Entry:
    """
    One sign.

    Attributes:
        words: What it means.
        drawing: SVG for a box `width` wide and `ENTRY_PX` high.
        quad: Whose colour it has.
    """

    words: str
    drawing: str
    width: float
    quad: Quad = Quad.NONE


def type_entries(markup: Markup) -> dict[Quad, tuple[Entry, ...]]:
    """The types of each class."""

    def entry(one: EventType) -> Entry:
        middle = {"transform": f"translate({pixels(TYPE_PX / 2)} {pixels(ENTRY_PX / 2)})"}
        drawing = markup.element("g", middle, draw_type(markup, one))
        return Entry(TYPE_NAMES[one].lower(), drawing, TYPE_PX, one.quad)

    return {quad: tuple(map(entry, types)) for quad, types in TYPES_OF_QUAD.items()}


def sign_entries(markup: Markup) -> tuple[Entry, ...]:
    """Everything else: what is known of the date, of the event, and what people decided about it."""
    dates = (
        ("on that day", DAY, DateKind.DAY, 24, 0.5, 0.5),
        ("day not known", "2019-02", DateKind.BETWEEN, 24, 0.5, 0.5),
        ("lasted", "2019-02-14/2019-03-14", DateKind.LASTED, 52, 0.2, 0.96),
        ("at one moment within", "2019", DateKind.BETWEEN, 84, 0.1, 0.68),
        ("about then", "2019~", DateKind.ABOUT, 72, 0.28, 0.96),
        ("possibly then", "2019?", DateKind.ABOUT, 72, 0.28, 0.96),
        ("before (or after)", f"../{DAY}", DateKind.BEFORE, 54, 0.8, 0.8),
        ("since (or until)", f"{DAY}/..", DateKind.SINCE, 54, 0.2, 0.2),
    )
    return (
        Entry("proposed", _sample(markup, review=Review.PROPOSED), 24),
        Entry("accepted", _sample(markup), 24),
        Entry("rejected", _sample(markup, review=Review.REJECTED), 24),
        *(Entry(words, _sample(markup, text, kind, width, ends), width) for words, text, kind, width, *ends in dates),
        Entry("goes on beyond the window", _sign(markup, "later"), 14),
        Entry("dates disputed", _disputed(markup), 52),
        *(Entry(status.value, _sign(markup, status.value), 14) for status in Status if status is not Status.OCCURRED),
        Entry("starred", _sign(markup, "starred"), 14),
        Entry("events folded together, by class", _cluster(markup), 34),
        Entry("today", _today(markup), 10),
    )


def entry_svg(markup: Markup, entry: Entry, place: dict[str, str] | None = None) -> str:
    """The drawing of an entry in an element of its own."""
    attributes = {
        "width": pixels(entry.width),
        "height": str(ENTRY_PX),
        "overflow": "visible",
        "aria-hidden": "true",
        **(place or {}),
    }
    return markup.element("svg", attributes, entry.drawing, classes=f"shape quad-{entry.quad}")


def legend_lines(markup: Markup, width_px: float) -> list[str]:
    """The whole legend in lines of at most this width, each to be placed by its caller: line n at n * `ENTRY_PX`."""
    pieces: list[tuple[float, str, Entry | None]] = []
    for quad, entries in type_entries(markup).items():
        pieces.append((text_width(QUAD_WORDS[quad], WORDS_PX) * BOLD_SHARE, QUAD_WORDS[quad], None))
        pieces += [(_entry_width(entry), entry.words, entry) for entry in entries]
    pieces += [(_entry_width(entry), entry.words, entry) for entry in sign_entries(markup)]
    return [_line(markup, line, number) for number, line in enumerate(_broken(pieces, width_px))]


def _entry_width(entry: Entry) -> float:
    return entry.width + WORDS_GAP_PX + text_width(entry.words, WORDS_PX)


def _broken(
    pieces: "Iterable[tuple[float, str, Entry | None]]", width_px: float
) -> list[list[tuple[float, str, Entry | None]]]:
    """Pieces with their left edges, line by line; a heading never stands last."""
    lines: list[list[tuple[float, str, Entry | None]]] = [[]]
    x = 0.0
    for width, words, entry in pieces:
        needed = width if entry else width + GAP_PX + 120
        if x and x + needed > width_px:
            lines.append([])
            x = 0.0
        lines[-1].append((x, words, entry))
        x += width + GAP_PX
    return lines


def _line(markup: Markup, pieces: "list[tuple[float, str, Entry | None]]", number: int) -> str:
    top, parts = number * ENTRY_PX, []
    for x, words, entry in pieces:
        at = {"x": pixels(x), "y": pixels(top + 16)}
        if entry is None:
            parts.append(markup.text(words, at, "tl-lane-title"))
            continue
        at["x"] = pixels(x + entry.width + WORDS_GAP_PX)
        parts += [
            entry_svg(markup, entry, {"x": pixels(x), "y": pixels(top)}),
            markup.text(words, at, "tl-tick-label"),
        ]
    return "".join(parts)


def _sample(
    markup: Markup,
    text: str = DAY,
    kind: DateKind = DateKind.DAY,
    width: float = 24,
    ends: "Iterable[float]" = (0.5, 0.5),
    *,
    review: Review = Review.ACCEPTED,
) -> str:
    facts = _facts(text, kind, review)
    start, end = ends
    is_wide = end > start
    mark = Mark(facts, start, end, ENTRY_PX / 2, sides_of(facts, is_wide, False, False), is_wide)
    return draw_mark_shape(markup, mark)


def _facts(text: str, kind: DateKind, review: Review) -> Facts:
    """An event of no class that has nothing but a date."""
    edtf = parse_edtf(text)
    return Facts(
        event_id=0, title="", date=text, date_words="", kind=kind, type=EventType.STATEMENT, status=Status.OCCURRED,
        review=review, who="", whom="", countries=(), earliest=edtf.earliest, latest=edtf.latest,
    )  # fmt: skip


def _sign(markup: Markup, name: str) -> str:
    return markup.element("use", {"href": f"#tl-{name}", "x": "7", "y": pixels(ENTRY_PX / 2)})


def _disputed(markup: Markup) -> str:
    facts = replace(_facts(DAY, DateKind.DAY, Review.ACCEPTED), rivals=((1, 1),))
    sides = sides_of(facts, is_wide=False, begins_before=False, ends_after=False)
    return draw_mark_shape(markup, Mark(facts, 0.25, 0.25, ENTRY_PX / 2 + 4, sides, ghosts=(0.8,)))


def _cluster(markup: Markup) -> str:
    box = {"x": "0", "y": "4", "width": "34", "height": "12"}
    colours = (Quad.VERBAL_COOPERATION, Quad.VERBAL_CONFLICT, Quad.MATERIAL_CONFLICT)
    shares = [
        markup.element(
            "rect", {"x": str(number * 12), "y": "16", "width": "11", "height": "4"}, classes=f"quad-fill-{quad}"
        )
        for number, quad in enumerate(colours)
    ]
    count = markup.text("14", {"x": "17", "y": "14", "text-anchor": "middle"}, "tl-cluster-count")
    return markup.element("rect", box, classes="tl-cluster-bar") + "".join(shares) + count


def _today(markup: Markup) -> str:
    return markup.element("line", {"x1": "5", "x2": "5", "y1": "2", "y2": "22"}, classes="tl-today")
