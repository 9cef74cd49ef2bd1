"""Everything the page of an article's versions shows: what changed from one to another, and what rested on it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.differences import Difference, differences
from app.errors import NotFound
from app.services.gone import not_there
from app.store.article_queries import ArticleRow, VersionView, find_article_row, list_versions
from app.store.engine import reading
from app.store.revisions import ARTICLE
from app.store.version_queries import DetachedQuote, list_detached, news_text

if TYPE_CHECKING:
    from sqlmodel import Session

__all__ = ["ArticleRow", "Comparison", "DetachedQuote", "VersionView", "VersionsPage", "show_versions"]


@dataclass(frozen=True)
class Comparison:
    """
    Two versions beside one another.

    Attributes:
        older, newer: Their numbers.
        difference: Of their texts without navigation, adverts and comments.
        detached: What events rest on that went between them.
    """

    older: int
    newer: int
    difference: Difference
    detached: tuple[DetachedQuote, ...]


@dataclass(frozen=True)
class VersionsPage:
    """An article, its versions, oldest first, and two of them compared; None where it has one version only."""

    article: ArticleRow
    versions: tuple[VersionView, ...]
    comparison: Comparison | None


def show_versions(
    session: "Session", article_id: int, one: int | None = None, other: int | None = None
) -> VersionsPage:
    """
    Compare two versions of an article.

    Args:
        one, other: Their numbers, in any order; by default the last and the one before it.

    Raises:
        NotFound: There is no such article, or it has no such version.
    """
    with reading(session):
        article = find_article_row(session, article_id)
        if article is None:
            raise not_there(session, ARTICLE, article_id)
        versions = tuple(list_versions(session, article_id))
        latest = versions[-1].number
        newer = latest if other is None else other
        older = max(newer - 1, 1) if one is None else one
        older, newer = sorted((older, newer))
        texts = {number: news_text(session, article_id, number) for number in (older, newer)}
        detached = tuple(list_detached(session, article_id, older, newer))
    if len(versions) == 1 and older == newer == latest:
        return VersionsPage(article, versions, None)
    # Outside the transaction: long texts take a second.
    return VersionsPage(article, versions, Comparison(older, newer, _difference(article_id, texts, latest), detached))


def _difference(article_id: int, texts: dict[int, str | None], latest: int) -> Difference:
    for number, text in texts.items():
        if text is None:
            there = f"its versions are 1 to {latest}" if latest > 1 else "it came in one version only"
            raise NotFound(f"Article {article_id} has no version {number}: {there}.")
    older, newer = min(texts), max(texts)
    return differences(texts[older] or "", texts[newer] or "")
