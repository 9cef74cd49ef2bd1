"""States that are no more: their heirs, and the states of today that their places lie in (facts/eras.toml)."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any


@cache
def heirs() -> dict[str, tuple[str, int]]:
    """Former state → its heir, and the last year in which it was the state itself."""
    return {former: (row["heir"], row["last"]) for former, row in _table().items() if "heir" in row}


@cache
def formers() -> dict[str, tuple[str, int]]:
    """Heir → the former state, and the last year in which that was the state itself."""
    return {heir: (former, last) for former, (heir, last) in heirs().items()}


@cache
def former_of_places() -> dict[str, str]:
    """State of today → the former state that its places lay in."""
    return {state: former for former, row in _table().items() for state in row.get("places", ())}


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "facts" / "eras.toml").read_text(encoding="utf-8"))
