"""Walking through a timeline by keys and by dates, the window following (TIMELINE.md S8)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.dates import OPEN_START, known_days, parse_edtf
from app.domain.filters import Filter
from app.services.browse_timeline import window_of
from app.services.read_date import read_date
from app.store.engine import reading
from app.store.step_queries import AFTER_ALL, BEFORE_ALL, Walk, find_after, find_before, find_place
from app.timeline.window import Window, centred, following

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.store.window_queries import Place


class Way(StrEnum):
    """Where a key leads."""

    NEXT = "next"
    PREVIOUS = "previous"
    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True)
class Step:
    """The event that a key leads to, and the window that shows it; None where the present one does."""

    event_id: int
    window: Window | None


def step(
    session: "Session",
    wanted: Filter,
    way: Way,
    *,
    of: int | None = None,
    day: int | None = None,
    lane: str | None = None,
) -> Step | None:
    """
    Find the event that a key leads to; None at the end of the filter or of the lane.

    Args:
        wanted: The filter with its window and lanes.
        of: The event that has the focus.
        day: Without it, the day that has: the next event is the first that begins on it or later.
        lane: The key of the lane to stay in; None for all events of the filter.
    """
    with reading(session):
        window = window_of(session, wanted)
        found = _found(session, Walk(wanted, lane), way, of, day)
    if window is None or found is None:
        return None
    event_id, earliest, latest = found
    followed = following(window, latest if earliest == OPEN_START else earliest)
    return Step(event_id, followed if followed != window else None)


def go_to(session: "Session", wanted: Filter, typed: str, today: date) -> Window | None:
    """
    Give the window that shows a date; None where nothing is typed or no event of the filter is dated.

    Args:
        typed: "May 2022", "2022-Q2", "14 February 2019", "today".
        today: The day from which relative words count.

    Raises:
        UnreadableDate: It is no date.
    """
    read = read_date(typed, today)
    if read is None:
        return None
    edtf = parse_edtf(read.edtf)
    with reading(session):
        window = window_of(session, wanted)
    return centred(window, *known_days(edtf.earliest, edtf.latest)) if window else None


def _found(session: "Session", walk: Walk, way: Way, of: int | None, day: int | None) -> tuple[int, int, int] | None:
    if way is Way.FIRST:
        return find_after(session, walk, BEFORE_ALL)
    if way is Way.LAST:
        return find_before(session, walk, AFTER_ALL)
    place: Place | None = (day, 0) if day is not None else None
    if of is not None:
        place = find_place(session, walk.wanted, of)
    if place is None:
        return None
    return (find_after if way is Way.NEXT else find_before)(session, walk, place)
