"""Windows and where the buttons lead (S2, S4)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.filters import DAY_SECONDS
from app.timeline.units import MAX_DAY
from app.timeline.window import (
    FOLLOW_SHARE,
    MIN_SPAN_DAYS,
    Extent,
    Window,
    around,
    centred,
    choose,
    fit,
    following,
    moves,
    shifted,
    zoomed,
)

FEB_1 = date(2019, 2, 1).toordinal()
EXTENT = Extent(FEB_1, FEB_1 + 99)
DAYS = st.integers(1, MAX_DAY)
EXTENTS = st.tuples(DAYS, DAYS).map(lambda two: Extent(min(two), max(two)))


def middle(window: Window) -> float:
    return window.t0 + window.span / 2


@given(EXTENTS)
def test_the_fit_shows_the_whole_extent(extent: Extent) -> None:
    window = fit(extent)
    assert window.first_day <= extent.first_day <= extent.last_day <= window.last_day
    assert window.days >= 1


def test_a_given_window_is_used_exactly_and_a_missing_end_is_that_of_the_fit() -> None:
    t0, t1 = FEB_1 * DAY_SECONDS + 7, FEB_1 * DAY_SECONDS + 8
    assert choose(t0, t1, EXTENT) == Window(t0, t1)
    assert choose(t0, None, EXTENT) == Window(t0, fit(EXTENT).t1)
    assert choose(None, t1, EXTENT) == Window(fit(EXTENT).t0, t1)
    assert choose(None, None, EXTENT) == fit(EXTENT)


def test_a_start_after_the_data_still_gives_a_window() -> None:
    start = (FEB_1 + 5000) * DAY_SECONDS
    assert choose(start, None, EXTENT).days == MIN_SPAN_DAYS


@pytest.mark.parametrize("share", [-0.75, 0.75])
def test_moving_keeps_the_span_and_stops_at_the_edge_of_the_data(share: float) -> None:
    window = Window.of_days(FEB_1 + 40, FEB_1 + 59)
    for _ in range(20):
        window = shifted(window, share, EXTENT)
        assert window.days == 20
    assert EXTENT.first_day * DAY_SECONDS <= middle(window) <= (EXTENT.last_day + 1) * DAY_SECONDS
    assert shifted(window, share, EXTENT) == window


def test_moving_in_the_first_days_of_the_calendar_keeps_the_span() -> None:
    extent = Extent(1, 40)
    window = shifted(Window.of_days(5, 30), -0.75, extent)
    assert window.days == 26
    assert window.first_day == 1


@given(st.floats(0.4, 2.5), st.integers(0, 90), st.integers(1, 60))
def test_zooming_stays_between_three_days_and_the_fit(factor: float, start: int, length: int) -> None:
    window = Window.of_days(FEB_1 + start, FEB_1 + start + length - 1)
    result = zoomed(window, factor, EXTENT)
    assert min(MIN_SPAN_DAYS, window.days) <= result.days <= max(fit(EXTENT).days, window.days)


def test_zooming_keeps_the_focus_where_it_is() -> None:
    window, focus = Window.of_days(FEB_1, FEB_1 + 79), FEB_1 + 20
    result = zoomed(window, 0.5, EXTENT, focus)
    assert result.days == 40
    assert result.share(focus) == pytest.approx(window.share(focus), abs=0.02)


def test_a_focus_that_is_not_on_the_screen_does_not_count() -> None:
    window = Window.of_days(FEB_1, FEB_1 + 79)
    assert zoomed(window, 0.5, EXTENT, FEB_1 + 900) == zoomed(window, 0.5, EXTENT)


def test_buttons_that_would_change_nothing_lead_nowhere() -> None:
    whole = moves(fit(EXTENT), EXTENT)
    assert (whole.fit, whole.zoom_out) == (None, None)
    assert whole.zoom_in is not None
    least = moves(Window.of_days(FEB_1, FEB_1 + 2), EXTENT)
    assert least.zoom_in is None
    assert least.fit == fit(EXTENT)


def test_a_window_of_one_second_can_be_left() -> None:
    tiny = Window(FEB_1 * DAY_SECONDS, FEB_1 * DAY_SECONDS)
    assert moves(tiny, EXTENT).fit == fit(EXTENT)
    assert zoomed(tiny, 2, EXTENT).span == 2


@pytest.mark.parametrize("length", [1, 2, 3, 4, 50, 4000])
def test_around_shows_all_its_days_with_air(length: int) -> None:
    window = around(FEB_1, FEB_1 + length - 1)
    assert window.first_day < FEB_1
    assert window.last_day > FEB_1 + length - 1
    assert window.days >= MIN_SPAN_DAYS


@pytest.mark.parametrize("length", [3, 10, 80, 4000])
@pytest.mark.parametrize("away", [-5000, -1, 0, 2, 40, 5000])
def test_the_window_follows_an_event_with_some_air_and_keeps_its_span(length: int, away: int) -> None:
    window = Window.of_days(FEB_1, FEB_1 + length - 1)
    followed = following(window, FEB_1 + away)
    middle = (followed.share(FEB_1 + away) + followed.share(FEB_1 + away + 1)) / 2
    assert followed.span == window.span
    assert FOLLOW_SHARE - 0.04 <= middle <= 1 - FOLLOW_SHARE + 0.04
    assert following(followed, FEB_1 + away) == followed


def test_a_date_comes_to_the_middle_and_a_long_one_takes_what_it_needs() -> None:
    window = Window.of_days(FEB_1, FEB_1 + 79)
    day = centred(window, FEB_1 + 200, FEB_1 + 200)
    assert day.span == window.span
    assert day.share(FEB_1 + 200) == pytest.approx(0.5, abs=0.02)
    year = centred(window, FEB_1, FEB_1 + 364)
    assert year == around(FEB_1, FEB_1 + 364)


def test_a_selection_can_be_fitted() -> None:
    window = Window.of_days(FEB_1, FEB_1 + 79)
    assert moves(window, EXTENT).selection is None
    assert moves(window, EXTENT, selection=(FEB_1 + 3, FEB_1 + 9)).selection == around(FEB_1 + 3, FEB_1 + 9)
