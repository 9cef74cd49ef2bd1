"""Office holders: which surname meant whom in which years."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from app.extraction.names_facts import fold, read_facts
from app.extraction.names_people import people

GRACE_YEARS = 1  # a minister stays in the news for a year after the term


@dataclass(frozen=True, slots=True)
class Holder:
    """A term: who was led or spoken for, and in which years, both included."""

    party: str
    first: int
    last: int

    def holds(self, year: int) -> bool:
        """Whether the person is in office, or in the news for it, in that year."""
        return self.distance(year) <= (GRACE_YEARS if year > self.first else 0)

    def distance(self, year: int) -> int:
        """Years from the term to that year; 0 within it."""
        return max(self.first - year, year - self.last, 0)


@cache
def holders() -> dict[str, tuple[Holder, ...]]:
    """Folded surname → all its holders."""
    table: dict[str, list[Holder]] = {}
    for person in people():
        table.setdefault(fold(person.surname), []).append(Holder(person.party, person.first, person.last))
    return {surname: tuple(found) for surname, found in table.items()}


@cache
def common_surnames() -> frozenset[str]:
    """Surnames that are words, first names or borne by many: they need the full name or a title in the article."""
    return frozenset(read_facts("common_surnames.json"))


@cache
def known_surnames() -> dict[str, str]:
    """Folded full name or alias → folded surname."""
    return {fold(name): fold(person.surname) for person in people() for name in (person.name, *person.also)}


@cache
def terms_by_name() -> dict[str, tuple[Holder, ...]]:
    """Folded full name or alias → all the terms of that person, in order."""
    terms: dict[str, list[Holder]] = {}
    for person in people():
        for name in {fold(name) for name in (person.name, *person.also)}:
            terms.setdefault(name, []).append(Holder(person.party, person.first, person.last))
    return {name: tuple(sorted(found, key=lambda term: (term.first, term.last))) for name, found in terms.items()}


@cache
def changed_parties() -> dict[str, tuple[Holder, ...]]:
    """Those of `terms_by_name` who spoke for several parties one after another."""
    return {name: terms for name, terms in terms_by_name().items() if len({term.party for term in terms}) > 1}


def terms_of(name: str) -> tuple[Holder, ...]:
    """The terms of somebody who spoke for several parties in turn, in order; empty for everybody else."""
    return changed_parties().get(name, ())


def party_at(terms: Sequence[Holder], year: int | None) -> str:
    """Whom somebody spoke for in that year: the term that holds or is nearest, the earlier of two; else the last."""
    return terms[-1].party if year is None else min(terms, key=lambda term: term.distance(year)).party
