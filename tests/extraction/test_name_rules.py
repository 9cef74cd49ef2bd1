"""Each rule of names by the rows that need it, the rows it must leave alone, and what breaks without it."""

import pytest

from app.extraction.model import Name
from app.extraction.rulebook import rulebook
from tests.extraction.name_rows import NEEDS, REFUSES, Needs, Refuses
from tests.extraction.names_of import name_at

RULE_IDS = sorted(rule for rule in rulebook() if rule.startswith("name."))
VETOES = {"name.no-name", "name.culture", "name.language", "name.namesake", "name.acronym", "name.ship-name"}
"""Rules by which words are no name: no name can show their ids."""
LENT = {"name.listed", "name.korea", "name.capital"}
"""Rules after which another one decides, whose id the name then shows."""


def found_in(row: Needs | Refuses, without: frozenset[str] = frozenset()) -> Name | None:
    return name_at(row.text, row.mention, row.published, without)


def holds(row: Needs, without: frozenset[str] = frozenset()) -> bool:
    found = found_in(row, without)
    if row.party is None or found is None:
        return found is None and row.party is None
    named = found.rule == row.rule or row.rule in LENT
    return named and (found.party, found.as_party) == (row.party, row.acts)


def is_taken(row: Refuses) -> bool:
    """Whether the rule reads the mention, or takes it away where it is a veto."""
    found = found_in(row)
    return found is None if row.rule in VETOES else found is not None and found.rule == row.rule


@pytest.mark.parametrize("row", NEEDS, ids=[f"{row.rule}: {row.text[:40]}" for row in NEEDS])
def test_rule_reads_its_words(row: Needs) -> None:
    assert holds(row), found_in(row)


@pytest.mark.parametrize("row", REFUSES, ids=[f"{row.rule}: {row.text[:40]}" for row in REFUSES])
def test_rule_leaves_other_words_alone(row: Refuses) -> None:
    assert not is_taken(row)


@pytest.mark.parametrize("rule", RULE_IDS)
def test_every_rule_has_a_row_on_either_side(rule: str) -> None:
    assert rule in {row.rule for row in NEEDS}
    assert rule in {row.rule for row in REFUSES}


@pytest.mark.parametrize("rule", RULE_IDS)
def test_switching_a_rule_off_turns_a_row_red(rule: str) -> None:
    off = frozenset({rule})
    assert not all(holds(row, off) for row in NEEDS if row.rule == rule)


def test_there_are_rows_enough() -> None:
    assert len(NEEDS) >= 80
    assert {row.rule for row in NEEDS} | {row.rule for row in REFUSES} == set(RULE_IDS)
