"""Column types that mean the same on SQLite and PostgreSQL."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field


class UtcDateTime(sa.types.TypeDecorator[datetime]):
    """An instant in UTC. SQLite keeps no zone, so it is taken off going in and put back coming out."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:  # noqa: D102 - SQLAlchemy's hook
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        utc = value.astimezone(UTC)
        return utc if dialect.name == "postgresql" else utc.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:  # noqa: D102 - SQLAlchemy's hook
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


def one_of(column: str, values: type[StrEnum]) -> sa.CheckConstraint:
    """A constraint that holds a text column to the members of an enumeration."""
    names = ", ".join(f"'{member.value}'" for member in values)
    return sa.CheckConstraint(f"{column} IN ({names})", name=f"{column}_known")


def link(target: str, *, ondelete: str = "CASCADE", nullable: bool = False, index: bool = True) -> Any:
    """A foreign key column; SQLModel's `Field` is untyped in just this place."""
    return Field(
        default=None if nullable else ...,
        sa_column=sa.Column(sa.Integer, sa.ForeignKey(target, ondelete=ondelete), nullable=nullable, index=index),
    )


def instant(*, nullable: bool = False) -> Any:
    """A column that holds an instant."""
    return Field(default=None if nullable else ..., sa_column=sa.Column(UtcDateTime(), nullable=nullable))
