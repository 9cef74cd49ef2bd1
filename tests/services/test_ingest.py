"""Ingest of files, folders and forms: received = new + new versions + known + failed, whatever comes."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Barrier, Thread

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col

from app.errors import BadInput, Unavailable
from app.readers import ReaderLimits
from app.services import ingest as module
from app.services.ingest import Incoming, IngestReport, files_in, ingest, ingest_one
from app.services.list_articles import list_articles
from app.services.show_article import show_article
from app.store.engine import SessionFactory, data_version, reading
from app.store.tables import Event, IngestBatch

Ingest = Callable[..., IngestReport]

ATTACK = "Example Times\n\nA headline about an attack\n\nOn 14 February 2019 Pakistan condemned India.\n"


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def count_events(session: Session) -> int:
    with reading(session):
        return session.scalars(sa.select(sa.func.count(col(Event.id)))).one()


def test_a_file_goes_in_with_its_events(ingest_paths: Ingest, tmp_path: Path, session: Session) -> None:
    report = ingest_paths(write(tmp_path / "one.txt", ATTACK))
    assert (report.received, report.new, report.known, report.failed) == (1, 1, 0, ())
    article = report.ingested[0]
    assert article.events_new == count_events(session) > 0
    assert show_article(session, article.article_id).text == ATTACK


def test_ingested_again_it_adds_nothing_and_says_so(ingest_paths: Ingest, tmp_path: Path, session: Session) -> None:
    file = write(tmp_path / "one.txt", ATTACK)
    first = ingest_paths(file)
    events = count_events(session)
    again = ingest_paths(file, file)
    assert (again.new, again.known, again.events_new, again.events_joined) == (0, 2, 0, 0)
    assert {article.article_id for article in again.ingested} == {first.ingested[0].article_id}
    assert count_events(session) == events


DATED = ATTACK.replace("Example Times\n", "Example Times\n16 February 2019\n")


def test_a_changed_article_is_a_new_version(ingest_paths: Ingest, tmp_path: Path, session: Session) -> None:
    first = ingest_paths(write(tmp_path / "one.txt", DATED))
    changed = DATED.replace("condemned India", "condemned India and China")
    report = ingest_paths(
        write(tmp_path / "two.txt", changed), write(tmp_path / "three.txt", DATED), write(tmp_path / "empty.txt", b"")
    )
    assert (report.received, report.new, report.new_versions, report.known, len(report.failed)) == (3, 0, 1, 1, 1)
    article = report.ingested[0]
    assert (article.article_id, article.version, article.is_new_version) == (first.ingested[0].article_id, 2, True)
    assert article.quotes_detached == first.events_new > 0
    assert show_article(session, article.article_id).text == changed
    with reading(session):
        batches = session.scalars(sa.select(IngestBatch).order_by(col(IngestBatch.id))).all()
        assert [(batch.new_count, batch.known_count, batch.failed_count) for batch in batches] == [(1, 0, 0), (1, 1, 1)]


def test_a_bad_file_does_not_stop_the_batch(ingest_paths: Ingest, tmp_path: Path, session: Session) -> None:
    report = ingest_paths(
        write(tmp_path / "empty.txt", b""),
        write(tmp_path / "binary.txt", bytes(range(256)) * 20),
        tmp_path / "missing.txt",
        write(tmp_path / "good.txt", ATTACK),
        write(tmp_path / "large.txt", "x" * 5000),
        max_bytes=4000,
    )
    assert report.new == 1
    assert [Path(failure.name).name for failure in report.failed] == [
        "empty.txt",
        "binary.txt",
        "missing.txt",
        "large.txt",
    ]
    assert all(failure.reason for failure in report.failed)
    assert "No such file" in report.failed[2].reason
    assert "5000" in report.failed[3].reason or "4000" in report.failed[3].reason
    assert list_articles(session).total == 1


def test_folders_are_searched_for_articles(tmp_path: Path) -> None:
    wanted = [tmp_path / "a.txt", tmp_path / "b" / "c.HTML", tmp_path / "b" / "d.htm"]
    for path in [*wanted, tmp_path / "readme.md", tmp_path / "b" / "picture.png"]:
        write(path, "text")
    assert files_in([tmp_path]) == wanted


def test_a_file_named_is_taken_whatever_its_ending(ingest_paths: Ingest, tmp_path: Path) -> None:
    assert ingest_paths(write(tmp_path / "article.story", ATTACK)).new == 1


def test_a_folder_without_articles_is_a_failure_with_a_reason(ingest_paths: Ingest, tmp_path: Path) -> None:
    report = ingest_paths(tmp_path)
    assert [failure.name for failure in report.failed] == [str(tmp_path)]
    assert ".html" in report.failed[0].reason


def test_a_batch_of_which_nothing_can_be_kept_leaves_no_trace(
    ingest_paths: Ingest, tmp_path: Path, session: Session
) -> None:
    with reading(session):
        version = data_version(session)
    assert ingest_paths(write(tmp_path / "empty.txt", b"")).failed
    with reading(session):
        assert session.scalar(sa.select(sa.func.count()).select_from(IngestBatch)) == 0
        assert data_version(session) == version


def test_the_batch_is_written_down(ingest_paths: Ingest, tmp_path: Path, session: Session, now: datetime) -> None:
    good = write(tmp_path / "good.txt", ATTACK)
    ingest_paths(good, good, write(tmp_path / "empty.txt", b""))
    with reading(session):
        batch = session.scalars(sa.select(IngestBatch)).one()
        assert (batch.channel, batch.new_count, batch.known_count, batch.failed_count) == ("cli", 1, 1, 1)
        assert batch.failures[0]["name"].endswith("empty.txt")
        assert batch.finished_at == now


def test_progress_is_told_before_each_input(ingest_paths: Ingest, tmp_path: Path) -> None:
    files = [write(tmp_path / f"{number}.txt", f"{ATTACK}{number}") for number in range(3)]
    told: list[tuple[int, int, str]] = []
    ingest_paths(*files, on_progress=lambda *step: told.append(step))
    assert told == [(number, 3, str(file)) for number, file in enumerate(files)]


def test_a_publication_day_given_by_a_person_wins(ingest_paths: Ingest, tmp_path: Path, session: Session) -> None:
    report = ingest_paths(write(tmp_path / "one.txt", ATTACK), published="2019-02-15")
    published = show_article(session, report.ingested[0].article_id).article.published_on
    assert published is not None
    assert published.isoformat() == "2019-02-15"


def test_a_form_gives_title_source_and_day(session_factory: SessionFactory, session: Session, now: datetime) -> None:
    incoming = Incoming(ATTACK.encode(), "pasted text", published="2019-02-15", source="Dawn", title="Mine")
    article = ingest_one(session_factory, incoming, channel="web", analyst="Ada", now=now)
    head = show_article(session, article.article_id).article
    assert (head.title, head.source, article.known) == ("Mine", "Dawn", False)
    assert ingest_one(session_factory, incoming, channel="web", analyst="Ada", now=now).known


@pytest.mark.parametrize("raw", [b"", b"   \n", bytes(range(256)) * 20], ids=["empty", "blank", "binary"])
def test_a_form_that_holds_no_article_is_refused(
    session_factory: SessionFactory, session: Session, now: datetime, raw: bytes
) -> None:
    with pytest.raises(BadInput, match="pasted text"):
        ingest_one(session_factory, Incoming(raw, "pasted text"), channel="web", analyst="Ada", now=now)
    assert list_articles(session).total == 0


def test_mended_bytes_come_with_a_notice(session_factory: SessionFactory, session: Session, now: datetime) -> None:
    raw = ATTACK.replace("condemned", "con\x00demned").encode()
    article = ingest_one(session_factory, Incoming(raw, "nul.txt"), channel="web", analyst="Ada", now=now)
    page = show_article(session, article.article_id)
    assert "\x00" not in page.text
    assert any("NUL" in notice for notice in page.notices)
    assert article.notices == page.notices


def test_a_long_text_is_cut_with_a_notice(session_factory: SessionFactory, session: Session, now: datetime) -> None:
    article = ingest_one(
        session_factory,
        Incoming((ATTACK * 20).encode(), "long.txt"),
        channel="web",
        analyst="Ada",
        now=now,
        limits=ReaderLimits(text_chars=200),
    )
    page = show_article(session, article.article_id)
    assert len(page.text) <= 200
    assert any("200" in notice for notice in page.notices)


def test_the_same_file_from_two_places_at_once(
    session_factory: SessionFactory, session: Session, tmp_path: Path, now: datetime
) -> None:
    file = write(tmp_path / "one.txt", ATTACK)
    start = Barrier(2)
    reports: list[IngestReport] = []

    def run() -> None:
        start.wait()
        reports.append(ingest(session_factory, [file], channel="cli", analyst="Ada", clock=lambda: now))

    places = [Thread(target=run) for _ in range(2)]
    for place in places:
        place.start()
    for place in places:
        place.join()
    assert sorted(report.known for report in reports) == [0, 1]
    assert list_articles(session).total == 1
    assert sum(report.events_new for report in reports) == count_events(session) > 0


def test_a_database_that_is_gone_stops_the_batch(
    ingest_paths: Ingest, tmp_path: Path, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def gone(*_: object, **__: object) -> None:
        raise Unavailable("The database cannot answer now.")

    monkeypatch.setattr(module, "receive_article", gone)
    with pytest.raises(Unavailable):
        ingest_paths(write(tmp_path / "one.txt", ATTACK))
    with reading(session):
        assert session.scalars(sa.select(IngestBatch)).one().finished_at is None
