"""What people decided about the fields of an event, with the words they pointed at, who it was, when and why."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from app.store.event_state import DECIDED
from app.store.revisions import EVENT
from app.store.tables import ArticleVersion, EventField, FieldState, Revision, User


@dataclass(frozen=True)
class DecisionView:
    """
    A person's decision about one field.

    Attributes:
        field: Which.
        is_open: Whether it leaves the field disputed; else it sets `value`.
        value: As it is kept; None with `is_open`.
        account_id: The account whose value was adopted, if one's was.
        version_id, article_id, start, end, words: The words that carry the value; None where none do.
        user, at: Who decided and when; None of a field that came with data of before.
        reason: Why, in the person's words.
    """

    field: str
    is_open: bool
    value: Any
    account_id: int | None
    version_id: int | None
    article_id: int | None
    start: int | None
    end: int | None
    words: str | None
    user: str | None
    at: datetime | None
    reason: str | None


def list_decision_views(session: Session, event_id: int) -> dict[str, DecisionView]:
    """The decisions about an event, by field."""
    start, end = col(EventField.start), col(EventField.end)
    words = sa.func.substr(col(ArticleVersion.text), start + 1, end - start)
    query = (
        sa.select(EventField, col(ArticleVersion.article_id), words)
        .outerjoin(ArticleVersion, col(ArticleVersion.id) == col(EventField.article_version_id))
        .where(col(EventField.event_id) == event_id)
    )
    deciders = _deciders(session, event_id)
    return {
        row.field: _view(row, article_id, text, *deciders.get(row.field, (None, None)))
        for row, article_id, text in session.execute(query)
    }


def _deciders(session: Session, event_id: int) -> dict[str, tuple[str | None, datetime]]:
    """Who last decided each field, and when."""
    query = (
        sa.select(col(Revision.field), col(User.name), col(Revision.at))
        .outerjoin(User, col(User.id) == col(Revision.user_id))
        .where(
            col(Revision.subject) == EVENT,
            col(Revision.subject_id) == event_id,
            col(Revision.field).startswith(DECIDED, autoescape=True),
        )
        .order_by(col(Revision.id))
    )
    return {field.removeprefix(DECIDED): (user, at) for field, user, at in session.execute(query)}


def _view(
    row: EventField, article_id: int | None, words: str | None, user: str | None, at: datetime | None
) -> DecisionView:
    return DecisionView(
        field=row.field,
        is_open=row.state == FieldState.DISPUTED,
        value=row.value,
        account_id=row.account_id,
        version_id=row.article_version_id,
        article_id=article_id,
        start=row.start,
        end=row.end,
        words=words,
        user=user,
        at=at,
        reason=row.reason,
    )
