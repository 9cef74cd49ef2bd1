"""Headings that divide a list, where one helps."""

from datetime import date

import pytest

from app.domain.dates import OPEN_START
from app.timeline.headings import headings


def days(*texts: str) -> list[int]:
    return [date.fromisoformat(text).toordinal() for text in texts]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([], []),
        (days("2019-02-14") * 20, []),
        (days("2019-02-14") * 5 + days("2019-03-01") * 5, [(0, "February 2019"), (5, "March 2019")]),
        (days("2018-02-14", "2018-03-01") * 3 + days("2019-01-01") * 4, [(0, "2018"), (6, "2019")]),
        (
            days("1941-02-14", "1942-03-01", "1949-03-01", "1949-04-01") + days("1950-01-01") * 6,
            [(0, "1940–1949"), (4, "1950–1959")],
        ),
        ([OPEN_START] * 2 + days("2019-02-14") * 8, [(0, "Beginning not known"), (2, "February 2019")]),
        (days("1941-02-14", "1952-03-01", "1963-03-01"), []),
    ],
)
def test_the_finest_unit_that_divides_well(given: list[int], said: list[tuple[int, str]]) -> None:
    assert [(at, words) for at, words in enumerate(headings(given)) if words] == said
