"""Each rule of parties by the rows that need it, the rows it must refuse, and what breaks without it."""

import pytest

from app.extraction.rulebook import rulebook
from tests.extraction.party_rows import NEEDS, REFUSES
from tests.extraction.rule_rows import Needs, Refuses, found_in, has_value, holds, is_taken

RULES = sorted(rule for rule in rulebook() if rule.startswith("party."))


@pytest.mark.parametrize("row", NEEDS, ids=lambda row: f"{row.rule}: {row.text[:40]}")
def test_rule_tells_who_and_to_whom(row: Needs) -> None:
    found = [(event.type.value, event.actors, event.recipients, event.why) for event in found_in(row)]
    assert holds(row, "parties"), found


@pytest.mark.parametrize("row", REFUSES, ids=lambda row: f"{row.rule}: {row.text[:40]}")
def test_rule_leaves_other_words_alone(row: Refuses) -> None:
    assert found_in(row)
    assert not is_taken(row)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_a_row_on_either_side(rule: str) -> None:
    assert rule in {row.rule for row in NEEDS}
    assert rule in {row.rule for row in REFUSES}


@pytest.mark.parametrize("rule", RULES)
def test_switching_a_rule_off_turns_a_row_red(rule: str) -> None:
    """Red means other parties, not only another rule that finds the same ones."""
    assert not all(has_value(row, "parties", frozenset({rule})) for row in NEEDS if row.rule == rule)


def test_rows_name_only_rules_of_the_rulebook() -> None:
    assert {row.rule for row in NEEDS} | {row.rule for row in REFUSES} == set(RULES)
    assert len(NEEDS) >= 80
