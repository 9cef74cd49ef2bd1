"""The demonstration articles and our annotations of them: each annotation holds to the words of its article."""

import calendar
import json
import re
from collections import Counter
from datetime import date, datetime
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from app.domain.articles import ReadArticle
from app.domain.countries import find_country
from app.domain.dates import parse_edtf
from app.domain.events import EventType, Status
from app.errors import UnreadableDate
from app.readers import read_article

ROOT = Path(__file__).parent.parent
ANNOTATIONS = ROOT / "tests" / "data" / "samples"
ARTICLES = {path.stem: path for path in sorted((ROOT / "samples").glob("[12]*"))}

META_KEYS = {"title", "publisher", "author", "published", "dateline"}
EVENT_KEYS = ("id quote title date date_text status type countries actors recipients place attributed_to must").split()
HEADING = re.compile(r"Dyadline sample, after (?:the |The )?(?P<outlet>\S.*) of (?P<day>\d{1,2} [A-Z][a-z]+ \d{4})")
STATE_CODE = re.compile(r"[A-Z]{3}")

Annotated = dict[str, Any]


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


def faults_of(event: Annotated, text: str, noise: list[str]) -> list[str]:
    """What is wrong with one annotation: of its words, of its codes, of its date."""
    return [*_faults_of_words(event, text, noise), *_faults_of_codes(event), *_faults_of_date(event)]


def _faults_of_words(event: Annotated, text: str, noise: list[str]) -> list[str]:
    told = [event["quote"], *event.get("also", [])]
    words = [*told, event["date_text"] or ""]
    faults = [f"not in the article: {passage!r}" for passage in words if passage not in text]
    faults += [f"in noise: {passage!r}" for passage in told if any(passage in other for other in noise)]
    if [key for key in event if key != "also"] != EVENT_KEYS:
        faults.append(f"keys: {list(event)}")
    return faults


def _faults_of_codes(event: Annotated) -> list[str]:
    countries: list[str] = event["countries"]
    parties: list[str] = [*event["actors"], *event["recipients"]]
    faults = [f"unknown country {code}" for code in countries if find_country(code) is None]
    faults += [f"country twice: {code}" for code, count in Counter(countries).items() if count > 1]
    faults += [
        f"{party} is a party but no country of the event"
        for party in parties
        if STATE_CODE.fullmatch(party) and find_country(party) and party not in countries
    ]
    if not event["actors"]:
        faults.append("nobody acts")
    if event["type"] not in set(EventType) or event["status"] not in set(Status):
        faults.append(f"unknown type or status: {event['type']}, {event['status']}")
    return faults


def _faults_of_date(event: Annotated) -> list[str]:
    if event["date"] is None:
        return []
    try:
        read = parse_edtf(event["date"])
    except UnreadableDate as error:
        return [str(error)]
    named = [day for day in calendar.day_name if day in (event["date_text"] or "")]
    if read.is_day and named and calendar.day_name[date.fromordinal(read.earliest).weekday()] not in named:
        return [f"{event['date']} is no {named[0]}"]
    return []


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
    assert set(meta) == META_KEYS


@pytest.mark.parametrize("stem", ARTICLES)
def test_annotations_hold_to_the_kept_text(stem: str) -> None:
    text, noise, events = article(stem).text, annotations(stem)["noise"], annotations(stem)["events"]
    assert [passage for passage in noise if passage not in text] == []
    assert {event["id"]: found for event in events if (found := faults_of(event, text, noise))} == {}
    assert len({event["id"] for event in events}) == len(events)


GOOD = {
    "id": "e1", "quote": "Ruritania shelled Sylvania on Friday", "title": "Shelling", "date": "2019-03-15",
    "date_text": "Friday", "status": "occurred", "type": "ASSAULT", "countries": ["IND", "PAK"], "actors": ["IND"],
    "recipients": ["PAK"], "place": None, "attributed_to": None, "must": True,
}  # fmt: skip
TEXT = "The news: Ruritania shelled Sylvania on Friday. Advert: shells on Friday"


def test_a_good_annotation_has_no_fault() -> None:
    assert faults_of(GOOD, TEXT, ["Advert: shells on Friday"]) == []


@pytest.mark.parametrize(
    ("spoilt", "fault"),
    [
        ({"quote": "Ruritania shells Sylvania"}, "not in the article"),
        ({"also": ["Sylvania shelled"]}, "not in the article"),
        ({"quote": "shells on Friday"}, "in noise"),
        ({"date_text": "Thursday"}, "not in the article"),
        ({"note": "an extra key"}, "keys"),
        ({"countries": ["IND", "PAK", "XYZ"]}, "unknown country XYZ"),
        ({"countries": ["IND", "PAK", "IND"]}, "country twice"),
        ({"countries": ["IND"]}, "PAK is a party"),
        ({"actors": []}, "nobody acts"),
        ({"type": "WAR"}, "unknown type"),
        ({"status": "perhaps"}, "unknown type or status"),
        ({"date": "2019-02-30"}, "2019-02-30"),
        ({"date": "2019-03-16"}, "is no Friday"),
    ],
)
def test_a_spoilt_annotation_is_found(spoilt: Annotated, fault: str) -> None:
    found = faults_of({**GOOD, **spoilt}, TEXT, ["Advert: shells on Friday"])
    assert any(fault in one for one in found), found


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
