"""What every start does first: finish the articles that a crash left received but not read."""

from typing import TYPE_CHECKING

from app.services.finish_article import finish_article
from app.store.articles import received_ids
from app.store.engine import SessionFactory, reading

if TYPE_CHECKING:
    from datetime import datetime


def finish_received(session_factory: SessionFactory, now: "datetime") -> int:
    """Read every waiting article for events, oldest first. Returns how many there were."""
    with session_factory() as session:
        with reading(session):
            waiting = received_ids(session)
        for article_id in waiting:
            finish_article(session, article_id, now=now)
    return len(waiting)
