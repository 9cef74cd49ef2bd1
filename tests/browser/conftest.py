"""A real server over the samples, a real Chromium, and a guard on both."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from app.config import PROJECT_ROOT, Settings
from app.services.samples import load_samples
from app.store.engine import make_engine, make_session_factory
from app.store.migrate import upgrade
from tests.browser.crowd import make_crowd
from tests.browser.guard import Guard
from tests.browser.server import serving
from tests.chromium import find_chromium, launch_flags
from tests.conftest import DATABASES, NOW
from tests.postgres import create_database

QUIET_FLAGS = [
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE = Path(__file__).parents[1] / "vendor" / "axe-core" / "axe-4.14.1.min.js"
PATIENCE_MS = 10_000

OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Playwright drives the machine's own Chromium."""
    return {"executable_path": str(find_chromium()), "args": [*QUIET_FLAGS, *launch_flags()]}


@pytest.fixture(scope="session")
def served(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str]]:
    """`served("sqlite" | "postgresql")` gives the address of the application over the samples, one for each session."""
    running: dict[str, Any] = {}

    def serve(kind: str) -> str:
        if kind not in running:
            running[kind] = block = serving(_with_samples(kind, request, tmp_path_factory.mktemp(kind)))
            running[kind + " address"] = block.__enter__()
        return str(running[kind + " address"])

    yield serve
    for kind in DATABASES:
        if kind in running:
            running[kind].__exit__(None, None, None)


@pytest.fixture
def address(served: Callable[[str], str]) -> str:
    """The application over the samples on SQLite."""
    return served("sqlite")


@pytest.fixture(params=DATABASES)
def each_address(request: pytest.FixtureRequest, served: Callable[[str], str]) -> str:
    """The application over the samples, once on SQLite and once on PostgreSQL."""
    return served(request.param)


@pytest.fixture(scope="session")
def empty_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The application over an empty database."""
    folder = tmp_path_factory.mktemp("empty")
    url = f"sqlite:///{folder / 'empty.db'}"
    upgrade(url)
    with serving(_settings(url, folder)) as address:
        yield address


@pytest.fixture(scope="session")
def crowd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The application over the crowd of `tests.browser.crowd`; tests leave its events as they are."""
    folder = tmp_path_factory.mktemp("crowd")
    with serving(_settings(make_crowd(folder), folder)) as address:
        yield address


@pytest.fixture(scope="module")
def crowd_page(crowd: str, browser: Browser) -> Iterator[Page]:
    """One page for the tests of a module, to be led anew by each; laid out for its width already."""
    with opening(browser) as opened:
        page = opened(crowd)
        page.locator(".timeline__plot--fitted").wait_for()
        yield page


@pytest.fixture
def open_page(browser: Browser) -> Iterator[OpenPage]:
    """`open_page(address, path, …)` as `opening` gives it, to the end of the test."""
    with opening(browser) as opened:
        yield opened


@contextmanager
def opening(browser: Browser) -> Iterator[OpenPage]:
    """
    `open_page(address, path, scripts=True, scheme="light", expecting="")` gives a page in a context of its own; what
    else is named is handed to the browser's context, like a time zone.

    When it ends, everything that the guard saw fails it, but the console errors that hold `expecting`: the
    browser reports there every answer of 4xx.
    """
    contexts: list[BrowserContext] = []
    guards: list[Guard] = []

    def opened(
        address: str, path: str = "/", *, scripts: bool = True, scheme: Any = "light", expecting: str = "", **more: Any
    ) -> Page:
        context = browser.new_context(
            base_url=address,
            java_script_enabled=scripts,
            viewport={"width": 1440, "height": 900},
            color_scheme=scheme,
            **{"reduced_motion": "reduce", **more},
        )
        contexts.append(context)
        guard = Guard(urlsplit(address).netloc, expecting)
        guards.append(guard)
        guard.watch(context, scripts=scripts)
        context.set_default_timeout(PATIENCE_MS)
        page = context.new_page()
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert [fault for guard in guards for fault in guard.faults] == []


def _with_samples(kind: str, request: pytest.FixtureRequest, folder: Path) -> Settings:
    """A migrated database with the samples, brought in by the same ingest as any article."""
    if kind == "sqlite":
        url = f"sqlite:///{folder / 'samples.db'}"
    else:
        url = create_database(request.getfixturevalue("postgres_server"), "browser_samples")
    upgrade(url)
    engine = make_engine(url)
    load_samples(make_session_factory(engine), PROJECT_ROOT / "samples", NOW)
    engine.dispose()
    return _settings(url, folder)


def _settings(url: str, folder: Path) -> Settings:
    return Settings(_env_file=None, data_dir=folder, database_url=url, analyst="Ada")
