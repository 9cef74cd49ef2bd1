"""
The timeline in a browser, for any number of events, beside other timelines with the same events.

    python benchmarks/browser_peers.py [--events 1000 100000] [--database sqlite|postgresql] [--visits 9] [--hands 3]
                                       [--keep FOLDER] [--peers FOLDER | --no-peers]

Ours is served with `dyadline serve` from made events (`made_events.py`), one server for each number of them. The others
are static pages on loopback: vis-timeline in two modes with 1 000 and 10 000 events, TimelineJS3 with 1 000; their
packages are brought by npm in the versions that `peers/site.py` names, into `--peers` if it is to be kept. All are
visited in turn, in one Chromium of 1440 x 900 pixels that has nothing cached; what takes longer than 120 seconds is
said to have given up.

First paint is the frame after the first one in which an event can be seen, in the median of so many visits. Then a
hand zooms, pans, drags and zooms out for seven seconds (`peers/hand.py`): frames at the 95th percentile and at worst,
an empty page under the same hand for comparison; nodes (elements and texts) of the picture with strip, labels and
axis, and of the page; the script's memory after a collection; from the last touch until the settled view is drawn, and
what its request takes of that.

Prints the goals, each with the ratio, and the load of the machine; exit code 1 if one of them is missed. `--keep` keeps
the SQLite files, and takes those there; PostgreSQL is a throw-away server.
"""

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from playwright.async_api import Browser, Playwright, async_playwright
from playwright.async_api import Error as BrowserError

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run from the checkout, whatever is installed

from benchmarks import browser as chromium
from benchmarks.asking import load, server_environment
from benchmarks.peers import hand
from benchmarks.peers.site import (
    TIMELINE_JS,
    VIS_DEFAULTS,
    VIS_FLAT,
    Peer,
    dated_events,
    install,
    origins,
    served_files,
    write_page,
)
from benchmarks.serving import serving
from benchmarks.timeline_pages import made_events_database
from benchmarks.worlds import KINDS

LIMIT_SECONDS = 120
PAINT_SHARE = 0.35
PAINT_MORE_MS = 120
FEW, MANY = 1_000, 100_000
FRAME_MS, SLOWEST_FRAME_MS = 17, 33
MOST_NODES = 1_500
PEERS = {
    VIS_DEFAULTS: (hand.VIS, ".vis-item", (1_000, 10_000)),
    VIS_FLAT: (hand.VIS, ".vis-item", (1_000, 10_000)),
    TIMELINE_JS: (hand.TIMELINE_JS, ".tl-timemarker", (1_000,)),
}
"""What the hand takes hold of, what stands for an event, and with how many of them a peer is shown."""
GAVE_UP = "gave up"


@dataclass
class Subject:
    """One page with so many events, and what was measured of it."""

    name: str
    events: int
    address: str
    marks: str
    target: hand.Target
    paints_ms: list[float] = field(default_factory=list)
    handled: list[hand.Handled] = field(default_factory=list)
    gave_up: bool = False

    @property
    def paint_ms(self) -> float:
        """First paint, in the median; more than the limit if it gave up."""
        return statistics.median(self.paints_ms) if self.paints_ms else LIMIT_SECONDS * 1000

    @property
    def frame_p95_ms(self) -> float:
        """Of each hand, in the median."""
        return hand.middle([one.p95_ms for one in self.handled])

    @property
    def nodes(self) -> int:
        """The most that the picture had."""
        return max((one.timeline_nodes for one in self.handled), default=0)

    @property
    def row(self) -> str:
        """Of the table."""
        paint = f"{self.paint_ms:.0f}" if self.paints_ms else "-" if self.target is hand.EMPTY else GAVE_UP
        if not self.handled:
            return f"{self.name:28}{self.events:>12,}{paint:>10}{GAVE_UP if self.gave_up else '':>9}"
        settled = [time for one in self.handled for time in one.settled_ms]
        requests = [time for one in self.handled for time in one.requests_ms]
        frames = f"{self.frame_p95_ms:>9.1f}{max(max(one.frames_ms) for one in self.handled):>9.0f}"
        size = f"{self.nodes:>8}{max(one.page_nodes for one in self.handled):>8}"
        heap = hand.middle([one.heap_mb for one in self.handled])
        ours = f"{hand.middle(settled):>9.0f}{hand.middle(requests):>9.0f}" if settled else ""
        return f"{self.name:28}{self.events:>12,}{paint:>10}{frames}{size}{heap:>9.1f}{ours}"


HEADING = (
    f"{'timeline':28}{'events':>12}{'paint ms':>10}{'p95 ms':>9}{'worst':>9}{'nodes':>8}{'page':>8}{'heap MB':>9}"
    f"{'settled':>9}{'request':>9}"
)


@dataclass(frozen=True)
class Goal:
    """One promise, and whether it holds."""

    what: str
    ours: float
    other: float
    bound: str
    holds: bool

    @property
    def row(self) -> str:
        """Of the table."""
        ratio = f"{self.ours / self.other:.2f}" if self.other else "-"
        verdict = "holds" if self.holds else "MISSED"
        return f"{self.what:58}{self.ours:>9.1f}{self.other:>11.1f}{ratio:>8}  {self.bound:24}{verdict}"


