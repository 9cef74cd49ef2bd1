"""Each rule of the time grammar by the rows that need it, the rows it must refuse, and what breaks without it."""

from collections.abc import Iterable
from datetime import date

import pytest

from app.extraction.model import TimeExpression
from app.extraction.time import TimeContext, find_times
from app.extraction.time.grammar import NEWS_DATES, Grammar, news_dates
from app.extraction.time.modifiers import MODIFIERS
from app.extraction.time.rules import RULES
from tests.extraction.time_rows import NEEDS, REFUSES, Needs, Refuses

PUBLISHED = date(2019, 3, 16)
NEVER_DATED = {"date.bc"}
"""Rules whose expressions name no day of this program's calendar; `test_time_timex` has their rows."""
RULE_IDS = sorted({rule.id for rule in RULES} | MODIFIERS)


def read(sentence: str, grammar: Grammar = NEWS_DATES) -> list[TimeExpression]:
    return find_times(sentence, 0, len(sentence), TimeContext.of(sentence, PUBLISHED), grammar)


def holds(row: Needs, grammar: Grammar = NEWS_DATES) -> bool:
    return any(
        (found.text, found.edtf) == (row.words, row.edtf) and row.rule in found.rule.split("+")
        for found in read(row.sentence, grammar)
    )


def rules_of(rows: Iterable[Needs | Refuses]) -> set[str]:
    return {row.rule for row in rows}


def without(rule: str) -> Grammar:
    return news_dates(frozenset({rule}))


@pytest.mark.parametrize("row", NEEDS, ids=lambda row: f"{row.rule}: {row.words}")
def test_rule_reads_its_words(row: Needs) -> None:
    found = [(one.text, one.edtf, one.rule) for one in read(row.sentence)]
    assert holds(row), found


@pytest.mark.parametrize("row", REFUSES, ids=lambda row: row.rule)
def test_rule_leaves_other_words_alone(row: Refuses) -> None:
    assert [one.text for one in read(row.sentence) if row.rule in one.rule.split("+")] == []


@pytest.mark.parametrize("rule", RULE_IDS)
def test_every_rule_has_a_row_on_either_side(rule: str) -> None:
    assert rule in NEVER_DATED or (rule in rules_of(NEEDS) and rule in rules_of(REFUSES))


@pytest.mark.parametrize("rule", [rule for rule in RULE_IDS if rule not in NEVER_DATED])
def test_switching_a_rule_off_turns_a_row_red(rule: str) -> None:
    assert not all(holds(row, without(rule)) for row in NEEDS if row.rule == rule)


def test_rule_ids_are_unique() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)


def test_a_misspelt_resolver_stops_at_once() -> None:
    with pytest.raises(LookupError, match="no_such_resolver"):
        Grammar([type(RULES[0])("date.test", "x", "no_such_resolver")])
