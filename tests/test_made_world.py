"""The benchmark's made-up world is one that the program itself could have made."""

import sqlalchemy as sa
from sqlmodel import Session, col

from app.services.rederive import rederive
from app.store.checks import check_database
from app.store.engine import writing
from app.store.event_state import read_state
from app.store.revisions import EVENT
from app.store.tables import Event
from benchmarks.made_world import make_world


def test_a_made_up_world_is_sound_and_follows_from_its_accounts(engine: sa.Engine, session: Session) -> None:
    make_world(engine, events=60, articles=12)
    report = check_database(engine)
    assert report.faults == ()
    assert (report.counts["events"], report.counts["articles"]) == (60, 12)
    counts = sa.select(col(Event.conflict_count), col(Event.wordless_count), col(Event.salience)).order_by(
        col(Event.id)
    )
    with writing(session):
        kept, carried = read_state(session, [(EVENT, one) for one in range(1, 61)]), session.execute(counts).all()
        rederive(session, range(1, 61))
        assert read_state(session, kept) == kept
        assert session.execute(counts).all() == carried
    assert any(row.conflict_count for row in carried)
    assert any(row.wordless_count for row in carried)
