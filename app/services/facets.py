"""One facet of a filter, counted when somebody opens it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.events import EventType
from app.domain.facet_choices import Facet, alone, choices, default, is_chosen, is_optional, with_another, without
from app.domain.filters import ANY, NONE, Filter
from app.domain.grades import NO_GRADE
from app.services.filter_facts import KeptFacts
from app.store.engine import reading
from app.store.facet_queries import NAMES, count_grades, count_names, count_reviews, count_years, is_counted_at_once
from app.store.timeline_queries import count_events, count_facets

if TYPE_CHECKING:
    from sqlmodel import Session

__all__ = ["Choice", "Facet", "FacetCounts", "count_facet"]

SHOWN_NAMES = 40
"""Of the names that many events have, while not all are asked for."""


@dataclass(frozen=True)
class Choice:
    """
    A value of a facet.

    Attributes:
        value: As in the address; `ANY` and `NONE` for having one at all, and for having none.
        count: How many events `alone` leads to.
        alone: The filter with this value and no other of the facet.
        toggled: The filter with this value put to the chosen ones or taken from them; None where nothing is chosen.
        is_chosen: Whether the filter asks for it.
    """

    value: str
    count: int
    alone: Filter
    toggled: Filter | None
    is_chosen: bool


@dataclass(frozen=True)
class FacetCounts:
    """
    A facet of a filter.

    Attributes:
        everything: How many events there are without its own restriction, which `free` leads to.
        choices: Its values that have events, and those that are chosen.
        any, none: Having one, having none; None where every event has one.
        left_out: How many further values there are.
        is_restricting: Whether anything is chosen.
    """

    facet: Facet
    everything: int
    free: Filter
    choices: tuple[Choice, ...]
    any: Choice | None
    none: Choice | None
    left_out: int
    is_restricting: bool


@dataclass(frozen=True)
class _Counted:
    """The numbers of a facet, which do not depend on what is chosen of it."""

    everything: int
    values: dict[str, int]
    with_any: int


def count_facet(session: "Session", wanted: Filter, facet: Facet, *, shows_all: bool = False) -> FacetCounts:
    """
    Count the values of a facet.

    Args:
        wanted: The filter; its window, lanes and selection count for nothing and are kept in the choices.
        shows_all: Whether rare names are given too.
    """
    free = without(wanted, facet)
    with reading(session):
        counted = KeptFacts(session).get((facet, free.set_alone), lambda: _count(session, free.set_alone, facet))
    on = [value for value in _chosen_names(wanted, facet) if value not in counted.values]
    named = [*counted.values, *on]
    shown = named if shows_all or facet not in NAMES else named[:SHOWN_NAMES]
    shown += [value for value in named[len(shown) :] if is_chosen(wanted, facet, value)]
    optional = is_optional(facet)
    return FacetCounts(
        facet=facet,
        everything=counted.everything,
        free=free,
        choices=tuple(_choice(wanted, facet, value, counted.values.get(value, 0)) for value in shown),
        any=_choice(wanted, facet, ANY, counted.with_any) if optional else None,
        none=_choice(wanted, facet, NONE, counted.everything - counted.with_any) if optional else None,
        left_out=len(named) - len(shown),
        is_restricting=wanted.set_alone != default(wanted, facet).set_alone,
    )


def _choice(wanted: Filter, facet: Facet, value: str, count: int) -> Choice:
    return Choice(
        value=value,
        count=count,
        alone=alone(wanted, facet, value),
        toggled=with_another(wanted, facet, value),
        is_chosen=is_chosen(wanted, facet, value),
    )


def _chosen_names(wanted: Filter, facet: Facet) -> tuple[str, ...]:
    """Names that the filter asks for, whether any event has them or not."""
    fields = {Facet.ACTOR: wanted.actors, Facet.SOURCE: wanted.sources, Facet.PLACE: wanted.places}
    fields |= {Facet.TAG: wanted.tags}
    return tuple(name for name in fields.get(facet, ()) if name not in (ANY, NONE))


def _count(session: "Session", free: Filter, facet: Facet) -> _Counted:
    everything = count_events(session, free)
    if facet in NAMES:
        names, with_any = count_names(session, free, facet)
        return _Counted(everything, dict(sorted(names.items(), key=lambda one: (-one[1], one[0]))), with_any)
    if facet is Facet.GRADE:
        grades = count_grades(session, free)
        if ungraded := everything - sum(grades.values()):
            grades[NO_GRADE] = ungraded
        return _Counted(everything, dict(sorted(grades.items())), everything)
    if facet is Facet.YEAR:
        years, dated = count_years(session, free)
        by_year = {f"{year:04}": years[year] for year in sorted(years, reverse=True)}
        return _Counted(everything, by_year, dated)
    counts = _count_kinds(session, free, facet)
    values = {value: counts[value] for value in choices(facet, free) if counts.get(value)}
    return _Counted(everything, values, everything)


def _count_kinds(session: "Session", free: Filter, facet: Facet) -> dict[str, int]:
    """Of a facet with few values; those that a table of all kinds does not tell apart are counted one by one."""
    if facet is Facet.REVIEW and not is_counted_at_once(free):
        return count_reviews(session, free)
    if facet not in (Facet.TYPE, Facet.QUAD, Facet.STATUS):
        return {value: count_events(session, alone(free, facet, value)) for value in choices(facet, free)}
    counts: dict[str, int] = {}
    for kind, status, direction, scope, count in count_facets(session, free):
        quad = EventType(kind).quad
        fits = (
            (not free.types or kind in free.types)
            and (not free.quads or quad in free.quads)
            and (not free.statuses or status in free.statuses)
            and (len(free.pairs) != 1 or free.direction in (None, direction))
            and (len(free.pairs) != 1 or free.scope in (None, scope))
        )
        value = {Facet.TYPE: kind, Facet.QUAD: quad.value, Facet.STATUS: status}[facet]
        counts[value] = counts.get(value, 0) + (count if fits else 0)
    return counts
