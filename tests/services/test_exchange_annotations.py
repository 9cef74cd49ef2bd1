"""Notes out of one instance and into another: letter by letter where it has the articles, else kept as detached."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from app.domain.annotations import Note, OnAccount, OnDyad, OnNote, TargetKind, read_period
from app.domain.dyads import Dyad
from app.errors import BadInput
from app.services.annotate import add_annotation, annotate, annotate_words, delete_annotation, edit_annotation
from app.services.browse_annotations import AnnotationSearch, browse_annotations
from app.services.export_annotations import exporting_annotations
from app.services.import_annotations import ImportedAnnotations, import_annotations
from app.services.show_article import show_article
from app.store.checks import check_database
from app.store.engine import make_engine, make_session_factory
from app.store.migrate import upgrade
from tests.conftest import NOW
from tests.factories import Factories, MadeEvent

ROOT = "http://127.0.0.1"
FIRST = "India accused Pakistan of the attack. India accused Pakistan again, “loudly” — 😀."
SECOND = "Pakistan denied it on Friday."
EVERYTHING = AnnotationSearch()


def items(session: Session) -> list[dict[str, Any]]:
    """All notes as they are exported, by their names: answers may come later than they did at home."""
    with exporting_annotations(session, EVERYTHING, ROOT) as export:
        return sorted(export.annotations, key=lambda one: str(one["id"]))


def bring_in(session: Session, data: Any, importer: str = "Eve") -> ImportedAnnotations:
    return import_annotations(session, json.dumps(data).encode(), importer, NOW + timedelta(days=1), 20_000)


def fill(session: Session, factories: Factories) -> MadeEvent:
    """A note on everything that there is, answers, an edit, and one that was deleted."""
    event = tell(factories)
    later = NOW + timedelta(minutes=5, microseconds=7)
    first = add_annotation(session, event.id, Note("On the *event*,\n\n- twice", ("b", "a tag")), "Ada", NOW)
    annotate(session, OnNote(first), Note("An answer.", ()), "Ben", later)
    edit_annotation(session, first, Note("On the *event*, edited.", ("a tag",)), 1, "Ada", later)
    annotate(session, OnAccount(event.account_id), Note("Beside it <b>x</b>", ()), "Ben", NOW)
    passage = annotate_words(
        session, event.article.id, "accused Pakistan", FIRST.rindex("accused"), Note("Said twice.", ("b",)), "Ada", NOW
    )
    annotate(session, OnNote(passage), Note("Indeed 😀", ()), "Ben", later)
    annotate(session, OnDyad(Dyad("IND", "PAK"), read_period("2019-02~")), Note("A tense month.", ()), "Ada", NOW)
    annotate(session, OnDyad(Dyad("IND", "PAK"), None), Note("Of all time.", ()), "Ada", NOW)
    gone = add_annotation(session, event.id, Note("Passing.", ()), "Ada", NOW)
    delete_annotation(session, gone, 1, "Ada", NOW)
    return event


def tell(factories: Factories) -> MadeEvent:
    event = factories.event(article=factories.article(FIRST, title="First"))
    factories.account(event.id, article=factories.article(SECOND, title="Second"))
    return event


@pytest.fixture
def exported(tmp_path: Path) -> Iterator[list[dict[str, Any]]]:
    """The notes of another instance, on SQLite."""
    url = f"sqlite:///{tmp_path / 'elsewhere.db'}"
    upgrade(url)
    engine = make_engine(url)
    there = make_session_factory(engine)
    with there() as other:
        fill(other, Factories(there, NOW))
        yield items(other)
    engine.dispose()


def test_notes_come_back_letter_by_letter(
    session: Session, factories: Factories, engine: sa.Engine, exported: list[dict[str, Any]]
) -> None:
    tell(factories)
    done = bring_in(session, {"first": {"items": exported}})
    assert (done.added, done.detached, done.faults) == (7, 0, ())
    assert items(session) == exported
    again = bring_in(session, exported)
    assert (again.added, again.known, again.attached) == (0, 7, 0)
    assert items(session) == exported
    assert check_database(engine).faults == ()


def test_what_an_instance_wrote_itself_is_known_there(session: Session, factories: Factories) -> None:
    fill(session, factories)
    before = items(session)
    done = bring_in(session, before)
    assert (done.added, done.known) == (0, 7)
    assert items(session) == before


def test_notes_whose_text_is_missing_are_kept_and_found_when_it_comes(
    session: Session, factories: Factories, exported: list[dict[str, Any]]
) -> None:
    done = bring_in(session, exported)
    assert (done.added, done.detached) == (7, 3)
    listed = browse_annotations(session, AnnotationSearch(detached=True))
    assert {note.root for note in listed.notes} == {TargetKind.EVENT, TargetKind.ACCOUNT, TargetKind.PASSAGE}
    assert items(session) == exported, "nothing of them is lost"
    tell(factories)
    again = bring_in(session, exported)
    assert (again.added, again.attached, again.known) == (0, 3, 4)
    assert items(session) == exported
    assert browse_annotations(session, AnnotationSearch(detached=True)).notes == ()


def test_a_changed_text_is_never_taken_for_the_one_that_was_annotated(
    session: Session, factories: Factories, exported: list[dict[str, Any]]
) -> None:
    changed = factories.article(FIRST.replace("again", "anew"), title="First")
    assert bring_in(session, exported).detached == 3
    assert show_article(session, changed.id).threads == ()


def test_the_importer_answers_for_what_a_file_says_of_writers(session: Session, factories: Factories) -> None:
    note = {"type": "Annotation", "creator": "Ada", "bodyValue": "Mine?", "target": {"dyadline:dyad": "IND-PAK"}}
    bring_in(session, [note, note], "Eve")
    (found,) = browse_annotations(session, EVERYTHING).notes
    assert (found.author, found.brought_by, found.owner) == ("Ada", "Eve", "Eve")


def test_another_programs_annotation_finds_its_words_by_address_and_quote(
    session: Session, factories: Factories
) -> None:
    article = factories.article("One. Two words. Three. Two words.", url="https://example.org/story")
    selector = {"type": "TextQuoteSelector", "exact": "Two words", "prefix": "Three. "}
    target: dict[str, Any] = {"source": "https://example.org/story#x", "selector": [selector]}
    foreign: dict[str, Any] = {"id": "https://example.org/a/1", "type": "Annotation", "body": [], "target": target}
    told = {**foreign, "body": {"type": "TextualBody", "value": "Second one"}}
    vague = {**told, "id": "https://example.org/a/2", "target": {**target, "selector": {**selector, "prefix": ""}}}
    done = bring_in(session, [told, vague])
    assert (done.added, done.detached) == (2, 1)
    (thread,) = show_article(session, article.id).threads
    assert (thread.note.start, thread.note.quote) == (23, "Two words")


GOOD = {"type": "Annotation", "bodyValue": "Good.", "target": {"dyadline:dyad": "IND-PAK"}}
BAD: list[tuple[Any, str]] = [
    ("text", "it is no annotation"),
    ({**GOOD, "type": "Note"}, "“type” is not “Annotation”"),
    ({**GOOD, "target": None}, "no target"),
    ({**GOOD, "target": "https://example.org/"}, "TextQuoteSelector"),
    ({**GOOD, "target": {"dyadline:dyad": "IND-XXX"}}, "'XXX'"),
    ({**GOOD, "target": {"dyadline:dyad": "IND-PAK", "dcterms:temporal": "soon"}}, "'soon'"),
    ({**GOOD, "bodyValue": " "}, "The note is empty"),
    ({**GOOD, "bodyValue": "x" * 20_001}, "20000 is the most"),
    ({**GOOD, "body": {"type": "Image"}}, "its body has no text"),
    ({**GOOD, "body": {"value": "<b>", "format": "text/html"}}, "text/html, which is not taken"),
    ({**GOOD, "created": "yesterday"}, "“created” is no instant"),
    ({**GOOD, "id": 7}, "“id” is no address"),
]


def test_the_rest_goes_on_where_items_are_bad(session: Session) -> None:
    done = bring_in(session, [GOOD, *(item for item, _ in BAD), {**GOOD, "bodyValue": "Last."}])
    assert done.added == 2
    assert len(done.faults) == len(BAD)
    for number, (fault, (_, message)) in enumerate(zip(done.faults, BAD, strict=True), 2):
        assert fault.startswith(f"Item {number}: ")
        assert message in fault


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b'{"items": [\n  {"type": "Annotation",}\n]}', "line 2"),
        (b"", "line 1"),
        (b"\xff\xfe", "Line 1 of the file is not UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        (b"7", "holds no annotations"),
        (b'{"a": 1}', "neither “items” nor a “target”"),
    ],
    ids=["syntax", "empty", "not text", "too deep", "number", "no items"],
)
def test_a_file_that_is_none_changes_nothing(session: Session, now: datetime, raw: bytes, message: str) -> None:
    with pytest.raises(BadInput, match=message):
        import_annotations(session, raw, "Ada", now, 20_000)


def test_what_no_database_keeps_is_left_out(session: Session, now: datetime) -> None:
    words = r'{"type": "TextQuoteSelector", "exact": "w\ud800\u0000", "prefix": "\udc00"}'
    position = '{"type": "TextPositionSelector", "start": 2147483647}'
    target = f'{{"source": "x\\u0000", "selector": [{words}, {position}]}}'
    raw = f'[{{"type": "Annotation", "bodyValue": "b\\ud83d\\u0000 \\ud83d\\ude00", "target": {target}}}]'
    assert import_annotations(session, raw.encode(), "Ada", now, 20_000).detached == 1
    (item,) = items(session)
    assert item["body"][0]["value"] == "b 😀"
    assert item["target"]["selector"][0]["exact"] == "w"
    assert json.dumps(item, ensure_ascii=False).encode()


def test_one_annotation_in_each_line_names_the_bad_line(session: Session, now: datetime) -> None:
    raw = "\n".join([json.dumps(GOOD), "{broken", json.dumps({**GOOD, "bodyValue": "Other."})]).encode()
    done = import_annotations(session, raw, "Ada", now, 20_000)
    assert done.added == 2
    assert done.faults == ("Line 2: it is no JSON: write one annotation in each line, or a list of them.",)


def test_a_long_file_is_brought_in_by_stretches(
    session: Session, exported: list[dict[str, Any]], factories: Factories, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Answers find in a later stretch what they answer, and what comes twice in one file is one note."""
    tell(factories)
    monkeypatch.setattr("app.services.import_annotations.NOTES_AT_ONCE", 1)
    done = bring_in(session, [*exported, *exported])
    assert (done.added, done.known, done.faults) == (len(exported), len(exported), ())
    assert items(session) == exported
