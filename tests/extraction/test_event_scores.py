"""
Extraction stays above pinned scores on our own annotated articles: the samples, and the two halves of the registers.

A pin is raised when a rule gets better, never lowered so that a change may pass.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from app.domain.articles import ReadArticle
from app.extraction.pipeline import extract
from app.extraction.publication_year import with_year
from app.readers import read_article
from tests.annotations import Annotated
from tests.extraction.event_scorer import Tally

ROOT = Path(__file__).resolve().parents[2]
REGISTERS = ROOT / "tests" / "data" / "registers"


@dataclass(frozen=True)
class Pinned:
    """A set of articles, where their annotations lie, and the scores that it must not fall below."""

    articles: Path
    glob: str
    annotations: Path
    detection: float
    timeline: float
    recall: float


PINS = {
    "samples": Pinned(ROOT / "samples", "[12]*", ROOT / "tests" / "data" / "samples", 0.84, 0.55, 0.85),
    "registers, read": Pinned(REGISTERS, "read-*.txt", REGISTERS, 0.80, 0.29, 0.75),
    "registers, unread": Pinned(REGISTERS, "unread-*.txt", REGISTERS, 0.85, 0.32, 0.81),
}


def _annotated(pinned: Pinned) -> Iterator[tuple[ReadArticle, Annotated]]:
    for path in sorted(pinned.articles.glob(pinned.glob)):
        notes: Annotated = json.loads((pinned.annotations / f"{path.stem}.json").read_text(encoding="utf-8"))
        yield with_year(read_article(path.read_bytes(), path.name)), notes


@cache
def _tally(pinned: Pinned) -> tuple[Tally, int]:
    tally, in_noise = Tally(), 0
    for article, notes in _annotated(pinned):
        found = extract(article).events
        tally.add(article.text, notes["events"], found)
        spans = [(article.text.find(passage), len(passage)) for passage in notes["noise"]]
        in_noise += sum(start <= event.start < start + size for start, size in spans if start >= 0 for event in found)
    return tally, in_noise


each_set = pytest.mark.parametrize("pinned", PINS.values(), ids=PINS.keys())


@each_set
def test_events_are_found(pinned: Pinned) -> None:
    assert _tally(pinned)[0].detection_f1 >= pinned.detection


@each_set
def test_events_have_their_days_and_states(pinned: Pinned) -> None:
    assert _tally(pinned)[0].timeline_f1 >= pinned.timeline


@each_set
def test_noise_tells_no_event(pinned: Pinned) -> None:
    assert _tally(pinned)[1] == 0


@each_set
def test_most_of_what_is_wanted_is_found(pinned: Pinned) -> None:
    tally = _tally(pinned)[0]
    assert tally.paired_wanted / tally.wanted >= pinned.recall
