"""Grading: sources from a day on, what accounts say, how likely an event is; each by a person who may say why."""

from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.dates import parse_edtf
from app.domain.grades import (
    INFORMATION,
    Confidence,
    Disagreement,
    Likelihood,
    Pair,
    Reliability,
    read_grading_reason,
)
from app.errors import BadInput, NotFound, UnreadableDate
from app.services.gone import not_there
from app.services.recorded import recorded
from app.store.engine import writing
from app.store.event_accounts import event_of_account
from app.store.grades import (
    AccountGradeView,
    AccountGrading,
    JudgementView,
    add_source_grade,
    events_of_source,
    write_account_grade,
    write_grades,
    write_judgement,
)
from app.store.merging import stands_for
from app.store.revisions import ACCOUNT, EVENT, SOURCE
from app.store.source_queries import is_source
from app.store.users import user_id

if TYPE_CHECKING:
    from enum import StrEnum

    from sqlmodel import Session

__all__ = [
    "AccountGradeView",
    "AccountGrading",
    "Disagreement",
    "JudgementView",
    "Pair",
    "grade_account",
    "grade_source",
    "judge_event",
]

FROM_THE_BEGINNING = 0


def grade_account(
    session: "Session", account_id: int, information: str, reason: str, grader: str, now: datetime
) -> int:
    """
    Say how credible what an account says is; each grader has one present grade.

    Args:
        information: "1" to "6"; empty takes the grader's own grade back.
        reason: As typed; empty for none.

    Returns:
        The event of the account.

    Raises:
        BadInput: It is no grade, or the reason joins likelihood and confidence in one sentence.
        NotFound: There is no such account.
    """
    if information and information not in map(str, INFORMATION):
        raise BadInput(f"{information[:20]!r} is no grade of information: choose 1 to 6.", "information")
    why = read_grading_reason(reason)
    with writing(session):
        event_id = event_of_account(session, account_id)
        if event_id is None:
            raise NotFound(f"There is no account {account_id}.")
        user = user_id(session, grader, now)
        with recorded(session, "grade", user, now, event_id=event_id, reason=why) as recorder:
            recorder.watch([(ACCOUNT, account_id)])
            value = {"information": int(information), "reason": why} if information else None
            write_account_grade(session, account_id, user, value, now)
        write_grades(session.connection(), [event_id])
        return event_id


def judge_event(
    session: "Session", event_id: int, likelihood: str, confidence: str, reason: str, grader: str, now: datetime
) -> int:
    """
    Say how likely an event is, and, apart from that, how confident one is; two empty ones take both back.

    Returns:
        The event, which is another where this one is part of it now.

    Raises:
        BadInput: Unknown words, or the reason joins likelihood and confidence in one sentence.
        NotFound: There is no such event.
    """
    value = {
        "likelihood": _one_of(Likelihood, likelihood, "likelihood"),
        "confidence": _one_of(Confidence, confidence, "confidence"),
    }
    why = read_grading_reason(reason)
    with writing(session):
        stands = stands_for(session, event_id)
        if stands is None:
            raise not_there(session, EVENT, event_id)
        user = user_id(session, grader, now)
        with recorded(session, "judge", user, now, event_id=stands, reason=why) as recorder:
            recorder.watch([(EVENT, stands)])
            given = {**value, "reason": why} if any(value.values()) else None
            write_judgement(session, stands, user, given, now)
        return stands


def grade_source(
    session: "Session", source_id: int, grade: str, from_day: str, reason: str, grader: str, now: datetime
) -> None:
    """
    Say how reliable a source is from a day on: it holds for articles of that day and later, until the next grade.

    Args:
        grade: "A" to "F".
        from_day: An ISO day; empty means from the beginning.

    Raises:
        BadInput: It is no grade or no day, or the reason joins likelihood and confidence in one sentence.
        NotFound: There is no such source.
    """
    letter = _one_of(Reliability, grade, "grade")
    if letter is None:
        raise BadInput("Choose a grade from A to F.", "grade")
    day, why = _day(from_day), read_grading_reason(reason)
    with writing(session):
        if not is_source(session, source_id):
            raise NotFound(f"There is no source {source_id}.")
        user = user_id(session, grader, now)
        with recorded(session, "grade source", user, now, reason=why) as recorder:
            recorder.watch([(SOURCE, source_id)])
            add_source_grade(session, source_id, letter, day, why, user, now)
        write_grades(session.connection(), events_of_source(session, source_id))


def _one_of(choices: "type[StrEnum]", given: str, field: str) -> str | None:
    if not given:
        return None
    if given not in set(choices):
        raise BadInput(f"{given[:20]!r} is no {field}: choose {', '.join(choices)}.", field)
    return given


def _day(typed: str) -> int:
    if not typed.strip():
        return FROM_THE_BEGINNING
    try:
        read = parse_edtf(typed)
    except UnreadableDate as problem:
        raise BadInput(f"{typed[:40]!r} is no day: write it like 2019-02-14, or leave it empty.", "from") from problem
    if not read.is_day:
        raise BadInput(f"{typed[:40]!r} is not one day: write it like 2019-02-14, or leave it empty.", "from")
    return read.earliest
