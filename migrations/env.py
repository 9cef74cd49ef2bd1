"""Runs the steps: one transaction, one runner at a time, the same on both databases."""

from contextlib import contextmanager
from typing import TYPE_CHECKING

import sqlalchemy as sa
from alembic import context
from sqlmodel import SQLModel

from app.config import load_settings
from app.store import search_index, tables, user_tables, view_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

# Any number: whoever migrates a Dyadline database on one PostgreSQL server waits for the same one.
MIGRATION_LOCK = 4_115_070_212
LOCK_WAIT_SECONDS = 60

# Autogenerate sees only what is imported.
KNOWN = (tables.Event, user_tables.LoginSession, view_tables.SavedView)
assert all(table.metadata is SQLModel.metadata for table in KNOWN)  # noqa: S101 - just so


def database_url() -> str:
    """The database that `app.store.migrate` names, or for the `alembic` command the one of the settings."""
    url = context.config.attributes.get("url")
    return url if isinstance(url, str) else load_settings().database_url.get_secret_value()


@contextmanager
def locked_connection(url: str) -> "Iterator[sa.Connection]":
    """A connection in a transaction that keeps every other migration waiting."""
    is_sqlite = sa.make_url(url).get_backend_name() == "sqlite"
    engine = sa.create_engine(url, poolclass=sa.NullPool, connect_args=_arguments(is_sqlite))
    if is_sqlite:
        _let_tables_be_rebuilt(engine)
    with engine.begin() as connection:
        if is_sqlite:
            with rebuilt_safely(connection):
                yield connection
        else:
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(MIGRATION_LOCK)))
            yield connection


@contextmanager
def rebuilt_safely(connection: sa.Connection) -> "Iterator[None]":
    """SQLite alters a table by copying it: see that no reference breaks and that ids used once stay used."""
    used = last_ids(connection)
    yield
    for name in last_ids(connection):
        connection.exec_driver_sql(
            "UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (used.get(name, 0), name)
        )
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise RuntimeError(f"the migration would break {len(broken)} foreign keys; nothing was changed")


def last_ids(connection: sa.Connection) -> dict[str, int]:
    """The highest id that each table ever gave out; SQLite keeps this table once one other needs it."""
    if not sa.inspect(connection).has_table("sqlite_sequence"):
        return {}
    return {row.name: row.seq for row in connection.exec_driver_sql("SELECT name, seq FROM sqlite_sequence")}


def _arguments(is_sqlite: bool) -> dict[str, object]:
    if is_sqlite:
        return {"timeout": LOCK_WAIT_SECONDS}
    return {"connect_timeout": 3, "options": "-c timezone=UTC"}


def _let_tables_be_rebuilt(engine: sa.Engine) -> None:
    """SQLite alters a table by copying it: with foreign keys on, dropping the old one would empty its children."""

    @sa.event.listens_for(engine, "connect")
    def set_up(connection: object, _: object) -> None:
        connection.isolation_level = None  # type: ignore[attr-defined]  # the driver's own type is not in the event
        connection.execute("PRAGMA foreign_keys = OFF")  # type: ignore[attr-defined]  # as above

    @sa.event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN EXCLUSIVE")


def run() -> None:
    """Run the steps that Alembic asks for."""
    with locked_connection(database_url()) as connection:
        context.configure(
            connection=connection,
            target_metadata=SQLModel.metadata,
            render_as_batch=True,
            compare_type=True,
            compare_server_default=True,
            include_name=lambda name, kind, parents: not search_index.is_own(name),
            transactional_ddl=True,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
