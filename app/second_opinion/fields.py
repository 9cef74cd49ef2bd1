"""
The rules for the plain fields of a claimed finding, one function each; what breaks one raises `Refused`.

A claim is whatever JSON the model wrote: no key and no type is taken for granted.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar

from app.domain.countries import countries
from app.domain.events import EventType, Status
from app.second_opinion.model import Reason
from app.second_opinion.passages import Passages, numbers_in

TITLE_CHARS = 300
_SHOWN_CHARS = 200
_MARKUP = re.compile(r"[<>`]|&#?\w+;|\]\(|\*\*|__|\{[{%]|://|^\s*#")
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*")
_LONGEST_NAME = 4  # words of a country's name that are looked up: "Democratic Republic of Congo"

Claim = Mapping[str, Any]
Choice = TypeVar("Choice", EventType, Status)


class Refused(Exception):
    """A finding broke a rule. It never leaves this package."""

    def __init__(self, reason: Reason, value: object) -> None:
        super().__init__(reason.sentence)
        self.reason, self.detail = reason, shown(value)


def shown(value: object) -> str:
    """A foreign value as a message can hold it: shortened, on one line, without characters that cannot be printed."""
    # Only plain values are printed: a list can be nested more deeply than `repr` can go.
    plain = value is None or isinstance(value, str | int | float)
    text = str(value)[: _SHOWN_CHARS + 1] if plain else f"a {type(value).__name__}"
    text = "".join(char if char.isprintable() else " " for char in text)
    return text if len(text) <= _SHOWN_CHARS else text[: _SHOWN_CHARS - 1] + "…"


def words_of(claim: Claim, key: str, reason: Reason) -> str | None:
    """A field of plain words without surrounding white space, or None where it is null, empty or not there."""
    value = claim.get(key)
    if value is None:
        return None
    if not isinstance(value, str) or len(value) > TITLE_CHARS:
        raise Refused(reason, value)
    value = value.strip()
    if not is_plain(value):
        raise Refused(reason, value)
    return value or None


def is_plain(words: str) -> bool:
    """Whether it holds neither markup nor control and formatting characters."""
    return not _MARKUP.search(words) and not any(unicodedata.category(char).startswith("C") for char in words)


def choice_of(claim: Claim, key: str, kind: type[Choice], reason: Reason) -> Choice:
    """A field that is one of a known few."""
    value: Any = claim.get(key)
    try:
        return kind(value)
    except ValueError:
        raise Refused(reason, value) from None


def title_of(claim: Claim, passages: Passages, named: Mapping[str, object]) -> str:
    """A headline in plain words that names no country and prints no number that the article does not."""
    title = words_of(claim, "title", Reason.TITLE)
    if title is None:
        raise Refused(Reason.TITLE, title)
    for number in numbers_in(title):
        if not passages.holds_number(number):
            raise Refused(Reason.TITLE_SAYS_MORE, number)
    for name, codes in _countries_in(title):
        if named.keys().isdisjoint(codes):
            raise Refused(Reason.TITLE_SAYS_MORE, name)
    return title


def confidence_of(claim: Claim) -> float:
    """A number from 0 to 1, rounded to hundredths; a truth value is none."""
    value = claim.get("confidence")
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        raise Refused(Reason.CONFIDENCE, value)
    return round(float(value), 2)


def told_words_of(claim: Claim, key: str, passages: Passages) -> str | None:
    """Words that stand in the article, or None."""
    words = words_of(claim, key, Reason.NOT_IN_TEXT)
    if words is not None and not passages.hold(words):
        raise Refused(Reason.NOT_IN_TEXT, words)
    return words


def trigger_of(claim: Claim, quote: str) -> str:
    """The word of the quote that tells the act."""
    trigger = words_of(claim, "trigger", Reason.NOT_IN_TEXT)
    if trigger is None or trigger not in quote:
        raise Refused(Reason.NOT_IN_TEXT, trigger)
    return trigger


def _countries_in(words: str) -> list[tuple[str, frozenset[str]]]:
    """The names of countries in a headline, the longest at each place, with the codes that each may mean."""
    found = []
    tokens: list[str] = _WORD.findall(words.replace("’s", "").replace("'s", ""))
    at = 0
    while at < len(tokens):
        for size in range(_LONGEST_NAME, 0, -1):
            name = " ".join(tokens[at : at + size])
            if codes := _codes_by_name().get(name.casefold()) if name[:1].isupper() and len(name) > 3 else None:
                found.append((name, codes))
                at += size - 1
                break
        at += 1
    return found


@cache
def _codes_by_name() -> dict[str, frozenset[str]]:
    """Names and demonyms of countries, small letters; codes of two or three letters are words too often."""
    found: dict[str, set[str]] = {}
    for country in countries().values():
        for name in (country.name, *country.aliases):
            found.setdefault(name.casefold(), set()).add(country.code)
    return {name: frozenset(codes) for name, codes in found.items() if len(name) > 3}
