"""Notes on passages when their article gets another version: at their words again, or detached and shown as such."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session

from app.domain.annotations import Note, OnNote
from app.services.annotate import annotate, annotate_words
from app.services.browse_annotations import show_thread
from app.services.show_article import show_article
from app.store.checks import check_database
from tests.factories import Factories

ONE = "First words. Talks begin on Friday. Last words."


def test_a_note_follows_its_words_and_is_detached_where_they_go(
    session: Session, factories: Factories, engine: sa.Engine, now: datetime
) -> None:
    article = factories.article(ONE, title="Talks")
    stays = annotate_words(session, article.id, "Talks begin on Friday", None, Note("Stays.", ()), "Ada", now)
    goes = annotate_words(session, article.id, "Last words", None, Note("Goes.", ()), "Ada", now)
    annotate(session, OnNote(goes), Note("With it.", ()), "Ben", now)
    second = "Before all. First words. Talks begin on Friday. The end."
    assert factories.article(second, title="Talks").id == article.id
    page = show_article(session, article.id)
    assert [(one.note.id, one.note.detached, len(one.replies)) for one in page.threads] == [
        (stays, False, 0),
        (goes, True, 1),
    ]
    kept = page.threads[0].note
    assert second[kept.start : kept.end] == kept.quote == "Talks begin on Friday"
    assert (kept.prefix, kept.suffix) == ("Before all. First words. ", ". The end.")
    assert (kept.version_number, page.threads[1].note.version_number) == (2, 1)
    history = show_thread(session, goes).history
    assert [(line.field, line.user) for line in history] == [("body", "Ada"), ("body", "Ben"), ("place", None)]
    factories.article(ONE + " More.", title="Talks")
    again = show_article(session, article.id).threads
    assert [one.note.detached for one in again] == [False, False], "words that come back find their note"
    assert check_database(engine).faults == ()
