"""Analysts' notes on events, and their tags. A deleted note keeps its row."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.annotations import Note
from app.store.tables import Annotation, AnnotationTag, Tag, User


@dataclass(frozen=True)
class AnnotationView:
    """A note as it stands. `version` is what a form must carry back."""

    id: int
    event_id: int
    author: str
    body: str
    tags: tuple[str, ...]
    version: int
    created_at: datetime
    updated_at: datetime
    deleted_at: datetime | None

    @property
    def note(self) -> Note:
        """Its content alone."""
        return Note(self.body, self.tags)

    @property
    def is_edited(self) -> bool:
        """Whether it was changed since it was written."""
        return self.version > 1


def add_note(session: Session, event_id: int, user_id: int, note: Note, now: datetime) -> int:
    """Write a new note."""
    row = Annotation(event_id=event_id, user_id=user_id, body=note.body, created_at=now, updated_at=now)
    session.add(row)
    session.flush()
    assert row.id is not None  # noqa: S101 - the flush gave it one
    _add_tags(session, row.id, note.tags)
    return row.id


def change_note(session: Session, annotation_id: int, note: Note, now: datetime) -> None:
    """Put new content in a note and raise its version."""
    _raise_version(session, annotation_id, {"body": note.body}, now)
    session.execute(sa.delete(AnnotationTag).where(col(AnnotationTag.annotation_id) == annotation_id))
    _add_tags(session, annotation_id, note.tags)


def mark_deleted(session: Session, annotation_id: int, now: datetime) -> None:
    """Take a note off its page; the row stays."""
    _raise_version(session, annotation_id, {"deleted_at": now}, now)


def find_annotation(session: Session, annotation_id: int) -> AnnotationView | None:
    """The note of this id, a deleted one too, or None."""
    return next(iter(_views(session, col(Annotation.id) == annotation_id)), None)


def list_annotations(session: Session, event_id: int) -> list[AnnotationView]:
    """The notes on an event that are not deleted, oldest first."""
    return _views(session, col(Annotation.event_id) == event_id, col(Annotation.deleted_at).is_(None))


def note_ids(session: Session, event_ids: Collection[int]) -> list[int]:
    """Every note on these events, the deleted ones too."""
    query = sa.select(col(Annotation.id)).where(col(Annotation.event_id).in_(event_ids)).order_by(col(Annotation.id))
    return [annotation_id for annotation_id in session.scalars(query) if annotation_id is not None]


def move_annotations(session: Session, annotation_ids: Collection[int], event_id: int) -> None:
    """Put notes on another event, because theirs is part of it now."""
    session.execute(sa.update(Annotation).where(col(Annotation.id).in_(annotation_ids)).values(event_id=event_id))


def _raise_version(session: Session, annotation_id: int, values: dict[str, object], now: datetime) -> None:
    session.execute(
        sa.update(Annotation)
        .where(col(Annotation.id) == annotation_id)
        .values(version=col(Annotation.version) + 1, updated_at=now, **values)
    )


def _views(session: Session, *conditions: sa.ColumnElement[bool]) -> list[AnnotationView]:
    query = (
        sa.select(Annotation, col(User.name))
        .join(User, col(User.id) == col(Annotation.user_id))
        .where(*conditions)
        .order_by(col(Annotation.id))
    )
    rows = [(row, author, row.id or 0) for row, author in session.execute(query)]
    tags = tags_of(session, [annotation_id for _, _, annotation_id in rows])
    return [
        AnnotationView(
            id=annotation_id,
            event_id=row.event_id,
            author=author,
            body=row.body,
            tags=tags.get(annotation_id, ()),
            version=row.version,
            created_at=row.created_at,
            updated_at=row.updated_at,
            deleted_at=row.deleted_at,
        )
        for row, author, annotation_id in rows
    ]


def tags_of(session: Session, annotation_ids: Collection[int]) -> dict[int, tuple[str, ...]]:
    """For each note that has any its tags, sorted."""
    query = (
        sa.select(col(AnnotationTag.annotation_id), col(Tag.name))
        .join(Tag, col(Tag.id) == col(AnnotationTag.tag_id))
        .where(col(AnnotationTag.annotation_id).in_(annotation_ids))
        .order_by(col(Tag.name))
    )
    tags: dict[int, tuple[str, ...]] = {}
    for annotation_id, name in session.execute(query):
        tags[annotation_id] = (*tags.get(annotation_id, ()), name)
    return tags


def _add_tags(session: Session, annotation_id: int, names: Collection[str]) -> None:
    if not names:
        return
    known = set(session.scalars(sa.select(col(Tag.name)).where(col(Tag.name).in_(names))))
    new = [{"name": name} for name in names if name not in known]
    if new:
        session.execute(sa.insert(Tag), new)
    ids = session.scalars(sa.select(col(Tag.id)).where(col(Tag.name).in_(names)))
    session.execute(sa.insert(AnnotationTag), [{"annotation_id": annotation_id, "tag_id": tag_id} for tag_id in ids])
