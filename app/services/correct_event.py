"""Correction: a person sets a field, takes one account's value, leaves it open, or gives it back to the accounts."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.accounts import DATE, DISPUTABLE, Told
from app.domain.corrections import Correction, Words, date_value
from app.errors import BadInput, NotFound
from app.services.deciding import deciding, set_fields
from app.store.event_accounts import account_words, list_told
from app.store.event_state import write_decision
from app.store.tables import FieldState

if TYPE_CHECKING:
    from sqlmodel import Session


def correct(
    session: "Session",
    event_id: int,
    version: int,
    corrections: Sequence[Correction],
    analyst: str,
    now: datetime,
    reason: str | None = None,
) -> None:
    """
    Freeze fields at a person's values: no account and no newer rule changes them any more.

    Args:
        version: The version of the event that the person saw.
        corrections: One for each field.

    Raises:
        NotFound, Conflict: As `deciding` does.
    """
    with deciding(session, "edit", event_id, version, analyst, now, reason=reason):
        set_fields(session, event_id, list(corrections), reason)


def adopt_value(
    session: "Session",
    event_id: int,
    version: int,
    field: str,
    account_id: int,
    analyst: str,
    now: datetime,
    reason: str,
) -> None:
    """
    Freeze a field at what one of the event's accounts says, with its words.

    Raises:
        BadInput: Accounts cannot differ in this field, or this one says nothing of it.
        NotFound, Conflict: As `deciding` does; also where the account is not one of the event's.
    """
    with deciding(session, "adopt", event_id, version, analyst, now, reason=reason):
        told = _account_of(session, event_id, account_id)
        value = _value(told, field)
        words = account_words(session, account_id, field)
        set_fields(session, event_id, [Correction(field, value, Words(*words) if words else None)], reason, account_id)


def leave_open(
    session: "Session", event_id: int, version: int, field: str, analyst: str, now: datetime, reason: str
) -> None:
    """Say that a field is disputed: the machine's choice is shown, and exports tell what each account says."""
    _check_field(field)
    with deciding(session, "dispute", event_id, version, analyst, now, reason=reason):
        nothing = dict.fromkeys(("value", "account_id", "article_version_id", "start", "end"))
        write_decision(session, event_id, field, {"state": FieldState.DISPUTED.value, **nothing, "reason": reason})


def release(session: "Session", event_id: int, version: int, field: str, analyst: str, now: datetime) -> None:
    """Give a field back to the accounts."""
    with deciding(session, "release", event_id, version, analyst, now):
        write_decision(session, event_id, field, None)


def _account_of(session: "Session", event_id: int, account_id: int) -> Told:
    found = [told for told in list_told(session, [event_id])[event_id] if told.account == account_id]
    if not found:
        raise NotFound(f"Account {account_id} does not tell event {event_id}: load the page again.")
    return found[0]


def _value(told: Told, field: str) -> object:
    _check_field(field)
    value = date_value(told.date, told.date_kind) if field == DATE else getattr(told, field)
    if value in (None, ()):
        raise BadInput(f"This account says nothing of the {field}.", field)
    return list(value) if isinstance(value, tuple) else value


def _check_field(field: str) -> None:
    if field not in DISPUTABLE:
        raise BadInput(f"{field[:20]!r} is no field in which accounts can differ.", "field")
