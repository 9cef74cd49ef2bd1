"""Notes: written, answered, changed, deleted; every change stays in the history, and nothing else is touched."""

import uuid
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.annotations import Note, OnAccount, OnDyad, OnEvent, OnNote, OnPassage, Target
from app.errors import Conflict, NotFound
from app.services.find_words import find_words
from app.services.gone import not_there
from app.store.annotation_queries import AnnotationView, Thread, find_annotation, find_same
from app.store.annotations import add_note, change_note, mark_deleted, target_columns
from app.store.engine import reading, writing
from app.store.event_accounts import event_of_account
from app.store.merging import stands_for
from app.store.revisions import ANNOTATION, ARTICLE, EVENT, Change, record
from app.store.source_texts import find_latest_text
from app.store.users import user_id

if TYPE_CHECKING:
    from sqlmodel import Session

__all__ = [
    "AnnotationView",
    "Thread",
    "add_annotation",
    "annotate",
    "annotate_words",
    "delete_annotation",
    "edit_annotation",
    "get_annotation",
]


def add_annotation(session: "Session", event_id: int, note: Note, author: str, now: datetime) -> int:
    """Write a note on an event, as `annotate` does."""
    return annotate(session, OnEvent(event_id), note, author, now)


def annotate(session: "Session", target: Target, note: Note, author: str, now: datetime) -> int:
    """
    Write a note; the same note of the same author on the same target twice (a form sent twice) is one.

    On an event that is part of another now it stands with the other; an answer to an answer stands in its thread.

    Returns:
        The note's id.

    Raises:
        NotFound: There is nothing of the kind to write it on.
        Conflict: The note that it answers was deleted meanwhile.
    """
    with writing(session):
        target, event_id = _standing(session, target)
        author_id = user_id(session, author, now)
        known = find_same(session, target_columns(target), author_id, note)
        if known is not None:
            return known
        annotation_id = add_note(session, target, uuid.uuid4().urn, author_id, note, now)
        record(session, note_changes(annotation_id, event_id, Note("", ()), note), author_id, now)
        return annotation_id


def annotate_words(
    session: "Session", article_id: int, words: str, at: int | None, note: Note, author: str, now: datetime
) -> int:
    """
    Write a note on words of the latest version of an article.

    Args:
        words: As pasted or selected.
        at: Where they begin, in code points of its text; None where they were only pasted.

    Raises:
        NotFound: There is no such article.
        SeveralPlaces, BadInput: As `find_words` does.
    """
    with reading(session):
        source = find_latest_text(session, article_id)
        if source is None:
            raise not_there(session, ARTICLE, article_id)
    place = find_words(source.text, words, at)
    return annotate(session, OnPassage.of(source.version_id, source.text, place.start, place.end), note, author, now)


def edit_annotation(
    session: "Session", annotation_id: int, note: Note, version: int, author: str, now: datetime
) -> AnnotationView:
    """
    Change a note.

    Args:
        annotation_id: The note.
        note: Its new content; the same content as it has changes nothing.
        version: The version that the author saw.
        author: Who changes it, perhaps not who wrote it.
        now: The instant.

    Returns:
        The note as it stood before, to know its place.

    Raises:
        NotFound: There is no such note.
        Conflict: It was changed or deleted since; `get_annotation` gives it as it stands.
    """
    with writing(session):
        present = _present(session, annotation_id)
        if present.deleted_at is not None:
            raise Conflict("This note was deleted meanwhile; nothing was saved.")
        if is_same(present.note, note):
            return present
        _check_version(present, version)
        change_note(session, annotation_id, note, now)
        changes = note_changes(annotation_id, present.event_id, present.note, note)
        record(session, changes, user_id(session, author, now), now)
        return present


def delete_annotation(
    session: "Session", annotation_id: int, version: int, author: str, now: datetime
) -> AnnotationView:
    """
    Take a note off its page; its row, its answers and its history stay. A deleted note stays deleted.

    Returns:
        The note as it stood before, to know its place.

    Raises:
        NotFound: There is no such note.
        Conflict: It was changed since the author saw this version.
    """
    with writing(session):
        present = _present(session, annotation_id)
        if present.deleted_at is not None:
            return present
        _check_version(present, version)
        mark_deleted(session, annotation_id, now)
        change = Change(ANNOTATION, annotation_id, "deleted", old=False, new=True, event_id=present.event_id)
        record(session, [change], user_id(session, author, now), now)
        return present


def get_annotation(session: "Session", annotation_id: int) -> AnnotationView:
    """
    A note as it stands, a deleted one too.

    Raises:
        NotFound: There is no such note.
    """
    with reading(session):
        return _present(session, annotation_id)


def is_same(one: Note, other: Note) -> bool:
    """Whether two notes say the same; the order of tags says nothing."""
    return one.body == other.body and set(one.tags) == set(other.tags)


def note_changes(annotation_id: int, event_id: int | None, old: Note, new: Note) -> list[Change]:
    """One change for each of body and tags that is not as it was; `event_id` is the event whose page shows the note."""
    changes = []
    if old.body != new.body:
        changes.append(Change(ANNOTATION, annotation_id, "body", old.body or None, new.body, event_id))
    if set(old.tags) != set(new.tags):
        changes.append(Change(ANNOTATION, annotation_id, "tags", sorted(old.tags), sorted(new.tags), event_id))
    return changes


def _standing(session: "Session", target: Target) -> tuple[Target, int | None]:
    """What a note stands on now, and the event whose page shows it."""
    match target:
        case OnEvent(event_id):
            stands = stands_for(session, event_id)
            if stands is None:
                raise not_there(session, EVENT, event_id)
            return replace(target, event_id=stands), stands
        case OnAccount(account_id):
            told = event_of_account(session, account_id)
            if told is None:
                raise NotFound(f"There is no account {account_id}.")
            return target, told
        case OnNote(parent_id):
            answered = _present(session, parent_id)
            if answered.deleted_at is not None:
                raise Conflict("The note that this answers was deleted meanwhile; nothing was saved.")
            return OnNote(answered.parent_id or answered.id), answered.event_id
        case OnPassage() | OnDyad():
            return target, None


def _present(session: "Session", annotation_id: int) -> AnnotationView:
    found = find_annotation(session, annotation_id)
    if found is None:
        raise not_there(session, ANNOTATION, annotation_id)
    return found


def _check_version(present: AnnotationView, version: int) -> None:
    if present.version != version:
        raise Conflict("This note was changed meanwhile; nothing was overwritten.")
