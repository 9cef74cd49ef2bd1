"""Numbers and gaps in words."""

import pytest

from app.domain.dates import DateKind
from app.domain.events import EventType, Quad, Review, Status
from app.timeline.words import QUAD_WORDS, TYPE_WORDS, counted, days_words, gap_words, mark_name
from tests.timeline.made import facts_of


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


def test_a_mark_is_named_as_one_would_say_it() -> None:
    """The example of TIMELINE.md S9, without the grade that is still to come, and with what is seen beside the mark."""
    facts = facts_of(
        1, "2022-05-05~", DateKind.ABOUT, type=EventType.THREATEN, review=Review.ACCEPTED, title="Envoy warns Kyiv",
        source_count=3, origin_count=2, is_disputed=True,
    )  # fmt: skip
    assert mark_name(facts) == (
        "about 5 May 2022, India to Pakistan, threatens, 3 sources 2 origins, disputed: Envoy warns Kyiv"
    )


def test_what_is_not_settled_about_an_event_is_in_its_name() -> None:
    facts = facts_of(1, "2019-02-14", status=Status.ALLEGED, is_starred=True, title="")
    assert mark_name(facts) == "14 Feb 2019, India to Pakistan, assaults, alleged, 1 source 1 origin, proposed, starred"
