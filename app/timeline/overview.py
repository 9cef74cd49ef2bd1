"""The strip that shows the whole filter and where in it the window is (TIMELINE.md S14)."""

from dataclasses import dataclass
from functools import cached_property
from math import sqrt
from typing import TYPE_CHECKING

from app.timeline.units import UNITS, Unit
from app.timeline.window import Extent, Window, fit

if TYPE_CHECKING:
    from collections.abc import Sequence

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

    @cached_property
    def most(self) -> int:
        """The count of the tallest bar, 0 where there is none."""
        return max((max(bar.count, bar.all_count) for bar in self.bars), default=0)

    def height(self, count: int) -> float:
        """
        How tall a count stands, from 0 to 1.

        By the square root: one event beside five hundred must still be seen, and the strip shows where, not how many.
        """
        return sqrt(count / self.most) if count else 0.0


@dataclass(frozen=True)
class StripBins:
    """
    The calendar bins of a strip.

    Attributes:
        extent: The days that the filter's events cover.
        whole: What the strip covers.
        starts: The day each bin begins on, the first one possibly before the strip.
    """

    extent: Extent
    whole: Window
    unit: Unit
    starts: tuple[int, ...]

    @property
    def borders(self) -> list[int]:
        """The first day of each bin in the strip, and the day after the last."""
        inner = (start for start in self.starts[1:])
        return [self.whole.first_day, *inner, self.whole.last_day + 1]


def strip_bins(extent: Extent) -> StripBins:
    """Divide the days of the filter's dated events into at most `MAX_BARS` calendar bins."""
    whole = fit(extent)
    for unit in UNITS:
        if whole.days / unit.days <= MAX_BARS:
            starts = unit.starts(whole.first_day, whole.last_day)
            if len(starts) <= MAX_BARS:
                return StripBins(extent, whole, unit, tuple(starts))
    return StripBins(extent, whole, UNITS[-1], tuple(UNITS[-1].starts(whole.first_day, whole.last_day)))


def overview(bins: StripBins, window: Window, counts: "Sequence[int]", everything: "Sequence[int]" = ()) -> Overview:
    """
    Make the strip.

    Args:
        bins: From `strip_bins`.
        window: What is on the screen.
        counts: How many events of the filter begin in each bin; open starts are not among them.
        everything: The same without the filter.
    """
    whole, unit = bins.whole, bins.unit
    bars = tuple(
        Bar(max(0.0, whole.share(start)), min(1.0, whole.share(unit.next(start))), count, all_count)
        for start, count, all_count in zip(bins.starts, counts, everything or [0] * len(counts), strict=True)
        if count or all_count
    )
    first, last = (max(0.0, min(1.0, (t - whole.t0) / whole.span)) for t in (window.t0, window.t1 + 1))
    return Overview(whole, unit, bars, first, last, bins.extent)
