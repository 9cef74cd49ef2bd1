"""
Very many rows into an empty, migrated database: COPY on PostgreSQL, executemany on SQLite, and everything that is kept
beside the rows (indexes, references, tiles) made after them, all at once.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from app.store.loading import load_rows
from app.store.search_rows import rebuild as rebuild_words
from app.store.statistics import analyze
from app.store.tile_counts import rebuild_tiles

Columns = Mapping[str, Sequence[str]]
"""By table the columns that are given, tables in the order in which they may be written."""
Rows = Mapping[str, Sequence[tuple[Any, ...]]]
"""By table the rows, their values in the order of the columns."""
DERIVED = ("dyad_tile", "dyad_type_tile", "dyad_facet", "event_name")
POSTGRES = {"work_mem": "256MB", "maintenance_work_mem": "512MB", "synchronous_commit": "off"}
SQLITE = {"synchronous": "NORMAL", "foreign_keys": "OFF", "ignore_check_constraints": "ON", "cache_size": -256_000}


def bulk_load(engine: sa.Engine, columns: Columns, batches: Iterable[Rows]) -> None:
    """
    Load rows, then index them and count their tiles.

    Args:
        engine: Without a statement limit, of an empty database. One that is interrupted is to be thrown away.
        columns: What the rows of each table hold.
        batches: Some thousand rows each; they are not held together.
    """
    with engine.connect() as connection, quickly(connection):
        with bare(connection, [SQLModel.metadata.tables[name] for name in columns]):
            for rows in batches:
                with connection.begin():  # a batch each, or SQLite's log grows to the size of everything
                    write(connection, columns, rows)
        with bare(connection, [SQLModel.metadata.tables[name] for name in DERIVED]):
            derive(connection)
        with connection.begin():
            let_ids_go_on(connection)
            connection.execute(sa.text("UPDATE data_version SET version = version + 1"))
    analyze(engine)


def derive(connection: sa.Connection) -> None:
    """Fill what is kept beside the rows; PostgreSQL, which lets two write, has the words written by a second one."""
    if connection.dialect.name == "sqlite":
        with connection.begin():
            rebuild_tiles(connection)
            rebuild_words(connection)
        return
    with ThreadPoolExecutor(1) as beside, connection.engine.connect() as another:
        words = beside.submit(_derive_words, another)
        with connection.begin():
            rebuild_tiles(connection)
        words.result()


def _derive_words(connection: sa.Connection) -> None:
    with quickly(connection), connection.begin():
        rebuild_words(connection)


def write(connection: sa.Connection, columns: Columns, rows: Rows) -> None:
    """Write some rows by the driver's own quickest way, inside the caller's transaction."""
    for table, names in columns.items():
        if rows.get(table):
            load_rows(connection, table, names, rows[table])


@contextmanager
def quickly(connection: sa.Connection) -> Iterator[None]:
    """For the length of the block the database waits less for its disk, takes more memory, and trusts the rows."""
    is_postgres = connection.dialect.name == "postgresql"
    driver: Any = connection.connection.driver_connection
    for name, value in (POSTGRES if is_postgres else SQLITE).items():
        driver.execute(f"SET {name} = '{value}'" if is_postgres else f"PRAGMA {name} = {value}")
    if is_postgres:
        driver.commit()
    try:
        yield
    finally:
        connection.invalidate()  # the next one is set up anew


@contextmanager
def bare(connection: sa.Connection, tables: Sequence[sa.Table]) -> Iterator[None]:
    """Take indexes, references and, where they are not the table itself, keys off these tables; put them back after."""
    indexes = [index for table in tables for index in sorted(table.indexes, key=lambda index: str(index.name))]
    constraints = _constraints(connection, tables)
    with connection.begin():
        for index in indexes:
            index.drop(connection)
        for constraint in constraints:
            connection.execute(sa.schema.DropConstraint(constraint))
    yield
    with connection.begin():
        for constraint in reversed(constraints):
            connection.execute(sa.schema.AddConstraint(constraint))
        for index in indexes:
            index.create(connection)


def _constraints(connection: sa.Connection, tables: Sequence[sa.Table]) -> list[sa.Constraint]:
    """References of and to these tables, and then their keys: SQLite has them in its tables, and a switch for them."""
    if connection.dialect.name == "sqlite":
        return []
    every = [
        one
        for table in SQLModel.metadata.sorted_tables
        for one in sorted(table.foreign_key_constraints, key=lambda one: str(one.name))
    ]
    references = [one for one in every if one.table in tables or one.referred_table in tables]
    return [*references, *(table.primary_key for table in tables)]


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
