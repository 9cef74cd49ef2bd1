"""The second transaction: a kept article is read for events, and everything found is saved, or nothing."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.articles import ReadArticle
from app.domain.events import Extraction
from app.errors import NotFound, Unavailable
from app.extraction.pipeline import RULES_VERSION, extract
from app.services.receive_article import NEW_VERSION
from app.services.revisit import revisit
from app.services.trace_origin import trace_origin
from app.store.articles import KeptArticle, find_kept, is_waiting, mark_failed, mark_read
from app.store.engine import reading, writing
from app.store.tables import ArticleState

if TYPE_CHECKING:
    from sqlmodel import Session

logger = logging.getLogger(__name__)

Finder = Callable[[ReadArticle], Extraction]


@dataclass(frozen=True)
class Finished:
    """
    What became of an article.

    Attributes:
        events_new, events_joined: What it started and joined now; 0 if it had been finished before.
        quotes_detached: Of a new version, how many accounts rest on words that it does not have any more.
        notices: What the rules and the settling remarked.
        failure: Why no events could be read from it, or None.
    """

    article_id: int
    events_new: int = 0
    events_joined: int = 0
    quotes_detached: int = 0
    notices: tuple[str, ...] = ()
    failure: str | None = None


def finish_article(session: "Session", article_id: int, *, now: datetime, find: Finder = extract) -> Finished:
    """
    Read a kept article for events and save them; done again after a crash, it gives each event once.

    Args:
        article_id: An article in any state; one that is no longer `received` is left as it is.
        now: The instant of reading.
        find: The extraction, a pure function.

    Raises:
        NotFound: There is no such article.
        Unavailable: The database is gone; the article stays `received`.
    """
    with reading(session):
        kept = find_kept(session, article_id)
    if kept is None:
        raise NotFound(f"There is no article {article_id}.")
    if kept.state is not ArticleState.RECEIVED:
        return Finished(article_id)
    try:
        # Outside a transaction: it may take a second, and nobody else could write meanwhile.
        extraction = find(kept.read)
        return _save(session, kept, extraction, now)
    except Unavailable:
        raise  # the article waits for the next start
    except Exception as problem:  # whatever one text does to the rules or the tables, the others go on
        return _give_up(session, kept, problem, now)


def _save(session: "Session", kept: KeptArticle, extraction: Extraction, now: datetime) -> Finished:
    with writing(session):
        if not is_waiting(session, kept):
            return Finished(kept.id)  # another process was quicker, or a newer version came meanwhile
        trace_origin(session, kept.id, now, byline=kept.read.byline, publisher=kept.read.publisher)
        read = revisit(session, kept, extraction.events, RULES_VERSION, now, kind=NEW_VERSION)
        notices = (*extraction.notices, *read.notices)
        mark_read(session, kept.id, notices, now)
    return Finished(kept.id, read.events_new, read.events_joined, read.detached, notices)


def _give_up(session: "Session", kept: KeptArticle, problem: Exception, now: datetime) -> Finished:
    """Keep the article with the reason; received for ever, it would stop every start."""
    logger.warning("Article %d cannot be read for events: %r", kept.id, problem)
    reason = f"It cannot be read for events ({type(problem).__name__}); its text is kept."
    with writing(session):
        if is_waiting(session, kept):
            mark_failed(session, kept.id, reason, now)
    return Finished(kept.id, failure=reason)
