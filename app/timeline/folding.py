"""Collapsed lanes: everything of a lane in one cluster (TIMELINE.md S17)."""

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from app.timeline.bins import Bin, LanePlan
from app.timeline.model import NOTHING_CHOSEN, Chosen, Crowd

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


def fold_lanes(
    plans: "Sequence[LanePlan]", is_folded: "Callable[[str], bool]", chosen: Chosen = NOTHING_CHOSEN
) -> tuple[LanePlan, ...]:
    """
    The plans with the lanes of these keys collapsed; what a person has in hand stays drawn by itself.

    A lane of one event stays as it is: a cluster of one would say less.
    """
    return tuple(_folded(plan, chosen) if is_folded(plan.key) else plan for plan in plans)


def _folded(plan: LanePlan, chosen: Chosen) -> LanePlan:
    members = [moment for one in plan.bins for moment in (*one.singles, *one.folded)]
    kept = tuple(moment for moment in members if moment.event_id in chosen.ids)
    rest = tuple(moment for moment in members if moment.event_id not in chosen.ids)
    crowd = _gathered([one.crowd for one in plan.bins if one.crowd])
    if len(rest) + (crowd.count if crowd else 0) < 2:
        return replace(plan, is_folded=True)
    days = plan.bins[0].days[0], plan.bins[-1].days[1]
    start = plan.bins[0].start
    return replace(plan, bins=(Bin(start, days, singles=kept, folded=rest, crowd=crowd),), is_folded=True)


def _gathered(crowds: "Sequence[Crowd]") -> Crowd | None:
    if not crowds:
        return None
    types: Counter[str] = Counter()
    for one in crowds:
        types.update(one.types)
    return Crowd(types, min(one.first_day for one in crowds), max(one.last_day for one in crowds))
