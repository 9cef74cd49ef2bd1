"""The list beneath the picture: the window's events page by page, the gaps between them, and the undated shelf."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.dates import OPEN_END, OPEN_START
from app.domain.summaries import EventSummary
from app.errors import BadInput
from app.store.summary_queries import list_summaries
from app.store.timeline_queries import find_covered_until, list_ids, list_undated_ids

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlmodel import Session

    from app.domain.filters import Filter

PAGE_ROWS = 100
SHELF_ROWS = 50
GAP_DAYS = 10
"""From how many empty days on a gap is worth a row of its own."""

_TOKEN = re.compile(r"(?:d([0-9]{1,7})-|u)([0-9]{1,10})")


@dataclass(frozen=True)
class ListRow:
    """An event and how many whole days before it no event of the list can have touched (0: too few to say)."""

    event: EventSummary
    gap_days: int


@dataclass(frozen=True)
class EventList:
    """
    One page of the list.

    Attributes:
        rows: Dated events of the window, in the order of time.
        undated: Events of the shelf.
        next: Token of the next page of dated events, None on the last.
        next_undated: The same for the shelf.
        is_first: Whether this page begins the list.
    """

    rows: tuple[ListRow, ...]
    undated: tuple[EventSummary, ...]
    next: str | None
    next_undated: str | None
    is_first: bool


@dataclass(frozen=True)
class ListStart:
    """Where a page begins: behind a dated row (day and id), behind an undated one, or at the beginning."""

    after_dated: tuple[int, int] | None = None
    after_undated: int | None = None


def parse_start(token: str) -> ListStart:
    """Read a token of `EventList`; an empty one means the beginning. Raises BadInput for any other text."""
    if not token:
        return ListStart()
    match = _TOKEN.fullmatch(token)
    if not match or int(match[2]) >= 2**31:
        raise BadInput(f"{token[:40]!r} is no place in the list: start it again from its first page.", "next")
    if match[1] is None:
        return ListStart(after_undated=int(match[2]))
    return ListStart(after_dated=(int(match[1]), int(match[2])))


def list_page(session: "Session", wanted: "Filter", days: tuple[int, int] | None, start: ListStart) -> EventList:
    """
    Read one page; the caller's transaction is open.

    Args:
        days: First and last day of the window, None where nothing is dated.
        start: From `parse_start`. Pages after the first of one part leave the other part out.
    """
    rows: list[ListRow] = []
    following = None
    if days and start.after_undated is None:
        places = list_ids(session, wanted, *days, limit=PAGE_ROWS + 1, after=start.after_dated)
        covered = find_covered_until(session, wanted, *days, until=start.after_dated) if start.after_dated else 0
        shown = places[:PAGE_ROWS]
        rows = with_gaps(list_summaries(session, [event_id for _, event_id in shown]), days[0], covered)
        following = f"d{shown[-1][0]}-{shown[-1][1]}" if len(places) > PAGE_ROWS else None
    undated, following_undated = _shelf(session, wanted, start)
    return EventList(tuple(rows), undated, following, following_undated, start == ListStart())


def _shelf(session: "Session", wanted: "Filter", start: ListStart) -> tuple[tuple[EventSummary, ...], str | None]:
    if start.after_dated is not None:
        return (), None
    ids = list_undated_ids(session, wanted, SHELF_ROWS + 1, start.after_undated or 0)
    shown = ids[:SHELF_ROWS]
    return tuple(list_summaries(session, shown)), f"u{shown[-1]}" if len(ids) > SHELF_ROWS else None


def with_gaps(events: "Iterable[EventSummary]", first_day: int, covered_until: int = 0) -> list[ListRow]:
    """
    Say before which events nothing happened for long.

    Args:
        events: Dated, in their order.
        first_day: Of the window: what lies before it is not listed, so nothing is said of it.
        covered_until: The last day that earlier rows can have touched, 0 if there are none.

    An event covers all days it may have happened on, so that a gap is certainly one; what still lasts covers its first
    day, and an open start covers nothing.
    """
    rows = []
    for event in events:
        earliest, latest = event.earliest, event.latest
        assert earliest is not None and latest is not None  # noqa: S101, PT018 - the caller lists dated ones
        empty = earliest - max(covered_until, first_day - 1) - 1 if covered_until else 0
        rows.append(ListRow(event, empty if empty >= GAP_DAYS else 0))
        if earliest != OPEN_START:
            covered_until = max(covered_until, earliest if latest == OPEN_END else latest)
    return rows
