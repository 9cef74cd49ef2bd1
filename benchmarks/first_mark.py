"""
How soon the first event mark of the demonstration page is drawn, counted from the start of the navigation.

    python benchmarks/first_mark.py [--visits 9] [--path "/?pair=IND-PAK"]

Serves the samples with `dyadline serve` on a free port and a database of its own, and visits the page in Chromium with
nothing cached. The mark counts as drawn in the frame after the first one in which it has a place on the screen.
"""

import argparse
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

from playwright.sync_api import Browser, sync_playwright

COMMAND = str(Path(sys.executable).with_name("dyadline"))
GOAL_MS = 1_000
START_SECONDS = 300  # the first start reads every sample
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


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The demonstration on a free loopback port, with its data in `folder`; gives the address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {**os.environ, "DYADLINE_DATA_DIR": str(folder), "DYADLINE_DATABASE_URL": ""}
    server = subprocess.Popen([COMMAND, "serve", "--port", str(port)], env=environment, stdout=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait(f"{address}/healthz", server)
        yield address
    finally:
        server.terminate()
        server.wait()


def _wait(address: str, server: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=2).close()  # noqa: S310 - our own loopback address
        except (URLError, TimeoutError, ConnectionError):
            time.sleep(0.2)
        else:
            return
    sys.exit("the server did not start")


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
    with tempfile.TemporaryDirectory() as folder, serving(Path(folder)) as address, sync_playwright() as playwright:
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
