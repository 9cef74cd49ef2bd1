"""Salience: which events are labelled first, and which stay outside of clusters, where it is crowded. Never chance."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).parent / "data" / "salience.toml"


def salience(event_type: str, *, is_accepted: bool, is_starred: bool, origins: int) -> int:
    """
    Score an event; of two, the one with more points stands out.

    Args:
        event_type: One of `EventType`.
        is_accepted: Whether a person accepted it.
        is_starred: Whether anybody marked it.
        origins: How many reports it goes back to, copies of one counted once.

    Returns:
        Points as `data/salience.toml` gives them, never negative.
    """
    facts = _facts()
    points = facts["points"]
    doublings = min(max(origins, 1).bit_length() - 1, points["most_doublings"])
    return int(
        points["starred"] * is_starred
        + points["accepted"] * is_accepted
        + points["doubled_origins"] * doublings
        + facts["severity"][event_type]
    )


@cache
def _facts() -> dict[str, Any]:
    return tomllib.loads(_DATA.read_text(encoding="utf-8"))
