"""Grading on both databases: who, why, when; what an event carries of it; and taking it back."""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from app.domain.filters import parse
from app.errors import BadInput, NotFound
from app.services.browse_sources import list_all_sources, show_source_page
from app.services.grade import grade_account, grade_source, judge_event
from app.services.merge_events import merge
from app.services.show_card import show_card
from app.services.show_event import show_event
from app.services.undo import undo
from app.store.checks import check_database
from app.store.engine import data_version, reading
from app.store.timeline_queries import count_events
from tests.factories import Factories


def graded(session: Session, event_id: int) -> str | None:
    return show_card(session, event_id).event.grade


def last_action(session: Session, event_id: int) -> int:
    return show_event(session, event_id).actions[-1].id


def test_an_account_has_one_present_grade_of_each_grader(
    session: Session, factories: Factories, engine: sa.Engine, now: datetime
) -> None:
    event, later = factories.event(), now + timedelta(hours=1)
    grade_account(session, event.account_id, "4", "Only one desk.", "Ada", now)
    grade_account(session, event.account_id, "2", "", "Ben", now)
    grade_account(session, event.account_id, "3", "A second desk.", "Ada", later)
    page = show_event(session, event.id)
    grading = page.gradings[event.account_id]
    assert {(one.user, one.information, one.reason) for one in grading.grades} == {
        ("Ada", 3, "A second desk."),
        ("Ben", 2, None),
    }
    assert grading.pair is not None and grading.disagreement is not None  # noqa: PT018 - of one thing
    assert (grading.pair.text, grading.disagreement.words) == ("-2", "2 graders differ: 2, 3")
    summary = show_card(session, event.id).event
    assert (summary.grade, summary.disagreement) == ("-2", grading.disagreement)
    assert [(action.kind, action.user, action.reason) for action in page.actions] == [
        ("grade", "Ada", "Only one desk."),
        ("grade", "Ben", None),
        ("grade", "Ada", "A second desk."),
    ]
    assert page.event.version == 1, "whoever edits the event is not disturbed"
    assert check_database(engine).faults == ()


def test_a_grade_is_taken_back_by_undo_and_by_hand(
    session: Session, factories: Factories, engine: sa.Engine, now: datetime
) -> None:
    event = factories.event()
    grade_account(session, event.account_id, "4", "", "Ada", now)
    grade_account(session, event.account_id, "1", "", "Ada", now)
    undo(session, last_action(session, event.id), "Ada", now)
    assert graded(session, event.id) == "-4"
    undo(session, last_action(session, event.id), "Ada", now)
    assert graded(session, event.id) == "-1"
    grade_account(session, event.account_id, "", "", "Ada", now)
    assert graded(session, event.id) is None
    assert check_database(engine).faults == ()


def test_a_source_is_graded_from_a_day_on(
    session: Session, factories: Factories, engine: sa.Engine, now: datetime
) -> None:
    old = factories.event(article=factories.article("Old words.", published="2018-01-01"))
    new = factories.event(article=factories.article("New words.", published="2019-06-01"))
    undated = factories.event(article=factories.article("Undated words.", published=None))
    (source,) = list_all_sources(session)
    grade_source(session, source.id, "B", "2019-01-01", "Checked.", "Ada", now)
    assert [graded(session, one.id) for one in (old, new, undated)] == [None, "B-", "B-"]
    grade_source(session, source.id, "D", "", "", "Ben", now)
    assert [graded(session, one.id) for one in (old, new, undated)] == ["D-", "B-", "B-"]
    grade_source(session, source.id, "C", "2019-01-01", "", "Ben", now)
    assert graded(session, new.id) == "C-"
    page = show_source_page(session, source.id)
    assert [(one.grade, one.user) for one in page.grades] == [("C", "Ben"), ("B", "Ada"), ("D", "Ben")]
    undo(session, page.actions[-1].id, "Ada", now)
    undo(session, page.actions[1].id, "Ada", now)
    assert [graded(session, one.id) for one in (old, new, undated)] == [None, "B-", "B-"]
    late = factories.event(article=factories.article("Late words.", published="2019-07-01"))
    assert graded(session, late.id) == "B-", "what comes in later carries it too"
    assert check_database(engine).faults == ()


