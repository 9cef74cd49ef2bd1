"""The benchmark's synthetic events are such as the program itself could have written, in the proportions they promise."""

import sqlalchemy as sa
from sqlmodel import Session, SQLModel

from app.domain.dates import OPEN_END, OPEN_START
from app.services.rederive import rederive
from app.store.checks import check_database
from app.store.engine import data_version, reading, writing
from app.store.event_state import read_state
from app.store.revisions import EVENT
from benchmarks.made_events import draw, make_events

EVENTS, TOLD = 450, 60
STATES = ("CHN", "IND", "PAK", "RUS", "UKR", "USA")


def test_synthetic_events_are_sound_and_those_told_follow_from_their_accounts(
    engine: sa.Engine, session: Session
) -> None:
    make_events(engine, EVENTS, TOLD)
    report = check_database(engine)
    assert report.faults == ()
    assert (report.counts["events"], report.counts["accounts"]) == (EVENTS, TOLD)
    with reading(session):
        assert data_version(session) == 1
    with writing(session):
        kept = read_state(session, [(EVENT, one) for one in range(1, TOLD + 1)])
        rederive(session, range(1, TOLD + 1))
        assert read_state(session, kept) == kept
    assert check_database(engine).faults == ()


def test_indexes_and_references_are_put_back(engine: sa.Engine) -> None:
    before = structure(engine)
    make_events(engine, 20, 10)
    assert structure(engine) == before
    with engine.begin() as connection:
        columns = {"title": "The next", "type": "AID", "status": "occurred", "confidence": 1, "review": "proposed"}
        given = columns | {"span_class": 0, "version": 1, "salience": 0, "created_at": sa.func.now()}
        made = connection.execute(sa.insert(SQLModel.metadata.tables["event"]).values(**given))
        assert made.inserted_primary_key == (21,)


def structure(engine: sa.Engine) -> list[tuple[str, ...]]:
    look = sa.inspect(engine)
    names = sorted(SQLModel.metadata.tables)
    indexes = [(name, str(one["name"])) for name in names for one in look.get_indexes(name)]
    return sorted(indexes + [(name, str(one["name"])) for name in names for one in look.get_foreign_keys(name)])


def test_the_proportions_are_those_promised() -> None:
    count = 5_000
    made = list(draw(count, STATES))
    assert made == list(draw(count, STATES)), "seeded"
    dated = [
        (one.days.earliest, one.days.latest)
        for one in made
        if one.days.earliest is not None and one.days.latest is not None
    ]
    lately = max(earliest for earliest, _ in dated) - 3_652
    shares = {
        "undated": count - len(dated),
        "open": sum(OPEN_START in one or OPEN_END in one for one in dated),
        "longer than a day": sum(earliest != latest for earliest, latest in dated),
        "rejected": sum(one.review == "rejected" for one in made),
        "the most frequent pair": max(
            sum({one.actor, one.recipient} == {a, b} for one in made) for a in STATES for b in STATES if a < b
        ),
        "of the last ten years": sum(earliest > lately for earliest, _ in dated),
    }
    expected = {
        "undated": 0.07, "open": 0.02, "longer than a day": 0.17, "rejected": 0.06, "the most frequent pair": 0.30,
        "of the last ten years": 0.45,
    }  # fmt: skip
    for name, share in expected.items():
        assert abs(shares[name] / count - share) < 0.02, (name, shares[name] / count)
