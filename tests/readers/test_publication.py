"""Publication days: read where they stand, never guessed."""

from datetime import date

import pytest

from app.readers.publication import ambiguous_day_in, day_in, day_of_lead, settle_year, yearless_day_in


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Posted on February 26, 2011", date(2011, 2, 26)),
        ("26 February 2011, Saturday", date(2011, 2, 26)),
        ("Sat, 26 Feb 2011 10:00:00 +0100", date(2011, 2, 26)),
        ("03:11 16.03.2019", date(2019, 3, 16)),
        ("Praha, 22. 4. 2021, 19:30", date(2021, 4, 22)),
        ("29/01/2025 - 21:14", date(2025, 1, 29)),
        ("01/29/2025", date(2025, 1, 29)),
        ("2019-03-16T10:00", date(2019, 3, 16)),
        ("2019/03/16", date(2019, 3, 16)),
        ("The 3rd of March, 1999", date(1999, 3, 3)),
        ("12 Mar 98", date(1998, 3, 12)),
        ("R 121530Z MAR 85", date(1985, 3, 12)),
        ("05/05/2020", date(2020, 5, 5)),
        ("Updated 4 March 2019 | Published 3 March 2019", date(2019, 3, 3)),
        ("Updated 4 March 2019", date(2019, 3, 4)),
        ("17.02.24", date(2024, 2, 17)),
        ("2/17/98", date(1998, 2, 17)),
        ("Ref. 20240217", date(2024, 2, 17)),
        ("17FEB2024", date(2024, 2, 17)),
    ],
)
def test_full_dates_of_all_houses_are_read(line: str, day: date) -> None:
    found = day_in(line)
    assert found is not None
    assert found.day == day


@pytest.mark.parametrize(
    "line",
    [
        "30 February 2019",
        "03/04/2019",
        "Resolution 1441",
        "F-16 jets",
        "March 2019",
        "99/99/2019",
        "Call 20240217333",
        "v1.2.24",
    ],
)
def test_what_is_no_certain_day_gives_none(line: str) -> None:
    assert day_in(line) is None


def test_a_slashed_date_that_may_be_read_two_ways_is_named() -> None:
    assert ambiguous_day_in("Published 03/04/2019 10:00") == "03/04/2019"
    assert ambiguous_day_in("Published 29/04/2019") is None


def test_a_dateline_without_year_is_found() -> None:
    assert yearless_day_in("LUTOVA, Sept 22 (Agency)") == (9, 22, "Sept 22")
    assert yearless_day_in("26 NOV, 21:40") == (11, 26, "26 NOV")
    assert yearless_day_in("Chapter eleven") is None


def test_the_year_follows_from_the_weekday_of_the_saying() -> None:
    settled = settle_year(9, 22, "Sept 22", "The minister told reporters on Friday.", "The truce of 2022 held.", "")
    assert settled is not None
    assert settled.day == "2023-09-22"
    assert "Sept 22" in settled.basis


def test_the_year_may_stand_in_the_page_around() -> None:
    lead = "After Monday's crash the minister spoke: nobody, he said on Wednesday, will be spared."
    settled = settle_year(11, 26, "26 NOV", lead, "A treaty of 2007.", "Calendar 2015")
    assert settled is not None
    assert settled.day == "2014-11-26"


@pytest.mark.parametrize(
    ("lead", "body"),
    [
        ("The minister said so.", "The truce of 2022."),
        ("He spoke on Monday.", "The truce of 2022."),
        ("He said so on Friday.", "No year."),
    ],
    ids=["no weekday", "a weekday that fits no year", "no year named"],
)
def test_without_evidence_the_year_stays_unknown(lead: str, body: str) -> None:
    assert settle_year(9, 22, "Sept 22", lead, body, "") is None


def test_the_twenty_ninth_of_february_needs_a_leap_year() -> None:
    settled = settle_year(2, 29, "Feb. 29", "It was said on Saturday.", "Since 2019", "")
    assert settled is not None
    assert settled.day == "2020-02-29"


def test_a_lead_that_tells_its_day_in_full_with_the_weekday_dates_the_article() -> None:
    found = day_of_lead("Norway and Chile signed a treaty in Oslo on Saturday, Feb. 17, 2024, after long talks.")
    assert found is not None
    assert found.day == "2024-02-17"
    assert day_of_lead("Norway and Chile signed a treaty in Oslo on 17 February 2024.") is None
    assert day_of_lead("Norway and Chile signed a treaty in Oslo on Friday, 17 February 2024.") is None
