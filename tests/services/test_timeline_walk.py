"""
The timeline's counts over ten thousand events: after every step of a seeded walk each part equals its own plain SQL.

The SQL here shares nothing with the program's: it asks the tables for the events of a filter, without tiles, span classes
or indexes in mind, and the rest is counted by hand.
"""

import random
import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from app.domain.dates import OPEN_START, parse_edtf
from app.domain.dyads import Direction, Dyad, Scope
from app.domain.events import TYPES_OF_QUAD, EventType, Quad, Review, Status
from app.domain.filters import Filter, Group
from app.services.browse_timeline import TimelineView, browse_timeline
from app.services.draw_timeline import draw
from app.services.filter_facts import KeptFacts
from app.store.engine import make_engine, make_session_factory, reading
from app.timeline.bins import MAX_ITEMS
from app.timeline.lanes import REST_KEY
from app.timeline.model import Cluster, Lane
from app.timeline.svg import Hrefs, draw_picture
from app.timeline.window import Extent, Window, fit, shifted, zoomed
from benchmarks.made_events import make_events
from tests.conftest import MakeDatabase

EVENTS, TOLD = 10_000, 400
STEPS = {"sqlite": 210, "postgresql": 30}
SEED = 5
BOTH_WAYS_EVERY = 12
KEYS = {
    Group.TYPE: "SELECT id, type FROM event",
    Group.STATUS: "SELECT id, status FROM event",
    Group.PLACE: "SELECT id, place FROM event WHERE place IS NOT NULL",
    Group.DYAD: "SELECT event_id, a || '-' || b FROM event_dyad JOIN dyad ON dyad.id = dyad_id",
    Group.DIRECTION: "SELECT event_id, a || '-' || b || ' ' || direction FROM event_dyad JOIN dyad ON dyad.id = dyad_id",
    Group.ACTOR: "SELECT event_id, name FROM event_actor JOIN actor ON actor.id = actor_id WHERE role = 'actor'",
    Group.SOURCE: (
        "SELECT DISTINCT account.event_id, source.name FROM account"
        " JOIN article_version ON article_version.id = account.article_version_id"
        " JOIN article ON article.id = article_version.article_id JOIN source ON source.id = article.source_id"
    ),
}


class Plain(NamedTuple):
    """An event as its row has it."""

    id: int
    earliest: int | None
    latest: int | None
    type: str

    def touches(self, first: int, last: int) -> bool:
        return self.earliest is not None and self.latest is not None and self.earliest <= last and self.latest >= first

    def day_in(self, first: int, last: int) -> int:
        """The day of a window by which it is placed."""
        assert self.earliest is not None
        assert self.latest is not None
        begun = self.latest if self.earliest == OPEN_START and self.latest <= last else self.earliest
        return max(begun, first)


class PlainWorld:
    """The database asked plainly, each question once."""

    def __init__(self, connection: sa.Connection) -> None:
        self.connection = connection
        self.asked: dict[Filter, list[Plain]] = {}
        self.keys: dict[Group, list[tuple[int, str]]] = {}

    def events(self, wanted: Filter) -> list[Plain]:
        """All events of a filter, its window left aside."""
        whole = wanted.set_alone
        if whole not in self.asked:
            query = f"SELECT id, earliest, latest, type FROM event WHERE {' AND '.join(_conditions(whole))}"  # noqa: S608
            self.asked[whole] = [Plain(*row) for row in self.connection.execute(sa.text(query))]
        return self.asked[whole]

    def lanes(self, wanted: Filter, events: list[Plain]) -> dict[int, set[str]]:
        """The keys of each event in the filter's grouping."""
        if wanted.group not in self.keys:
            self.keys[wanted.group] = [(row[0], row[1]) for row in self.connection.execute(sa.text(KEYS[wanted.group]))]
        pairs = {str(pair) for pair in wanted.pairs} if wanted.group in (Group.DYAD, Group.DIRECTION) else set()
        keys: dict[int, set[str]] = {event.id: set() for event in events}
        for event_id, key in self.keys[wanted.group]:
            if event_id in keys and (not pairs or key[:7] in pairs):
                keys[event_id].add(key)
        return keys


