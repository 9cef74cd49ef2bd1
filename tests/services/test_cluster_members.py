"""An open cluster lists exactly what its lane folds on its days, in every grouping and at the window's edges."""

import random
from datetime import date

import pytest
from sqlmodel import Session

from app.domain.filters import Filter, Group
from app.services.browse_timeline import TimelineView, browse_timeline
from app.services.event_list import ListStart, parse_start
from tests.factories import Factories, found_event
from tests.services.test_browse_timeline import FEB_14, in_window

TYPES = ("ACCUSE", "ASSAULT", "AID")
PARTIES = (("IND", "PAK"), ("PAK", "IND"), ("CHN", "USA"))


def fill(factories: Factories) -> None:
    """A crowd of days, spans that reach over the window's edges, open ends on both sides, and undated ones."""
    chance = random.Random(10)  # noqa: S311 - a seeded world, no secret
    dates = [str(date.fromordinal(FEB_14 + chance.randrange(-15, 30))) for _ in range(40)]
    dates += ["2019-02-14"] * 8 + ["2018/2019-02-15"] * 8 + ["../2019-02-14"] * 8
    dates += ["../2030"] * 8 + ["2018/.."] * 8 + [""] * 3
    factories.crowd(
        found_event(
            title=f"Event {number}",
            date=text or None,
            actors=PARTIES[number % 3][:1],
            recipients=PARTIES[number % 3][1:],
            type=chance.choice(TYPES),
            status=chance.choice(("occurred", "denied")),
            place=chance.choice(("Delhi", "Lahore", None)),
        )
        for number, text in enumerate(dates)
    )


def members(session: Session, wanted: Filter) -> list[int]:
    """Every member of the open cluster, page after page."""
    found: list[int] = []
    start = ListStart()
    while True:
        cluster = browse_timeline(session, wanted, members=start).cluster
        assert cluster is not None
        found += [event.id for event in cluster.events]
        if cluster.next is None:
            assert len(found) == cluster.count == sum(count for _, count in cluster.quads)
            return found
        start = parse_start(cluster.next)


def drawn(view: TimelineView) -> dict[str, list[int]]:
    assert view.picture is not None
    return {lane.key: [mark.facts.event_id for mark in lane.marks] for lane in view.picture.lanes}


@pytest.fixture
def session_of_a_crowd(session: Session, factories: Factories, monkeypatch: pytest.MonkeyPatch) -> Session:
    monkeypatch.setattr("app.timeline.lanes.MAX_LANES", 2)  # so that the last lane holds all others
    fill(factories)
    return session


def test_members_are_what_a_lane_folds(session_of_a_crowd: Session) -> None:
    session = session_of_a_crowd
    for group in Group:
        wanted = in_window(Filter(group=group), FEB_14 - 10, FEB_14 + 20)
        view = browse_timeline(session, wanted)
        assert view.picture is not None
        of_lane = drawn(view)
        for lane in view.picture.lanes:
            for cluster in lane.clusters:
                days = (cluster.first_day, cluster.last_day)
                found = members(session, wanted.with_(cluster=days, lane=lane.key))
                assert len(found) == sum(count for _, count in cluster.quads), (group, lane.key)
                of_lane[lane.key] += found
            assert len(set(of_lane[lane.key])) == len(of_lane[lane.key]) == lane.event_count, (group, lane.key)


def test_a_selected_member_stays_and_a_lane_that_is_not_drawn_folds_nothing(session_of_a_crowd: Session) -> None:
    wanted = in_window(Filter(), FEB_14 - 10, FEB_14 + 20)
    picture = browse_timeline(session_of_a_crowd, wanted).picture
    assert picture is not None
    cluster = max(picture.lanes[0].clusters, key=lambda cluster: sum(count for _, count in cluster.quads))
    opened = wanted.with_(cluster=(cluster.first_day, cluster.last_day))
    before = members(session_of_a_crowd, opened)
    for event_id in (before[0], before[-1]):
        assert members(session_of_a_crowd, opened.with_(selected=event_id)) == before
    elsewhere = wanted.with_(group=Group.TYPE, cluster=(FEB_14, FEB_14), lane="MILESTONE")
    assert members(session_of_a_crowd, elsewhere) == []
