"""
Find the Chromium that drives the browser tests.

It is looked for in `DYADLINE_CHROMIUM`, on PATH, in the usual folders and among the browsers that
`playwright install` has brought. `python -m tests.chromium` prints its path.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

CHROMIUM_VARIABLE = "DYADLINE_CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
USUAL_PLACES = (
    "/usr/lib/chromium/chromium",
    "/opt/google/chrome/chrome",
    "/snap/bin/chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
PLAYWRIGHT_FOLDERS = ("~/.cache/ms-playwright", "~/Library/Caches/ms-playwright")
ANSWER_SECONDS = 30

# Chromium's own sandbox refuses root, and a container's shared memory may be as small as 64 MB.
ROOT_FLAGS = ("--no-sandbox", "--disable-dev-shm-usage")


class ChromiumUnavailable(Exception):
    """No Chromium that runs; the message is the command that brings one."""


def find_chromium() -> Path:
    """
    Give the path of a Chromium that answers.

    Raises:
        ChromiumUnavailable: None does, or the one that `DYADLINE_CHROMIUM` names does not.
    """
    named = os.environ.get(CHROMIUM_VARIABLE)
    if named:
        if _answers(Path(named)):
            return Path(named)
        raise ChromiumUnavailable(f"{CHROMIUM_VARIABLE}={named} is no Chromium that runs: correct or unset it.")
    for candidate in _candidates():
        if _answers(candidate):
            return candidate
    raise ChromiumUnavailable(f"No Chromium found for the browser tests: run `{_mend()}` and start again.")


def launch_flags() -> list[str]:
    """Give the flags that Chromium needs under the present user."""
    return list(ROOT_FLAGS) if os.geteuid() == 0 else []


def _candidates() -> Iterator[Path]:
    for name in NAMES:
        on_path = shutil.which(name)
        if on_path:
            yield Path(on_path)
    yield from (Path(place) for place in USUAL_PLACES)
    for folder in PLAYWRIGHT_FOLDERS:
        yield from sorted(Path(folder).expanduser().glob("chromium-*/chrome-*/chrome"), reverse=True)


def _answers(program: Path) -> bool:
    """Whether the program starts: Ubuntu's `chromium-browser` may only be a hint to install something."""
    try:
        answer = subprocess.run(
            [program, "--version"], capture_output=True, text=True, timeout=ANSWER_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0 and "Chrom" in answer.stdout


def _mend() -> str:
    if Path("/etc/debian_version").exists() and "ubuntu" not in _distribution():
        return "sudo sh -c 'apt-get update && apt-get install --yes chromium'"
    return f"{sys.executable} -m playwright install --with-deps chromium"


def _distribution() -> str:
    """Give the system's own description: Ubuntu's `chromium` package holds no browser."""
    description = Path("/etc/os-release")
    return description.read_text().lower() if description.exists() else ""


def main() -> int:
    """Print the browser's path, or the command that brings one."""
    try:
        print(find_chromium())
    except ChromiumUnavailable as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
