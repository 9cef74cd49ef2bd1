"""Rows of whole numbers handed to a statement, for joins with what the program has worked out."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


class _ArrayRows(FunctionElement[Any]):
    """The members of a JSON array as rows, in a column `value`: the databases name that function differently."""

    inherit_cache = True


@compiles(_ArrayRows, "sqlite")
def _sqlite_rows(element: _ArrayRows, compiler: SQLCompiler, **options: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **options)})"


@compiles(_ArrayRows, "postgresql")
def _postgres_rows(element: _ArrayRows, compiler: SQLCompiler, **options: Any) -> str:
    return f"jsonb_array_elements(CAST({compiler.process(element.clauses, **options)} AS jsonb))"


def literal_rows(name: str, columns: Sequence[str], rows: Iterable[Sequence[int]]) -> sa.Subquery:
    """
    A table of numbers to select from; there must be at least one row.

    They are one bound value, a JSON array of arrays: the statement stays the same whatever the numbers are, so that
    it is put together once and not for every window.
    """
    numbers = [list(map(int, row)) for row in rows]
    array = sa.bindparam(None, json.dumps(numbers), sa.String, unique=True)
    row = _ArrayRows(array).table_valued(sa.column("value", sa.JSON), name=f"{name}_each").c.value
    named = [row[place].as_integer().label(column) for place, column in enumerate(columns)]
    # The limit cuts nothing off: by it SQLite leaves the rows a table of their own, and begins its joins with it.
    return sa.select(*named).limit(len(numbers)).subquery(name)
