"""
Facets: by what the events of a filter can be counted and narrowed, and the filter that each choice leads to.

A facet is counted without its own restriction and with every other. Choosing a value alone leads to a list of exactly
as many events as stand beside it; a value can also be added to those that are chosen, or taken away.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from app.domain.dates import parse_edtf
from app.domain.dyads import Direction
from app.domain.events import EventType, Quad, Review, Status
from app.domain.filters import ANY, NONE, Dated, Filter


class Facet(StrEnum):
    """What is counted, by its name in addresses."""

    TYPE = "type"
    QUAD = "quad"
    STATUS = "status"
    DIRECTION = "direction"
    ACTOR = "actor"
    SOURCE = "source"
    PLACE = "place"
    TAG = "tag"
    GRADE = "grade"
    REVIEW = "review"
    YEAR = "year"


@dataclass(frozen=True)
class _Kind:
    """
    A facet's field of the filter.

    Attributes:
        read: Makes the value of the field out of the value of the facet.
        free: The field where the facet restricts nothing.
        is_optional: Whether an event may have none: then `ANY` and `NONE` can be asked for.
    """

    field: str
    read: Any
    free: Any = ()
    is_optional: bool = False


_KINDS: dict[Facet, _Kind] = {
    Facet.TYPE: _Kind("types", EventType),
    Facet.QUAD: _Kind("quads", Quad),
    Facet.STATUS: _Kind("statuses", Status),
    Facet.DIRECTION: _Kind("direction", Direction, free=None),
    Facet.ACTOR: _Kind("actors", str, is_optional=True),
    Facet.SOURCE: _Kind("sources", str, is_optional=True),
    Facet.PLACE: _Kind("places", str, is_optional=True),
    Facet.TAG: _Kind("tags", str, is_optional=True),
    Facet.GRADE: _Kind("grades", str),
    Facet.REVIEW: _Kind("reviews", Review, free=tuple(Review)),
    Facet.YEAR: _Kind("dated", Dated, free=None, is_optional=True),
}
_WHOLE_TIME = {"period_from": None, "period_to": None, "t0": None, "t1": None}


def is_optional(facet: Facet) -> bool:
    """Whether an event may have nothing of this kind."""
    return _KINDS[facet].is_optional


def without(wanted: Filter, facet: Facet) -> Filter:
    """The filter as the facet is counted: without the facet's own restriction."""
    kind = _KINDS[facet]
    return wanted.with_(**{kind.field: kind.free}, **(_WHOLE_TIME if facet is Facet.YEAR else {}))


def alone(wanted: Filter, facet: Facet, value: str) -> Filter:
    """The filter with one value of the facet and no other; `ANY` and `NONE` where it is optional."""
    free, kind = without(wanted, facet), _KINDS[facet]
    if facet is Facet.YEAR and value not in (ANY, NONE):
        year = parse_edtf(value)
        return free.with_(dated=Dated.ANY, period_from=year, period_to=year)
    read = kind.read(value)
    return free.with_(**{kind.field: read if kind.free is None else (read,)})


def is_chosen(wanted: Filter, facet: Facet, value: str) -> bool:
    """Whether a value is among those that the filter asks for."""
    present, kind = getattr(wanted, _KINDS[facet].field), _KINDS[facet]
    if kind.free is None:
        return wanted.set_alone == alone(wanted, facet, value).set_alone
    return kind.read(value) in present


def with_another(wanted: Filter, facet: Facet, value: str) -> Filter | None:
    """
    The filter with a value put to those that are chosen, or taken from them.

    None where nothing is chosen to put it to, and for a facet that has one value at a time.
    """
    kind = _KINDS[facet]
    if is_chosen(wanted, facet, value):
        rest = () if kind.free is None else tuple(one for one in getattr(wanted, kind.field) if one != value)
        return wanted.with_(**{kind.field: rest}) if rest else default(wanted, facet)
    if kind.free is None or not getattr(wanted, kind.field):
        return None
    return wanted.toggled(kind.field, kind.read(value))


def default(wanted: Filter, facet: Facet) -> Filter:
    """The filter as it is when nobody chose anything of the facet: rejected events are hidden then."""
    return wanted.with_(reviews=()) if facet is Facet.REVIEW else without(wanted, facet)


def choices(facet: Facet, wanted: Filter) -> tuple[str, ...]:
    """The values of a facet that has few, in their order; empty where they are found in the data."""
    kinds: dict[Facet, type[StrEnum]] = {
        Facet.TYPE: EventType, Facet.QUAD: Quad, Facet.STATUS: Status, Facet.REVIEW: Review,
    }  # fmt: skip
    if facet is Facet.DIRECTION:  # who comes first is said of a pair
        return tuple(one for one in Direction if wanted.pairs or one not in (Direction.AB, Direction.BA))
    return tuple(kinds[facet]) if facet in kinds else ()
