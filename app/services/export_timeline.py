"""The same view as data, for as many events as there are, and the picture as a file."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.filters import Filter
from app.domain.summaries import EventSummary
from app.services.browse_timeline import DEFAULT_WIDTH_PX, Counts, picture_of
from app.services.event_evidence import EventEvidence, evidence_of
from app.store.engine import reading
from app.store.export_queries import list_exported_ids
from app.store.summary_queries import list_summaries
from app.timeline.model import Picture

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.timeline.window import Window

BATCH = 500
"""Events read together: memory stays the same however many there are."""

ExportedEvent = tuple[EventSummary, EventEvidence]


class Part(StrEnum):
    """How much of a filter an export holds: what the page shows, with the shelf, or all there is."""

    WINDOW = "window"
    ALL = "all"


@dataclass(frozen=True)
class Export:
    """
    Events as data.

    Attributes:
        counts: As on the page of the same address.
        window: None where no event is dated.
        part: What is in it.
        count: How many events are in it.
        events: Dated ones in their order, then undated ones, each with what is disputed, what no words carry, and who
            decided; read while they are taken.
    """

    counts: Counts
    window: "Window | None"
    part: Part
    count: int
    events: Iterator[ExportedEvent]

    @property
    def left_out(self) -> int:
        """Events of the filter that are not in it: dated ones outside of the window."""
        return self.counts.total - self.count


@contextmanager
def exporting(
    session: "Session", wanted: Filter, part: Part = Part.WINDOW, width_px: int = DEFAULT_WIDTH_PX
) -> Iterator[Export]:
    """
    Open an export: all of it is read in one transaction, as the data stand at its beginning, until the block ends.

    Args:
        width_px: Decides the counts' clusters, as it does on the page.
    """
    with reading(session):
        wanted = _whole(wanted) if part is Part.ALL else wanted
        picture, counts = picture_of(session, wanted, width_px)
        window = picture.window if picture else None
        days = (window.first_day, window.last_day) if window and part is Part.WINDOW else None
        ids = list_exported_ids(session, wanted, days)
        batches = (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))
        yield Export(
            counts=counts,
            window=window,
            part=part,
            count=len(ids),
            events=(one for batch in batches for one in _read(session, list(batch))),
        )


def export_picture(
    session: "Session", wanted: Filter, part: Part = Part.WINDOW, width_px: int = DEFAULT_WIDTH_PX
) -> tuple[Picture | None, Counts]:
    """The picture laid out for a file, None where no event is dated, and its counts."""
    with reading(session):
        wanted = _whole(wanted) if part is Part.ALL else wanted
        return picture_of(session, wanted, width_px)


def _whole(wanted: Filter) -> Filter:
    return wanted.with_(t0=None, t1=None)


def _read(session: "Session", event_ids: list[int]) -> Iterator[ExportedEvent]:
    evidence = evidence_of(session, event_ids)
    return ((event, evidence[event.id]) for event in list_summaries(session, event_ids))
