"""Every rule of dates by events that need it and texts that it must leave alone; without it a row turns red."""

import pytest

from app.extraction.event_dates import INFERENCES
from app.extraction.rulebook import rulebook
from tests.extraction import time_rows
from tests.extraction.date_rows import NEEDS, REFUSES
from tests.extraction.rule_rows import Needs, Refuses, holds, is_taken
from tests.extraction.test_time_rules import NEVER_DATED, RULE_IDS

LENDING = {"date.heading", "date.told-event", "date.named-event"}
"""What the story lends, besides the five inferences: not read by the grammar, so that the rows here are their only ones."""
RULES = sorted(rule for rule in rulebook() if rule.startswith(("date.", "time.")))


def of(rule: str) -> list[Needs]:
    return [row for row in NEEDS if row.rule == rule]


@pytest.mark.parametrize("row", NEEDS, ids=lambda row: f"{row.rule}: {row.text[:60]}")
def test_an_event_is_dated_by_its_rule(row: Needs) -> None:
    assert holds(row, "date")


@pytest.mark.parametrize("row", REFUSES, ids=lambda row: f"{row.rule}: {row.text[:60]}")
def test_a_rule_leaves_other_events_alone(row: Refuses) -> None:
    assert not is_taken(row)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule not in NEVER_DATED])
def test_every_rule_has_a_row_on_either_side(rule: str) -> None:
    assert of(rule)
    assert any(row.rule == rule for row in (*REFUSES, *time_rows.REFUSES))


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule not in NEVER_DATED])
def test_switching_a_rule_off_turns_a_row_red(rule: str) -> None:
    assert not all(holds(row, "date", frozenset({rule})) for row in of(rule))


def test_the_rulebook_names_the_rules_there_are() -> None:
    assert set(RULES) == set(RULE_IDS) | LENDING | set(INFERENCES)


def test_law_2_allows_five_inferences() -> None:
    assert set(INFERENCES) == {
        "date.inferred.fresh-news",
        "date.inferred.speech",
        "date.inferred.background",
        "date.inferred.reaction",
        "date.inferred.before",
    }
