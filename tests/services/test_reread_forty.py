"""The forty articles read again by fewer rules, then by all of them: what people decided and noted stays where it was."""

import shutil
from collections.abc import Collection
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.annotations import Note
from app.extraction.pipeline import extract
from app.services.annotate import add_annotation
from app.services.reread import RereadReport, reread
from app.services.star_event import star
from app.store.checks import check_database
from app.store.engine import SessionFactory, make_engine, make_session_factory, reading
from app.store.event_state import DECIDED, State
from app.store.tables import Annotation
from tests.conftest import NOW, MakeDatabase
from tests.services.forty_articles import NAMES, desk_of, everything, happenings

NOTED = {"article": "poonch-1", "quote": "shelled Indian posts"}
STARRED = {"article": "mekong-1", "quote": "withdrew"}
LEFT_OUT = [
    ["type.verb"],
    ["party.subject", "party.object", "status.told-as-fact"],
    ["date.weekday", "party.object", "type.verb"],
]
"""Rules without which much of what the forty articles tell is dated, named or typed otherwise, or not found at all."""


def decide_all(url: str) -> None:
    """Take the articles in with every decision, a note and a star."""
    with desk_of(url) as desk:
        desk.take_in(NAMES)
        add_annotation(desk.session, desk.shown(NOTED)[0], Note("which posts?", ()), "Bo", NOW)
        star(desk.session, desk.shown(STARRED)[0], "Bo", NOW, on=True)


@pytest.fixture(scope="module")
def decided(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the articles and the decisions. Copy it; never open it."""
    path = tmp_path_factory.mktemp("decided") / "forty.db"
    shutil.copy(sqlite_template, path)
    decide_all(f"sqlite:///{path}")
    return path


def reread_without(factory: SessionFactory, rules: Collection[str]) -> RereadReport:
    return reread(
        factory,
        clock=lambda: NOW,
        find=lambda article: extract(article, frozenset(rules), explain=False),
        rules_version=f"without {sorted(rules)}",
    )


def decided_in(session: Session) -> State:
    """What people made of events and the accounts that it holds where they are, all by their ids."""
    made = {subject: _made_by_people(fields) for subject, fields in everything(session).items()}
    return {subject: fields for subject, fields in made.items() if fields}


def _made_by_people(fields: dict[str, Any]) -> dict[str, Any]:
    if "held" in fields:
        return {"held": True, "event": fields["event"]} if fields["held"] else {}
    decided = {name: value for name, value in fields.items() if name.startswith(DECIDED)}
    marks = {name: fields[name] for name in ("stars", "decided_at") if fields[name]}
    return decided | marks | ({"review": fields["review"]} if fields["review"] != "proposed" else {})


def notes_in(session: Session) -> list[tuple[int, str]]:
    with reading(session):
        rows = session.execute(sa.select(col(Annotation.event_id), col(Annotation.body)).order_by(col(Annotation.id)))
        return [(event_id, body) for event_id, body in rows]


def read_less_and_all(url: str, rules: Collection[str]) -> None:
    """Read everything by fewer rules, then by all of them; after each look at what people made of it."""
    engine = make_engine(url)
    factory = make_session_factory(engine)
    with factory() as session:
        first, made, notes = happenings(session), decided_in(session), notes_in(session)
        assert len(made) >= 20
        less = reread_without(factory, rules)
        assert (less.read, less.failed) == (len(NAMES), ())
        assert happenings(session) != first, "these rules matter"
        assert (decided_in(session), notes_in(session)) == (made, notes)
        assert check_database(engine).faults == ()
        assert reread(factory, clock=lambda: NOW).failed == ()
        assert (decided_in(session), notes_in(session)) == (made, notes)
        assert check_database(engine).faults == ()
        assert happenings(session) == first
    engine.dispose()


@pytest.mark.parametrize("rules", LEFT_OUT, ids="+".join)
def test_what_people_made_stays(decided: Path, tmp_path: Path, rules: list[str]) -> None:
    shutil.copy(decided, tmp_path / "forty.db")
    read_less_and_all(f"sqlite:///{tmp_path / 'forty.db'}", rules)


def test_what_people_made_stays_on_postgresql(make_database: MakeDatabase) -> None:
    url = make_database("postgresql")
    decide_all(url)
    read_less_and_all(url, LEFT_OUT[0])
