"""
What signing in costs, and what it gives away (RELIABILITY.md, section 3).

    python benchmarks/logins.py [--database sqlite|postgresql|both] [--tries 200]

Serves an empty database with real Argon2 and asks over HTTP, as a proxy that forwards many people:

- whether a wrong password takes as long for a name that nobody has as for a user's: within 20 ms;
- how many of many parallel guesses get past the limits when three processes answer: 5 from one address, 50 for a name;
- how much memory twenty people who sign in at once take: 400 MB at most, and how long the last of them waits;
- what a page costs for who is signed in, beside the same without users.

Exit code 1 if a bar is missed. PostgreSQL is a throw-away server, found as the tests find it.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import httpx
import sqlalchemy as sa

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run from the checkout, whatever is installed

from app.domain.people import UserRole
from app.services.manage_users import add_user
from app.services.passwords import Passwords
from app.store.engine import make_session_factory
from benchmarks.asking import load, server_environment
from benchmarks.serving import served
from benchmarks.worlds import KINDS, made_database
from tests.conftest import NOW

WORDS = "harbour violet tram nine"
USERS = ("Ann", "Ben", "Cyd", "Dan", "Eve")
OWN_PAGE = {"Sec-Fetch-Site": "same-origin"}
DIFFERENCE_MS, MEMORY_MB = 20, 400
PEOPLE, GUESSES, PAGES = 20, 80, 200
FROM_ADDRESS, FOR_NAME = 5, 50

MAX_TRIES = len(USERS) * (FOR_NAME - 10)
"""More would run into the limit for a name."""

_numbers = count(1)


def main() -> int:
    """Measure on each database, and say whether every bar holds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", choices=[*KINDS, "both"], default="both")
    parser.add_argument("--tries", type=int, default=200, help="wrong passwords for each of the two medians")
    options = parser.parse_args()
    kinds = KINDS if options.database == "both" else (options.database,)
    with tempfile.TemporaryDirectory() as folder:
        holds = [measure(kind, Path(folder), options.tries) for kind in kinds]
    return 0 if all(holds) else 1


def measure(kind: str, folder: Path, tries: int) -> bool:
    """One database; prints every figure with its bar."""
    with (
        made_database(kind, folder / "alone.db", "nothing", lambda _: None) as url,
        running(url, folder) as (client, _),
    ):
        alone = page_ms(client, {})
    with made_database(kind, folder / "users.db", "users", add_users) as url:
        with running(url, folder) as (client, server):
            before = peak_mb(server)
            longest = people_at_once(client)
            grown = peak_mb(server) - before
            signed_in = page_ms(client, {"Cookie": cookie_of(client)})
            known, difference = guesses_ms(client, tries)
        with running(url, folder, "--workers", "3") as (client, _):
            from_address = passed(client, lambda: "10.3.0.1", "Nobody at all")
            for_name = passed(client, address, "Somebody else")
    print(
        f"{kind}: a wrong password, median of {tries}: {known:.0f} ms, {difference:+.1f} ms for who is known", end=" "
    )
    print(f"(at most {DIFFERENCE_MS})")
    print(
        f"{kind}: three processes let {from_address} guesses from one address pass, and {for_name} for one name",
        end=" ",
    )
    print(f"({FROM_ADDRESS} and {FOR_NAME}, one more or less)")
    print(f"{kind}: {PEOPLE} at once take {grown:.0f} MB (at most {MEMORY_MB}), the last waits {longest:.1f} s")
    print(
        f"{kind}: a page, median of {PAGES}: {alone:.1f} ms without users, {signed_in:.1f} ms signed in; load {load()}"
    )
    limits = abs(from_address - FROM_ADDRESS) <= 1 and abs(for_name - FOR_NAME) <= 1
    return abs(difference) < DIFFERENCE_MS and grown < MEMORY_MB and limits


