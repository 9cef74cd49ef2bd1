"""An account is recognised among the findings of the same text, or it is not there any more."""

from dataclasses import replace
from itertools import permutations

import pytest

from app.domain.events import EventType, FoundEvent, Status
from app.settling.recognition import recognise
from tests.factories import found_event

TEXT = "On Friday India accused Pakistan. China, which borders both, denied it on Monday. Troops moved."
ACCUSES = found_event(TEXT, quote="On Friday India accused Pakistan.")
DENIES = found_event(
    TEXT,
    quote="China, which borders both, denied it on Monday.",
    title="China denies it",
    type="REJECT",
    actors=("CHN",),
    recipients=(),
)


def moved(found: FoundEvent, start: int, end: int) -> FoundEvent:
    return replace(found, start=start, end=end, quote=TEXT[start:end])


@pytest.mark.parametrize(
    "now",
    [
        pytest.param(ACCUSES, id="the same"),
        pytest.param(replace(ACCUSES, date="2019-02-15", status=Status.ALLEGED), id="another day and status"),
        pytest.param(replace(ACCUSES, title="Delhi blames Islamabad"), id="another title"),
        pytest.param(replace(ACCUSES, type=EventType.THREATEN), id="another type"),
        pytest.param(replace(ACCUSES, recipients=("PAK", "CHN")), id="one party more"),
        pytest.param(replace(ACCUSES, actors=("PAK",), recipients=("IND",)), id="turned round"),
        pytest.param(replace(ACCUSES, recipients=()), id="one party less"),
        pytest.param(moved(ACCUSES, 3, 33), id="a shorter quote"),
        pytest.param(moved(ACCUSES, 0, 60), id="a longer quote"),
        pytest.param(replace(moved(ACCUSES, 10, 33), recipients=()), id="a shorter quote and a party less"),
    ],
)
def test_what_is_read_otherwise_is_still_the_same_account(now: FoundEvent) -> None:
    assert recognise({7: ACCUSES}, [DENIES, now]) == {7: 1}


@pytest.mark.parametrize(
    "now",
    [
        pytest.param(moved(ACCUSES, 34, 81), id="the next sentence"),
        pytest.param(moved(ACCUSES, 25, 81), id="hardly any words in common"),
        pytest.param(
            replace(ACCUSES, title="China accuses Russia", actors=("CHN",), recipients=("RUS",)),
            id="the same act of others",
        ),
        pytest.param(replace(moved(ACCUSES, 3, 33), type=EventType.THREATEN), id="another quote and another type"),
        pytest.param(replace(ACCUSES, type=EventType.THREATEN, recipients=("CHN",)), id="another act on somebody else"),
    ],
)
def test_something_else_is_not_taken_for_it(now: FoundEvent) -> None:
    assert recognise({7: ACCUSES}, [now]) == {}


def test_two_of_one_sentence_are_told_apart_whatever_their_order() -> None:
    threat = replace(ACCUSES, type=EventType.THREATEN, title="India threatens Pakistan")
    reply = replace(ACCUSES, actors=("PAK",), recipients=("IND",), title="Pakistan accuses India")
    now = [replace(each, date="2019-02-16") for each in (ACCUSES, threat, reply)]
    for order in permutations(now):
        pairs = recognise({1: ACCUSES, 2: threat, 3: reply}, order)
        assert {account: order[index].title for account, index in pairs.items()} == {
            1: ACCUSES.title,
            2: threat.title,
            3: reply.title,
        }


def test_each_is_paired_once() -> None:
    assert recognise({1: ACCUSES, 2: replace(ACCUSES, title="Delhi speaks")}, [ACCUSES]) == {1: 0}
    assert recognise({1: ACCUSES}, [replace(ACCUSES, title="Delhi speaks"), ACCUSES]) == {1: 1}


def test_nothing_is_recognised_in_nothing() -> None:
    assert recognise({}, [ACCUSES]) == {}
    assert recognise({1: ACCUSES}, []) == {}
