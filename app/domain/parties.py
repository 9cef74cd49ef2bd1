"""Which countries an event has, in which roles, and which dyads follow from that (DESIGN.md, section 4)."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import combinations

from app.domain.countries import find_country
from app.domain.dyads import Direction, Dyad, Scope
from app.domain.events import Role

Roles = frozenset[tuple[str, Role]]
"""Pairs of a country code and a role; a country may have several."""

_PARTY = frozenset({Role.ACTOR, Role.RECIPIENT})


@dataclass(frozen=True, order=True)
class DyadTie:
    """How an event belongs to one dyad."""

    dyad: Dyad
    direction: Direction
    scope: Scope


def country_roles(
    actors: Collection[str],
    recipients: Collection[str],
    countries: Collection[str],
    context: Mapping[str, Collection[str]],
) -> Roles:
    """
    The roles that one account gives to countries.

    Args:
        actors, recipients: ISO codes for states and plain names for others; only the states count here.
        countries: Codes of all states that take part. One that neither list names takes part through somebody who
            stands there by name, and counts as a doer.
        context: Further countries and how they are tied to the event.
    """
    doers, done_to = _states(actors), _states(recipients)
    unnamed = set(countries) - doers - done_to
    tied = {(country, Role(role)) for country, roles in context.items() for role in roles}
    return frozenset(
        {(country, Role.ACTOR) for country in doers | unnamed}
        | {(country, Role.RECIPIENT) for country in done_to}
        | tied
    )


def dyad_ties(roles: Roles) -> list[DyadTie]:
    """
    Every dyad that an event belongs to, sorted.

    Direct: both countries act or are acted on. Context: one is, and the other is tied to the same event as its
    location, as host of an armed group that takes part, or by being named. The direction goes from actor to recipient,
    is mutual where both act, and none wherever the roles do not say it.
    """
    of = {country: {role for code, role in roles if code == country} for country, _ in roles}
    ties = []
    for a, b in combinations(sorted(of), 2):
        parties = [bool(of[country] & _PARTY) for country in (a, b)]
        if all(parties):
            ties.append(DyadTie(Dyad(a, b), _direction(of[a], of[b]), Scope.DIRECT))
        elif any(parties):
            ties.append(DyadTie(Dyad(a, b), Direction.NONE, Scope.CONTEXT))
    return ties


def _direction(a: set[Role], b: set[Role]) -> Direction:
    if Role.ACTOR in a and Role.ACTOR in b:
        return Direction.MUTUAL
    if Role.ACTOR in a and Role.RECIPIENT in b:
        return Direction.AB
    if Role.ACTOR in b and Role.RECIPIENT in a:
        return Direction.BA
    return Direction.NONE


def _states(names: Collection[str]) -> set[str]:
    return {name for name in names if find_country(name) is not None}
