"""The word lists of facts/name_context.toml, as sets and as alternatives of regular expressions."""

import tomllib
from functools import cache

from app.extraction.names_facts import FACTS


@cache
def _lists() -> dict[str, str]:
    return {
        name: str(words)
        for name, words in tomllib.loads((FACTS / "name_context.toml").read_text(encoding="utf-8")).items()
    }


def words(name: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(_lists()[name].split())


def any_of(name: str) -> str:
    r"""
    One group of a regular expression that matches any entry of a list.

    A blank inside an entry is written `\s`; the longest entry is tried first.
    """
    return f"(?:{'|'.join(sorted(_lists()[name].split(), key=lambda entry: (-len(entry), entry)))})"
