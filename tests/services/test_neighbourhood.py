"""What settling looks at: all that is tied, nothing else, and no more than it may."""

import logging

import pytest
from sqlmodel import Session

from app.domain.events import FoundEvent
from app.services.neighbourhood import Neighbourhood
from app.settling.tellings import telling_of
from app.store.engine import reading
from tests.factories import Factories, found_event

SHELLING = "Pakistani troops shelled Indian posts on Thursday, report {} says."


def shelling(text: str, date: str | None = "2019-02-14") -> FoundEvent:
    return found_event(
        text, title="Pakistan shells posts", date=date, type="ASSAULT", actors=("PAK",), recipients=("IND",)
    )


def make(factories: Factories, text: str, date: str | None = "2019-02-14") -> int:
    article = factories.article(text)
    made = factories.event(
        article=article, title="Pakistan shells posts", date=date, type="ASSAULT", actors=("PAK",), recipients=("IND",)
    )
    return made.id


def around(session: Session, event_ids: list[int], most: int = 100) -> set[int]:
    """The events of the neighbourhood of a newcomer, or of these."""
    newcomers = [] if event_ids else [telling_of(shelling(SHELLING.format("new")), "new")]
    with reading(session):
        hood = Neighbourhood.around(session, newcomers, event_ids, most)
    return {placed.event for placed in hood.placed.values()}


def test_it_holds_what_joins_and_what_is_of_their_events(session: Session, factories: Factories) -> None:
    alike, other_day, apart = (make(factories, SHELLING.format(number)) for number in ("one", "two", "three"))
    factories.account(alike, found=None)
    assert around(session, []) == {alike, other_day, apart}
    elsewhere = make(factories, "Pakistani troops shelled Indian posts on Friday.", "2019-02-15")
    assert elsewhere not in around(session, [])
    assert around(session, [elsewhere]) == {elsewhere}


def test_undated_ones_find_undated_ones(session: Session, factories: Factories) -> None:
    first, second = (make(factories, f"Pakistani troops shelled Indian posts {number}.", None) for number in ("x", "y"))
    dated = make(factories, SHELLING.format("one"))
    assert around(session, [first]) == {first, second}
    assert around(session, [dated]) == {dated}


def test_it_ends_where_it_may_hold_no_more(
    session: Session, factories: Factories, caplog: pytest.LogCaptureFixture
) -> None:
    oldest, second, *_ = [make(factories, SHELLING.format(number)) for number in range(4)]
    with caplog.at_level(logging.WARNING):
        assert around(session, [], most=2) == {oldest, second}
    assert "More than 2 accounts" in caplog.text
