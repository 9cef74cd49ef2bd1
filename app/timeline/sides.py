"""What stands left and right of a mark's first and last point, in pixels: shape, arrow, signs, and so its label."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.domain.events import Status
from app.timeline.stretch import Fill, Stretch

if TYPE_CHECKING:
    from app.timeline.model import Facts

SHAPE_HALF_PX = 10
"""Half of a shape with its ring and some air."""
END_HALF_PX = 7
"""Half of the hollow diamond at an end of a hatched bar."""
SIGN_PX = 13
"""What a sign takes: of status, of a star, of an unsure date."""
ARROW_PX = 40
CLIPPED_PX = 16
"""How far inside a shape stands whose bar begins or ends beyond the window: at the edge stands a chevron."""


@dataclass(frozen=True)
class Sides:
    """
    Distances in pixels, to the right where positive.

    Attributes:
        left, right: What the mark takes on the left of its first point and on the right of its last one.
        shape_at: Where the shape stands, from the first point, or from the last one for a hatched bar.
        signs: What stands on the left or right, each with its distance from the first or last point.
        begins_before, ends_after: Whether its known days go on beyond the window.
    """

    left: float
    right: float
    shape_at: float = 0
    left_signs: tuple[tuple[str, float], ...] = ()
    right_signs: tuple[tuple[str, float], ...] = ()
    begins_before: bool = False
    ends_after: bool = False


def sides_of(facts: "Facts", is_wide: bool, begins_before: bool, ends_after: bool) -> Sides:
    """
    Order what stands beside a mark.

    Args:
        is_wide: Whether it has a bar.
        begins_before, ends_after: As in `Sides`.
    """
    stretch = facts.stretch
    is_hatched = is_wide and stretch.fill is Fill.HATCHED
    shape_at = CLIPPED_PX if begins_before and not is_hatched and stretch.fill is not Fill.FADED else 0.0
    left = ARROW_PX if stretch.opens_before else END_HALF_PX if is_hatched else SHAPE_HALF_PX
    right = _right_of(stretch, is_hatched, shape_at if not is_wide else 0.0)
    if is_hatched:
        shape_at, right = (-CLIPPED_PX, right) if ends_after else (right + SIGN_PX / 2, right + SIGN_PX)
    left_signs = [(sign, -left - SIGN_PX * (place + 0.5)) for place, sign in enumerate(reversed(stretch.sign))]
    names = [
        *["later"] * (ends_after and not is_wide),
        *[facts.status.value] * (facts.status is not Status.OCCURRED),
        *["starred"] * facts.is_starred,
    ]
    right_signs = [(name, right + SIGN_PX * (place + 0.5)) for place, name in enumerate(names)]
    return Sides(
        left=left + SIGN_PX * len(left_signs),
        right=right + SIGN_PX * len(right_signs),
        shape_at=shape_at,
        left_signs=tuple(left_signs),
        right_signs=tuple(right_signs),
        begins_before=begins_before,
        ends_after=ends_after,
    )


def widened(sides: Sides, left: float, right: float) -> Sides:
    """The sides of a mark that takes at least so much: what stands beside it moves outwards."""
    left, right = max(0.0, left - sides.left), max(0.0, right - sides.right)
    return replace(
        sides,
        left=sides.left + left,
        right=sides.right + right,
        left_signs=tuple((name, at - left) for name, at in sides.left_signs),
        right_signs=tuple((name, at + right) for name, at in sides.right_signs),
    )


def _right_of(stretch: Stretch, is_hatched: bool, shape_at: float) -> float:
    if stretch.opens_after:
        return ARROW_PX + shape_at
    return END_HALF_PX if is_hatched else SHAPE_HALF_PX + shape_at
