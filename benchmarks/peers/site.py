"""The peers as static pages: their packages by npm, our events written into a page for each, served from loopback."""

import json
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from string import Template
from typing import Any

import sqlalchemy as sa

from app.domain.dates import OPEN_END, OPEN_START
from app.store.engine import make_engine
from benchmarks.serving import wait_for

PACKAGES = {"vis-timeline": "8.5.4", "@knight-lab/timelinejs": "3.9.11"}
PAGES = Path(__file__).parent

Event = tuple[int, str, str, str]
"""Id, title, first and last day."""


@dataclass(frozen=True, eq=False)
class Peer:
    """A program to stand beside, in one of its modes."""

    name: str
    page: str
    options: dict[str, Any]


VIS_DEFAULTS = Peer("vis-timeline, defaults", "vis-timeline", {})
VIS_FLAT = Peer("vis-timeline, stacking off", "vis-timeline", {"stack": False})
TIMELINE_JS = Peer("TimelineJS3", "timelinejs", {})


def origins() -> str:
    """The packages as npm names them."""
    return ", ".join(f"npm:{name}@{version}" for name, version in PACKAGES.items())


def install(folder: Path) -> None:
    """Bring the packages into a folder, by npm, unless they are there."""
    if all(_installed(folder, name) == version for name, version in PACKAGES.items()):
        return
    folder.mkdir(parents=True, exist_ok=True)
    options = ["--ignore-scripts", "--legacy-peer-deps", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"]
    wanted = [f"{name}@{version}" for name, version in PACKAGES.items()]
    command = ["npm", "install", "--prefix", str(folder), *options, *wanted]  # the peers' own builds hold all they need
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _installed(folder: Path, package: str) -> str | None:
    description = folder / "node_modules" / package / "package.json"
    return json.loads(description.read_text(encoding="utf-8"))["version"] if description.exists() else None


def dated_events(url: str) -> list[Event]:
    """
    The events that our own page draws, for programs that know days only.

    An open end is left out: such an event stands on the day that is known. Undated events are not drawn.
    """
    query = sa.text(
        "SELECT id, title, earliest, latest FROM event WHERE review <> 'rejected' AND merged_into IS NULL"
        " AND date_edtf IS NOT NULL ORDER BY earliest, latest, id"
    )
    engine = make_engine(url)
    with engine.connect() as connection:
        rows = connection.execute(query).all()
    engine.dispose()
    return [(number, title, *_days(earliest, latest)) for number, title, earliest, latest in rows]


def _days(earliest: int, latest: int) -> tuple[str, str]:
    first = latest if earliest == OPEN_START else earliest
    last = earliest if latest == OPEN_END else latest
    return date.fromordinal(first).isoformat(), date.fromordinal(last).isoformat()


def write_page(folder: Path, peer: Peer, events: Sequence[Event]) -> str:
    """Write a peer's page with these events into a folder; gives its name there."""
    template = Template((PAGES / f"{peer.page}.html").read_text(encoding="utf-8"))
    mode = "-".join(f"{name}-{value}" for name, value in peer.options.items()) or "defaults"
    name = f"{peer.page}-{mode}-{len(events)}.html"
    page = template.substitute(events=json.dumps(events), options=json.dumps(peer.options))
    (folder / name).write_text(page, encoding="utf-8")
    return name


@contextmanager
def served_files(folder: Path) -> Iterator[str]:
    """The address of a folder, served from loopback for the length of the block."""
    (folder / "empty.html").write_bytes((PAGES / "empty.html").read_bytes())
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", "--protocol", "HTTP/1.1"]
    server = subprocess.Popen(
        [*command, "--directory", str(folder)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/empty.html", server)
        yield address
    finally:
        server.terminate()
        server.wait()
