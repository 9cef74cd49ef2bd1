"""Pages that are asked for over HTTP, and what the machine does meanwhile."""

import os
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import httpx


@dataclass(frozen=True)
class Page:
    """A page by name, and the addresses that are asked for in turn."""

    name: str
    paths: tuple[str, ...]


def ask(client: httpx.Client, path: str) -> tuple[float, int]:
    """Milliseconds and bytes of one answer; any but 200 ends the benchmark."""
    start = time.perf_counter()
    response = client.get(path)
    milliseconds = (time.perf_counter() - start) * 1000
    if response.status_code != httpx.codes.OK:
        sys.exit(f"{response.url} answered {response.status_code}")
    return milliseconds, len(response.content)


def server_environment(url: str, folder: Path) -> dict[str, str]:
    """What `dyadline serve` is told of its database, and of a folder for its own files."""
    return {"DYADLINE_DATA_DIR": str(folder), "DYADLINE_DATABASE_URL": url, "DYADLINE_LOG_LEVEL": "warning"}


def load() -> str:
    """The load of the machine over one, five and fifteen minutes."""
    return ", ".join(f"{one:.1f}" for one in os.getloadavg())
