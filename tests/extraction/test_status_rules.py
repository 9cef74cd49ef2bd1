"""Each rule of status by the rows that need it, the rows it must refuse, and what breaks without it."""

import pytest

from app.extraction.rulebook import rulebook
from tests.extraction.events_of import events_of
from tests.extraction.rule_rows import Needs, Refuses, found_in, holds, is_taken
from tests.extraction.status_rows import NEEDS, REFUSES

RULES = sorted(rule for rule in rulebook() if rule.startswith("status."))


@pytest.mark.parametrize("row", NEEDS, ids=lambda row: f"{row.rule}: {row.text[:40]}")
def test_rule_tells_whether_it_happened(row: Needs) -> None:
    found = [(event.type.value, event.status.value, event.why["status"].rule) for event in found_in(row)]
    assert holds(row, "status"), found


@pytest.mark.parametrize("row", REFUSES, ids=lambda row: f"{row.rule}: {row.text[:40]}")
def test_rule_leaves_other_words_alone(row: Refuses) -> None:
    assert not is_taken(row)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_a_row_on_either_side(rule: str) -> None:
    assert rule in {row.rule for row in NEEDS}
    assert rule in {row.rule for row in REFUSES}


@pytest.mark.parametrize("rule", RULES)
def test_switching_a_rule_off_turns_a_row_red(rule: str) -> None:
    assert not all(holds(row, "status", frozenset({rule})) for row in NEEDS if row.rule == rule)


def test_rows_name_only_rules_of_the_rulebook() -> None:
    assert {row.rule for row in NEEDS} | {row.rule for row in REFUSES} == set(RULES)
    assert len(NEEDS) >= 80


def test_what_did_not_happen_is_no_event() -> None:
    assert events_of("Pakistan did not fire at India on Friday.") == []
