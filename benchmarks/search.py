"""
How long it takes to search, to open a facet, and to narrow a timeline by words, in a large database.

    python benchmarks/search.py [--database sqlite|postgresql|both] [--events 100000] [--articles 20000]
                                [--million 1000000] [--requests 120] [--keep FOLDER]

Makes a world of events and articles and one of made events alone, serves each with `dyadline serve`, and asks for
seeded pages one after the other, over one connection, as one person would. No page is asked for twice: every search,
facet and filter is one that was not put together before. Prints median and 95th percentile in milliseconds against the
goals of 100 ms for a search and a facet and 300 ms for a timeline of words that up to 10 000 events hold, and the load
of the machine; exit code 1 if one is beyond. PostgreSQL is a throw-away server, found as the tests find it. `--keep`
keeps the SQLite files, and takes those that are there; `--million 0` leaves the made events out.
"""

import argparse
import os
import random
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from pathlib import Path

import httpx

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run from the checkout, whatever is installed

from app.domain.events import EventType, Status
from app.domain.facet_choices import Facet
from benchmarks.asking import Page, ask, load, server_environment
from benchmarks.made_events import make_events
from benchmarks.made_world import SEED, STATES, make_world
from benchmarks.serving import serving
from benchmarks.worlds import KINDS, made_database

GOAL_MS, WORDS_GOAL_MS = 100, 300
WARM_UP = 10
"""Requests of each kind that are not counted: the first ones compile its templates and statements."""
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
PLACES = ("Arden", "Brock", "Corve", "Dale")
PAIRS = ("IND-PAK", "CHN-USA", "RUS-UKR", "IRN-USA")


@dataclass(frozen=True)
class Timing:
    """Milliseconds of one kind of page."""

    name: str
    goal_ms: int
    p50_ms: float
    p95_ms: float
    worst_ms: float

    @property
    def row(self) -> str:
        """A row of the table."""
        verdict = "pass" if self.p95_ms < self.goal_ms else "FAIL"
        return f"{self.name:34}{self.p50_ms:9.1f}{self.p95_ms:9.1f}{self.worst_ms:9.1f}{self.goal_ms:9}  {verdict}"


def searches(chance: random.Random, requests: int) -> Page:
    """What an analyst types: names, dates, places, phrases, beginnings and what is not meant; each but once."""
    typed: dict[str, None] = {}
    while len(typed) < requests:
        a, b = chance.sample(STATES, 2)
        day, month, year = chance.randint(1, 28), chance.choice(MONTHS), chance.randint(1990, 2023)
        forms = (
            f"{a} {b}", f"{a} {chance.choice(PLACES)}", f'"{day} {month} {year}"', f"{a} {year}", f"{b} -{a} {month}",
            f"{a[:2]}* {year}", f'"{a} and {b}"', f"{a} {chance.choice(tuple(EventType)).lower()}",
        )  # fmt: skip
        typed[chance.choice(forms)] = None
    return Page("search", tuple(str(httpx.URL("/search", params={"q": one})) for one in typed))


def facets(chance: random.Random, facet: Facet, requests: int) -> Page:
    """A facet of filters of every width, the widest among them; each but once."""
    queries: dict[str, None] = {"": None}
    while len(queries) < requests:
        first = chance.randint(1990, 2020)
        parts = {
            "type": chance.choice(tuple(EventType)),
            "status": chance.choice(tuple(Status)),
            "pair": chance.choice(PAIRS),
            "from": str(first),
            "to": str(first + chance.randint(0, 5)),
            "q": chance.choice(STATES),
        }
        some = chance.sample(list(parts), chance.randint(1, 2))
        queries[str(httpx.QueryParams({name: parts[name] for name in some}))] = None
    return Page(f"facet: {facet}", tuple(f"/facets/{facet}?{query}" for query in queries))


def timelines(client: httpx.Client, chance: random.Random, requests: int, most: int) -> Page:
    """Timelines of words that some, and at most so many, events hold; how many it are says the search."""
    states = chance.sample(STATES, len(STATES))
    typed = [f"{a} {place}" for a in states for place in PLACES] + [f"{a} -{b}" for a, b in pairwise(states)]
    paths = [path for one in typed if (path := _within(client, one, most))]
    return Page(f"timeline of up to {most:,}", tuple(paths[:requests]))


def _within(client: httpx.Client, typed: str, most: int) -> str | None:
    exported = client.get("/facets/review", params={"q": typed}, headers={"HX-Request": "true"}).text
    total = int(exported.partition('data-everything="')[2].partition('"')[0])
    return str(httpx.URL("/", params={"q": typed})) if 100 <= total <= most else None


def measure(client: httpx.Client, page: Page, goal_ms: int) -> Timing:
    """Ask for each address of a page once; the first few do not count."""
    times = [ask(client, path)[0] for path in page.paths]
    counted = times[min(WARM_UP, len(times) // 3) :]
    return Timing(
        f"{page.name} ({len(counted)})",
        goal_ms,
        statistics.median(counted),
        statistics.quantiles(counted, n=20)[-1],
        max(counted),
    )


def measure_world(client: httpx.Client, requests: int) -> Iterator[Timing]:
    """Searches and facets."""
    chance = random.Random(SEED)  # noqa: S311 - seeded addresses, no secret
    yield measure(client, searches(chance, requests), GOAL_MS)
    for facet in Facet:
        yield measure(client, facets(chance, facet, requests // 3), GOAL_MS)


def measure_words(client: httpx.Client, requests: int) -> Iterator[Timing]:
    """The timeline of many events by words."""
    chance = random.Random(SEED)  # noqa: S311 - as above
    yield measure(client, timelines(client, chance, requests, 10_000), WORDS_GOAL_MS)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", choices=(*KINDS, "both"), default="both")
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--articles", type=int, default=20_000)
    parser.add_argument("--million", type=int, default=1_000_000)
    parser.add_argument("--requests", type=int, default=120)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args(arguments)
    world = partial(make_world, events=given.events, articles=given.articles)
    parts = [("world.db", f"{given.events:,} events, {given.articles:,} articles", world, measure_world)]
    if given.million:
        million = partial(make_events, events=given.million)
        parts.append(("events.db", f"{given.million:,} made events", million, measure_words))
    all_pass = True
    with ExitStack() as stack:
        folder = given.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        for kind in KINDS if given.database == "both" else (given.database,):
            for name, what, fill, measured in parts:
                with made_database(kind, folder / name, what, fill) as url:
                    print(f"\n{kind}: {what}; load {load()}; {os.cpu_count()} CPUs")
                    print(f"{'page':34}{'p50 ms':>9}{'p95 ms':>9}{'worst':>9}{'goal':>9}")
                    served = serving(server_environment(url, folder), "--no-demo")
                    with served as address, httpx.Client(base_url=address, timeout=60) as client:
                        for timing in measured(client, given.requests):
                            all_pass &= timing.p95_ms < timing.goal_ms
                            print(timing.row, flush=True)
                    print(f"load afterwards {load()}")
    return 0 if all_pass else 1


if __name__ == "__main__":
    sys.exit(main())
