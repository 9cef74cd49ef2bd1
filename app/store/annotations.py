"""Analysts' notes and their tags, as they are written; `annotation_queries` reads them. A deleted one keeps its row."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.annotations import Note, OnAccount, OnDyad, OnEvent, OnNote, OnPassage, Target, TargetKind
from app.store import search_rows
from app.store.search_tables import NoteWords
from app.store.tables import Annotation, AnnotationTag, ArticleVersion, Tag

PLACE_COLUMNS = ("article_version_id", "start", "end", "detached")
"""Where a passage is: what changes when its article gets another version."""


@dataclass(frozen=True)
class KeptPassage:
    """The passage of a note, and the text of the version that has it."""

    annotation_id: int
    version_id: int
    text: str
    start: int
    quote: str


def add_note(session: Session, target: Target, iri: str, user_id: int, note: Note, now: datetime) -> int:
    """Write a new note; `iri` is its name wherever it goes."""
    columns = target_columns(target)
    return add_row(
        session, note.tags, iri=iri, user_id=user_id, body=note.body, created_at=now, updated_at=now, **columns
    )


def add_row(session: Session, tags: Collection[str], **columns: Any) -> int:
    """Write a note by its columns, with its tags."""
    row = Annotation(**columns)
    session.add(row)
    session.flush()
    assert row.id is not None  # noqa: S101 - the flush gave it one
    search_rows.touch(session, NoteWords, [row.id])
    _add_tags(session, row.id, tags)
    return row.id


def target_columns(target: Target) -> dict[str, Any]:
    """What the table keeps of what a note stands on."""
    match target:
        case OnEvent(event_id):
            return {"target": TargetKind.EVENT, "event_id": event_id}
        case OnAccount(account_id):
            return {"target": TargetKind.ACCOUNT, "account_id": account_id}
        case OnNote(parent_id):
            return {"target": TargetKind.REPLY, "parent_id": parent_id}
        case OnDyad(dyad, period):
            days = {"earliest": period.earliest, "latest": period.latest} if period else {}
            return {"target": TargetKind.DYAD, "dyad": str(dyad), "period": period.text if period else None, **days}
        case OnPassage(version_id, start, end, quote, prefix, suffix):
            place = {"article_version_id": version_id, "start": start, "end": end}
            return {"target": TargetKind.PASSAGE, **place, "quote": quote, "prefix": prefix, "suffix": suffix}


def change_note(session: Session, annotation_id: int, note: Note, now: datetime) -> None:
    """Put new content in a note and raise its version."""
    _raise_version(session, annotation_id, {"body": note.body}, now)
    session.execute(sa.delete(AnnotationTag).where(col(AnnotationTag.annotation_id) == annotation_id))
    _add_tags(session, annotation_id, note.tags)


def mark_deleted(session: Session, annotation_id: int, now: datetime) -> None:
    """Take a note off its page; the row stays."""
    _raise_version(session, annotation_id, {"deleted_at": now}, now)


def attach(session: Session, annotation_id: int, target: Target) -> None:
    """Give a detached note the place that was found for it."""
    search_rows.touch(session, NoteWords, [annotation_id])
    values = {**target_columns(target), "detached": False, "claimed": None}
    session.execute(sa.update(Annotation).where(col(Annotation.id) == annotation_id).values(**values))


def detach(session: Session, annotation_ids: Collection[int]) -> None:
    """Say that the words of these notes are gone from their article; they stay on the last version that had them."""
    session.execute(sa.update(Annotation).where(col(Annotation.id).in_(annotation_ids)).values(detached=True))


def list_kept_passages(session: Session, article_id: int) -> list[KeptPassage]:
    """The passages of an article that have notes, deleted ones too, each with the text that it was last found in."""
    query = (
        sa.select(
            col(Annotation.id), col(ArticleVersion.id), col(ArticleVersion.text), col(Annotation.start),
            col(Annotation.quote),
        )
        .join(ArticleVersion, col(ArticleVersion.id) == col(Annotation.article_version_id))
        .where(col(ArticleVersion.article_id) == article_id, col(Annotation.target) == TargetKind.PASSAGE)
        .order_by(col(Annotation.id))
    )  # fmt: skip
    return [KeptPassage(*row) for row in session.execute(query)]


def note_ids(session: Session, event_ids: Collection[int]) -> list[int]:
    """Every note on these events themselves, the deleted ones too."""
    query = sa.select(col(Annotation.id)).where(col(Annotation.event_id).in_(event_ids)).order_by(col(Annotation.id))
    return [annotation_id for annotation_id in session.scalars(query) if annotation_id is not None]


def move_annotations(session: Session, annotation_ids: Collection[int], event_id: int) -> None:
    """Put notes on another event, because theirs is part of it now."""
    session.execute(sa.update(Annotation).where(col(Annotation.id).in_(annotation_ids)).values(event_id=event_id))


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


def _raise_version(session: Session, annotation_id: int, values: dict[str, object], now: datetime) -> None:
    search_rows.touch(session, NoteWords, [annotation_id])
    session.execute(
        sa.update(Annotation)
        .where(col(Annotation.id) == annotation_id)
        .values(version=col(Annotation.version) + 1, updated_at=now, **values)
    )


def _add_tags(session: Session, annotation_id: int, names: Collection[str]) -> None:
    if not names:
        return
    known = set(session.scalars(sa.select(col(Tag.name)).where(col(Tag.name).in_(names))))
    new = [{"name": name} for name in names if name not in known]
    if new:
        session.execute(sa.insert(Tag), new)
    ids = session.scalars(sa.select(col(Tag.id)).where(col(Tag.name).in_(names)))
    session.execute(sa.insert(AnnotationTag), [{"annotation_id": annotation_id, "tag_id": tag_id} for tag_id in ids])
