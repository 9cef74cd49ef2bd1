"""Rows of whole numbers written into a statement, for joins with what the program has worked out."""

from collections.abc import Iterable, Sequence

import sqlalchemy as sa


def literal_rows(name: str, columns: Sequence[str], rows: Iterable[Sequence[int]]) -> sa.Subquery:
    """
    A table of numbers to select from; there must be at least one row.

    Written out as text: bound values would be thousands, and both databases call the columns of VALUES alike.
    """
    values = [f"({', '.join(str(int(number)) for number in row)})" for row in rows]
    named = ", ".join(f"column{place} AS {column}" for place, column in enumerate(columns, start=1))
    # The limit cuts nothing off: by it SQLite knows how few they are, and begins its joins with them.
    text = sa.text(
        f"SELECT {named} FROM (VALUES {', '.join(values)}) AS {name}_values LIMIT {len(values)}"  # noqa: S608 - numbers
    )
    return text.columns(*(sa.column(column, sa.Integer) for column in columns)).subquery(name)
