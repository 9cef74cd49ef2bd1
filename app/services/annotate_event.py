"""Notes on events: written, changed, deleted; every change stays in the history, and nothing else is touched."""

from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.annotations import Note
from app.errors import Conflict
from app.services.gone import not_there
from app.store.annotations import (
    AnnotationView,
    add_note,
    change_note,
    find_annotation,
    list_annotations,
    mark_deleted,
)
from app.store.engine import reading, writing
from app.store.merging import stands_for
from app.store.revisions import ANNOTATION, EVENT, Change, record
from app.store.users import user_id

if TYPE_CHECKING:
    from sqlmodel import Session

__all__ = [
    "AnnotationView",
    "add_annotation",
    "delete_annotation",
    "edit_annotation",
    "get_annotation",
]


def add_annotation(session: "Session", event_id: int, note: Note, author: str, now: datetime) -> int:
    """
    Write a note on an event; the same note of the same author twice (a form sent twice) is one.

    On an event that is part of another now it stands with the other.

    Returns:
        The note's id.

    Raises:
        NotFound: There is no such event.
    """
    with writing(session):
        stands = stands_for(session, event_id)
        if stands is None:
            raise not_there(session, EVENT, event_id)
        event_id = stands
        for view in list_annotations(session, event_id):
            if view.author == author and _is_same(view.note, note):
                return view.id
        author_id = user_id(session, author, now)
        annotation_id = add_note(session, event_id, author_id, note, now)
        nothing = Note("", ())
        record(session, _changes(annotation_id, event_id, nothing, note), author_id, now)
        return annotation_id


def edit_annotation(
    session: "Session", annotation_id: int, note: Note, version: int, author: str, now: datetime
) -> int:
    """
    Change a note.

    Args:
        annotation_id: The note.
        note: Its new content; the same content as it has changes nothing.
        version: The version that the author saw.
        author: Who changes it, perhaps not who wrote it.
        now: The instant.

    Returns:
        The id of its event.

    Raises:
        NotFound: There is no such note.
        Conflict: It was changed or deleted since; `get_annotation` gives it as it stands.
    """
    with writing(session):
        present = _present(session, annotation_id)
        if present.deleted_at is not None:
            raise Conflict("This note was deleted meanwhile; nothing was saved.")
        if _is_same(present.note, note):
            return present.event_id
        _check_version(present, version)
        change_note(session, annotation_id, note, now)
        changes = _changes(annotation_id, present.event_id, present.note, note)
        record(session, changes, user_id(session, author, now), now)
        return present.event_id


def delete_annotation(session: "Session", annotation_id: int, version: int, author: str, now: datetime) -> int:
    """
    Take a note off its page; its row and its history stay. A deleted note stays deleted.

    Returns:
        The id of its event.

    Raises:
        NotFound: There is no such note.
        Conflict: It was changed since the author saw this version.
    """
    with writing(session):
        present = _present(session, annotation_id)
        if present.deleted_at is not None:
            return present.event_id
        _check_version(present, version)
        mark_deleted(session, annotation_id, now)
        change = Change(ANNOTATION, annotation_id, "deleted", old=False, new=True, event_id=present.event_id)
        record(session, [change], user_id(session, author, now), now)
        return present.event_id


def get_annotation(session: "Session", annotation_id: int) -> AnnotationView:
    """
    A note as it stands, a deleted one too.

    Raises:
        NotFound: There is no such note.
    """
    with reading(session):
        return _present(session, annotation_id)


def _present(session: "Session", annotation_id: int) -> AnnotationView:
    found = find_annotation(session, annotation_id)
    if found is None:
        raise not_there(session, ANNOTATION, annotation_id)
    return found


def _check_version(present: AnnotationView, version: int) -> None:
    if present.version != version:
        raise Conflict("This note was changed meanwhile; nothing was overwritten.")


def _is_same(one: Note, other: Note) -> bool:
    return one.body == other.body and set(one.tags) == set(other.tags)


def _changes(annotation_id: int, event_id: int, old: Note, new: Note) -> list[Change]:
    """One change for each of body and tags that is not as it was."""
    changes = []
    if old.body != new.body:
        changes.append(Change(ANNOTATION, annotation_id, "body", old.body or None, new.body, event_id))
    if set(old.tags) != set(new.tags):
        changes.append(Change(ANNOTATION, annotation_id, "tags", sorted(old.tags), sorted(new.tags), event_id))
    return changes
