"""Collapsed lanes: everything of a lane in one cluster (TIMELINE.md S17)."""

from dataclasses import replace
from typing import TYPE_CHECKING

from app.timeline.bins import Bin, LanePlan
from app.timeline.model import NOTHING_CHOSEN, Chosen

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
    if len(rest) < 2:
        return replace(plan, is_folded=True)
    return replace(plan, bins=(Bin(singles=kept, folded=rest),), is_folded=True)