def goals(subjects: Sequence[Subject]) -> Iterator[Goal]:
    """What was promised of the subjects that were measured."""
    ours = {one.events: one for one in subjects if one.target is hand.OURS}
    empty = next(one for one in subjects if one.target is hand.EMPTY)
    for one in subjects:
        if one.target is hand.VIS and one.events == FEW and FEW in ours:
            share = ours[FEW].paint_ms / one.paint_ms
            what = f"first paint, {FEW:,}: {one.name}"
            yield Goal(what, ours[FEW].paint_ms, one.paint_ms, f"at most {PAINT_SHARE} x", share <= PAINT_SHARE)
    if FEW in ours and MANY in ours:
        more, less = ours[MANY].paint_ms, ours[FEW].paint_ms
        bound = f"at most {PAINT_MORE_MS} ms more"
        yield Goal(f"first paint, {MANY:,}: ours with {FEW:,}", more, less, bound, more <= less + PAINT_MORE_MS)
    most = FRAME_MS if empty.frame_p95_ms < FRAME_MS + 0.5 else SLOWEST_FRAME_MS
    for events, one in ours.items():
        frame, floor = one.frame_p95_ms, empty.frame_p95_ms
        yield Goal(f"frame p95, {events:,}: empty page", frame, floor, f"at most {most} ms", frame < most + 0.5)
        yield Goal(f"nodes, {events:,}", one.nodes, MOST_NODES, f"at most {MOST_NODES}", 0 < one.nodes <= MOST_NODES)


class Visits:
    """One browser after another: one that a page has brought to a stand is left."""

    def __init__(self, playwright: Playwright) -> None:
        self._playwright = playwright
        self._browser: Browser | None = None

    async def visit(self, subject: Subject, *, handles: bool, counts: bool = True) -> None:
        """Open a page, perhaps take it in hand, and note what was measured."""
        if subject.gave_up:
            return
        self._browser = self._browser or await chromium.launch(self._playwright)
        try:
            async with chromium.new_visitor(self._browser) as page:
                async with asyncio.timeout(LIMIT_SECONDS):
                    paint = await chromium.first_seen_ms(page, subject.address, subject.marks)
                if counts and not handles:
                    subject.paints_ms.append(paint)
                if handles:
                    async with asyncio.timeout(LIMIT_SECONDS):
                        subject.handled.append(await hand.handle(page, subject.target))
        except (TimeoutError, BrowserError) as problem:
            print(f"{subject.name}, {subject.events:,}: {GAVE_UP} ({type(problem).__name__})", flush=True)
            subject.gave_up = True
            await self.close()

    async def close(self) -> None:
        """Leave the browser."""
        if self._browser:
            await self._browser.close()
        self._browser = None


async def measure(subjects: Sequence[Subject], visits: int, hands: int) -> None:
    """All subjects in turn, again and again; a first visit of each is not counted."""
    async with async_playwright() as playwright:
        browser = Visits(playwright)
        for round_ in range(visits + 1):
            for subject in subjects:
                if subject.target is not hand.EMPTY:
                    await browser.visit(subject, handles=False, counts=round_ > 0)
        for _ in range(hands):
            for subject in subjects:
                await browser.visit(subject, handles=True)
        await browser.close()


def set_up(stack: ExitStack, given: argparse.Namespace) -> list[Subject]:
    """Make the databases, serve them and the peers, for as long as the stack stands."""
    folder = given.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
    site = given.peers or Path(stack.enter_context(tempfile.TemporaryDirectory()))
    folder.mkdir(parents=True, exist_ok=True)
    site.mkdir(parents=True, exist_ok=True)
    peers = {} if given.no_peers else PEERS
    shown = {events for _, _, sizes in peers.values() for events in sizes if events <= max(given.events)}
    if peers:
        install(site)
    files = stack.enter_context(served_files(site))
    urls = {
        events: stack.enter_context(made_events_database(given.database, folder, events))
        for events in sorted({*given.events, *shown})
    }
    subjects = [Subject("empty page", 0, f"{files}/empty.html", "p", hand.EMPTY)]
    for events, url in urls.items():
        address = stack.enter_context(serving(server_environment(url, folder), "--no-demo"))
        subjects.append(Subject("ours", events, f"{address}/", chromium.EVENTS, hand.OURS))
        subjects += _beside(peers, events, url, site, files)
    return subjects


def _beside(
    peers: dict[Peer, tuple[hand.Target, str, tuple[int, ...]]], events: int, url: str, site: Path, files: str
) -> list[Subject]:
    """The peers that are shown with so many events."""
    those = [peer for peer, (_, _, sizes) in peers.items() if events in sizes]
    dated = dated_events(url) if those else []
    return [
        Subject(peer.name, events, f"{files}/{write_page(site, peer, dated)}", peers[peer][1], peers[peer][0])
        for peer in those
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--database", choices=KINDS, default="sqlite")
    parser.add_argument("--visits", type=int, default=9)
    parser.add_argument("--hands", type=int, default=3)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--peers", type=Path)
    parser.add_argument("--no-peers", action="store_true")
    given = parser.parse_args(arguments)
    with ExitStack() as stack:
        subjects = set_up(stack, given)
        print(f"{given.database}; {'' if given.no_peers else origins()}; {os.cpu_count()} CPUs; load {load()}")
        asyncio.run(measure(subjects, given.visits, given.hands))
    print("", HEADING, *(one.row for one in subjects), f"load afterwards {load()}", "", sep="\n")
    print(f"{'goal':58}{'ours':>9}{'the other':>11}{'ratio':>8}")
    promised = list(goals(subjects))
    print(*(one.row for one in promised), sep="\n")
    return 0 if all(one.holds for one in promised) else 1


if __name__ == "__main__":
    sys.exit(main())
