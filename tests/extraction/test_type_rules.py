"""Each rule of types by the rows that need it, the rows it must refuse, and what breaks without it."""

import pytest

from app.domain.events import EventType
from app.extraction.rulebook import rulebook
from tests.extraction.events_of import events_of
from tests.extraction.rule_rows import Needs, Refuses, found_in, holds, is_taken
from tests.extraction.type_rows import NEEDS, REFUSES

RULES = sorted(rule for rule in rulebook() if rule.startswith("type."))


@pytest.mark.parametrize("row", NEEDS, ids=lambda row: f"{row.rule}: {row.text[:40]}")
def test_rule_tells_the_type(row: Needs) -> None:
    found = [(event.type.value, event.why["type"].rule) for event in found_in(row)]
    assert holds(row, "type"), found


@pytest.mark.parametrize("row", REFUSES, ids=lambda row: f"{row.rule}: {row.text[:40]}")
def test_rule_leaves_other_words_alone(row: Refuses) -> None:
    assert not is_taken(row)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_a_row_on_either_side(rule: str) -> None:
    assert rule in {row.rule for row in NEEDS}
    assert rule in {row.rule for row in REFUSES}


@pytest.mark.parametrize("rule", RULES)
def test_switching_a_rule_off_turns_a_row_red(rule: str) -> None:
    assert not all(holds(row, "type", frozenset({rule})) for row in NEEDS if row.rule == rule)


def test_rows_name_only_rules_of_the_rulebook() -> None:
    assert {row.rule for row in NEEDS} | {row.rule for row in REFUSES} == set(RULES)
    assert len(NEEDS) >= 80


def test_what_governs_tells_once() -> None:
    """ "threatened to expel" is one threat, not a threat and an expulsion."""
    assert [event.type for event in events_of("Iran threatened to expel two British diplomats.")] == [
        EventType.THREATEN
    ]


def test_every_event_says_which_words_told_it() -> None:
    for row in NEEDS:
        for event in found_in(row):
            why = event.why["type"]
            assert why.text is not None
            assert row.text[why.start : why.end] == why.text
