"""Undo out of order: what later decisions hold stays held, and nothing ends up where nobody finds it."""

from datetime import datetime

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.annotations import Note
from app.domain.corrections import Correction
from app.errors import Conflict
from app.services.annotate import add_annotation
from app.services.correct_event import correct
from app.services.merge_events import merge, split
from app.services.order_event import set_event_order
from app.services.review_event import accept, accept_all
from app.services.show_event import show_event
from app.services.star_event import star
from app.services.undo import undo
from app.store.engine import reading
from app.store.event_state import read_state
from app.store.order_queries import Order
from app.store.revisions import ACCOUNT, EVENT
from app.store.tables import Action
from tests.factories import Factories, MadeEvent


@pytest.fixture
def made(factories: Factories) -> MadeEvent:
    return factories.event()


def last_action(session: Session) -> int:
    with reading(session):
        return session.scalars(sa.select(sa.func.max(col(Action.id)))).one() or 0


def is_held(session: Session, account_id: int) -> bool:
    with reading(session):
        return bool(read_state(session, [(ACCOUNT, account_id)])[ACCOUNT, account_id]["held"])


def rename(session: Session, event_id: int, version: int, now: datetime) -> int:
    correct(session, event_id, version, [Correction("title", "As Ada has it")], "Ada", now)
    return last_action(session)


def test_a_decision_on_a_whole_filter_holds_on(session: Session, made: MadeEvent, now: datetime) -> None:
    edit = rename(session, made.id, 1, now)
    accept_all(session, [made.id], "Ada", now)
    undo(session, edit, "Ada", now)
    assert is_held(session, made.account_id)


def test_a_decision_that_was_done_again_holds_on(session: Session, made: MadeEvent, now: datetime) -> None:
    accept(session, made.id, 1, "Ada", now)
    undo(session, last_action(session), "Ada", now)
    undone = last_action(session)
    edit = rename(session, made.id, 3, now)
    undo(session, undone, "Ada", now)
    undo(session, edit, "Ada", now)
    assert is_held(session, made.account_id)


def test_the_last_decision_that_is_undone_lets_its_account_go(session: Session, made: MadeEvent, now: datetime) -> None:
    edit = rename(session, made.id, 1, now)
    undo(session, edit, "Ada", now)
    assert not is_held(session, made.account_id)


def test_an_undo_that_changes_nothing_is_recorded(
    session: Session, factories: Factories, made: MadeEvent, now: datetime
) -> None:
    accept(session, made.id, 1, "Ada", now)
    factories.account(made.id)
    accept(session, made.id, 2, "Ada", now)  # at the same instant it holds the further account, and does nothing else
    again = last_action(session)
    rename(session, made.id, 2, now)
    undo(session, again, "Ada", now)
    with pytest.raises(Conflict, match="undone already"):
        undo(session, again, "Ada", now)


def test_events_are_not_ordered_in_a_circle_by_doing_again(
    session: Session, factories: Factories, made: MadeEvent, now: datetime
) -> None:
    other = factories.event(date=None)
    set_event_order(session, made.id, 1, Order(other.id, None), "Ada", now)
    undo(session, last_action(session), "Ada", now)
    undone = last_action(session)
    set_event_order(session, other.id, 1, Order(made.id, None), "Ada", now)
    with pytest.raises(Conflict, match="before or after itself"):
        undo(session, undone, "Ada", now)


def test_a_merge_drops_the_order_between_the_two(
    session: Session, factories: Factories, made: MadeEvent, now: datetime
) -> None:
    between, later = (factories.event(date=None) for _ in range(2))
    set_event_order(session, between.id, 1, Order(made.id, None), "Ada", now)
    set_event_order(session, later.id, 1, Order(between.id, None), "Ada", now)
    merge(session, made.id, 1, later.id, "Ada", now)
    with reading(session):
        orders = {fields["after"] for fields in read_state(session, [(EVENT, made.id), (EVENT, between.id)]).values()}
    assert orders == {None, made.id}


def test_days_follow_through_an_event_that_is_ordered_itself(
    session: Session, factories: Factories, now: datetime
) -> None:
    month = factories.event(date="2019-02")
    first, second = (factories.event(date=None) for _ in range(2))
    set_event_order(session, second.id, 1, Order(month.id, None), "Ada", now)
    set_event_order(session, first.id, 1, Order(second.id, month.id), "Ada", now)
    correct(session, month.id, 1, [Correction("date", {"edtf": "2019-03", "kind": "between"})], "Ada", now)
    assert show_event(session, first.id).event.date_edtf == "2019-03-01/2019-03-31"


def test_accounts_are_not_given_back_to_an_event_that_is_part_of_another(
    session: Session, factories: Factories, made: MadeEvent, now: datetime
) -> None:
    later = factories.event(title="India blames")
    account = factories.account(later.id)
    split(session, later.id, 1, [account], "Ada", now)
    parted = last_action(session)
    merge(session, made.id, 1, later.id, "Ada", now)
    with pytest.raises(Conflict, match=f"part of event {made.id} now"):
        undo(session, parted, "Ada", now)


def test_a_split_with_notes_on_its_new_event_is_not_undone(
    session: Session, factories: Factories, made: MadeEvent, now: datetime
) -> None:
    account = factories.account(made.id)
    new = split(session, made.id, 1, [account], "Ada", now)
    parted = last_action(session)
    add_annotation(session, new, Note("Only here.", ()), "Ada", now)
    with pytest.raises(Conflict, match="merge it anew"):
        undo(session, parted, "Ada", now)


def test_notes_and_stars_at_a_former_address_go_to_the_event_that_stands_for_it(
    session: Session, factories: Factories, made: MadeEvent, now: datetime
) -> None:
    other = factories.event()
    merge(session, made.id, 1, other.id, "Ada", now)
    add_annotation(session, other.id, Note("Typed before the merge.", ()), "Ada", now)
    star(session, other.id, "Ada", now, on=True)
    with reading(session):
        assert read_state(session, [(EVENT, made.id)])[EVENT, made.id]["stars"]
    assert [note.body for note in show_event(session, made.id).annotations] == ["Typed before the merge."]
