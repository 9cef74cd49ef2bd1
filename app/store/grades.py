"""
Grades as they are kept: of sources with a dated history, of accounts and events one of each grader.

Each event carries the best pair of the accounts that their articles bear out (`domain.grades`), for the filter.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.grades import Disagreement, Pair, disagreement, pair
from app.store.event_accounts import LIVE
from app.store.tables import (
    Account,
    AccountGrade,
    Article,
    ArticleVersion,
    Event,
    EventJudgement,
    SourceGrade,
    User,
)

CHUNK = 5_000
"""Events graded by one statement."""
_IDS: sa.BindParameter[Any] = sa.bindparam("ids", expanding=True)
# As text: to a session these would be objects, looked for one by one.
_SET_GRADE = sa.text("UPDATE event SET grade = :grade WHERE id = :id")


@dataclass(frozen=True)
class SourceGradeView:
    """A grade of a source: from which day (0: from the beginning), by whom, when and why."""

    id: int
    grade: str
    from_day: int
    reason: str | None
    user: str
    at: datetime


@dataclass(frozen=True)
class AccountGradeView:
    """What one user holds of what an account says."""

    user: str
    information: int
    reason: str | None
    at: datetime


@dataclass(frozen=True)
class AccountGrading:
    """
    The grades of one account.

    Attributes:
        letter: Of its source on the day of its article; None where nobody graded it for that day.
        grades: One of each grader, oldest first.
    """

    account_id: int
    letter: str | None
    grades: tuple[AccountGradeView, ...]

    @property
    def pair(self) -> Pair | None:
        """Both together; None where neither is graded."""
        return pair(self.letter, [one.information for one in self.grades])

    @property
    def disagreement(self) -> Disagreement | None:
        """Where its graders differ."""
        return disagreement((self.account_id, one.user, one.information) for one in self.grades)


@dataclass(frozen=True)
class JudgementView:
    """How likely one user holds an event, and, kept apart, how confident the user is."""

    user: str
    likelihood: str | None
    confidence: str | None
    reason: str | None
    at: datetime


def add_source_grade(
    session: Session, source_id: int, grade: str, from_day: int, reason: str | None, user_id: int, now: datetime
) -> None:
    """Grade a source from a day on."""
    row = {"source_id": source_id, "grade": grade, "from_day": from_day, "reason": reason, "user_id": user_id}
    session.execute(sa.insert(SourceGrade), [{**row, "at": now}])


def withdraw_source_grade(session: Session, grade_id: int, *, withdrawn: bool) -> None:
    """Let a grade of a source count no more, or count again."""
    session.execute(sa.update(SourceGrade).where(col(SourceGrade.id) == grade_id).values(withdrawn=withdrawn))


def list_source_grades(session: Session, source_id: int) -> list[SourceGradeView]:
    """The grades of a source that count, the latest day first; of one day the one that holds."""
    query = (
        sa.select(SourceGrade, col(User.name))
        .join(User, col(User.id) == col(SourceGrade.user_id))
        .where(col(SourceGrade.source_id) == source_id, ~col(SourceGrade.withdrawn))
        .order_by(col(SourceGrade.from_day).desc(), col(SourceGrade.id).desc())
    )
    return [
        SourceGradeView(row.id or 0, row.grade, row.from_day, row.reason, user, row.at)
        for row, user in session.execute(query, execution_options={"populate_existing": True})
    ]


def write_account_grade(
    session: Session, account_id: int, user_id: int, value: dict[str, Any] | None, now: datetime
) -> None:
    """Give an account the grade of a user, `information` and `reason`; None takes it back."""
    own = (col(AccountGrade.account_id) == account_id, col(AccountGrade.user_id) == user_id)
    session.execute(sa.delete(AccountGrade).where(*own))
    if value is not None:
        row = {"account_id": account_id, "user_id": user_id, **value, "at": now}
        session.execute(sa.insert(AccountGrade), [row])


def write_judgement(session: Session, event_id: int, user_id: int, value: dict[str, Any] | None, now: datetime) -> None:
    """Give an event the judgement of a user, `likelihood`, `confidence` and `reason`; None takes it back."""
    own = (col(EventJudgement.event_id) == event_id, col(EventJudgement.user_id) == user_id)
    session.execute(sa.delete(EventJudgement).where(*own))
    if value is not None:
        row = {"event_id": event_id, "user_id": user_id, **value, "at": now}
        session.execute(sa.insert(EventJudgement), [row])


def list_gradings(session: Session, event_id: int) -> dict[int, AccountGrading]:
    """The grades of every account of an event, by account."""
    graded: dict[int, list[AccountGradeView]] = {}
    query = (
        sa.select(AccountGrade, col(User.name))
        .join(User, col(User.id) == col(AccountGrade.user_id))
        .join(Account, col(Account.id) == col(AccountGrade.account_id))
        .where(col(Account.event_id) == event_id)
        .order_by(col(AccountGrade.at), col(User.name))
    )
    for row, user in session.execute(query, execution_options={"populate_existing": True}):
        view = AccountGradeView(user, row.information, row.reason, row.at)
        graded.setdefault(row.account_id, []).append(view)
    letters = session.execute(_LETTERS, {"ids": [event_id]})
    return {
        account_id: AccountGrading(account_id, letter, tuple(graded.get(account_id, ())))
        for _, account_id, letter in letters
    }


def list_judgements(session: Session, event_id: int) -> list[JudgementView]:
    """The judgements of an event, one of each user, oldest first."""
    query = (
        sa.select(EventJudgement, col(User.name))
        .join(User, col(User.id) == col(EventJudgement.user_id))
        .where(col(EventJudgement.event_id) == event_id)
        .order_by(col(EventJudgement.at), col(User.name))
    )
    return [
        JudgementView(user, row.likelihood, row.confidence, row.reason, row.at)
        for row, user in session.execute(query, execution_options={"populate_existing": True})
    ]


def disagreements(session: Session, event_ids: Collection[int]) -> dict[int, Disagreement]:
    """Those of these events about whose accounts graders differ."""
    given: dict[int, list[tuple[int, str, int]]] = {}
    for event_id, account_id, user_id, information in session.connection().execute(_GIVEN, {"ids": event_ids}):
        given.setdefault(event_id, []).append((account_id, str(user_id), information))
    found = {event_id: disagreement(rows) for event_id, rows in given.items()}
    return {event_id: one for event_id, one in found.items() if one}


def events_of_source(session: Session, source_id: int) -> list[int]:
    """The events that articles of a source tell."""
    query = (
        sa.select(col(Account.event_id))
        .join(ArticleVersion, col(ArticleVersion.id) == col(Account.article_version_id))
        .join(Article, col(Article.id) == col(ArticleVersion.article_id))
        .where(col(Article.source_id) == source_id)
        .distinct()
    )
    return sorted(session.scalars(query))


def write_grades(connection: sa.Connection, event_ids: Collection[int]) -> None:
    """Give events the grade they should carry."""
    every = sorted(event_ids)
    for start in range(0, len(every), CHUNK):
        due = [{"id": one, "grade": should} for one, _, should in _wrong(connection, every[start : start + CHUNK])]
        if due:
            connection.execute(_SET_GRADE, due)


def follow_grades(connection: sa.Connection, event_ids: Collection[int]) -> None:
    """The same for events that changed otherwise: costs next to nothing where nobody has graded anything."""
    if event_ids and connection.scalar(_ARE_GRADES):
        write_grades(connection, event_ids)


def write_all_grades(connection: sa.Connection) -> None:
    """The same of every event."""
    due = [{"id": event_id, "grade": should} for event_id, _, should in wrong_grades(connection)]
    if due:
        connection.execute(_SET_GRADE, due)


def wrong_grades(connection: sa.Connection) -> Iterator[tuple[int, str | None, str | None]]:
    """The events that carry another grade than they should: event, carried, due."""
    last = connection.scalar(sa.select(sa.func.max(col(Event.id)))) or 0
    for first in range(1, last + 1, CHUNK):
        yield from _wrong(connection, range(first, min(first + CHUNK, last + 1)))


def _wrong(connection: sa.Connection, event_ids: Collection[int]) -> Iterator[tuple[int, str | None, str | None]]:
    ids = {"ids": list(event_ids)}
    digits: dict[int, list[int]] = {}
    for _, account_id, _, information in connection.execute(_GIVEN, ids):
        digits.setdefault(account_id, []).append(information)
    best: dict[int, Pair] = {}
    for event_id, account_id, letter in connection.execute(_LIVE_LETTERS, ids):
        found = pair(letter, digits.get(account_id, ()))
        if found:
            best[event_id] = min(found, best.get(event_id, found))
    for event_id, carried in connection.execute(_CARRIED, ids):
        should = best[event_id].text if event_id in best else None
        if carried != should:
            yield event_id or 0, carried, should


def _letters() -> sa.Select[*tuple[Any, ...]]:
    """Event, account, and the grade of its source on the day of its article; of one without a day the latest."""
    holds = sa.or_(col(Article.published_on).is_(None), col(SourceGrade.from_day) <= col(Article.published_on))
    letter = (
        sa.select(col(SourceGrade.grade))
        .where(col(SourceGrade.source_id) == col(Article.source_id), ~col(SourceGrade.withdrawn), holds)
        .order_by(col(SourceGrade.from_day).desc(), col(SourceGrade.id).desc())
        .limit(1)
        .correlate(Article)
        .scalar_subquery()
    )
    return (
        sa.select(col(Account.event_id), col(Account.id), letter)
        .join(ArticleVersion, col(ArticleVersion.id) == col(Account.article_version_id))
        .join(Article, col(Article.id) == col(ArticleVersion.article_id))
        .where(col(Account.event_id).in_(_IDS))
    )


# Made once: to put a statement together costs more than to run it.
_LETTERS = _letters()
_LIVE_LETTERS = _letters().where(col(Account.standing).in_(LIVE))
_GIVEN: sa.Select[*tuple[Any, ...]] = (
    sa.select(col(Account.event_id), col(Account.id), col(AccountGrade.user_id), col(AccountGrade.information))
    .join(Account, col(Account.id) == col(AccountGrade.account_id))
    .where(col(Account.event_id).in_(_IDS))
)
_CARRIED = sa.select(col(Event.id), col(Event.grade)).where(col(Event.id).in_(_IDS))
_ARE_GRADES = sa.select(
    sa.or_(sa.exists(sa.select(col(SourceGrade.id))), sa.exists(sa.select(col(AccountGrade.account_id))))
)
