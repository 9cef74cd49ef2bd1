"""Office holders: which surname meant whom in which years."""

from collections.abc import Sequence
from functools import cache

from app.extraction.names_facts import fold_fact, read_facts
from app.extraction.names_people import Person, people


@cache
def holders() -> dict[str, tuple[Person, ...]]:
    """Folded surname → all its holders."""
    table: dict[str, list[Person]] = {}
    for person in people():
        table.setdefault(fold_fact(person.surname), []).append(person)
    return {surname: tuple(found) for surname, found in table.items()}


@cache
def common_surnames() -> frozenset[str]:
    """Surnames that are words, first names or borne by many: they need the full name or a title in the article."""
    return frozenset(read_facts("common_surnames.json"))


@cache
def known_surnames() -> dict[str, str]:
    """Folded full name or alias → folded surname."""
    return {fold_fact(name): fold_fact(person.surname) for person in people() for name in (person.name, *person.also)}


@cache
def terms_by_name() -> dict[str, tuple[Person, ...]]:
    """Folded full name or alias → all the terms of that person, in order."""
    terms: dict[str, list[Person]] = {}
    for person in people():
        for name in {fold_fact(name) for name in (person.name, *person.also)}:
            terms.setdefault(name, []).append(person)
    return {name: tuple(sorted(found, key=lambda term: (term.first, term.last))) for name, found in terms.items()}


@cache
def changed_parties() -> dict[str, tuple[Person, ...]]:
    """Those of `terms_by_name` who spoke for several parties one after another."""
    return {name: terms for name, terms in terms_by_name().items() if len({term.party for term in terms}) > 1}


def terms_of(name: str) -> tuple[Person, ...]:
    """The terms of somebody who spoke for several parties in turn, in order; empty for everybody else."""
    return changed_parties().get(name, ())


def party_at(terms: Sequence[Person], year: int | None) -> str:
    """Whom somebody spoke for in that year: the term that holds or is nearest, the earlier of two; else the last."""
    return terms[-1].party if year is None else min(terms, key=lambda term: term.distance(year)).party
