"""Every rule that extraction can name stands in the rulebook, in a sentence."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.config import PROJECT_ROOT
from app.domain.evidence import unpack
from app.extraction.pipeline import extract
from app.extraction.rulebook import rulebook, says, steps
from app.readers import read_article

ID = re.compile(r"[a-z]+(?:\.[a-z][a-z0-9]*(?:-[a-z0-9]+)*)+")
FIELDS = {rule.partition(".")[0] for rule in rulebook()}
SAMPLES = sorted((PROJECT_ROOT / "samples").glob("*.txt"))


def ids_in(source: str) -> Iterator[str]:
    """The rules that a module names; what ends with a point is only the beginning of an id."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from (part for part in node.value.split("+") if ID.fullmatch(part))


def test_the_scan_finds_ids() -> None:
    source = 'RULE = "date.made-up"\nother = f"{RULE}+date.of-two"\nrule.startswith("date.inferred.")\n"""A date."""'
    assert set(ids_in(source)) == {"date.made-up", "date.of-two"}


@pytest.mark.parametrize(
    "module", sorted((PROJECT_ROOT / "app" / "extraction").rglob("*.py")), ids=lambda path: path.stem
)
def test_every_rule_of_the_source_is_told(module: Path) -> None:
    named = {rule for rule in ids_in(module.read_text(encoding="utf-8")) if rule.partition(".")[0] in FIELDS}
    assert named - rulebook().keys() == set()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_every_rule_of_an_answer_is_told(sample: Path) -> None:
    events = extract(read_article(sample.read_bytes(), sample.name)).events
    reasons = [why for event in events for why in event.why.values()]
    rules = {why.rule for why in reasons} | {party.rule for why in reasons for party in unpack(why.anchor or "")}
    followed = {step for rule in rules for step, _ in steps(rule)}
    assert events
    assert {rule for rule in followed if rule.partition(".")[0] in FIELDS} - rulebook().keys() == set()


@pytest.mark.parametrize("rule", rulebook())
def test_a_rule_is_told_in_a_sentence_without_its_full_stop(rule: str) -> None:
    sentence = rulebook()[rule]
    assert len(sentence.split()) >= 3
    assert sentence[0].isupper() or not sentence[0].isalpha()
    assert not sentence.endswith((".", " "))


def test_rules_that_were_joined_are_told_one_after_the_other() -> None:
    first, second = rulebook()["context.host"], rulebook()["trigger.word"]
    assert says("context.host+trigger.word") == f"{first}. {second}"


def test_an_unknown_rule_is_told_by_its_id() -> None:
    assert says("context.host+banana.split") == f"{rulebook()['context.host']}. banana.split"
