"""The lanes of a grouping, with their titles and their fixed order."""

from typing import TYPE_CHECKING

from app.domain.countries import country_name
from app.domain.dyads import Direction
from app.domain.events import EventType, Status
from app.domain.filters import Filter, Group
from app.store.lane_queries import count_lane_keys, list_lane_keys
from app.timeline.lanes import ONE_LANE, LaneMoments, LaneOrder, group_lanes, one_lane, order_lanes
from app.timeline.words import TYPE_NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlmodel import Session

    from app.timeline.model import Moment

UNSTATED = {
    Group.DYAD: "No country pair",
    Group.DIRECTION: "No country pair",
    Group.ACTOR: "Actor not stated",
    Group.SOURCE: "Source not stated",
    Group.PLACE: "Place not stated",
}
_DIRECTION_TITLES = {
    Direction.AB: "{a} → {b}",
    Direction.BA: "{b} → {a}",
    Direction.MUTUAL: "{a} and {b} together",
    Direction.NONE: "{a} and {b}, direction not stated",
}


def lane_order(session: "Session", wanted: Filter) -> LaneOrder:
    """The lanes of the filter's grouping; the caller's transaction is open."""
    if wanted.group is Group.NONE:
        return ONE_LANE
    counts = count_lane_keys(session, wanted)
    titles = {key: lane_title(wanted.group, key) for key in counts}
    unstated = UNSTATED.get(wanted.group)
    return order_lanes(
        counts, titles | {"": unstated or "Others"}, _order(wanted, titles), may_be_unstated=unstated is not None
    )


def lanes_of(session: "Session", wanted: Filter, moments: "Sequence[Moment]", order: LaneOrder) -> list[LaneMoments]:
    """The window's events in their lanes; the caller's transaction is open."""
    if wanted.group is Group.NONE:
        return one_lane(moments)
    keys = list_lane_keys(session, wanted, [moment.event_id for moment in moments])
    return group_lanes(moments, keys, order)


def lane_title(group: Group, key: str) -> str:
    """What a lane is called."""
    if group is Group.TYPE:
        return TYPE_NAMES[EventType(key)]
    if group is Group.STATUS:
        return Status(key).value.capitalize()
    if group is Group.ACTOR:
        return country_name(key)
    if group is Group.DYAD:
        return " – ".join(map(country_name, key.split("-")))
    if group is Group.DIRECTION:
        pair, _, direction = key.partition(" ")
        a, b = map(country_name, pair.split("-"))
        return _DIRECTION_TITLES[Direction(direction)].format(a=a, b=b)
    return key


def _order(wanted: Filter, keys: "Iterable[str]") -> "Sequence[str]":
    """Types and states in their own order, the directions of chosen pairs side by side; others by their counts."""
    if wanted.group is Group.TYPE:
        return tuple(EventType)
    if wanted.group is Group.STATUS:
        return tuple(Status)
    if wanted.group is Group.DIRECTION and wanted.pairs:
        ranks = list(Direction)
        return sorted(keys, key=lambda key: (key[:7], ranks.index(Direction(key[8:]))))
    return ()
