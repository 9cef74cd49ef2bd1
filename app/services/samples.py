"""The demonstration articles: loaded into an empty database like any article, and removed by one action."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.readers import DEFAULT_LIMITS, ReaderLimits
from app.services.ingest import IngestReport, OnProgress, files_in, ingest
from app.services.recorded import recorded
from app.services.resettle import resettle
from app.services.settle import SETTLE
from app.store import removal
from app.store.articles import has_articles
from app.store.batches import has_batch
from app.store.engine import SessionFactory, reading, writing
from app.store.revisions import ARTICLE, EVENT, REMOVED, Change, record
from app.store.users import user_id

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

CHANNEL = "samples"


@dataclass(frozen=True)
class RemovedSamples:
    """What goes, or went, with the samples: articles, the events that only they tell, the notes on both."""

    articles: int
    events: int
    notes: int


def load_samples(
    session_factory: SessionFactory,
    folder: Path,
    now: "datetime",
    on_progress: OnProgress | None = None,
    *,
    limits: ReaderLimits = DEFAULT_LIMITS,
) -> IngestReport | None:
    """
    Load the articles of a folder into a database that never held any; None if it did.

    A load that was cut short is taken up again. Samples that were removed do not come back.
    """
    with session_factory() as session, reading(session):
        if not _is_due(session):
            return None
    return ingest(
        session_factory,
        files_in([folder]),
        channel=CHANNEL,
        analyst=None,
        clock=lambda: now,
        limits=limits,
        on_progress=on_progress,
    )


def count_samples(session: "Session") -> RemovedSamples:
    """What `remove_samples` would remove."""
    with reading(session):
        return _count(session)


def remove_samples(session: "Session", *, now: "datetime", analyst: str) -> RemovedSamples:
    """
    Remove the sample articles, the events that no other article tells, and the notes on those.

    An event that another article tells too stays and takes its values from the accounts that remain; what a person set
    stays set. The history stays and says what was removed, so that every address can still answer.
    """
    with writing(session):
        counts = _count(session)
        articles = removal.sample_articles(session)
        gone = removal.events_told_only_by_samples(session)
        shared = removal.events_told_also_by_samples(session)
        changes = [_removal(ARTICLE, row) for row in articles] + [_removal(EVENT, row) for row in gone]
        removal.delete_events(session, [event.id for event in gone])
        removal.delete_articles(session, [article.id for article in articles])
        record(session, changes, user_id(session, analyst, now), now)
        with recorded(session, SETTLE, None, now) as recorder:
            recorder.watch_events([event.id for event in shared])
            resettle(session, recorder, now)
    return counts


def _is_due(session: "Session") -> bool:
    cut_short = has_batch(session, channel=CHANNEL, finished=False)
    untouched = not has_batch(session) and not has_articles(session)
    return untouched or (cut_short and not has_batch(session, channel=CHANNEL, finished=True))


def _count(session: "Session") -> RemovedSamples:
    events, articles = removal.events_told_only_by_samples(session), removal.sample_articles(session)
    return RemovedSamples(
        articles=len(articles),
        events=len(events),
        notes=removal.count_notes(session, [event.id for event in events], [article.id for article in articles]),
    )


def _removal(subject: str, row: removal.Titled) -> Change:
    return Change(subject, row.id, REMOVED, old=row.title, new=None, reason="removed with the samples")
