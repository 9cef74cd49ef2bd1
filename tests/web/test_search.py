"""The search page: four parts with counts, marked words, pages, empty states; nothing typed is ever an error."""

import re

import pytest
from starlette.testclient import TestClient

from tests.factories import Factories

HOSTILE = "<img src=x onerror=alert(1)> & <b>"


def total(html: str) -> int:
    found = re.search(r'id="found" data-total="(\d+)"', html)
    assert found
    return int(found[1])


def marked(html: str) -> list[str]:
    return re.findall(r'<mark class="hit__mark">(.*?)</mark>', html)


def test_all_parts_with_their_counts(client: TestClient, factories: Factories) -> None:
    event = factories.event(
        title="Talks in Quito", article=factories.article("India accused Pakistan of the Quito raid.")
    )
    factories.annotation(event.id, "Was it Quito?", ("doubt",))
    page = client.get("/search", params={"q": "QUITO"}).text
    assert total(page) == 4
    assert re.findall(r'data-part="(\w+)"', page) == ["events", "quotes", "articles", "annotations"]
    assert set(marked(page)) == {"Quito"}
    assert f'href="/?q={"QUITO"}"' in page
    only = client.get("/search", params={"q": "quito", "in": "annotations"}).text
    assert re.findall(r'data-part="(\w+)"', only) == ["annotations"]
    assert 'href="/annotations/1"' in only
    assert total(only) == 4


def test_the_words_are_marked_and_everything_is_escaped(visitor: TestClient, visitor_factories: Factories) -> None:
    text = f"India accused Pakistan {HOSTILE} on Monday."
    visitor_factories.event(title=f"Raid {HOSTILE}", article=visitor_factories.article(text, title=f"Raid {HOSTILE}"))
    page = visitor.get("/search", params={"q": "raid monday img"}).text
    assert "<img" not in page
    assert "&lt;<mark" in page
    assert {"Raid", "Monday", "img"} <= set(marked(page))
    assert "<script>alert" not in visitor.get("/search", params={"q": "<script>alert(1)</script>"}).text


@pytest.mark.parametrize(
    "typed",
    [
        '"',
        "*",
        "-",
        "'; DROP TABLE event; --",
        "NEAR(a, b)",
        "a:b^2",
        "\\",
        "%",
        "_",
        "(",
        "!",
        "<->",
        "AND",
        "\x00",
        "…",
    ],
)
def test_nothing_typed_is_an_error(client: TestClient, factories: Factories, typed: str) -> None:
    factories.event()
    for address in ("/search", "/"):
        answer = client.get(address, params={"q": typed})
        assert answer.status_code == 200
    assert total(client.get("/search", params={"q": typed}).text) == 0


def test_a_query_that_is_too_long_is_told_and_kept(visitor: TestClient) -> None:
    answer = visitor.get("/search", params={"q": "x" * 201})
    assert answer.status_code == 422
    assert "The search has 201 characters; 200 is the most. Shorten it." in answer.text
    assert f'value="{"x" * 201}"' in answer.text


def test_pages_follow_one_another(visitor: TestClient, visitor_factories: Factories) -> None:
    for number in range(45):
        visitor_factories.article(f"Text {number} of the raid.", title=f"Article {number}")
    path, seen = "/search?q=raid&in=articles", []
    for size in (20, 20, 5):
        page = visitor.get(path).text
        titles = re.findall(r'<a href="/articles/(\d+)"><bdi>', page)
        assert (len(titles), total(page)) == (size, 45)
        seen += titles
        following = re.search(r'href="(/search\?[^"]*after=\d+)"', page)
        path = following[1].replace("&amp;", "&") if following else ""
    assert seen == [str(number) for number in range(45, 0, -1)]
    assert path == ""
    assert "There is nothing more here" in visitor.get("/search?q=raid&in=articles&after=1").text


def test_empty_states_say_the_next_step(visitor: TestClient, visitor_factories: Factories) -> None:
    visitor_factories.event()
    assert 'href="/articles/new"' in visitor.get("/search?q=absent").text
    elsewhere = visitor.get("/search?q=india&in=annotations").text
    assert "do not hold these words" in elsewhere
    assert "has no word to look for" in visitor.get("/search?q=%E2%80%A6").text
    assert "What are you looking for?" in visitor.get("/search").text


def test_a_swap_gets_the_hits_alone(visitor: TestClient) -> None:
    answer = visitor.get("/search?q=india", headers={"HX-Request": "true"})
    assert answer.text.lstrip().startswith('<div class="found"')
    assert "HX-Request" in answer.headers["Vary"]


def test_timeline_list_and_exports_agree_with_the_search(client: TestClient, factories: Factories) -> None:
    factories.event(title="Alpha", place="Łódź")
    factories.event(title="Beta", place="Lodz", review="rejected")
    factories.event(title="Gamma", place="Lodz", date=None)
    factories.event(title="Delta")
    query = {"q": "lodz -beta"}
    assert 'data-count="2"' in client.get("/search", params=query).text
    assert 'data-total="2"' in client.get("/", params=query).text
    assert len(client.get("/timeline.csv", params=query).text.strip().splitlines()) == 3
    assert client.get("/timeline.json", params=query).json()["counts"]["total"] == 2


def test_every_page_has_the_search_in_its_header(visitor: TestClient) -> None:
    for path in ("/", "/articles", "/dyads", "/nowhere"):
        assert re.search(
            r'<form class="page-search" action="/search" method="get" role="search"', visitor.get(path).text
        )
