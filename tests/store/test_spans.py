"""Span classes: every event that overlaps a window begins within the reach of its class."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.dates import OPEN_END, OPEN_START
from app.store.spans import longest_reach, span_class

DAYS = st.integers(OPEN_START, OPEN_END)


@pytest.mark.parametrize(
    ("earliest", "latest", "expected"),
    [
        pytest.param(None, None, 0, id="undated"),
        pytest.param(100, 100, 0, id="a day"),
        pytest.param(100, 101, 1, id="two days"),
        pytest.param(100, 102, 2, id="three days"),
        pytest.param(100, 103, 2, id="four days"),
        pytest.param(100, 104, 3, id="five days"),
        pytest.param(100, 130, 5, id="a month"),
        pytest.param(1, OPEN_END - 1, 22, id="all of time"),
        pytest.param(100, OPEN_END, 23, id="still lasting"),
        pytest.param(OPEN_START, 1, 23, id="since nobody knows when"),
        pytest.param(OPEN_START, OPEN_END, 23, id="open at both ends"),
    ],
)
def test_span_class(earliest: int | None, latest: int | None, expected: int) -> None:
    assert span_class(earliest, latest) == expected


@given(DAYS, DAYS, DAYS)
def test_what_overlaps_a_window_begins_within_reach(one: int, other: int, window_start: int) -> None:
    earliest, latest = sorted((one, other))
    if earliest <= window_start <= latest:
        assert earliest >= window_start - longest_reach(span_class(earliest, latest))
