"""Facets: every count equals the list it leads to, whatever the filter, on both databases."""

import random
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from app.domain.annotations import Note
from app.domain.dates import parse_edtf
from app.domain.dyads import Direction, Dyad, Scope
from app.domain.events import EventType, Flag, Quad, Review, Status
from app.domain.facet_choices import Facet
from app.domain.filters import ANY, NONE, Dated, Filter, parse, to_pairs
from app.services.annotate import add_annotation, delete_annotation
from app.services.facets import FacetCounts, count_facet
from app.store import held_rows
from app.store.engine import make_session_factory, reading
from app.store.matching import matching
from benchmarks.made_events import make_events
from tests.conftest import NOW, MakeDatabase, engine_of
from tests.factories import Factories

FILTERS = {"sqlite": 40, "postgresql": 12}


def random_filter(chance: random.Random) -> Filter:
    """Some restrictions, from none to most of them."""
    pairs = chance.choice(((), (), (Dyad("IND", "PAK"),), (Dyad("IND", "PAK"), Dyad("CHN", "USA"))))
    directions = (None, None, *Direction) if pairs else (None, None, Direction.MUTUAL)
    names = ((), (), (), (ANY,), (NONE,))
    wanted: dict[str, Any] = {
        "pairs": pairs,
        "direction": chance.choice(directions),
        "scope": chance.choice((None, None, None, *Scope)),
        "types": chance.choice(((), (), (EventType.ASSAULT, EventType.AID))),
        "quads": chance.choice(((), (), (Quad.MATERIAL_CONFLICT,), (Quad.NONE, Quad.VERBAL_CONFLICT))),
        "statuses": chance.choice(((), (), (Status.OCCURRED,))),
        "actors": chance.choice((*names, ("IND", "CHN"))),
        "sources": chance.choice((*names, ("Corve Today",), ("Corve Today", NONE))),
        "places": chance.choice((*names, ("Arden", "Brock"))),
        "tags": chance.choice((*names, ("tag 1", "nobody's"))),
        "reviews": chance.choice(((), (), (Review.REJECTED,), tuple(Review))),
        "flags": chance.choice(((), (), (), (Flag.STARRED,))),
        "texts": chance.choice(((), (), ("matter -5",), ("arden", "matter"))),
        "dated": chance.choice((None, None, *Dated)),
        "period_from": chance.choice((None, None, parse_edtf("1990-05"))),
        "period_to": chance.choice((None, parse_edtf("2020"))),
    }
    keep = chance.sample(list(wanted), chance.randint(0, len(wanted)))
    chosen = {name: wanted[name] for name in keep}
    if "pairs" not in chosen and chosen.get("direction") in (Direction.AB, Direction.BA):
        del chosen["direction"]
    return Filter(**chosen)


def total(session: Session, wanted: Filter) -> int:
    """How long a list is, looked for plainly, by what its address says."""
    read = parse(to_pairs(wanted))
    assert (read.filter.set_alone, read.faults) == (wanted.set_alone, {})
    with reading(session):
        return session.connection().scalar(sa.select(sa.func.count()).select_from(matching(read.filter))) or 0


def check(session: Session, wanted: Filter, facet: Facet) -> FacetCounts:
    counts = count_facet(session, wanted, facet, shows_all=True)
    assert counts.everything == total(session, counts.free)
    for choice in (*counts.choices, counts.any, counts.none):
        if choice:
            assert choice.count == total(session, choice.alone), (wanted, facet, choice.value)
    return counts


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_every_count_equals_the_list_it_leads_to(
    make_database: MakeDatabase, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = engine_of(make_database(kind))
    make_events(engine, 600, told=150)
    chance = random.Random(11)  # noqa: S311 - a seeded choice, no secret
    with make_session_factory(engine)() as session:
        for event_id in range(1, 40):
            note = add_annotation(session, event_id, Note("…", (f"tag {event_id % 3}", "seen")), "Ada", NOW)
            if event_id % 5 == 0:
                delete_annotation(session, note, 1, "Ada", NOW)
        for number in range(FILTERS[kind]):
            monkeypatch.setattr(held_rows, "MOST_HELD", 100 if number % 2 else 20_000)
            wanted = random_filter(chance)
            for facet in chance.sample(list(Facet), 4):
                check(session, wanted, facet)
        for facet in Facet:
            assert check(session, Filter(), facet).choices


def test_a_value_is_taken_alone_added_and_taken_away(session: Session, factories: Factories) -> None:
    factories.event(type="AID")
    factories.event(type="ACCUSE", place="Quito")
    wanted = Filter(types=(EventType.AID,))
    accuse, aid = sorted(count_facet(session, wanted, Facet.TYPE).choices, key=lambda one: one.value)
    assert (accuse.is_chosen, accuse.alone.types) == (False, (EventType.ACCUSE,))
    assert accuse.toggled is not None
    assert set(accuse.toggled.types) == {EventType.AID, EventType.ACCUSE}
    assert (aid.is_chosen, aid.toggled) == (True, Filter())
    places = count_facet(session, Filter(places=(NONE,)), Facet.PLACE)
    assert places.none is not None
    assert (places.none.count, places.none.is_chosen, places.is_restricting) == (1, True, True)
    assert [(one.value, one.count) for one in places.choices] == [("Quito", 1)]


def test_what_is_chosen_is_shown_though_nothing_has_it(session: Session, factories: Factories) -> None:
    factories.event()
    (tag,) = count_facet(session, Filter(tags=("rumour",)), Facet.TAG).choices
    assert (tag.value, tag.count, tag.is_chosen, tag.toggled) == ("rumour", 0, True, Filter())


def test_a_year_leads_to_what_may_have_touched_it(session: Session, factories: Factories) -> None:
    for date in ("2018-12-30/2019-01-02", "2019", "2021-05-05", "2020/..", "../2018", None):
        factories.event(date=date)
    years = count_facet(session, Filter(), Facet.YEAR)
    assert [(one.value, one.count) for one in years.choices] == [("2021", 2), ("2020", 1), ("2019", 2), ("2018", 2)]
    assert years.none is not None
    assert years.none.count == 1
    assert to_pairs(years.choices[0].alone) == [("date", "any"), ("from", "2021"), ("to", "2021")]
