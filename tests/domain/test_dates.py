"""EDTF: reading, bounds, kinds, wording, refusals; the `edtf` package as oracle."""

from contextlib import suppress
from datetime import date
from time import struct_time

import edtf as oracle
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.dates import OPEN_END, OPEN_START, DateKind, day_edtf, in_words, parse_edtf
from app.errors import UnreadableDate

years = st.integers(1, 9999).map(lambda year: f"{year:04}")
months = st.builds("{}-{:02}".format, years, st.integers(1, 12))
days = st.dates().map(date.isoformat)
points = st.one_of(years, months, days)
marked = st.builds("{}{}".format, points, st.sampled_from(["", "~", "?", "%"]))
unspecified = st.one_of(
    st.integers(100, 999).map("{}X".format),
    st.integers(10, 99).map("{}XX".format),
    st.integers(10, 99).map("{}XX~".format),
)
divisions = st.builds("{}-{}".format, years, st.sampled_from([21, 22, 23, 24, 33, 34, 35, 36, 40, 41]))
intervals = st.lists(st.dates(), min_size=2, max_size=2).map(lambda ends: "/".join(map(date.isoformat, sorted(ends))))
half_open = st.one_of(marked.map("{}/..".format), marked.map("../{}".format))
valid = st.one_of(marked, unspecified, divisions, half_open, intervals)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2019-02-14", date(2019, 2, 14), date(2019, 2, 14)),
        ("2019-02", date(2019, 2, 1), date(2019, 2, 28)),
        ("2020-02~", date(2020, 2, 1), date(2020, 2, 29)),
        ("1947", date(1947, 1, 1), date(1947, 12, 31)),
        ("1947-XX-XX", date(1947, 1, 1), date(1947, 12, 31)),
        ("199X", date(1990, 1, 1), date(1999, 12, 31)),
        ("18XX", date(1800, 1, 1), date(1899, 12, 31)),
        ("2019-21", date(2019, 3, 1), date(2019, 5, 31)),
        ("2019-24", date(2019, 12, 1), date(2020, 2, 29)),
        ("2019-34", date(2019, 4, 1), date(2019, 6, 30)),
        ("2019-41", date(2019, 7, 1), date(2019, 12, 31)),
        ("9999-24", date(9999, 12, 1), date(9999, 12, 31)),
        ("2011-03-02/2011-03-03", date(2011, 3, 2), date(2011, 3, 3)),
        ("2018-12/2019", date(2018, 12, 1), date(2019, 12, 31)),
        (" 2019-02 ", date(2019, 2, 1), date(2019, 2, 28)),
    ],
)
def test_bounds(text: str, first: date, last: date) -> None:
    edtf = parse_edtf(text)
    assert (edtf.earliest, edtf.latest) == (first.toordinal(), last.toordinal())


def test_open_ends_lie_outside_the_calendar() -> None:
    assert parse_edtf("1947/..").latest == OPEN_END == date.max.toordinal() + 1
    assert parse_edtf("../1947").earliest == OPEN_START == date.min.toordinal() - 1
    assert parse_edtf("1947/..").days is None


