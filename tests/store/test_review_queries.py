"""The queue's statements are answered by the index that was made for them."""

from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import Session

from app.store.engine import make_engine
from app.store.review_queries import Order, Queue, count_before, count_queue, count_waiting, list_from
from tests.conftest import MakeDatabase

INDEX = {Order.CONFIDENCE: "ix_event_review_queue", Order.CONFLICT: "ix_event_conflict"}


@pytest.mark.parametrize("order", INDEX)
def test_sqlite_walks_and_counts_by_the_index_alone(make_database: MakeDatabase, order: Order) -> None:
    engine = make_engine(make_database("sqlite"))
    asked: list[tuple[str, Any]] = []
    sa.event.listen(engine, "before_cursor_execute", lambda *given: asked.append((given[2], given[3])))
    queue = Queue(order=order)
    with Session(engine) as session, session.begin():
        list_from(session, queue, None, 40)
        count_queue(session, queue)
        count_waiting(session, queue)
        count_before(session, queue, (0.5, 7))
    statements = [one for one in asked if one[0].startswith("SELECT")]
    plans = [_plan(engine, *one) for one in statements if "FROM event" in one[0]]
    assert len(plans) == 3, "the counts beside the flags are kept, not counted"
    for plan in plans:
        assert any(f"{index} (review=?" in step for index in INDEX.values() for step in plan), plan
        assert not [step for step in plan if step.startswith("SCAN event")], plan
    assert plans[0] == [f"SEARCH event USING COVERING INDEX {INDEX[order]} (review=?)"], "no sorting"
    engine.dispose()


def _plan(engine: sa.Engine, text: str, values: Any) -> list[str]:
    with engine.connect() as connection:
        return [row[-1] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}", values)]
