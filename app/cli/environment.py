"""What the commands that use the database share: settings, an up-to-date database, a clock, a progress bar."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import click

from app.config import Settings
from app.readers import ReaderLimits
from app.services.ingest import OnProgress
from app.services.resume import finish_received
from app.store.engine import SessionFactory, database_kind, make_engine, make_session_factory
from app.store.migrate import upgrade
from app.store.statistics import analyze


def utc_now() -> datetime:
    """The present instant."""
    return datetime.now(UTC)


def database_url(settings: Settings) -> str:
    """The database's address, password and all: not to be printed."""
    return settings.database_url.get_secret_value()


def reader_limits(settings: Settings) -> ReaderLimits:
    """The bounds of one reading."""
    return ReaderLimits(text_chars=settings.article_max_chars, child_seconds=settings.reader_seconds)


@contextmanager
def ready_database(settings: Settings) -> Iterator[SessionFactory]:
    """Sessions on a database that has our tables, nothing in it left half done; what SQLite plans by is renewed."""
    upgrade(database_url(settings))
    engine = make_engine(database_url(settings))
    try:
        session_factory = make_session_factory(engine)
        finish_received(session_factory, utc_now())
        yield session_factory
        if database_kind(engine) == "sqlite":
            analyze(engine)
    finally:
        engine.dispose()


@contextmanager
def progress_bar(doing: str) -> Iterator[OnProgress | None]:
    """A bar on standard error while a person watches it; None where output goes to a file or another program."""
    if not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=0, label=doing, show_pos=True, hidden=True, file=sys.stderr) as bar:

        def show(done: int, total: int, _: str) -> None:
            bar.hidden, bar.length = False, total  # where there is nothing to do, there is no bar either
            bar.update(done - bar.pos)
            bar.render_progress()

        yield show
        bar.update((bar.length or 0) - bar.pos)  # each article is told before it is read, the end is not
