"""The picture: nothing vanishes, nothing overlaps, and the limits hold (S10, S11, S15, S18)."""

import pytest

from app.domain.dates import DateKind
from app.timeline.bins import MAX_ITEMS, divide, plan_lanes
from app.timeline.lanes import LaneMoments
from app.timeline.layout import ghosts_of, lay_out, span_of
from app.timeline.sides import ARROW_PX
from app.timeline.units import MAX_DAY
from app.timeline.window import Extent, Window, fit
from tests.timeline.made import START, WIDTH, facts_of, many, members_of, moment_of, picture_of

WINDOWS = [
    fit(Extent(START, START + 400)),
    Window.of_days(START + 150, START + 190),
    Window.of_days(START + 199, START + 201),
    Window.of_days(START - 20_000, START + 20_000),
    Window(START * 86_400 + 5, START * 86_400 + 5),
    Window.of_days(1, MAX_DAY),
]


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("count", [1, 12, 300, 5_000])
def test_every_event_of_the_window_is_a_mark_or_in_a_cluster(count: int, window: Window) -> None:
    events = many(count)
    picture = picture_of(events, window)
    drawn = [mark.facts.event_id for lane in picture.lanes for mark in lane.marks]
    clusters = picture.lanes[0].clusters
    folded = [event_id for cluster in clusters for event_id in members_of(cluster, events, picture.window)]
    touching = {one.event_id for one in events if one.earliest <= window.last_day and one.latest >= window.first_day}
    assert sorted(drawn + folded) == sorted(touching)
    assert (picture.shown, picture.clustered) == (len(drawn), sum(cluster.count for cluster in clusters))


@pytest.mark.parametrize("window", WINDOWS)
@pytest.mark.parametrize("lane_count", [1, 4, 13])
def test_the_limit_of_marks_and_clusters_holds(window: Window, lane_count: int) -> None:
    events = many(4_000)
    moments = [moment_of(one) for one in events if one.earliest <= window.last_day and one.latest >= window.first_day]
    lanes = [LaneMoments(f"{i}", f"{i}", tuple(moments[i::lane_count])) for i in range(lane_count)]
    plans = plan_lanes(lanes, divide(window, WIDTH, lane_count))
    picture = lay_out(plans, {one.event_id: one for one in events}, window, WIDTH, len(moments))
    assert sum(len(lane.marks) + len(lane.clusters) for lane in picture.lanes) <= MAX_ITEMS


@pytest.mark.parametrize("window", WINDOWS)
def test_a_cluster_lies_within_its_members_first_days_unless_it_needs_room_for_its_count(window: Window) -> None:
    events = {one.event_id: one for one in many(3_000)}
    for lane in picture_of(list(events.values()), window).lanes:
        for cluster in lane.clusters:
            latest = max(events[event_id].latest for event_id in members_of(cluster, [*events.values()], window))
            assert cluster.first_day <= cluster.last_day <= latest
            assert cluster.window.first_day < cluster.first_day
            needed = (cluster.end - cluster.start) * WIDTH <= 26.001
            inside = window.share(cluster.first_day) - 1e-9 <= cluster.start
            assert needed or inside
            assert sum(count for _, count in cluster.quads) == cluster.count


def test_clusters_of_a_row_do_not_overlap() -> None:
    lane = picture_of(many(5_000)).lanes[0]
    for one in lane.clusters:
        others = [other for other in lane.clusters if other is not one and other.row_y == one.row_y]
        assert all(other.start >= one.end or other.end <= one.start for other in others)


def test_the_selected_event_is_never_folded() -> None:
    events = [facts_of(event_id, "2019-02-14") for event_id in range(1, 200)]
    picture = picture_of(events, selected=150)
    assert [mark.facts.event_id for mark in picture.lanes[0].marks if mark.selected] == [150]


@pytest.mark.parametrize("focus", [3, 100, 199])
def test_the_event_under_the_focus_leaves_its_cluster_and_the_rest_stays_counted(focus: int) -> None:
    picture = picture_of([facts_of(event_id, "2019-02-14") for event_id in range(1, 200)], focus=focus)
    (lane,) = picture.lanes
    assert [mark.selected for mark in lane.marks if mark.facts.event_id == focus] == [False]
    assert picture.shown + picture.clustered == 199


