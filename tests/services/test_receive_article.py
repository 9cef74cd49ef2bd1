"""The first transaction: kept before it is read, and the same article only once."""

from dataclasses import replace
from datetime import date, datetime
from threading import Barrier, Thread
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col

from app.errors import UnreadableFile
from app.services.receive_article import SAMPLE_SOURCE, Received, receive_article
from app.store.article_queries import find_article_row
from app.store.articles import find_kept, write_head
from app.store.engine import SessionFactory, data_version, reading, writing
from app.store.revisions import ARTICLE, Change, list_history, record
from app.store.tables import Article, ArticleState, ArticleVersion
from app.store.users import user_id
from tests.factories import Factories, read_article_of


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


PAGE = "https://outlet.example/world/talks"


def receive_head(
    session: Session,
    text: str,
    now: datetime,
    *,
    title: str | None = "Talks begin",
    source: str | None = "The Outlet",
    published: str | None = "2019-02-16",
    url: str | None = None,
    byline: str | None = None,
    name: str = "pasted text",
) -> Received:
    read = replace(read_article_of(text, title=title, publisher=source, published=published), url=url, byline=byline)
    return receive_article(
        session, read, text.encode(), name=name, media_type="text/plain", source_name=None, batch_id=None, now=now
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param({}, {}, id="source, title and day"),
        pytest.param({"url": PAGE}, {}, id="and one without an address"),
        pytest.param(
            {"url": PAGE},
            {"url": PAGE, "title": "Talks fail", "source": "Another name", "published": None},
            id="address alone",
        ),
    ],
)
def test_other_words_of_the_same_article_are_a_new_version(
    session: Session, now: datetime, first: dict[str, Any], second: dict[str, Any]
) -> None:
    one = receive_head(session, "They met.", now, **first)
    two = receive_head(session, "They met twice.", now, **second)
    three = receive_head(session, "They met three times.", now, **second)
    assert [each.article_id for each in (one, two, three)] == [one.article_id] * 3
    assert [(each.known, each.version) for each in (one, two, three)] == [(False, 1), (False, 2), (False, 3)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pytest.param({}, {"title": "Talks fail"}, id="another title"),
        pytest.param({}, {"source": "The Post"}, id="another source"),
        pytest.param({}, {"published": "2019-02-17"}, id="another day"),
        pytest.param({"source": None}, {"source": None}, id="no source named"),
        pytest.param({"published": None}, {"published": None}, id="no day known"),
        pytest.param({"title": None}, {"title": None}, id="the name of a file is no title"),
        pytest.param({"url": PAGE, "title": "A"}, {"url": PAGE + "-2", "title": "B"}, id="another address and title"),
    ],
)
def test_what_may_be_another_article_is_another(
    session: Session, now: datetime, first: dict[str, Any], second: dict[str, Any]
) -> None:
    one = receive_head(session, "They met.", now, **first)
    two = receive_head(session, "They met twice.", now, **second)
    assert two.article_id != one.article_id
    assert (two.known, two.version) == (False, 1)


def test_every_version_is_known_from_then_on(session: Session, now: datetime) -> None:
    one, two = (receive_head(session, text, now) for text in ("They met.", "They met twice."))
    assert receive_head(session, "They met.", now) == replace(one, known=True, title=two.title)
    assert receive_head(session, "They met twice.", now, title="Elsewhere") == replace(two, known=True)


def test_a_new_version_keeps_the_old_one_and_waits_to_be_read(
    session: Session, factories: Factories, now: datetime
) -> None:
    made = factories.article("They met.", title="Talks begin", source="The Outlet")
    receive_head(session, "They met twice.", now)
    with reading(session):
        kept = find_kept(session, made.id)
        texts = session.scalars(sa.select(col(ArticleVersion.text)).order_by(col(ArticleVersion.number))).all()
    assert kept is not None
    assert (kept.state, kept.version, kept.read.text) == (ArticleState.RECEIVED, 2, "They met twice.")
    assert kept.version_id != made.version_id
    assert texts == ["They met.", "They met twice."]


def test_the_head_follows_the_new_version_and_the_history_says_so(session: Session, now: datetime) -> None:
    one = receive_head(session, "They met.", now, url=PAGE, byline="Jane Roe")
    receive_head(session, "They met twice.", now, url=PAGE, title="Talks fail", published="2019-02-17")
    with reading(session):
        kept = find_kept(session, one.article_id)
        history = {row.field: (row.old, row.new, row.user) for row in list_history(session, ARTICLE, one.article_id)}
    assert kept is not None
    assert kept.read.published is not None
    assert (kept.read.title, kept.read.byline, kept.read.published.day) == ("Talks fail", "Jane Roe", "2019-02-17")
    assert history == {
        "title": ("Talks begin", "Talks fail", None),
        "published_on": (date(2019, 2, 16).toordinal(), date(2019, 2, 17).toordinal(), None),
    }


def test_what_a_person_set_in_the_head_stays(session: Session, now: datetime) -> None:
    one = receive_head(session, "They met.", now, url=PAGE)
    with writing(session):
        user = user_id(session, "Ada", now)
        write_head(session, one.article_id, {"title": "My title", "published_on": 737000})
        changes = [Change(ARTICLE, one.article_id, "title", "Talks begin", "My title")]
        changes += [Change(ARTICLE, one.article_id, "published_on", 0, 737000)]
        record(session, changes, user, now)
    two = receive_head(session, "They met twice.", now, url=PAGE, title="Talks fail", byline="Jane Roe")
    with reading(session):
        kept = find_kept(session, one.article_id)
    assert kept is not None
    assert kept.read.published is not None
    assert (two.title, kept.read.title, kept.read.byline) == ("My title", "My title", "Jane Roe")
    assert kept.read.published.day == date.fromordinal(737000).isoformat()


def test_two_changed_ones_at_once_are_two_versions(session_factory: SessionFactory, now: datetime) -> None:
    with session_factory() as session:
        receive_head(session, "They met.", now)
    start = Barrier(2)
    answers: list[Received] = []

    def post(text: str) -> None:
        with session_factory() as session:
            start.wait()
            answers.append(receive_head(session, text, now))

    tabs = [Thread(target=post, args=(text,)) for text in ("They met twice.", "They met three times.")]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()
    assert len({answer.article_id for answer in answers}) == 1
    assert sorted(answer.version for answer in answers) == [2, 3]
