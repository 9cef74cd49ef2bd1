"""The rules compiled into one master pattern, and a match of it turned into a reading."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, cached_property

from app.extraction.time import (
    resolve_around_today,
    resolve_days,
    resolve_lengths,
    resolve_months,
    resolve_other,
    resolve_told,
    resolve_weekdays,
    resolve_years,
)
from app.extraction.time.modifiers import MODIFIERS
from app.extraction.time.reading import Occurrence, Reading
from app.extraction.time.rules import LENGTH_RULES, OPENING, RULES, VAGUE_RULES, Rule, expand

Resolver = Callable[[Occurrence], Reading | None]

# An expression starts at a word, not inside one ("F-16 May"), nor in a number or an amount ("3,2010", "$2000"); only
# "mid-", "early-", "late-" and another month or weekday may be tied to it. The look at one character goes first: it
# passes over the insides of words, where most places of a text are.
_START = (
    rf"(?<![\w$£€#]){OPENING}(?:(?<![a-z]-)|(?<=mid-)|(?<=early-)|(?<=late-)|(?<=day-)|"
    r"(?<=ary-)|(?<=rch-)|(?<=ril-)|(?<=may-)|(?<=une-)|(?<=uly-)|(?<=ust-)|(?<=ber-))(?<!\d[.,/:])"
)
_MODULES = (
    resolve_days,
    resolve_months,
    resolve_years,
    resolve_weekdays,
    resolve_around_today,
    resolve_lengths,
    resolve_told,
    resolve_other,
)


def resolver(name: str) -> Resolver:
    """The resolver of that name. Raises `LookupError` if there is none: a rule with a misspelt name never compiles."""
    for module in _MODULES:
        if hasattr(module, name):
            found: Resolver = getattr(module, name)
            return found
    raise LookupError(f"no resolver {name!r}")


class Grammar:
    """
    A set of rules ready to read.

    Args:
        rules: In order of precedence. A test leaves one out to show what needs it.
        modifiers: Ids of the modifiers in force.
    """

    def __init__(self, rules: Sequence[Rule], modifiers: Iterable[str] = MODIFIERS) -> None:
        self.rules = tuple(rules)
        self.modifiers = frozenset(modifiers)
        self._resolvers = tuple(resolver(rule.resolve) for rule in self.rules)

    @cached_property
    def _master(self) -> re.Pattern[str]:
        # The empty group behind a rule tells which one matched; before it, `re` could not see by the first letter
        # that the rule need not be tried.
        alternatives = (f"(?:{_nameless(expand(rule.pattern))})()" for rule in self.rules)
        return re.compile(_START + "(?:" + "|".join(alternatives) + ")")

    def candidates(self, lowered: str, position: int) -> Iterator[tuple[str, Resolver, re.Match[str]]]:
        """
        The rules that match at the next place where any does, best first.

        The rules after the first are tried only if the caller goes on, because a resolver refused.
        """
        found = self._master.search(lowered, position)
        if found is None or found.lastindex is None:
            return
        for rule, resolve in zip(
            self.rules[found.lastindex - 1 :],
            self._resolvers[found.lastindex - 1 :],
            strict=True,
        ):
            match = rule.regex.match(lowered, found.start())
            if match:
                yield rule.id, resolve, match


def _nameless(pattern: str) -> str:
    """The pattern without named groups: in the master pattern only the group of a whole rule counts."""
    return re.sub(r"\(\?P<\w+>", "(?:", pattern)


NEWS_DATES = Grammar(RULES)
"""Every rule that gives a calendar date."""
TIMEX_DATES = Grammar(RULES + VAGUE_RULES)
"""The same and the vague references of TIMEX3."""
ALL_TIMES = Grammar(RULES + VAGUE_RULES + LENGTH_RULES)
"""The same and durations and sets."""


def news_dates(without: frozenset[str] = frozenset()) -> Grammar:
    """The rules of news dates without some of them, to see what each is worth."""
    return _news_dates_without(without & _IDS) if without else NEWS_DATES


_IDS = frozenset(rule.id for rule in RULES) | MODIFIERS


@cache
def _news_dates_without(without: frozenset[str]) -> Grammar:
    return Grammar([rule for rule in RULES if rule.id not in without], MODIFIERS - without) if without else NEWS_DATES
