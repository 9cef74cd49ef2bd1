"""The strip over the whole filter (S14)."""

import pytest

from app.timeline.overview import MAX_BARS, overview
from app.timeline.window import Extent, Window, fit

START = 737_000


@pytest.mark.parametrize("days", [1, 7, 100, 365, 5_000, 60_000, 700_000])
def test_at_most_120_bars_hold_every_event(days: int) -> None:
    counted = [(START + day, 2) for day in range(0, days, max(1, days // 500))]
    extent = Extent(START, START + days - 1)
    strip = overview(extent, fit(extent), counted, [(START, 5)])
    assert len(strip.bars) <= MAX_BARS
    assert sum(bar.count for bar in strip.bars) == 2 * len(counted)
    assert sum(bar.all_count for bar in strip.bars) == 5
    assert all(0 <= bar.start < bar.end <= 1 for bar in strip.bars)


def test_days_beyond_the_strip_are_left_out() -> None:
    extent = Extent(START, START + 100)
    assert overview(extent, fit(extent), [], [(START - 10_000, 3)]).bars == ()


@pytest.mark.parametrize(
    ("window", "start", "end"),
    [
        (Window.of_days(START - 100_000, START + 100_000), 0, 1),
        (Window.of_days(START + 5_000, START + 5_100), 1, 1),
        (fit(Extent(START, START + 100)), 0, 1),
    ],
)
def test_the_window_stays_on_the_strip(window: Window, start: float, end: float) -> None:
    strip = overview(Extent(START, START + 100), window, [])
    assert (strip.start, strip.end) == (start, end)


def test_heights_grow_with_the_counts_and_one_event_is_seen() -> None:
    extent = Extent(START, START + 100)
    strip = overview(extent, fit(extent), [(START, 1), (START + 50, 400)])
    assert 0 < strip.height(1) < strip.height(100) < strip.height(400) == 1
    assert strip.height(0) == 0
