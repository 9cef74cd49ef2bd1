"""
After any sequence of random actions the history replays to the present, undo gives back what was, and every count is
what a recount gives.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import combinations
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.accounts import DISPUTABLE
from app.domain.dates import parse_edtf
from app.domain.dyads import Dyad
from app.domain.events import EventType, Review
from app.domain.filters import Filter
from app.errors import BadInput, Conflict, NotFound
from app.services.rederive import rederive
from app.services.undo import undo
from app.settling.adoption import adopt
from app.store.checks import check_database
from app.store.engine import make_engine, make_session_factory, reading, writing
from app.store.event_accounts import LIVE, list_decisions, list_told
from app.store.event_state import State, read_state
from app.store.revisions import ACCOUNT, ANNOTATION, EVENT
from app.store.tables import Account, AccountField, Action, Annotation, Event, EventField, FieldState
from app.store.timeline_queries import count_events, count_undated
from tests.conftest import MakeDatabase
from tests.factories import Factories
from tests.services.random_walk import ACTS, Walk

STEPS = 300
RECOUNT_EVERY = 50
UNDONE_AT_ONCE = 0.2
"""The share of actions that are undone and done again before the walk goes on."""
SEEDS = [("sqlite", 3), ("postgresql", 1)]


@pytest.mark.parametrize(("kind", "seed"), SEEDS)
def test_after_random_actions_history_undo_and_counts_hold(
    make_database: MakeDatabase, now: datetime, kind: str, seed: int
) -> None:
    engine = make_engine(make_database(kind))
    factories = Factories(make_session_factory(engine), now)
    done: set[str] = set()
    with factories.session_factory() as session:
        walk = Walk(session, factories, seed, now)
        state = whole_state(session)
        while walk.count < STEPS:
            name, state = take_step(walk, state)
            done.add(name)
            if walk.count % RECOUNT_EVERY == 0:
                assert_sound(engine, session, state, f"step {walk.count}, {name}")
    engine.dispose()
    assert done >= {act.__name__ for act in ACTS}


def take_step(walk: Walk, before: State) -> tuple[str, State]:
    """Do one thing. What is refused changes nothing; what a person did can be undone and done again."""
    last = last_action(walk.session)
    name, act = walk.step()
    try:
        act()
    except (BadInput, Conflict, NotFound):
        assert not different(before, whole_state(walk.session)), f"{name} was refused, and changed something"
        assert last_action(walk.session) == last
        return f"{name}, refused", before
    after, action = whole_state(walk.session), last_action(walk.session)
    if action != last and action in walk.undoable() and walk.random.random() < UNDONE_AT_ONCE:
        undo_and_redo(walk, action, before, after)
    return name, after


def undo_and_redo(walk: Walk, action: int, before: State, after: State) -> None:
    """What the action started has no former state: it is out of sight once it is undone."""
    where = f"step {walk.count}"
    undo(walk.session, action, "Ada", walk.now)
    undone = whole_state(walk.session)
    assert not different(before, undone), f"{where}: undo"
    started = [undone[subject] for subject in undone.keys() - before.keys() if subject[0] == EVENT]
    assert all(event["review"] == Review.REJECTED or event["merged_into"] for event in started), f"{where}: undo"
    undo(walk.session, last_action(walk.session), "Ada", walk.now)
    assert not different(after, whole_state(walk.session)), f"{where}: redo"


def different(former: State, present: State) -> dict[tuple[str, int, str], tuple[Any, Any]]:
    """The fields that are no longer as they were."""
    return {
        (kind, subject_id, name): (fields.get(name), present[kind, subject_id].get(name))
        for (kind, subject_id), fields in former.items()
        for name in {*fields, *present[kind, subject_id]}
        if fields.get(name) != present[kind, subject_id].get(name)
    }


def whole_state(session: Session) -> State:
    """All that the history knows of every event, account and note."""
    tables: dict[str, type[Event] | type[Account] | type[Annotation]] = {
        EVENT: Event, ACCOUNT: Account, ANNOTATION: Annotation,
    }  # fmt: skip
    with reading(session):
        ids = {kind: session.scalars(sa.select(col(table.id))).all() for kind, table in tables.items()}
        return read_state(session, [(kind, one) for kind in ids for one in ids[kind] if one is not None])


def last_action(session: Session) -> int:
    with reading(session):
        return session.scalar(sa.select(sa.func.max(col(Action.id)))) or 0


def assert_sound(engine: sa.Engine, session: Session, state: State, where: str) -> None:
    assert check_database(engine).faults == (), where
    assert_counts(session, where)
    assert_filters(session, state, where)
    with writing(session):
        rederive(session, [subject_id for kind, subject_id in state if kind == EVENT])
    assert not different(state, whole_state(session)), f"{where}: derived anew"


def assert_counts(session: Session, where: str) -> None:
    """Conflicts by a recount of our own; fields without words as adopting them anew gives them."""
    with reading(session):
        told, kept = (
            told_values(session),
            session.execute(sa.select(col(Event.id), col(Event.conflict_count), col(Event.wordless_count))).all(),
        )
        events = list_told(session, [event_id for event_id, _, _ in kept])
        for event_id, conflicts, wordless in kept:
            settled = settled_fields(session, event_id)
            recount = [one for one in DISPUTABLE if one not in settled and contradict(one, told.get(event_id, []))]
            assert conflicts == len(recount), f"{where}: event {event_id}, conflicts {recount}"
            adopted = adopt(events[event_id], list_decisions(session, event_id)) if events[event_id] else None
            assert wordless == (len(adopted.wordless) if adopted else 0), f"{where}: event {event_id}, without words"


def told_values(session: Session) -> dict[int, list[dict[str, Any]]]:
    """For each event what its live accounts say, or all of them where none is live."""
    fields: dict[int, dict[str, Any]] = {}
    for row in session.scalars(sa.select(AccountField)):
        fields.setdefault(row.account_id, {})[row.field] = row.value
    told: dict[int, list[dict[str, Any]]] = {}
    accounts = session.scalars(sa.select(Account)).all()
    live = {account.event_id for account in accounts if account.standing in LIVE}
    for account in accounts:
        if account.standing in LIVE or account.event_id not in live:
            told.setdefault(account.event_id, []).append(fields[account.id or 0])
    return told


def settled_fields(session: Session, event_id: int) -> set[str]:
    query = sa.select(col(EventField.field)).where(
        col(EventField.event_id) == event_id, col(EventField.state) == FieldState.SET
    )
    return set(session.scalars(query))


def contradict(field: str, told: Iterable[dict[str, Any]]) -> bool:
    """Two values contradict where neither holds the other."""
    values = [one[field] for one in told if one.get(field)]
    return any(not HOLDS[field](a, b) and not HOLDS[field](b, a) for a, b in combinations(values, 2))


def _days_hold(outer: str, inner: str) -> bool:
    a, b = parse_edtf(outer), parse_edtf(inner)
    return a.earliest <= b.earliest and b.latest <= a.latest


HOLDS: dict[str, Callable[[Any, Any], bool]] = {
    "type": lambda a, b: bool(a == b),
    "status": lambda a, b: bool(a == b),
    "date": _days_hold,
    "place": lambda a, b: b.lower() in a.lower(),
    "actors": lambda a, b: set(b) <= set(a),
    "recipients": lambda a, b: set(b) <= set(a),
}


def assert_filters(session: Session, state: State, where: str) -> None:
    """The timeline's counts against the countries, dates and reviews that the history knows."""
    shown = [
        fields
        for (kind, _), fields in state.items()
        if kind == EVENT and fields["merged_into"] is None and fields["review"] != Review.REJECTED
    ]
    pair = [fields for fields in shown if _has_pair(fields, "IND", "PAK")]
    wanted = Filter(pairs=(Dyad("IND", "PAK"),))
    with reading(session):
        assert count_events(session, Filter()) == len(shown), where
        assert count_events(session, wanted) == len(pair), where
        assert count_undated(session, wanted) == sum(fields["date"] is None for fields in pair), where
        accused = Filter(types=(EventType.ACCUSE,))
        assert count_events(session, accused) == sum(fields["type"] == "ACCUSE" for fields in shown), where


def _has_pair(fields: dict[str, Any], *pair: str) -> bool:
    roles = [{role for code, role in fields["countries"] if code == country} for country in pair]
    return all(roles) and any(one & {"actor", "recipient"} for one in roles)
