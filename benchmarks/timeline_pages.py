"""
How long the timeline takes with many events and many people at once: the whole page, and the fragment of a swap.

    python benchmarks/timeline_pages.py [--events 100000 1000000] [--database sqlite|postgresql|both] [--clients 1 8]
                                        [--requests 200] [--workers 1] [--keep FOLDER] [--datasette PROGRAM]

Fills an empty database with made events (`made_events.py`), serves it with `dyadline serve`, and asks for views: no
filter, the most frequent pair, the rarest pair, one day, and for each request another day, and another four years. Only
the last two are put together for every request: the server keeps answers for as long as the data stays the same. Each
client sends its next request when the answer to the last is read. Prints p50, p95 and p99 in milliseconds against the
goal of 300 for the whole page at p95, requests a second, the server's private memory, and the load of the machine; exit
code 1 if a page is beyond.

`--datasette` is the program of an environment of its own (`python -m venv X && X/bin/pip install datasette`): its
table JSON, the first 100 events of the most frequent pair, is asked for over 4 connections beside our fragments of the
same pair on the same SQLite file (one that is kept, and another window each time), with the processor time a request
takes of each server and the ratios.

PostgreSQL is a throw-away server, found as the tests find it. `--keep` keeps the SQLite files, and takes those there.
"""

import argparse
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import httpx
import sqlalchemy as sa

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run from the checkout, whatever is installed

from app.store.engine import make_engine
from benchmarks.asking import Page, ask, load, server_environment
from benchmarks.made_events import LAST_DAY, SEED, make_events
from benchmarks.serving import served
from benchmarks.worlds import KINDS, made_database

GOAL_MS = 300
WARM_UP = 5
"""Requests of each view that are not counted: the first ones put its statements together."""
DATASETTE_CLIENTS = 4
FRAGMENT = {"HX-Request": "true", "Timeline-Width": "1040"}
"""What the script sends when a window has moved."""


@dataclass(frozen=True)
class Timing:
    """Milliseconds of many answers, and how many came in a second."""

    p50_ms: float
    p95_ms: float
    p99_ms: float
    per_second: float
    kilobytes: float

    @property
    def figures(self) -> str:
        """A row of the table."""
        times = f"{self.p50_ms:9.1f}{self.p95_ms:9.1f}{self.p99_ms:9.1f}"
        return f"{times}{self.per_second:9.1f}{self.kilobytes:8.1f}"


def views(engine: sa.Engine, requests: int) -> list[Page]:
    """What is asked for."""
    query = sa.text(
        "SELECT a, b, sum(n) FROM dyad_facet JOIN dyad ON dyad.id = dyad_id WHERE review <> 'rejected'"
        " GROUP BY a, b ORDER BY sum(n) DESC, a, b"
    )
    with engine.connect() as connection:
        pairs = connection.execute(query).all()
    most, least = (f"{pair[0]}-{pair[1]}" for pair in (pairs[0], pairs[-1]))
    chance = random.Random(SEED)  # noqa: S311 - seeded days, no secret
    days = [date.fromordinal(LAST_DAY) - timedelta(days=chance.randrange(20 * 365)) for _ in range(requests)]
    return [
        Page("no filter", ("/",)),
        Page(f"most frequent pair ({pairs[0][2]:,})", (f"/?pair={most}",)),
        Page(f"rarest pair ({pairs[-1][2]:,})", (f"/?pair={least}",)),
        Page("one day", (f"/?t0={days[0]}&t1={days[0]}",)),
        Page("another day each time", tuple(f"/?t0={day}&t1={day}" for day in days)),
        Page("another four years each time", tuple(f"/?t0={day - timedelta(days=1_461)}&t1={day}" for day in days)),
    ]


def measure(address: str, paths: Sequence[str], clients: int, requests: int, headers: Mapping[str, str]) -> Timing:
    """Let so many clients ask at once, so many requests in all."""
    with httpx.Client(base_url=address, headers=headers, timeout=60) as client:
        for number in range(WARM_UP):
            ask(client, paths[number % len(paths)])
    shares = [range(first, requests, clients) for first in range(clients)]
    start = time.perf_counter()
    with ThreadPoolExecutor(clients) as pool:
        found = list(pool.map(lambda share: _ask(address, paths, share, headers), shares))
    seconds = time.perf_counter() - start
    times, sizes = zip(*(one for some in found for one in some), strict=True)
    cuts = statistics.quantiles(times, n=100)
    return Timing(cuts[49], cuts[94], cuts[98], requests / seconds, max(sizes) / 1000)


def _ask(
    address: str, paths: Sequence[str], numbers: Sequence[int], headers: Mapping[str, str]
) -> list[tuple[float, int]]:
    """What one client measures: milliseconds and bytes of each answer."""
    with httpx.Client(base_url=address, headers=headers, timeout=60) as client:
        return [ask(client, paths[number % len(paths)]) for number in numbers]


