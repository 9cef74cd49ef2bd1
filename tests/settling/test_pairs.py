"""The hand-written pairs: nine of ten that tell one happening join, and none that tell two; each half by itself."""

from collections.abc import Callable
from itertools import product

import pytest

from app.settling.likeness import likeness
from app.settling.tellings import Telling, telling_of
from tests.settling.pairs import HALVES, Pair, Side, pairs

LEAST_JOINED = 0.9
LEAST_PAIRS = 22  # of each verdict in each half


def tellings(side: Side) -> list[Telling]:
    return [telling_of(found, side.article) for found in side.events]


def is_joined(pair: Pair) -> bool:
    """Whether the two events that are meant join."""
    return likeness(tellings(pair.a)[0], tellings(pair.b)[0]).joins


def crossings(pair: Pair) -> list[str]:
    """Every event of the one article that joins one of the other."""
    both = product(tellings(pair.a), tellings(pair.b))
    return [f"{a.title} = {b.title}: {likeness(a, b).reasons}" for a, b in both if likeness(a, b).joins]


@pytest.mark.parametrize("written", HALVES)
def test_each_article_of_a_pair_tells_something(written: str) -> None:
    """The pairs measure settling: a sentence that extraction cannot read would test nothing."""
    silent = [pair.id for pair in pairs(written) if not pair.a.events or not pair.b.events]
    assert silent == []
    for joins in (True, False):
        assert sum(pair.joins is joins for pair in pairs(written)) >= LEAST_PAIRS


@pytest.mark.parametrize("written", HALVES)
def test_what_tells_one_happening_joins(written: str, record_property: Callable[[str, object], None]) -> None:
    ones = [pair for pair in pairs(written) if pair.joins]
    missed = [f"{pair.id} ({pair.because})" for pair in ones if not is_joined(pair)]
    record_property("joined", f"{len(ones) - len(missed)} of {len(ones)}")
    assert len(missed) <= (1 - LEAST_JOINED) * len(ones), missed


@pytest.mark.parametrize("written", HALVES)
def test_what_tells_two_happenings_stays_apart(written: str) -> None:
    crossed = {pair.id: crossings(pair) for pair in pairs(written) if not pair.joins and crossings(pair)}
    assert crossed == {}
