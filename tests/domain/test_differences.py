"""The difference of two texts: readable on news that was edited, true and bounded on anything."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.differences import Change, Difference, Run, differences

MARKS = {Change.SAME: "{}", Change.REMOVED: "[-{}-]", Change.ADDED: "[+{}+]"}

words = st.sampled_from(["India", "denied", "it.", "a", "40", "44", "\n", "\n\n", "—", "don't", "é", "\u00a0", "🙂"])
texts = st.lists(words, max_size=40).map(" ".join)


def marked(difference: Difference) -> str:
    return "".join(MARKS[run.change].format(run.text) for run in difference.runs)


def joined(difference: Difference, *changes: Change) -> str:
    return "".join(run.text for run in difference.runs if run.change in changes)


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        pytest.param("One met two.", "One met two.", "One met two.", id="nothing"),
        pytest.param(
            "The blast killed 40 soldiers on Friday, he said.",
            "The blast killed 44 soldiers on Friday, he said.",
            "The blast killed [-40 -][+44 +]soldiers on Friday, he said.",
            id="a number",
        ),
        pytest.param(
            "One met two.\n\nThey left.",
            "One met two.\n\nThey agreed on four points.\n\nThey left.",
            "One met two.\n\n[+They agreed on four points.\n\n+]They left.",
            id="a paragraph came",
        ),
        pytest.param(
            "One met two.\n\nThey agreed on four points.\n\nThey left.",
            "One met two.\n\nThey left.",
            "One met two.\n\n[-They agreed on four points.\n\n-]They left.",
            id="a paragraph went",
        ),
        pytest.param(
            "Troops shelled the northern town on Monday.",
            "Rebels captured the southern town on Monday.",
            "[-Troops shelled the northern -][+Rebels captured the southern +]town on Monday.",
            id="a word between changes is no rest",
        ),
        pytest.param(
            "It began.\n\nOne denied it.\n\nIt ended there.",
            "It had begun.\n\nOne denied it.\n\nIt ended here.",
            "It [-began-][+had begun+].\n\nOne denied it.\n\nIt ended [-there-][+here+].",
            id="but a short paragraph stays one",
        ),
        pytest.param("One  met\ntwo.", "One met two.", "One met two.", id="white space is no change"),
        pytest.param("", "One met.", "[+One met.+]", id="from nothing"),
        pytest.param("One met.", "", "[-One met.-]", id="to nothing"),
        pytest.param("", "", "", id="nothing at all"),
    ],
)
def test_how_a_change_reads(old: str, new: str, shown: str) -> None:
    assert marked(differences(old, new)) == shown


def test_runs_tell_where_they_stand() -> None:
    runs = differences("The blast killed 40 soldiers.", "The blast killed 44 soldiers.").runs
    assert runs[1:3] == (Run(Change.REMOVED, "40 ", 17), Run(Change.ADDED, "44 ", 17))


def test_words_are_counted_and_punctuation_is_none() -> None:
    difference = differences("They met — briefly — and parted.", "They met on Monday; the border stays shut.")
    assert (difference.removed, difference.added) == (3, 6)


@given(texts, texts)
def test_both_texts_can_be_put_together_again(old: str, new: str) -> None:
    difference = differences(old, new)
    assert joined(difference, Change.SAME, Change.ADDED) == new
    assert "".join(joined(difference, Change.SAME, Change.REMOVED).split()) == "".join(old.split())
    for run in difference.runs:
        text = old if run.change is Change.REMOVED else new
        assert text[run.start : run.start + len(run.text)] == run.text


@given(texts, texts)
def test_neighbouring_runs_differ_and_none_is_empty(old: str, new: str) -> None:
    runs = differences(old, new).runs
    assert all(run.text for run in runs)
    assert all(one.change is not other.change for one, other in pairwise(runs))


@given(texts)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    difference = differences(text, text)
    assert {run.change for run in difference.runs} <= {Change.SAME}
    assert difference.removed == difference.added == 0


@given(texts, texts)
def test_what_goes_one_way_comes_the_other(old: str, new: str) -> None:
    there, back = differences(old, new), differences(new, old)
    assert there.added - there.removed == back.removed - back.added


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("a " * 60_000, "a " * 50_000 + "b", id="one word"),
        pytest.param("a b " * 30_000, "b a " * 30_000, id="two words turned round"),
        pytest.param("a\n" * 60_000, "b\n" + "a\n" * 50_000 + "c", id="one line"),
        pytest.param("." * 100_000, "!" + "." * 90_000 + "!", id="punctuation"),
        pytest.param(
            " ".join(f"w{n}" for n in range(30_000)), " ".join(f"w{n}" for n in range(30_000, 0, -1)), id="backwards"
        ),
        pytest.param(
            "\n".join(f"k{n} " + "a b b " * 30 for n in range(500)),
            "\n".join(f"k{n} " + "b b a a " * 25 for n in range(500)),
            id="many gaps that repeat",
        ),
    ],
)
def test_texts_written_to_be_hard_have_an_answer(old: str, new: str) -> None:
    """A matcher that is quadratic would sit here for minutes."""
    assert joined(differences(old, new), Change.SAME, Change.ADDED) == new
