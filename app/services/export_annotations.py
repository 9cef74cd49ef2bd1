"""Notes as W3C Web Annotation, read while they are taken."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.annotations import TargetKind
from app.domain.web_annotation_output import (
    Json,
    account_target,
    annotation_json,
    dyad_target,
    event_target,
    words_target,
)
from app.store.annotation_exchange import told_of_accounts, told_of_events, version_facts
from app.store.annotation_queries import (
    AnnotationSearch,
    AnnotationView,
    count_annotations,
    find_thread,
    list_annotations,
)
from app.store.engine import reading

if TYPE_CHECKING:
    from sqlmodel import Session

__all__ = ["AnnotationExport", "AnnotationSearch", "exporting_annotations"]

BATCH = 200
"""Notes read together: memory stays the same however many there are."""


@dataclass(frozen=True)
class AnnotationExport:
    """The notes of a search: how many, and each as an annotation, oldest first."""

    count: int
    annotations: Iterator[Json]


@contextmanager
def exporting_annotations(session: "Session", search: AnnotationSearch, root: str) -> Iterator[AnnotationExport]:
    """
    Open an export: all of it is read in one transaction, until the block ends. Deleted notes are left out.

    Args:
        root: Where our own pages are, without a slash at the end.
    """
    with reading(session):
        yield AnnotationExport(count_annotations(session, search), _annotations(session, search, root))


def _annotations(session: "Session", search: AnnotationSearch, root: str) -> Iterator[Json]:
    after = 0
    while notes := list_annotations(session, search, BATCH, after=after):
        targets = _Targets(session, notes, root)
        for note in notes:
            target = targets.of(note)
            is_reply = note.target is TargetKind.REPLY and (isinstance(target, str) or note.is_lost)
            yield annotation_json(
                note.iri, note.author, note.created_at, note.updated_at, note.body, note.tags, target, is_reply=is_reply
            )
        after = notes[-1].id


class _Targets:
    """What the notes of one batch stand on."""

    def __init__(self, session: "Session", notes: Sequence[AnnotationView], root: str) -> None:
        self._session, self._root = session, root
        events = [note.event_id for note in notes if note.root is TargetKind.EVENT and note.event_id]
        accounts = [note.account_id for note in notes if note.account_id]
        versions = [note.version_id for note in notes if note.version_id]
        self._events = told_of_events(session, events, root)
        self._accounts = told_of_accounts(session, accounts, root)
        self._versions = version_facts(session, versions, root)

    def of(self, note: AnnotationView) -> Json | str:
        """The target of a note; a reply whose first note was deleted stands on what that stood on."""
        if note.target is TargetKind.REPLY and note.parent_id:
            thread = find_thread(self._session, note.parent_id)
            if thread and thread.note.deleted_at is None:
                return thread.note.iri
        match note.root:
            case TargetKind.EVENT if note.event_id:
                address = f"{self._root}/events/{note.event_id}"
                return event_target(address, note.event_title or "", self._events.get(note.event_id, ()))
            case TargetKind.ACCOUNT if note.account_id:
                return account_target(self._accounts[note.account_id])
            case TargetKind.PASSAGE if note.version_id and note.start is not None and note.end is not None:
                place = (note.start, note.end, note.quote or "", note.prefix or "", note.suffix or "")
                return words_target(self._versions[note.version_id], *place)
            case TargetKind.DYAD if note.dyad:
                return dyad_target(note.dyad, note.period)
        return note.claimed or {}
