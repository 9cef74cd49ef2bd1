"""Country pairs and how many events they have, for the picker, its suggestions and the list of dyads."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.dates import OPEN_END, OPEN_START
from app.domain.dyads import Dyad as DyadCodes
from app.domain.dyads import Scope
from app.domain.filters import SHOWN_REVIEWS
from app.domain.summaries import PairCount
from app.store.tables import Article, Dyad, DyadFacet, EventDyad, Source


def list_pairs(session: Session, country: str | None = None, limit: int | None = None) -> list[PairCount]:
    """
    Pairs with their counts, most events first, then by their codes.

    Args:
        country: Only pairs of this country.
        limit: Most pairs.
    """
    total = sa.func.count()
    direct = sa.func.sum(sa.case((col(EventDyad.scope) == Scope.DIRECT, 1), else_=0))
    first = sa.func.min(
        sa.case((col(EventDyad.earliest) == OPEN_START, col(EventDyad.latest)), else_=EventDyad.earliest)
    )
    last = sa.func.max(sa.case((col(EventDyad.latest) == OPEN_END, col(EventDyad.earliest)), else_=EventDyad.latest))
    query: sa.Select[*tuple[Any, ...]] = (
        sa.select(col(Dyad.a), col(Dyad.b), direct, total - direct, first, last)
        .join(EventDyad, col(EventDyad.dyad_id) == col(Dyad.id))
        .where(col(EventDyad.review).in_(SHOWN_REVIEWS))
        .group_by(col(Dyad.id), col(Dyad.a), col(Dyad.b))
        .order_by(total.desc(), col(Dyad.a), col(Dyad.b))
        .limit(limit)
    )
    if country:
        query = query.where(sa.or_(col(Dyad.a) == country, col(Dyad.b) == country))
    return [
        PairCount(DyadCodes(a, b), int(direct), int(context), begin, end)
        for a, b, direct, context, begin, end in session.execute(query)
    ]


def list_frequent(session: Session, limit: int) -> list[tuple[DyadCodes, int]]:
    """The pairs with the most events, and how many, from the counts that are kept for the filter's controls."""
    total = sa.func.sum(col(DyadFacet.n))
    query = (
        sa.select(col(Dyad.a), col(Dyad.b), total)
        .join(DyadFacet, col(DyadFacet.dyad_id) == col(Dyad.id))
        .where(col(DyadFacet.review).in_(SHOWN_REVIEWS))
        .group_by(col(Dyad.id), col(Dyad.a), col(Dyad.b))
        .order_by(total.desc(), col(Dyad.a), col(Dyad.b))
        .limit(limit)
    )
    return [(DyadCodes(a, b), int(number)) for a, b, number in session.connection().execute(query)]


def list_source_names(session: Session) -> list[str]:
    """Every outlet, by name."""
    return list(session.scalars(sa.select(col(Source.name)).order_by(col(Source.name))))


def count_articles(session: Session) -> int:
    """How many articles there are, read or not."""
    return session.scalars(sa.select(sa.func.count()).select_from(Article)).one()
