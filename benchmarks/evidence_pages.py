"""
How long the pages of evidence take in a large database: event, article, review, the list of articles, the edit page.

    python benchmarks/evidence_pages.py [--database sqlite|postgresql|both] [--events 100000] [--articles 20000]
                                        [--requests 200] [--keep FOLDER]

Makes a world in an empty database, serves it with `dyadline serve`, and asks for seeded pages one after the other, over
one connection, as one person would. Prints median and 95th percentile of each in milliseconds against the goal of 150,
and the load of the machine; exit code 1 if one is beyond. A page that this version does not have is left out.
PostgreSQL is a throw-away server, found as the tests find it. `--keep` keeps the SQLite file, and takes one that is
there.
"""

import argparse
import os
import random
import re
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import httpx

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run from the checkout, whatever is installed

from benchmarks.asking import Page, ask, load, server_environment
from benchmarks.made_world import SEED, make_world
from benchmarks.serving import serving
from benchmarks.worlds import KINDS, made_database

GOAL_MS = 150
WARM_UP = 10
"""Requests of each page that are not counted: the first ones compile its templates and statements."""
NEXT_PAGE = re.compile(r'href="([^"]*[?&](?:amp;)?(?:next|after|page)=[^"]*)"')


@dataclass(frozen=True)
class Timing:
    """Milliseconds of one page."""

    name: str
    p50_ms: float
    p95_ms: float
    worst_ms: float
    bytes: int

    @property
    def passes(self) -> bool:
        """Whether the page is quick enough."""
        return self.p95_ms < GOAL_MS

    @property
    def figures(self) -> str:
        """A row of the table."""
        return f"{self.p50_ms:9.1f}{self.p95_ms:9.1f}{self.worst_ms:9.1f}{self.bytes / 1000:8.1f}"


def pages(client: httpx.Client, events: int, articles: int, requests: int) -> Iterator[Page]:
    """Every page; the second one of the list of articles is that to which the first leads."""
    chance = random.Random(SEED)  # noqa: S311 - seeded addresses, no secret
    some_events = [chance.randint(1, events) for _ in range(requests)]
    some_articles = [chance.randint(1, articles) for _ in range(requests)]
    yield Page("event", tuple(f"/events/{one}" for one in some_events))
    yield Page("article", tuple(f"/articles/{one}" for one in some_articles))
    yield Page("edit", tuple(f"/events/{one}/edit" for one in some_events))
    yield Page("/articles", ("/articles",))
    following = _next_page(client, "/articles")
    if following:
        yield Page("/articles, second page", (following,))
    for path in _queues(chance, events, articles):
        yield Page(path, (path,))


def _queues(chance: random.Random, events: int, articles: int) -> list[str]:
    """The review queue: at its beginning, deep within, and narrowed; it shows one event at a time."""
    return [
        "/review",
        f"/review?at={chance.randint(events // 2, events)}",
        "/review?order=confidence",
        f"/review?order=confidence&at={chance.randint(events // 2, events)}",
        "/review?order=conflict",
        "/review?flag=conflict",
        f"/review?article={chance.randint(1, articles)}",
        "/review?pair=IND-PAK",
        "/review/bulk",
        "/review/bulk?pair=IND-PAK",
    ]


def _next_page(client: httpx.Client, path: str) -> str | None:
    found = NEXT_PAGE.search(client.get(path).text)
    return found.group(1).replace("&amp;", "&") if found else None


def measure(client: httpx.Client, page: Page, requests: int) -> Timing | None:
    """Ask for a page one time after the other; None where this version does not have it."""
    if client.get(page.paths[0]).status_code == httpx.codes.NOT_FOUND:
        return None
    times, size = [], 0
    for number in range(WARM_UP + requests):
        milliseconds, length = ask(client, page.paths[number % len(page.paths)])
        times.append(milliseconds)
        size = max(size, length)
    counted = times[WARM_UP:]
    return Timing(page.name, statistics.median(counted), statistics.quantiles(counted, n=20)[-1], max(counted), size)


def measure_database(url: str, folder: Path, given: argparse.Namespace) -> Iterator[Timing]:
    """Serve one database and measure every page."""
    served = serving(server_environment(url, folder), "--no-demo")
    with served as address, httpx.Client(base_url=address, timeout=60) as client:
        for page in pages(client, given.events, given.articles, given.requests):
            timing = measure(client, page, given.requests)
            if timing:
                yield timing


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", choices=(*KINDS, "both"), default="both")
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args(arguments)
    fill = partial(make_world, events=given.events, articles=given.articles)
    all_pass = True
    with ExitStack() as stack:
        folder = given.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        for kind in KINDS if given.database == "both" else (given.database,):
            with made_database(kind, folder / "world.db", "the world", fill) as url:
                print(f"\n{kind}: {given.events:,} events, {given.articles:,} articles; load {load()}")
                print(f"{'page':38}{'p50 ms':>9}{'p95 ms':>9}{'worst':>9}{'KB':>8}")
                for timing in measure_database(url, folder, given):
                    all_pass &= timing.passes
                    print(f"{timing.name:38}{timing.figures}  {'pass' if timing.passes else 'FAIL'}", flush=True)
                print(f"load afterwards {load()}; {os.cpu_count()} CPUs; goal {GOAL_MS} ms at p95")
    return 0 if all_pass else 1


if __name__ == "__main__":
    sys.exit(main())
