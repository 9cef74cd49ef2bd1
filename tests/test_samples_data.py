"""The demonstration articles and our annotations of them: each annotation holds to the words of its article."""

import json
import re
from collections import Counter
from datetime import datetime
from functools import cache
from itertools import combinations
from pathlib import Path

import pytest

from app.domain.articles import ReadArticle
from app.domain.events import EventType, Status
from app.readers import read_article
from tests.annotations import Annotated, annotation_faults

ROOT = Path(__file__).parent.parent
ANNOTATIONS = ROOT / "tests" / "data" / "samples"
ARTICLES = {path.stem: path for path in sorted((ROOT / "samples").glob("[12]*"))}

HEADING = re.compile(r"Dyadline sample, after (?:the |The )?(?P<outlet>\S.*) of (?P<day>\d{1,2} [A-Z][a-z]+ \d{4})")


@cache
def annotations(stem: str) -> Annotated:
    loaded: Annotated = json.loads((ANNOTATIONS / f"{stem}.json").read_text(encoding="utf-8"))
    return loaded


@cache
def article(stem: str) -> ReadArticle:
    return read_article(ARTICLES[stem].read_bytes(), ARTICLES[stem].name)


def all_events() -> list[Annotated]:
    return [event for stem in ARTICLES for event in annotations(stem)["events"]]


def dyads_of(event: Annotated) -> list[str]:
    return ["-".join(pair) for pair in combinations(sorted(event["countries"]), 2)]


def test_every_article_is_annotated_and_every_annotation_has_its_article() -> None:
    assert {path.stem for path in ANNOTATIONS.glob("*.json")} == set(ARTICLES)
    assert len(ARTICLES) >= 16
    assert sum(path.suffix == ".html" for path in ARTICLES.values()) >= 2


@pytest.mark.parametrize("stem", ARTICLES)
def test_the_heading_names_the_outlet_and_the_day_that_is_retold(stem: str) -> None:
    """Headline, then the line that keeps a sample from being taken for what the outlet printed."""
    kept, meta = article(stem), annotations(stem)["meta"]
    lines = [line.strip() for line in kept.text.splitlines() if line.strip()]
    place = lines.index(meta["title"])
    heading = HEADING.fullmatch(lines[place + 1])
    assert heading, lines[place + 1]
    retold = datetime.strptime(heading["day"], "%d %B %Y").date().isoformat()
    assert (retold, meta["publisher"]) == (meta["published"], "Dyadline sample")
    assert stem.startswith(retold)


@pytest.mark.parametrize("stem", ARTICLES)
def test_annotations_hold_to_the_kept_text(stem: str) -> None:
    assert annotation_faults(annotations(stem), article(stem).text) == []


def test_the_demonstration_has_a_real_spread() -> None:
    events = all_events()
    dyads = Counter(dyad for event in events for dyad in dyads_of(event))
    decades = {event["date"][:3] for event in events if event["date"] and event["date"][0].isdigit()}
    assert len(events) >= 130
    assert dyads["IND-PAK"] >= 25
    assert sum(count >= 10 for count in dyads.values()) >= 15
    assert decades >= {"194", "195", "196", "197", "198", "199", "200", "201", "202"}
    assert {event["type"] for event in events} == set(EventType)
    assert {event["status"] for event in events} == set(Status)


def test_the_crisis_of_2019_joins_across_articles() -> None:
    """The same type, parties and exact day in several articles: what settling joins into one event."""
    tellings = Counter(
        (event["date"], event["type"], frozenset(event["actors"]), frozenset(event["recipients"]))
        for event in all_events()
    )
    group = frozenset({"Jaish-e-Mohammad"})
    assert tellings["2019-02-14", "ASSAULT", group, frozenset({"IND"})] >= 4
    assert tellings["2019-02-26", "ASSAULT", frozenset({"IND"}), frozenset({"PAK", *group})] >= 2
    assert tellings["2019-02-27", "ASSAULT", frozenset({"PAK"}), frozenset({"IND"})] >= 2
    assert tellings["2019-03-01", "CONCEDE", frozenset({"PAK"}), frozenset({"IND"})] >= 2
