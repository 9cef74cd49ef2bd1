"""A new version of an article: what still stands in it moves with it, what went is detached, nothing is told twice."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.articles import ReadArticle
from app.domain.events import Evidence, Extraction, FoundEvent
from app.services.finish_article import Finished, finish_article
from app.services.receive_article import receive_article
from app.services.review_event import accept
from app.services.show_event import show_event
from app.store.article_accounts import ArticleAccount, accounts_of_article
from app.store.checks import check_database
from app.store.engine import reading
from app.store.events import as_kept
from app.store.revisions import ACCOUNT, list_history
from app.store.tables import Event, Standing
from tests.factories import Factories, found_event, read_article_of

ACCUSED = "On Friday India accused Pakistan of sheltering the group."
DENIED = "Pakistan denied it."
TOLL = "The blast killed 40 policemen in Pulwama on Thursday."
OLD = f"{TOLL}\n{ACCUSED}\n{DENIED}\n"
UPDATED = f"Updated at noon.\n{TOLL.replace('40', '44')}\n{ACCUSED}\nNobody has claimed it.\n"

SENTENCES = {
    ACCUSED: {"title": "India accuses Pakistan", "date": "2019-02-15"},
    DENIED: {"title": "Pakistan denies it", "type": "REJECT", "actors": ("PAK",), "recipients": ("IND",)},
    TOLL: {"title": "A blast kills 40", "type": "ASSAULT", "actors": ("militants",), "recipients": ("IND",)},
    TOLL.replace("40", "44"): {
        "title": "A blast kills 44", "type": "ASSAULT", "actors": ("militants",), "recipients": ("IND",),
    },
}  # fmt: skip

TakeIn = Callable[..., Finished]


def finds(article: ReadArticle) -> Extraction:
    """Each of the sentences above that the article has, with the words of its date."""
    found = []
    for sentence, values in SENTENCES.items():
        at = article.text.find(sentence)
        if at >= 0:
            words = next(word for word in ("Friday", "Thursday", "it") if word in sentence)
            start = at + sentence.index(words)
            why = {"date": Evidence(words, start, start + len(words), "date.weekday")}
            found.append(found_event(article.text, quote=sentence, why=why, **values))  # type: ignore[arg-type]  # its options
    return Extraction(tuple(found))


def finds_nothing(article: ReadArticle) -> Extraction:
    return Extraction(())


@pytest.fixture
def take_in(session: Session, now: datetime) -> TakeIn:
    """Receives a text as a version of one and the same article, and reads it."""

    def take(text: str, find: Callable[[ReadArticle], Extraction] = finds) -> Finished:
        read = replace(read_article_of(text), url="https://outlet.example/a")
        received = receive_article(
            session, read, text.encode(), name="a.txt", media_type="", source_name=None, batch_id=None, now=now
        )
        return finish_article(session, received.article_id, now=now, find=find)

    return take


def accounts(session: Session, article_id: int) -> dict[str, ArticleAccount]:
    """By their quotes; each quote once."""
    with reading(session):
        found = accounts_of_article(session, article_id)
    assert len({account.found.quote for account in found}) == len(found)
    return {account.found.quote: account for account in found}


def standings(kept: dict[str, ArticleAccount]) -> dict[str, Standing]:
    return {quote: account.standing for quote, account in kept.items()}


def event_count(session: Session) -> int:
    with reading(session):
        return session.scalars(sa.select(sa.func.count(col(Event.id)))).one()


def test_quotes_that_stand_move_and_the_others_are_detached(session: Session, take_in: TakeIn) -> None:
    first = take_in(OLD)
    before = accounts(session, first.article_id)
    second = take_in(UPDATED)
    after = accounts(session, first.article_id)
    assert (second.quotes_detached, second.failure) == (2, None)
    assert standings(after) == {
        ACCUSED: Standing.FOUND,
        TOLL.replace("40", "44"): Standing.FOUND,
        TOLL: Standing.DETACHED,
        DENIED: Standing.DETACHED,
    }
    moved = after[ACCUSED]
    assert (moved.id, moved.event_id) == (before[ACCUSED].id, before[ACCUSED].event_id)
    assert moved.text == UPDATED
    assert UPDATED[moved.found.start : moved.found.end] == ACCUSED
    evidence = moved.found.why["date"]
    assert UPDATED[evidence.start : evidence.end] == "Friday"
    assert (after[TOLL].text, after[TOLL].event_id) == (OLD, before[TOLL].event_id)


def test_nothing_is_told_twice(session: Session, take_in: TakeIn) -> None:
    first = take_in(OLD)
    before = event_count(session)
    assert take_in(f"Updated.\n{OLD}").events_new == 0
    assert event_count(session) == before
    assert len(accounts(session, first.article_id)) == 3


def test_an_event_says_how_many_of_its_accounts_are_detached(
    session: Session, take_in: TakeIn, factories: Factories
) -> None:
    kept = accounts(session, take_in(OLD).article_id)
    take_in(UPDATED)
    with reading(session):
        detached = dict(session.execute(sa.select(col(Event.id), col(Event.detached_count))).all())
    assert detached[kept[DENIED].event_id] == 1
    assert detached[kept[ACCUSED].event_id] == 0


def test_the_history_tells_the_detaching(session: Session, take_in: TakeIn) -> None:
    kept = accounts(session, take_in(OLD).article_id)
    take_in(UPDATED)
    with reading(session):
        (revision,) = list_history(session, ACCOUNT, kept[DENIED].id)
    assert (revision.field, revision.old, revision.new, revision.user) == ("standing", "found", "detached", None)


def test_a_sentence_that_comes_back_is_attached_again(session: Session, take_in: TakeIn) -> None:
    first = take_in(OLD)
    before = accounts(session, first.article_id)
    take_in(UPDATED)
    take_in(f"Corrected.\n{OLD}")
    after = accounts(session, first.article_id)
    assert {quote: after[quote].id for quote in before} == {quote: account.id for quote, account in before.items()}
    assert after[DENIED].standing is after[TOLL].standing is Standing.FOUND
    assert after[TOLL.replace("40", "44")].standing is Standing.DETACHED


def test_the_same_words_of_another_matter_are_no_home(session: Session, take_in: TakeIn) -> None:
    first = take_in(OLD)
    before = accounts(session, first.article_id)[DENIED]
    take_in("China blamed Islamabad for the shortage.\nPakistan denied it.\nThe talks go on.\n")
    with reading(session):
        both = {account.id: account for account in accounts_of_article(session, first.article_id)}
    assert both.pop(before.id).standing is Standing.DETACHED
    assert [account.found.quote for account in both.values() if account.standing is Standing.FOUND] == [DENIED]


def test_what_stands_but_is_not_found_any_more_goes_unless_a_person_decided(
    session: Session, take_in: TakeIn, now: datetime
) -> None:
    first = take_in(OLD)
    before = accounts(session, first.article_id)
    accept(session, before[ACCUSED].event_id, 1, "Ada", now)
    take_in(f"Updated.\n{OLD}", finds_nothing)
    after = accounts(session, first.article_id)
    assert standings(after) == {ACCUSED: Standing.WITHDRAWN}
    withdrawn = after[ACCUSED].found
    assert f"Updated.\n{OLD}"[withdrawn.start : withdrawn.end] == ACCUSED
    assert event_count(session) == 1


def test_a_field_whose_words_went_has_none(
    session: Session, factories: Factories, take_in: TakeIn, now: datetime
) -> None:
    headline = "Talks on Monday"

    def finds_with_headline(article: ReadArticle) -> Extraction:
        start = article.text.index("Monday")
        why = {"date": Evidence("Monday", start, start + 6, "date.weekday")}
        return Extraction((found_event(article.text, quote=ACCUSED, why=why),))

    first = take_in(f"{headline}\n{OLD}", finds_with_headline)
    account = accounts(session, first.article_id)[ACCUSED]
    accept(session, account.event_id, 1, "Ada", now)
    take_in(f"Talks\n{OLD}", finds_nothing)
    date = accounts(session, first.article_id)[ACCUSED].found.why["date"]
    assert (date.start, date.end, date.rule) == (None, None, "date.weekday")
    page = show_event(session, account.event_id)
    assert [field.words for field in page.accounts[0].fields if field.name == "date"] == [None]


def test_a_version_that_came_while_another_was_read_wins(session: Session, take_in: TakeIn) -> None:
    first = take_in(OLD)

    def slowly(article: ReadArticle) -> Extraction:
        take_in(UPDATED)
        return finds(article)

    take_in(f"Late news.\n{OLD}", slowly)
    assert standings(accounts(session, first.article_id))[DENIED] is Standing.DETACHED


def test_many_versions_leave_a_sound_database(session: Session, take_in: TakeIn, engine: sa.Engine) -> None:
    texts: Sequence[str] = [OLD, UPDATED, f"{DENIED}\n{OLD}", f"{OLD}{DENIED}\n{TOLL}", DENIED, f"{UPDATED}{OLD}"]
    ids = {take_in(text).article_id for text in texts}
    assert len(ids) == 1
    assert check_database(engine).faults == ()


def test_found_events_are_what_is_kept(session: Session, take_in: TakeIn) -> None:
    """The comparison that keeps a second reading from changing anything rests on this."""
    first = take_in(OLD)
    read = read_article_of(OLD)
    found: list[FoundEvent] = sorted(map(as_kept, finds(read).events), key=lambda one: one.start)
    assert (
        sorted((one.found for one in accounts(session, first.article_id).values()), key=lambda one: one.start) == found
    )
