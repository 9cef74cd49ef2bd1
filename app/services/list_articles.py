"""The list of articles, page by page."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.errors import BadInput
from app.store.article_queries import (
    ArticleRow,
    ArticleSearch,
    count_article_rows,
    count_sample_articles,
    list_article_rows,
    list_sources,
)
from app.store.engine import reading
from app.store.tables import ArticleState

if TYPE_CHECKING:
    from sqlmodel import Session

__all__ = [
    "ArticleList",
    "ArticleRow",
    "list_articles",
]

PAGE_SIZE = 50
MAX_PAGE_SIZE = 200
MAX_ID = 2**31 - 1
"""The largest id a database gives out; what is beyond it is the same as it."""


@dataclass(frozen=True)
class ArticleList:
    """
    One page of the list.

    Attributes:
        rows: The newest kept first.
        next: What to give as `after` for the next page; None on the last.
        total: Articles that the search has, on all pages.
        sources: Every source that can be searched for.
        samples: Demonstration articles, whatever the search.
    """

    rows: tuple[ArticleRow, ...]
    next: int | None
    total: int
    sources: tuple[str, ...]
    samples: int


def list_articles(
    session: "Session",
    *,
    q: str | None = None,
    source: str | None = None,
    state: str | None = None,
    after: int | None = None,
    limit: int = PAGE_SIZE,
) -> ArticleList:
    """
    Give the articles that hold the words and are of the source and state.

    Args:
        q: A part of the title, the byline or the source's name, in any case.
        source: The exact name of a source.
        state: received, read or failed.
        after: The id of the last article of the page before.
        limit: Rows of a page, at most 200.

    Raises:
        BadInput: The state is none of the three.
    """
    search = ArticleSearch(q or None, source or None, _state(state))
    size = max(1, min(limit, MAX_PAGE_SIZE))
    after = None if after is None else max(0, min(after, MAX_ID))
    with reading(session):
        rows = list_article_rows(session, search, after, size + 1)
        return ArticleList(
            rows=tuple(rows[:size]),
            next=rows[size - 1].id if len(rows) > size else None,
            total=count_article_rows(session, search),
            sources=tuple(list_sources(session)),
            samples=count_sample_articles(session),
        )


def _state(text: str | None) -> ArticleState | None:
    if not text:
        return None
    try:
        return ArticleState(text)
    except ValueError:
        known = ", ".join(ArticleState)
        raise BadInput(f"{text!r} is no state of an article: choose one of {known}.", "state") from None
