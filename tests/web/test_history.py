"""The history in words, and the wording of fields."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlmodel import Session

from app.domain.corrections import Correction
from app.services.correct_event import correct, leave_open
from app.services.merge_events import merge, split
from app.services.review_event import accept, accept_all
from app.services.show_event import ActionView, RevisionView, show_event
from app.services.undo import undo
from app.web.event_words import value_words
from app.web.history import FieldChange, HistoryEntry, Undone, changes_since, tell_history
from tests.factories import Factories, found_event

NOW = datetime(2024, 5, 6, 7, 8, tzinfo=UTC)


def revision(
    field: str, old: Any, new: Any, *, user: str | None = "Ada", minute: int = 8, note: int = 3
) -> RevisionView:
    at = NOW.replace(minute=minute)
    return RevisionView(1, "annotation", note, field, old, new, user, at, None)


def test_what_one_person_did_at_once_is_one_entry_newest_first() -> None:
    history = tell_history(
        [
            revision("body", None, "One."),
            revision("tags", [], ["a"]),
            revision("body", "One.", "Two.", minute=9, user="Bea"),
            revision("deleted", False, True, minute=10),
        ]
    )
    assert [(entry.user, entry.deed) for entry in history] == [
        ("Ada", "deleted note 3"),
        ("Bea", "changed note 3"),
        ("Ada", "wrote note 3"),
    ]
    assert history[0].changes == ()
    assert history[1].changes == (FieldChange("Text", "One.", "Two."),)
    assert history[2].changes == (FieldChange("Text", None, "One."), FieldChange("Tags", None, "a"))


def test_two_notes_at_one_instant_are_two_entries() -> None:
    assert len(tell_history([revision("body", None, "x"), revision("body", None, "y", note=4)])) == 2


def test_what_nobody_did_the_machine_did() -> None:
    assert tell_history([revision("body", None, "x", user=None)])[0].user == "the machine"


def act(session: Session, factories: Factories, deed: Callable[[int, int], object]) -> tuple[list[HistoryEntry], int]:
    """The history, newest first, of an event with two accounts with which something was done."""
    event = factories.event(article=factories.article("India accused Pakistan of hiding gunmen."))
    other = factories.article("On Thursday India accused Pakistan of hiding gunmen.")
    told = found_event(other.text)
    account = factories.account(event.id, article=other, found=told)
    deed(event.id, account)
    page = show_event(session, event.id)
    return list(tell_history(page.history, page.actions, event.id)), event.id


def test_an_edit_is_told_by_the_field_it_changed(session: Session, factories: Factories) -> None:
    date = Correction("date", {"edtf": "2019-02", "kind": "between"})
    history, _ = act(session, factories, lambda event, _: correct(session, event, 1, [date], "Ada", NOW, "as printed"))
    (entry,) = history
    assert (entry.user, entry.deed, entry.reason) == ("Ada", "corrected this event", "as printed")
    assert [change.new for change in entry.changes if change.label == "Date"] == ["February 2019"]
    assert FieldChange("Accounts", None, "2 stay with this event, whatever the machine finds") in entry.changes
    assert not any(change.label.startswith("Decision") for change in entry.changes), "the date tells it already"


def test_what_stays_open_is_told(session: Session, factories: Factories) -> None:
    history, _ = act(
        session, factories, lambda event, _: leave_open(session, event, 1, "date", "Ada", NOW, "nobody knows")
    )
    assert FieldChange("Decision on: Date", None, "left open") in history[0].changes


def test_an_account_that_left_is_told_on_both_pages(session: Session, factories: Factories) -> None:
    made: list[int] = []
    history, event = act(
        session, factories, lambda event, one: made.extend([one, split(session, event, 1, [one], "Ada", NOW)])
    )
    account, new = made
    assert history[0].deed == "took accounts out of this event"
    assert FieldChange(f"Account {account}", "this event", f"event {new}") in history[0].changes
    page = show_event(session, new)
    (entry,) = tell_history(page.history, page.actions, new)
    assert entry.deed == f"took accounts out of event {event}"
    assert FieldChange(f"Account {account}", f"event {event}", "this event") in entry.changes


def test_a_merge_is_told_on_both_pages(session: Session, factories: Factories) -> None:
    other = factories.event(title="Older").id
    history, event = act(session, factories, lambda event, _: merge(session, event, 1, other, "Ada", NOW))
    assert history[0].deed == f"joined this event with event {other}"
    assert FieldChange("Part of", None, f"event {other}") in history[0].changes
    page = show_event(session, other)
    (entry,) = tell_history(page.history, page.actions, other)
    moved = [change for change in entry.changes if change.old == f"event {event}"]
    assert len(moved) == 2, "both accounts came from there"


def test_undo_stands_at_what_it_took_back(session: Session, factories: Factories) -> None:
    def deed(event: int, _: int) -> None:
        accept(session, event, 1, "Ada", NOW)
        undo(session, 1, "Grace", NOW.replace(minute=9))

    taken_back, accepted = act(session, factories, deed)[0]
    assert taken_back.deed == "took back: accepted this event"
    assert accepted.undone == Undone("Grace", NOW.replace(minute=9))
    assert (taken_back.can_undo, accepted.can_undo) == (True, False)
    assert FieldChange("Review", "proposed", "accepted") in accepted.changes
    assert FieldChange("Accounts", None, "2 are free again for the machine to place") in taken_back.changes


def test_a_bulk_acceptance_is_told_as_one(session: Session, factories: Factories) -> None:
    history, _ = act(session, factories, lambda event, _: accept_all(session, [event], "Ada", NOW))
    assert history[0].deed == "accepted this event together with others of a filter"


def test_a_kind_of_action_without_words_is_told_nevertheless() -> None:
    action = ActionView(1, "settle_again", 7, None, NOW, None, None, None)
    (entry,) = tell_history([], [action], 7)
    assert (entry.user, entry.deed) == ("the machine", "settle again: changed this event")
    assert (entry.by_machine, entry.can_undo) == (True, False)


def test_only_what_came_after_the_seen_version_counts_as_since(session: Session, factories: Factories) -> None:
    def deed(event: int, _: int) -> None:
        correct(session, event, 1, [Correction("title", "Second")], "Ada", NOW)
        correct(session, event, 2, [Correction("title", "Third")], "Ada", NOW)
        correct(session, event, 3, [Correction("title", "Fourth")], "Ada", NOW)

    _, event = act(session, factories, deed)
    page = show_event(session, event)
    assert changes_since(2, 4, page.history, event) == (FieldChange("Title", "Second", "Fourth"),)
    assert changes_since(4, 4, page.history, event) == ()
    assert changes_since(1, 4, page.history, event)[0].new == "Fourth"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("date", "2011-03-02/2011-03-03", "2–3 March 2011"),
        ("actors", ["IND", "Jaish-e-Mohammad"], "India, Jaish-e-Mohammad"),
        (
            "context",
            {"PAK": ["host", "location"]},
            "Pakistan (home of an armed group that takes part, the place is there)",
        ),
        ("type", "SANCTION", "sanction (material conflict)"),
        ("type", "OLDER", "OLDER (statement or milestone)"),
        ("status", "planned", "planned"),
        ("confidence", 0.854, "85 %"),
        ("recipients", [], "—"),
        ("place", None, "—"),
    ],
)
def test_values_in_words(field: str, value: Any, said: str) -> None:
    assert value_words(field, value) == said
