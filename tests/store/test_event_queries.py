"""One event as its page needs it, on both databases."""

from sqlmodel import Session

from app.domain.dyads import Direction, Dyad, Scope
from app.domain.events import EventType, Role
from app.domain.parties import DyadTie
from app.store.engine import reading
from app.store.event_queries import event_exists, find_event
from tests.factories import Factories


def test_an_event_comes_back_as_it_was_found(session: Session, factories: Factories) -> None:
    made = factories.event(
        type="ASSAULT", actors=("Jaish-e-Mohammad",), recipients=("IND",), context={"PAK": ("host",)}, place="Pulwama"
    )
    with reading(session):
        event = find_event(session, made.id)
    assert event is not None
    assert (event.type, event.place, event.date_edtf) == (EventType.ASSAULT, "Pulwama", "2019-02-14")
    assert (event.actors, event.recipients) == (("Jaish-e-Mohammad",), ("IND",))
    assert [(view.code, view.roles) for view in event.countries] == [("IND", (Role.RECIPIENT,)), ("PAK", (Role.HOST,))]
    assert event.dyads == (DyadTie(Dyad("IND", "PAK"), Direction.NONE, Scope.CONTEXT),)


def test_no_event(session: Session) -> None:
    with reading(session):
        assert find_event(session, 7) is None
        assert not event_exists(session, 7)
