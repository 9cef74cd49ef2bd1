"""Rows and labels inside a lane, greedily from left to right (TIMELINE.md S10, S11). All lengths are pixels."""

from dataclasses import dataclass, field

from app.domain.dates import DateKind
from app.domain.events import Status
from app.timeline.model import Facts
from app.timeline.text_width import shortened, text_width

MARK_HALF_PX = 10
GLYPH_PX = 13
TILDE_PX = 12
LABEL_PX = 12.5
BOLD_SHARE = 1.15
"""How much wider the selected event's label is, set in weight 600."""
LABEL_GAP_PX = 10
LABEL_MAX_CHARS = 32
FREE_PX = 4


@dataclass
class Placed:
    """
    A mark on its way into a row.

    Attributes:
        left, right: What its shape takes, glyph included.
        label_width: Of its label text.
        selected: Whether it is a selected event.
        is_kept: Whether a row is made for it where none has room.
        row: Index from the axis; None where no row had room.
        has_label, label_left: Whether its label is drawn, and on which side.
    """

    facts: Facts
    left: float
    right: float
    priority: tuple[bool, int]
    label: str
    label_width: float
    selected: bool = False
    is_kept: bool = False
    row: int | None = None
    has_label: bool = False
    label_left: bool = False

    @property
    def taken_left(self) -> float:
        """Where it begins, label included."""
        return self.left - LABEL_GAP_PX - self.label_width if self.has_label and self.label_left else self.left

    @property
    def taken_right(self) -> float:
        """Where it ends, label included."""
        return self.right + LABEL_GAP_PX + self.label_width if self.has_label and not self.label_left else self.right


def to_place(facts: Facts, start_px: float, end_px: float, selected: bool, *, is_kept: bool = False) -> Placed:
    """A mark with what decides about its label: the selected one first, then what most articles tell."""
    label = shortened(facts.title, LABEL_MAX_CHARS)
    glyph = 0 if facts.status is Status.OCCURRED else GLYPH_PX
    tilde = TILDE_PX if facts.kind is DateKind.ABOUT else 0
    return Placed(
        facts=facts,
        left=start_px - MARK_HALF_PX - tilde,
        right=end_px + MARK_HALF_PX + glyph,
        priority=(selected, facts.article_count),
        label=label,
        label_width=text_width(label, LABEL_PX) * (BOLD_SHARE if selected else 1),
        selected=selected,
        is_kept=is_kept,
    )


@dataclass
class _Row:
    marks: list[Placed] = field(default_factory=list)

    @property
    def end(self) -> float:
        return max((mark.taken_right for mark in self.marks), default=float("-inf"))

    @property
    def bare_end(self) -> float:
        """Where it would end if its last label went."""
        return max((mark.right for mark in self.marks), default=float("-inf"))


def place(marks: list[Placed], width_px: float, max_rows: int) -> None:
    """
    Give each mark a row and, where it is free, a label; `row` stays None where `max_rows` are full.

    A mark takes the lowest row that is free, else a new one, else the place of the least important label.
    """
    rows: list[_Row] = []
    for mark in sorted(marks, key=lambda mark: (mark.left, mark.facts.event_id)):
        index = _free_row(rows, mark)
        if index is None and len(rows) < max_rows:
            rows.append(_Row())
            index = len(rows) - 1
        if index is None:
            index = _row_for_a_label(rows, mark)
        if index is None and mark.is_kept:
            rows.append(_Row())
            index = len(rows) - 1
        if index is None:
            continue
        _set_label(rows[index], mark, width_px)
        rows[index].marks.append(mark)
        mark.row = index


def _free_row(rows: list[_Row], mark: Placed) -> int | None:
    return next((index for index, row in enumerate(rows) if row.end + FREE_PX <= mark.left), None)


def _row_for_a_label(rows: list[_Row], mark: Placed) -> int | None:
    """The row whose last label matters least, its label taken away; None where marks themselves are in the way."""
    free = [index for index, row in enumerate(rows) if row.bare_end + FREE_PX <= mark.left]
    if not free:
        return None
    index = min(free, key=lambda index: max(other.priority for other in rows[index].marks if other.has_label))
    for other in rows[index].marks:
        if other.taken_right + FREE_PX > mark.left:
            other.has_label = False
    return index


def _set_label(row: _Row, mark: Placed, width_px: float) -> None:
    reach = LABEL_GAP_PX + mark.label_width
    if mark.right + reach <= width_px:
        mark.has_label = True
    elif max(row.end + FREE_PX, 0) <= mark.left - reach:
        mark.has_label = mark.label_left = True
