"""Dyad rows follow the countries of an event, and its own values."""

from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.events import Role
from app.store.dyads import event_roles, event_ties, set_event_countries
from app.store.engine import reading, writing
from app.store.tables import Dyad, EventDyad
from tests.factories import Factories


def test_the_rows_carry_what_the_timeline_needs(session: Session, factories: Factories) -> None:
    factories.event(dyad="PAK-IND", date="2019-02", type="ASSAULT", status="alleged", review="accepted")
    with reading(session):
        row = session.scalars(sa.select(EventDyad)).one()
        assert (row.direction, row.scope, row.span_class) == ("ba", "direct", 5)
        assert (row.earliest, row.latest) == (date(2019, 2, 1).toordinal(), date(2019, 2, 28).toordinal())
        assert (row.type, row.status, row.review) == ("ASSAULT", "alleged", "accepted")


def test_an_undated_event_has_rows_without_days(session: Session, factories: Factories) -> None:
    factories.event(date=None)
    with reading(session):
        row = session.scalars(sa.select(EventDyad)).one()
        assert (row.earliest, row.latest, row.span_class) == (None, None, 0)


def test_new_countries_replace_the_old(session: Session, factories: Factories) -> None:
    made = factories.event()
    roles = frozenset({("CHN", Role.ACTOR), ("IND", Role.RECIPIENT)})
    with writing(session):
        set_event_countries(session, made.id, roles)
    with reading(session):
        assert event_roles(session, made.id) == roles
        assert [f"{tie.dyad} {tie.direction}" for tie in event_ties(session, made.id)] == ["CHN-IND ab"]


def test_no_countries_no_rows(session: Session, factories: Factories) -> None:
    made = factories.event()
    with writing(session):
        set_event_countries(session, made.id, frozenset())
    with reading(session):
        assert event_ties(session, made.id) == []


def test_a_pair_is_one_row_for_all_its_events(session: Session, factories: Factories) -> None:
    for _ in range(3):
        factories.event(actors=("IND", "PAK", "CHN"), recipients=())
    with reading(session):
        pairs = session.execute(sa.select(col(Dyad.a), col(Dyad.b))).all()
        assert sorted(pairs) == [("CHN", "IND"), ("CHN", "PAK"), ("IND", "PAK")]
        assert session.scalars(sa.select(sa.func.count()).select_from(EventDyad)).one() == 9
