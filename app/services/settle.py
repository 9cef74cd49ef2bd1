"""
Settling: what one article tells joins an event or starts one.

The rule of this release joins only what is told alike: the same sets of actors and of recipients, the same type and
status, the same exact day. What a person changed is compared as it stands now, so nothing joins across their decision.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.dates import parse_edtf
from app.domain.events import FoundEvent
from app.domain.parties import Roles, country_roles
from app.errors import UnreadableDate
from app.store.actors import actor_names, parties_of
from app.store.dyads import event_roles, set_event_countries
from app.store.events import add_account, add_event, clip_title, events_of_the_day

if TYPE_CHECKING:
    from sqlmodel import Session


@dataclass(frozen=True)
class Settled:
    """How many events an article started and joined, and what was refused."""

    events_new: int
    events_joined: int
    notices: tuple[str, ...]


def settle(
    session: "Session",
    version_id: int,
    text: str,
    found_events: Sequence[FoundEvent],
    rules_version: str,
    now: datetime,
) -> Settled:
    """
    Save the found events of one article version, inside the caller's writing transaction.

    An event whose quote is not `text[start:end]`, or whose date cannot be read, is refused with a notice. Two events of
    one article never join each other.
    """
    usable, notices = usable_findings(text, found_events)
    joined = 0
    for found in usable:
        known = _same_event(session, found, version_id)
        roles = roles_of(found)
        if known is None:
            event_id = add_event(session, found, now)
        else:
            joined += 1
            event_id, roles = known, roles | event_roles(session, known)
        add_account(session, version_id, event_id, found, rules_version, now)
        set_event_countries(session, event_id, roles)
    return Settled(len(usable) - joined, joined, notices)


def roles_of(found: FoundEvent) -> Roles:
    """The roles that one account gives to countries."""
    return country_roles(found.actors, found.recipients, found.countries, found.context)


def usable_findings(text: str, found_events: Sequence[FoundEvent]) -> tuple[list[FoundEvent], tuple[str, ...]]:
    """Those that can be kept, each once, and a sentence for each other one."""
    usable: dict[tuple[int, int, str, str], FoundEvent] = {}
    notices = []
    for found in found_events:
        key = found.start, found.end, found.type.value, clip_title(found.title)
        fault = "it was found twice" if key in usable else _fault(text, found)
        if fault:
            notices.append(f"The event “{clip_title(found.title)}” was left out: {fault}.")
        else:
            usable[key] = found
    return list(usable.values()), tuple(notices)


def _fault(text: str, found: FoundEvent) -> str | None:
    """What speaks against keeping a found event, if anything does."""
    if not found.quote or text[found.start : found.end] != found.quote:
        return "its quote is not in the text, letter by letter"
    try:
        if found.date:
            parse_edtf(found.date)
    except UnreadableDate as problem:
        return f"its date {problem.phrase!r} cannot be read"
    return None


def _same_event(session: "Session", found: FoundEvent, version_id: int) -> int | None:
    """The oldest event that is told alike, if there is one and somebody takes part in it."""
    told = set(actor_names(found.actors)), set(actor_names(found.recipients))
    if not any(told):
        return None
    candidates = events_of_the_day(session, found, version_id)
    parties = parties_of(session, candidates) if candidates else {}
    return next((event for event in candidates if tuple(map(set, parties[event])) == told), None)
