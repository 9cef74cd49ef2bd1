"""Salience: a person's mark before a person's decision before what the machine counts, and every type has a severity."""

from itertools import pairwise

import pytest

from app.domain.events import EventType
from app.domain.salience import salience


def test_every_type_has_a_severity() -> None:
    scores = {kind: salience(kind, is_accepted=False, is_starred=False, origins=1) for kind in EventType}
    assert min(scores.values()) > 0
    assert max(scores, key=lambda kind: scores[kind]) is EventType.ASSAULT


def test_each_doubling_of_the_origins_counts_until_it_is_enough() -> None:
    scores = [salience("AID", is_accepted=False, is_starred=False, origins=count) for count in (1, 2, 4, 64, 128)]
    assert all(less < more for less, more in pairwise(scores[:4]))
    assert scores[3] == scores[4]
    assert scores[0] == salience("AID", is_accepted=False, is_starred=False, origins=0)


@pytest.mark.parametrize("marked", [True, False])
def test_what_people_say_outweighs_the_type(marked: bool) -> None:
    people = salience("STATEMENT", is_accepted=not marked, is_starred=marked, origins=1)
    assert people > salience("ASSAULT", is_accepted=False, is_starred=False, origins=1)


def test_a_star_outweighs_everything() -> None:
    starred = salience("STATEMENT", is_accepted=False, is_starred=True, origins=1)
    assert starred > salience("ASSAULT", is_accepted=True, is_starred=False, origins=1_000_000)
