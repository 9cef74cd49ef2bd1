"""Merge and split: two events were one happening, or one was two."""

from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING

from app.errors import BadInput, Conflict, NotFound
from app.services.deciding import deciding, present_event
from app.services.joining import join
from app.store.event_accounts import account_ids_of, hold, move_accounts
from app.store.events import add_event, told_by
from app.store.merging import merged_into

if TYPE_CHECKING:
    from sqlmodel import Session


def merge(
    session: "Session",
    event_id: int,
    version: int,
    other_id: int,
    analyst: str,
    now: datetime,
    reason: str | None = None,
) -> int:
    """
    Make two events one. The older id lives on with the accounts, notes and stars of both; the other redirects to it.

    A field that a person set on both keeps the value of the one that lives on, a review likewise.

    Args:
        event_id: The event on whose page it is done.
        version: The version of it that the person saw.
        other_id: The other one.

    Returns:
        The id that lives on.

    Raises:
        BadInput: Both are the same.
        NotFound, Conflict: As `deciding` does, of either event.
    """
    if event_id == other_id:
        raise BadInput("This is the event itself: choose another one.", "other")
    older, younger = sorted((event_id, other_id))
    shown = {event_id: version}
    with deciding(session, "merge", older, shown.get(older), analyst, now, reason=reason) as recorder:
        present_event(session, younger, shown.get(younger))
        keeps = present_event(session, older, None)
        recorder.watch_events([younger, *merged_into(session, younger)])
        join(session, recorder, keeps, younger, now)
        hold(session, [older])
    return older


def split(
    session: "Session",
    event_id: int,
    version: int,
    account_ids: Collection[int],
    analyst: str,
    now: datetime,
    reason: str | None = None,
) -> int:
    """
    Take accounts out of an event into one of their own; those that stay keep the id, and neither part joins the other.

    Returns:
        The id of the new event.

    Raises:
        BadInput: None or all of its accounts are chosen.
        NotFound, Conflict: As `deciding` does; also where a chosen account is not one of the event's.
    """
    with deciding(session, "split", event_id, version, analyst, now, reason=reason) as recorder:
        own = account_ids_of(session, [event_id])
        chosen = sorted(set(account_ids))
        if set(chosen) - set(own):
            raise Conflict("One of the chosen accounts is no longer part of this event: load the page again.")
        if not chosen or len(chosen) == len(own):
            raise BadInput("Choose at least one account to take out, and leave at least one in.", "accounts")
        told = told_by(session, chosen[0])
        if told is None:
            raise NotFound(f"There is no account {chosen[0]}.")
        new_id = add_event(session, told, now)
        move_accounts(session, chosen, new_id, now)
        recorder.started(new_id, merged_into=event_id)
    return new_id
