"""Events into lanes: which lanes there are, in what order, and what is folded into the last one (TIMELINE.md S17)."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.timeline.model import Crowd, Moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MAX_LANES = 12
REST_KEY = "\N{HORIZONTAL ELLIPSIS}"
"""Key of the lane that holds what the others have no room for; no country, type or outlet is called so."""
UNSTATED = ""
"""Key of the lane of events that the grouping says nothing of."""


@dataclass(frozen=True)
class LaneMoments:
    """
    A lane before it is laid out.

    Attributes:
        moments: Its events in the window, as far as they are known one by one.
        crowds: The others by the place of their bin.
    """

    key: str
    title: str
    moments: tuple[Moment, ...]
    crowds: Mapping[int, Crowd] = field(default_factory=dict)


def one_lane(moments: "Sequence[Moment]") -> list[LaneMoments]:
    """Everything in one lane without a title."""
    return [LaneMoments("", "", tuple(moments))]


@dataclass(frozen=True)
class LaneOrder:
    """
    Which lanes a grouping has, decided by the whole filter, so that they stay where they are in panning and zooming.

    Attributes:
        kept: Keys that have a lane of their own, in order.
        others: How many keys share the lane of the rest.
        titles: What lanes are called; a lane is called by its key where it has none.
        may_be_unstated: Whether there may be events that the grouping says nothing of.
    """

    kept: tuple[str, ...]
    others: int
    titles: Mapping[str, str]
    may_be_unstated: bool

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of all lanes that there may be, from the top down."""
        rest = (REST_KEY,) if self.others else ()
        return (*self.kept, *rest, *((UNSTATED,) if self.may_be_unstated else ()))

    def title(self, key: str) -> str:
        """What a lane is called."""
        return f"{self.others} others" if key == REST_KEY else self.titles.get(key, key)


ONE_LANE = LaneOrder(("",), 0, {}, may_be_unstated=False)
"""The order of `one_lane`."""


def order_lanes(
    counts: Mapping[str, int], titles: Mapping[str, str], order: "Sequence[str]" = (), *, may_be_unstated: bool = True
) -> LaneOrder:
    """
    Decide about the lanes.

    Args:
        counts: How many events of the filter have each key.
        titles: What lanes are called, that of the unstated among them.
        order: Keys in their fixed order; others follow, the most frequent first.

    Beyond `MAX_LANES` the least frequent share one lane.
    """
    ranks = {key: rank for rank, key in enumerate(order)}
    ordered = sorted((key for key in counts if key), key=lambda key: (ranks.get(key, len(ranks)), -counts[key], key))
    kept = ordered if len(ordered) <= MAX_LANES else ordered[: MAX_LANES - 1]
    return LaneOrder(tuple(kept), len(ordered) - len(kept), titles, may_be_unstated)


def group_lanes(moments: "Sequence[Moment]", keys: "Iterable[tuple[int, str]]", order: LaneOrder) -> list[LaneMoments]:
    """
    Moments in lanes, an event in each lane that it has a key of.

    Args:
        moments: The events of the window.
        keys: Event and key; an event without any is unstated.
    """
    keys_of: dict[int, list[str]] = defaultdict(list)
    for event_id, key in keys:
        keys_of[event_id].append(key)
    own = {*order.kept, UNSTATED}
    members: dict[str, list[Moment]] = {key: [] for key in order.keys}
    for moment in moments:
        lanes = (key if key in own else REST_KEY for key in keys_of.get(moment.event_id, (UNSTATED,)))
        for lane in dict.fromkeys(lanes):
            members[lane].append(moment)
    return [
        LaneMoments(key, order.title(key), tuple(found)) for key, found in members.items() if found or key in order.kept
    ]
