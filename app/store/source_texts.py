"""The text of one version of an article, to read it beside what was read from it."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.articles import Block, BlockKind
from app.store.tables import Article, ArticleVersion, Source


@dataclass(frozen=True)
class SourceText:
    """
    One version of an article.

    Attributes:
        version_id, number: The version; its number counts from 1 within the article.
        is_latest: Whether no later version is kept.
        published_on: The article's day, from which words like "on Thursday" count.
        text, blocks: As kept; offsets count code points of the text.
    """

    version_id: int
    number: int
    is_latest: bool
    article_id: int
    title: str
    source: str
    published_on: date | None
    text: str
    blocks: tuple[Block, ...]


def find_source_text(session: Session, version_id: int) -> SourceText | None:
    """The version of this id, or None."""
    return _find(session, col(ArticleVersion.id) == version_id)


def find_latest_text(session: Session, article_id: int) -> SourceText | None:
    """The latest version of an article, or None where there is no such article."""
    return _find(session, col(ArticleVersion.article_id) == article_id)


def _find(session: Session, condition: sa.ColumnElement[bool]) -> SourceText | None:
    other = sa.orm.aliased(ArticleVersion)
    latest = (
        sa.select(sa.func.max(col(other.number)))
        .where(col(other.article_id) == col(ArticleVersion.article_id))
        .scalar_subquery()
    )
    query = (
        sa.select(ArticleVersion, Article, col(Source.name), latest)
        .options(sa.orm.defer(ArticleVersion.raw))  # type: ignore[arg-type]  # SQLModel types columns as values
        .join(Article, col(Article.id) == col(ArticleVersion.article_id))
        .join(Source, col(Source.id) == col(Article.source_id))
        .where(condition)
        .order_by(col(ArticleVersion.number).desc())
        .limit(1)
    )
    row = session.execute(query).one_or_none()
    return _source_text(*row) if row else None


def _source_text(version: ArticleVersion, article: Article, source: str, latest: int) -> SourceText:
    return SourceText(
        version_id=version.id or 0,
        number=version.number,
        is_latest=version.number == latest,
        article_id=version.article_id,
        title=article.title,
        source=source,
        published_on=date.fromordinal(article.published_on) if article.published_on else None,
        text=version.text,
        blocks=tuple(Block(start, end, BlockKind(kind)) for start, end, kind in version.blocks),
    )
