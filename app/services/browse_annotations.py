"""Notes to look through: all of them page by page, one thread with its history, and the tags in use."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.services.annotate import AnnotationView, Thread
from app.services.gone import not_there
from app.store.annotation_queries import (
    AnnotationSearch,
    count_annotations,
    find_thread,
    list_annotations,
    list_authors,
    list_dyad_threads,
    list_tags,
)
from app.store.engine import reading
from app.store.revisions import ANNOTATION, RevisionView, list_history

if TYPE_CHECKING:
    from sqlmodel import Session

__all__ = [
    "AnnotationList",
    "AnnotationSearch",
    "ThreadPage",
    "browse_annotations",
    "dyad_threads",
    "show_thread",
    "tags_in_use",
]

PAGE_SIZE = 50


@dataclass(frozen=True)
class AnnotationList:
    """
    One page of the notes of a search, the newest first.

    Attributes:
        previous, next: What to give as `after` and `before` for the pages of newer and older notes; None at the ends.
        total: On all pages.
        tags, authors: All that can be searched for.
    """

    notes: tuple[AnnotationView, ...]
    previous: int | None
    next: int | None
    total: int
    tags: tuple[str, ...]
    authors: tuple[str, ...]


@dataclass(frozen=True)
class ThreadPage:
    """A thread, deleted notes among it, with the history of all of its notes, oldest first."""

    thread: Thread
    history: tuple[RevisionView, ...]


def browse_annotations(
    session: "Session", search: AnnotationSearch, *, before: int | None = None, after: int | None = None
) -> AnnotationList:
    """
    Give a page of the notes of a search.

    Args:
        before: The lowest id on the page before this one; those older than it are given.
        after: The highest id on the page behind this one; those newer than it are given.
    """
    with reading(session):
        found = list_annotations(session, search, PAGE_SIZE + 1, before=before, after=after)
        if after is not None and len(found) <= PAGE_SIZE:  # the beginning is near: give the first page whole
            before = after = None
            found = list_annotations(session, search, PAGE_SIZE + 1)
        more, notes = len(found) > PAGE_SIZE, found[:PAGE_SIZE]
        if after is not None:
            notes = notes[::-1]
        is_first = before is None and after is None
        return AnnotationList(
            notes=tuple(notes),
            previous=None if is_first or not notes else notes[0].id,
            next=notes[-1].id if notes and (more or after is not None) else None,
            total=count_annotations(session, search),
            tags=tuple(list_tags(session)),
            authors=tuple(list_authors(session)),
        )


def show_thread(session: "Session", annotation_id: int) -> ThreadPage:
    """
    Gather the thread that a note stands in, deleted notes among it.

    Raises:
        NotFound: There is no such note.
    """
    with reading(session):
        thread = find_thread(session, annotation_id)
        if thread is None:
            raise not_there(session, ANNOTATION, annotation_id)
        notes = (thread.note, *thread.replies)
        history = [row for note in notes for row in list_history(session, ANNOTATION, note.id)]
        return ThreadPage(thread, tuple(sorted(history, key=lambda row: row.id)))


def dyad_threads(session: "Session", dyad: str) -> tuple[Thread, ...]:
    """The notes on a pair of countries."""
    with reading(session):
        return tuple(list_dyad_threads(session, dyad))


def tags_in_use(session: "Session") -> tuple[str, ...]:
    """The tags that notes have, those of most notes first."""
    with reading(session):
        return tuple(list_tags(session))
