"""The other dates that the accounts of an event give, where they contradict one another."""

from typing import TYPE_CHECKING

from app.domain.accounts import DATE
from app.domain.dates import parse_edtf
from app.domain.events import Flag
from app.services.event_evidence import evidence_of
from app.timeline.stretch import stretch_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlmodel import Session

    from app.domain.summaries import EventSummary
    from app.services.event_evidence import EventEvidence

Days = tuple[int, int]
"""First and last day, both included; of an open date those of its known end."""


def rival_dates(session: "Session", events: "Iterable[EventSummary]") -> dict[int, tuple[Days, ...]]:
    """
    Where the dates stand that contradict those that these events adopted; that of the most sources comes first.

    Events whose accounts do not contradict one another cost nothing. The caller's transaction is open.
    """
    contested = {event.id: event.date for event in events if Flag.CONFLICT in event.flags and event.date}
    evidence = evidence_of(session, list(contested)) if contested else {}
    return {event_id: _rivals(contested[event_id], found) for event_id, found in evidence.items()}


def _rivals(adopted: str, evidence: "EventEvidence") -> tuple[Days, ...]:
    own = parse_edtf(adopted)
    told = [parse_edtf(one.value) for dispute in evidence.disputes if dispute.field == DATE for one in dispute.sayings]
    apart = [
        edtf
        for edtf in told
        if not (own.earliest <= edtf.earliest <= edtf.latest <= own.latest)
        and not (edtf.earliest <= own.earliest <= own.latest <= edtf.latest)
    ]
    stretches = [stretch_of(edtf.text, edtf.usual_kind, edtf.earliest, edtf.latest) for edtf in apart]
    return tuple((stretch.first, stretch.last) for stretch in stretches)