@contextmanager
def running(url: str, folder: Path, *options: str) -> Iterator[tuple[httpx.Client, int]]:
    """A browser on a server that takes our word for who is behind us, and the server's process."""
    environment = {**server_environment(url, folder), "DYADLINE_PROXIES": "127.0.0.1"}
    with (
        served(environment, "--no-demo", *options) as (root, server),
        httpx.Client(
            base_url=root, headers=OWN_PAGE, timeout=120, limits=httpx.Limits(max_connections=PEOPLE)
        ) as client,
    ):
        yield client, server


def add_users(engine: sa.Engine) -> None:
    """Fill a database with a few users."""
    with make_session_factory(engine)() as session:
        for name in USERS:
            add_user(session, Passwords(), name, UserRole.ADMIN, WORDS, NOW)


def address() -> str:
    """An address that nobody had before."""
    number = next(_numbers)
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


def sign_in(client: httpx.Client, name: str, words: str, source: str) -> tuple[int, float]:
    """The status and the seconds of one attempt."""
    start = time.perf_counter()
    answer = httpx.post(
        f"{client.base_url}/login",
        data={"name": name, "password": words},
        timeout=120,
        headers={**OWN_PAGE, "X-Forwarded-For": source},
    )
    return answer.status_code, time.perf_counter() - start


def guesses_ms(client: httpx.Client, tries: int) -> tuple[float, float]:
    """
    Wrong passwords for users and for names of nobody, in pairs whose order is turned round from one to the next.

    Returns:
        The median for users, and that of the differences within the pairs, which a busy machine troubles less.
    """
    known, differences = [], []
    for number in range(min(tries, MAX_TRIES)):
        names = [USERS[number % len(USERS)], f"Nobody {number}"]
        order = names if number % 2 else names[::-1]
        taken = {name: expect(sign_in(client, name, "wrong wrong wrong", address()), 422) for name in order}
        known.append(taken[names[0]])
        differences.append(taken[names[0]] - taken[names[1]])
    return statistics.median(known), statistics.median(differences)


def people_at_once(client: httpx.Client) -> float:
    """The seconds that the last of many good attempts takes."""
    with ThreadPoolExecutor(PEOPLE) as threads:
        attempts = [threads.submit(sign_in, client, USERS[n % len(USERS)], WORDS, address()) for n in range(PEOPLE)]
        return max(expect(attempt.result(), 303) for attempt in attempts) / 1000


def passed(client: httpx.Client, source: Callable[[], str], name: str) -> int:
    """How many of many parallel guesses were compared at all."""
    with ThreadPoolExecutor(8) as threads:
        attempts = [threads.submit(sign_in, client, name, "wrong wrong wrong", source()) for _ in range(GUESSES)]
        return [attempt.result()[0] for attempt in attempts].count(422)


def page_ms(client: httpx.Client, headers: dict[str, str]) -> float:
    """The median of a small page."""
    taken = []
    for _ in range(PAGES):
        start = time.perf_counter()
        answer = client.get("/dates/read?typed=2019-02-14", headers=headers)
        taken.append((time.perf_counter() - start) * 1000)
        if answer.status_code != httpx.codes.OK:
            sys.exit(f"{answer.url} answered {answer.status_code}")
    return statistics.median(taken)


def cookie_of(client: httpx.Client) -> str:
    """What opens a new session."""
    answer = client.post("/login", data={"name": USERS[0], "password": WORDS}, headers={"X-Forwarded-For": address()})
    return answer.headers["set-cookie"].partition(";")[0]


def expect(attempt: tuple[int, float], status: int) -> float:
    """The milliseconds of an attempt with this status; any other ends the benchmark."""
    if attempt[0] != status:
        sys.exit(f"an attempt was answered {attempt[0]}, not {status}")
    return attempt[1] * 1000


def peak_mb(process: int) -> float:
    """The most memory that a process has had (Linux)."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    sys.exit(main())
