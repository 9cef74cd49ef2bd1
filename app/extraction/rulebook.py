"""The rules of extraction by their ids, each with the sentence that a reader is told; facts/rules/*.toml hold them."""

import tomllib
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "facts" / "rules"


@cache
def rulebook() -> dict[str, str]:
    """
    Rule id → what the rule supposes, a sentence without its full stop. Ids read "field.name".

    A rule is a way of reading that `why` can name; an entry of a lexicon is a fact, not a rule.
    """
    return {
        f"{field}.{name}": sentence
        for file in sorted(FOLDER.glob("*.toml"))
        for field, rules in tomllib.loads(file.read_text(encoding="utf-8")).items()
        for name, sentence in rules.items()
    }


def says(rule: str) -> str:
    """What a rule supposes, or those that "+" joins, in sentences without the last full stop; an unknown id itself."""
    return ". ".join(sentence for _, sentence in steps(rule))


def steps(rule: str) -> list[tuple[str, str]]:
    """The rules that "+" joins in an id, each with its sentence; one that is not in the book with its id."""
    return [(part, rulebook().get(part, part)) for part in rule.split("+")]