def measure_database(url: str, folder: Path, given: argparse.Namespace) -> bool:
    """Serve one database and print the time of every view; whether all whole pages are quick enough."""
    engine = make_engine(url, statement_seconds=None)
    asked = views(engine, given.requests)
    engine.dispose()
    environment, all_pass = server_environment(url, folder), True
    print(f"{'view':46}{'clients':>8}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}{'req/s':>9}{'KB':>8}")
    with served(environment, "--no-demo", "--workers", str(given.workers)) as (address, process):
        for view in asked:
            for clients in given.clients:
                page = measure(address, view.paths, clients, given.requests, {})
                passes = page.p95_ms < GOAL_MS
                all_pass &= passes
                print(f"{view.name + ', page':46}{clients:8}{page.figures}  {'pass' if passes else 'FAIL'}", flush=True)
                fragment = measure(address, view.paths, clients, given.requests, FRAGMENT)
                print(f"{view.name + ', fragment':46}{clients:8}{fragment.figures}", flush=True)
        print(f"private memory of the server {private_megabytes(process):.0f} MB")
    if given.datasette and url.startswith("sqlite"):
        compare_with_datasette(given.datasette, url.removeprefix("sqlite:///"), asked, environment, given.requests)
    return all_pass


def compare_with_datasette(
    program: str, file: str, asked: Sequence[Page], environment: Mapping[str, str], requests: int
) -> None:
    """
    Our fragments beside the first 100 rows of the same pair as JSON, one server after the other.

    Ours is asked for as people do, again and again, which is kept; and with another window of the pair each time, which
    is put together for every request.
    """
    with sa.create_engine(f"sqlite:///{file}").connect() as connection:
        pair = sa.text("SELECT dyad_id FROM event_dyad GROUP BY dyad_id ORDER BY count(*) DESC LIMIT 1")
        dyad = connection.execute(pair).scalar_one()
    most, windows = asked[1], asked[-1]
    moved = tuple(f"{most.paths[0]}&{path.partition('?')[2]}" for path in windows.paths)
    print(f"{'':46}{'clients':>8}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}{'req/s':>9}{'KB':>8}{'CPU ms':>9}")
    with datasette(program, file) as (address, process):
        row = f"/{Path(file).stem}/event_dyad.json?dyad_id={dyad}&_size=100"
        theirs = _with_processor(address, process, (row,), requests, {})
    _print_beside("table JSON of Datasette, 100 rows", theirs, theirs)
    with served(environment, "--no-demo") as (address, process):
        _print_beside("our fragment", _with_processor(address, process, most.paths, requests, FRAGMENT), theirs)
        _print_beside("another window each", _with_processor(address, process, moved, requests, FRAGMENT), theirs)


def _with_processor(
    address: str, process: int, paths: Sequence[str], requests: int, headers: Mapping[str, str]
) -> tuple[Timing, float]:
    """The times, and the milliseconds of processor that a request took of the server."""
    before = processor_seconds(process)
    timing = measure(address, paths, DATASETTE_CLIENTS, requests, headers)
    return timing, (processor_seconds(process) - before) / (requests + WARM_UP) * 1000


def _print_beside(name: str, ours: tuple[Timing, float], theirs: tuple[Timing, float]) -> None:
    timing, processor = ours
    ratios = f"  x {timing.p99_ms / theirs[0].p99_ms:.2f} at p99, x {processor / theirs[1]:.2f} of processor"
    print(f"{name:46}{DATASETTE_CLIENTS:8}{timing.figures}{processor:9.1f}{ratios if ours is not theirs else ''}")


@contextmanager
def datasette(program: str, file: str) -> Iterator[tuple[str, int]]:
    """Datasette on a file, its address and its process, for the length of the block."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [program, "serve", file, "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        address = f"http://127.0.0.1:{port}"
        for _ in range(300):
            if _answers(address) or server.poll() is not None:
                break
            time.sleep(0.2)
        yield address, server.pid
    finally:
        server.terminate()
        server.wait()


def _answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/-/versions.json", timeout=2).status_code == httpx.codes.OK
    except httpx.TransportError:
        return False


def processor_seconds(process: int) -> float:
    """How long a process and its threads have had a processor so far."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def private_megabytes(process: int) -> float:
    """
    What a process and those it started have of memory for themselves alone.

    Pages of the database file that are mapped are the system's cache, also those that nobody else has mapped yet.
    """
    lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    own = sum(int(line.split()[1]) for line in lines if line.startswith("Anonymous:")) / 1000
    children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    return own + sum(private_megabytes(int(child)) for child in children)


def made_events_database(kind: str, folder: Path, events: int) -> AbstractContextManager[str]:
    """The address of a database with so many events."""
    return made_database(
        kind, folder / f"events-{events}.db", f"{events:,} events", partial(make_events, events=events)
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", choices=(*KINDS, "both"), default="both")
    parser.add_argument("--events", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 8])
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--datasette")
    given = parser.parse_args(arguments)
    all_pass = True
    with ExitStack() as stack:
        folder = given.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        for events in given.events:
            for kind in KINDS if given.database == "both" else (given.database,):
                with made_events_database(kind, folder, events) as url:
                    print(f"\n{kind}, {events:,} events; load {load()}")
                    all_pass &= measure_database(url, folder, given)
                    print(f"load afterwards {load()}; {os.cpu_count()} CPUs; goal {GOAL_MS} ms at p95 for the page")
    return 0 if all_pass else 1


if __name__ == "__main__":
    sys.exit(main())