def _conditions(wanted: Filter) -> Iterator[str]:
    yield "merged_into IS NULL"
    yield f"review IN ({_quoted(wanted.reviews or (Review.PROPOSED, Review.ACCEPTED))})"
    if wanted.pairs or wanted.scope:
        ties = [f"a || '-' || b IN ({_quoted(wanted.pairs)})"] if wanted.pairs else []
        ties += [f"direction = '{wanted.direction}'"] if wanted.direction else []
        ties += [f"scope = '{wanted.scope}'"] if wanted.scope else []
        yield f"id IN (SELECT event_id FROM event_dyad JOIN dyad ON dyad.id = dyad_id WHERE {' AND '.join(ties)})"  # noqa: S608
    if wanted.types:
        yield f"type IN ({_quoted(wanted.types)})"
    if wanted.quads:
        yield f"type IN ({_quoted([one for quad in wanted.quads for one in TYPES_OF_QUAD[quad]])})"
    if wanted.statuses:
        yield f"status IN ({_quoted(wanted.statuses)})"
    if wanted.actors:
        yield f"id IN (SELECT event_id FROM event_actor JOIN actor ON actor.id = actor_id WHERE role = 'actor' AND name IN ({_quoted(wanted.actors)}))"  # noqa: S608
    if wanted.texts:
        words = wanted.texts[0].strip('"*')  # LIKE knows only ASCII's capitals, and these words have no others
        yield f"(title LIKE '%{words}%' OR id IN (SELECT event_id FROM account WHERE quote LIKE '%{words}%'))"  # noqa: S608
    if wanted.period_from:
        yield f"(latest IS NULL OR latest >= {wanted.period_from.earliest})"
    if wanted.period_to:
        yield f"(earliest IS NULL OR earliest <= {wanted.period_to.latest})"


def _quoted(values: object) -> str:
    return ", ".join(f"'{value}'" for value in values)  # type: ignore[attr-defined] # of several kinds


def check(world: PlainWorld, view: TimelineView) -> None:
    """Every part of the counts, the picture and its clusters against the plain events."""
    wanted, counts, picture = view.filter, view.counts, view.picture
    events = world.events(wanted)
    assert counts.total == len(events)
    assert counts.undated == sum(event.earliest is None for event in events)
    assert counts.total == counts.shown + counts.clustered + counts.outside + counts.undated
    if picture is None:
        assert counts.undated == counts.total
        return
    days = picture.window.first_day, picture.window.last_day
    inside = [event for event in events if event.touches(*days)]
    assert counts.outside == len(events) - len(inside) - counts.undated
    drawn = {mark.facts.event_id for lane in picture.lanes for mark in lane.marks}
    assert counts.shown == len(drawn)
    assert drawn <= {event.id for event in inside}
    items = [item for lane in picture.lanes for item in (*lane.marks, *lane.clusters)]
    assert len(items) <= MAX_ITEMS
    markup = draw_picture(picture, Hrefs(lambda event_id: f"/events/{event_id}"))
    assert Counter(re.findall(r'data-event="(\d+)"', markup)) == Counter(
        str(mark.facts.event_id) for lane in picture.lanes for mark in lane.marks
    )
    assert Counter(re.findall(r'data-count="(\d+)"', markup)) == Counter(
        str(cluster.count) for lane in picture.lanes for cluster in lane.clusters
    )
    check_lanes(world, wanted, inside, picture.lanes, days)


def check_lanes(
    world: PlainWorld, wanted: Filter, inside: list[Plain], lanes: tuple[Lane, ...], days: tuple[int, int]
) -> None:
    """Every lane has the events that belong to it, each in one place."""
    members = {"": inside}
    if wanted.group is not Group.NONE:
        keys = world.lanes(wanted, inside)
        own = {lane.key for lane in lanes}
        members = {lane.key: [] for lane in lanes}
        for event in inside:
            for key in {key if key in own else REST_KEY for key in keys[event.id]} or {""}:
                members[key].append(event)
    for lane in lanes:
        here = members[lane.key]
        alone = {mark.facts.event_id for mark in lane.marks}
        assert lane.event_count == len(here)
        assert lane.event_count == len(alone) + sum(cluster.count for cluster in lane.clusters)
        placed = [(event.day_in(*days), event.type) for event in here if event.id not in alone]
        for cluster in lane.clusters:
            check_cluster(cluster, placed)


