"""Shorthands of the service tests."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from app.services.ingest import IngestReport, files_in, ingest
from app.store.engine import SessionFactory

Ingest = Callable[..., IngestReport]


@pytest.fixture
def ingest_paths(session_factory: SessionFactory, now: datetime) -> Ingest:
    """`ingest_paths(path, …)` ingests files and folders as Ada from the command line."""

    def run(*paths: Path, **options: object) -> IngestReport:
        return ingest(
            session_factory,
            files_in(paths),
            **{"channel": "cli", "analyst": "Ada", "clock": lambda: now, **options},  # type: ignore[arg-type]  # a shorthand
        )

    return run
