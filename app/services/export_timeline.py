"""The same view as data: the events of the filter and its window, and the picture as a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.filters import Filter
from app.domain.summaries import EventSummary
from app.services.browse_timeline import Counts, picture_of
from app.services.event_evidence import EventEvidence, evidence_of
from app.store.engine import reading
from app.store.summary_queries import list_summaries
from app.store.timeline_queries import list_ids, list_undated_ids
from app.timeline.model import Picture

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.timeline.window import Window

MAX_EVENTS = 10_000
"""Most events of one export; the export says when there are more."""
FILE_WIDTH_PX = 1_200


@dataclass(frozen=True)
class Export:
    """
    Events as data.

    Attributes:
        counts: As on the page of the same address.
        window: None where no event is dated.
        events: Dated ones of the window in their order, then undated ones.
        evidence: For each of them what is disputed, what no words carry, and who decided.
        is_complete: Whether none was left out because of `MAX_EVENTS`.
    """

    counts: Counts
    window: "Window | None"
    events: tuple[EventSummary, ...]
    evidence: Mapping[int, EventEvidence]
    is_complete: bool


def export_events(session: "Session", wanted: Filter, width_px: int) -> Export:
    """Read the events of a view; `width_px` decides the counts' clusters as it does on the page."""
    with reading(session):
        picture, counts = picture_of(session, wanted, width_px)
        window = picture.window if picture else None
        places = list_ids(session, wanted, window.first_day, window.last_day, MAX_EVENTS + 1) if window else []
        ids = [event_id for _, event_id in places]
        ids += list_undated_ids(session, wanted, MAX_EVENTS + 1 - len(ids))
        exported = ids[:MAX_EVENTS]
        return Export(
            counts=counts,
            window=window,
            events=tuple(list_summaries(session, exported)),
            evidence=evidence_of(session, exported),
            is_complete=len(ids) <= MAX_EVENTS,
        )


def export_picture(session: "Session", wanted: Filter) -> tuple[Picture | None, Counts]:
    """The picture laid out for a file, None where no event is dated, and its counts."""
    with reading(session):
        return picture_of(session, wanted, FILE_WIDTH_PX)
