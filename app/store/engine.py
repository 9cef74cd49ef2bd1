"""
Engines and sessions: the same promises on SQLite and PostgreSQL.

A session reads or writes, and says which: `with reading(session):` sees one unchanging state of the data,
`with writing(session):` is the only writer there is, raises `data_version`, and commits everything or nothing;
`with guarding(session):` is the same for what no view shows.
"""

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine.interfaces import ExceptionContext
from sqlalchemy.orm import sessionmaker
from sqlmodel import Session, col

from app.errors import TooSlow, Unavailable
from app.store import once, search_rows, tiles
from app.store.tables import DataVersion

STATEMENT_SECONDS = 5.0
"""How long one statement may take (RELIABILITY.md, section 2)."""
BUSY_SECONDS = 10.0
"""How long a SQLite writer waits for the one before it."""
MAPPED_BYTES = 2**30
"""How much of a SQLite file is read without being copied: address space, shared by all connections, and no memory."""

WRITES = "dyadline_writes"
_LIMIT = "dyadline_limit"
# SQLite calls the handler every so many instructions of its machine: some hundred times a second.
_PROGRESS_STEPS = 20_000
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")

SessionFactory = sessionmaker[Session]


def make_engine(url: str, *, statement_seconds: float | None = STATEMENT_SECONDS) -> sa.Engine:
    """
    Make an engine whose connections keep the house rules; nothing is connected to yet.

    Args:
        url: `sqlite:///FILE` or `postgresql+psycopg://…`.
        statement_seconds: Limit of one statement; None for migrations and backups.
    """
    if sa.make_url(url).get_backend_name() == "sqlite":
        engine = sa.create_engine(url, connect_args={"timeout": BUSY_SECONDS})
        _keep_sqlite_rules(engine, statement_seconds)
    else:
        engine = sa.create_engine(url, pool_pre_ping=True, connect_args=_postgres_arguments(statement_seconds))
    sa.event.listen(engine, "before_cursor_execute", _make_storable, retval=True)
    sa.event.listen(engine, "handle_error", _say_it_plainly)
    return engine


@contextmanager
def patient_engine(url: str) -> Iterator[sa.Engine]:
    """An engine for work that may take longer than a page's: no statement limit, and closed at the end."""
    engine = make_engine(url, statement_seconds=None)
    try:
        yield engine
    finally:
        engine.dispose()


def make_session_factory(engine: sa.Engine) -> SessionFactory:
    """Make what opens sessions. Rows expire with their transaction: what leaves it are dataclasses."""
    return sessionmaker(engine, class_=Session)


def database_kind(engine: sa.Engine) -> str:
    """`sqlite` or `postgresql`."""
    return engine.dialect.name


@contextmanager
def reading(session: Session) -> Iterator[None]:
    """A transaction that sees one state of the data throughout, so that counts of several statements add up."""
    with session.begin():
        if session.get_bind().dialect.name == "postgresql":  # SQLite's transactions are such snapshots anyway
            session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        once.begin(session)
        try:
            yield
        finally:
            once.end(session)


@contextmanager
def writing(session: Session) -> Iterator[None]:
    """
    A transaction that changes data: one writer at a time, on PostgreSQL too, where the row of `data_version` locks.

    Keep slow work (reading files, extraction) outside. Everything is saved at the end, or nothing; the tiles of the
    events that were touched, and the words that anything touched is found by, are brought up to date last.
    """
    tiles.begin(session)
    search_rows.begin(session)
    with session.begin():
        session.connection(execution_options={WRITES: True})
        session.execute(sa.update(DataVersion).values(version=col(DataVersion.version) + 1))
        yield
        search_rows.settle(session, tiles.touched_events(session))
        tiles.settle(session)


