"""The queue: what is in it, in which order, how one walks through it, and the acceptance of a whole filter."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qsl

import pytest
from sqlmodel import Session

from app.domain.corrections import Correction
from app.domain.filters import Filter, parse
from app.errors import Conflict
from app.services.correct_event import correct
from app.services.merge_events import merge
from app.services.review_event import accept, reject
from app.services.review_queue import (
    ROWS_BEFORE,
    ROWS_FROM,
    Order,
    Queue,
    QueuePage,
    accept_queue,
    preview_queue,
    show_queue,
)
from app.services.show_event import show_event
from app.services.star_event import star
from app.services.undo import undo
from app.store.engine import reading
from app.store.event_accounts import account_ids_of
from app.store.event_state import read_state
from app.store.review_queries import list_from
from app.store.revisions import ACCOUNT
from app.store.timeline_queries import count_events
from tests.conftest import NOW
from tests.factories import Factories, found_event


def wanted(query: str) -> Filter:
    parsed = parse(parse_qsl(query))
    assert not parsed.faults
    return parsed.filter


def ids_of(session: Session, queue: Queue) -> list[int]:
    with reading(session):
        return list_from(session, queue, None, 1_000)


def page_at(session: Session, at: int | None = None, queue: Queue | None = None) -> QueuePage:
    return show_queue(session, queue or Queue(), at, "Ada")


@pytest.fixture
def events(factories: Factories) -> list[int]:
    """Five events: the second has accounts that differ in type, the fourth in type and date."""
    made = [factories.event(title=f"Event {number}").id for number in range(5)]
    factories.account(made[1], found=found_event(type="THREATEN"))
    factories.account(made[3], found=found_event(type="THREATEN", date="2019-03-01"))
    return made


def test_each_order_has_every_event_once(session: Session, factories: Factories, events: list[int]) -> None:
    article = factories.article()
    sure = factories.event().id
    factories.account(sure, article=article, found=replace(found_event(article.text), confidence=0.9))
    first, second, third, fourth, fifth = events
    assert ids_of(session, Queue()) == [*events, sure]
    assert ids_of(session, Queue(order=Order.NEWEST)) == [sure, *reversed(events)]
    assert ids_of(session, Queue(order=Order.CONFLICT)) == [fourth, second, sure, fifth, third, first]
    assert ids_of(session, Queue(order=Order.CONFIDENCE)) == [*events, sure], "the least sure come first"


@pytest.mark.parametrize("order", Order)
def test_the_walk_forward_and_back_visits_the_same(session: Session, events: list[int], order: Order) -> None:
    queue = Queue(order=order)
    there, at = [], page_at(session, None, queue)
    while at.next is not None:
        there.append(at)
        assert at.position == len(there)
        at = page_at(session, at.next, queue)
    there.append(at)
    visited = [page.current.event.id for page in there if page.current]
    assert visited == ids_of(session, queue)
    assert [page.previous for page in there] == [None, *visited[:-1]]


def test_what_was_decided_leaves_and_its_place_leads_to_the_next(session: Session, events: list[int]) -> None:
    first, second, third, *_ = events
    accept(session, second, None, "Ada", NOW)
    page = page_at(session, second)
    assert page.current is not None
    assert (page.current.event.id, page.position, page.total) == (third, 2, 4)
    assert (page.previous, page.counts.proposed) == (first, 4)


def test_behind_the_last_the_queue_begins_again(session: Session, events: list[int]) -> None:
    accept(session, events[-1], None, "Ada", NOW)
    page = page_at(session, events[-1])
    assert page.current is not None
    assert (page.current.event.id, page.position) == (events[0], 1)


def test_a_long_queue_is_shown_in_stretches(session: Session, factories: Factories) -> None:
    article = factories.article("India accused Pakistan. " * 60)
    made = [factories.event(title=f"Event {number}", article=article).id for number in range(60)]
    page = page_at(session, made[10])
    shown = [row.event.id for row in page.rows]
    assert shown == made[10 - ROWS_BEFORE : 10 + ROWS_FROM]
    assert (page.earlier, page.later) == (made[0], made[10 + ROWS_FROM])
    assert page_at(session, page.later).rows[-1].event.id == made[-1]
    assert page.rows[0].place.article_id == article.id


def test_an_empty_queue_says_whether_there_is_any_event(session: Session, factories: Factories) -> None:
    page = page_at(session)
    assert (page.current, page.rows, page.position, page.total, page.has_events) == (None, (), 0, 0, False)
    accept(session, factories.event().id, None, "Ada", NOW)
    assert page_at(session).has_events


def test_the_counts_are_those_of_the_filter(session: Session, factories: Factories, events: list[int]) -> None:
    factories.event(dyad="CHN-USA")
    star(session, events[0], "Grace", NOW, on=True)
    accept(session, events[4], None, "Ada", NOW - timedelta(days=1))
    factories.account(events[4])
    counts = page_at(session).counts
    assert (counts.proposed, counts.conflict, counts.starred, counts.fresh) == (5, 2, 1, 1)
    assert page_at(session, None, Queue(wanted("pair=IND-PAK"))).counts.proposed == 4
    assert page_at(session, None, Queue(wanted("pair=CHN-USA"))).counts.conflict == 0
    assert page_at(session, None, Queue(wanted("flag=conflict"))).counts == counts


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("flag=conflict", [1, 3]),
        ("flag=starred", [0]),
        ("flag=starred&flag=conflict", [0, 1, 3]),
        ('q="event 2"', [2]),
        ("pair=IND-PAK&flag=conflict", [1, 3]),
        ("type=CONSULT", []),
        ("review=rejected", [0, 1, 2, 3, 4]),
        ("t0=2019-01-01&sel=3&group=type", [0, 1, 2, 3, 4]),
    ],
)
def test_the_filter_of_the_timeline_narrows_it(
    session: Session, events: list[int], query: str, places: list[int]
) -> None:
    star(session, events[0], "Ada", NOW, on=True)
    assert ids_of(session, Queue(wanted(query))) == [events[place] for place in places]


def test_an_article_has_a_queue_of_its_own(session: Session, factories: Factories, events: list[int]) -> None:
    article = factories.article()
    mine = factories.event(article=article).id
    factories.account(events[2], article=factories.article("Another."), found=found_event("Another."))
    assert ids_of(session, Queue(article=article.id)) == [mine]
    assert ids_of(session, Queue(article=999)) == []


def test_decided_events_come_back_when_accounts_join(session: Session, factories: Factories, events: list[int]) -> None:
    yesterday = NOW - timedelta(days=1)
    accept(session, events[0], None, "Ada", yesterday)
    reject(session, events[2], None, "Ada", yesterday, "a rumour")
    accept(session, events[1], None, "Ada", NOW + timedelta(days=1))
    for event in (events[0], events[2], events[1]):
        factories.account(event)
    fresh = Queue(wanted("flag=fresh"))
    assert ids_of(session, fresh) == [events[0], events[2]]
    accept(session, events[0], None, "Ada", NOW + timedelta(days=1))
    assert ids_of(session, fresh) == [events[2]]


def test_merged_events_are_not_in_it(session: Session, events: list[int]) -> None:
    merge(session, events[1], 1, events[0], "Ada", NOW)
    assert events[1] not in ids_of(session, Queue())


def test_each_field_that_differs_is_told_with_its_tellers(
    session: Session, factories: Factories, events: list[int]
) -> None:
    page = page_at(session, events[3])
    assert page.current is not None
    assert {one.field: [said.value for said in one.says] for one in page.current.differing} == {
        "type": ["ACCUSE", "THREATEN"],
        "date": [{"edtf": "2019-02-14", "kind": "day"}, {"edtf": "2019-03-01", "kind": "day"}],
    }
    accounts = [account.id for account in page.current.accounts]
    assert [said.account_ids for said in page.current.differing[0].says] == [(accounts[0],), (accounts[1],)]
    plain = page_at(session, events[0]).current
    assert plain is not None
    assert plain.differing == ()


def test_the_last_thing_done_is_found_back_to_the_first(session: Session, events: list[int]) -> None:
    assert page_at(session).last_action is None
    accept(session, events[0], None, "Ada", NOW)
    reject(session, events[1], None, "Ada", NOW, "no")
    accept(session, events[2], None, "Grace", NOW)
    for event in (events[1], events[0]):
        last = page_at(session).last_action
        assert last is not None
        assert last.event_id == event
        undo(session, last.id, "Ada", NOW)
    assert page_at(session).last_action is None


def test_a_whole_filter_is_accepted_and_taken_back_as_one(session: Session, events: list[int]) -> None:
    queue = Queue(wanted("flag=conflict"))
    preview = preview_queue(session, queue)
    assert (preview.seen.count, preview.conflict, preview.accepted_at_once) == (2, 2, 2)
    assert [row.event.id for row in preview.rows] == [events[1], events[3]]
    accepted = accept_queue(session, queue, preview.seen, "Ada", NOW)
    assert accepted.event_ids == (events[1], events[3])
    assert [show_event(session, event).event.review for event in events] == [
        "proposed", "accepted", "proposed", "accepted", "proposed",
    ]  # fmt: skip
    assert accepted.action_id is not None
    undo(session, accepted.action_id, "Ada", NOW)
    assert len(ids_of(session, Queue())) == 5


@pytest.mark.parametrize("change", ["decided", "corrected", "new"])
def test_a_filter_that_changed_since_the_preview_is_refused(
    session: Session, factories: Factories, events: list[int], change: str
) -> None:
    seen = preview_queue(session, Queue()).seen
    if change == "decided":
        reject(session, events[0], None, "Grace", NOW, "no")
    elif change == "corrected":
        correct(session, events[0], 1, [Correction("title", "Another")], "Grace", NOW)
    else:
        factories.event()
    with pytest.raises(Conflict, match="Nothing was accepted"):
        accept_queue(session, Queue(), seen, "Ada", NOW)
    assert not any(show_event(session, event).event.review == "accepted" for event in events)
    accept_queue(session, Queue(), preview_queue(session, Queue()).seen, "Ada", NOW)
    assert ids_of(session, Queue()) == []


def test_taking_a_whole_filter_back_leaves_held_what_others_hold(session: Session, events: list[int]) -> None:
    first, second, *_ = events
    accepted = accept_queue(session, Queue(), preview_queue(session, Queue()).seen, "Ada", NOW)
    correct(session, first, 2, [Correction("place", "Delhi")], "Grace", NOW)
    assert accepted.action_id is not None
    undo(session, accepted.action_id, "Ada", NOW)
    with reading(session):
        held = {event: [state["held"] for state in account_states(session, event)] for event in (first, second)}
    assert held == {first: [True], second: [False, False]}
    assert {show_event(session, event).event.review for event in events} == {"proposed"}


def account_states(session: Session, event_id: int) -> list[dict[str, object]]:
    accounts = account_ids_of(session, [event_id])
    return list(read_state(session, [(ACCOUNT, account) for account in accounts]).values())


def test_the_pairs_of_accepted_events_follow_at_once(session: Session, events: list[int]) -> None:
    accepted = accept_queue(session, Queue(), preview_queue(session, Queue()).seen, "Ada", NOW)
    with reading(session):
        assert count_events(session, wanted("pair=IND-PAK&review=accepted")) == 5
    assert accepted.action_id is not None
    undo(session, accepted.action_id, "Ada", NOW)
    with reading(session):
        assert count_events(session, wanted("pair=IND-PAK&review=accepted")) == 0
