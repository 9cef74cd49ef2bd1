"""The articles of other registers and our annotations of them: each annotation holds to the words of its article."""

import json
from functools import cache
from pathlib import Path

import pytest

from app.domain.events import EventType, Status
from app.readers import read_article
from tests.annotations import Annotated, annotation_faults

FOLDER = Path(__file__).parent / "data" / "registers"
ARTICLES = {path.stem: path for path in sorted(FOLDER.glob("*.txt"))}


@cache
def annotations(stem: str) -> Annotated:
    loaded: Annotated = json.loads((FOLDER / f"{stem}.json").read_text(encoding="utf-8"))
    return loaded


def test_every_article_is_annotated_and_every_annotation_has_its_article() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == set(ARTICLES)


@pytest.mark.parametrize("stem", ARTICLES)
def test_annotations_hold_to_the_kept_text(stem: str) -> None:
    path = ARTICLES[stem]
    assert annotation_faults(annotations(stem), read_article(path.read_bytes(), path.name).text) == []


@pytest.mark.parametrize("half", ["read", "unread"])
def test_each_half_measures_the_whole_field(half: str) -> None:
    """Eight articles each; every type and status; what did not simply occur, chrome, news and undated history."""
    notes = [annotations(stem) for stem in ARTICLES if stem.startswith(f"{half}-")]
    events = [event for one in notes for event in one["events"]]
    assert len(notes) == 8
    assert {event["type"] for event in events} == set(EventType)
    assert {event["status"] for event in events} == set(Status)
    assert sum(event["status"] != Status.OCCURRED for event in events) >= len(events) / 8
    assert {bool(one["meta"]["published"]) for one in notes} == {True, False}
    assert all(one["noise"] for one in notes)
