"""What joins and what does not, on both databases."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.corrections import Correction
from app.domain.events import FoundEvent
from app.services.correct_event import correct
from app.services.merge_events import split
from app.services.recorded import recorded
from app.services.resettle import resettle
from app.services.review_event import accept, reject
from app.services.settle import Settled, settle
from app.services.show_event import show_event
from app.services.undo import undo
from app.store.actions import list_actions
from app.store.engine import reading, writing
from app.store.tables import Account, Event
from tests.factories import RULES, Factories, MadeArticle, MadeEvent, found_event

MINUTE = timedelta(minutes=1)


def settled(session: Session, article: MadeArticle, now: datetime, *found: FoundEvent) -> Settled:
    with writing(session):
        return settle(session, article.version_id, article.text, found, RULES, now)


def fresh_count(session: Session, event_id: int) -> int:
    """How many accounts joined an event since it was decided."""
    with reading(session):
        return session.scalars(sa.select(col(Event.fresh_count)).where(col(Event.id) == event_id)).one()


SHELLING = "Pakistani troops shelled Indian posts in Poonch on Thursday, report {} says."
ATTACK = {"type": "ASSAULT", "actors": ("PAK",), "recipients": ("IND",), "title": "Pakistan shells Indian posts"}


@pytest.fixture
def told(factories: Factories) -> MadeEvent:
    """One account of shelling."""
    return factories.event(article=factories.article(SHELLING.format("one")), **ATTACK)  # type: ignore[arg-type]


def retold(factories: Factories, **changed: object) -> tuple[MadeArticle, FoundEvent]:
    """Another article, and what it tells of the same shelling; what is given is told otherwise."""
    article = factories.article(SHELLING.format("two"))
    return article, found_event(article.text, **{**ATTACK, **changed})  # type: ignore[arg-type]


def present(session: Session) -> list[list[str]]:
    """The quotes of every event that stands, by event."""
    with reading(session):
        accounts = session.execute(sa.select(col(Account.event_id), col(Account.quote)).order_by(col(Account.id))).all()
    events: dict[int, list[str]] = {}
    for event_id, quote in accounts:
        events.setdefault(event_id, []).append(quote)
    return [events[event_id] for event_id in sorted(events)]


def test_two_articles_that_tell_one_happening_join(
    session: Session, factories: Factories, told: MadeEvent, now: datetime
) -> None:
    article, found = retold(factories, title="Army fires at Poonch", context={"AFG": ("mentioned",)})
    assert settled(session, article, now, found) == Settled(0, 1, ())
    page = show_event(session, told.id)
    assert len(page.accounts) == 2
    assert [country.code for country in page.event.countries] == ["AFG", "IND", "PAK"]
    assert [str(tie.dyad) for tie in page.event.dyads] == ["AFG-IND", "AFG-PAK", "IND-PAK"]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"date": "2019-02-15"}, id="another day"),
        pytest.param({"date": None}, id="undated"),
        pytest.param({"type": "THREATEN"}, id="another type"),
        pytest.param({"status": "denied"}, id="another status"),
        pytest.param({"actors": ("IND",), "recipients": ("PAK",)}, id="the other way round"),
        pytest.param({"recipients": ("CHN",)}, id="another party"),
    ],
)
def test_what_differs_does_not_join(
    session: Session, factories: Factories, told: MadeEvent, now: datetime, change: dict[str, object]
) -> None:
    article, found = retold(factories, **change)
    assert settled(session, article, now, found) == Settled(1, 0, ())


def test_events_without_parties_never_join(session: Session, factories: Factories, now: datetime) -> None:
    for _ in range(2):
        article = factories.article()
        found = found_event(article.text, quote="India accused Pakistan", actors=(), recipients=())
        assert settled(session, article, now, found).events_new == 1


def test_events_of_one_article_never_join(session: Session, factories: Factories, now: datetime) -> None:
    article = factories.article("Pakistan shelled Poonch. Pakistan shelled Poonch, officers said.")
    one = found_event(article.text, quote="Pakistan shelled Poonch.", **ATTACK)  # type: ignore[arg-type]
    two = found_event(article.text, quote="Pakistan shelled Poonch, officers said.", **ATTACK)  # type: ignore[arg-type]
    assert settled(session, article, now, one, two) == Settled(2, 0, ())


def test_a_rejected_event_is_joined_and_does_not_come_back(
    session: Session, factories: Factories, told: MadeEvent, now: datetime
) -> None:
    reject(session, told.id, 1, "Ada", now, "an exercise")
    article, found = retold(factories)
    assert settled(session, article, now + MINUTE, found) == Settled(0, 1, ())
    assert show_event(session, told.id).event.review == "rejected"
    assert fresh_count(session, told.id) == 1


def test_an_accepted_event_is_joined_and_keeps_what_it_has(
    session: Session, factories: Factories, told: MadeEvent, now: datetime
) -> None:
    """The decision holds the first account; a third that ties a newcomer away from it takes nothing."""
    accept(session, told.id, 1, "Ada", now)
    article, found = retold(factories)
    settled(session, article, now + MINUTE, found)
    assert [len(quotes) for quotes in present(session)] == [2]
    assert fresh_count(session, told.id) == 1


@pytest.mark.parametrize("day", ["2019-02-12", "2019-02-14"])
def test_either_what_a_person_set_or_what_the_article_says_is_told_again(
    session: Session, factories: Factories, told: MadeEvent, now: datetime, day: str
) -> None:
    correct(session, told.id, 1, [Correction("date", {"edtf": "2019-02-12", "kind": "day"})], "Ada", now)
    article, found = retold(factories, date=day)
    assert settled(session, article, now, found) == Settled(0, 1, ())
    assert show_event(session, told.id).event.date_edtf == "2019-02-12"


def test_split_events_stay_two(session: Session, factories: Factories, told: MadeEvent, now: datetime) -> None:
    article, found = retold(factories)
    settled(session, article, now, found)
    account = show_event(session, told.id).accounts[1].id
    split(session, told.id, 1, [account], "Ada", now)
    third = factories.article(SHELLING.format("three"))
    settled(session, third, now, found_event(third.text, **ATTACK))  # type: ignore[arg-type]
    assert sorted(map(len, present(session))) == [1, 2]


def test_two_events_of_one_happening_become_one(
    session: Session, factories: Factories, told: MadeEvent, now: datetime
) -> None:
    """The older id lives on, the other leads to it, its note comes along, and the history says who did it."""
    article, found = retold(factories)
    younger = factories.event(article=article, **ATTACK)  # type: ignore[arg-type]
    factories.annotation(younger.id)
    third = factories.article(SHELLING.format("three"))
    assert settled(session, third, now, found_event(third.text, **ATTACK)) == Settled(0, 1, ())  # type: ignore[arg-type]
    assert [len(quotes) for quotes in present(session)] == [3]
    assert show_event(session, younger.id).event.merged_into == told.id
    assert len(show_event(session, told.id).annotations) == 1
    with reading(session):
        (action,) = list_actions(session, younger.id)
    assert (action.kind, action.user) == ("settle", None)
    del found


def test_what_does_not_belong_is_parted_unless_a_person_holds_it(
    session: Session, factories: Factories, told: MadeEvent, now: datetime
) -> None:
    stranger = factories.article("Pakistani jets bombed a bridge on Friday.")
    factories.account(told.id, article=stranger, found=found_event(stranger.text, **{**ATTACK, "date": "2019-02-15"}))  # type: ignore[arg-type]
    accept(session, told.id, 1, "Ada", now)
    article, found = retold(factories)
    settled(session, article, now, found)
    assert [len(quotes) for quotes in present(session)] == [3]
    with reading(session):
        accepted = list_actions(session, told.id)[0].id
    undo(session, accepted, "Ada", now + MINUTE)
    assert [len(quotes) for quotes in present(session)] == [2, 1]


@pytest.mark.parametrize("status", ["proposed", "accepted"])
def test_settling_again_changes_nothing(
    session: Session, factories: Factories, told: MadeEvent, now: datetime, status: str
) -> None:
    article, found = retold(factories)
    settled(session, article, now, found)
    if status == "accepted":
        accept(session, told.id, 1, "Ada", now)
    before = present(session)
    with writing(session), recorded(session, "settle", None, now) as recorder:
        recorder.watch_events([told.id])
        resettle(session, recorder, now)
    assert recorder.id is None
    assert present(session) == before


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
