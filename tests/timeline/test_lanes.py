"""Lanes: stable, complete, and at most twelve (S17)."""

from collections import Counter

from app.timeline.lanes import MAX_LANES, REST_KEY, LaneMoments, group_lanes, order_lanes
from app.timeline.model import Moment

MOMENTS = [Moment(number, 737_000, 737_000, "AID") for number in range(1, 6)]


def keys_of(lanes: list[str]) -> list[tuple[int, str]]:
    return [(index + 1, lane) for index, lane in enumerate(lanes)]


def grouped(
    moments: list[Moment], keys: list[tuple[int, str]], titles: dict[str, str], order: tuple[str, ...] = ()
) -> list[LaneMoments]:
    return group_lanes(moments, keys, order_lanes(Counter(key for _, key in keys), titles, order))


def test_lanes_stand_in_their_fixed_order_then_by_frequency() -> None:
    lanes = grouped(MOMENTS, keys_of(["b", "c", "c", "a", "z"]), {"c": "Sea"}, order=("z", "y"))
    assert [(lane.key, lane.title) for lane in lanes] == [("z", "z"), ("c", "Sea"), ("a", "a"), ("b", "b")]


def test_an_event_stands_in_each_of_its_lanes() -> None:
    lanes = grouped(MOMENTS[:1], [(1, "a"), (1, "b")], {})
    assert [[one.event_id for one in lane.moments] for lane in lanes] == [[1], [1]]


def test_events_without_a_lane_come_last_under_their_own_title() -> None:
    lanes = grouped(MOMENTS, keys_of(["a", "a"]), {"": "Nobody said"})
    assert [(lane.title, len(lane.moments)) for lane in lanes] == [("a", 2), ("Nobody said", 3)]


def test_lanes_stay_where_nothing_of_them_is_in_the_window() -> None:
    lanes = grouped(MOMENTS[:1], keys_of(["b", "a", "a"]), {})
    assert [(lane.key, len(lane.moments)) for lane in lanes] == [("a", 0), ("b", 1)]


def test_the_least_frequent_share_the_last_lane() -> None:
    moments = [Moment(number, 737_000, 737_000, "AID") for number in range(40)]
    keys = [(number, f"lane {number % 20:02}") for number in range(40)] + [(0, "lane 01"), (0, "lane 02")]
    lanes = grouped(moments, keys, {})
    assert len(lanes) == MAX_LANES
    assert (lanes[-1].key, lanes[-1].title) == (REST_KEY, "9 others")
    assert {one.event_id for lane in lanes for one in lane.moments} == set(range(40))
