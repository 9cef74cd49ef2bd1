"""
What every test may ask for.

`database_url` (and all that rests on it: `engine`, `session_factory`, `session`, `client`, `factories`) runs a test
once on SQLite and once on a real PostgreSQL. The tables are made by the migrations, once per worker, and copied per test
to one address: so that its engine, which compiles a statement once, is one for all tests of the worker.
"""

import ipaddress
import os
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings
from sqlmodel import Session
from xdist.scheduler import LoadScopeScheduling

from app.config import PREFIX, Settings
from app.store.engine import SessionFactory, make_engine, make_session_factory
from app.store.migrate import upgrade
from tests.factories import Factories
from tests.postgres import create_database, drop_database, throwaway_postgres

if TYPE_CHECKING:
    from starlette.testclient import TestClient

HERE = ("127.0.0.1", 50_000)
"""Where a browser on this machine asks from."""
DATABASES = ("sqlite", "postgresql")
NOW = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
"""The instant at which every test takes place."""

# A busy machine breaks no rule, and no test is red by chance: no limits of time, the same examples in every run.
hypothesis_settings.register_profile(
    "steady", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
hypothesis_settings.load_profile("steady")

# Shells start what they put into the background deaf to Ctrl-C, and so would be every program that the tests start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

MakeDatabase = Callable[[str], str]


def _refuse_foreign_hosts(event: str, arguments: tuple[Any, ...]) -> None:
    """Fail whatever would leave this machine; an audit hook sees every Python socket, asyncio's too."""
    if event == "socket.connect":
        host = arguments[1][0] if isinstance(arguments[1], tuple) else "localhost"
    elif event == "socket.getaddrinfo":
        host = arguments[0]
    else:
        return
    if not _is_loopback(host):
        raise RuntimeError(f"a test tried to reach {host!r}: tests stay on this machine")


def _is_loopback(host: Any) -> bool:
    name = host.decode() if isinstance(host, bytes) else host
    if name in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(name.partition("%")[0]).is_loopback
    except ValueError:
        return False


class _FileByFile(LoadScopeScheduling):  # type: ignore[misc]  # xdist has no types
    """A worker gets whole files, for what a file's tests share, and one gets all that need the browser."""

    def _split_scope(self, nodeid: str) -> str:
        return "browser" if nodeid.startswith("tests/browser/") else nodeid.partition("::")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    """Say how pytest-xdist deals the tests out."""
    return _FileByFile(config, log)


def pytest_configure() -> None:
    """Close the network and put away what this machine's environment says to the program."""
    sys.addaudithook(_refuse_foreign_hosts)
    kept = {"DYADLINE_CHROMIUM", "DYADLINE_TEST_PG_BIN"}
    for key in [key for key in os.environ if key.startswith(PREFIX) and key not in kept]:
        del os.environ[key]


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file. Copy it; never open it."""
    path = tmp_path_factory.mktemp("template") / "template.db"
    upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a throw-away server's empty database, one server per worker."""
    with throwaway_postgres() as url:
        yield url


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> str:
    """The name of a migrated, empty database on that server."""
    upgrade(create_database(postgres_server, "template_dyadline"))
    return "template_dyadline"


@pytest.fixture(scope="session")
def sqlite_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the SQLite databases of the tests are, one test's after the other's."""
    return tmp_path_factory.mktemp("databases")


@pytest.fixture
def make_database(request: pytest.FixtureRequest) -> Iterator[MakeDatabase]:
    """`make_database("sqlite" | "postgresql")` gives the address of a new migrated, empty database."""
    with _databases(request, "test") as make:
        yield make


@pytest.fixture(scope="module")
def make_shared_database(request: pytest.FixtureRequest) -> Iterator[MakeDatabase]:
    """The same for what the tests of a module read and none of them changes."""
    with _databases(request, "shared") as make:
        yield make


@contextmanager
def _databases(request: pytest.FixtureRequest, name: str) -> Iterator[MakeDatabase]:
    made: list[str] = []

    def make(kind: str) -> str:
        number = len(made)
        if kind == "sqlite":
            folder = request.getfixturevalue("sqlite_folder")
            for old in folder.glob(f"{name}-{number}.db*"):
                old.unlink()
            path = shutil.copy(request.getfixturevalue("sqlite_template"), folder / f"{name}-{number}.db")
            url = f"sqlite:///{path}"
        else:
            template = request.getfixturevalue("postgres_template")
            url = create_database(request.getfixturevalue("postgres_server"), f"{name}_{number}", template)
        made.append(url)
        return url

    yield make
    for url in made:
        if url in _ENGINES:
            _ENGINES[url].dispose()
        if url.startswith("postgresql"):
            drop_database(url)


_ENGINES: dict[str, sa.Engine] = {}


def engine_of(url: str) -> sa.Engine:
    """
    An engine of a test's database, new to whoever keeps things by engine.

    Its connections and compiled statements are those of an engine that outlives the test, closed: the next test has the
    same address.
    """
    if url not in _ENGINES:
        _ENGINES[url] = make_engine(url)
    return _ENGINES[url].execution_options()


@pytest.fixture
def kept_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Applications take the engine that is there."""
    monkeypatch.setattr("app.main.make_engine", engine_of)


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest, make_database: MakeDatabase) -> str:
    """The address of a migrated, empty database: the test runs once for each kind."""
    return make_database(request.param)


@pytest.fixture
def engine(database_url: str) -> sa.Engine:
    return engine_of(database_url)


@pytest.fixture
def session_factory(engine: sa.Engine) -> SessionFactory:
    return make_session_factory(engine)


@pytest.fixture
def session(session_factory: SessionFactory) -> Iterator[Session]:
    with session_factory() as session:
        yield session


@pytest.fixture
def factories(session_factory: SessionFactory) -> Factories:
    """Makes the smallest valid things in the test's database, each in a transaction of its own."""
    return Factories(session_factory, NOW)


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return Settings(_env_file=None, data_dir=tmp_path, database_url=database_url, analyst="Ada")


@pytest.fixture
def client(settings: Settings, kept_engine: None) -> Iterator["TestClient"]:
    """A browser of the same origin on the same database; give other headers to be another one."""
    from starlette.testclient import TestClient

    from app.main import create_app

    with TestClient(
        create_app(settings),
        base_url="http://127.0.0.1",
        client=HERE,
        headers={"Sec-Fetch-Site": "same-origin"},
    ) as client:
        yield client
