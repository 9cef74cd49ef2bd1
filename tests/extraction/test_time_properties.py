"""What holds for the dates of any text: spans, validity, order, sameness, and bounded work."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.dates import parse_edtf
from app.extraction.model import TimeExpression
from app.extraction.time import TimeContext, find_times, timex
from tests.extraction.time_rows import NEEDS, REFUSES

days = st.dates(date(1, 1, 1), date(9999, 12, 31))
# Words of the grammar in any order reach rules that random characters never would.
words = st.sampled_from(sorted({word for row in NEEDS + REFUSES for word in row.sentence.split()}))
word_salad = st.lists(words, max_size=40).map(" ".join)
story = st.lists(st.sampled_from([row.sentence for row in NEEDS + REFUSES]), max_size=6).map(" ".join)
texts = st.one_of(st.text(max_size=200), word_salad, story)


def read(text: str, published: date | None) -> list[TimeExpression]:
    return find_times(text, 0, len(text), TimeContext.of(text, published))


@settings(deadline=None)
@given(texts, st.none() | days)
def test_any_text_gives_valid_ordered_expressions(text: str, published: date | None) -> None:
    end = 0
    for one in read(text, published):
        assert end <= one.start < one.end <= len(text)
        assert one.text == text[one.start : one.end]
        assert (one.edtf is None) == (one.kind is None)
        assert one.edtf is None or parse_edtf(one.edtf).text == one.edtf
        end = one.end


@settings(deadline=None)
@given(texts, days)
def test_the_same_text_gives_the_same_answer(text: str, published: date) -> None:
    assert read(text, published) == read(text, published)


@settings(deadline=None)
@given(texts, days)
def test_offsets_count_in_the_whole_text(text: str, published: date) -> None:
    whole = f"Head. {text} Tail."
    context = TimeContext.of(text, published)
    shifted = find_times(whole, 6, 6 + len(text), context)
    assert [(one.start - 6, one.end - 6, one.edtf) for one in shifted] == [
        (one.start, one.end, one.edtf) for one in read(text, published)
    ]


@settings(deadline=None)
@given(texts, st.none() | days, st.booleans())
def test_timex_answers_any_text(text: str, dct: date | None, everything: bool) -> None:
    for one in timex(text, dct, everything):
        assert one.text == text[one.start : one.end] != ""
        assert one.timex
        assert everything or one.type in ("DATE", "TIME")


@settings(deadline=None)
@given(texts)
def test_without_a_publication_day_nothing_leans_on_another_date_but_in_a_history(text: str) -> None:
    is_history = TimeContext.of(text, None).narrative
    for one in read(text, None):
        # "two days before he left, on 2 April 2011" counts from a full date beside it.
        assert is_history or one.edtf is None or one.anchor is None or "date.counted" in one.rule


@pytest.mark.parametrize(
    "unit",
    [
        "1",
        '"',
        "1 1 ",
        "1919 ",
        "the the ",
        "May ",
        "Friday ",
        "\n",
        "1.",
        "12:",
        "1-",
        "three days ",
        "İ 3 May ",
        "😀",
    ],
)
def test_hostile_repetition_is_read_to_the_end(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    found = read(text, date(2019, 3, 16))
    assert all(one.text in text for one in found)
    assert len(found) <= len(text) // 4 + 1
