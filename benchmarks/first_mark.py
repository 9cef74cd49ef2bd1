"""
How soon the first event mark of the demonstration page is drawn, counted from the start of the navigation.

    python benchmarks/first_mark.py [--visits 9] [--path "/?pair=IND-PAK"]

Serves the samples with `dyadline serve` on a free port and a database of its own, and visits the page in Chromium with
nothing cached. The mark counts as drawn in the frame after the first one in which it has a place on the screen.
"""

import argparse
import asyncio
import os
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.async_api import async_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run from the checkout, whatever is installed

from benchmarks.asking import load
from benchmarks.browser import first_seen_ms, launch, new_visitor
from benchmarks.serving import serving

GOAL_MS = 1_000


async def visits_ms(address: str, visits: int) -> list[float]:
    """The first mark of so many visits, each by a browser that has nothing cached."""
    times = []
    async with async_playwright() as playwright:
        browser = await launch(playwright)
        for _ in range(visits):
            async with new_visitor(browser) as page:
                times.append(await first_seen_ms(page, address, "a.mark use"))
        await browser.close()
    return times


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--visits", type=int, default=9)
    parser.add_argument("--path", default="/")
    given = parser.parse_args(arguments)
    with (
        tempfile.TemporaryDirectory() as folder,
        serving({"DYADLINE_DATA_DIR": folder, "DYADLINE_DATABASE_URL": ""}) as address,
    ):
        cold, *visits = asyncio.run(visits_ms(address + given.path, given.visits + 1))
    print(
        f"first event mark of {given.path}: first visit {cold:.0f} ms; then median {statistics.median(visits):.0f} ms,"
    )
    print(
        f"worst {max(visits):.0f} ms of {given.visits} visits; goal {GOAL_MS} ms. CPUs {os.cpu_count()}, load {load()}."
    )


if __name__ == "__main__":
    main()
