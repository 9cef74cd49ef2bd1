"""Decisions about events: what they change, that the history holds it, and that undo gives back what was."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from sqlmodel import Session

from app.domain.corrections import Correction
from app.errors import BadInput, Conflict
from app.services.correct_event import adopt_value, correct, leave_open
from app.services.create_event import Draft, create_event
from app.services.merge_events import merge, split
from app.services.order_event import set_event_order
from app.services.review_event import accept, accept_all, reject
from app.services.show_event import show_event
from app.services.star_event import star
from app.services.undo import undo
from app.store.actions import list_actions
from app.store.engine import reading
from app.store.event_accounts import account_ids_of
from app.store.event_state import State, read_state
from app.store.order_queries import Order
from app.store.revisions import ACCOUNT, EVENT
from tests.factories import Factories, found_event

Act = Callable[[Session, dict[str, int], datetime], object]


@pytest.fixture
def made(factories: Factories) -> dict[str, int]:
    """Two events of a dated act, each with two accounts, an undated one, and the second account of the first."""
    charge = "India accused Pakistan of the bombing, report {} says."
    first = factories.event(article=factories.article(charge.format("one")), date="2019-02-14")
    other = factories.article(charge.format("two"))
    told = found_event(other.text, title="Delhi blames", date="2019-02-15", rule="date.inferred.fresh-news")
    account = factories.account(first.id, article=other, found=told)
    second = factories.event(title="India blames its neighbour", date="2019-02-14")
    factories.annotation(second.id)
    undated = factories.event(date=None, title="India sends a note")
    return {"first": first.id, "second": second.id, "undated": undated.id, "account": account}


def state_of(session: Session, made: dict[str, int]) -> State:
    """All that the history knows of these events and their accounts."""
    events = [made[name] for name in ("first", "second", "undated")]
    with reading(session):
        accounts = account_ids_of(session, events)
        return read_state(session, [(EVENT, event) for event in events] + [(ACCOUNT, one) for one in accounts])


ACTS: dict[str, Act] = {
    "accept": lambda session, made, now: accept(session, made["first"], 1, "Ada", now),
    "reject": lambda session, made, now: reject(session, made["first"], 1, "Ada", now, "not between states"),
    "accept all": lambda session, made, now: accept_all(session, [made["first"], made["second"]], "Ada", now),
    "edit": lambda session, made, now: correct(
        session,
        made["first"],
        1,
        [Correction("title", "A title"), Correction("date", {"edtf": "2019-02-16", "kind": "day"})],
        "Ada",
        now,
    ),
    "parties": lambda session, made, now: correct(
        session, made["first"], 1, [Correction("recipients", ["CHN", "PAK"])], "Ada", now
    ),
    "adopt": lambda session, made, now: adopt_value(
        session, made["first"], 1, "date", made["account"], "Ada", now, "the later report is right"
    ),
    "dispute": lambda session, made, now: leave_open(session, made["first"], 1, "date", "Ada", now, "nobody knows"),
    "merge": lambda session, made, now: merge(session, made["first"], 1, made["second"], "Ada", now),
    "merge from the younger": lambda session, made, now: merge(session, made["second"], 1, made["first"], "Ada", now),
    "split": lambda session, made, now: split(session, made["first"], 1, [made["account"]], "Ada", now),
    "star": lambda session, made, now: star(session, made["first"], "Ada", now, on=True),
    "order": lambda session, made, now: set_event_order(
        session, made["undated"], 1, Order(made["first"], None), "Ada", now
    ),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_undo_gives_back_what_was_and_redo_what_became(
    session: Session, made: dict[str, int], now: datetime, act: Act
) -> None:
    before = state_of(session, made)
    act(session, made, now)
    after = state_of(session, made)
    assert after != before
    with reading(session):
        (action,) = {one.id for name in ("first", "second", "undated") for one in list_actions(session, made[name])}
    undo(session, action, "Ada", now + timedelta(minutes=1))
    assert state_of(session, made) == before
    with reading(session):
        undoing = max(one.id for name in ("first", "second", "undated") for one in list_actions(session, made[name]))
    undo(session, undoing, "Ada", now + timedelta(minutes=2))
    assert state_of(session, made) == after


def test_an_edit_freezes_its_field(session: Session, factories: Factories, made: dict[str, int], now: datetime) -> None:
    correct(session, made["first"], 1, [Correction("title", "As Ada has it")], "Ada", now)
    correct(session, made["first"], 2, [Correction("type", "THREATEN")], "Ada", now)
    page = show_event(session, made["first"])
    assert (page.event.title, page.event.type) == ("As Ada has it", "THREATEN")


def test_an_old_version_is_refused(session: Session, made: dict[str, int], now: datetime) -> None:
    accept(session, made["first"], 1, "Ada", now)
    with pytest.raises(Conflict, match="changed meanwhile"):
        reject(session, made["first"], 1, "Grace", now, "no")


def test_a_merged_event_leads_to_the_older_one(session: Session, made: dict[str, int], now: datetime) -> None:
    assert merge(session, made["second"], 1, made["first"], "Ada", now) == made["first"]
    assert show_event(session, made["second"]).event.merged_into == made["first"]
    page = show_event(session, made["first"])
    assert len(page.accounts) == 3
    assert len(page.annotations) == 1
    with pytest.raises(Conflict, match=str(made["first"])):
        accept(session, made["second"], None, "Ada", now)


def test_an_ordered_event_follows_its_neighbours(session: Session, made: dict[str, int], now: datetime) -> None:
    day = show_event(session, made["first"]).event.date_edtf
    set_event_order(session, made["undated"], 1, Order(made["first"], None), "Ada", now)
    assert show_event(session, made["undated"]).event.date_edtf == f"{day}/.."
    correct(session, made["first"], 1, [Correction("date", {"edtf": "2019-03-01", "kind": "day"})], "Ada", now)
    assert show_event(session, made["undated"]).event.date_edtf == "2019-03-01/.."
    with pytest.raises(BadInput, match="follow from this event"):
        set_event_order(session, made["first"], 2, Order(made["undated"], None), "Ada", now)


def test_an_event_by_hand_rests_on_its_passage(session: Session, factories: Factories, now: datetime) -> None:
    article = factories.article("Envoys met in Oslo. Norway thanked Chile.")
    fields = {
        "title": "Norway thanks Chile",
        "type": "SUPPORT",
        "status": "occurred",
        "actors": ["NOR"],
        "recipients": ["CHL"],
    }
    draft = Draft(article.id, 20, 41, tuple(Correction(name, value) for name, value in fields.items()))
    event_id = create_event(session, draft, "Ada", now)
    page = show_event(session, event_id)
    assert page.accounts[0].quote == "Norway thanked Chile."
    assert page.event.review == "accepted"
    assert [str(tie.dyad) for tie in page.event.dyads] == ["CHL-NOR"]
    with pytest.raises(BadInput, match="already"):
        create_event(session, draft, "Ada", now)


def test_what_was_changed_again_is_not_undone(session: Session, made: dict[str, int], now: datetime) -> None:
    correct(session, made["first"], 1, [Correction("title", "One")], "Ada", now)
    correct(session, made["first"], 2, [Correction("title", "Two")], "Ada", now)
    with reading(session):
        first = list_actions(session, made["first"])[0].id
    with pytest.raises(Conflict, match="title"):
        undo(session, first, "Ada", now)
