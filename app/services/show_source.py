"""The latest text of an article, for whoever points at words in it."""

from datetime import date
from typing import TYPE_CHECKING

from app.services.gone import not_there
from app.store.engine import reading
from app.store.revisions import ARTICLE
from app.store.source_texts import SourceText, find_latest_text

if TYPE_CHECKING:
    from sqlmodel import Session

__all__ = ["SourceText", "published_on", "show_source"]


def show_source(session: "Session", article_id: int) -> SourceText:
    """
    The latest version of an article.

    Raises:
        NotFound: There is no such article.
    """
    with reading(session):
        source = find_latest_text(session, article_id)
        if source is None:
            raise not_there(session, ARTICLE, article_id)
        return source


def published_on(session: "Session", article_id: int | None) -> date | None:
    """The day of an article, from which relative words count; None where it or the article is unknown."""
    if article_id is None:
        return None
    with reading(session):
        source = find_latest_text(session, article_id)
        return source.published_on if source else None
