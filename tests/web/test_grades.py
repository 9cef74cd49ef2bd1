"""Grading through forms: the pair with its words on event, list and card, reasons refused, sources, and the filter."""

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from app.services.grade import grade_account
from tests.conftest import NOW
from tests.factories import Factories


def test_a_grade_is_shown_as_a_pair_with_its_words(visitor: TestClient, visitor_factories: Factories) -> None:
    event = visitor_factories.event()
    source = visitor.post("/sources/1/grade", data={"grade": "B", "from": "", "reason": "Long record."})
    assert "B, usually reliable, from the beginning" in source.text
    page = visitor.post(f"/accounts/{event.account_id}/grade", data={"information": "2", "reason": "Two desks."})
    assert page.url.path == f"/events/{event.id}"
    pair = 'title="B: usually reliable; 2: probably true"><span aria-hidden="true">B2</span>'
    assert pair in page.text
    with visitor_factories.session_factory() as session:
        grade_account(session, event.account_id, "4", "", "Ben", NOW)
    for address in (f"/events/{event.id}", "/", f"/events/{event.id}/card"):
        shown = visitor.get(address).text
        assert pair in shown, address
        assert "2 graders differ: 2, 4" in shown, address
    assert "Grade B2, B: usually reliable; 2: probably true" in visitor.get("/").text
    row = visitor.get("/timeline.csv").text.splitlines()[1]
    assert row.endswith(',B2,"2 graders differ: 2, 4"')


def test_the_filter_has_a_menu_and_chips(visitor: TestClient, visitor_factories: Factories) -> None:
    event = visitor_factories.event()
    visitor_factories.event(title="Ungraded", article=visitor_factories.article(source="Other"))
    visitor.post(f"/accounts/{event.account_id}/grade", data={"information": "3", "reason": ""})
    page = visitor.get("/?grade=3").text
    assert re.findall(r'<li class="event-row[^>]*data-event="(\d+)"', page) == [str(event.id)]
    assert "graded 3, possibly true" in page
    assert 'id="grade-3" name="grade" value="3" checked' in page
    assert "Ungraded" in visitor.get("/?grade=none").text
    assert visitor.get("/timeline.json?grade=none&part=all").json()["counts"]["total"] == 1
    wrong = visitor.get("/?grade=Z")
    assert (wrong.status_code, "'Z' is no grade" in unescape(wrong.text)) == (422, True)


def test_likelihood_and_confidence_stand_apart(visitor: TestClient, visitor_factories: Factories) -> None:
    event = visitor_factories.event()
    data = {"likelihood": "likely", "confidence": "high", "reason": "Likely, says everybody. We are confident."}
    page = visitor.post(f"/events/{event.id}/judge", data=data)
    assert "likely, 55–80 %" in page.text
    assert "high confidence" in page.text
    joined = {**data, "reason": "It is likely with high confidence."}
    refused = visitor.post(f"/events/{event.id}/judge", data=joined)
    assert refused.status_code == 422
    assert "One sentence joins a likelihood ('likely') and a confidence ('confidence')" in unescape(refused.text)
    assert 'value="It is likely with high confidence."' in refused.text
    grade = visitor.post(f"/accounts/{event.account_id}/grade", data={"information": "2", **joined})
    assert grade.status_code == 422
    undone = re.findall(r'action="(/actions/\d+/undo)"', page.text)
    assert "Nobody has judged it yet" in visitor.post(undone[0], data={"then": ""}).text


def test_a_source_has_a_dated_history_that_is_undone(visitor: TestClient, visitor_factories: Factories) -> None:
    visitor_factories.event()
    assert "not graded" in visitor.get("/sources").text
    visitor.post("/sources/1/grade", data={"grade": "C", "from": "2019-01-01", "reason": ""})
    assert '<span class="grade">C</span> fairly reliable' in visitor.get("/sources").text
    page = visitor.get("/sources/1").text
    (undo,) = re.findall(r'action="(/actions/\d+/undo)"', page)
    (then,) = re.findall(r'name="then" value="([^"]*)"', page)
    undone = visitor.post(undo, data={"then": then})
    assert undone.url.path == "/sources/1"
    assert "Nobody has graded it yet" in undone.text
    assert "Undone by" in undone.text


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"grade": "", "from": "", "reason": ""}, "Choose a grade from A to F."),
        ({"grade": "Z", "from": "", "reason": ""}, "'Z' is no grade"),
        ({"grade": "A", "from": "some day", "reason": "kept"}, "'some day' is no day"),
        ({"grade": "A", "from": "", "reason": "x" * 501}, "500 is the most"),
    ],
)
def test_a_refused_grade_keeps_what_was_typed(
    visitor: TestClient, visitor_factories: Factories, data: dict[str, str], message: str
) -> None:
    visitor_factories.event()
    answer = visitor.post("/sources/1/grade", data=data)
    assert answer.status_code == 422
    assert message in unescape(answer.text)
    assert f'value="{data["reason"]}"' in answer.text


def test_what_is_not_there_is_not_graded(visitor: TestClient) -> None:
    assert visitor.get("/sources/9").status_code == 404
    assert visitor.post("/sources/9/grade", data={"grade": "A"}).status_code == 404
    assert visitor.post("/accounts/9/grade", data={"information": "2"}).status_code == 404
    assert visitor.post("/events/9/judge", data={"likelihood": "likely"}).status_code == 404
    assert "There are no sources yet" in visitor.get("/sources").text
