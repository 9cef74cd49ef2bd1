"""Columns that SQLite shall not take an index for, where its guess of what is quickest is known to be wrong."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class _Unindexed(FunctionElement[Any]):
    inherit_cache = True

    def __init__(self, column: sa.ColumnElement[Any]) -> None:
        super().__init__(column)
        self.type = column.type


def unindexed(column: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """The column itself; what SQLite reads for it is no column, so that no index fits. PostgreSQL reads the column."""
    return _Unindexed(column)


@compiles(_Unindexed, "sqlite")
def _with_a_sign(element: _Unindexed, compiler: Any, **options: Any) -> str:
    return f"+{compiler.process(element.clauses.clauses[0], **options)}"


@compiles(_Unindexed, "postgresql")
def _as_it_is(element: _Unindexed, compiler: Any, **options: Any) -> str:
    return str(compiler.process(element.clauses.clauses[0], **options))