def check_cluster(cluster: Cluster, placed: list[tuple[int, str]]) -> None:
    """A cluster is just the folded events, each given by its day and type, of its days."""
    first, last = cluster.bin
    members = [(day, kind) for day, kind in placed if first <= day <= last]
    assert cluster.count == len(members) > 0
    assert cluster.first_day == min(day for day, _ in members)
    assert cluster.last_day == max(day for day, _ in members)
    quads = Counter(EventType(kind).quad for _, kind in members)
    assert dict(cluster.quads) == {quad: quads[quad] for quad in Quad if quads[quad]}


def walk(chance: random.Random, wanted: Filter, extent: Extent | None, pairs: list[Dyad], ids: list[int]) -> Filter:
    """A step from a view to another: zoom, pan, filter or select."""
    window = Window(wanted.t0, wanted.t1) if wanted.t0 and wanted.t1 else fit(extent) if extent else None
    kind = chance.choice(("zoom", "zoom", "pan", "filter", "group", "select", "fit"))
    if kind == "filter":
        return _filtered(chance, wanted, pairs)
    if kind == "group":
        return wanted.with_(group=chance.choice(list(Group)))
    if kind == "select":
        return wanted.with_(selected=chance.choice([None, *ids]))
    if window and extent and kind == "zoom":
        window = zoomed(window, chance.choice((0.1, 0.3, 0.5, 2, 5)), extent)
    elif window and extent and kind == "pan":
        window = shifted(window, chance.choice((-1, -0.4, 0.2, 0.75)), extent)
    else:
        window = None
    return wanted.with_(t0=window.t0 if window else None, t1=window.t1 if window else None)


def _filtered(chance: random.Random, wanted: Filter, pairs: list[Dyad]) -> Filter:
    pair = chance.choice(pairs)
    changes: list[dict[str, object]] = [
        {"pairs": ()},
        {"pairs": ()},
        {"pairs": (pair,)},
        {"pairs": (pair,), "direction": chance.choice(list(Direction))},
        {"pairs": (pair, *chance.sample(pairs, 2))},
        {"scope": chance.choice((None, *Scope))},
        {"types": tuple(chance.sample(list(EventType), 3))},
        {"types": (), "quads": ()},
        {"quads": (chance.choice(list(Quad)),)},
        {"statuses": chance.choice(((), (Status.PLANNED,), (Status.OCCURRED, Status.DENIED)))},
        {"reviews": chance.choice(((), (Review.REJECTED,), tuple(Review), (Review.ACCEPTED,)))},
        {"actors": chance.choice(((), ("IND", "USA")))},
        {"texts": chance.choice(((), ('"matter 1"*',)))},
        {"period_from": chance.choice((None, parse_edtf("2011-03-02")))},
        {"period_to": chance.choice((None, parse_edtf("2020")))},
    ]
    return wanted.with_(**chance.choice(changes))


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_every_part_of_the_counts_is_what_the_tables_say(make_database: MakeDatabase, kind: str) -> None:
    engine = make_engine(make_database(kind), statement_seconds=None)
    make_events(engine, EVENTS, TOLD)
    chance = random.Random(SEED)  # noqa: S311 - a seeded walk, no secret
    seen: Counter[Group] = Counter()
    with make_session_factory(engine)() as session:
        with reading(session):
            world = PlainWorld(session.connection())
            rows = session.connection().execute(sa.text("SELECT a, b FROM dyad ORDER BY id")).all()
        pairs = [Dyad(a, b) for a, b in (*rows[:6], *rows[:6], rows[-1])]
        wanted = Filter()
        for step in range(STEPS[kind]):
            if step % 20 == 19:  # back to where most of the events are
                wanted = Filter(group=list(Group)[step // 20 % len(Group)])
            view = browse_timeline(session, wanted)
            with reading(session):
                world.connection = session.connection()
                check(world, view)
                if view.picture and step % BOTH_WAYS_EVERY == 0:
                    check_both_ways(session, view)
            seen[wanted.group] += 1
            whole = view.strip.whole if view.strip else None
            extent = Extent(whole.first_day, whole.last_day) if whole else None
            ids = [row.event.id for row in view.events.rows[:3]]
            wanted = walk(chance, wanted, extent, pairs, ids)
    engine.dispose()
    assert kind != "sqlite" or set(seen) == set(Group)


def check_both_ways(session: Session, view: TimelineView) -> None:
    """Events read one by one, and only looked at where they lie, come to the same picture."""
    assert view.picture
    wanted, picture = view.filter, view.picture
    kept = KeptFacts(session)
    for read_most in (0, EVENTS):
        assert draw(session, wanted, picture.window, picture.width, kept, read_most) == picture
