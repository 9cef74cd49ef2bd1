"""Clients for page tests that need no particular database."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.config import Settings
from app.main import create_app
from tests.conftest import HERE, NOW, MakeDatabase
from tests.factories import Factories
from tests.web.people import Team, make_team


@pytest.fixture
def sqlite_settings(make_database: MakeDatabase, tmp_path: Path) -> Settings:
    return Settings(_env_file=None, data_dir=tmp_path, database_url=make_database("sqlite"), analyst="Ada")


@pytest.fixture
def stranger(sqlite_settings: Settings, kept_engine: None) -> Iterator[TestClient]:
    """A program that sends neither Sec-Fetch-Site nor Origin, on an empty SQLite database."""
    with TestClient(create_app(sqlite_settings), base_url="http://127.0.0.1", client=HERE) as client:
        yield client


@pytest.fixture
def visitor(stranger: TestClient) -> TestClient:
    """A browser on our own page, on an empty SQLite database."""
    stranger.headers["Sec-Fetch-Site"] = "same-origin"
    return stranger


@pytest.fixture
def visitor_factories(visitor: TestClient) -> Factories:
    """Makes things in the database behind `visitor`."""
    app: Any = visitor.app
    return Factories(app.state.session_factory, NOW)


@pytest.fixture
def team(sqlite_settings: Settings, kept_engine: None) -> Team:
    """An application with one user of each role, on an empty SQLite database."""
    return make_team(sqlite_settings)
