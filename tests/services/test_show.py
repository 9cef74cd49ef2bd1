"""What the pages of events and articles are made of."""

from dataclasses import replace
from datetime import date

import pytest
from sqlmodel import Session

from app.domain.articles import BlockKind
from app.domain.events import Evidence
from app.errors import BadInput, NotFound
from app.services.list_articles import list_articles
from app.services.reasons import Reason, Step
from app.services.show_article import show_article, show_raw
from app.services.show_event import FieldView, show_event
from tests.factories import Factories, found_event


def test_each_field_shows_the_words_it_was_read_from(session: Session, factories: Factories) -> None:
    text = "Zürich 😀 — India accused Pakistan on Thursday."
    article = factories.article(text)
    event = factories.event()
    start = text.index("Thursday")
    why = {"date": Evidence("Thursday", start, start + 8, "date.weekday-before", "publication on 16 February 2019")}
    factories.account(event.id, article=article, found=replace(found_event(text), why=why))
    account = show_event(session, event.id).accounts[1]
    fields = {field.name: field for field in account.fields}
    assert fields["date"] == FieldView(
        "date",
        "2019-02-14",
        "Thursday",
        start,
        start + 8,
        "date.weekday-before",
        "publication on 16 February 2019",
        article.id,
    )
    assert fields["actors"].value == ["IND"]
    assert (fields["actors"].words, fields["actors"].rule) == (None, "actors.unexplained")
    assert "place" not in fields


def test_each_field_shown_has_its_reason(session: Session, factories: Factories) -> None:
    text = "The envoy of India accused Pakistan. It denied all."
    packed = "It → PAK (party.pronoun: Pakistan), India → IND (name.none+trigger.word)"
    why = {
        "trigger": Evidence("accused", 19, 26, "trigger.word"),
        "date": Evidence(None, None, None, "banana.split", "publication on 16 February 2019"),
        "actors": Evidence("It", 37, 39, "party.pronoun", packed),
    }
    article = factories.article(text)
    reasons = show_event(session, factories.event(article=article, why=why).id).reasons
    assert reasons["trigger"].steps == (Step("trigger.word", "This word tells the act"),)
    assert reasons["date"] == Reason((Step("banana.split", "banana.split"),), "publication on 16 February 2019", ())
    it, india = reasons["actors"].parties
    assert (it.words, it.party, it.leans_on) == ("It", "PAK", "Pakistan")
    assert [step.rule for step in india.steps] == ["name.none", "trigger.word"]
    assert reasons["actors"].anchor is None
    assert reasons["status"] == Reason((), None, ())


def test_an_account_names_its_article(session: Session, factories: Factories) -> None:
    article = factories.article(title="A headline", source="Dawn", published=None)
    (account,) = show_event(session, factories.event(article=article).id).accounts
    assert (account.article_id, account.article_title, account.source) == (article.id, "A headline", "Dawn")
    assert (account.published_on, account.is_sample) == (None, False)
    assert account.quote == article.text[account.start : account.end]


def test_an_unknown_event_or_article(session: Session) -> None:
    with pytest.raises(NotFound, match="no event 3"):
        show_event(session, 3)
    with pytest.raises(NotFound, match="no article 3"):
        show_article(session, 3)
    with pytest.raises(NotFound, match="no article 3"):
        show_raw(session, 3)


def test_an_article_shows_its_passages_in_order(session: Session, factories: Factories) -> None:
    article = factories.article("India accused Pakistan. Pakistan denied it.")
    event = factories.event(article=article)
    earlier, later = (
        found_event(article.text, quote=quote, title=quote)
        for quote in ("India accused Pakistan.", "Pakistan denied it.")
    )
    factories.account(event.id, article=article, found=later)
    factories.account(event.id, article=article, found=earlier)
    page = show_article(session, article.id)
    assert [page.text[passage.start : passage.end] for passage in page.passages] == [
        "India accused Pakistan. Pakistan denied it.",
        "India accused Pakistan.",
        "Pakistan denied it.",
    ]
    assert {passage.event_id for passage in page.passages} == {event.id}
    assert [block.kind for block in page.blocks] == [BlockKind.BODY]
    assert [(version.number, version.size) for version in page.versions] == [(1, len(article.text))]


def test_the_bytes_come_back_as_they_came(session: Session, factories: Factories) -> None:
    article = factories.article("Zürich.")
    raw = show_raw(session, article.id)
    assert (raw.content, raw.media_type) == ("Zürich.".encode(), "text/plain")


def test_articles_are_listed_page_by_page(session: Session, factories: Factories) -> None:
    made = [factories.article().id for _ in range(5)]
    first = list_articles(session, limit=2)
    second = list_articles(session, limit=2, after=first.next)
    third = list_articles(session, limit=2, after=second.next)
    assert [row.id for page in (first, second, third) for row in page.rows] == made[::-1]
    assert (first.total, third.next) == (5, None)


def test_an_article_counts_each_event_once(session: Session, factories: Factories) -> None:
    article = factories.article("India accused Pakistan. India accused Pakistan again.")
    event = factories.event(article=article)
    factories.account(event.id, article=article, found=found_event(article.text, quote="India accused Pakistan."))
    factories.event(article=article, title="Another")
    assert list_articles(session).rows[0].event_count == 2


@pytest.mark.parametrize(
    ("search", "found"),
    [
        pytest.param({"q": "talks"}, ["Talks in Zürich"], id="title, any case"),
        pytest.param({"q": "ZÜRICH"}, ["Talks in Zürich"], id="beyond ASCII"),
        pytest.param({"q": "dawn"}, ["100% sure"], id="source"),
        pytest.param({"q": "100%"}, ["100% sure"], id="a percent sign is itself"),
        pytest.param({"q": "_"}, [], id="an underscore too"),
        pytest.param({"q": "nul\x00"}, [], id="NUL"),
        pytest.param({"source": "Dawn"}, ["100% sure"], id="one source"),
        pytest.param({"source": "dawn"}, [], id="a source by its exact name"),
        pytest.param({"state": "read"}, ["100% sure", "Talks in Zürich"], id="state"),
        pytest.param({"state": "failed"}, [], id="no such state here"),
        pytest.param({"q": "'; DROP TABLE article; --"}, [], id="SQL is text"),
        pytest.param({"limit": 0}, ["100% sure"], id="a page has a row at least"),
        pytest.param({"after": 2**70}, ["100% sure", "Talks in Zürich"], id="far beyond"),
    ],
)
def test_search(session: Session, factories: Factories, search: dict[str, str], found: list[str]) -> None:
    factories.article(title="Talks in Zürich", source="NZZ")
    factories.article(title="100% sure", source="Dawn")
    page = list_articles(session, **search)  # type: ignore[arg-type]  # options of list_articles
    assert [row.title for row in page.rows] == found


def test_an_unknown_state_names_the_known_ones(session: Session) -> None:
    with pytest.raises(BadInput, match="received, read, failed"):
        list_articles(session, state="lost")


def test_the_list_offers_the_sources_that_have_articles(session: Session, factories: Factories) -> None:
    factories.article(source="NZZ", published="2019-02-16")
    factories.article(source="Dawn")
    page = list_articles(session, source="NZZ")
    assert page.sources == ("Dawn", "NZZ")
    assert page.rows[0].published_on == date(2019, 2, 16)
