"""The axis: ticks where the calendar has them, and labels that stay apart."""

from datetime import date
from itertools import pairwise

import pytest

from app.timeline.axis import ticks
from app.timeline.text_width import text_width
from app.timeline.units import MAX_DAY
from app.timeline.window import Window

WIDTH = 1_040
FEB_1 = date(2019, 2, 1).toordinal()


@pytest.mark.parametrize(
    ("days", "fine", "strong"),
    [
        (3, "Sat 2", "Feb 2019"),
        (30, "2", "Feb 2019"),
        (60, "4", "Mar 2019"),
        (700, "Apr", "2020"),
        (9_000, "2024", None),
        (400_000, "3000", None),
    ],
)
def test_the_finest_unit_with_room_is_written(days: int, fine: str, strong: str | None) -> None:
    found = ticks(Window.of_days(FEB_1, FEB_1 + days - 1), WIDTH)
    assert fine in [tick.label for tick in found if not tick.strong]
    assert strong is None or strong in [tick.label for tick in found if tick.strong]


@pytest.mark.parametrize("days", [1, 3, 10, 45, 90, 366, 1_500, 20_000, 300_000, MAX_DAY])
@pytest.mark.parametrize("start", [1, FEB_1])
def test_no_two_labels_of_a_tier_overlap(days: int, start: int) -> None:
    found = ticks(Window.of_days(start, start + days - 1), WIDTH)
    assert found
    for strong in (False, True):
        tier = sorted((tick for tick in found if tick.strong is strong), key=lambda tick: tick.share)
        for one, other in pairwise(tier):
            assert (other.share - one.share) * WIDTH >= text_width(one.label, 12.5)
        assert all(tick.share * WIDTH + text_width(tick.label, 12.5) <= WIDTH + 24 for tick in tier if tick.label)


def test_the_longer_unit_is_named_at_the_left_edge() -> None:
    first = next(tick for tick in ticks(Window.of_days(FEB_1 + 3, FEB_1 + 20), WIDTH) if tick.strong)
    assert (first.share, first.label) == (0, "Feb 2019")
