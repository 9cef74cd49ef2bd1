"""Words of a text, brought to a form in which "sheltering rebels" and "harboured guerrillas" are the same two words."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache

from app.domain.countries import countries
from app.settling.facts_files import read_facts

WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?|\d[\d.,]*(?:st|nd|rd|th)?")
_POSSESSIVE = re.compile(r"['’]s?$")
_DOUBLED = re.compile(r"([bdgklmnprt])\1$")
_ENDINGS = (
    ("eed", "ee"), ("ies", "y"), ("ied", "y"), ("sses", "ss"), ("ings", ""), ("ing", ""), ("ed", ""),
)  # fmt: skip
_OWN_STEM = {"plane": "plane", "planes": "plane"}  # else "plan"
_SHORTEST = 3  # letters that an ending leaves at least


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The word lists of `facts/words.toml`, by stem."""

    stop: frozenset[str]
    faint: frozenset[str]
    acts: frozenset[str]
    alike: dict[str, str]
    offices: dict[str, str]
    agreements: frozenset[str]
    again: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The word lists, made ready once."""
    table = read_facts("words.toml")
    alike = {stem(word): stem(line.split()[0]) for line in table["alike"].strip().splitlines() for word in line.split()}
    return Lexicon(
        stop=frozenset(table["stop"].split()),
        faint=frozenset(alike.get(stem(word), stem(word)) for word in table["faint"].split()),
        acts=frozenset(alike.get(stem(word), stem(word)) for word in table["acts"].split()),
        alike=alike,
        offices={stem(word): office for office, words in table["office"].items() for word in words.split()},
        again=frozenset(table["again"].split()),
        agreements=frozenset(map(stem, table["agreement"].split())),
    )


@lru_cache(maxsize=65536)  # a news archive uses the same words again and again
def fold(word: str) -> str:
    """Lower case without accents, possessive and final full stop."""
    plain = "".join(char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char))
    return _POSSESSIVE.sub("", plain.rstrip(".").casefold())


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A folded word without its ending: "shelled", "shelling" and "shells" are "shell". Rough, and the same always."""
    folded = fold(word)
    if folded in _OWN_STEM:
        return _OWN_STEM[folded]
    for ending, instead in _ENDINGS:
        if folded.endswith(ending) and len(folded) - len(ending) >= _SHORTEST:
            return _trimmed(folded[: -len(ending)] + instead)
    if folded.endswith("s") and not folded.endswith(("ss", "us", "is")) and len(folded) > _SHORTEST:
        return _trimmed(folded[:-1])
    return _trimmed(folded)


def _trimmed(word: str) -> str:
    if _DOUBLED.search(word) and len(word) > _SHORTEST + 1:
        word = word[:-1]
    return word[:-1] if word.endswith("e") and len(word) > _SHORTEST else word


@lru_cache(maxsize=65536)
def meaning(word: str) -> str:
    """The stem that stands for all words of its meaning."""
    return lexicon().alike.get(stem(word), stem(word))


@cache
def country_words() -> dict[str, frozenset[str]]:
    """A folded word → the codes of the countries in one of whose names it stands: "korean" → KOR, PRK."""
    return _words_of_countries(lambda spelling: True)


@cache
def country_names() -> dict[str, frozenset[str]]:
    """A folded word → the codes of the countries of which it is a whole name: "libyan" → LBY."""
    return _words_of_countries(lambda spelling: " " not in spelling)


def _words_of_countries(is_wanted: Callable[[str], bool]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for code, country in countries().items():
        for spelling in filter(is_wanted, (country.name, *country.aliases)):
            # Two letters are a code ("IT", "IN"), and a word of the language too; "US" and "UK" are names.
            if len(spelling) == 2 and spelling not in ("US", "UK"):
                continue
            for word in spelling.split():
                found.setdefault(fold(word), set()).add(code)
    return {word: frozenset(codes) for word, codes in found.items() if word not in lexicon().stop}
