"""Numbers and gaps in words."""

import pytest

from app.domain.events import EventType, Quad
from app.timeline.words import QUAD_WORDS, TYPE_WORDS, counted, days_words, gap_words


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 events"), (1, "1 event"), (2, "2 events"), (1204, "1\u202f204 events")]
)
def test_a_number_has_its_noun(number: int, words: str) -> None:
    assert counted(number, "event") == words


@pytest.mark.parametrize(
    ("days", "words"), [(10, "10 days"), (91, "91 days"), (92, "3 months"), (729, "23 months"), (6_300, "17 years")]
)
def test_a_gap_is_never_said_longer_than_it_is(days: int, words: str) -> None:
    assert gap_words(days) == words


def test_a_run_of_days() -> None:
    assert days_words(737_104, 737_104) == "14 February 2019"
    assert days_words(737_104, 737_105) == "14 February 2019 to 15 February 2019"


def test_every_type_and_quad_has_words() -> None:
    assert set(TYPE_WORDS) == set(EventType)
    assert set(QUAD_WORDS) == set(Quad)
