"""
How fast events can be loaded: into our tables with their indexes and tiles, against the same rows into bare tables.

    python benchmarks/import_rate.py [--database sqlite|postgresql|both] [--events 200000] [--rounds 3]

Rows are made before the clock starts. "Bare" is the driver's quickest way (executemany in one transaction, COPY) into
tables of the same columns without keys, indexes or references, two ways: the same rows, and one flat table with a row
an event, as coded tables are handed round. Runs of ours and theirs alternate; the best of each counts. The goals are
for the same rows; exit code 1 if one is missed.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run from the checkout, whatever is installed

from app.store.engine import patient_engine
from app.store.migrate import upgrade
from benchmarks.bulk_load import Columns, Rows, bulk_load, quickly, write
from benchmarks.made_events import COLUMNS, batches
from tests.postgres import create_database, drop_database, throwaway_postgres

GOALS = {"sqlite": 0.12, "postgresql": 0.10}
FLAT = ("event_id", "actor", "recipient", "type", "status", "date", "earliest", "latest", "place", "review")


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--database", choices=(*GOALS, "both"), default="both")
    parser.add_argument("--events", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    made = list(batches(given.events, told=0))
    all_pass = True
    for kind in GOALS if given.database == "both" else (given.database,):
        all_pass &= measure(kind, made, given.events, given.rounds)
    return 0 if all_pass else 1


def measure(kind: str, made: Sequence[Rows], events: int, rounds: int) -> bool:
    """Load all of it in every way in turn, print the rates, and say whether the goal is met."""
    seconds: dict[str, float] = {}
    with databases(kind) as new_database:
        for _ in range(rounds):
            for name, load in LOADS.items():
                with new_database() as url, patient_engine(url) as engine:
                    seconds[name] = min(seconds.get(name, float("inf")), load(engine, made))
    ours = events / seconds["ours"]
    print(f"\n{kind}: {events:,} events, best of {rounds}")
    for name, spent in seconds.items():
        rate = events / spent
        print(f"{name:12}{rate:12,.0f} events/s   ours is {ours / rate:.3f} of it")
    ratio = seconds["bare"] / seconds["ours"]
    print(f"goal {GOALS[kind]:.2f} of bare: {'pass' if ratio >= GOALS[kind] else 'FAIL'} at {ratio:.3f}")
    return ratio >= GOALS[kind]


@contextmanager
def databases(kind: str) -> Iterator[Callable[[], Any]]:
    """What makes an empty database and drops it again."""
    with ExitStack() as stack:
        if kind == "postgresql":
            server = stack.enter_context(throwaway_postgres())
            yield lambda: _on_server(server)
        else:
            yield _in_folder


@contextmanager
def _in_folder() -> Iterator[str]:
    with tempfile.TemporaryDirectory() as folder:
        yield f"sqlite:///{folder}/events.db"


@contextmanager
def _on_server(server: str) -> Iterator[str]:
    url = create_database(server, "rate")
    yield url
    drop_database(url)


def ours(engine: sa.Engine, made: Sequence[Rows]) -> float:
    """Seconds into our own tables, until everything can be used."""
    upgrade(engine.url.render_as_string(hide_password=False))
    start = time.perf_counter()
    bulk_load(engine, COLUMNS, made)
    return time.perf_counter() - start


def bare(engine: sa.Engine, made: Sequence[Rows]) -> float:
    """Seconds for the same rows into tables of the same columns with nothing else to them."""
    tables = SQLModel.metadata.tables
    plain = sa.MetaData()
    for name, names in COLUMNS.items():
        sa.Table(name, plain, *(sa.Column(one, tables[name].c[one].type) for one in names))
    return _into(engine, plain, COLUMNS, made)


def flat(engine: sa.Engine, made: Sequence[Rows]) -> float:
    """Seconds for one row an event."""
    plain = sa.MetaData()
    numbers = {"event_id", "earliest", "latest"}
    sa.Table("coded", plain, *(sa.Column(name, sa.Integer if name in numbers else sa.Text) for name in FLAT))
    return _into(
        engine, plain, {"coded": FLAT}, [{"coded": [_coded(row) for row in rows.get("event", ())]} for rows in made]
    )


def _coded(row: tuple[Any, ...]) -> tuple[Any, ...]:
    event = dict(zip(COLUMNS["event"], row, strict=True))
    actor, recipient = event["title"][:3], event["title"][8:11]
    given = event | {"event_id": event["id"], "actor": actor, "recipient": recipient, "date": event["date_edtf"]}
    return tuple(given[name] for name in FLAT)


def _into(engine: sa.Engine, plain: sa.MetaData, columns: Columns, made: Sequence[Rows]) -> float:
    plain.create_all(engine)
    with engine.connect() as connection, quickly(connection):
        start = time.perf_counter()
        with connection.begin():
            for rows in made:
                write(connection, columns, rows)
        return time.perf_counter() - start


LOADS = {"ours": ours, "bare": bare, "bare, flat": flat}


if __name__ == "__main__":
    sys.exit(main())
