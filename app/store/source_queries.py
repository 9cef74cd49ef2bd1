"""Sources as pages show them: how many articles each has, and which grade holds for the latest of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col

from app.store.tables import Article, Source, SourceGrade


@dataclass(frozen=True)
class SourceRow:
    """
    An outlet.

    Attributes:
        article_count: How many articles of it there are.
        first_on, last_on: The days of the first and the last of them; None where none is known.
        grade: What holds from the latest day on; None where nobody graded it.
    """

    id: int
    name: str
    is_sample: bool
    article_count: int
    first_on: date | None
    last_on: date | None
    grade: str | None


def is_source(session: Session, source_id: int) -> bool:
    """Whether there is such a source."""
    return session.scalar(sa.select(col(Source.id)).where(col(Source.id) == source_id)) is not None


def find_source(session: Session, source_id: int) -> SourceRow | None:
    """The source of this id, or None."""
    return next(iter(_rows(session, col(Source.id) == source_id)), None)


def list_source_rows(session: Session) -> list[SourceRow]:
    """Every source that has articles, by name."""
    rows = _rows(session, sa.true())
    return sorted((row for row in rows if row.article_count), key=lambda row: row.name.casefold())


def source_ids(session: Session, names: Sequence[str]) -> dict[str, int]:
    """The ids of sources by their names."""
    query = sa.select(col(Source.name), col(Source.id)).where(col(Source.name).in_(names))
    return {name: source_id or 0 for name, source_id in session.execute(query)}


def _rows(session: Session, condition: sa.ColumnElement[bool]) -> list[SourceRow]:
    grade = (
        sa.select(col(SourceGrade.grade))
        .where(col(SourceGrade.source_id) == col(Source.id), ~col(SourceGrade.withdrawn))
        .order_by(col(SourceGrade.from_day).desc(), col(SourceGrade.id).desc())
        .limit(1)
        .correlate(Source)
        .scalar_subquery()
    )
    day = col(Article.published_on)
    query = (
        sa.select(Source, sa.func.count(col(Article.id)), sa.func.min(day), sa.func.max(day), grade)
        .outerjoin(Article, col(Article.source_id) == col(Source.id))
        .where(condition)
        .group_by(col(Source.id))
    )
    return [
        SourceRow(row.id or 0, row.name, row.is_sample, count, _day(first), _day(last), letter)
        for row, count, first, last, letter in session.execute(query)
    ]


def _day(ordinal: int | None) -> date | None:
    return date.fromordinal(ordinal) if ordinal else None
