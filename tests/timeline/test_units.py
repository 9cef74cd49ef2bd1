"""Calendar units against the calendar."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.timeline.units import DAY, LONG_UNITS, MAX_DAY, MONTH, QUARTER, UNITS, WEEK, YEAR, Unit, coarser, unit_at_least

DECADE = next(unit for unit in LONG_UNITS if unit.name == "decade")


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("unit", "within", "start", "following"),
    [
        (DAY, "2019-02-14", "2019-02-14", "2019-02-15"),
        (WEEK, "2019-02-14", "2019-02-11", "2019-02-18"),
        (MONTH, "2020-02-29", "2020-02-01", "2020-03-01"),
        (MONTH, "2019-12-31", "2019-12-01", "2020-01-01"),
        (QUARTER, "2019-06-30", "2019-04-01", "2019-07-01"),
        (YEAR, "2019-06-30", "2019-01-01", "2020-01-01"),
        (DECADE, "1947-08-15", "1940-01-01", "1950-01-01"),
        (DECADE, "0001-05-05", "0001-01-01", "0010-01-01"),
    ],
)
def test_a_unit_starts_and_ends_with_the_calendar(unit: Unit, within: str, start: str, following: str) -> None:
    assert unit.floor(day(within)) == day(start)
    assert unit.next(day(start)) == day(following)


@given(st.sampled_from(UNITS), st.integers(1, MAX_DAY))
def test_every_day_is_in_exactly_one_unit(unit: Unit, ordinal: int) -> None:
    start = unit.floor(ordinal)
    assert 1 <= start <= ordinal < unit.next(start) <= MAX_DAY + 1
    assert unit.floor(start) == start


def test_the_starts_cover_a_run_of_days() -> None:
    assert MONTH.starts(day("2019-01-15"), day("2019-03-01")) == [
        day("2019-01-01"),
        day("2019-02-01"),
        day("2019-03-01"),
    ]


@pytest.mark.parametrize(
    ("unit", "start", "label", "words"),
    [
        (DAY, "2019-02-14", "14", "14 February 2019"),
        (WEEK, "2019-02-11", "11", "the week of 11 February 2019"),
        (MONTH, "2019-02-01", "Feb", "February 2019"),
        (QUARTER, "2019-04-01", "Apr", "April to June 2019"),
        (YEAR, "2019-01-01", "2019", "2019"),
        (DECADE, "1940-01-01", "1940", "1940–1949"),
    ],
)
def test_a_unit_has_a_label_and_words(unit: Unit, start: str, label: str, words: str) -> None:
    assert (unit.label(day(start)), unit.words(day(start))) == (label, words)


def test_units_grow_and_the_longest_stays() -> None:
    assert unit_at_least(6.5) is WEEK
    assert unit_at_least(10**9) is UNITS[-1]
    assert coarser(MONTH) is QUARTER
    assert coarser(UNITS[-1]) is UNITS[-1]
