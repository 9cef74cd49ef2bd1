"""`dyadline db check`: quiet where all is well, and every planted fault is named."""

from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.annotations import Note, OnNote
from app.domain.corrections import Correction
from app.services.annotate import annotate, annotate_words
from app.services.correct_event import correct
from app.services.grade import grade_account
from app.services.review_event import accept
from app.store.checks import MAX_NAMED, check_database
from app.store.engine import make_engine, reading, writing
from app.store.grades import write_all_grades
from app.store.revisions import EVENT, list_history
from app.store.tables import Account, Annotation, Event, EventDyad, Revision
from app.store.types import UtcDateTime
from tests.conftest import NOW, MakeDatabase
from tests.factories import Factories

LATER = NOW + timedelta(days=1)


def test_a_sound_database_has_no_faults(engine: sa.Engine, factories: Factories) -> None:
    made = factories.event(date="2019-02", context={"AFG": ("location",)})
    factories.event(date=None, review="accepted", article=factories.article("Zürich 😀: India accused Pakistan."))
    factories.annotation(made.id)
    report = check_database(engine)
    assert report.faults == ()
    assert report.counts == {
        "sources": 1,
        "articles": 2,
        "events": 2,
        "accounts": 2,
        "dyads": 3,
        "notes": 1,
        "revisions": 1,
    }


def test_a_quote_that_is_not_in_its_article(engine: sa.Engine, session: Session, factories: Factories) -> None:
    made = factories.event()
    with writing(session):
        session.execute(sa.update(Account).values(quote="Never said."))
    assert check_database(engine).faults[:1] == (
        f"the quote of account {made.account_id} is not in article {made.article.id}, letter by letter",
    )


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(sa.delete(EventDyad), id="gone"),
        pytest.param(sa.update(EventDyad).values(direction="ba"), id="turned round"),
        pytest.param(sa.update(EventDyad).values(scope="context"), id="another scope"),
        pytest.param(sa.update(EventDyad).values(earliest=col(EventDyad.earliest) - 1), id="another day"),
        pytest.param(sa.update(Event).values(review="accepted"), id="the event moved on"),
    ],
)
def test_dyad_rows_that_are_not_as_recounted(
    engine: sa.Engine, session: Session, factories: Factories, fault: sa.Delete | sa.Update
) -> None:
    made = factories.event()
    with writing(session):
        session.execute(fault)
    assert check_database(engine).faults[0] == f"the country pairs of event {made.id} are not those of its countries"


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (sa.update(Event).values(detached_count=1), "event {id} says that it has 1 detached accounts, and it has 0"),
        (
            sa.update(Account).values(joined_at=sa.literal(LATER, UtcDateTime())),
            "event {id} says that it has 0 fresh accounts, and it has 1",
        ),
    ],
    ids=["detached", "fresh"],
)
def test_counts_that_are_not_as_recounted(
    engine: sa.Engine, session: Session, factories: Factories, now: datetime, fault: sa.Update, sentence: str
) -> None:
    made = factories.event()
    accept(session, made.id, 1, "Ada", now)
    with writing(session):
        session.execute(fault)
    assert check_database(engine).faults[0] == sentence.format(id=made.id)


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        (
            sa.update(Event).values(title="Overwritten"),
            "the title of event {id} is 'Overwritten', but its last revision {last} left it at 'Two'",
        ),
        (
            sa.update(Revision).where(sa.cast(col(Revision.new), sa.Text) == '"One"').values(new="Nobody"),
            "revision {last} changes the title of event {id} from 'One', but revision {first} left it at 'Nobody'",
        ),
    ],
    ids=["present", "chain"],
)
def test_a_history_that_does_not_replay(
    engine: sa.Engine, session: Session, factories: Factories, now: datetime, fault: sa.Update, sentence: str
) -> None:
    made = factories.event()
    for version, title in enumerate(("One", "Two"), start=1):
        correct(session, made.id, version, [Correction("title", title)], "Ada", now)
    with reading(session):
        first, last = (view.id for view in list_history(session, EVENT, made.id) if view.field == "title")
    with writing(session):
        session.execute(fault)
    assert check_database(engine).faults[:1] == (sentence.format(id=made.id, first=first, last=last),)


def test_many_faults_of_a_kind_are_counted(engine: sa.Engine, session: Session, factories: Factories) -> None:
    article = factories.article()
    for number in range(MAX_NAMED + 3):
        factories.event(title=f"Event {number}", article=article)
    with writing(session):
        session.execute(sa.delete(EventDyad))
    faults = check_database(engine).faults
    assert sum("country pairs" in fault for fault in faults) == MAX_NAMED
    assert faults[MAX_NAMED] == "… and 3 more of this kind"


def test_a_broken_reference_in_sqlite(make_database: MakeDatabase) -> None:
    engine = make_engine(make_database("sqlite"))
    with engine.connect() as connection:
        connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")  # type: ignore[union-attr]  # sqlite3's
        connection.execute(sa.text("INSERT INTO event_country (event_id, country, role) VALUES (99, 'IND', 'actor')"))
        connection.commit()
        connection.invalidate()
    faults = check_database(engine).faults
    engine.dispose()
    assert len(faults) == 1
    assert "event_country" in faults[0]


def test_a_grade_that_is_not_that_of_the_accounts(engine: sa.Engine, session: Session, factories: Factories) -> None:
    made = factories.event()
    grade_account(session, made.account_id, "3", "", "Ada", NOW)
    with writing(session):
        session.execute(sa.update(Event).values(grade="A1"))
    assert check_database(engine).faults == (f"event {made.id} says that its grade is A1, and it is -3",)
    with engine.begin() as connection:
        write_all_grades(connection)
    assert check_database(engine).faults == ()


def test_noted_words_that_do_not_stand_there_and_answers_to_answers(
    engine: sa.Engine, session: Session, factories: Factories
) -> None:
    article = factories.article("Talks began on Friday.")
    first = annotate_words(session, article.id, "Friday", None, Note("Which?", ()), "Ada", NOW)
    second = annotate(session, OnNote(first), Note("The first.", ()), "Ada", NOW)
    third = annotate(session, OnNote(second), Note("Indeed.", ()), "Ben", NOW)
    with writing(session):
        session.execute(sa.update(Annotation).where(col(Annotation.id) == first).values(start=0, end=6))
        session.execute(sa.update(Annotation).where(col(Annotation.id) == third).values(parent_id=second))
    assert check_database(engine).faults == (
        f"the words of note {first} are not in article {article.id}, letter by letter",
        f"note {third} answers note {second}, which is an answer itself",
    )
