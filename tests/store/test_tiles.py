"""Tiles and facets: what each event adds to them, kept with every write; salience beside them; a recount names faults."""

from collections import Counter
from datetime import datetime
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col

from app.domain.dates import OPEN_START
from app.domain.salience import salience
from app.services.merge_events import merge
from app.services.review_event import accept, reject
from app.services.star_event import star
from app.services.undo import undo
from app.store.checks import check_database
from app.store.engine import make_engine, reading, writing
from app.store.removal import delete_events
from app.store.salience import write_all_salience
from app.store.tables import Action, Dyad, DyadFacet, DyadTile, DyadTypeTile, Event, EventDyad
from app.store.tile_counts import rebuild
from app.store.tiles import ALL_DYADS, LEVELS, OPEN_LEVEL, TYPED_LEVELS, UNDATED_LEVEL, places
from tests.conftest import MakeDatabase
from tests.factories import Factories

DAY = datetime(2019, 2, 14).toordinal()
TABLES: tuple[type[SQLModel], ...] = (DyadTile, DyadTypeTile, DyadFacet)


def rows(session: Session, table: type[SQLModel]) -> Counter[tuple[Any, ...]]:
    """By key the number of events."""
    with reading(session):
        found = session.execute(sa.select(*sa.inspect(table).local_table.columns)).all()
    return Counter({tuple(key): n for *key, n in found})


def all_rows(session: Session) -> dict[str, Counter[tuple[Any, ...]]]:
    return {table.__name__: rows(session, table) for table in TABLES}


def dyad_id(session: Session, a: str, b: str) -> int:
    with reading(session):
        return session.scalars(sa.select(Dyad).where(col(Dyad.a) == a, col(Dyad.b) == b)).one().id or 0


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        pytest.param(None, [(UNDATED_LEVEL, 0)], id="undated"),
        pytest.param(OPEN_START, [(OPEN_LEVEL, 0)], id="open start"),
        pytest.param(1025, [(3, 128), (4, 64), (9, 2)], id="a day"),
    ],
)
def test_where_an_event_is_counted(day: int | None, expected: list[tuple[int, int]]) -> None:
    assert list(places(day, (3, 4, 9))) == expected


def test_an_event_is_counted_once_for_all_and_once_for_each_pair(session: Session, factories: Factories) -> None:
    factories.event(context={"AFG": ("location",)}, date="2019-02-14/2019-02-20")
    pairs = {
        (ALL_DYADS, "", ""),
        (dyad_id(session, "IND", "PAK"), "direct", "ab"),
        (dyad_id(session, "AFG", "IND"), "context", "none"),
        (dyad_id(session, "AFG", "PAK"), "context", "none"),
    }
    tiles = {(dyad, scope, "proposed", level, DAY >> level): 1 for dyad, scope, _ in pairs for level in LEVELS}
    typed = {
        (dyad, scope, "proposed", "ACCUSE", level, DAY >> level): 1
        for dyad, scope, _ in pairs
        for level in TYPED_LEVELS
    }
    facets = {(dyad, scope, "proposed", direction, "ACCUSE", "occurred"): 1 for dyad, scope, direction in pairs}
    assert all_rows(session) == {"DyadTile": tiles, "DyadTypeTile": typed, "DyadFacet": facets}


def test_what_has_no_beginning_has_one_tile(session: Session, factories: Factories) -> None:
    factories.event(date=None)
    factories.event(date="../2019-02-14")
    places_of_all = {
        (level, bucket): n for (dyad, _, _, level, bucket), n in rows(session, DyadTile).items() if not dyad
    }
    assert places_of_all == {(UNDATED_LEVEL, 0): 1, (OPEN_LEVEL, 0): 1}


def test_writes_move_the_counts_and_undo_moves_them_back(
    engine: sa.Engine, session: Session, factories: Factories, now: datetime
) -> None:
    one, other = factories.event(date="2019-02-14"), factories.event(date="2019-02-14", dyad="CHN-USA")
    before = all_rows(session)
    reject(session, one.id, 1, "Ada", now, "told by nobody else")
    assert rows(session, DyadTile)[ALL_DYADS, "", "rejected", 0, DAY] == 1
    assert rows(session, DyadTile)[ALL_DYADS, "", "proposed", 0, DAY] == 1
    merge(session, one.id, 2, other.id, "Ada", now)
    assert sum(n for (dyad, *_), n in rows(session, DyadFacet).items() if dyad == ALL_DYADS) == 1
    for action in (2, 1):
        undo(session, _action(session, action), "Ada", now)
    assert all_rows(session) == before
    with writing(session):
        delete_events(session, [one.id, other.id])
    assert all_rows(session) == {table.__name__: Counter() for table in TABLES}


def _action(session: Session, place: int) -> int:
    """The id of an action in the order in which they were done."""
    with reading(session):
        return [one for one in session.scalars(sa.select(col(Action.id)).order_by(col(Action.id))) if one][place - 1]


def test_a_transaction_that_fails_leaves_no_trace_in_the_next(session: Session, factories: Factories) -> None:
    made = factories.event()
    before = all_rows(session)

    def fail() -> None:
        with writing(session):
            delete_events(session, [made.id])
            raise RuntimeError("half-way")

    with pytest.raises(RuntimeError, match="half-way"):
        fail()
    with writing(session):
        pass
    assert all_rows(session) == before


