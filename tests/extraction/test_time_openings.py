"""The words at which the grammar of dates begins to try its rules, against the rules themselves."""

import importlib
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from app.extraction.time.rules import LENGTH_RULES, OPENING, RULES, VAGUE_RULES, Rule, expand

# How `re` itself reads a pattern: private, but nothing else tells what a pattern may begin with.
PARSER = importlib.import_module("re._parser")
Beginnings = Callable[[str], Iterator[str]]


@pytest.mark.parametrize("rule", RULES + VAGUE_RULES + LENGTH_RULES, ids=lambda rule: rule.id)
def test_a_rule_is_tried_at_every_word_it_may_begin_with(rule: Rule) -> None:
    """A word that `OPENING` lacked would hide a rule; the texts here begin as the rule may."""
    begins = re.compile(OPENING)
    found = set(_beginnings(list(PARSER.parse(expand(rule.pattern))), "", lambda told: iter([told])))
    assert found
    assert [word for word in sorted(found) if not begins.match(word)] == []


def _beginnings(items: Sequence[tuple[Any, Any]], told: str, rest: Beginnings) -> Iterator[str]:
    """What a parsed pattern may begin with: its first words, of digits the first one only."""
    if not items:
        yield from rest(told)
        return
    operation, argument = str(items[0][0]), items[0][1]

    def after(now: str) -> Iterator[str]:
        return _beginnings(items[1:], now, rest)

    match operation:
        case "LITERAL" | "IN":
            for char in [chr(argument)] if operation == "LITERAL" else _characters(argument):
                goes_on = char.isalpha() or told == "q"
                yield from after(told + char) if goes_on and len(told) < 20 else iter([told or char])
        case "SUBPATTERN":
            yield from _beginnings(list(argument[-1]), told, after)
        case "BRANCH":
            for branch in argument[1]:
                yield from _beginnings(list(branch), told, after)
        case "MAX_REPEAT" | "MIN_REPEAT":
            if argument[0] == 0:
                yield from after(told)
            yield from _beginnings(list(argument[2]), told, after)
        case "ASSERT" | "ASSERT_NOT" | "AT":
            yield from after(told)
        case _:
            raise AssertionError(f"a pattern of dates holds {operation}, which is not read here")


def _characters(members: Sequence[tuple[Any, Any]]) -> Iterator[str]:
    """The ASCII members of a class of characters; only these begin a date."""
    wanted = re.compile("".join(["[", *map(_member, members), "]"]))
    return (char for char in map(chr, range(32, 127)) if wanted.match(char))


def _member(member: tuple[Any, Any]) -> str:
    match str(member[0]):
        case "LITERAL":
            return re.escape(chr(member[1]))
        case "RANGE":
            return f"{re.escape(chr(member[1][0]))}-{re.escape(chr(member[1][1]))}"
        case _:
            return r"\d" if "DIGIT" in str(member[1]) else r"\s"
