"""The strip that shows the whole filter and where in it the window is (TIMELINE.md S14)."""

from bisect import bisect_right
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from app.timeline.units import UNITS, Unit
from app.timeline.window import Extent, Window, fit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MAX_BARS = 120


@dataclass(frozen=True)
class Bar:
    """Events that begin in one calendar bin: of the filter, and of everything; shares as in `timeline.model`."""

    start: float
    end: float
    count: int
    all_count: int


@dataclass(frozen=True)
class Overview:
    """
    The strip.

    Attributes:
        whole: What the strip covers, always the fit of the filter.
        unit: How long a bar is.
        bars: Empty bins left out.
        start, end: The window's shares of the strip, held inside it.
        extent: The days that the filter's events cover.
    """

    whole: Window
    unit: Unit
    bars: tuple[Bar, ...]
    start: float
    end: float
    extent: Extent

    @property
    def most(self) -> int:
        """The count of the tallest bar, 0 where there is none."""
        return max((max(bar.count, bar.all_count) for bar in self.bars), default=0)

    def height(self, count: int) -> float:
        """
        How tall a count stands, from 0 to 1.

        By the square root: one event beside five hundred must still be seen, and the strip shows where, not how many.
        """
        return sqrt(count / self.most) if count else 0.0


def overview(
    extent: Extent, window: Window, counted: "Iterable[tuple[int, int]]", everything: "Iterable[tuple[int, int]]" = ()
) -> Overview:
    """
    Sum day counts into at most `MAX_BARS` calendar bins.

    Args:
        extent: Of the filter's dated events.
        window: What is on the screen.
        counted: Day on which events of the filter begin, and how many; open starts are not among them.
        everything: The same without the filter.
    """
    whole = fit(extent)
    unit, starts = _bins(whole)
    counts, all_counts = _summed(starts, whole, counted), _summed(starts, whole, everything)
    bars = tuple(
        Bar(max(0.0, whole.share(start)), min(1.0, whole.share(unit.next(start))), count, all_count)
        for start, count, all_count in zip(starts, counts, all_counts, strict=True)
        if count or all_count
    )
    first, last = (max(0.0, min(1.0, (t - whole.t0) / whole.span)) for t in (window.t0, window.t1 + 1))
    return Overview(whole, unit, bars, first, last, extent)


def _bins(whole: Window) -> tuple[Unit, list[int]]:
    for unit in UNITS:
        if whole.days / unit.days <= MAX_BARS:
            starts = unit.starts(whole.first_day, whole.last_day)
            if len(starts) <= MAX_BARS:
                return unit, starts
    return UNITS[-1], UNITS[-1].starts(whole.first_day, whole.last_day)


def _summed(starts: "Sequence[int]", whole: Window, counted: "Iterable[tuple[int, int]]") -> list[int]:
    sums = [0] * len(starts)
    for day, count in counted:
        if whole.first_day <= day <= whole.last_day:
            sums[bisect_right(starts, day) - 1] += count
    return sums
