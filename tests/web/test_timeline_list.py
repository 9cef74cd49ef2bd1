"""The list beside the picture: its pages both ways, its headings and gaps, how close its rows stand."""

import re

import pytest
from starlette.testclient import TestClient

from app.services.event_list import PAGE_ROWS
from tests.factories import Factories

PAIR = "/?pair=IND-PAK"


def rows(html: str) -> list[int]:
    """The events of the list in their order, the shelf's after the dated ones."""
    return [int(number) for number in re.findall(r'<li class="event-row[^>]*data-event="(\d+)"', html)]


def link(html: str, words: str) -> str:
    """Where the one link with these words leads, without its anchor."""
    (address,) = re.findall(rf'href="([^"]+)"[^>]*>(?:<span[^>]*>[^<]*</span>\s*)?{re.escape(words)}', html)
    return str(address).replace("&amp;", "&").partition("#")[0]


def test_every_event_of_a_long_list_is_reached_by_links_forwards_and_backwards(
    visitor: TestClient, visitor_factories: Factories
) -> None:
    article = visitor_factories.article()
    ids = [
        visitor_factories.event(title=f"Event {number}", article=article, date=f"201{number % 2}-02-14").id
        for number in range(PAGE_ROWS + 2)
    ]
    first = visitor.get(PAIR).text
    second = visitor.get(link(first, "Later events")).text
    assert sorted(rows(first) + rows(second)) == ids
    assert rows(visitor.get(link(second, "Earlier events")).text) == rows(first)
    assert rows(visitor.get(link(second, "First page")).text) == rows(first)
    assert rows(visitor.get(link(first, "Last page")).text)[-2:] == rows(second)
    assert re.findall(r'event-list__heading"><h3>([^<]+)', first) == ["February 2010", "February 2011"]


def test_what_is_outside_of_the_window_is_a_link_away(visitor: TestClient, visitor_factories: Factories) -> None:
    inside, later = (visitor_factories.event(date=date).id for date in ("2019-02-14", "2019-05-14"))
    html = visitor.get(f"{PAIR}&t0=2019-02-10&t1=2019-02-20").text
    assert rows(html) == [inside]
    assert "1 event outside of this window" in html
    assert rows(visitor.get(link(html, "the whole time")).text) == [inside, later]


def test_undated_events_have_pages_too(
    visitor: TestClient, visitor_factories: Factories, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.services.event_list.SHELF_ROWS", 1)
    ids = [visitor_factories.event(date=None).id for _ in range(2)]
    first = visitor.get(PAIR).text
    second = visitor.get(link(first, "More undated events")).text
    assert (rows(first), rows(second)) == (ids[:1], ids[1:])
    assert rows(visitor.get(link(second, "Undated before these")).text) == ids[:1]


def test_the_density_is_chosen_without_scripts_and_kept(visitor: TestClient, visitor_factories: Factories) -> None:
    visitor_factories.event(date=None)
    page = f"{PAIR}&next=u0"
    before = visitor.get(page)
    assert 'class="event-list event-list--airy' in before.text
    assert f'name="back" value="{page.replace("&", "&amp;")}"' in before.text
    answer = visitor.post("/preferences", data={"density": "dense", "back": page}, follow_redirects=False)
    assert (answer.status_code, answer.headers["Location"]) == (303, page)
    assert "HttpOnly" in answer.headers["Set-Cookie"]
    after = visitor.get(page, headers={"If-None-Match": before.headers["ETag"]})
    assert after.status_code == 200
    assert "event-list--dense" in visitor.get(PAIR).text
    assert re.search(r'value="dense" aria-pressed="true"', after.text)


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org", ""])
def test_a_choice_never_leads_off_this_site(visitor: TestClient, back: str) -> None:
    answer = visitor.post("/preferences", data={"density": "airy", "back": back}, follow_redirects=False)
    assert answer.headers["Location"] == "/"


def test_a_density_that_is_none_is_refused_and_a_foreign_cookie_ignored(visitor: TestClient) -> None:
    answer = visitor.post("/preferences", data={"density": "loose"})
    assert answer.status_code == 422
    assert "&#39;loose&#39; is no density of a list: use airy or dense." in answer.text
    visitor.cookies.set("density", "loose", domain="127.0.0.1")
    assert visitor.get("/").status_code == 200
