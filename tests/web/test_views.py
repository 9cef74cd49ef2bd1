"""Saved views: kept by name, seen by whom they are for, and what is new in them."""

import re

import pytest
from starlette.testclient import TestClient

from app.domain.saved_views import canonical_query
from app.errors import BadInput
from tests.factories import Factories
from tests.web.people import Team

VIEW = {"name": "Kashmir", "description": "After <Pulwama>.", "query": "pair=PAK-IND&sel=3&q=line&t0=2019-02-01"}
KEPT = "/?pair=IND-PAK&q=line&t0=2019-02-01"


def new_in(html: str) -> list[tuple[str, str]]:
    """New and changed events of each view that was opened before."""
    return re.findall(r'data-new="(\d+)" data-changed="(\d+)"', html)


def test_a_view_is_saved_listed_and_leads_to_its_timeline(visitor: TestClient) -> None:
    answer = visitor.post("/views", data=VIEW, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/views?done=saved")
    page = visitor.get("/views").text
    assert "Kashmir" in page
    assert "After &lt;Pulwama&gt;." in page
    assert "only you see it" in page
    opened = visitor.get("/views/1", follow_redirects=False)
    assert (opened.status_code, opened.headers["location"]) == (303, f"{KEPT}&view=1")
    assert "Saved view" in visitor.get(opened.headers["location"]).text


def test_the_timeline_offers_to_save_what_it_shows(visitor: TestClient, visitor_factories: Factories) -> None:
    visitor_factories.event()
    page = visitor.get("/?pair=IND-PAK&type=ACCUSE&sel=1").text
    assert 'href="/views/new?pair=IND-PAK&amp;type=ACCUSE"' in page
    form = visitor.get("/views/new?pair=IND-PAK&type=ACCUSE").text
    assert 'name="query" value="pair=IND-PAK&amp;type=ACCUSE"' in form
    assert 'href="/views"' in visitor.get("/?q=absent").text


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": " "}, "The view has no name: write how you want to find it again."),
        ({"name": "x" * 121}, "The name has 121 characters; 120 is the most. Shorten it."),
        ({"description": "x" * 2_001}, "The description has 2001 characters; 2000 is the most. Shorten it."),
        ({"query": "type=NONSENSE"}, "The filter cannot be used: &#39;NONSENSE&#39; is no event type"),
    ],
)
def test_what_cannot_be_kept_is_told_and_stays_typed(
    visitor: TestClient, changed: dict[str, str], sentence: str
) -> None:
    answer = visitor.post("/views", data={**VIEW, **changed})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Save this view" in answer.text
    assert "no saved views yet" in visitor.get("/views").text


def test_a_view_is_changed_and_deleted(visitor: TestClient) -> None:
    visitor.post("/views", data=VIEW)
    form = visitor.get("/views/1/edit").text
    assert 'value="pair=IND-PAK&amp;q=line&amp;t0=2019-02-01"' in form
    changed = {"name": "China", "query": "http://127.0.0.1/?pair=CHN-IND", "version": "1", "shared": "1"}
    assert visitor.post("/views/1/edit", data=changed, follow_redirects=False).status_code == 303
    assert visitor.get("/views/1", follow_redirects=False).headers["location"] == "/?pair=CHN-IND&view=1"
    assert "shared with everybody" in visitor.get("/views").text
    assert visitor.post("/views/1/edit", data=changed).status_code == 409
    assert visitor.post("/views/1/delete", follow_redirects=False).headers["location"] == "/views?done=deleted"
    assert visitor.get("/views/1").status_code == 404


def test_what_is_new_since_it_was_opened(client: TestClient, factories: Factories) -> None:
    old = factories.event(title="The line one")
    factories.event(title="Nothing of it")
    client.post("/views", data={**VIEW, "query": "q=line"})
    assert new_in(client.get("/views").text) == [("0", "0")]
    factories.event(title="The line two")
    factories.annotation(old.id)
    client.post(f"/events/{old.id}/star", data={"starred": "1"})
    assert new_in(client.get("/views").text) == [("1", "1")]
    assert client.get("/views/1").status_code == 200
    assert new_in(client.get("/views").text) == [("1", "1")], "looking changes nothing"
    opened = client.post("/views/1/open", follow_redirects=False)
    assert opened.headers["location"] == "/?q=line&view=1"
    assert new_in(client.get("/views").text) == [("0", "0")]


def test_the_home_page_lists_the_views_and_what_is_new_in_them(client: TestClient, factories: Factories) -> None:
    assert "views-strip" not in client.get("/").text
    client.post("/views", data={**VIEW, "query": "q=line"})
    home = client.get("/").text
    assert 'hx-get="/views/strip"' in home
    assert 'action="/views/1/open"' in home
    assert "views-strip" not in client.get("/?pair=IND-PAK").text
    assert "1 new" not in client.get("/views/strip").text
    factories.event(title="The line one")
    strip = client.get("/views/strip").text
    assert "1 new" in strip
    assert "hx-get" not in strip
    client.post("/views/1/open")
    assert "new" not in client.get("/views/strip").text


def test_anothers_private_view_is_as_good_as_none(team: Team) -> None:
    ann, vera, eddy = team.browser("Ann"), team.browser("Vera"), team.browser("Eddy")
    assert team.post(ann, "/views", **VIEW).status_code == 303
    for path in ("/views/1", "/views/1/edit"):
        private, missing = eddy.get(path), eddy.get(path.replace("1", "77"))
        assert private.status_code == missing.status_code == 404
        assert _bare(private.text).replace("77", "1") == _bare(missing.text).replace("77", "1")
    assert team.post(eddy, "/views/1/open").status_code == 404
    assert "Kashmir" not in eddy.get("/views").text
    assert "Kashmir" not in eddy.get(f"{KEPT}&view=1").text
    team.post(ann, "/views/1/edit", **VIEW, version="1", shared="1")
    assert "Kashmir" in vera.get("/views").text
    assert team.post(vera, "/views/1/open").status_code == 303
    assert team.post(eddy, "/views/1/edit", **VIEW, version="2").status_code == 403
    assert team.post(eddy, "/views/1/delete").status_code == 403
    assert team.post(vera, "/views", **VIEW).status_code == 403
    assert vera.get("/views/new").status_code == 403


def test_only_what_can_be_read_is_kept_of_an_address() -> None:
    assert canonical_query("/?type=ACCUSE&colour=red&cluster=2019-01-01..2019-01-02") == "type=ACCUSE"
    with pytest.raises(BadInput, match="8001 characters"):
        canonical_query("x" * 8_001)
    with pytest.raises(BadInput, match="cannot be read"):
        canonical_query("?" + "q=a&" * 1_500)


def _bare(html: str) -> str:
    """A page without what differs with every request."""
    return re.sub(r"[0-9a-f]{8,}", "", html)
