"""Articles that a person brings in through a form."""

from collections.abc import Sequence
from datetime import datetime

from app.readers import ReaderLimits
from app.services.ingest import Incoming, IngestReport, ingest
from app.store.engine import SessionFactory

__all__ = ["Incoming", "IngestReport", "add_articles"]

CHANNEL = "web"


def add_articles(
    session_factory: SessionFactory,
    articles: Sequence[Incoming],
    *,
    analyst: str,
    now: datetime,
    max_bytes: int,
    max_chars: int,
    reader_seconds: float,
) -> IngestReport:
    """
    Keep and read what a form sent, as one batch.

    Args:
        session_factory: Opens sessions on the database.
        articles: What was pasted or uploaded.
        analyst: Who brings it.
        now: The instant.
        max_bytes: Largest article as it comes.
        max_chars: Where a longer text is cut, with a notice.
        reader_seconds: After which the reading of one is stopped.

    What cannot be read is among the failed ones of the report; the others go on.
    """
    return ingest(
        session_factory,
        articles,
        channel=CHANNEL,
        analyst=analyst,
        clock=lambda: now,
        max_bytes=max_bytes,
        limits=ReaderLimits(text_chars=max_chars, child_seconds=reader_seconds),
    )
