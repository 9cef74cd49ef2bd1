"""Each rule of types, status and parties by the rows that need it, those it must refuse, and what breaks without it."""

import pytest

from app.extraction.rulebook import rulebook
from tests.extraction import party_rows, status_rows, type_rows
from tests.extraction.rule_rows import Needs, Refuses, found_in, has_value, holds, is_taken

TABLES = {
    "type": ("type.", type_rows.NEEDS, type_rows.REFUSES),
    "status": ("status.", status_rows.NEEDS, status_rows.REFUSES),
    "parties": ("party.", party_rows.NEEDS, party_rows.REFUSES),
}
RULES = [
    (field, rule) for field, (start, _, _) in TABLES.items() for rule in sorted(rulebook()) if rule.startswith(start)
]


@pytest.mark.parametrize(("field", "row"), [(field, row) for field, (_, needs, _) in TABLES.items() for row in needs])
def test_rule_tells_the_field(field: str, row: Needs) -> None:
    found = [(event.type, event.status, event.actors, event.recipients, event.why) for event in found_in(row)]
    assert holds(row, field), found


@pytest.mark.parametrize("row", [row for _, _, refuses in TABLES.values() for row in refuses])
def test_rule_leaves_other_words_alone(row: Refuses) -> None:
    assert not is_taken(row)


@pytest.mark.parametrize(("field", "rule"), RULES)
def test_every_rule_has_a_row_on_either_side(field: str, rule: str) -> None:
    _, needs, refuses = TABLES[field]
    assert rule in {row.rule for row in needs}
    assert rule in {row.rule for row in refuses}


@pytest.mark.parametrize(("field", "rule"), RULES)
def test_switching_a_rule_off_turns_a_row_red(field: str, rule: str) -> None:
    """For parties red means other parties, not only another rule that finds the same ones."""
    still = has_value if field == "parties" else holds
    _, needs, _ = TABLES[field]
    assert not all(still(row, field, frozenset({rule})) for row in needs if row.rule == rule)


@pytest.mark.parametrize("field", TABLES)
def test_rows_name_only_rules_of_the_rulebook(field: str) -> None:
    _, needs, refuses = TABLES[field]
    assert {row.rule for row in needs} | {row.rule for row in refuses} == {rule for of, rule in RULES if of == field}
    assert len(needs) >= 80


@pytest.mark.parametrize("row", party_rows.REFUSES)
def test_parties_are_refused_in_an_event(row: Refuses) -> None:
    assert found_in(row)
