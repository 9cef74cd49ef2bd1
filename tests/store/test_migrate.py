"""The migrations, on both databases: up, down and up again with rows in them; two at once; nothing left to generate."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.script import ScriptDirectory
from sqlmodel import Session, SQLModel

from app.domain.corrections import Correction
from app.errors import DyadlineError, Unavailable
from app.services.correct_event import correct
from app.services.grade import grade_account, grade_source, judge_event
from app.services.star_event import star
from app.store.engine import make_engine, make_session_factory, writing
from app.store.migrate import MIGRATIONS, alembic_config, downgrade, is_current, latest_revision, upgrade
from app.store.tables import ArticleFingerprint
from app.store.user_tables import ApiToken, Invitation, LoginAttempt, LoginSession
from app.store.users import user_id
from app.store.view_tables import SavedView, SavedViewSeen
from tests.conftest import NOW
from tests.factories import Factories
from tests.postgres import create_database, drop_database


@pytest.fixture(params=["sqlite", "postgresql"])
def bare_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a database without tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'new folder' / 'bare.db'}"
        return
    url = create_database(request.getfixturevalue("postgres_server"), "bare")
    yield url
    drop_database(url)


def checksums(url: str) -> dict[str, str]:
    """For each table and column the digest of all its values in the order of the primary key."""
    engine = make_engine(url)
    sums = {}
    with engine.connect() as connection:
        metadata = sa.MetaData()
        metadata.reflect(connection)
        for table in metadata.sorted_tables:
            rows = connection.execute(sa.select(table).order_by(*table.primary_key.columns)).mappings().all()
            for column in table.columns:
                values = json.dumps([row[column.name] for row in rows], default=repr)
                sums[f"{table.name}.{column.name}"] = hashlib.sha256(values.encode()).hexdigest()
    engine.dispose()
    return {name: digest for name, digest in sums.items() if not name.startswith("alembic_version")}


def fill(url: str) -> None:
    """Rows in every table of the present form."""
    engine = make_engine(url)
    factories = Factories(make_session_factory(engine), NOW)
    for number in range(5):
        event = factories.event(
            title=f"Event {number} “ünïcode” 😀",
            date={1: "2011-02/..", 2: "../2012-02", 3: None}.get(number, f"201{number}-02~"),
            context={"AFG": ("location", "host")},
            article=factories.article(notices=("A notice.",)),
        )
        factories.annotation(event.id, "A note.", ("tag", f"tag {number}"))
    with factories.session_factory() as session:
        star(session, event.id, "Ada", NOW, on=True)
        grade_account(session, event.account_id, "2", "", "Ada", NOW)
        judge_event(session, event.id, "likely", "high", "", "Ada", NOW)
        grade_source(session, 1, "B", "", "", "Ada", NOW)
        correct(session, event.id, 3, [Correction("title", "As Ada has it")], "Ada", NOW)
        with writing(session):
            session.add(ArticleFingerprint(hash=-(2**63), article_id=event.article.id))
            sign_in_rows(session, user_id(session, "Ada", NOW))
            view = SavedView(
                user_id=1, name="Mine", description="", is_shared=True, query="q=one", created_at=NOW, updated_at=NOW
            )
            session.add(view)
            session.flush()
            session.add(SavedViewSeen(view_id=view.id or 0, user_id=1, event_id=3, revision_id=0))
    engine.dispose()


def sign_in_rows(session: Session, user: int) -> None:
    """A row in each table of those who sign in."""
    seen: dict[str, Any] = {
        "seen_at": NOW,
        "expires_at": NOW,
        "address": "::1",
        "agent": "a browser",
        "form_token": "f",
    }
    session.add(LoginSession(digest="0", user_id=user, created_at=NOW, **seen))
    session.add(LoginAttempt(name="ada", address="::1", at=NOW, succeeded=True, user_id=user))
    named: dict[str, Any] = {"name": "Eve", "created_at": NOW}
    session.add(Invitation(digest="0", role="viewer", invited_by=user, expires_at=NOW, **named))
    session.add(ApiToken(digest="0", user_id=user, **named))


def test_up_down_up_keeps_every_row(bare_url: str) -> None:
    upgrade(bare_url)
    fill(bare_url)
    before = checksums(bare_url)
    downgrade(bare_url, "0001")
    assert not is_current(bare_url)
    kept = checksums(bare_url)
    # Open dates had the class of the longest once, and salience was the number of articles.
    meant_otherwise = {"event.salience", "event.span_class", "event_dyad.span_class"}
    assert {name for name in kept if kept[name] != before[name]} == meant_otherwise
    upgrade(bare_url)
    after = checksums(bare_url)
    assert is_current(bare_url)
    assert set(after) == set(before)
    found_again = {name for name in after if name.startswith(("dyad_tile", "dyad_type_tile", "dyad_facet"))}
    starless = {"event.salience"}  # stars came after the first revision
    for name in found_again | kept.keys() - starless:
        assert after[name] == before[name], name
    # Found again from the events: who takes part in each account.
    assert after["account_party.party"] == before["account_party.party"]


def test_every_table_has_rows_in_that_test(bare_url: str) -> None:
    upgrade(bare_url)
    fill(bare_url)
    engine = make_engine(bare_url)
    with engine.connect() as connection:
        counts = {
            table.name: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
            for table in SQLModel.metadata.sorted_tables
        }
    engine.dispose()
    assert [name for name, count in counts.items() if not count] == ["ingest_batch"]


def test_down_to_nothing_and_up_again(bare_url: str) -> None:
    upgrade(bare_url)
    fill(bare_url)
    downgrade(bare_url, "base")
    assert checksums(bare_url) == {}
    upgrade(bare_url)
    assert is_current(bare_url)


def test_there_is_nothing_left_to_generate(bare_url: str) -> None:
    upgrade(bare_url)
    command.check(alembic_config(bare_url))


def test_two_at_once_follow_one_another(bare_url: str) -> None:
    problems: list[BaseException] = []

    def start() -> None:
        program = "import sys; from app.store.migrate import upgrade; upgrade(sys.argv[1])"
        answer = subprocess.run([sys.executable, "-c", program, bare_url], capture_output=True, text=True, check=False)
        if answer.returncode:
            problems.append(RuntimeError(answer.stderr))

    starts = [Thread(target=start) for _ in range(2)]
    for one in starts:
        one.start()
    for one in starts:
        one.join()
    assert problems == []
    assert is_current(bare_url)


def test_the_data_version_is_one_row(bare_url: str) -> None:
    upgrade(bare_url)
    engine = make_engine(bare_url)
    with engine.connect() as connection:
        assert connection.execute(sa.text("SELECT id, version FROM data_version")).all() == [(1, 0)]
    engine.dispose()


def test_ids_stay_used_when_sqlite_rebuilds_a_table(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'ids.db'}"
    upgrade(url)
    fill(url)
    engine = make_engine(url)
    with engine.begin() as connection:
        last = connection.execute(sa.text("SELECT max(id) FROM article")).scalar_one()
        connection.execute(sa.text("DELETE FROM article WHERE id = :last"), {"last": last})
    engine.dispose()
    downgrade(url, "0001")
    upgrade(url)
    engine = make_engine(url)
    factories = Factories(make_session_factory(engine), NOW)
    assert factories.article("Another text.", title="Another title").id == last + 1
    engine.dispose()


def test_sqlite_never_gives_an_id_twice_in_any_table(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'ids.db'}"
    upgrade(url)
    engine = make_engine(url)
    with engine.connect() as connection:
        made: dict[str, Any] = {
            row.name: row.sql
            for row in connection.execute(sa.text("SELECT name, sql FROM sqlite_master WHERE type = 'table'"))
        }
    engine.dispose()
    permanent = {
        table.name for table in SQLModel.metadata.sorted_tables if table.dialect_options["sqlite"]["autoincrement"]
    }
    assert len(permanent) >= 12
    assert {name for name in permanent if "AUTOINCREMENT" not in made[name]} == set()


def test_the_latest_step_is_alembics_head() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_heads() == [latest_revision()]


def test_a_missing_database_is_not_made_by_looking(tmp_path: Path) -> None:
    assert not is_current(f"sqlite:///{tmp_path / 'none.db'}")
    assert list(tmp_path.iterdir()) == []


def test_an_unreachable_database_is_a_sentence() -> None:
    with pytest.raises(Unavailable, match="cannot") as caught:
        upgrade("postgresql+psycopg://nobody:secret-word@127.0.0.1:1/none")
    assert "secret-word" not in str(caught.value)


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(Unavailable, match="DYADLINE_DATABASE_URL"):
        upgrade(f"sqlite:///{tmp_path / 'file' / 'dyadline.db'}")


def test_a_newer_database_is_left_alone(bare_url: str) -> None:
    upgrade(bare_url)
    engine = make_engine(bare_url)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(DyadlineError, match="newer program"):
        upgrade(bare_url)
