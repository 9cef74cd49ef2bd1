"""Counts beside the controls: each is what the page would show if only that control changed."""

from itertools import product

from app.domain.dyads import Direction, Dyad, Scope
from app.domain.events import EventType, Quad, Status
from app.domain.facets import sum_facets
from app.domain.filters import Filter

PAIR = (Dyad("IND", "PAK"),)
ROWS = [
    (type_name, status, direction, scope, number)
    for number, (type_name, status, direction, scope) in enumerate(
        product(("ASSAULT", "COERCE", "AID"), ("occurred", "planned"), ("ab", "ba"), ("direct", "context")), start=1
    )
]


def passing(wanted: Filter) -> int:
    """The plain way: add up the rows that pass."""
    return sum(
        count
        for type_name, status, direction, scope, count in ROWS
        if (not wanted.types or type_name in wanted.types)
        and (not wanted.quads or EventType(type_name).quad in wanted.quads)
        and (not wanted.statuses or status in wanted.statuses)
        and wanted.direction in (None, direction)
        and wanted.scope in (None, scope)
    )


def test_every_count_is_what_choosing_that_value_alone_would_show() -> None:
    wanted = Filter(
        pairs=PAIR,
        types=(EventType.ASSAULT,),
        statuses=(Status.PLANNED,),
        direction=Direction.AB,
        scope=Scope.DIRECT,
    )
    facets = sum_facets(ROWS, wanted)
    assert facets.types == {one: passing(wanted.with_(types=(one,))) for one in facets.types}
    assert facets.statuses == {one: passing(wanted.with_(statuses=(one,))) for one in Status if one in facets.statuses}
    assert facets.directions == {one: passing(wanted.with_(direction=one)) for one in facets.directions}
    assert facets.scopes == {one: passing(wanted.with_(scope=one)) for one in facets.scopes}
    assert set(facets.types) == {EventType.ASSAULT, EventType.COERCE, EventType.AID}
    assert set(facets.directions) == {Direction.AB, Direction.BA}


def test_a_quad_counts_all_its_types_whatever_type_is_chosen() -> None:
    wanted = Filter(pairs=PAIR, types=(EventType.ASSAULT,))
    facets = sum_facets(ROWS, wanted)
    assert facets.quads[Quad.MATERIAL_CONFLICT] == passing(Filter(pairs=PAIR, quads=(Quad.MATERIAL_CONFLICT,)))
    assert facets.quads[Quad.MATERIAL_COOPERATION] == passing(Filter(pairs=PAIR, quads=(Quad.MATERIAL_COOPERATION,)))


def test_without_exactly_one_pair_direction_and_scope_are_not_counted() -> None:
    facets = sum_facets([("AID", "occurred", "", "", 3)], Filter())
    assert (facets.directions, facets.scopes, facets.types) == ({}, {}, {EventType.AID: 3})
