"""The filter as SQL: on both databases the same events, counted once, by the index that was made for it."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qsl

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from app.domain.dates import parse_edtf
from app.domain.dyads import Dyad
from app.domain.events import Evidence, Flag
from app.domain.filters import Filter, Group, parse
from app.services.rederive import rederive
from app.services.review_event import accept
from app.services.star_event import star
from app.store.engine import SessionFactory, make_engine, make_session_factory, reading, writing
from app.store.lane_queries import count_lane_keys, list_lane_keys
from app.store.summary_queries import list_summaries
from app.store.timeline_queries import (
    count_events,
    count_facets,
    count_outside,
    count_starts,
    count_undated,
    find_covered_until,
    find_extent,
    find_outer_ids,
    list_ids,
    list_moments,
    list_undated_ids,
    matching,
)
from tests.conftest import DATABASES, NOW, MakeDatabase, engine_of
from tests.factories import Factories, found_event

PAIR = "pair=IND-PAK"
WORDED = {name: Evidence("India", 0, 5, "test.rule") for name in ("type", "status", "date", "actors", "recipients")}


def day(text: str) -> int:
    return parse_edtf(text).earliest


def wanted(query: str) -> Filter:
    parsed = parse(parse_qsl(query))
    assert not parsed.faults
    return parsed.filter


@pytest.fixture(scope="module", params=DATABASES)
def world(request: pytest.FixtureRequest, make_shared_database: MakeDatabase) -> tuple[SessionFactory, dict[str, int]]:
    """The small world for those who only read it."""
    sessions = make_session_factory(engine_of(make_shared_database(request.param)))
    return sessions, make_world(Factories(sessions, NOW))


@pytest.fixture
def reader(world: tuple[SessionFactory, dict[str, int]]) -> Iterator[Session]:
    with world[0]() as session:
        yield session


@pytest.fixture
def events(world: tuple[SessionFactory, dict[str, int]]) -> dict[str, int]:
    """The events of the small world by name."""
    return world[1]


def make_world(factories: Factories) -> dict[str, int]:
    """A few events of every kind: their names and ids."""
    group = ("Jaish-e-Mohammad",)
    made = {
        "blame": factories.event(date="2019-02-15", title="India blames Pakistan"),
        "denial": factories.event(
            date="2019-02-16", type="REJECT", actors=("PAK",), recipients=("IND",), status="denied"
        ),
        "attack": factories.event(
            date="2019-02-14", type="ASSAULT", actors=group, recipients=("IND",), context={"PAK": ("host",)}
        ),
        "talks": factories.event(
            date="2019-03-15", type="CONSULT", actors=("IND", "PAK", "RUS"), recipients=(), place="Tashkent"
        ),
        "war": factories.event(date="1999-05-03/1999-07-26", kind="lasted", type="ASSAULT"),
        "since": factories.event(date="2004/..", kind="since", type="COOPERATE", actors=("IND", "PAK"), recipients=()),
        "before": factories.event(date="../2008-11", kind="before", title="100 % of _it_"),
        "undated": factories.event(date=None),
        "rejected": factories.event(date="2019-02-20", review="rejected"),
        "foreign": factories.event(dyad="CHN-USA", date="2019-02-14", status="planned"),
    }
    return {name: event.id for name, event in made.items()}


def names_of(session: Session, events: dict[str, int], query: str) -> set[str]:
    with reading(session):
        found = set(session.scalars(sa.select(matching(wanted(query)).c.id)))
    return {name for name, event_id in events.items() if event_id in found}


ALL_OF_PAIR = {"blame", "denial", "attack", "talks", "war", "since", "before", "undated"}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ALL_OF_PAIR | {"foreign"}),
        (PAIR, ALL_OF_PAIR),
        ("pair=BRA-NOR", set()),
        (f"{PAIR}&scope=context", {"attack"}),
        (f"{PAIR}&scope=direct", ALL_OF_PAIR - {"attack"}),
        (f"{PAIR}&dir=ab", {"blame", "war", "before", "undated"}),
        (f"{PAIR}&dir=ba", {"denial"}),
        (f"{PAIR}&dir=mutual", {"talks", "since"}),
        (f"{PAIR}&type=ASSAULT", {"attack", "war"}),
        (f"{PAIR}&type=ASSAULT&type=REJECT", {"attack", "war", "denial"}),
        (f"{PAIR}&quad=material-conflict", {"attack", "war"}),
        (f"{PAIR}&quad=material-conflict&type=REJECT", set()),
        (f"{PAIR}&status=denied", {"denial"}),
        (f"{PAIR}&review=rejected", {"rejected"}),
        (f"{PAIR}&review=rejected&review=proposed", ALL_OF_PAIR | {"rejected"}),
        ("actor=Jaish-e-Mohammad", {"attack"}),
        ("actor=CHN", {"foreign"}),
        (f"{PAIR}&q=BLAMES", {"blame"}),
        (f"{PAIR}&q=100+%25", {"before"}),
        (f"{PAIR}&q=_it_", {"before"}),
        (f"{PAIR}&q=100&q=nowhere", set()),
        (f"{PAIR}&q=report", ALL_OF_PAIR),
        ("source=The+Example+Times&status=planned", {"foreign"}),
        ("source=Nobody", set()),
        (f"{PAIR}&from=2019-02-15&to=2019-02-16", {"blame", "denial", "since", "undated"}),
        (f"{PAIR}&to=1999-05-03", {"war", "before", "undated"}),
        (f"{PAIR}&from=1999-07-26&to=1999-07", {"war", "before", "undated"}),
        ("pair=IND-RUS&pair=PAK-RUS", {"talks"}),
        ("pair=IND-PAK&pair=CHN-USA", ALL_OF_PAIR | {"foreign"}),
        ("scope=context", {"attack"}),
        ("dir=mutual", {"talks", "since"}),
    ],
)
def test_what_a_filter_lets_through(reader: Session, events: dict[str, int], query: str, names: set[str]) -> None:
    assert names_of(reader, events, query) == names


@pytest.mark.parametrize("query", ["", PAIR, "pair=IND-PAK&pair=IND-RUS&pair=PAK-RUS", f"{PAIR}&from=2019"])
def test_the_parts_add_up_and_each_event_counts_once(reader: Session, events: dict[str, int], query: str) -> None:
    one = wanted(query)
    first, last = day("2019-02-14"), day("2019-02-15")
    with reading(reader):
        inside = list_moments(reader, one, first, last, limit=100)
        ids = list(reader.scalars(sa.select(matching(one).c.id)))
        assert len(ids) == len(set(ids)) == count_events(reader, one)
        assert count_events(reader, one) == len(inside) + count_outside(reader, one, first, last) + count_undated(
            reader, one
        )
        assert sum(row[-1] for row in count_facets(reader, one)) == count_events(reader, one)


def test_direct_to_one_of_the_pairs_is_direct(session: Session, factories: Factories) -> None:
    make_world(factories)
    both = factories.event(dyad="IND-PAK", context={"RUS": ("mentioned",)}).id
    with reading(session):
        rows = matching(wanted("pair=IND-PAK&pair=IND-RUS"))
        scopes = {row[0]: row[1] for row in session.execute(sa.select(rows.c.id, rows.c.scope))}
    assert scopes[both] == "direct"
    assert names_of(session, {"both": both}, "pair=IND-PAK&pair=IND-RUS&scope=context") == set()


def test_the_extent_leaves_open_ends_out(reader: Session, events: dict[str, int]) -> None:
    with reading(reader):
        assert find_extent(reader, wanted(PAIR)) == (day("1999-05-03"), day("2019-03-15"))
        assert find_extent(reader, wanted("pair=BRA-NOR")) is None


def test_starts_are_counted_by_day_without_open_ones(reader: Session, events: dict[str, int]) -> None:
    with reading(reader):
        starts = dict(count_starts(reader, Filter()))
    assert starts[day("2019-02-14")] == 2
    assert sum(starts.values()) == 7
    assert 0 not in starts


def test_the_list_is_paged_by_day_and_id(reader: Session, events: dict[str, int]) -> None:
    one, days = wanted(PAIR), (1, day("2030"))
    with reading(reader):
        whole = list_ids(reader, one, *days, limit=100)
        pages, after = [], None
        while page := list_ids(reader, one, *days, limit=2, after=after):
            pages += page
            after = page[-1]
    assert pages == whole == sorted(whole)
    assert [event_id for _, event_id in whole] == [
        events[name] for name in ("before", "war", "since", "attack", "blame", "denial", "talks")
    ]


def test_undated_ones_are_paged_by_id(session: Session, factories: Factories) -> None:
    events = make_world(factories)
    later = factories.event(date=None).id
    with reading(session):
        assert list_undated_ids(session, wanted(PAIR), 1) == [events["undated"]]
        assert list_undated_ids(session, wanted(PAIR), 9, after=events["undated"]) == [later]


def test_what_still_lasts_covers_its_first_day_only(reader: Session, events: dict[str, int]) -> None:
    since = (day("2004"), events["since"])
    with reading(reader):
        assert find_covered_until(reader, wanted(PAIR), 1, day("2030"), since) == day("2004")


def test_the_outer_events(reader: Session, events: dict[str, int]) -> None:
    with reading(reader):
        assert find_outer_ids(reader, wanted(PAIR)) == [events["war"], events["talks"]]
        assert find_outer_ids(reader, wanted(f"{PAIR}&type=REJECT")) == [events["denial"]]
        assert find_outer_ids(reader, wanted("pair=BRA-NOR")) == []


@pytest.mark.parametrize(
    ("group", "keys"),
    [
        (Group.TYPE, {"CONSULT"}),
        (Group.STATUS, {"occurred"}),
        (Group.DYAD, {"IND-PAK", "IND-RUS", "PAK-RUS"}),
        (Group.DIRECTION, {"IND-PAK mutual", "IND-RUS mutual", "PAK-RUS mutual"}),
        (Group.ACTOR, {"IND", "PAK", "RUS"}),
        (Group.SOURCE, {"The Example Times"}),
        (Group.PLACE, {"Tashkent"}),
    ],
)
def test_lanes_of_an_event(reader: Session, events: dict[str, int], group: Group, keys: set[str]) -> None:
    with reading(reader):
        found = list_lane_keys(reader, Filter(group=group), list(events.values()))
        counts = count_lane_keys(reader, Filter(group=group))
    assert {key for event_id, key in found if event_id == events["talks"]} == keys
    dated = Counter(key for event_id, key in found if event_id != events["undated"])
    assert counts == dated


def test_only_chosen_pairs_make_lanes(reader: Session, events: dict[str, int]) -> None:
    with reading(reader):
        found = list_lane_keys(reader, Filter(pairs=(Dyad("IND", "RUS"),), group=Group.DYAD), [*events.values()])
    assert found == [(events["talks"], "IND-RUS")]


@pytest.mark.parametrize(
    "query", [PAIR, f"{PAIR}&dir=ab&scope=direct&type=ASSAULT&status=occurred&quad=verbal-conflict&from=2019&to=2020"]
)
def test_a_pair_is_answered_by_its_covering_index_alone(make_database: MakeDatabase, query: str) -> None:
    """What SQLite's planner says of every statement of the page that counts or lists."""
    engine = make_engine(make_database("sqlite"))
    rows = matching(wanted(query))
    statements = [
        sa.select(sa.func.count()).select_from(rows),
        sa.select(rows.c.id, rows.c.earliest, rows.c.latest, rows.c.type).where(
            rows.c.earliest <= 737_200, rows.c.latest >= 737_000
        ),
        sa.select(rows.c.type, rows.c.status, rows.c.direction, rows.c.scope, sa.func.count()).group_by(
            rows.c.type, rows.c.status, rows.c.direction, rows.c.scope
        ),
    ]
    with engine.connect() as connection:
        for statement in statements:
            text = statement.compile(engine, compile_kwargs={"literal_binds": True}).string
            plan = [row[-1] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}")]
            assert any("event_dyad USING COVERING INDEX ix_event_dyad_" in step for step in plan), plan
            assert not [step for step in plan if step.startswith("SCAN event")], plan
    engine.dispose()


