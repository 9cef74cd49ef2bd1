"""Databases that are filled once for a benchmark: a file that may be kept, or a throw-away PostgreSQL."""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import sqlalchemy as sa

from app.store.engine import make_engine
from app.store.migrate import upgrade
from tests.postgres import throwaway_postgres

KINDS = ("sqlite", "postgresql")


@contextmanager
def made_database(kind: str, file: Path, what: str, fill: Callable[[sa.Engine], None]) -> Iterator[str]:
    """
    The address of a filled database.

    Args:
        kind: One of `KINDS`; PostgreSQL is found as the tests find it.
        file: Where SQLite's is; one that is there is taken as it is.
        what: What is made, to say how long it took.
        fill: Fills a migrated, empty database, without a statement limit.
    """
    with ExitStack() as stack:
        is_there = kind == "sqlite" and file.exists()
        url = f"sqlite:///{file}" if kind == "sqlite" else stack.enter_context(throwaway_postgres())
        if not is_there:
            start = time.perf_counter()
            upgrade(url)
            engine = make_engine(url, statement_seconds=None)
            fill(engine)
            engine.dispose()
            print(f"{kind}: {what} made in {time.perf_counter() - start:.0f} s", flush=True)
        yield url
