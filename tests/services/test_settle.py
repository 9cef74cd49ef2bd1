"""What joins and what does not, on both databases."""

from dataclasses import replace
from datetime import datetime

import pytest
from sqlmodel import Session

from app.domain.events import FoundEvent
from app.services.settle import Settled, settle
from app.services.show_event import show_event
from app.store.engine import writing
from tests.factories import RULES, Factories, MadeArticle, found_event


def settled(session: Session, article: MadeArticle, now: datetime, *found: FoundEvent) -> Settled:
    with writing(session):
        return settle(session, article.version_id, article.text, found, RULES, now)


def test_equal_events_of_two_articles_join(session: Session, factories: Factories, now: datetime) -> None:
    first = factories.event(title="India accuses Pakistan")
    other = factories.article()
    found = found_event(other.text, title="New Delhi blames Islamabad", context={"AFG": ("mentioned",)})
    assert settled(session, other, now, found) == Settled(0, 1, ())
    page = show_event(session, first.id)
    assert page.event.title == "India accuses Pakistan"
    assert [account.title for account in page.accounts] == ["India accuses Pakistan", "New Delhi blames Islamabad"]
    assert [country.code for country in page.event.countries] == ["AFG", "IND", "PAK"]
    assert [str(tie.dyad) for tie in page.event.dyads] == ["AFG-IND", "AFG-PAK", "IND-PAK"]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"date": "2019-02-15"}, id="another day"),
        pytest.param({"date": "2019-02"}, id="only the month"),
        pytest.param({"date": "2019-02-14~"}, id="about that day"),
        pytest.param({"date": "2019-02-14/2019-02-14"}, id="an interval of that day"),
        pytest.param({"date": None}, id="undated"),
        pytest.param({"type": "THREATEN"}, id="another type"),
        pytest.param({"status": "denied"}, id="another status"),
        pytest.param({"actors": ("PAK",), "recipients": ("IND",)}, id="the other way round"),
        pytest.param({"recipients": ("PAK", "CHN")}, id="one party more"),
        pytest.param({"recipients": ()}, id="one party less"),
    ],
)
def test_what_differs_does_not_join(
    session: Session, factories: Factories, now: datetime, change: dict[str, object]
) -> None:
    factories.event()
    other = factories.article()
    found = found_event(other.text, **change)  # type: ignore[arg-type]  # one option of found_event
    assert settled(session, other, now, found) == Settled(1, 0, ())


def test_undated_events_never_join(session: Session, factories: Factories, now: datetime) -> None:
    factories.event(date=None)
    other = factories.article()
    assert settled(session, other, now, found_event(other.text, date=None)).events_new == 1


def test_events_without_parties_never_join(session: Session, factories: Factories, now: datetime) -> None:
    factories.event(actors=(), recipients=())
    other = factories.article()
    assert settled(session, other, now, found_event(other.text, actors=(), recipients=())).events_new == 1


def test_the_order_of_parties_does_not_matter(session: Session, factories: Factories, now: datetime) -> None:
    factories.event(type="CONSULT", actors=("IND", "PAK"), recipients=())
    other = factories.article()
    found = found_event(other.text, type="CONSULT", actors=("PAK", "IND"), recipients=())
    assert settled(session, other, now, found).events_joined == 1


def test_events_of_one_article_never_join(session: Session, factories: Factories, now: datetime) -> None:
    article = factories.article("India accused Pakistan. India accused Pakistan again.")
    one = found_event(article.text, quote="India accused Pakistan.")
    two = found_event(article.text, quote="India accused Pakistan again.")
    assert settled(session, article, now, one, two) == Settled(2, 0, ())


def test_a_rejected_event_is_not_joined(session: Session, factories: Factories, now: datetime) -> None:
    factories.event(review="rejected")
    other = factories.article()
    assert settled(session, other, now, found_event(other.text)).events_new == 1


def test_an_accepted_event_is_joined_where_all_is_equal(session: Session, factories: Factories, now: datetime) -> None:
    accepted = factories.event(review="accepted", title="As a person has it")
    other = factories.article()
    assert settled(session, other, now, found_event(other.text)).events_joined == 1
    assert show_event(session, accepted.id).event.title == "As a person has it"


def test_of_two_equal_events_the_older_is_joined(session: Session, factories: Factories, now: datetime) -> None:
    older, _ = factories.event(), factories.event()
    other = factories.article()
    settled(session, other, now, found_event(other.text))
    assert len(show_event(session, older.id).accounts) == 2


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        pytest.param({"quote": "India accused Pakistan!"}, "letter by letter", id="another quote"),
        pytest.param({"quote": "", "end": 0}, "letter by letter", id="no quote"),
        pytest.param({"start": 1, "end": 24}, "letter by letter", id="shifted"),
        pytest.param({"date": "2019-02-30"}, "2019-02-30", id="no such day"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_a_notice(
    session: Session, factories: Factories, now: datetime, fault: dict[str, object], said: str
) -> None:
    article = factories.article("India accused Pakistan.")
    good = found_event(article.text, title="The good one")
    bad = replace(good, title="The bad one", **fault)  # type: ignore[arg-type]  # fields of FoundEvent
    answer = settled(session, article, now, bad, good)
    assert (answer.events_new, len(answer.notices)) == (1, 1)
    assert "The bad one" in answer.notices[0]
    assert said in answer.notices[0]


def test_the_same_found_twice_is_kept_once(session: Session, factories: Factories, now: datetime) -> None:
    article = factories.article()
    found = found_event(article.text)
    answer = settled(session, article, now, found, found)
    assert answer.events_new == 1
    assert "twice" in answer.notices[0]


def test_a_title_beyond_the_limit_is_clipped(session: Session, factories: Factories, now: datetime) -> None:
    article = factories.article()
    assert settled(session, article, now, found_event(article.text, title="x" * 5000)).events_new == 1