def test_flags_are_found_with_a_pair_and_without(session: Session, factories: Factories) -> None:
    def account(event_id: int, **told: str) -> None:
        factories.account(event_id, found=found_event(type=told.get("type", "ACCUSE"), why=WORDED))

    differing, starred, fresh, plain = (factories.event(why=WORDED).id for _ in range(4))
    account(differing, type="THREATEN")
    star(session, starred, "Grace", NOW, on=True)
    accept(session, fresh, None, "Ada", NOW - timedelta(days=1))
    with writing(session):
        rederive(session, [fresh])
    bare = factories.event().id
    expected = {
        "conflict": {differing},
        "starred": {starred},
        "fresh": {fresh},
        "detached": set(),
        "wordless": {bare},
    }
    for flag, ids in expected.items():
        for pair in ("", "&pair=IND-PAK", "&pair=IND-PAK&pair=CHN-USA"):
            with reading(session):
                rows = matching(wanted(f"flag={flag}{pair}"))
                assert set(session.scalars(sa.select(rows.c.id))) == ids, (flag, pair)
    with reading(session):
        assert count_events(session, wanted("flag=conflict&flag=starred")) == 2
        assert {event.id: event.flags for event in list_summaries(session, [differing, plain, bare])} == {
            differing: (Flag.CONFLICT,),
            plain: (),
            bare: (Flag.WORDLESS,),
        }
