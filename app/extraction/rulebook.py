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
