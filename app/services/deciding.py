"""What every decision about an event has in common: its version is checked, its accounts are held, it is recorded."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.corrections import Correction
from app.errors import Conflict
from app.services.gone import not_there
from app.services.recorded import Recorder, recorded
from app.services.resettle import resettle
from app.store.engine import writing
from app.store.event_accounts import hold
from app.store.event_queries import EventDetail, find_event
from app.store.event_state import write_decision
from app.store.revisions import EVENT
from app.store.tables import FieldState
from app.store.users import user_id

if TYPE_CHECKING:
    from sqlmodel import Session


@contextmanager
def deciding(
    session: "Session",
    kind: str,
    event_id: int,
    version: int | None,
    analyst: str,
    now: datetime,
    *,
    reason: str | None = None,
) -> Iterator[Recorder]:
    """
    A decision of a person about one event, in a transaction of its own.

    Args:
        kind: What is decided, as `recorded` takes it.
        version: The version that the person saw; None where none was shown, as in a decision on a whole filter.
        analyst: Who decides.
        now: The instant.
        reason: Why, in the person's words.

    Raises:
        NotFound: There is no such event.
        Conflict: It was changed since that version, or is part of another event now.
    """
    with writing(session):
        present_event(session, event_id, version)
        with recorded(session, kind, user_id(session, analyst, now), now, event_id=event_id, reason=reason) as recorder:
            recorder.watch_events([event_id])
            hold(session, [event_id])
            yield recorder
            resettle(session, recorder, now)


def present_event(session: "Session", event_id: int, version: int | None) -> EventDetail:
    """The event as it stands. Raises NotFound and Conflict as `deciding` does."""
    event = find_event(session, event_id)
    if event is None:
        raise not_there(session, EVENT, event_id)
    if event.merged_into is not None:
        raise Conflict(f"This event is part of event {event.merged_into} now: decide there.")
    if version is not None and event.version != version:
        raise Conflict("This event was changed meanwhile; nothing was overwritten.")
    return event


def set_fields(
    session: "Session",
    event_id: int,
    corrections: list[Correction],
    reason: str | None,
    account_id: int | None = None,
) -> None:
    """Freeze fields at the values of a person; `account_id` is the account whose values they are, if one's."""
    for one in corrections:
        write_decision(
            session,
            event_id,
            one.field,
            {
                "state": FieldState.SET.value,
                "value": one.value,
                "account_id": account_id,
                "article_version_id": one.words.version_id if one.words else None,
                "start": one.words.start if one.words else None,
                "end": one.words.end if one.words else None,
                "reason": reason,
            },
        )
