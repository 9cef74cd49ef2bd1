"""What a page shows of the versions of an article: their texts, and the quotes that went from one to the next."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.articles import Block, BlockKind
from app.domain.events import EventType, Review
from app.store.tables import Account, Article, ArticleVersion, Event, Standing


@dataclass(frozen=True)
class DetachedQuote:
    """What an event rests on although its article no longer says it; `version` is the last one that did."""

    account_id: int
    event_id: int
    event_title: str
    type: EventType
    review: Review
    quote: str
    version: int


def latest_number() -> sa.ScalarSelect[int]:
    """The number of the last version, for a query over `Article`."""
    version = sa.orm.aliased(ArticleVersion)
    return (
        sa.select(sa.func.max(col(version.number)))
        .where(col(version.article_id) == col(Article.id))
        .correlate(Article)
        .scalar_subquery()
    )


def news_text(session: Session, article_id: int, number: int) -> str | None:
    """One version without the noise around the article, a blank line behind every paragraph; None if there is none."""
    row = session.execute(
        sa.select(col(ArticleVersion.text), col(ArticleVersion.blocks)).where(
            col(ArticleVersion.article_id) == article_id, col(ArticleVersion.number) == number
        )
    ).one_or_none()
    if row is None:
        return None
    text, blocks = row
    news = [Block(start, end, BlockKind(kind)) for start, end, kind in blocks]
    return "".join(f"{text[block.start : block.end]}\n\n" for block in news if not block.kind.is_noise)


def list_detached(session: Session, article_id: int, first: int, before: int) -> list[DetachedQuote]:
    """The quotes that stood in one of the versions from `first` on and not in version `before`, in their order."""
    query = (
        sa.select(
            col(Account.id), col(Event.id), col(Event.title), col(Event.type), col(Event.review),
            col(Account.quote), col(ArticleVersion.number),
        )
        .join(ArticleVersion, col(ArticleVersion.id) == col(Account.article_version_id))
        .join(Event, col(Event.id) == col(Account.event_id))
        .where(
            col(ArticleVersion.article_id) == article_id,
            col(ArticleVersion.number) >= first,
            col(ArticleVersion.number) < before,
            col(Account.standing) == Standing.DETACHED,
        )
        .order_by(col(ArticleVersion.number), col(Account.start), col(Account.id))
    )  # fmt: skip
    return [
        DetachedQuote(account_id or 0, event_id or 0, title, EventType(kind), Review(review), quote, version)
        for account_id, event_id, title, kind, review, quote, version in session.execute(query)
    ]
