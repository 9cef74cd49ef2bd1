"""Grades: pairs, disagreement, what a filter may ask for, and reasons that keep likelihood and confidence apart."""

import pytest

from app.domain.grades import (
    Confidence,
    Likelihood,
    Reliability,
    confidence_words,
    disagreement,
    likelihood_band,
    likelihood_words,
    pair,
    read_grading_reason,
    read_pair,
    read_wanted,
    reliability_words,
    wanted_words,
)
from app.errors import BadInput


@pytest.mark.parametrize(
    ("letter", "digits", "text", "words"),
    [
        ("B", (2,), "B2", "B: usually reliable; 2: probably true"),
        ("B", (4, 2), "B2", "B: usually reliable; 2: probably true"),
        ("F", (), "F-", "F: reliability cannot be judged; information not graded"),
        (None, (6,), "-6", "source not graded; 6: truth cannot be judged"),
    ],
)
def test_a_pair_says_what_is_known(letter: str | None, digits: tuple[int, ...], text: str, words: str) -> None:
    made = pair(letter, digits)
    assert made is not None
    assert (made.text, made.words) == (text, words)
    assert read_pair(text) == made


def test_nobody_graded() -> None:
    assert pair(None, ()) is None
    with pytest.raises(BadInput):
        read_pair("--")


def test_pairs_are_ordered_by_letter_and_then_by_digit() -> None:
    texts = ["A1", "A3", "A-", "B1", "F1", "-1", "-6"]
    assert [one.text for one in sorted(map(read_pair, reversed(texts)))] == texts


def test_disagreement_counts_those_who_differ_about_one_account() -> None:
    assert disagreement([(1, "Ada", 2), (2, "Ben", 4)]) is None
    assert disagreement([(1, "Ada", 2), (1, "Ben", 2)]) is None
    found = disagreement([(1, "Ada", 4), (1, "Ben", 2), (2, "Eve", 5)])
    assert found is not None
    assert found.words == "2 graders differ: 2, 4"


@pytest.mark.parametrize(("typed", "read"), [("b2", "B2"), ("A", "A"), ("6", "6"), ("None", "none")])
def test_a_filter_asks_for_pair_letter_digit_or_none(typed: str, read: str) -> None:
    assert read_wanted(typed) == read
    assert wanted_words(read)


@pytest.mark.parametrize("typed", ["G", "7", "0", "2B", "B22", "", "B-"])
def test_what_is_no_grade_is_refused(typed: str) -> None:
    with pytest.raises(BadInput, match="no grade"):
        read_wanted(typed)


def test_every_word_of_the_scales_is_there() -> None:
    assert all(map(reliability_words, Reliability))
    assert all(map(confidence_words, Confidence))
    bands = [likelihood_band(one) for one in Likelihood]
    assert bands == ["1–5 %", "5–20 %", "20–45 %", "45–55 %", "55–80 %", "80–95 %", "95–99 %"]
    assert likelihood_words("roughly-even") == "roughly even chance"


@pytest.mark.parametrize(
    "reason",
    [
        "It is likely, and we say so with high confidence.",
        "We are confident that it was almost certainly them",
        "First of all. VERY UNLIKELY (low confidence)! Then more.",
        "moderate confidence; even so probable with little confidence",
    ],
)
def test_one_sentence_never_joins_likelihood_and_confidence(reason: str) -> None:
    with pytest.raises(BadInput, match="two, for the one is about the event"):
        read_grading_reason(reason)


@pytest.mark.parametrize(
    "reason",
    [
        "It is likely. Our confidence is high.",
        "Likely\nwith high confidence in the sources",
        "The likelihood was not told with confidence",
        "Unlikely as it sounds, two desks report it",
    ],
)
def test_two_sentences_may_say_both(reason: str) -> None:
    assert read_grading_reason(reason) == " ".join(reason.split())


def test_a_reason_may_be_left_out_and_not_be_endless() -> None:
    assert read_grading_reason("  ") is None
    with pytest.raises(BadInput, match="500 is the most"):
        read_grading_reason("x" * 501)
