"""Everything the page of one article shows, and the file it came as."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.articles import Block
from app.errors import NotFound
from app.services.gone import not_there
from app.store.annotation_queries import Thread, list_article_threads
from app.store.article_queries import (
    ArticleRow,
    Passage,
    RawFile,
    VersionView,
    article_text,
    find_article_row,
    find_raw,
    list_passages,
    list_versions,
)
from app.store.engine import reading
from app.store.revisions import ARTICLE
from app.store.source_queries import source_ids
from app.store.version_queries import DetachedQuote, list_detached

if TYPE_CHECKING:
    from sqlmodel import Session

__all__ = [
    "ArticlePage",
    "ArticleRow",
    "DetachedQuote",
    "Passage",
    "RawFile",
    "Thread",
    "VersionView",
    "show_article",
    "show_raw",
]


@dataclass(frozen=True)
class ArticlePage:
    """
    An article with its kept text.

    Attributes:
        article: Its head.
        text: The kept text; every offset here counts its code points.
        blocks: Its visible blocks in order, noise among them.
        passages: What tells events, in order of the text; passages may overlap or be equal.
        notices: What the reader mended and what the rules remarked.
        versions: How it came, oldest first.
        detached: What events rest on that stood in a former version and does not stand in the text.
        threads: The notes on its passages, in the order of the text; those whose words went come last.
        source_id: Of its source.
    """

    article: ArticleRow
    text: str
    blocks: tuple[Block, ...]
    passages: tuple[Passage, ...]
    notices: tuple[str, ...]
    versions: tuple[VersionView, ...]
    detached: tuple[DetachedQuote, ...]
    threads: tuple[Thread, ...]
    source_id: int | None


def show_article(session: "Session", article_id: int) -> ArticlePage:
    """
    Gather one article.

    Raises:
        NotFound: There is none; of a removed one the message says when it went and why.
    """
    with reading(session):
        article = find_article_row(session, article_id)
        if article is None:
            raise not_there(session, ARTICLE, article_id)
        kept = article_text(session, article_id)
        versions = tuple(list_versions(session, article_id))
        return ArticlePage(
            article=article,
            text=kept.text,
            blocks=kept.blocks,
            passages=tuple(list_passages(session, kept.version_id)),
            notices=kept.notices,
            versions=versions,
            detached=tuple(list_detached(session, article_id, 1, versions[-1].number)),
            threads=tuple(list_article_threads(session, article_id)),
            source_id=source_ids(session, [article.source]).get(article.source),
        )


def show_raw(session: "Session", article_id: int, version: int | None = None) -> RawFile:
    """
    The bytes of an article as they came, by default those of its latest version.

    Raises:
        NotFound: There is no such article, or no such version of it.
    """
    with reading(session):
        raw = find_raw(session, article_id, version)
        if raw is None and find_article_row(session, article_id) is not None:
            raise NotFound(f"Article {article_id} has no version {version}.")
        if raw is None:
            raise not_there(session, ARTICLE, article_id)
        return raw
