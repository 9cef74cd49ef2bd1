"""
Settling: what one article tells joins an event or starts one.

An event is what the accounts of one happening have in common, and which accounts these are follows from the accounts
and from what people decided, whatever the order in which they came (decision 0005).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.dates import parse_edtf
from app.domain.events import FoundEvent
from app.errors import UnreadableDate
from app.services.recorded import Recorder, recorded
from app.services.resettle import place
from app.settling.tellings import telling_of
from app.store.events import add_account, clip_title
from app.store.neighbours import text_sha256

if TYPE_CHECKING:
    from sqlmodel import Session

SETTLE = "settle"
"""The kind of the action by which the machine changes events that exist."""


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
    with recorded(session, SETTLE, None, now) as recorder:
        settled = settle_findings(session, recorder, version_id, usable, rules_version, now)
    return replace(settled, notices=notices)


def settle_findings(
    session: "Session",
    recorder: Recorder,
    version_id: int,
    usable: Sequence[FoundEvent],
    rules_version: str,
    now: datetime,
    *,
    around: Collection[int] = (),
) -> Settled:
    """
    Save findings that can be kept and are not kept yet, as a part of an action.

    Args:
        usable: As `usable_findings` gives them.
        around: Events whose accounts are settled anew at the same time.
    """
    article = text_sha256(session, version_id)
    newcomers = {telling_of(found, article): found for found in usable}
    places = place(session, recorder, newcomers, now, around=around)
    for telling, found in newcomers.items():
        add_account(session, version_id, places[telling.key].event_id, found, rules_version, now)
    new = sum(one.is_new for one in places.values())
    return Settled(new, len(places) - new, ())


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
            usable[key] = replace(found, title=clip_title(found.title))
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
