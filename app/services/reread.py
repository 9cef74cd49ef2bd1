"""Re-extraction: articles are read for events again by the rules of today, and what people decided is kept."""

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import Unavailable
from app.extraction.pipeline import RULES_VERSION, extract
from app.services.finish_article import Finder
from app.services.ingest import Clock, OnProgress
from app.services.revisit import Revisited, revisit
from app.store.articles import KeptArticle, find_kept, is_latest, mark_read, notices_of, readable_ids
from app.store.engine import SessionFactory, reading, writing
from app.store.tables import ArticleState

if TYPE_CHECKING:
    from datetime import datetime

    from sqlmodel import Session

    from app.domain.events import Extraction

logger = logging.getLogger(__name__)

KIND = "reread"
"""The kind of the actions by which it changes events."""


@dataclass(frozen=True)
class RereadReport:
    """
    How it went. The articles that were read and those that failed are together all that were due.

    Attributes:
        read: How many articles were read again.
        total: What that came to.
        failed: For each article that could not be read, its id and why; it stays as it was.
    """

    read: int
    total: Revisited
    failed: tuple[tuple[int, str], ...]


def reread(
    session_factory: SessionFactory,
    *,
    clock: Clock,
    everything: bool = False,
    find: Finder = extract,
    rules_version: str = RULES_VERSION,
    on_progress: OnProgress | None = None,
) -> RereadReport:
    """
    Read articles for events again, each in a transaction of its own.

    Args:
        clock: Tells the present instant, in UTC.
        everything: All articles, not only those whose accounts were found by other rules, or that have none.
        find: The extraction, a pure function.
        rules_version: Which rules these are.
        on_progress: Told before each article.

    Accounts that are found again keep their ids, their events and all that people decided and noted; `revisit` says
    what becomes of the others. An article that cannot be read stays as it is, and the others go on. By the same rules
    once more nothing changes.

    Raises:
        Unavailable: The database is gone. The articles before are done, and the rest is due the next time.
    """
    with session_factory() as session, reading(session):
        due = readable_ids(session, other_than=None if everything else rules_version)
    total, failed = Revisited(), []
    for number, article_id in enumerate(due):
        if on_progress:
            on_progress(number, len(due), f"article {article_id}")
        try:
            with session_factory() as session:
                total += _reread_one(session, article_id, find, rules_version, clock())
        except Unavailable:
            raise
        except Exception as problem:  # whatever one text does to the rules or the tables, the others go on
            logger.warning("Article %d cannot be read again: %r", article_id, problem)
            failed.append((article_id, f"it cannot be read for events ({type(problem).__name__}); it stays as it was."))
    return RereadReport(len(due) - len(failed), total, tuple(failed))


def _reread_one(session: "Session", article_id: int, find: Finder, rules_version: str, now: "datetime") -> Revisited:
    with reading(session):
        kept = find_kept(session, article_id)
    if kept is None:
        return Revisited()  # removed meanwhile
    # Outside a transaction: it may take a second, and nobody else could write meanwhile.
    extraction = find(kept.read)
    with writing(session):
        return _save(session, kept, extraction, rules_version, now)


def _save(
    session: "Session", kept: KeptArticle, extraction: "Extraction", rules_version: str, now: "datetime"
) -> Revisited:
    if not is_latest(session, kept, kept.state):
        return Revisited()  # a new version came meanwhile, and was read by the rules of today
    result = revisit(session, kept, extraction.events, rules_version, now, kind=KIND)
    notices = (*extraction.notices, *result.notices)
    if any(result.counts) or notices != notices_of(session, kept.id) or kept.state is not ArticleState.READ:
        mark_read(session, kept.id, notices, now)
    return result
