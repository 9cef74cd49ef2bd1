"""Actors of an event: in order, each once, states apart from everybody else."""

import sqlalchemy as sa
from sqlmodel import Session, col

from app.store.actors import MAX_NAME_CHARS, actor_names, parties_of
from app.store.engine import reading
from app.store.tables import Actor, ActorKind
from tests.factories import Factories


def test_the_order_of_the_account_is_kept(session: Session, factories: Factories) -> None:
    made = factories.event(actors=("PAK", "Taliban", "AFG"), recipients=("USA", "NATO", "PAK"))
    with reading(session):
        assert parties_of(session, [made.id, 99]) == {
            made.id: (["PAK", "Taliban", "AFG"], ["USA", "NATO", "PAK"]),
            99: ([], []),
        }


def test_an_actor_of_many_events_is_one_row(session: Session, factories: Factories) -> None:
    for _ in range(2):
        factories.event(actors=("PAK",), recipients=("Taliban",))
    with reading(session):
        rows = session.execute(sa.select(col(Actor.name), col(Actor.kind)).order_by(col(Actor.id))).all()
    assert sorted(rows) == [("PAK", ActorKind.STATE), ("Taliban", ActorKind.OTHER)]


def test_names_are_kept_once_and_within_their_column() -> None:
    assert actor_names(["  PAK ", "PAK", "", " ", "x" * 400]) == ["PAK", "x" * MAX_NAME_CHARS]


def test_long_and_foreign_names_go_in(session: Session, factories: Factories) -> None:
    made = factories.event(actors=("Ж" * 400, "Jaïsh 😀"), recipients=())
    with reading(session):
        assert parties_of(session, [made.id])[made.id][0] == ["Ж" * MAX_NAME_CHARS, "Jaïsh 😀"]
