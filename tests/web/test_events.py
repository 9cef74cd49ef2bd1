"""The page of an event: what is known, from which words, and where else to look."""

import pytest
from starlette.testclient import TestClient

from tests.factories import Factories


def test_the_page_says_what_happened_and_who_says_so(client: TestClient, factories: Factories) -> None:
    article = factories.article("India accused Pakistan on Thursday.", title="Accusation", source="The Example Times")
    event = factories.event(article=article, context={"CHN": ("mentioned",)}, place="New Delhi")
    page = client.get(f"/events/{event.id}")
    assert page.status_code == 200
    assert "<h1><bdi>India accuses Pakistan</bdi></h1>" in page.text
    assert '<time datetime="2019-02-14" title="EDTF 2019-02-14">14 Feb 2019</time>' in page.text
    assert "Accusation, verbal conflict" in page.text
    assert "New Delhi" in page.text
    assert 'dir="auto">India accused Pakistan on Thursday.</blockquote>' in page.text
    assert f'href="/articles/{article.id}#e{event.id}"' in page.text
    assert "16 February 2019" in page.text


def test_direct_and_context_pairs_are_told_apart(client: TestClient, factories: Factories) -> None:
    event = factories.event(context={"CHN": ("host",)})
    page = client.get(f"/events/{event.id}").text
    direct, context = page.split("Direct: both take part")[1].split("Context: one takes part")
    assert 'href="/?pair=IND-PAK"' in direct
    assert 'href="/?pair=CHN-IND"' in context
    assert "home of an armed group that takes part" in page


def test_an_undated_event_says_so(visitor: TestClient, visitor_factories: Factories) -> None:
    event = visitor_factories.event(date=None)
    page = visitor.get(f"/events/{event.id}").text
    assert "Undated" in page
    assert "stands on the shelf of undated ones" in page


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("date.full", "Read from the text."),
        ("date.inferred.fresh-news", "fresh news is taken to have happened on the day it was published"),
        ("date.inferred.reaction", "a reaction lies between what it answers and its report"),
    ],
)
def test_the_basis_of_a_date_is_told(
    visitor: TestClient, visitor_factories: Factories, rule: str, sentence: str
) -> None:
    event = visitor_factories.event(rule=rule)
    assert sentence in visitor.get(f"/events/{event.id}").text


def test_every_account_is_shown(visitor: TestClient, visitor_factories: Factories) -> None:
    event = visitor_factories.event()
    other = visitor_factories.article("India again accused Pakistan.", source="Another Paper")
    visitor_factories.account(event.id, article=other)
    page = visitor.get(f"/events/{event.id}").text
    assert "2 accounts" in page
    assert "India again accused Pakistan." in page
    assert "Another Paper" in page


@pytest.mark.parametrize("number", ["999", "0", "-1", "abc", "1.0", "٣", str(2**31), str(2**63), str(2**70), "NaN", ""])
def test_an_unknown_event_is_not_found(visitor: TestClient, number: str) -> None:
    answer = visitor.get(f"/events/{number}")
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert 'href="/"' in answer.text


def test_an_event_cannot_be_posted_to(visitor: TestClient, visitor_factories: Factories) -> None:
    event = visitor_factories.event()
    answer = visitor.post(f"/events/{event.id}")
    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET"
    assert "cannot be asked in this way (POST)" in answer.text


def test_a_swap_gets_the_notes_and_the_history_alone(visitor: TestClient, visitor_factories: Factories) -> None:
    event = visitor_factories.event()
    swap = visitor.get(f"/events/{event.id}", headers={"HX-Request": "true"})
    assert swap.text.lstrip().startswith('<div id="notes">')
    assert swap.headers["vary"].startswith("HX-Request")
    assert visitor.get(f"/events/{event.id}").headers["vary"].startswith("HX-Request")


def test_what_was_just_done_is_one_of_our_sentences(visitor: TestClient, visitor_factories: Factories) -> None:
    event = visitor_factories.event()
    assert "The note is deleted" in visitor.get(f"/events/{event.id}?done=deleted").text
    assert "buy now" not in visitor.get(f"/events/{event.id}?done=buy+now").text