def test_salience_follows_stars_reviews_and_origins(session: Session, factories: Factories, now: datetime) -> None:
    made = factories.event()

    def carried() -> set[int]:
        with reading(session):
            of_dyads = session.scalars(sa.select(col(EventDyad.salience)))
            return {*of_dyads, *session.scalars(sa.select(col(Event.salience)))}

    assert carried() == {salience("ACCUSE", is_accepted=False, is_starred=False, origins=1)}
    factories.account(made.id)
    star(session, made.id, "Ada", now, on=True)
    assert carried() == {salience("ACCUSE", is_accepted=False, is_starred=True, origins=2)}
    star(session, made.id, "Ada", now, on=False)
    accept(session, made.id, None, "Ada", now)
    assert carried() == {salience("ACCUSE", is_accepted=True, is_starred=False, origins=2)}


def test_rebuilding_gives_what_the_writes_gave(engine: sa.Engine, session: Session, factories: Factories) -> None:
    for date in (None, "../2019", "2019-02-14", "2019-02-15", "1947-08-15/..", "2019-02"):
        factories.event(date=date, context={"AFG": ("location",)})
    before = all_rows(session)
    with engine.begin() as connection:
        connection.execute(sa.update(DyadTile).values(n=7))
        connection.execute(sa.delete(DyadFacet))
        connection.execute(sa.update(Event).values(salience=0))
        rebuild(connection)
    assert all_rows(session) == before
    assert check_database(engine).faults == ()


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__tablename__)
def test_a_spoiled_count_is_named(
    engine: sa.Engine, session: Session, factories: Factories, table: type[SQLModel]
) -> None:
    factories.event()
    spoiled = min(rows(session, table))
    own = [column == value for column, value in zip(sa.inspect(table).local_table.columns, spoiled, strict=False)]
    with writing(session):
        session.execute(sa.update(table).where(*own).values(n=3))
    (fault,) = check_database(engine).faults
    assert fault.startswith(f"{table.__tablename__} says 3 events at dyad_id 0, review proposed, ")
    assert fault.endswith(", and there are 1")


def test_a_missing_count_and_one_too_many_are_named(engine: sa.Engine, session: Session, factories: Factories) -> None:
    factories.event()
    with writing(session):
        session.execute(sa.delete(DyadTile).where(col(DyadTile.dyad_id) == ALL_DYADS, col(DyadTile.level) == 9))
        session.add(DyadTile(dyad_id=ALL_DYADS, scope="", review="accepted", level=9, bucket=DAY >> 9, n=1))
    where = f"level 9, bucket {DAY >> 9}"
    assert check_database(engine).faults == (
        f"dyad_tile says 1 events at dyad_id 0, review accepted, {where}, and there are 0",
        f"dyad_tile says 0 events at dyad_id 0, review proposed, {where}, and there are 1",
    )


def test_a_wrong_salience_is_named(engine: sa.Engine, session: Session, factories: Factories) -> None:
    made = factories.event()
    with writing(session):
        session.execute(sa.update(Event).values(salience=5))
    score = salience("ACCUSE", is_accepted=False, is_starred=False, origins=1)
    fault = f"event {made.id} says that its salience is 5, and it is {score}"
    assert fault in check_database(engine).faults
    with engine.begin() as connection:
        write_all_salience(connection)
    assert check_database(engine).faults == ()


def test_the_indexes_answer_alone(make_database: MakeDatabase) -> None:
    """On SQLite, whose plans are steady: window and salience, of a pair and of all, and what tiles say of a window."""
    plans = {
        "SELECT event_id, latest, scope, type, direction, status FROM event_dyad "
        "WHERE dyad_id = 1 AND span_class = 0 AND earliest BETWEEN 1 AND 9 AND review = 'proposed'":
            "event_dyad USING COVERING INDEX ix_event_dyad_window (dyad_id=? AND span_class=? AND earliest>? AND",
        "SELECT id, latest, type, status FROM event "
        "WHERE merged_into IS NULL AND span_class = 0 AND earliest BETWEEN 1 AND 9 AND review = 'proposed'":
            "event USING COVERING INDEX ix_event_window (span_class=? AND earliest>? AND",
        "SELECT event_id, earliest, latest, type FROM event_dyad WHERE dyad_id = 1 ORDER BY salience DESC LIMIT 9":
            "event_dyad USING COVERING INDEX ix_event_dyad_salience (dyad_id=?)",
        "SELECT id, earliest, latest, type FROM event WHERE merged_into IS NULL ORDER BY salience DESC LIMIT 9":
            "SCAN event USING COVERING INDEX ix_event_salience",
        "SELECT bucket, n FROM dyad_tile "
        "WHERE dyad_id = 1 AND scope = 'direct' AND review = 'proposed' AND level = 0 AND bucket BETWEEN 1 AND 9":
            "dyad_tile USING PRIMARY KEY (dyad_id=? AND scope=? AND review=? AND level=? AND bucket>? AND",
    }  # fmt: skip
    engine = make_engine(make_database("sqlite"))
    with engine.connect() as connection:
        for query, step in plans.items():
            plan = [row[-1] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}")]
            assert len(plan) == 1, plan
            assert step in plan[0]
    engine.dispose()
