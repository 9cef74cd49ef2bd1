"""Direct speech, as houses of many habits set it."""

import pytest

from app.settling.quotations import quotations
from tests.settling.wires import body_of

SAID = "we will answer at a time and place of our own choosing"


@pytest.mark.parametrize(
    "text",
    [
        'He said: "We will answer at a time and place of our own choosing." Then he left.',
        "He said: “We will answer at a time and place of our own choosing.” Then he left.",
        "“We will answer at a time and place of our own choosing,” he said.",
        "Er sagte: „We will answer at a time and place of our own choosing.“ Then he left.",
        "«We will answer at a time and place of our own choosing», he said.",
        "‘We will answer at a time and place of our own choosing,’ he said.",
        "'We will answer at a time and place of our own choosing,' he said.",
    ],
)
def test_each_house_sets_its_own_marks(text: str) -> None:
    assert quotations(*body_of(text)) == {SAID}


@pytest.mark.parametrize(
    "text",
    [
        "They spoke of a “time and place of our own choosing” again.",
        "The ministers' aides don't say when they'll answer, nor what the others' aides would like to hear.",
        "“We will answer at a time and place of our own choosing, he said, and the mark is never closed.",
        "It was 6' tall and 7' wide and had, as far as anybody could see, no door at all.",
    ],
)
def test_turns_of_phrase_and_apostrophes_are_no_speech(text: str) -> None:
    assert quotations(*body_of(text)) == frozenset()


def test_apostrophes_within_single_marks_do_not_end_the_speech() -> None:
    assert quotations(*body_of("‘We don’t answer at a time and place of their choosing,’ he said.")) == {
        "we dont answer at a time and place of their choosing"
    }


def test_a_speech_of_several_paragraphs_opens_each_and_closes_the_last() -> None:
    first = "“We will answer at a time and place of our own choosing."
    second = "“Nobody will tell us when that is and nobody needs to know.”"
    assert quotations(*body_of(first, second)) == {
        SAID, "nobody will tell us when that is and nobody needs to know",
    }  # fmt: skip
    assert quotations(*body_of(first, second[1:])) == frozenset()


def test_what_interrupts_a_speech_is_no_part_of_it() -> None:
    said = "“We will answer,” he said, “at a time and in a place of our choosing.”"
    assert quotations(*body_of(said)) == {"at a time and in a place of our choosing"}
