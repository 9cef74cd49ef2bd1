"""
Rows and labels inside a lane (TIMELINE.md S10, S11). All lengths are pixels.

First every mark finds a row by itself, from left to right; then labels are given in the order of salience, each where
it leaves the marks and the labels before it alone, its mark moving to another row if that helps.
"""

from bisect import bisect_left, insort
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.timeline.model import Facts
from app.timeline.text_width import shortened, text_width

if TYPE_CHECKING:
    from app.timeline.sides import Sides

LABEL_PX = 12.5
BOLD_SHARE = 1.15
"""How much wider the selected event's label is, set in weight 600."""
LABEL_GAP_PX = 4
LABEL_MAX_CHARS = 32
FREE_PX = 4
Rank = tuple[bool, bool, int, int, int, int]


@dataclass
class Placed:
    """
    A mark on its way into a row.

    Attributes:
        left, right: What it takes without its label.
        sides: What stands in there beside its points.
        rank: The lower is labelled first.
        label_width: Of its label text.
        selected: Whether it is a selected event.
        is_kept: Whether a row is made for it where none has room.
        row: Index from the axis; None where no row had room.
        has_label, label_left: Whether its label is drawn, and on which side.
    """

    facts: Facts
    left: float
    right: float
    sides: "Sides"
    rank: Rank
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
        return self.left - self.reach if self.has_label and self.label_left else self.left

    @property
    def taken_right(self) -> float:
        """Where it ends, label included."""
        return self.right + self.reach if self.has_label and not self.label_left else self.right

    @property
    def reach(self) -> float:
        """What its label takes beside it."""
        return LABEL_GAP_PX + self.label_width


def to_place(
    facts: Facts, start_px: float, end_px: float, sides: "Sides", selected: bool, *, is_kept: bool = False
) -> Placed:
    """A mark with what decides about its label."""
    label = shortened(facts.title, LABEL_MAX_CHARS)
    return Placed(
        facts=facts,
        left=start_px - sides.left,
        right=end_px + sides.right,
        sides=sides,
        rank=rank_of(facts, selected),
        label=label,
        label_width=text_width(label, LABEL_PX) * (BOLD_SHARE if selected else 1),
        selected=selected,
        is_kept=is_kept,
    )


def rank_of(facts: Facts, selected: bool) -> Rank:
    """The order of labels: selected, starred, most salient, most origins, earliest; the id settles what is equal."""
    return (
        not selected,
        not facts.is_starred,
        -facts.salience,
        -facts.origin_count,
        facts.earliest,
        facts.event_id,
    )


def place(marks: list[Placed], width_px: float, max_rows: int) -> None:
    """Give each mark a row and, where it is free, a label; `row` stays None where `max_rows` are full."""
    rows = [_Row() for _ in range(max_rows)]
    for mark in marks:
        mark.row, mark.has_label, mark.label_left = None, False, False
    for mark in sorted(marks, key=lambda mark: (mark.left, mark.facts.event_id)):
        mark.row = next((index for index, row in enumerate(rows) if row.is_free(mark.left, mark.right)), None)
        if mark.row is None and mark.is_kept:
            rows.append(_Row())
            mark.row = len(rows) - 1
        if mark.row is not None:
            rows[mark.row].take(mark)
    waiting = sorted((mark for mark in marks if mark.row is not None), key=lambda mark: mark.rank)
    while [mark for mark in waiting if _has_got_label(rows, mark, width_px)]:
        # One that moved away may have left room for others.
        waiting = [mark for mark in waiting if not mark.has_label]
    _close_up(marks)


class _Row:
    """What is taken of a row, in order; nothing in it overlaps."""

    def __init__(self) -> None:
        self.taken: list[tuple[float, float]] = []

    def is_free(self, left: float, right: float) -> bool:
        at = bisect_left(self.taken, (left, right))
        before = self.taken[at - 1][1] if at else float("-inf")
        after = self.taken[at][0] if at < len(self.taken) else float("inf")
        return before + FREE_PX <= left and right + FREE_PX <= after

    def take(self, mark: Placed) -> None:
        insort(self.taken, (mark.taken_left, mark.taken_right))

    def leave(self, mark: Placed) -> None:
        self.taken.remove((mark.taken_left, mark.taken_right))


def _has_got_label(rows: list[_Row], mark: Placed, width_px: float) -> bool:
    """Give a label in its own row if there is room, else in the lowest row that has room for mark and label."""
    assert mark.row is not None  # noqa: S101 - only marks that found a row are asked
    own = mark.row
    rows[own].leave(mark)
    for index in (own, *(other for other in range(len(rows)) if other != own)):
        row = rows[index]
        if mark.right + mark.reach <= width_px and row.is_free(mark.left, mark.right + mark.reach):
            mark.row, mark.has_label = index, True
            break
        if mark.left - mark.reach >= 0 and row.is_free(mark.left - mark.reach, mark.right):
            mark.row, mark.has_label, mark.label_left = index, True, True
            break
    rows[mark.row].take(mark)
    return mark.has_label


def _close_up(marks: list[Placed]) -> None:
    """Rows that everything left are no rows."""
    used = sorted({mark.row for mark in marks if mark.row is not None})
    for mark in marks:
        if mark.row is not None:
            mark.row = used.index(mark.row)
