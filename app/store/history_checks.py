"""
Whether the history replays to the present: for each field of each thing every revision takes up where the one before
it ended, and the last one says what stands there now.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from app.store.event_state import Subject, read_state
from app.store.revisions import ACCOUNT, ANNOTATION, ARTICLE, EVENT, REMOVED, SOURCE
from app.store.tables import Revision

REPLAYED = (ACCOUNT, ANNOTATION, ARTICLE, EVENT, SOURCE)
"""The kinds of things whose fields are read back; other revisions are a diary of what was asked."""
CHUNK = 500
"""Revisions held at once, and things whose present state is read by one statement."""
SHOWN_CHARS = 60
"""How much of a value a fault shows."""


@dataclass(frozen=True)
class _End:
    """Where the chain of revisions of one field ends, so far."""

    revision: int
    value: Any


def broken_histories(session: Session) -> Iterator[str]:
    """Every break in the history in a sentence: first those between revisions, then those to the present state."""
    ends: dict[Subject, dict[str, _End]] = {}
    query = sa.select(
        col(Revision.id), col(Revision.subject), col(Revision.subject_id), col(Revision.field),
        col(Revision.old), col(Revision.new),
    ).where(col(Revision.subject).in_(REPLAYED)).order_by(col(Revision.id))  # fmt: skip
    for revision, kind, subject_id, field, old, new in session.execute(query, execution_options={"yield_per": CHUNK}):
        fields = ends.setdefault((kind, subject_id), {})
        before = fields.get(field)
        if before is not None and before.value != old:
            yield (
                f"revision {revision} changes the {field} of {kind} {subject_id} from {_shown(old)}, "
                f"but revision {before.revision} left it at {_shown(before.value)}"
            )
        fields[field] = _End(revision, new)
    yield from _not_present(session, ends)


def _not_present(session: Session, ends: dict[Subject, dict[str, _End]]) -> Iterator[str]:
    """Fields whose last revision does not say what stands there. What was removed has no state any more."""
    kept = sorted(subject for subject, fields in ends.items() if REMOVED not in fields)
    for start in range(0, len(kept), CHUNK):
        chunk = kept[start : start + CHUNK]
        present = read_state(session, chunk)
        for kind, subject_id in chunk:
            state = present[kind, subject_id]
            for field, end in sorted(ends[kind, subject_id].items()):
                if state.get(field) != end.value:
                    yield (
                        f"the {field} of {kind} {subject_id} is {_shown(state.get(field))}, "
                        f"but its last revision {end.revision} left it at {_shown(end.value)}"
                    )


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= SHOWN_CHARS else text[: SHOWN_CHARS - 1] + "…"
