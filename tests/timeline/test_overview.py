"""The strip over the whole filter (S14)."""

from itertools import pairwise

import pytest

from app.timeline.overview import MAX_BARS, overview, strip_bins
from app.timeline.window import Extent, Window, fit

START = 737_000


@pytest.mark.parametrize("days", [1, 7, 100, 365, 5_000, 60_000, 700_000])
def test_at_most_120_bars_cover_the_whole(days: int) -> None:
    bins = strip_bins(Extent(START, START + days - 1))
    assert len(bins.starts) <= MAX_BARS
    assert bins.borders[0] == bins.whole.first_day
    assert bins.borders[-1] == bins.whole.last_day + 1
    assert all(one < other for one, other in pairwise(bins.borders))
    strip = overview(bins, bins.whole, [2] * len(bins.starts), [5] * len(bins.starts))
    assert [(bar.count, bar.all_count) for bar in strip.bars] == [(2, 5)] * len(bins.starts)
    assert all(0 <= bar.start < bar.end <= 1 for bar in strip.bars)


def test_empty_bins_have_no_bar() -> None:
    bins = strip_bins(Extent(START, START + 100))
    assert overview(bins, bins.whole, [0] * len(bins.starts)).bars == ()


@pytest.mark.parametrize(
    ("window", "start", "end"),
    [
        (Window.of_days(START - 100_000, START + 100_000), 0, 1),
        (Window.of_days(START + 5_000, START + 5_100), 1, 1),
        (fit(Extent(START, START + 100)), 0, 1),
    ],
)
def test_the_window_stays_on_the_strip(window: Window, start: float, end: float) -> None:
    bins = strip_bins(Extent(START, START + 100))
    strip = overview(bins, window, [0] * len(bins.starts))
    assert (strip.start, strip.end) == (start, end)


def test_heights_grow_with_the_counts_and_one_event_is_seen() -> None:
    bins = strip_bins(Extent(START, START + 100))
    strip = overview(bins, bins.whole, [1, *[0] * (len(bins.starts) - 2), 400])
    assert 0 < strip.height(1) < strip.height(100) < strip.height(400) == 1
    assert strip.height(0) == 0
