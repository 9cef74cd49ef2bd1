"""The hand-written pairs: two short articles each, read by the real rules, and the event of each that is meant."""

import tomllib
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from app.domain.events import FoundEvent
from tests.extraction.events_of import events_of

DATA = Path(__file__).parents[1] / "data" / "happenings"
HALVES = {"before": DATA / "pairs_before.toml", "after": DATA / "pairs_after.toml"}


@dataclass(frozen=True)
class Side:
    """One article of a pair: its key and its found events, the one that is meant first."""

    article: str
    events: tuple[FoundEvent, ...]


@dataclass(frozen=True)
class Pair:
    """Two articles, and whether their first events are one happening."""

    id: str
    joins: bool
    because: str
    a: Side
    b: Side


@cache
def pairs(written: str) -> tuple[Pair, ...]:
    """The pairs written before the rule, or after it."""
    path = HALVES[written]
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["pair"] if path.exists() else []
    return tuple(
        Pair(row["id"], row["verdict"] == "join", row["because"], _side(row["a"]), _side(row["b"])) for row in rows
    )


def _side(row: dict[str, Any]) -> Side:
    found = events_of(row["text"], row.get("published"))
    tells = row.get("tells", "")
    meant = sorted(found, key=lambda event: tells not in event.quote)
    return Side(sha256(row["text"].encode()).hexdigest(), tuple(meant))
