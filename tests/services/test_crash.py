"""Kill -9 during an ingest: after a restart every acknowledged article is there once and has its events once."""

import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col

from app.config import PROJECT_ROOT
from app.services.ingest import IngestReport, files_in, ingest
from app.services.resume import finish_received
from app.store.checks import check_database
from app.store.engine import SessionFactory, make_engine, make_session_factory, reading
from app.store.migrate import upgrade
from app.store.tables import Account, Article, ArticleState, ArticleVersion, Event
from tests.conftest import DATABASES, NOW
from tests.postgres import create_database, throwaway_postgres

ARTICLES = 12
LAST_COMMIT = 1 + 2 * ARTICLES

# Side and number of the writing commit, and how many articles then wait to be read for events.
MOMENTS = [
    pytest.param("after", 1, 0, id="the batch is open"),
    pytest.param("before", 2, 0, id="inside the first transaction of the first article"),
    pytest.param("after", 2, 1, id="the first article is received"),
    pytest.param("before", 3, 1, id="inside the second transaction of the first article"),
    pytest.param("after", 10, 1, id="an article is received"),
    pytest.param("before", 14, 0, id="inside a first transaction"),
    pytest.param("before", 15, 1, id="inside a second transaction"),
    pytest.param("after", 17, 0, id="between two articles"),
    pytest.param("after", LAST_COMMIT - 1, 1, id="the last article is received"),
    pytest.param("after", LAST_COMMIT, 0, id="all is done but the batch is open"),
]

ON_BOTH = {
    "inside the first transaction of the first article",
    "an article is received",
    "inside a second transaction",
    "all is done but the batch is open",
}
"""What PostgreSQL plays too: a commit lost, one kept, work half done, work done. Each costs seconds there."""

NUMBERS = count(1)
TEMPLATE = "crash_template"

# An event as one article tells it, and which event of the database that is, by its first account.
Told = tuple[str, str, str, str | None, tuple[str, ...]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dozen small articles; every two of them tell of the same day."""
    folder = tmp_path_factory.mktemp("articles")
    for number in range(ARTICLES):
        day = f"{number // 2 % 28 + 1} March 2019"
        (folder / f"article-{number:02}.txt").write_text(
            f"Report {number} of the day\n\nOn {day} India accused Pakistan of an attack. Pakistan denied it.\n"
        )
    return folder


@pytest.fixture(scope="module")
def durable_postgres() -> Iterator[str]:
    """A server that keeps its promises about what it has committed."""
    with throwaway_postgres(durable=True) as url:
        upgrade(create_database(url, TEMPLATE))
        yield url


@pytest.fixture
def crash_url(request: pytest.FixtureRequest, kind: str, sqlite_template: Path, tmp_path: Path) -> str:
    if kind == "sqlite":
        return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'crash.db')}"
    return create_database(request.getfixturevalue("durable_postgres"), f"crash_{next(NUMBERS)}", TEMPLATE)


@pytest.fixture(scope="module")
def undisturbed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Told]:
    """What the articles tell when nothing happens to the ingest."""
    url = f"sqlite:///{tmp_path_factory.mktemp('undisturbed') / 'whole.db'}"
    upgrade(url)
    engine = make_engine(url)
    factory = make_session_factory(engine)
    report = ingest_all(factory, folder)
    assert (report.new, report.failed) == (ARTICLES, ())
    assert report.events_joined > 0
    events = told(factory)
    engine.dispose()
    return events


def ingest_all(factory: SessionFactory, folder: Path) -> IngestReport:
    return ingest(factory, files_in([folder]), channel="cli", analyst="Ada", clock=lambda: NOW)


def told(factory: SessionFactory, names: set[str] | None = None) -> list[Told]:
    """Every account, sorted: its article, quote, title, day, and the articles that tell the same event."""
    with factory() as session, reading(session):
        rows = session.execute(
            sa.select(
                col(ArticleVersion.name), col(Account.quote), col(Account.title), col(Event.date_edtf), col(Event.id)
            )
            .join(Account, col(Account.article_version_id) == col(ArticleVersion.id))
            .join(Event, col(Event.id) == col(Account.event_id))
        ).all()
    tellers: dict[int, list[str]] = {}
    for name, *_, event_id in rows:
        tellers.setdefault(event_id, []).append(name)
    return sorted(
        (name, quote, title, day, tuple(sorted(tellers[event_id])))
        for name, quote, title, day, event_id in rows
        if names is None or name in names
    )


def states(session: Session) -> dict[str, list[str]]:
    """The state of every article by its file's name; a list, so that one kept twice shows."""
    with reading(session):
        rows = session.execute(
            sa.select(col(ArticleVersion.name), col(Article.state)).join(
                Article, col(Article.id) == col(ArticleVersion.article_id)
            )
        ).all()
    found: dict[str, list[str]] = {}
    for name, state in rows:
        found.setdefault(name, []).append(state)
    return found


def kill_during_ingest(url: str, folder: Path, side: str, number: int) -> set[str]:
    """Give the names of the articles that were acknowledged before the end."""
    driver = [sys.executable, "-m", "tests.services.crash_driver", url, str(folder), side, str(number)]
    answer = subprocess.run(driver, cwd=PROJECT_ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == -signal.SIGKILL, answer.stderr
    return {f"article-{int(line) - 1:02}.txt" for line in answer.stdout.split()}


@pytest.mark.parametrize(
    ("kind", "side", "number", "waiting"),
    [
        pytest.param(kind, *moment.values, id=f"{kind}-{moment.id}")
        for kind in DATABASES
        for moment in MOMENTS
        if kind == "sqlite" or moment.id in ON_BOTH
    ],
)
def test_a_kill_loses_nothing_and_doubles_nothing(
    crash_url: str, folder: Path, undisturbed: list[Told], side: str, number: int, waiting: int
) -> None:
    acknowledged = kill_during_ingest(crash_url, folder, side, number)
    engine = make_engine(crash_url)
    factory = make_session_factory(engine)
    with factory() as session:
        left = states(session)
        assert sum(state == [ArticleState.RECEIVED] for state in left.values()) == waiting

        # The restart.
        assert finish_received(factory, NOW) == waiting
        assert states(session) == {name: [ArticleState.READ] for name in acknowledged}
    assert [account[:4] for account in told(factory)] == [
        account[:4] for account in undisturbed if account[0] in acknowledged
    ]

    # The same ingest again brings in the rest, and all is as if nothing had happened.
    report = ingest_all(factory, folder)
    assert (report.known, report.new) == (len(acknowledged), ARTICLES - len(acknowledged))
    assert told(factory) == undisturbed
    assert check_database(engine).faults == ()
    engine.dispose()
