"""The promises of an engine and its sessions."""

from collections.abc import Iterator
from pathlib import Path
from threading import Barrier, Event, Thread

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col

from app.errors import TooSlow, Unavailable
from app.store.article_queries import find_article_row
from app.store.engine import (
    SessionFactory,
    data_version,
    database_kind,
    make_engine,
    make_session_factory,
    reading,
    writing,
)
from app.store.tables import DataVersion, Source
from tests.conftest import MakeDatabase
from tests.factories import Factories

ENDLESS = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n",
    "postgresql": "SELECT pg_sleep(600)",
}


@pytest.fixture
def hasty(database_url: str) -> Iterator[sa.Engine]:
    """An engine that gives a statement a twentieth of a second."""
    engine = make_engine(database_url, statement_seconds=0.05)
    yield engine
    engine.dispose()


def test_sqlite_keeps_the_house_rules(make_database: MakeDatabase) -> None:
    engine = make_engine(make_database("sqlite"))
    with engine.connect() as connection:
        kept = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    engine.dispose()
    assert kept == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 10_000}


def test_an_endless_statement_is_stopped(hasty: sa.Engine) -> None:
    with hasty.connect() as connection, pytest.raises(TooSlow, match="took too long"):
        connection.execute(sa.text(ENDLESS[database_kind(hasty)]))


def test_the_connection_goes_on_after_that(hasty: sa.Engine) -> None:
    with hasty.connect() as connection:
        with pytest.raises(TooSlow):
            connection.execute(sa.text(ENDLESS[database_kind(hasty)]))
        connection.rollback()
        assert connection.execute(sa.text("SELECT 1")).scalar() == 1


def test_a_database_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    for url in (f"sqlite:///{tmp_path / 'no folder' / 'x.db'}", "postgresql+psycopg://u:secret-word@127.0.0.1:1/x"):
        with pytest.raises(Unavailable, match="cannot answer now") as caught, make_engine(url).connect():
            pass
        assert "secret-word" not in str(caught.value)


def test_every_writing_transaction_raises_the_data_version(session: Session) -> None:
    with reading(session):
        before = data_version(session)
    for _ in range(2):
        with writing(session):
            pass
    with reading(session):
        assert data_version(session) == before + 2


def test_a_failed_transaction_changes_nothing(session: Session) -> None:
    def write_half() -> None:
        with writing(session):
            session.add(Source(name="Half", is_sample=False))
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_half()
    with reading(session):
        assert session.scalars(sa.select(sa.func.count(col(Source.id)))).one() == 0
        assert data_version(session) == 0


def test_a_reader_sees_one_state_throughout(session_factory: SessionFactory) -> None:
    with session_factory() as reader, session_factory() as writer:
        with reading(reader):
            before = data_version(reader)
            with writing(writer):
                writer.add(Source(name="New", is_sample=False))
            assert reader.scalars(sa.select(sa.func.count(col(Source.id)))).one() == 0
            assert data_version(reader) == before
        with reading(reader):
            assert reader.scalars(sa.select(sa.func.count(col(Source.id)))).one() == 1


def test_a_reader_does_not_wait_for_a_writer(session_factory: SessionFactory) -> None:
    with session_factory() as reader, session_factory() as writer, writing(writer):
        writer.add(Source(name="New", is_sample=False))
        writer.flush()
        with reading(reader):
            assert reader.scalars(sa.select(sa.func.count(col(Source.id)))).one() == 0


def test_writers_follow_one_another(session_factory: SessionFactory) -> None:
    """Each reads the number and writes it raised by one: none is lost only if no two do it at once."""
    start = Barrier(4)

    def count() -> None:
        start.wait()
        for _ in range(5):
            with session_factory() as session, writing(session):
                number = session.scalars(sa.select(sa.func.count(col(Source.id)))).one()
                session.add(Source(name=f"Source {number}", is_sample=False))

    writers = [Thread(target=count) for _ in range(4)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    with session_factory() as session, reading(session):
        assert session.scalars(sa.select(sa.func.count(col(Source.id)))).one() == 20


def test_text_that_no_database_holds_is_cleaned_on_the_way_in(session: Session) -> None:
    with writing(session):
        session.add(Source(name="Da\x00wn \ud800😀", is_sample=False))
        session.execute(sa.insert(Source), [{"name": "a\x00b"}, {"name": "c\udfffd"}])
    with reading(session):
        names = session.scalars(sa.select(col(Source.name)).order_by(col(Source.id))).all()
        assert names == ["Dawn 😀", "ab", "cd"]
        assert session.scalars(sa.select(col(Source.id)).where(col(Source.name) == "a\x00b")).all() == [2]


def test_lower_case_is_the_same_on_both(session: Session) -> None:
    with reading(session):
        assert session.scalar(sa.select(sa.func.lower("ZÜRICH ÇA ÉTÉ ПЕКИН"))) == "zürich ça été пекин"
        assert session.scalar(sa.select(sa.func.lower(sa.null()))) is None


def test_a_reference_to_nothing_is_refused(session: Session, factories: Factories) -> None:
    article = factories.article()
    with pytest.raises(sa.exc.IntegrityError), writing(session):
        session.execute(sa.text("UPDATE article SET source_id = 999 WHERE id = :id"), {"id": article.id})


def test_instants_come_back_in_utc(session: Session, factories: Factories) -> None:
    article = factories.article()
    with reading(session):
        row = find_article_row(session, article.id)
    assert row is not None
    assert row.received_at == factories.now
    assert row.received_at.tzinfo is not None


def test_a_waiting_writer_gets_its_turn(database_url: str) -> None:
    """The second does not fail while the first still writes."""
    engine = make_engine(database_url)
    factory = make_session_factory(engine)
    holding, go_on = Event(), Event()

    def hold() -> None:
        with factory() as session, writing(session):
            holding.set()
            go_on.wait(10)

    first = Thread(target=hold)
    first.start()
    holding.wait(10)
    waiting = Thread(target=lambda: _write_once(factory))
    waiting.start()
    go_on.set()
    first.join()
    waiting.join()
    with factory() as session, reading(session):
        assert session.scalars(sa.select(col(DataVersion.version))).one() == 2
    engine.dispose()


def _write_once(factory: SessionFactory) -> None:
    with factory() as session, writing(session):
        pass
