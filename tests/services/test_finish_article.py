"""The second transaction: everything found or nothing, and each event once however often it runs."""

from dataclasses import replace
from datetime import datetime

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.articles import ReadArticle
from app.domain.events import Extraction
from app.errors import NotFound, Unavailable
from app.services.finish_article import finish_article
from app.services.resume import finish_received
from app.services.show_article import show_article
from app.store.engine import SessionFactory, reading
from app.store.tables import ArticleState, Event
from tests.factories import Factories, found_event


def finds_one(article: ReadArticle) -> Extraction:
    """Found by hand: one event whose quote is the whole text, and a remark."""
    return Extraction((found_event(article.text),), ("A remark of the rules.",))


def stops(article: ReadArticle) -> Extraction:
    raise RecursionError(article.title)


def count_events(session: Session) -> int:
    with reading(session):
        return session.scalars(sa.select(sa.func.count(col(Event.id)))).one()


def test_a_received_article_is_read(session: Session, factories: Factories, now: datetime) -> None:
    article = factories.article(read=False, notices=("A mend of the reader.",))
    finished = finish_article(session, article.id, now=now, find=finds_one)
    assert (finished.events_new, finished.events_joined, finished.failure) == (1, 0, None)
    page = show_article(session, article.id)
    assert page.article.state is ArticleState.READ
    assert page.notices == ("A mend of the reader.", "A remark of the rules.")
    assert [page.text[passage.start : passage.end] for passage in page.passages] == [article.text]


def test_done_again_it_adds_nothing(session: Session, factories: Factories, now: datetime) -> None:
    article = factories.article(read=False)
    finish_article(session, article.id, now=now, find=finds_one)
    assert finish_article(session, article.id, now=now, find=finds_one).events_new == 0
    assert count_events(session) == 1


def test_another_process_that_was_quicker_wins(
    session: Session, session_factory: SessionFactory, factories: Factories, now: datetime
) -> None:
    article = factories.article(read=False)

    def slowly(read: ReadArticle) -> Extraction:
        with session_factory() as other:
            finish_article(other, article.id, now=now, find=finds_one)
        return finds_one(read)

    assert finish_article(session, article.id, now=now, find=slowly).events_new == 0
    assert count_events(session) == 1


def test_a_text_that_stops_the_rules_is_kept_with_the_reason(
    session: Session, factories: Factories, now: datetime
) -> None:
    article = factories.article(read=False)
    finished = finish_article(session, article.id, now=now, find=stops)
    assert finished.failure is not None
    assert "RecursionError" in finished.failure
    shown = show_article(session, article.id).article
    assert (shown.state, shown.state_reason) == (ArticleState.FAILED, finished.failure)


def test_what_the_tables_refuse_leaves_nothing_half_saved(
    session: Session, factories: Factories, now: datetime
) -> None:
    article = factories.article(read=False)

    def finds_the_impossible(read: ReadArticle) -> Extraction:
        good = found_event(read.text)
        return Extraction((good, replace(good, title="Impossible", status=None)))  # type: ignore[arg-type]  # a fault of the rules

    assert finish_article(session, article.id, now=now, find=finds_the_impossible).failure is not None
    assert count_events(session) == 0
    assert show_article(session, article.id).article.state is ArticleState.FAILED


def test_a_database_that_is_gone_leaves_the_article_waiting(
    session: Session, factories: Factories, now: datetime
) -> None:
    article = factories.article(read=False)

    def is_gone(read: ReadArticle) -> Extraction:
        raise Unavailable("The database cannot answer now.")

    with pytest.raises(Unavailable):
        finish_article(session, article.id, now=now, find=is_gone)
    assert show_article(session, article.id).article.state is ArticleState.RECEIVED


def test_the_rules_see_what_the_reader_saw(session: Session, factories: Factories, now: datetime) -> None:
    article = factories.article(title="A headline", source="Dawn", published="2019-02-16", read=False)
    seen: list[ReadArticle] = []

    def look(read: ReadArticle) -> Extraction:
        seen.append(read)
        return Extraction(())

    finish_article(session, article.id, now=now, find=look)
    assert (seen[0].title, seen[0].publisher) == ("A headline", "Dawn")
    assert seen[0].published is not None
    assert seen[0].published.day == "2019-02-16"


def test_an_unknown_article(session: Session, now: datetime) -> None:
    with pytest.raises(NotFound, match="no article 99"):
        finish_article(session, 99, now=now)


def test_a_start_finishes_what_was_left(
    session_factory: SessionFactory, session: Session, factories: Factories, now: datetime
) -> None:
    texts = ("On Thursday India accused Pakistan of the attack.", "Pakistan denied it.")
    articles = [factories.article(text, read=False) for text in texts]
    assert finish_received(session_factory, now) == 2
    assert {show_article(session, article.id).article.state for article in articles} == {ArticleState.READ}
    assert finish_received(session_factory, now) == 0
