"""Datelines of many houses, and what only looks like one."""

import pytest

from app.readers.dateline import dateline_of


@pytest.mark.parametrize(
    ("line", "place", "agency"),
    [
        ("KABUL, Jan 5 (Agency) - Two men were killed", "Kabul", "Agency"),
        ("OSLO (Newswire) - The ministers met", "Oslo", "Newswire"),
        ("PARIS/BERLIN/ROME, June 4 (Newswire) - Talks", "Paris/Berlin/Rome", "Newswire"),
        ("MINSK, April 5. /Agency staff/. Belarus will", "Minsk", "Agency staff"),
        ("ACCRA: Two states are close", "Accra", None),
        ("KYIV, Ukraine -- It took the president", "Kyiv", None),
        ("LUSAKA, ZAMBIA —", "Lusaka", None),
        ("ST. PETERSBURG", "St. Petersburg", None),
        ("TASHKENT, March 16", "Tashkent", None),
        ("SANTA MARTA. Three days after taking office", "Santa Marta", None),
        ("Addis Ababa, September 17, 2018. The leaders signed", "Addis Ababa", None),
        ("WASHINGTON, December 9.", "Washington", None),
    ],
)
def test_datelines_are_read(line: str, place: str, agency: str | None) -> None:
    found = dateline_of(line)
    assert found is not None
    assert (found.place, found.agency) == (place, agency)
    assert line.startswith(found.text)


@pytest.mark.parametrize(
    "line",
    [
        "HOST: How did people take that?",
        "Israel: a country of immigrants",
        "Officials met on Friday. They agreed.",
        "Russia. The largest of them all",
        "Sunday 2 April 2023",
        "THE MINISTER MET HIS COUNTERPART IN THE CAPITAL ON FRIDAY",
        "US - what now?",
        "",
    ],
)
def test_what_only_looks_like_one_is_none(line: str) -> None:
    assert dateline_of(line) is None