def test_an_event_carries_the_best_pair_of_its_accounts(
    session: Session, factories: Factories, engine: sa.Engine, now: datetime
) -> None:
    event = factories.event(article=factories.article("One.", source="One"))
    second = factories.account(event.id, article=factories.article("Two.", source="Two"))
    other = factories.event(article=factories.article("Three.", source="Three"))
    for source in list_all_sources(session):
        grade_source(session, source.id, {"One": "C", "Two": "B", "Three": "A"}[source.name], "", "", "Ada", now)
    grade_account(session, event.account_id, "1", "", "Ada", now)
    grade_account(session, second, "5", "", "Ada", now)
    assert graded(session, event.id) == "B5"
    merge(session, event.id, 1, other.id, "Ada", now, "The same.")
    assert graded(session, event.id) == "A-"
    assert check_database(engine).faults == ()


def test_the_filter_finds_pairs_letters_digits_and_none(session: Session, factories: Factories, now: datetime) -> None:
    good = factories.event(article=factories.article("One.", source="One"))
    factories.account(good.id, article=factories.article("Two.", source="Two"))
    fair = factories.event(dyad="IND-PAK", article=factories.article("Three.", source="Three"))
    factories.event()
    for source in list_all_sources(session):
        if source.name in ("One", "Three"):
            grade_source(session, source.id, "B" if source.name == "One" else "C", "", "", "Ada", now)
    grade_account(session, good.account_id, "2", "", "Ada", now)
    counts = {"grade=B2": 1, "grade=b": 1, "grade=2": 1, "grade=C": 1, "grade=C1": 0, "grade=1": 0, "grade=none": 1}
    counts |= {"grade=B&grade=C": 2, "grade=none&grade=2": 2, "grade=C&pair=IND-PAK": 1}
    with reading(session):
        for query, expected in counts.items():
            wanted = parse([tuple(part.split("=")) for part in query.split("&")]).filter  # type: ignore[misc]  # pairs
            assert count_events(session, wanted) == expected, query
    assert graded(session, fair.id) == "C-"


def test_likelihood_and_confidence_are_kept_apart(
    session: Session, factories: Factories, engine: sa.Engine, now: datetime
) -> None:
    event = factories.event()
    judge_event(session, event.id, "likely", "", "Two desks.", "Ada", now)
    judge_event(session, event.id, "unlikely", "low", "", "Ben", now)
    page = show_event(session, event.id)
    assert {(one.user, one.likelihood, one.confidence, one.reason) for one in page.judgements} == {
        ("Ada", "likely", None, "Two desks."),
        ("Ben", "unlikely", "low", None),
    }
    undo(session, last_action(session, event.id), "Ben", now)
    assert [one.user for one in show_event(session, event.id).judgements] == ["Ada"]
    judge_event(session, event.id, "", "", "", "Ada", now)
    assert show_event(session, event.id).judgements == ()
    assert check_database(engine).faults == ()


def test_what_is_refused_changes_nothing(session: Session, factories: Factories, now: datetime) -> None:
    event = factories.event()
    (source,) = list_all_sources(session)
    with reading(session):
        before = data_version(session)
    joined = "Likely, with high confidence."
    for refused in (
        lambda: grade_account(session, event.account_id, "7", "", "Ada", now),
        lambda: grade_account(session, event.account_id, "2", joined, "Ada", now),
        lambda: judge_event(session, event.id, "perhaps", "", "", "Ada", now),
        lambda: judge_event(session, event.id, "likely", "sure", "", "Ada", now),
        lambda: judge_event(session, event.id, "likely", "high", joined, "Ada", now),
        lambda: grade_source(session, source.id, "", "", "", "Ada", now),
        lambda: grade_source(session, source.id, "G", "", "", "Ada", now),
        lambda: grade_source(session, source.id, "A", "2019-02", "", "Ada", now),
        lambda: grade_source(session, source.id, "A", "soon", "", "Ada", now),
    ):
        with pytest.raises(BadInput):
            refused()
    with pytest.raises(NotFound, match="no account 99"):
        grade_account(session, 99, "2", "", "Ada", now)
    with pytest.raises(NotFound, match="no event 99"):
        judge_event(session, 99, "likely", "", "", "Ada", now)
    with pytest.raises(NotFound, match="no source 99"):
        grade_source(session, 99, "A", "", "", "Ada", now)
    with reading(session):
        assert data_version(session) == before
