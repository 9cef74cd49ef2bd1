"""Collapsed lanes: one cluster that holds everything, but what a person has in hand."""

from dataclasses import replace

from app.timeline.bins import divide, plan_lanes
from app.timeline.folding import fold_lanes
from app.timeline.lanes import LaneMoments
from app.timeline.layout import lay_out
from app.timeline.model import Chosen, Crowd
from app.timeline.window import Window
from tests.timeline.made import START, WIDTH, facts_of, many, moment_of

EVENTS = [one for one in many(60) if one.earliest > 0]
WINDOW = Window.of_days(START - 1_000, START + 1_000)
GRID = divide(WINDOW, WIDTH, 2)
LANES = [
    LaneMoments("a", "A", tuple(moment_of(one) for one in EVENTS[:40])),
    LaneMoments("b", "B", tuple(moment_of(one) for one in EVENTS[40:])),
]


def test_a_folded_lane_is_one_cluster_and_the_others_stay_as_they_are() -> None:
    plans = plan_lanes(LANES, GRID)
    folded = fold_lanes(plans, {"a"}.__contains__)
    picture = lay_out(folded, {one.event_id: one for one in EVENTS}, WINDOW, WIDTH, len(EVENTS))
    first, second = picture.lanes
    assert (len(first.marks), len(first.clusters), first.event_count, first.is_folded) == (0, 1, 40, True)
    assert folded[1] == plans[1]
    assert not second.is_folded
    assert picture.shown + picture.clustered == len(EVENTS)


def test_what_is_selected_is_drawn_in_a_folded_lane_too() -> None:
    chosen = Chosen(frozenset({EVENTS[3].event_id}))
    (plan, _) = fold_lanes(plan_lanes(LANES, GRID, chosen), {"a"}.__contains__, chosen)
    assert plan.single_ids == [EVENTS[3].event_id]


def test_a_lane_of_one_event_is_no_cluster() -> None:
    lane = LaneMoments("a", "A", (moment_of(facts_of(1, "2019-02-14")),))
    (plan,) = fold_lanes(plan_lanes([lane], GRID), {"a"}.__contains__)
    assert plan.single_ids == [1]


def test_events_of_which_only_numbers_are_known_are_counted_in() -> None:
    crowds = {0: Crowd({"ASSAULT": 5}, START - 900, START - 890), 1: Crowd({"AID": 2}, START, START)}
    (plan,) = fold_lanes(plan_lanes([replace(LANES[0], crowds=crowds)], GRID), {"a"}.__contains__)
    (one,) = plan.bins
    assert one.count == 47
    assert one.crowd == Crowd({"ASSAULT": 5, "AID": 2}, START - 900, START)
