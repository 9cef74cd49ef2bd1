"""
Very many rows into an empty, migrated database: COPY on PostgreSQL, executemany on SQLite, and everything that is kept
beside the rows (indexes, references, tiles) made after them, all at once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from app.store.search_rows import rebuild as rebuild_words
from app.store.statistics import analyze
from app.store.tile_counts import rebuild_tiles

Columns = Mapping[str, Sequence[str]]
"""By table the columns that are given, tables in the order in which they may be written."""
Rows = Mapping[str, Sequence[tuple[Any, ...]]]
"""By table the rows, their values in the order of the columns."""


def bulk_load(engine: sa.Engine, columns: Columns, batches: Iterable[Rows]) -> None:
    """
    Load rows, then index them and count their tiles.

    Args:
        engine: Without a statement limit, of an empty database. One that is interrupted is to be thrown away.
        columns: What the rows of each table hold.
        batches: Some thousand rows each; they are not held together.
    """
    tables = [SQLModel.metadata.tables[name] for name in columns]
    with engine.connect() as connection, quickly(connection):
        with bare(connection, tables):
            for rows in batches:
                with connection.begin():  # a batch each, or SQLite's log grows to the size of everything
                    write(connection, columns, rows)
        with connection.begin():
            rebuild_tiles(connection)
            rebuild_words(connection)
            let_ids_go_on(connection)
            connection.execute(sa.text("UPDATE data_version SET version = version + 1"))
    analyze(engine)


def write(connection: sa.Connection, columns: Columns, rows: Rows) -> None:
    """Write some rows by the driver's own quickest way, inside the caller's transaction."""
    driver: Any = connection.connection.driver_connection
    for table, names in columns.items():
        if rows.get(table):
            given = ", ".join(f'"{name}"' for name in names)
            if connection.dialect.name == "postgresql":
                with driver.cursor() as cursor, cursor.copy(f'COPY "{table}" ({given}) FROM STDIN') as copy:
                    for row in rows[table]:
                        copy.write_row(row)
            else:
                marks = ", ".join("?" * len(names))
                driver.executemany(f'INSERT INTO "{table}" ({given}) VALUES ({marks})', rows[table])  # noqa: S608 - our own tables


@contextmanager
def quickly(connection: sa.Connection) -> Iterator[None]:
    """For the length of the block SQLite waits for the disk at checkpoints only, and leaves what must hold to us."""
    if connection.dialect.name == "postgresql":
        yield
        return
    driver: Any = connection.connection.driver_connection
    settings = {
        "synchronous": "NORMAL",
        "foreign_keys": "OFF",
        "ignore_check_constraints": "ON",
        "cache_size": -256_000,
    }
    for name, value in settings.items():
        driver.execute(f"PRAGMA {name} = {value}")
    try:
        yield
    finally:
        connection.invalidate()  # the next one is set up anew


@contextmanager
def bare(connection: sa.Connection, tables: Sequence[sa.Table]) -> Iterator[None]:
    """Take indexes and references off these tables, and put them back after the block."""
    indexes = [index for table in tables for index in sorted(table.indexes, key=lambda index: str(index.name))]
    references = _references(connection, tables)
    with connection.begin():
        for index in indexes:
            index.drop(connection)
        for reference in references:
            connection.execute(sa.schema.DropConstraint(reference))
    yield
    with connection.begin():
        for index in indexes:
            index.create(connection)
        for reference in references:
            connection.execute(sa.schema.AddConstraint(reference))


def _references(connection: sa.Connection, tables: Sequence[sa.Table]) -> list[sa.ForeignKeyConstraint]:
    """The references that can be taken off: SQLite has them in its tables, and a switch for all of them."""
    if connection.dialect.name == "sqlite":
        return []
    return [reference for table in tables for reference in table.foreign_key_constraints]


def let_ids_go_on(connection: sa.Connection) -> None:
    """PostgreSQL counts ids apart from the rows that bring their own."""
    if connection.dialect.name != "postgresql":
        return
    for table in SQLModel.metadata.sorted_tables:
        if "id" in table.c:
            name = table.name
            connection.execute(
                sa.text(f"SELECT setval(pg_get_serial_sequence('\"{name}\"', 'id'), max(id)) FROM \"{name}\"")  # noqa: S608 - our own tables
            )
