"""Notes on passages when their article gets another version: found again letter by letter, or detached."""

from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.annotations import OnPassage
from app.domain.reanchor import reanchor
from app.store.annotations import KeptPassage, attach, detach, list_kept_passages
from app.store.event_state import read_state
from app.store.revisions import ANNOTATION, Change, record
from app.store.source_texts import find_latest_text

if TYPE_CHECKING:
    from sqlmodel import Session

MOVED = "the article has another version"


def reanchor_notes(session: "Session", article_id: int, now: datetime) -> int:
    """
    Bring the notes on passages of an article to its latest version, inside the caller's writing transaction.

    Each is looked for in the text that had its words last, so that words which come back find their note again.

    Returns:
        How many are detached now.
    """
    latest = find_latest_text(session, article_id)
    waiting = [
        kept for kept in list_kept_passages(session, article_id) if latest and kept.version_id != latest.version_id
    ]
    if latest is None or not waiting:
        return 0
    subjects = [(ANNOTATION, kept.annotation_id) for kept in waiting]
    before = read_state(session, subjects)
    gone = []
    for kept in waiting:
        passage = _found_again(kept, latest.version_id, latest.text)
        if passage is None:
            gone.append(kept.annotation_id)
        else:
            attach(session, kept.annotation_id, passage)
    detach(session, gone)
    after = read_state(session, subjects)
    changes = [
        Change(*subject, "place", before[subject]["place"], after[subject]["place"], reason=MOVED)
        for subject in subjects
        if before[subject]["place"] != after[subject]["place"]
    ]
    record(session, changes, None, now)
    return len(gone)


def _found_again(kept: KeptPassage, version_id: int, text: str) -> OnPassage | None:
    start = reanchor(kept.quote, kept.text, kept.start, text)
    return None if start is None else OnPassage.of(version_id, text, start, start + len(kept.quote))
