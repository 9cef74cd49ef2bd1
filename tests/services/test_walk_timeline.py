"""Keys that walk from event to event: every one once, in the list's order, the window following."""

from datetime import date

import pytest
from sqlmodel import Session

from app.domain.filters import DAY_SECONDS, Filter, Group
from app.errors import UnreadableDate
from app.services.browse_timeline import browse_timeline
from app.services.walk_timeline import Step, Way, go_to, step
from tests.factories import Factories

DATES = ("2019-02-14", "2019-02-14", "../2019-01-05", "2018", "2019-03-01/2019-04-01", "2019-06-01", None)
TODAY = date(2024, 5, 6)


def walk(session: Session, wanted: Filter, way: Way, begin: Way, lane: str | None = None) -> list[int]:
    visited: list[int] = []
    found: Step | None = step(session, wanted, begin, lane=lane)
    while found and len(visited) < 20:
        visited.append(found.event_id)
        found = step(session, wanted, way, of=found.event_id, lane=lane)
    return visited


def test_every_dated_event_is_visited_once_both_ways_in_the_order_of_the_list(
    session: Session, factories: Factories
) -> None:
    article = factories.article()
    for number, edtf in enumerate(DATES):
        factories.event(date=edtf, title=f"Event {number}", article=article)
    listed = [row.event.id for row in browse_timeline(session, Filter()).events.rows]
    assert len(listed) == len(DATES) - 1
    assert walk(session, Filter(), Way.NEXT, Way.FIRST) == listed
    assert walk(session, Filter(), Way.PREVIOUS, Way.LAST) == listed[::-1]


@pytest.mark.parametrize(("group", "lane"), [(Group.TYPE, "AID"), (Group.DYAD, "CHN-USA"), (Group.ACTOR, "CHN")])
def test_a_walk_can_stay_in_its_lane(session: Session, factories: Factories, group: Group, lane: str) -> None:
    inside = [factories.event(dyad="CHN-USA", type="AID", date=f"2019-0{month}-01").id for month in (1, 3, 5)]
    factories.event(date="2019-02-01")
    assert walk(session, Filter(group=group), Way.NEXT, Way.FIRST, lane) == inside
    assert walk(session, Filter(group=group), Way.NEXT, Way.FIRST, "…") == []


def test_the_window_follows_and_stays_where_it_need_not(session: Session, factories: Factories) -> None:
    first, second = (factories.event(date=day).id for day in ("2019-02-14", "2019-06-01"))
    day = date(2019, 2, 1).toordinal()
    wanted = Filter(t0=day * DAY_SECONDS, t1=(day + 28) * DAY_SECONDS - 1)
    assert step(session, wanted, Way.FIRST) == Step(first, None)
    found = step(session, wanted, Way.NEXT, of=first)
    assert found is not None
    assert found.window is not None
    assert (found.event_id, found.window.days) == (second, 28)
    assert 0.8 < found.window.share(date(2019, 6, 1).toordinal()) < 0.9
    assert step(session, wanted, Way.NEXT, of=second) is None
    assert step(session, wanted, Way.NEXT, of=999) is None


def test_a_day_leads_to_the_first_event_from_it_on_and_the_last_before(session: Session, factories: Factories) -> None:
    first, second = (factories.event(date=day).id for day in ("2019-02-14", "2019-06-01"))
    day = date(2019, 6, 1).toordinal()
    found = [step(session, Filter(), way, day=day) for way in (Way.NEXT, Way.PREVIOUS)]
    assert [one.event_id for one in found if one] == [second, first]


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("May 2022", "2022-05-01", "2022-05-31"),
        ("2022-Q2", "2022-04-01", "2022-06-30"),
        ("14 February 2019", "2019-02-14", "2019-02-14"),
        ("today", "2024-05-06", "2024-05-06"),
        ("since 2019-05-05", "2019-05-05", "2019-05-05"),
    ],
)
def test_a_typed_date_comes_into_the_middle(
    session: Session, factories: Factories, typed: str, first: str, last: str
) -> None:
    factories.event(date="2019-02-14")
    window = go_to(session, Filter(), typed, TODAY)
    assert window is not None
    before = window.share(date.fromisoformat(first).toordinal())
    after = 1 - window.share(date.fromisoformat(last).toordinal() + 1)
    assert before > 0
    assert before == pytest.approx(after, abs=0.01)


def test_what_is_no_date_is_refused(session: Session, factories: Factories) -> None:
    with pytest.raises(UnreadableDate, match="banana"):
        go_to(session, Filter(), "banana", TODAY)
    assert go_to(session, Filter(), "", TODAY) is None
    assert go_to(session, Filter(), "2019", TODAY) is None  # nothing is dated
