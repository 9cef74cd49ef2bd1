"""Events into lanes: which lanes there are, in what order, and what is folded into the last one (TIMELINE.md S17)."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.timeline.model import Moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MAX_LANES = 12
REST_KEY = "\N{HORIZONTAL ELLIPSIS}"
"""Key of the lane that holds what the others have no room for; no country, type or outlet is called so."""
UNSTATED = ""
"""Key of the lane of events that the grouping says nothing of."""


@dataclass(frozen=True)
class LaneMoments:
    """A lane before it is laid out."""

    key: str
    title: str
    moments: tuple[Moment, ...]


def one_lane(moments: "Sequence[Moment]") -> list[LaneMoments]:
    """Everything in one lane without a title."""
    return [LaneMoments("", "", tuple(moments))]


def group_lanes(
    moments: "Sequence[Moment]",
    keys: "Iterable[tuple[int, str]]",
    titles: dict[str, str],
    unstated: str,
    order: "Sequence[str]" = (),
) -> list[LaneMoments]:
    """
    Moments in lanes, an event in each lane that it has a key of.

    Args:
        moments: The events of the window.
        keys: Event and lane of the whole filter, also outside of the window: lanes then stay where they are in zooming.
        titles: What a lane is called; its key where it has none.
        unstated: Title of the lane of events without a key, which comes last.
        order: Keys in their fixed order; others follow, the most frequent first.

    Beyond `MAX_LANES` the least frequent share one lane.
    """
    keys_of: dict[int, list[str]] = defaultdict(list)
    counts: Counter[str] = Counter()
    for event_id, key in keys:
        keys_of[event_id].append(key)
        counts[key] += 1
    ranks = {key: rank for rank, key in enumerate(order)}
    ordered = sorted((key for key in counts if key), key=lambda key: (ranks.get(key, len(ranks)), -counts[key], key))
    kept = ordered if len(ordered) <= MAX_LANES else ordered[: MAX_LANES - 1]
    lane_of = {key: key if key in set(kept) else REST_KEY for key in ordered} | {UNSTATED: UNSTATED}
    members: dict[str, list[Moment]] = {key: [] for key in kept}
    for moment in moments:
        for lane in dict.fromkeys(lane_of[key] for key in keys_of.get(moment.event_id, [UNSTATED])):
            members.setdefault(lane, []).append(moment)
    names = {**titles, REST_KEY: f"{len(ordered) - len(kept)} others", UNSTATED: unstated}
    last = sorted((key for key in members if key in (REST_KEY, UNSTATED)), key=lambda key: key == UNSTATED)
    return [LaneMoments(key, names.get(key, key), tuple(members[key])) for key in (*kept, *last)]
