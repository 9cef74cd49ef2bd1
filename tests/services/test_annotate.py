"""Notes and their history, on both databases."""

from datetime import datetime, timedelta

import pytest
from sqlmodel import Session

from app.domain.annotations import Note
from app.errors import Conflict, NotFound
from app.services.annotate import add_annotation, delete_annotation, edit_annotation, get_annotation
from app.services.show_event import show_event
from app.store.engine import data_version, reading
from tests.factories import Factories

NOTE = Note("Seen *twice*.", ("kashmir", "attack"))


def test_a_note_is_written(session: Session, factories: Factories, now: datetime) -> None:
    event = factories.event()
    add_annotation(session, event.id, NOTE, "Ada", now)
    (view,) = show_event(session, event.id).annotations
    assert (view.body, set(view.tags), view.author, view.version) == ("Seen *twice*.", {"kashmir", "attack"}, "Ada", 1)
    assert (view.created_at, view.is_edited) == (now, False)


def test_its_history_says_who_changed_what_and_when(session: Session, factories: Factories, now: datetime) -> None:
    event, later, latest = factories.event(), now + timedelta(hours=1), now + timedelta(hours=2)
    note = add_annotation(session, event.id, NOTE, "Ada", now)
    edit_annotation(session, note, Note("Seen once.", ("attack",)), 1, "Ben", later)
    delete_annotation(session, note, 2, "Eve", latest)
    page = show_event(session, event.id)
    assert page.annotations == ()
    assert [(line.field, line.old, line.new, line.user, line.at) for line in page.history] == [
        ("body", None, "Seen *twice*.", "Ada", now),
        ("tags", [], ["attack", "kashmir"], "Ada", now),
        ("body", "Seen *twice*.", "Seen once.", "Ben", later),
        ("tags", ["attack", "kashmir"], ["attack"], "Ben", later),
        ("deleted", False, True, "Eve", latest),
    ]


def test_the_machines_findings_stay_as_they_are(session: Session, factories: Factories, now: datetime) -> None:
    event = factories.event()
    before = show_event(session, event.id)
    note = add_annotation(session, event.id, NOTE, "Ada", now)
    edit_annotation(session, note, Note("Other.", ()), 1, "Ada", now)
    after = show_event(session, event.id)
    assert (after.event, after.accounts) == (before.event, before.accounts)


def test_a_form_sent_twice_writes_one_note(session: Session, factories: Factories, now: datetime) -> None:
    event = factories.event()
    first = add_annotation(session, event.id, NOTE, "Ada", now)
    assert add_annotation(session, event.id, NOTE, "Ada", now) == first
    assert add_annotation(session, event.id, NOTE, "Ben", now) != first
    assert len(show_event(session, event.id).annotations) == 2


def test_an_edit_sent_twice_is_one_change(session: Session, factories: Factories, now: datetime) -> None:
    event = factories.event()
    note = add_annotation(session, event.id, NOTE, "Ada", now)
    for _ in range(2):
        assert edit_annotation(session, note, Note("Other.", NOTE.tags), 1, "Ada", now).event_id == event.id
    assert get_annotation(session, note).version == 2
    assert [line.field for line in show_event(session, event.id).history] == ["body", "tags", "body"]


def test_nobody_overwrites_another(session: Session, factories: Factories, now: datetime) -> None:
    note = add_annotation(session, factories.event().id, NOTE, "Ada", now)
    edit_annotation(session, note, Note("Ben's words.", ()), 1, "Ben", now)
    with pytest.raises(Conflict, match="changed meanwhile"):
        edit_annotation(session, note, Note("Ada's words.", ()), 1, "Ada", now)
    with pytest.raises(Conflict, match="changed meanwhile"):
        delete_annotation(session, note, 1, "Ada", now)
    assert get_annotation(session, note).body == "Ben's words."


def test_a_deleted_note_stays_deleted(session: Session, factories: Factories, now: datetime) -> None:
    event = factories.event()
    note = add_annotation(session, event.id, NOTE, "Ada", now)
    delete_annotation(session, note, 1, "Ada", now)
    assert delete_annotation(session, note, 1, "Ada", now).event_id == event.id
    with pytest.raises(Conflict, match="deleted"):
        edit_annotation(session, note, Note("Back.", ()), 2, "Ada", now)
    assert get_annotation(session, note).deleted_at == now


def test_what_is_refused_changes_nothing(session: Session, now: datetime) -> None:
    with reading(session):
        before = data_version(session)
    with pytest.raises(NotFound, match="no event 5"):
        add_annotation(session, 5, NOTE, "Ada", now)
    with pytest.raises(NotFound, match="no note 5"):
        edit_annotation(session, 5, NOTE, 1, "Ada", now)
    with pytest.raises(NotFound, match="no note 5"):
        delete_annotation(session, 5, 1, "Ada", now)
    with pytest.raises(NotFound, match="no note 5"):
        get_annotation(session, 5)
    with reading(session):
        assert data_version(session) == before
