"""Dates as a person types them."""

from datetime import date

import pytest

from app.errors import UnreadableDate
from app.services.read_date import read_date

PUBLISHED = date(2022, 5, 20)


@pytest.mark.parametrize(
    ("typed", "edtf", "kind", "words"),
    [
        ("2019-02-14", "2019-02-14", "day", "14 Feb 2019"),
        ("2019-02~", "2019-02~", "about", "about February 2019"),
        ("between 3 and 9 May 2022", "2022-05-03/2022-05-09", "between", "between 3 and 9 May 2022"),
        ("from 3 to 9 May 2022", "2022-05-03/2022-05-09", "lasted", "3–9 May 2022"),
        ("on 14 February 2019", "2019-02-14", "day", "14 Feb 2019"),
        ("about March 2011", "2011-03~", "about", "about March 2011"),
        ("before 5 June 1999", "../1999-06-05", "before", "by 5 June 1999"),
        ("since 1947", "1947/..", "since", "since 1947"),
        ("after 3 May 2022", "2022-05-03/..", "after", "after 3 May 2022"),
        ("until 1999", "../1999", "until", "until 1999"),
        ("spring 2004", "2004-21", "between", "spring 2004"),
        ("last Tuesday", "2022-05-17", "day", "17 May 2022"),
    ],
)
def test_what_a_person_types_is_read(typed: str, edtf: str, kind: str, words: str) -> None:
    reading = read_date(typed, PUBLISHED)
    assert reading is not None
    assert (reading.edtf, reading.kind, reading.words) == (edtf, kind, words)


def test_a_relative_date_says_what_it_counts_from() -> None:
    reading = read_date("last Tuesday", PUBLISHED)
    assert reading is not None
    assert reading.anchor == "publication on 20 May 2022"


def test_nothing_typed_leaves_it_undated() -> None:
    assert read_date("  ", PUBLISHED) is None


@pytest.mark.parametrize(
    "typed", ["not a date", "32 May 2020", "last Tuesday", "1 May 2020 and 3 June 2021", "x" * 201]
)
def test_what_is_no_date_is_refused_in_words(typed: str) -> None:
    with pytest.raises(UnreadableDate):
        read_date(typed, None)
