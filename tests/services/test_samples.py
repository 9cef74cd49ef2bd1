"""The demonstration articles come into an empty database and go again, leaving what is not theirs."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import Session

from app.domain.annotations import Note, OnAccount, OnDyad, OnNote
from app.domain.corrections import Correction
from app.domain.dyads import Dyad
from app.errors import NotFound
from app.services.annotate import add_annotation, annotate, annotate_words
from app.services.browse_annotations import AnnotationSearch, browse_annotations
from app.services.correct_event import correct
from app.services.list_articles import list_articles
from app.services.samples import RemovedSamples, count_samples, load_samples, remove_samples
from app.services.show_article import show_article
from app.services.show_event import show_event
from app.store.batches import start_batch
from app.store.engine import SessionFactory, writing
from tests.factories import Factories, found_event

LATER = datetime(2024, 6, 7, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two sample articles and the file that explains them."""
    head = "A headline\nDyadline sample, after The Hindu of 16 February 2019\n\n"
    (tmp_path / "one.txt").write_text(head + "India accused Pakistan on Thursday of the attack.\n")
    (tmp_path / "two.txt").write_text(head + "Pakistan denied the charge on Friday and condemned India.\n")
    (tmp_path / "README.md").write_text("What these are.\n")
    return tmp_path


def test_samples_are_loaded_into_an_empty_database(
    session_factory: SessionFactory, session: Session, folder: Path, now: datetime
) -> None:
    report = load_samples(session_factory, folder, now)
    assert report is not None
    assert (report.new, report.failed) == (2, ())
    rows = list_articles(session).rows
    assert [(row.source, row.is_sample) for row in rows] == [("Dyadline sample", True)] * 2
    assert load_samples(session_factory, folder, now) is None


def test_no_samples_into_a_database_with_articles(
    session_factory: SessionFactory, factories: Factories, folder: Path, now: datetime
) -> None:
    factories.article()
    assert load_samples(session_factory, folder, now) is None


def test_removed_samples_do_not_come_back(
    session_factory: SessionFactory, session: Session, folder: Path, now: datetime
) -> None:
    load_samples(session_factory, folder, now)
    remove_samples(session, now=LATER, analyst="Ada")
    assert load_samples(session_factory, folder, now) is None
    assert list_articles(session).total == 0


def test_a_load_cut_short_is_taken_up_again(
    session_factory: SessionFactory, session: Session, folder: Path, now: datetime
) -> None:
    with writing(session):
        start_batch(session, "samples", None, now)
    report = load_samples(session_factory, folder, now)
    assert report is not None
    assert report.new == 2


def test_removal_takes_what_only_samples_tell(session: Session, factories: Factories, now: datetime) -> None:
    sample = factories.article(source="Dyadline sample")
    own, other = factories.event(article=sample, title="Told by the sample"), factories.event()
    add_annotation(session, own.id, Note("A note.", ()), "Ada", now)
    add_annotation(session, other.id, Note("Another.", ()), "Ada", now)
    assert count_samples(session) == RemovedSamples(articles=1, events=1, notes=1)
    assert remove_samples(session, now=LATER, analyst="Ada") == RemovedSamples(1, 1, 1)
    assert count_samples(session) == RemovedSamples(0, 0, 0)
    assert list_articles(session).total == 1
    assert len(show_event(session, other.id).annotations) == 1


def test_notes_on_what_samples_say_go_with_them(session: Session, factories: Factories, now: datetime) -> None:
    sample = factories.article("India accused Pakistan.", source="Dyadline sample")
    shared = factories.event()
    account = factories.account(shared.id, article=sample)
    on_account = annotate(session, OnAccount(account), Note("Beside it.", ()), "Ada", now)
    annotate(session, OnNote(on_account), Note("An answer.", ()), "Ben", now)
    annotate_words(session, sample.id, "accused", None, Note("A word.", ()), "Ada", now)
    annotate(session, OnDyad(Dyad("IND", "PAK"), None), Note("Stays.", ()), "Ada", now)
    assert remove_samples(session, now=LATER, analyst="Ada") == RemovedSamples(articles=1, events=0, notes=3)
    assert [note.body for note in browse_annotations(session, AnnotationSearch()).notes] == ["Stays."]


def test_removed_things_keep_their_address_and_say_so(session: Session, factories: Factories) -> None:
    sample = factories.article(source="Dyadline sample", title="The sample")
    event = factories.event(article=sample, title="Told by the sample")
    remove_samples(session, now=LATER, analyst="Ada")
    with pytest.raises(NotFound, match="“Told by the sample”, was removed with the samples on 7 Jun 2024"):
        show_event(session, event.id)
    with pytest.raises(NotFound, match="“The sample”, was removed with the samples on 7 Jun 2024"):
        show_article(session, sample.id)


def test_ids_are_never_used_again(session: Session, factories: Factories) -> None:
    sample = factories.article(source="Dyadline sample")
    gone = factories.event(article=sample)
    remove_samples(session, now=LATER, analyst="Ada")
    made = factories.event()
    assert made.id > gone.id
    assert made.article.id > sample.id


def test_an_event_that_another_article_tells_stays_and_takes_its_values(session: Session, factories: Factories) -> None:
    sample, other = factories.article(source="Dyadline sample"), factories.article()
    event = factories.event(article=sample, title="As the sample has it", context={"AFG": ("mentioned",)})
    found = found_event(other.text, title="As the other has it", place="Delhi", rule="date.inferred.fresh-news")
    factories.account(event.id, article=other, found=found)
    remove_samples(session, now=LATER, analyst="Ada")
    page = show_event(session, event.id)
    assert (page.event.title, page.event.place) == ("As the other has it", "Delhi")
    assert (page.event.date_edtf, page.event.date_basis, page.event.date_rule) == (
        "2019-02-14",
        "inferred",
        "date.inferred.fresh-news",
    )
    assert [account.article_id for account in page.accounts] == [other.id]
    assert [country.code for country in page.event.countries] == ["IND", "PAK"]
    assert [str(tie.dyad) for tie in page.event.dyads] == ["IND-PAK"]


def test_what_a_person_set_stays_set(session: Session, factories: Factories, now: datetime) -> None:
    sample, other = factories.article(source="Dyadline sample"), factories.article()
    event = factories.event(article=sample, title="As the sample has it")
    factories.account(event.id, article=other, found=found_event(other.text, title="As the other has it"))
    correct(session, event.id, 1, [Correction("title", "As Ada has it")], "Ada", now)
    remove_samples(session, now=LATER, analyst="Ada")
    page = show_event(session, event.id)
    assert page.event.title == "As Ada has it"
    assert [account.article_id for account in page.accounts] == [other.id]


def test_removing_twice_removes_nothing_more(session: Session, factories: Factories) -> None:
    factories.event(article=factories.article(source="Dyadline sample"))
    remove_samples(session, now=LATER, analyst="Ada")
    assert remove_samples(session, now=LATER, analyst="Ada") == RemovedSamples(0, 0, 0)
