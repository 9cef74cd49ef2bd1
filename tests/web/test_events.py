"""The page of an event: what is known, from which words, and where else to look."""

import re
from datetime import datetime, timedelta

import pytest
from sqlmodel import Session
from starlette.testclient import TestClient

from app.domain.events import Evidence
from app.extraction.rulebook import says
from app.services.review_event import accept
from tests.factories import Factories


def row(page: str, field: str) -> str:
    """The words of one row of the fields, as they are read."""
    (found,) = re.findall(rf'<div class="event-fields__row[^>]*>\s*<dt[^>]*>{field}</dt>.*?</div>', page, re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", found).split())


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


def test_a_date_that_was_read_says_so(visitor: TestClient, visitor_factories: Factories) -> None:
    event = visitor_factories.event(rule="date.full")
    assert "Read from the text." in visitor.get(f"/events/{event.id}").text


@pytest.mark.parametrize("page", ["/events/{}", "/?sel={}"])
def test_an_inferred_date_is_told_by_its_rule(visitor: TestClient, visitor_factories: Factories, page: str) -> None:
    rule = "date.inferred.fresh-news"
    event = visitor_factories.event(rule=rule)
    supposed = says(rule)
    assert f"Inferred: {supposed[0].lower()}{supposed[1:]}." in visitor.get(page.format(event.id)).text


def test_each_value_has_its_words_their_ground_and_the_rule_in_a_sentence(
    client: TestClient, factories: Factories
) -> None:
    text = "It accused Pakistan last month."
    start = text.index("last")
    why = {
        "date": Evidence("last month", start, start + 10, "context.host+banana.split", "publication on 16 March 2019"),
        "actors": Evidence("It", 0, 2, "party.pronoun", "It → IND (party.pronoun: New Delhi)"),
        "confidence": Evidence(None, None, None, "confidence.doubts", "its date is inferred"),
    }
    event = factories.event(article=factories.article(text), date="2019-02", why=why)
    date, who, confidence = (
        row(client.get(f"/events/{event.id}").text, name) for name in ("Date", "Who", "Confidence")
    )
    assert "last month , counted from publication on 16 March 2019 → gives February 2019" in date
    assert "The armed group that takes part has its home in this country. context.host banana.split" in date
    assert "It , pointing back to New Delhi → gives India" in who
    assert "Because its date is inferred" in confidence
    assert "Each thing that the text leaves open takes a share off." in confidence


def test_a_value_without_a_reason_stands_alone(visitor: TestClient, visitor_factories: Factories) -> None:
    event = visitor_factories.event()
    assert (
        row(visitor.get(f"/events/{event.id}").text, "Type") == "Type accusation (verbal conflict) no words carry this"
    )


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


def test_fields_without_words_are_marked_and_counted(visitor: TestClient, visitor_factories: Factories) -> None:
    text = "On Thursday India accused Pakistan."
    why = {"date": Evidence("On Thursday", 0, 11, "date.full"), "actors": Evidence("India", 12, 17, "party.subject")}
    event = visitor_factories.event(article=visitor_factories.article(text), why=why)
    page = visitor.get(f"/events/{event.id}").text
    assert "2 fields without words" in page
    assert "no words carry this" in row(page, "To whom")
    assert "no words carry this" not in row(page, "Who")


def test_a_field_leads_to_its_words_in_the_source(visitor: TestClient, visitor_factories: Factories) -> None:
    text = "India <accused> Pakistan on Thursday, an envoy said.\nRain fell."
    why = {"date": Evidence("on Thursday", 25, 36, "date.full")}
    event = visitor_factories.event(article=visitor_factories.article(text), why=why)
    page = visitor.get(f"/events/{event.id}", params={"field": "date"}).text
    assert f'href="/events/{event.id}?account={event.account_id}&amp;field=date#w-date"' in page
    assert re.search(r'id="w-date"></span><mark class="[^"]*source-mark--chosen"[^>]*>on Thursday</mark>', page)
    assert 'data-start="0"' in page
    assert f'data-start="{text.index("Rain")}"' in page


def test_another_account_is_shown_beside_the_fields(visitor: TestClient, visitor_factories: Factories) -> None:
    event = visitor_factories.event()
    other = visitor_factories.article("Delhi again blamed its neighbour.", title="Blame", source="Another Paper")
    account = visitor_factories.account(event.id, article=other)
    for asked, title in ((account, "Blame"), (event.account_id, "Article 1"), (999, "Article 1")):
        page = visitor.get(f"/events/{event.id}", params={"account": str(asked)}).text
        head = page.split('<p class="event-source__head">')[1].split("</p>")[0]
        assert title in head


def test_an_account_that_came_after_the_decision_says_so(
    client: TestClient, factories: Factories, session: Session, now: datetime
) -> None:
    event = factories.event()
    accept(session, event.id, 1, "Ada", now - timedelta(days=1))
    assert client.get(f"/events/{event.id}").text.count("new since accepted") == 1
    accept(session, event.id, 2, "Ada", now)
    assert "new since" not in client.get(f"/events/{event.id}").text


def test_a_rejected_event_keeps_its_page(visitor: TestClient, visitor_factories: Factories) -> None:
    event = visitor_factories.event(review="rejected")
    assert "rejected" in visitor.get(f"/events/{event.id}").text


@pytest.mark.parametrize("query", ["account=0", "account=x", "was=-1", "at=x"])
def test_an_unusable_value_in_the_address_is_told(
    visitor: TestClient, visitor_factories: Factories, query: str
) -> None:
    event = visitor_factories.event()
    answer = visitor.get(f"/events/{event.id}?{query}")
    assert answer.status_code == 422
    assert "value that cannot be used" in answer.text
