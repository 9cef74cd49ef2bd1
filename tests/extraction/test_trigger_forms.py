"""The committed table of forms is what the script makes of the reviewed facts."""

import json
import tomllib

import pytest

from app.domain.events import EventType
from app.extraction.lexicon import FORMS_FILE, lexicon
from scripts.build_triggers import SOURCE, build, ing, plural, regular_past, verb_forms


def test_the_table_is_up_to_date() -> None:
    with SOURCE.open("rb") as file:
        tables = build(tomllib.load(file))
    assert json.loads(FORMS_FILE.read_text(encoding="utf-8")) == json.loads(json.dumps(tables))


@pytest.mark.parametrize(
    ("verb", "past", "gerund"),
    [("ban", "banned", "banning"), ("visit", "visited", "visiting"), ("expel", "expelled", "expelling"),
     ("deny", "denied", "denying"), ("urge", "urged", "urging"), ("agree", "agreed", "agreeing"),
     ("deploy", "deployed", "deploying"), ("tie", "tied", "tying")],
)  # fmt: skip
def test_regular_forms(verb: str, past: str, gerund: str) -> None:
    assert (regular_past(verb), ing(verb)) == (past, gerund)


def test_irregular_forms() -> None:
    assert verb_forms("withdraw")["withdrew"] == "D"
    assert verb_forms("withdraw")["withdrawn"] == "N"
    assert verb_forms("met")  # a form is no lemma, but breaks nothing
    assert [plural(noun) for noun in ("ally", "clash", "crisis", "raid")] == ["allies", "clashes", "crises", "raids"]


def test_every_type_has_words_of_its_own() -> None:
    words = lexicon()
    told = {*words.verb_types.values(), *words.noun_types.values()}
    assert told == set(EventType)
