"""How many events each control of the filter would show: every control counted without its own restriction."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.dyads import Direction, Scope
from app.domain.events import EventType, Quad, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.domain.filters import Filter


@dataclass(frozen=True)
class Facets:
    """
    Counts by value; a value without events is missing.

    `directions` and `scopes` are only counted for one pair, for an event has one of each per pair.
    """

    types: dict[EventType, int]
    quads: dict[Quad, int]
    statuses: dict[Status, int]
    directions: dict[Direction, int]
    scopes: dict[Scope, int]


def sum_facets(rows: "Iterable[tuple[str, str, str, str, int]]", wanted: "Filter") -> Facets:
    """
    Sum a table of type, status, direction, scope and count.

    Args:
        rows: Counts of the filter without type, quad and status, and with one pair without direction and scope too.
        wanted: The filter with them; a type stays within the chosen quads, and a quad counts all of its types.
    """
    one_pair = len(wanted.pairs) == 1
    sums: dict[str, Counter[str]] = {name: Counter() for name in ("type", "quad", "status", "direction", "scope")}
    for type_name, status, direction, scope, count in rows:
        quad = EventType(type_name).quad
        failed = {
            name
            for name, fits in (
                ("type", not wanted.types or type_name in wanted.types),
                ("quad", not wanted.quads or quad in wanted.quads),
                ("status", not wanted.statuses or status in wanted.statuses),
                ("direction", not one_pair or wanted.direction in (None, direction)),
                ("scope", not one_pair or wanted.scope in (None, scope)),
            )
            if not fits
        }
        values = {"type": type_name, "quad": quad, "status": status, "direction": direction, "scope": scope}
        for name, value in values.items():
            own = {name, "type"} if name == "quad" else {name}
            if failed <= own:
                sums[name][value] += count
    return Facets(
        types={one: sums["type"][one] for one in EventType if sums["type"][one]},
        quads={one: sums["quad"][one] for one in Quad if sums["quad"][one]},
        statuses={one: sums["status"][one] for one in Status if sums["status"][one]},
        directions={one: sums["direction"][one] for one in Direction if one_pair and sums["direction"][one]},
        scopes={one: sums["scope"][one] for one in Scope if one_pair and sums["scope"][one]},
    )
