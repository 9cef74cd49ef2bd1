"""An event that a person tells: from words of an article, on one form."""

from html import unescape

import pytest
from starlette.testclient import TestClient

from tests.factories import Factories

SWAP = {"HX-Request": "true"}
TEXT = "Envoys met in Oslo. Norway thanked Chile on Thursday. Norway thanked Chile on Thursday."
FORM = {
    "quote": "Envoys met in Oslo.",
    "at": "",
    "title": "Envoys of Norway and Chile meet",
    "type": "CONSULT",
    "status": "occurred",
    "date": "on Thursday",
    "place": "Oslo",
    "actors": "Norway, Chile",
    "recipients": "",
    "location": "",
    "host": "",
    "mentioned": "Peru",
    "reason": "",
}


def test_selected_words_fill_the_form(visitor: TestClient, visitor_factories: Factories) -> None:
    article = visitor_factories.article(TEXT)
    page = visitor.get("/events/new", params={"article": str(article.id), "start": "0", "end": "20"}).text
    assert ">\nEnvoys met in Oslo.</textarea>" in page
    assert 'name="at" value="0"' in page


@pytest.mark.parametrize("headers", [{}, SWAP], ids=["visit", "swap"])
def test_an_event_is_made_by_hand(client: TestClient, factories: Factories, headers: dict[str, str]) -> None:
    article = factories.article(TEXT)
    answer = client.post("/events/new", data=FORM | {"article": str(article.id)}, headers=headers)
    assert answer.history[0].status_code == 303
    page = client.get(answer.url.path).text
    assert "<h1><bdi>Envoys of Norway and Chile meet</bdi></h1>" in page
    assert '<time datetime="2019-02-14"' in page
    assert "Envoys met in Oslo.</blockquote>" in page
    assert "given by hand" in page
    assert 'href="/?pair=CHL-NOR"' in page
    assert "accepted" in page


def test_the_quote_chosen_among_several_is_the_one(visitor: TestClient, visitor_factories: Factories) -> None:
    article = visitor_factories.article(TEXT)
    data = FORM | {"article": str(article.id), "quote": "Norway thanked Chile"}
    asked = visitor.post("/events/new", data=data)
    assert asked.status_code == 422
    assert asked.text.count('type="radio" name="at"') == 2
    second = TEXT.rindex("Norway")
    page = visitor.post("/events/new", data=data | {"at": str(second)}).text
    before, _, after = page.partition("Norway thanked Chile</mark>")
    assert "Norway thanked Chile on Thursday. " in before
    assert "on Thursday.</p>" in after


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("quote", "", "Paste some words"),
        ("quote", "Envoys met in Lima.", "does not stand in this article"),
        ("title", " ", "The title is empty"),
        ("type", "", "'' is no type of event"),
        ("status", "sure", "'sure' is no status"),
        ("date", "banana", "Cannot read the date"),
        ("place", "x" * 201, "201 characters"),
        ("actors", "x" * 301, "301 characters"),
        ("mentioned", "Atlantis", "'Atlantis' is no country"),
    ],
)
@pytest.mark.parametrize("headers", [{}, SWAP], ids=["visit", "swap"])
def test_a_refused_event_keeps_what_was_typed(
    visitor: TestClient, visitor_factories: Factories, field: str, typed: str, message: str, headers: dict[str, str]
) -> None:
    article = visitor_factories.article(TEXT)
    answer = visitor.post("/events/new", data=FORM | {"article": str(article.id), field: typed}, headers=headers)
    page = unescape(answer.text)
    assert answer.status_code == 422
    assert message in page
    assert f'id="fault-{field}"' in page
    assert typed in page
    assert 'name="status"' in page
    assert ("<html" in page) is not bool(headers)


def test_an_event_sent_twice_is_one(visitor: TestClient, visitor_factories: Factories) -> None:
    data = FORM | {"article": str(visitor_factories.article(TEXT).id)}
    assert visitor.post("/events/new", data=data).status_code == 200
    again = visitor.post("/events/new", data=data)
    assert again.status_code == 422
    assert "tells this event already: it is event 1" in again.text


def test_the_date_is_read_without_scripts(visitor: TestClient, visitor_factories: Factories) -> None:
    data = FORM | {"article": str(visitor_factories.article(TEXT).id), "read": "1", "title": ""}
    answer = visitor.post("/events/new", data=data)
    assert answer.status_code == 200
    assert "14 Feb 2019" in answer.text
    assert "The title is empty" not in answer.text


def test_an_event_needs_an_article(visitor: TestClient) -> None:
    assert visitor.get("/events/new").status_code == 422
    assert visitor.get("/events/new", params={"article": "999"}).status_code == 404
    assert visitor.post("/events/new", data=FORM | {"article": "999"}).status_code == 404
    assert visitor.post("/events/new", data=FORM | {"article": "x"}).status_code == 422


def test_words_of_an_article_go_to_a_new_event_or_to_one_it_tells(
    visitor: TestClient, visitor_factories: Factories
) -> None:
    article = visitor_factories.article(TEXT)
    event = visitor_factories.event(article=article)
    taken = {"quote": "Norway", "at": "20"}
    new = visitor.get(f"/articles/{article.id}/words", params=taken)
    assert new.url.path == "/events/new"
    assert ">\nNorway</textarea>" in new.text
    used = visitor.get(f"/articles/{article.id}/words", params=taken | {"of": str(event.id), "as": "actors"})
    assert used.url.path == f"/events/{event.id}"
    assert ">\nNorway</textarea>" in used.text
    assert 'name="at" value="20"' in used.text
