"""The pair picker, its suggestions, and the pages of pairs."""

import re

import pytest
from starlette.testclient import TestClient

from tests.factories import Factories


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ("a=India&b=Pakistan", "/?pair=IND-PAK"),
        ("a=pakistani&b=ind", "/?pair=IND-PAK"),
        ("a=+uk+&b=USA&type=AID", "/?pair=GBR-USA&type=AID"),
        ("a=India&b=Pakistan&t0=2019-01-01&sel=3&q=x", "/?pair=IND-PAK&q=x"),
        ("a=&b=&q=x", "/?q=x"),
    ],
)
def test_two_names_lead_to_the_timeline_of_the_pair(visitor: TestClient, asked: str, address: str) -> None:
    response = visitor.get(f"/pair?{asked}", follow_redirects=False)
    assert (response.status_code, response.headers["Location"]) == (303, address)


@pytest.mark.parametrize(
    ("asked", "field", "says"),
    [
        ("a=India&b=", "b", "a pair needs two"),
        ("a=&b=India", "a", "a pair needs two"),
        ("a=India&b=IND", "b", "India stands in both fields"),
        ("a=Atlantis&b=India", "a", "&#39;Atlantis&#39; is no country we know"),
        ("a=Pakistn&b=India", "a", "write a name like India"),
        ("a=Paki&b=India", "a", "did you mean Pakistan?"),
        (f"a={'x' * 500}&b=India", "a", "is no country"),
    ],
)
def test_a_fault_stands_at_its_field_and_what_was_typed_stays(
    visitor: TestClient, asked: str, field: str, says: str
) -> None:
    response = visitor.get(f"/pair?{asked}")
    assert response.status_code == 422
    (message,) = re.findall(rf'id="fault-{field}">([^<]+)<', response.text)
    assert says in message
    assert re.search(rf'id="country-{"a" if field == "b" else "b"}"[^>]*value="(India)?"', response.text)


def test_the_picker_shows_the_pair_and_the_way_round(client: TestClient, factories: Factories) -> None:
    factories.event()
    for query, first, second in (("", "India", "Pakistan"), ("&dir=ba", "Pakistan", "India")):
        html = client.get(f"/?pair=IND-PAK{query}").text
        assert re.findall(r'id="country-[ab]" name="[ab]" value="([^"]*)"', html) == [first, second]
    assert 'id="pair-swap" href="/?pair=IND-PAK&amp;dir=ab"' in html
    assert 'id="pair-clear" href="/"' in html


def test_frequent_pairs_are_chips_with_their_counts(client: TestClient, factories: Factories) -> None:
    factories.event()
    factories.event()
    factories.event(dyad="CHN-USA")
    html = client.get("/?pair=CHN-USA").text
    chips = re.findall(r'class="pair-chip" id="pair-([A-Z-]+)"[^>]*?( aria-current="true")?>.*?figures">(\d+)<', html)
    assert chips == [("IND-PAK", "", "2"), ("CHN-USA", ' aria-current="true"', "1")]


def test_suggestions_are_options_with_counts(client: TestClient, factories: Factories) -> None:
    factories.event()
    html = client.get("/countries?q=paki&with=India").text
    assert re.findall(r'role="option" id="suggestion-(\w+)" data-name="([^"]+)"', html) == [("PAK", "Pakistan")]
    assert "1 event with India" in html
    assert "<html" not in html


@pytest.mark.parametrize("query", ["q=zzzz", "q=%00%ff", f"q={'x' * 5000}", "with=zzz", ""])
def test_suggestions_never_fail(visitor: TestClient, query: str) -> None:
    assert visitor.get(f"/countries?{query}").status_code == 200


def test_the_list_of_pairs_is_sorted_and_filtered(client: TestClient, factories: Factories) -> None:
    factories.event()
    factories.event(dyad="CHN-USA", date="1979")
    factories.event(dyad="CHN-USA", date="1980")

    def pairs(query: str) -> list[str]:
        return re.findall(r'href="/dyads/([A-Z]{3}-[A-Z]{3})"', client.get(f"/dyads{query}").text)

    assert pairs("") == ["CHN-USA", "IND-PAK"]
    assert pairs("?sort=last") == ["IND-PAK", "CHN-USA"]
    assert pairs("?sort=banana") == ["CHN-USA", "IND-PAK"]
    assert pairs("?country=Indian") == ["IND-PAK"]


def test_years_are_all_that_the_list_says_of_dates(client: TestClient, factories: Factories) -> None:
    factories.event(date="1947")
    html = client.get("/dyads").text
    assert "1947" in html
    assert "January 1947" not in html


def test_a_country_that_is_none_is_told_at_the_list(visitor: TestClient) -> None:
    response = visitor.get("/dyads?country=%3CAtlantis%3E")
    assert response.status_code == 422
    assert "&lt;Atlantis&gt;" in response.text
    assert "is no country" in response.text
    block = visitor.get("/dyads?country=Atlantis", headers={"HX-Request": "true"})
    assert block.text.lstrip().startswith('<section id="pairs"')


def test_an_empty_list_of_pairs_says_how_to_begin(visitor: TestClient, factories: Factories) -> None:
    assert "There are no pairs yet" in visitor.get("/dyads").text


def test_the_page_of_a_pair_counts_and_links(client: TestClient, factories: Factories) -> None:
    first = factories.event(date="1947", type="MILESTONE", title="The first of all")
    factories.event(date="2019-02-14", title="The last of all")
    factories.event(date=None)
    html = client.get("/dyads/IND-PAK").text
    assert "3 events, 1 of them undated" in html
    text = re.sub(r"<[^>]+>", "", html)
    assert "The first to begin: The first of all, 1947." in text
    assert "The last: The last of all, 14 Feb 2019." in text
    assert 'href="/?pair=IND-PAK"' in html
    assert 'href="/?pair=IND-PAK&amp;type=MILESTONE"' in html
    assert 'href="/?pair=IND-PAK&amp;from=194X&amp;to=194X"' in html
    assert f'data-event="{first.id}"' in html


def test_a_pair_without_events_has_a_page_that_says_so(visitor: TestClient) -> None:
    response = visitor.get("/dyads/BRA-NOR")
    assert response.status_code == 200
    assert "No events between Brazil and Norway yet." in response.text


@pytest.mark.parametrize("asked", ["PAK-IND", "ind-pak"])
def test_a_pair_has_one_page(visitor: TestClient, asked: str) -> None:
    response = visitor.get(f"/dyads/{asked}", follow_redirects=False)
    assert (response.status_code, response.headers["Location"]) == (303, "/dyads/IND-PAK")


@pytest.mark.parametrize("asked", ["IND-XXX", "IND-IND", "banana", "IND-PAK-RUS", "x" * 3000])
def test_what_is_no_pair_has_no_page(visitor: TestClient, asked: str) -> None:
    response = visitor.get(f"/dyads/{asked}")
    assert response.status_code == 404
    assert "<html" in response.text
