"""The first transaction: kept before it is read, and the same article only once."""

from datetime import datetime
from threading import Barrier, Thread

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col

from app.errors import UnreadableFile
from app.services.receive_article import SAMPLE_SOURCE, Received, receive_article
from app.store.article_queries import find_article_row
from app.store.articles import find_kept
from app.store.engine import SessionFactory, data_version, reading
from app.store.tables import Article, ArticleState
from tests.factories import read_article_of


def receive(
    session: Session,
    text: str,
    now: datetime,
    raw: bytes | None = None,
    *,
    publisher: str | None = "The Example Times",
    source_name: str | None = None,
    title: str | None = None,
) -> Received:
    return receive_article(
        session,
        read_article_of(text, publisher=publisher),
        text.encode() if raw is None else raw,
        name="pasted text",
        media_type="text/plain",
        source_name=source_name,
        title=title,
        batch_id=None,
        now=now,
    )


def test_an_article_is_kept_as_received(session: Session, now: datetime) -> None:
    received = receive(session, "India met Pakistan.\n\nThey talked.", now)
    with reading(session):
        kept = find_kept(session, received.article_id)
        row = find_article_row(session, received.article_id)
    assert kept is not None
    assert row is not None
    assert kept.state is ArticleState.RECEIVED
    assert kept.read.text == "India met Pakistan.\n\nThey talked."
    assert [kept.read.text[block.start : block.end] for block in kept.read.blocks] == [
        "India met Pakistan.",
        "They talked.",
    ]
    assert (row.source, row.published_on and row.published_on.isoformat()) == ("The Example Times", "2019-02-16")
    assert row.received_at == now


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        pytest.param("India met Pakistan.", b"India met Pakistan.", id="the same bytes"),
        pytest.param("India met Pakistan.", b"\xef\xbb\xbfIndia met Pakistan.", id="the same text in other bytes"),
        pytest.param("India met  Pakistan.", b"India met Pakistan.", id="the same bytes read otherwise"),
    ],
)
def test_the_same_article_is_a_known_one(session: Session, now: datetime, text: str, raw: bytes) -> None:
    first = receive(session, "India met Pakistan.", now)
    again = receive(session, text, now, raw)
    assert (again.known, again.article_id) == (True, first.article_id)
    assert not first.known


def test_a_known_article_changes_nothing(session: Session, now: datetime) -> None:
    receive(session, "India met Pakistan.", now)
    with reading(session):
        before = data_version(session)
    receive(session, "India met Pakistan.", now)
    with reading(session):
        assert data_version(session) == before


@pytest.mark.parametrize(
    ("options", "source"),
    [
        pytest.param({"source_name": "Dawn"}, "Dawn", id="a person's word wins"),
        pytest.param({}, "The Example Times", id="else the text's"),
        pytest.param({"publisher": None}, "Source not named", id="else none"),
        pytest.param({"source_name": "A" * 400}, "A" * 300, id="cut to its column"),
    ],
)
def test_source(session: Session, now: datetime, options: dict[str, str | None], source: str) -> None:
    received = receive(session, "India met Pakistan.", now, None, **options)
    with reading(session):
        row = find_article_row(session, received.article_id)
    assert row is not None
    assert (row.source, row.is_sample) == (source, False)


def test_samples_are_marked(session: Session, now: datetime) -> None:
    received = receive(session, "India met Pakistan.", now, publisher=SAMPLE_SOURCE)
    with reading(session):
        row = find_article_row(session, received.article_id)
    assert row is not None
    assert row.is_sample


def test_two_sources_of_one_name_are_one(session: Session, now: datetime) -> None:
    receive(session, "One.", now)
    receive(session, "Two.", now)
    with reading(session):
        assert session.scalars(sa.select(sa.func.count(sa.distinct(col(Article.source_id))))).one() == 1


def test_a_title_of_a_person_wins_and_a_missing_one_is_the_name(session: Session, now: datetime) -> None:
    assert receive(session, "One.", now, title="  My title ").title == "My title"
    assert receive(session, "Two.", now).title == "pasted text"


@pytest.mark.parametrize("text", ["NUL \x00 here", "half \ud800 here"], ids=["nul", "surrogate"])
def test_text_that_no_database_keeps_is_refused(session: Session, now: datetime, text: str) -> None:
    with pytest.raises(UnreadableFile, match="pasted text"):
        receive(session, text, now, b"x")
    with reading(session):
        assert session.scalars(sa.select(sa.func.count(col(Article.id)))).one() == 0


def test_two_tabs_at_once_keep_one_article(session_factory: SessionFactory, now: datetime) -> None:
    start = Barrier(2)
    answers: list[Received] = []

    def post() -> None:
        with session_factory() as session:
            start.wait()
            answers.append(receive(session, "India met Pakistan.", now))

    tabs = [Thread(target=post) for _ in range(2)]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()
    assert len({answer.article_id for answer in answers}) == 1
    assert sorted(answer.known for answer in answers) == [False, True]
