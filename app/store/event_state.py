"""
The state of things as the history knows it: subjects with named fields, read before and after an action, and put back.

Fields are of two kinds. Inputs are what people and the machine decide (which event an account belongs to, what a
person set); derived ones (title, date, parties …) follow from them and are read for the history, never put back.
Values are plain JSON, the same on both databases.
"""

from collections.abc import Callable, Collection, Iterator
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from app.store import search_rows
from app.store.actors import parties_of
from app.store.annotations import PLACE_COLUMNS, tags_of
from app.store.articles import HEAD
from app.store.grade_state import (
    GRADES,
    account_grade_states,
    judgement_states,
    put_back_grade,
    source_states,
)
from app.store.revisions import ACCOUNT, ANNOTATION, ARTICLE, EVENT, SOURCE
from app.store.search_tables import ArticleWords
from app.store.tables import Account, Annotation, Article, Event, EventCountry, EventField, Star
from app.store.tiles import touch

Subject = tuple[str, int]
"""What kind of thing, and its id."""
State = dict[Subject, dict[str, Any]]

CHUNK = 5_000
"""Ids in one statement: databases limit the number of bound values."""
DECIDED = "decided."
"""How the fields begin that say what a person decided about another field."""
DECIDED_AT = "decided_at"
"""When the event was accepted or rejected; what joined it later is new since then."""
DERIVED = frozenset({"title", "type", "status", "date", "place", "actors", "recipients", "countries"})
_DECISION = ("state", "value", "account_id", "article_version_id", "start", "end", "reason")


def read_state(session: Session, subjects: Collection[Subject]) -> State:
    """The state of these subjects; one that is not there has no fields."""
    state: State = {subject: {} for subject in subjects}
    for kind, read in _READERS.items():
        ids = sorted(subject_id for subject_kind, subject_id in subjects if subject_kind == kind)
        for some in _chunks(ids):
            state |= {(kind, subject_id): fields for subject_id, fields in read(session, some).items()}
    return state


def put_back(session: Session, subject: Subject, field: str, value: Any, now: datetime) -> None:
    """
    Give an input field a value that it had. What follows from it is derived by the caller.

    Args:
        field: Not one of `DERIVED`.
        now: The instant, for what keeps one.
    """
    kind, subject_id = subject
    if kind == EVENT and field.startswith(DECIDED):
        write_decision(session, subject_id, field.removeprefix(DECIDED), value)
    elif field.startswith(GRADES):
        put_back_grade(session, subject_id, field, value, now)
    elif kind == EVENT and field == "stars":
        write_stars(session, subject_id, value)
    else:
        put_back_all(session, kind, [subject_id], field, value, now)


def put_back_all(
    session: Session, kind: str, subject_ids: Collection[int], field: str, value: Any, now: datetime
) -> None:
    """The same of many subjects of one kind that had the same value, for a field that is a plain column."""
    table, columns = _COLUMNS[kind]
    values: dict[str, Any] = {columns[field]: _instant(value) if field == DECIDED_AT else value}
    if (kind, field) == (ACCOUNT, "event"):
        values["joined_at"] = now
    if kind == EVENT:
        touch(session, subject_ids)
    if kind == ARTICLE:
        search_rows.touch(session, ArticleWords, subject_ids)
    for ids in _chunks(subject_ids):
        session.execute(sa.update(table).where(col(table.id).in_(ids)).values(**values))


def write_decision(session: Session, event_id: int, field: str, decision: dict[str, Any] | None) -> None:
    """Write what a person decided about a field of an event; None takes the decision back."""
    session.execute(sa.delete(EventField).where(col(EventField.event_id) == event_id, col(EventField.field) == field))
    if decision is not None:
        session.execute(sa.insert(EventField), [{"event_id": event_id, "field": field, **decision}])


def write_stars(session: Session, event_id: int, users: Collection[int]) -> None:
    """Write which users marked an event."""
    touch(session, [event_id])
    session.execute(sa.delete(Star).where(col(Star.event_id) == event_id))
    if users:
        session.execute(sa.insert(Star), [{"event_id": event_id, "user_id": user_id} for user_id in users])


def _events(session: Session, ids: Collection[int]) -> dict[int, dict[str, Any]]:
    parties = parties_of(session, ids)
    countries, decided, stars = _countries(session, ids), _decided(session, ids), _stars(session, ids)
    judged = judgement_states(session, ids)
    return {
        event.id or 0: {
            "title": event.title,
            "type": event.type,
            "status": event.status,
            "date": {"edtf": event.date_edtf, "kind": event.date_kind} if event.date_edtf else None,
            "place": event.place,
            "actors": parties[event.id or 0][0],
            "recipients": parties[event.id or 0][1],
            "countries": countries.get(event.id or 0, []),
            "review": event.review,
            DECIDED_AT: event.decided_at.isoformat() if event.decided_at else None,
            "merged_into": event.merged_into,
            "after": event.after_id,
            "before": event.before_id,
            "stars": stars.get(event.id or 0, []),
            **decided.get(event.id or 0, {}),
            **judged.get(event.id or 0, {}),
        }
        for event in session.scalars(
            sa.select(Event).where(col(Event.id).in_(ids)), execution_options={"populate_existing": True}
        )
    }


