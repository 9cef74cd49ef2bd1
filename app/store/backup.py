"""A whole database into one file and back: SQLite by its online backup, PostgreSQL by its own programs."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import sqlalchemy as sa

from app.errors import BadInput, DyadlineError
from app.store.engine import make_engine

SQLITE_HEADER = b"SQLite format 3\x00"
POSTGRES_HEADER = b"PGDMP"


def backup(url: str, file: Path) -> None:
    """
    Write everything that was committed before the backup began into a new file.

    Raises:
        BadInput: The file exists already, or there is no database.
        DyadlineError: A program of PostgreSQL is missing or failed, or the file cannot be written.
    """
    if file.exists():
        raise BadInput(f"{file} exists already: choose another name, a backup overwrites nothing.", "file")
    with _half_written(file) as half:
        address = sa.make_url(url)
        if address.get_backend_name() == "sqlite":
            _copy_sqlite(_existing(address.database), half)
        else:
            _run(address, "pg_dump", "--format=custom", f"--file={half}")


def restore(url: str, file: Path) -> None:
    """
    Fill an empty database from a backup of the same kind of database.

    Raises:
        BadInput: The file is no such backup, or the database holds tables already.
        DyadlineError: A program of PostgreSQL is missing or failed.
    """
    address = sa.make_url(url)
    is_sqlite = address.get_backend_name() == "sqlite"
    _check_kind(file, is_sqlite=is_sqlite)
    if is_sqlite:
        target = Path(address.database or "")
        if target.exists() and _holds_tables(url):
            raise BadInput(f"{target} holds data already: a backup is restored into an empty database only.")
        target.parent.mkdir(parents=True, exist_ok=True)
        _copy_sqlite(file, target)
    else:
        if _holds_tables(url):
            raise BadInput("The database holds tables already: a backup is restored into an empty one only.")
        _run(address, "pg_restore", "--no-owner", "--single-transaction", "--exit-on-error", str(file))


@contextmanager
def _half_written(file: Path) -> Iterator[Path]:
    """A name beside the file that becomes the file only when all of it is there."""
    half = file.with_name(f"{file.name}.part")
    try:
        yield half
        half.replace(file)
    except (OSError, sqlite3.Error) as problem:
        raise DyadlineError(f"Cannot write {file}: {problem}.") from problem
    finally:
        half.unlink(missing_ok=True)


def _copy_sqlite(source: Path, target: Path) -> None:
    with (
        closing(sqlite3.connect(f"file:{source}?mode=ro", uri=True)) as origin,
        closing(sqlite3.connect(target)) as copy,
    ):
        origin.backup(copy)


def _existing(database: str | None) -> Path:
    path = Path(database or "")
    if not path.is_file():
        raise BadInput(f"There is no database at {path}: nothing to back up.")
    return path


def _check_kind(file: Path, *, is_sqlite: bool) -> None:
    try:
        with file.open("rb") as stream:
            head = stream.read(len(SQLITE_HEADER))
    except OSError as problem:
        raise BadInput(f"Cannot read {file}: {problem.strerror or problem}.", "file") from problem
    kind, header = ("SQLite", SQLITE_HEADER) if is_sqlite else ("PostgreSQL", POSTGRES_HEADER)
    if not head.startswith(header):
        raise BadInput(f"{file} is no backup of a {kind} database, which is what DYADLINE_DATABASE_URL names.", "file")
    if is_sqlite:
        _check_whole(file)


def _check_whole(file: Path) -> None:
    try:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as connection:
            answer = connection.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.Error as problem:
        answer = str(problem)
    if answer != "ok":
        raise BadInput(f"{file} is damaged ({answer}); use another backup.", "file")


def _holds_tables(url: str) -> bool:
    engine = make_engine(url)
    try:
        return bool(sa.inspect(engine).get_table_names())
    finally:
        engine.dispose()


def _run(address: sa.URL, program: str, *arguments: str) -> None:
    if shutil.which(program) is None:
        raise DyadlineError(f"{program} is not on PATH: install the client programs of PostgreSQL and try again.")
    # The password goes by the environment: a command line can be read by everybody on the machine.
    bare = sa.URL.create(
        "postgresql", address.username, None, address.host, address.port, address.database, address.query
    ).render_as_string()
    environment = {**os.environ, "PGPASSWORD": str(address.password or "")}
    answer = subprocess.run(
        [program, f"--dbname={bare}", *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if answer.returncode:
        reason = answer.stderr.strip().partition("\n")[0]
        raise DyadlineError(f"{program} failed: {reason}")