@pytest.mark.parametrize(
    ("text", "canonical"),
    [("1947-XX-XX", "1947"), ("2019-02-XX", "2019-02"), ("1947/", "1947/.."), ("/1947", "../1947"), (" 2019 ", "2019")],
)
def test_text_is_made_canonical(text: str, canonical: str) -> None:
    assert parse_edtf(text).text == canonical


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2019-02-14", DateKind.DAY),
        ("2019-02", DateKind.BETWEEN),
        ("2019-02~", DateKind.ABOUT),
        ("2011-03-02/2011-03-03", DateKind.LASTED),
        ("1947/..", DateKind.SINCE),
        ("../1947", DateKind.BEFORE),
    ],
)
def test_usual_kind(text: str, kind: DateKind) -> None:
    assert parse_edtf(text).usual_kind is kind


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("banana", "write it like 2019-02-14"),
        ("", "write it like 2019-02-14"),
        ("2019-2-14", "write it like 2019-02-14"),
        ("٢٠١٩-٠٢-١٤", "write it like 2019-02-14"),
        ("2019-02-14T10:00", "write it like 2019-02-14"),
        ("2019-02-30", "February 2019 has no day 30"),
        ("1900-02-29", "February 1900 has no day 29"),
        ("2019-13", "there is no month 13"),
        ("2019-00", "there is no month 0"),
        ("0000", "there is no year 0"),
        ("000X-01", "a decade or century takes no month"),
        ("2019-XX-14", "a day needs its month"),
        ("2019-21-14", "a season, quarter or half takes no day"),
        ("2019-21~", "a season, quarter or half takes no day and no ~"),
        ("../..", "an interval needs at least one end"),
        ("2019/2018", "the interval ends before it begins"),
    ],
)
def test_refusal_names_the_input_and_the_mend(text: str, reason: str) -> None:
    with pytest.raises(UnreadableDate) as refused:
        parse_edtf(text)
    assert str(refused.value).startswith(f"Cannot read the date {text!r}: ")
    assert reason in str(refused.value)


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("2019-02-14", None, "14 Feb 2019"),
        ("2019-02", None, "February 2019"),
        ("2019-02~", DateKind.ABOUT, "about February 2019"),
        ("2019-02?", None, "possibly February 2019"),
        ("2019-02%", None, "possibly about February 2019"),
        ("1947", None, "1947"),
        ("0732", None, "732"),
        ("199X", None, "the 1990s"),
        ("01XX", None, "the 2nd century"),
        ("10XX", None, "the 11th century"),
        ("18XX", None, "the 19th century"),
        ("20XX", None, "the 21st century"),
        ("2019-21", None, "spring 2019"),
        ("2019-33", None, "first quarter of 2019"),
        ("2019-41", None, "second half of 2019"),
        ("2011-03-02/2011-03-03", DateKind.LASTED, "2–3 March 2011"),
        ("2011-02-28/2011-03-02", DateKind.LASTED, "28 February – 2 March 2011"),
        ("2010-12-30/2011-01-02", DateKind.LASTED, "30 December 2010 – 2 January 2011"),
        ("2011-03/2011-05", DateKind.LASTED, "March – May 2011"),
        ("1998/1999", None, "1998–1999"),
        ("2019-04/2019", None, "April 2019 – 2019"),
        ("2019-02-11/2019-02-17", DateKind.BETWEEN, "between 11 and 17 February 2019"),
        ("2019-02-25/2019-03-03", DateKind.BETWEEN, "between 25 February and 3 March 2019"),
        ("2013/2016", DateKind.BETWEEN, "between 2013 and 2016"),
        ("1947/..", None, "since 1947"),
        ("1947/..", DateKind.AFTER, "after 1947"),
        ("../2014-07", None, "by July 2014"),
        ("../2014-07", DateKind.UNTIL, "until July 2014"),
        ("2014-07", DateKind.BEFORE, "before July 2014"),
    ],
)
def test_wording(text: str, kind: DateKind | None, words: str) -> None:
    assert in_words(text, kind) == words


@given(valid)
def test_canonical_text_reads_back_the_same(text: str) -> None:
    edtf = parse_edtf(text)
    assert parse_edtf(edtf.text) == edtf
    assert edtf.earliest <= edtf.latest


@given(valid)
def test_every_date_has_words_for_every_kind(text: str) -> None:
    for kind in (None, *DateKind):
        assert "None" not in in_words(text, kind) != ""


@given(st.integers(1, date.max.toordinal()))
def test_a_day_is_its_own_bounds(ordinal: int) -> None:
    edtf = parse_edtf(day_edtf(ordinal))
    assert (edtf.earliest, edtf.latest, edtf.is_day, edtf.days) == (ordinal, ordinal, True, 1)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    with suppress(UnreadableDate):
        assert parse_edtf(text).earliest <= OPEN_END


@settings(deadline=None, max_examples=60)  # the oracle's grammar takes tens of milliseconds for one date
@given(st.one_of(marked, unspecified, half_open, intervals))
def test_bounds_agree_with_the_edtf_package(text: str) -> None:
    ours, theirs = parse_edtf(text), oracle.parse_edtf(text)
    assert _ordinal(theirs.lower_strict(), OPEN_START) == ours.earliest
    assert _ordinal(theirs.upper_strict(), OPEN_END) == ours.latest


@settings(deadline=None, max_examples=40)
@given(divisions)
def test_seasons_quarters_and_halves_begin_where_the_edtf_package_says(text: str) -> None:
    assert _ordinal(oracle.parse_edtf(text).lower_strict(), OPEN_START) == parse_edtf(text).earliest


def _ordinal(moment: struct_time | float, unknown: int) -> int:
    """A day of the oracle, which gives infinity for an open end."""
    return unknown if isinstance(moment, float) else date(moment.tm_year, moment.tm_mon, moment.tm_mday).toordinal()
