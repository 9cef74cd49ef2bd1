"""
How soon the first event mark of the demonstration page is drawn, counted from the start of the navigation.

    python benchmarks/first_mark.py [--visits 9] [--path "/?pair=IND-PAK"]

Serves the samples with `dyadline serve` on a free port and a database of its own, and visits the page in Chromium with
nothing cached. The mark counts as drawn in the frame after the first one in which it has a place on the screen.
"""

import argparse
import os
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run from the checkout, whatever is installed

from benchmarks.serving import serving

GOAL_MS = 1_000
ROOT_FLAGS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]
WATCH = """
window.firstMark = new Promise((resolve) => {
  const look = () => {
    const mark = document.querySelector("a.mark use");
    if (mark && mark.getBoundingClientRect().width > 0) requestAnimationFrame(() => resolve(performance.now()));
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
});
"""


def first_mark_ms(browser: Browser, address: str) -> float:
    """One visit by a browser that has nothing cached."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    try:
        page = context.new_page()
        page.add_init_script(WATCH)
        page.goto(address, wait_until="commit")
        return float(page.evaluate("window.firstMark"))
    finally:
        context.close()


def find_chromium() -> str:
    """The browser named by DYADLINE_CHROMIUM, else the first one on PATH."""
    found = os.environ.get("DYADLINE_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    return found or sys.exit("No Chromium: install it, or name it in DYADLINE_CHROMIUM.")


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--visits", type=int, default=9)
    parser.add_argument("--path", default="/")
    given = parser.parse_args(arguments)
    with (
        tempfile.TemporaryDirectory() as folder,
        serving({"DYADLINE_DATA_DIR": folder, "DYADLINE_DATABASE_URL": ""}) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ROOT_FLAGS)
        cold, *visits = [first_mark_ms(browser, address + given.path) for _ in range(given.visits + 1)]
        browser.close()
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    print(
        f"first event mark of {given.path}: first visit {cold:.0f} ms; then median {statistics.median(visits):.0f} ms,"
    )
    print(
        f"worst {max(visits):.0f} ms of {given.visits} visits; goal {GOAL_MS} ms. CPUs {os.cpu_count()}, load {load}."
    )


if __name__ == "__main__":
    main()
