"""Very many rows at once, by the driver's own quickest way: COPY on PostgreSQL, executemany on SQLite."""

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa


def load_rows(connection: sa.Connection, table: str, columns: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """
    Add rows to a table, inside the caller's transaction.

    Nothing looks at the statement or its values on their way, and errors are the driver's: this is for work at a
    command line that can be repeated, with values that a database has held before or that need no cleaning.

    Args:
        table: One of ours, and so are the columns.
        rows: Values in the order of the columns.
    """
    driver: Any = connection.connection.driver_connection
    given = ", ".join(f'"{name}"' for name in columns)
    if connection.dialect.name == "postgresql":
        with driver.cursor() as cursor, cursor.copy(f'COPY "{table}" ({given}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)
        return
    marks = ", ".join("?" * len(columns))
    driver.executemany(f'INSERT INTO "{table}" ({given}) VALUES ({marks})', rows)  # noqa: S608 - our own tables
