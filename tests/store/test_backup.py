"""A backup restores to the same database, on both kinds, and destroys nothing."""

import os
from collections.abc import Iterator
from pathlib import Path
from threading import Event as Flag
from threading import Thread

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col

from app.errors import BadInput, DyadlineError
from app.store.backup import backup, restore
from app.store.checks import check_database
from app.store.engine import SessionFactory, make_engine, reading, writing
from app.store.tables import Source
from tests.conftest import MakeDatabase
from tests.factories import Factories
from tests.postgres import create_database, drop_database, find_binaries


@pytest.fixture(autouse=True)
def _postgres_programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The client programs lie beside the server's, which need not be on PATH."""
    monkeypatch.setenv("PATH", str(find_binaries()), prepend=os.pathsep)


@pytest.fixture
def empty_url(database_url: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """A database of the same kind without tables."""
    if database_url.startswith("sqlite"):
        yield f"sqlite:///{tmp_path / 'restored' / 'dyadline.db'}"
        return
    url = create_database(request.getfixturevalue("postgres_server"), "restored")
    yield url
    drop_database(url)


def test_what_is_restored_is_what_was_there(
    database_url: str, empty_url: str, engine: sa.Engine, factories: Factories, tmp_path: Path
) -> None:
    made = factories.event()
    factories.annotation(made.id, "A note “with” ünïcode 😀.")
    backup(database_url, tmp_path / "copy")
    restore(empty_url, tmp_path / "copy")
    restored = make_engine(empty_url)
    assert check_database(restored) == check_database(engine)
    with restored.connect() as connection:
        assert connection.execute(sa.text("SELECT body FROM annotation")).scalar() == "A note “with” ünïcode 😀."
    restored.dispose()


def test_a_backup_while_writing_holds_what_was_there_before(
    database_url: str, empty_url: str, session_factory: SessionFactory, tmp_path: Path
) -> None:
    begun, enough = Flag(), Flag()

    def keep_writing() -> None:
        number = 0
        while not enough.is_set():
            with session_factory() as session, writing(session):
                session.add(Source(name=f"Source {number}", is_sample=False))
            number += 1
            if number == 5:
                begun.set()

    writer = Thread(target=keep_writing)
    writer.start()
    begun.wait(30)
    backup(database_url, tmp_path / "copy")
    enough.set()
    writer.join()
    restore(empty_url, tmp_path / "copy")
    engine = make_engine(empty_url)
    with Session(engine) as session, reading(session):
        names = set(session.scalars(sa.select(col(Source.name))))
    engine.dispose()
    assert {f"Source {number}" for number in range(5)} <= names
    assert names == {f"Source {number}" for number in range(len(names))}


def test_nothing_is_overwritten(database_url: str, factories: Factories, tmp_path: Path) -> None:
    factories.event()
    file = tmp_path / "copy"
    backup(database_url, file)
    with pytest.raises(BadInput, match="exists already"):
        backup(database_url, file)
    with pytest.raises(BadInput, match="already"):
        restore(database_url, file)


def test_a_file_that_is_no_backup(empty_url: str, tmp_path: Path) -> None:
    file = tmp_path / "letter.txt"
    file.write_text("Dear database,")
    with pytest.raises(BadInput, match="no backup"):
        restore(empty_url, file)
    with pytest.raises(BadInput, match="Cannot read"):
        restore(empty_url, tmp_path / "none")


def test_a_damaged_backup_is_refused(make_database: MakeDatabase, tmp_path: Path) -> None:
    file = tmp_path / "copy"
    backup(make_database("sqlite"), file)
    content = bytearray(file.read_bytes())
    content[4096 : 4096 * 6] = bytes(4096 * 5)
    file.write_bytes(content)
    with pytest.raises(BadInput, match="damaged"):
        restore(f"sqlite:///{tmp_path / 'new.db'}", file)
    assert not (tmp_path / "new.db").exists()


def test_a_backup_of_nothing(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no database"):
        backup(f"sqlite:///{tmp_path / 'none.db'}", tmp_path / "copy")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written(database_url: str, tmp_path: Path) -> None:
    with pytest.raises(DyadlineError):
        backup(database_url, tmp_path / "no folder" / "copy")


def test_missing_programs_are_named(
    make_database: MakeDatabase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = make_database("postgresql")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(DyadlineError, match="pg_dump is not on PATH"):
        backup(url, tmp_path / "copy")
