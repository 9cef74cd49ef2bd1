"""The pages of facets: links that lead to as many events as they say, with and without scripts."""

import html
import re

import pytest
from starlette.testclient import TestClient

from app.domain.facet_choices import Facet
from tests.factories import Factories

LINK = re.compile(r'<a class="facet__link" href="([^"]*)"[^>]*data-count="(\d+)"')


@pytest.fixture
def filled(visitor_factories: Factories) -> Factories:
    one = visitor_factories.event(type="AID", place="Quito")
    visitor_factories.event(type="ACCUSE", date=None, dyad="CHN-USA", review="accepted")
    visitor_factories.event(type="ACCUSE", date="2018/2019", status="alleged", article=one.article, title="Other")
    visitor_factories.annotation(one.id, "A note", ("seen",))
    return visitor_factories


@pytest.mark.parametrize("facet", Facet)
def test_every_link_leads_to_as_many_events(visitor: TestClient, filled: Factories, facet: Facet) -> None:
    for query in ("", "?type=ACCUSE", "?pair=IND-PAK&from=2018"):
        links = LINK.findall(visitor.get(f"/facets/{facet}{query}").text)
        assert links
        for address, count in links:
            page = visitor.get(html.unescape(address))
            assert page.status_code == 200
            assert f'id="counts" data-total="{count}"' in page.text or f'data-total="{count}"' in page.text, address


def test_each_is_opened_from_the_timeline_by_a_link(visitor: TestClient, filled: Factories) -> None:
    page = visitor.get("/?type=ACCUSE").text
    for facet in Facet:
        assert f'href="/facets/{facet}?type=ACCUSE"' in page
        assert f'hx-get="/facets/{facet}?type=ACCUSE"' in page


def test_a_swap_gets_the_values_alone(visitor: TestClient, filled: Factories) -> None:
    answer = visitor.get("/facets/place", headers={"HX-Request": "true"})
    assert answer.text.lstrip().startswith('<div class="facet__body"')
    assert "HX-Request" in answer.headers["Vary"]
    assert "No place" in answer.text


def test_missing_ones_can_be_asked_for_and_stay_in_the_form(visitor: TestClient, filled: Factories) -> None:
    page = visitor.get("/?place=none&source=any&tag=none&date=any")
    assert 'data-total="1"' in page.text
    assert all(words in page.text for words in ("no place", "any source", "no tag", "dated only"))
    assert all(
        f'<input type="hidden" name="{name}" value="{value}">' in page.text
        for name, value in (("place", "none"), ("source", "any"), ("tag", "none"), ("date", "any"))
    )


def test_rare_names_are_a_link_away(visitor: TestClient, visitor_factories: Factories) -> None:
    for number in range(43):
        visitor_factories.event(title=f"Event {number}", place=f"Place {number:02}")
    page = visitor.get("/facets/place").text
    assert "3 more…" in page
    assert len(LINK.findall(visitor.get("/facets/place?every=1").text)) == 46


def test_a_facet_that_is_none(visitor: TestClient) -> None:
    answer = visitor.get("/facets/mood")
    assert answer.status_code == 404
    assert "There is no facet" in answer.text


def test_a_filter_that_cannot_be_used_is_told(visitor: TestClient) -> None:
    answer = visitor.get("/facets/type?quad=warm&colour=red")
    assert answer.status_code == 422
    assert "is no class of events" in answer.text
    assert "unknown part" in answer.text
