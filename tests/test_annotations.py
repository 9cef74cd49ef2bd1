"""Each fault that an annotation can have is found in one that was spoilt."""

import pytest

from tests.annotations import Annotated, annotation_faults, faults_of

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


META = {"title": "News", "publisher": None, "author": None, "published": None, "dateline": None}


@pytest.mark.parametrize(
    ("spoilt", "fault"),
    [
        ({}, None),
        ({"noise": ["Sponsored"]}, "noise not in the article"),
        ({"events": [GOOD, GOOD]}, "e1: id twice"),
        ({"events": [{**GOOD, "actors": []}]}, "e1: nobody acts"),
        ({"meta": {"title": "News"}}, "meta keys"),
    ],
)
def test_the_faults_of_an_article_are_found(spoilt: Annotated, fault: str | None) -> None:
    found = annotation_faults({"meta": META, "noise": [], "events": [GOOD], **spoilt}, TEXT)
    assert bool(found) == bool(fault)
    assert all(one.startswith(fault or "") for one in found)
