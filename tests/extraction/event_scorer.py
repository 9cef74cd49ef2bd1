"""
A small scorer for our own annotations: how many events are found, and how many with the right days and states.

A found event may report an annotated one if their passages share a character. Pairs are made one to one, those that
agree best first. An optional event that is found is right; one that is missed costs nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.dates import parse_edtf
from app.domain.events import FoundEvent


@dataclass
class Tally:
    """Counts over any number of articles."""

    found: int = 0
    wanted: int = 0
    paired: int = 0
    paired_wanted: int = 0
    right: int = 0
    right_wanted: int = 0

    @property
    def detection_f1(self) -> float:
        """Harmonic mean of the shares found rightly and of what had to be found."""
        return _harmonic(self.paired / max(self.found, 1), self.paired_wanted / max(self.wanted, 1))

    @property
    def timeline_f1(self) -> float:
        """The same where date and states must be right too."""
        return _harmonic(self.right / max(self.found, 1), self.right_wanted / max(self.wanted, 1))

    def add(self, text: str, gold: Sequence[dict[str, Any]], found: Sequence[FoundEvent]) -> None:
        """Count one article."""
        self.found += len(found)
        self.wanted += sum(event["must"] for event in gold)
        for at, event in _pairs(text, gold, found):
            must = gold[at]["must"]
            right = _date_right(gold[at], event) and set(gold[at]["countries"]) == set(event.countries)
            self.paired += 1
            self.paired_wanted += must
            self.right += right
            self.right_wanted += must and right


def _pairs(text: str, gold: Sequence[dict[str, Any]], found: Sequence[FoundEvent]) -> list[tuple[int, FoundEvent]]:
    possible = [
        (_agreement(event, candidate), at, number)
        for at, event in enumerate(gold)
        for number, candidate in enumerate(found)
        if any(start < candidate.end and candidate.start < end for start, end in _places(text, event))
    ]
    pairs, used_gold, used_found = [], set(), set()
    for _, at, number in sorted(possible, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if at not in used_gold and number not in used_found:
            used_gold.add(at)
            used_found.add(number)
            pairs.append((at, found[number]))
    return pairs


def _places(text: str, event: dict[str, Any]) -> list[tuple[int, int]]:
    quotes = [event["quote"], *event.get("also", [])]
    return [(start, start + len(quote)) for quote in quotes if (start := text.find(quote)) >= 0]


def _agreement(gold: dict[str, Any], found: FoundEvent) -> int:
    states = set(gold["countries"]) == set(found.countries)
    types = bool(gold["type"] == found.type.value)
    return 4 * _date_right(gold, found) + 4 * states + 2 * types


def _date_right(gold: dict[str, Any], found: FoundEvent) -> bool:
    if gold["date"] is None or found.date is None:
        return gold["date"] is None and found.date is None
    wanted, got = parse_edtf(gold["date"]), parse_edtf(found.date)
    if gold["date_text"] is None:
        return wanted.earliest <= got.earliest and got.latest <= wanted.latest
    return (wanted.earliest, wanted.latest) == (got.earliest, got.latest)


def _harmonic(a: float, b: float) -> float:
    return 2 * a * b / (a + b) if a + b else 0.0
