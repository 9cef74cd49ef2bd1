"""What to answer where nothing stands any more, or never did."""

from typing import TYPE_CHECKING

from app.domain.dates import DateKind, in_words
from app.errors import NotFound
from app.store.revisions import ANNOTATION, ARTICLE, EVENT, find_removal

if TYPE_CHECKING:
    from sqlmodel import Session

_CALLED = {EVENT: "event", ARTICLE: "article", ANNOTATION: "note"}


def not_there(session: "Session", subject: str, subject_id: int) -> NotFound:
    """The error for a missing row: a removed one says when it went and why, because its address stays its own."""
    called = _CALLED[subject]
    removal = find_removal(session, subject, subject_id)
    if removal is None:
        return NotFound(f"There is no {called} {subject_id}.")
    day = in_words(removal.at.date().isoformat(), DateKind.DAY)
    return NotFound(f"The {called} {subject_id}, “{removal.old}”, was {removal.reason} on {day}.")