def _accounts(session: Session, ids: Collection[int]) -> dict[int, dict[str, Any]]:
    states, graded = _plain(session, Account, ids, ACCOUNT), account_grade_states(session, ids)
    return {account_id: fields | graded.get(account_id, {}) for account_id, fields in states.items()}


def _articles(session: Session, ids: Collection[int]) -> dict[int, dict[str, Any]]:
    return _plain(session, Article, ids, ARTICLE)


def _annotations(session: Session, ids: Collection[int]) -> dict[int, dict[str, Any]]:
    """Which event a note stands on, where its passage is, and what `annotate` records of it."""
    states = _plain(session, Annotation, ids, ANNOTATION)
    query = sa.select(Annotation).where(col(Annotation.id).in_(ids))
    tags = tags_of(session, ids)
    for note in session.scalars(query, execution_options={"populate_existing": True}):
        note_id = note.id or 0
        states[note_id] |= {
            "body": note.body,
            "tags": list(tags.get(note_id, ())),
            "deleted": note.deleted_at is not None,
            "place": [getattr(note, name) for name in PLACE_COLUMNS],
        }
    return states


_Table = type[Event] | type[Account] | type[Article] | type[Annotation]
# For each kind of subject its table, and the columns of the fields that are plain ones.
_COLUMNS: dict[str, tuple[_Table, dict[str, str]]] = {
    EVENT: (
        Event,
        {
            "review": "review",
            DECIDED_AT: "decided_at",
            "merged_into": "merged_into",
            "after": "after_id",
            "before": "before_id",
        },
    ),
    ACCOUNT: (Account, {"event": "event_id", "held": "held", "standing": "standing"}),
    ARTICLE: (Article, {"origin": "origin_id", "origin_basis": "origin_basis", **{name: name for name in HEAD}}),
    ANNOTATION: (Annotation, {"event": "event_id"}),
}
_READERS: dict[str, Callable[[Session, Collection[int]], dict[int, dict[str, Any]]]] = {
    EVENT: _events,
    ACCOUNT: _accounts,
    ARTICLE: _articles,
    ANNOTATION: _annotations,
    SOURCE: source_states,
}


def _chunks(ids: Collection[int]) -> Iterator[list[int]]:
    every = list(ids)
    return (every[start : start + CHUNK] for start in range(0, len(every), CHUNK))


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _plain(session: Session, table: _Table, ids: Collection[int], kind: str) -> dict[int, dict[str, Any]]:
    columns = _COLUMNS[kind][1]
    query = sa.select(col(table.id), *(getattr(table, column) for column in columns.values())).where(
        col(table.id).in_(ids)
    )
    return {subject_id: dict(zip(columns, values, strict=True)) for subject_id, *values in session.execute(query)}


def _countries(session: Session, ids: Collection[int]) -> dict[int, list[list[str]]]:
    query = (
        sa.select(col(EventCountry.event_id), col(EventCountry.country), col(EventCountry.role))
        .where(col(EventCountry.event_id).in_(ids))
        .order_by(col(EventCountry.event_id), col(EventCountry.country), col(EventCountry.role))
    )
    countries: dict[int, list[list[str]]] = {}
    for event_id, country, role in session.execute(query):
        countries.setdefault(event_id, []).append([country, role])
    return countries


def _decided(session: Session, ids: Collection[int]) -> dict[int, dict[str, Any]]:
    decided: dict[int, dict[str, Any]] = {}
    query = sa.select(EventField).where(col(EventField.event_id).in_(ids)).order_by(col(EventField.field))
    for row in session.scalars(query, execution_options={"populate_existing": True}):
        decision = {name: getattr(row, name) for name in _DECISION}
        decided.setdefault(row.event_id, {})[DECIDED + row.field] = decision
    return decided


def _stars(session: Session, ids: Collection[int]) -> dict[int, list[int]]:
    query = (
        sa.select(col(Star.event_id), col(Star.user_id))
        .where(col(Star.event_id).in_(ids))
        .order_by(col(Star.event_id), col(Star.user_id))
    )
    stars: dict[int, list[int]] = {}
    for event_id, user_id in session.execute(query):
        stars.setdefault(event_id, []).append(user_id)
    return stars