@contextmanager
def guarding(session: Session) -> Iterator[None]:
    """
    A transaction on who signs in: alone like a writer, so that what it counts is exact.

    No view shows what it changes, hence `data_version` stays, and with it everything that is kept by it.
    """
    with session.begin():
        session.connection(execution_options={WRITES: True})
        session.execute(sa.select(col(DataVersion.id)).with_for_update())  # locks on PostgreSQL; SQLite is locked now
        yield


_VERSION = sa.select(col(DataVersion.version))


def data_version(session: Session) -> int:
    """The number that every writing transaction raises."""
    return session.connection().execute(_VERSION).scalar_one()


def _postgres_arguments(statement_seconds: float | None) -> dict[str, Any]:
    milliseconds = round((statement_seconds or 0) * 1000)
    return {
        "options": f"-c statement_timeout={milliseconds} -c timezone=UTC",
        # A cut cable is noticed within seconds (STACK.md, proof 4).
        "connect_timeout": 3,
        "keepalives_idle": 2,
        "keepalives_interval": 1,
        "keepalives_count": 3,
        "tcp_user_timeout": 4000,
    }


class _StatementLimit:
    """Tells SQLite when the running statement has had its time."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.deadline = float("inf")

    def start(self) -> None:
        self.deadline = time.monotonic() + self.seconds

    def is_over(self) -> bool:
        return time.monotonic() > self.deadline


def _keep_sqlite_rules(engine: sa.Engine, statement_seconds: float | None) -> None:
    @sa.event.listens_for(engine, "connect")
    def set_up(connection: Any, record: Any) -> None:
        # The driver would begin transactions by its own rules; ours begin in `begin` below.
        connection.isolation_level = None
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")
        # Rows are read where they lie in the system's cache: what looks at a hundred thousand takes half as long.
        connection.execute(f"PRAGMA mmap_size = {MAPPED_BYTES}")
        # SQLite's own knows ASCII only, PostgreSQL's every letter.
        connection.create_function("lower", 1, _lower, deterministic=True)
        if statement_seconds is not None:
            record.info[_LIMIT] = limit = _StatementLimit(statement_seconds)
            connection.set_progress_handler(limit.is_over, _PROGRESS_STEPS)

    @sa.event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        # A writer that begins as a reader can be refused half-way; IMMEDIATE waits its turn at once.
        writes = connection.get_execution_options().get(WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    @sa.event.listens_for(engine, "before_cursor_execute")
    def start_clock(connection: sa.Connection, *_: Any) -> None:
        limit = connection.info.get(_LIMIT)
        if limit is not None:
            limit.start()


def _lower(text: Any) -> Any:
    return text.lower() if isinstance(text, str) else text


def _make_storable(
    connection: sa.Connection, cursor: Any, statement: str, parameters: Any, context: Any, executemany: bool
) -> tuple[str, Any]:
    """
    Take NUL and lone surrogates out of every text on its way in: PostgreSQL refuses both, SQLite one of them.

    The doors (readers, forms) do this with a notice; this net is for names and search words that pass by them.
    """
    if context.execution_options.get(tiles.STORED):
        return statement, parameters
    return statement, [_storable(row) for row in parameters] if executemany else _storable(parameters)


def _storable(row: Any) -> Any:
    if isinstance(row, dict):
        return {name: _clean(value) for name, value in row.items()}
    return tuple(map(_clean, row))


def _clean(value: Any) -> Any:
    if isinstance(value, str) and ("\x00" in value or not value.isascii()):
        return _UNSTORABLE.sub("", value)
    return value


def _say_it_plainly(context: ExceptionContext) -> None:
    """Raise our own errors for what is nobody's mistake: a statement stopped, a database that cannot answer."""
    problem = context.original_exception
    reason = str(problem).strip().partition("\n")[0]
    if type(problem).__name__ == "QueryCanceled" or reason == "interrupted":
        raise TooSlow("The database took too long to answer and was stopped: narrow the filter and try again.")
    if isinstance(context.sqlalchemy_exception, sa.exc.OperationalError):
        raise Unavailable(f"The database cannot answer now ({reason}). Nothing was changed: try again in a moment.")
