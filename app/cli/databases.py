"""`dyadline db` and `dyadline samples`: upgrade, check, rebuild, backup, restore, remove the samples."""

from pathlib import Path

from app.cli.environment import database_url, ready_database, utc_now
from app.config import load_settings
from app.errors import DyadlineError
from app.services.samples import remove_samples as remove
from app.services.trace_origin import trace_all
from app.store import backup as backups
from app.store import migrate
from app.store.checks import check_database
from app.store.engine import make_session_factory, patient_engine, writing
from app.store.grades import write_all_grades
from app.store.search_rows import rebuild as rebuild_words
from app.store.tile_counts import rebuild


def upgrade() -> None:
    """Bring the tables up to date."""
    settings = load_settings()
    migrate.upgrade(database_url(settings))
    print(f"{settings.database_label} is up to date.")


def check() -> bool:
    """Print every fault and what there is. Returns whether there is no fault."""
    with patient_engine(_current_url()) as engine:
        report = check_database(engine)
    for fault in report.faults:
        print(f"Fault: {fault}")
    print(", ".join(f"{count} {name}" for name, count in report.counts.items()))
    print(f"{len(report.faults)} faults." if report.faults else "Everything is as it should be.")
    return not report.faults


def rebuild_tiles() -> None:
    """Count the tiles and facets of all events afresh, score the events and give them their grades."""
    with patient_engine(_current_url()) as engine, make_session_factory(engine)() as session, writing(session):
        rebuild(session.connection())
        write_all_grades(session.connection())
    print("Every tile is counted afresh.")


def rebuild_search() -> None:
    """Fold and index everything that can be searched afresh."""
    with patient_engine(_current_url()) as engine, make_session_factory(engine)() as session, writing(session):
        rebuild_words(session.connection())
    print("The search is built afresh.")


def backup(file: Path) -> None:
    """Write a backup."""
    settings = load_settings()
    backups.backup(database_url(settings), file)
    print(f"{settings.database_label} is copied to {file} ({file.stat().st_size} bytes).")


def restore(file: Path) -> None:
    """Fill an empty database from a backup and bring its tables up to date."""
    settings = load_settings()
    backups.restore(database_url(settings), file)
    migrate.upgrade(database_url(settings))
    print(f"{settings.database_label} is restored from {file}.")


def trace_origins() -> None:
    """Trace the articles that have no fingerprints yet; done again, it takes up where it was stopped."""
    with ready_database(load_settings()) as session_factory:
        count = trace_all(session_factory, utc_now())
    print(f"Traced {count} articles to their origins.")


def remove_samples() -> None:
    """Remove the demonstration articles and what only they tell."""
    settings = load_settings()
    with ready_database(settings) as session_factory, session_factory() as session:
        removed = remove(session, now=utc_now(), analyst=settings.analyst)
    print(f"Removed {removed.articles} articles, {removed.events} events and {removed.notes} notes.")


def _current_url() -> str:
    settings = load_settings()
    if not migrate.is_current(database_url(settings)):
        raise DyadlineError(f"{settings.database_label} is not up to date: run `dyadline db upgrade` first.")
    return database_url(settings)
