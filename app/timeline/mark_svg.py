"""One mark as SVG text: what its date, type, review and status look like (TIMELINE.md S15, LOOK.md)."""

from typing import TYPE_CHECKING

from app.domain.dates import OPEN_END, OPEN_START, DateKind, day_edtf
from app.domain.events import Review
from app.timeline.markup import Markup, percent, pixels
from app.timeline.model import Facts, Mark
from app.timeline.rows import LABEL_GAP_PX
from app.timeline.shapes import BRACKET_PX, SIGN_OF_QUALIFIER, shape_of
from app.timeline.stretch import Fill
from app.timeline.words import mark_name

if TYPE_CHECKING:
    from collections.abc import Callable

BAR_PX = 8


def draw_mark(markup: Markup, mark: Mark, href: "Callable[[int], str]") -> str:
    """The list item of a mark: a link that is named, carries its data, and holds all that is drawn of its event."""
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
    drawn = draw_mark_shape(markup, mark) + _label(markup, mark)
    return markup.element("g", {"role": "listitem"}, markup.element("a", attributes, drawn, classes=classes))


def draw_mark_shape(markup: Markup, mark: Mark) -> str:
    """All that is drawn of a mark but its label."""
    return "".join((*_date(markup, mark), *_ghosts(markup, mark), *_signs(markup, mark)))


def certainty(facts: Facts) -> str:
    """How well the time is known, for `data-certainty`: "exact", or the kind of the date."""
    return "exact" if facts.kind is DateKind.DAY else facts.kind.value


def _date(markup: Markup, mark: Mark) -> list[str]:
    """Bar, arrows, ends and the shape itself."""
    stretch, sides = mark.facts.stretch, mark.sides
    middle = percent((mark.start + mark.end) / 2)
    parts = [_bar(markup, mark)] if mark.is_wide else []
    if stretch.opens_before:
        parts.append(_use(markup, mark, "tl-arrow-left", percent(mark.start)))
    if stretch.opens_after:
        shift = 0.0 if mark.is_wide else sides.shape_at
        parts.append(_use(markup, mark, "tl-arrow-right", percent(mark.end), shift))
    if mark.is_wide and stretch.fill is Fill.HATCHED:
        ends = (mark.start, sides.begins_before), (mark.end, sides.ends_after)
        parts += [_use(markup, mark, "tl-end", percent(share)) for share, is_beyond in ends if not is_beyond]
        parts.append(_shape(markup, mark, percent(mark.end), sides.shape_at))
    elif mark.is_wide and stretch.fill is Fill.FADED:
        parts.append(_shape(markup, mark, middle))
    else:
        parts.append(_shape(markup, mark, percent(mark.start), sides.shape_at))
    if sides.begins_before:
        parts.append(_use(markup, mark, "tl-earlier", percent(mark.start)))
    if sides.ends_after and mark.is_wide:
        parts.append(_use(markup, mark, "tl-later", percent(mark.end)))
    return parts


def _bar(markup: Markup, mark: Mark) -> str:
    fill = mark.facts.stretch.fill
    place = {
        "x": percent(mark.start),
        "y": pixels(mark.row_y - BAR_PX / 2),
        "width": percent(mark.end - mark.start),
        "height": str(BAR_PX),
    }
    if fill is Fill.HATCHED:
        hatch = {"fill": f"url(#tl-hatch-{mark.facts.type.quad})"}
        return markup.element("rect", place | hatch, classes="tl-between")
    mask = {"mask": "url(#tl-fade)"} if fill is Fill.FADED else {}
    return markup.element("rect", place | mask, classes="tl-bar")


def _shape(markup: Markup, mark: Mark, x: str, shift: float = 0) -> str:
    facts = mark.facts
    name = f"tl-{shape_of(facts.type, facts.stretch)}"
    classes = "tl-point" + (" is-proposed" if facts.review is Review.PROPOSED else "")
    struck = _use(markup, mark, "tl-rejected", x, shift) if facts.review is Review.REJECTED else ""
    return _use(markup, mark, name, x, shift, classes) + struck


def _use(markup: Markup, mark: Mark, shape: str, x: str, shift: float = 0, classes: str = "") -> str:
    moved = {"transform": f"translate({pixels(shift)} 0)"} if shift else {}
    return markup.element("use", {"href": f"#{shape}", "x": x, "y": pixels(mark.row_y), **moved}, classes=classes)


def _ghosts(markup: Markup, mark: Mark) -> list[str]:
    """The rivals of a disputed date on the screen, and the bracket that ties them to the adopted one."""
    if not mark.facts.rivals:
        return []
    shares = (mark.start, mark.end, *mark.ghosts)
    first, last, y = percent(min(shares)), percent(max(shares)), pixels(mark.row_y - BRACKET_PX)
    return [
        *(_use(markup, mark, "tl-ghost", percent(share)) for share in mark.ghosts),
        _use(markup, mark, "tl-bracket-left", first),
        markup.element("line", {"x1": first, "x2": last, "y1": y, "y2": y}, classes="tl-bracket"),
        _use(markup, mark, "tl-bracket-right", last),
    ]


def _signs(markup: Markup, mark: Mark) -> list[str]:
    left = [(SIGN_OF_QUALIFIER[sign], at) for sign, at in mark.sides.left_signs]
    return [
        *(_use(markup, mark, f"tl-{name}", percent(mark.start), at) for name, at in left),
        *(_use(markup, mark, f"tl-{name}", percent(mark.end), at) for name, at in mark.sides.right_signs),
    ]


def _label(markup: Markup, mark: Mark) -> str:
    if not mark.label:
        return ""
    at = {"x": percent(mark.end), "dx": pixels(mark.sides.right + LABEL_GAP_PX)}
    if mark.label_left:
        at = {"x": percent(mark.start), "dx": pixels(-mark.sides.left - LABEL_GAP_PX), "text-anchor": "end"}
    return markup.text(mark.label, {**at, "y": pixels(mark.row_y + 4), "aria-hidden": "true"}, "tl-label")
