"""Grades as the history knows them: fields of accounts, events and sources, read before and after an action."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col

from app.store.event_accounts import event_of_account
from app.store.grades import (
    events_of_source,
    withdraw_source_grade,
    write_account_grade,
    write_grades,
    write_judgement,
)
from app.store.tables import AccountGrade, EventJudgement, Source, SourceGrade

GRADED, JUDGED, SOURCE_GRADE = "graded.", "judged.", "grade."
"""How the fields begin that hold a user's grade of an account, one's judgement of an event, a grade of a source."""
GRADES = (GRADED, JUDGED, SOURCE_GRADE)

States = dict[int, dict[str, Any]]


def account_grade_states(session: Session, account_ids: Collection[int]) -> States:
    """What graders gave accounts, by account: "graded.USER"."""
    query = sa.select(AccountGrade).where(col(AccountGrade.account_id).in_(account_ids))
    return _states(session, query, "account_id", GRADED, "user_id", ("information", "reason"))


def judgement_states(session: Session, event_ids: Collection[int]) -> States:
    """How users judged events, by event: "judged.USER"."""
    query = sa.select(EventJudgement).where(col(EventJudgement.event_id).in_(event_ids))
    return _states(session, query, "event_id", JUDGED, "user_id", ("likelihood", "confidence", "reason"))


def source_states(session: Session, source_ids: Collection[int]) -> States:
    """The grades of sources that count, by source: "grade.ROW"."""
    known = session.scalars(sa.select(col(Source.id)).where(col(Source.id).in_(source_ids)))
    query = sa.select(SourceGrade).where(col(SourceGrade.source_id).in_(source_ids), ~col(SourceGrade.withdrawn))
    states = _states(session, query, "source_id", SOURCE_GRADE, "id", ("grade", "from_day", "reason"))
    return {source_id: states.get(source_id, {}) for source_id in known if source_id is not None}


def put_back_grade(session: Session, subject_id: int, field: str, value: dict[str, Any] | None, now: datetime) -> None:
    """Give a grade the value that it had, None for none, and the events concerned the pair that follows from it."""
    name, _, number = field.partition(".")
    events: Collection[int] = ()
    match f"{name}.":
        case "graded.":
            write_account_grade(session, subject_id, int(number), value, now)
            events = [event_of_account(session, subject_id) or 0]
        case "judged.":
            write_judgement(session, subject_id, int(number), value, now)
        case _:
            withdraw_source_grade(session, int(number), withdrawn=value is None)
            events = events_of_source(session, subject_id)
    write_grades(session.connection(), events)


def _states(
    session: Session,
    query: sa.Select[Any],
    key: str,
    prefix: str,
    number: str,
    names: tuple[str, ...],
) -> States:
    states: States = {}
    row: SQLModel
    for row in session.scalars(query, execution_options={"populate_existing": True}):
        value = {name: getattr(row, name) for name in names}
        states.setdefault(getattr(row, key), {})[f"{prefix}{getattr(row, number)}"] = value
    return states
