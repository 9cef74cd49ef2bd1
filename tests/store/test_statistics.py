"""What the planner knows of the tables."""

import sqlalchemy as sa

from app.store.statistics import analyze
from tests.factories import Factories

KNOWN = {
    "sqlite": "SELECT sum(stat IS NOT NULL) FROM sqlite_stat1 WHERE tbl = 'event'",
    "postgresql": "SELECT reltuples FROM pg_class WHERE relname = 'event'",
}


def test_what_is_there_is_known_to_the_planner_and_stays_so(engine: sa.Engine, factories: Factories) -> None:
    for _ in range(3):
        factories.event()
    analyze(engine)
    with engine.connect() as connection:
        assert connection.execute(sa.text(KNOWN[engine.dialect.name])).scalar_one() >= 3
