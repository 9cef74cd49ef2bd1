"""What is kept of a second opinion, and how its findings are held against ours."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlmodel import Session

from app.domain.articles import ReadArticle
from app.domain.events import EventType, FoundEvent, Status
from app.second_opinion import Opinion, OpinionFailed, OpinionSettings, Reason
from app.second_opinion.model import Refusal
from app.services.kept_opinions import MAX_REFUSED, KeptFinding
from app.services.opinion_desk import Busy, OpinionDesk
from app.services.second_opinion import ask_second_opinion
from app.services.show_opinion import FORMER_VERSION, Twin, show_opinion, twin_of
from app.store.engine import SessionFactory
from tests.factories import Factories, found_event
from tests.services.test_second_opinion import Config, failing

TEXT = "India accused Pakistan and recalled its envoy on Thursday."
OURS = found_event(TEXT)
THEIRS = KeptFinding(
    quote=TEXT,
    start=0,
    end=len(TEXT),
    title="India blames Pakistan",
    date="2019-02-14",
    date_kind="day",
    status=Status.OCCURRED,
    type=EventType.ACCUSE,
    actors=("IND",),
    recipients=("PAK",),
    trigger="accused",
)


def finding(text: str) -> Opinion:
    return Opinion((found_event(text),), (Refusal(Reason.TYPE, "BANANA", "Some words."),), 1.5, "oracle-1", ("Cut.",))


def test_nothing_is_shown_while_they_are_off(session: Session, factories: Factories, now: datetime) -> None:
    assert show_opinion(session, factories.article().id, Config(llm_url=""), now) is None


def test_before_anybody_asked(session: Session, factories: Factories, now: datetime) -> None:
    page = show_opinion(session, factories.article().id, Config("https://models.example:8443/v1"), now)
    assert page is not None
    assert (page.host, page.model, page.calls_left, page.daily_calls) == ("models.example:8443", "oracle-1", 2, 2)
    assert (page.last, page.findings) == (None, ())


def test_the_last_answer_is_kept_with_all_that_it_held(
    session: Session, session_factory: SessionFactory, factories: Factories, now: datetime
) -> None:
    event = factories.event(article=factories.article(TEXT))
    article_id = event.article.id

    def answering(article: ReadArticle, settings: OpinionSettings, **_: Any) -> Opinion:
        return finding(article.text)

    ask_second_opinion(session_factory, article_id, Config(), now, ask_model=failing)
    ask_second_opinion(session_factory, article_id, Config(), now + timedelta(hours=1), ask_model=answering)
    page = show_opinion(session, article_id, Config(), now)
    assert page is not None
    assert page.last is not None
    assert (page.calls_left, page.last.at, page.last.failure) == (0, now + timedelta(hours=1), None)
    assert (page.last.seconds, page.last.notices, page.last.refused_count) == (1.5, ("Cut.",), 1)
    (refused,) = page.last.refused
    assert (refused.quote, refused.sentence, refused.detail) == ("Some words.", Reason.TYPE.sentence, "BANANA")
    (compared,) = page.findings
    assert compared.finding == replace(THEIRS, title=OURS.title)
    assert compared.twin == Twin(event.id, OURS.title, ())


def test_findings_of_a_former_version_are_left_out_and_it_says_so(
    session: Session, session_factory: SessionFactory, factories: Factories, now: datetime
) -> None:
    made = factories.article(TEXT, title="A title")

    def answering(article: ReadArticle, settings: OpinionSettings, **_: Any) -> Opinion:
        return finding(article.text)

    ask_second_opinion(session_factory, made.id, Config(), now, ask_model=answering)
    assert factories.article(f"Updated. {TEXT}", title="A title").id == made.id
    page = show_opinion(session, made.id, Config(), now)
    assert page is not None
    assert page.last is not None
    assert page.findings == ()
    assert page.last.notices == ("Cut.", FORMER_VERSION)


def test_a_failure_is_kept_as_a_sentence(
    session: Session, session_factory: SessionFactory, factories: Factories, now: datetime
) -> None:
    article = factories.article()
    ask_second_opinion(session_factory, article.id, Config(), now, ask_model=failing)
    page = show_opinion(session, article.id, Config(), now)
    assert page is not None
    assert page.last is not None
    assert (page.last.failure, page.findings) == ("The oracle is out.", ())


def test_a_flood_of_refusals_is_counted_and_kept_in_part(
    session: Session, session_factory: SessionFactory, factories: Factories, now: datetime
) -> None:
    article = factories.article()
    refused = (Refusal(Reason.SHAPE, "None", ""),) * (MAX_REFUSED + 20)

    def flooding(article: ReadArticle, settings: OpinionSettings, **_: Any) -> Opinion:
        return Opinion((), refused, 0.1, settings.model)

    ask_second_opinion(session_factory, article.id, Config(), now, ask_model=flooding)
    page = show_opinion(session, article.id, Config(), now)
    assert page is not None
    assert page.last is not None
    assert (len(page.last.refused), page.last.refused_count) == (MAX_REFUSED, MAX_REFUSED + 20)


@pytest.mark.parametrize(
    ("changed", "differs"),
    [
        pytest.param({}, (), id="the same"),
        pytest.param({"date": "2019-02"}, ("date",), id="a coarser date"),
        pytest.param({"date": None}, ("date",), id="undated"),
        pytest.param({"date": "2019-02-14/2019-02-14"}, (), id="the same day in other signs"),
        pytest.param({"recipients": ("CHN",)}, ("recipients",), id="another recipient"),
        pytest.param({"actors": ("IND", "USA"), "status": Status.PLANNED}, ("status", "actors"), id="two fields"),
        pytest.param({"type": EventType.REJECT}, ("type",), id="another type of the same word"),
        pytest.param({"trigger": "blamed"}, (), id="another word of the same type"),
    ],
)
def test_a_finding_of_the_same_words_is_a_twin(changed: dict[str, Any], differs: tuple[str, ...]) -> None:
    assert twin_of(replace(THEIRS, **changed), [(7, OURS)]) == Twin(7, OURS.title, differs)


@pytest.mark.parametrize(
    "ours",
    [
        pytest.param([], id="we found nothing"),
        pytest.param([replace(OURS, start=len(TEXT), end=len(TEXT) + 5)], id="elsewhere"),
        pytest.param([replace(OURS, type=EventType.SANCTION, trigger="recalled")], id="another act"),
    ],
)
def test_any_other_finding_is_new(ours: list[FoundEvent]) -> None:
    assert twin_of(THEIRS, [(number, event) for number, event in enumerate(ours)]) is None


def test_of_several_twins_the_nearest_is_taken() -> None:
    ours = [(1, replace(OURS, date="2018")), (2, OURS), (3, replace(OURS, actors=()))]
    assert twin_of(THEIRS, ours) == Twin(2, OURS.title, ())


class TestDesk:
    """Who may wait for a model."""

    def test_a_seat_is_free_again(self) -> None:
        desk = OpinionDesk(seats=1)
        for _ in range(3):
            with desk.seat(1):
                pass

    def test_a_seat_is_free_again_after_a_failure(self) -> None:
        desk = OpinionDesk(seats=1)
        with pytest.raises(OpinionFailed), desk.seat(1):
            raise OpinionFailed("gone")
        with desk.seat(1):
            pass

    def test_one_article_is_asked_about_once_at_a_time(self) -> None:
        desk = OpinionDesk()
        with desk.seat(1), desk.seat(2), pytest.raises(Busy, match="asked about already"), desk.seat(1):
            pass

    def test_no_more_wait_than_there_are_seats(self) -> None:
        desk = OpinionDesk(seats=2)
        with desk.seat(1), desk.seat(2), pytest.raises(Busy, match="2 second opinions"), desk.seat(3):
            pass