def test_a_single_left_over_event_is_drawn_and_not_made_a_cluster() -> None:
    picture = picture_of([facts_of(event_id, "2019-02-14") for event_id in range(1, 6)])
    assert (picture.shown, picture.clustered, picture.cluster_count) == (5, 0, 0)


def test_bins_hang_on_the_zoom_and_not_on_the_place() -> None:
    """Moved by a day, a window folds the same events wherever it shows all of the bin."""
    events = [one for one in many(2_000) if one.kind is DateKind.DAY]
    folded = []
    for start in (START + 100, START + 101):
        picture = picture_of(events, Window.of_days(start, start + 199))
        folded.append(
            {
                tuple(members_of(cluster, events, picture.window))
                for cluster in picture.lanes[0].clusters
                if START + 140 < cluster.first_day < cluster.last_day < START + 260
            }
        )
    assert folded[0] == folded[1] != set()


@pytest.mark.parametrize(
    ("text", "kind", "start", "end"),
    [
        ("2019-02-14", None, 13.5, 13.5),
        ("2019-02", DateKind.BETWEEN, 0, 28),
        ("2019-02-10/2019-02-12", DateKind.LASTED, 9, 12),
        ("2018-12-01/2019-02-12", DateKind.LASTED, 0, 12),
        ("2019-02-20/..", DateKind.SINCE, 19.5, 19.5),
        ("2018-01-01/..", DateKind.SINCE, 0, 0),
        ("../2019-02-20", DateKind.BEFORE, 19.5, 19.5),
        ("../2019-02", DateKind.BEFORE, 0, 28),
        ("../2020-01-01", DateKind.UNTIL, ARROW_PX / WIDTH * 28, ARROW_PX / WIDTH * 28),
    ],
)
def test_where_a_date_is_drawn(text: str, kind: DateKind | None, start: float, end: float) -> None:
    """In days of a window that is February 2019; a day stands at its noon."""
    first = facts_of(1, "2019-02-01").earliest
    span = span_of(facts_of(1, text, kind), Window.of_days(first, first + 27), WIDTH)
    assert (span.start, span.end) == pytest.approx((start / 28, end / 28))


def test_a_bar_that_goes_on_beyond_the_window_says_so() -> None:
    first = facts_of(1, "2019-02-01").earliest
    span = span_of(facts_of(1, "2018-12-01/2019-05", DateKind.LASTED), Window.of_days(first, first + 27), WIDTH)
    assert (span.begins_before, span.ends_after) == (True, True)


def test_rivals_outside_of_the_window_are_no_ghosts_in_it() -> None:
    first = facts_of(1, "2019-02-01").earliest
    disputed = facts_of(1, "2019-02-14", rivals=((first + 20, first + 20), (first + 90, first + 90)))
    assert ghosts_of(disputed, Window.of_days(first, first + 27)) == pytest.approx([20.5 / 28])


def test_the_same_events_in_another_order_give_the_same_picture() -> None:
    events = many(500)
    shuffled = events.copy()
    shuffled.reverse()
    assert picture_of(events) == picture_of(shuffled)


def test_an_empty_window_has_an_axis_and_no_marks() -> None:
    picture = picture_of([facts_of(1, "2019-02-14")], Window.of_days(START + 5_000, START + 5_100))
    assert (picture.shown, picture.clustered) == (0, 0)
    assert picture.ticks


def test_a_lone_event_without_a_row_gets_one_and_is_no_cluster() -> None:
    """Nine long bars in a lane of eight rows: the ninth would be a cluster of itself."""
    months = [f"2019-{month:02}-01/2019-12-{day}" for month, day in zip(range(1, 10), range(11, 20), strict=True)]
    picture = picture_of([facts_of(number, text, DateKind.LASTED) for number, text in enumerate(months, 1)])
    assert (picture.shown, picture.cluster_count) == (9, 0)
    assert len({mark.row_y for mark in picture.lanes[0].marks}) == 9
