"""
The list beneath the picture: the window's events page by page in both directions, the gaps between them, and the
undated shelf.
"""

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.domain.dates import OPEN_END, OPEN_START
from app.domain.summaries import EventSummary
from app.errors import BadInput
from app.store.summary_queries import list_summaries
from app.store.timeline_queries import find_covered_until, list_ids, list_undated_ids
from app.store.window_queries import Place
from app.timeline.headings import headings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlmodel import Session

    from app.domain.filters import Filter

PAGE_ROWS = 50
SHELF_ROWS = 20
GAP_DAYS = 10
"""From how many empty days on a gap is worth a row of its own."""

LAST_PLACE: Place = (OPEN_END, 2**31 - 1)
"""Behind every dated row."""

_TOKEN = re.compile(r"(?:(?P<dated>[db])(?P<day>[0-9]{1,7})-|(?P<undated>[uv]))(?P<id>[0-9]{1,10})")
_LAST_PAGE = "end"


@dataclass(frozen=True)
class ListRow:
    """
    An event in the list.

    Attributes:
        gap_days: How many whole days before it no event of the list can have touched (0: too few to say).
        heading: The month, year or decade that begins with it; empty where the one above goes on.
    """

    event: EventSummary
    gap_days: int
    heading: str = ""


@dataclass(frozen=True)
class EventList:
    """
    One page of the list.

    Attributes:
        rows: Dated events of the window, in the order of time.
        undated: Events of the shelf.
        previous, next: Tokens of the pages of dated events before and after this one, None at the ends.
        previous_undated, next_undated: The same for the shelf.
        is_first: Whether this page begins the list.
    """

    rows: tuple[ListRow, ...]
    undated: tuple[EventSummary, ...]
    next: str | None
    next_undated: str | None
    is_first: bool
    previous: str | None = None
    previous_undated: str | None = None


@dataclass(frozen=True)
class ListStart:
    """Where a page lies: behind or before a dated row (day and id), the same of an undated one, or at the beginning."""

    after_dated: Place | None = None
    before_dated: Place | None = None
    after_undated: int | None = None
    before_undated: int | None = None

    @property
    def is_dated(self) -> bool:
        """Whether it is among the dated rows and not at their beginning."""
        return self.after_dated is not None or self.before_dated is not None

    @property
    def is_undated(self) -> bool:
        """Whether it is on the shelf."""
        return self.after_undated is not None or self.before_undated is not None


def parse_start(token: str, name: str = "next") -> ListStart:
    """
    Read a token of `EventList`; an empty one means the beginning, "end" the last page.

    Args:
        name: The parameter that it came by, for the message.

    Raises:
        BadInput: It is neither.
    """
    if not token:
        return ListStart()
    if token == _LAST_PAGE:
        return ListStart(before_dated=LAST_PLACE)
    match = _TOKEN.fullmatch(token)
    if not match or int(match["id"]) >= 2**31:
        raise BadInput(f"{token[:40]!r} is no place in the list: start it again from its first page.", name)
    event_id = int(match["id"])
    if match["undated"]:
        return ListStart(after_undated=event_id) if match["undated"] == "u" else ListStart(before_undated=event_id)
    place = int(match["day"]), event_id
    return ListStart(after_dated=place) if match["dated"] == "d" else ListStart(before_dated=place)


def list_page(session: "Session", wanted: "Filter", days: tuple[int, int] | None, start: ListStart) -> EventList:
    """
    Read one page; the caller's transaction is open.

    Args:
        days: First and last day of the window, None where nothing is dated.
        start: From `parse_start`. Pages after the first of one part leave the other part out.
    """
    empty = EventList((), (), None, None, is_first=not (start.is_dated or start.is_undated))
    page = empty if days is None or start.is_undated else _dated_page(session, wanted, days, start)
    return page if start.is_dated and not page.is_first else _with_shelf(session, wanted, start, page)


def _dated_page(session: "Session", wanted: "Filter", days: tuple[int, int], start: ListStart) -> EventList:
    if start.before_dated:
        found = list_ids(session, wanted, *days, limit=PAGE_ROWS + 1, before=start.before_dated)
        if len(found) > PAGE_ROWS:
            is_last = start.before_dated == LAST_PLACE
            return _page(session, wanted, days, found[1:], found[0], is_last)
        start = ListStart()  # the beginning is near: a page of its own for a few rows would only be in the way
    found = list_ids(session, wanted, *days, limit=PAGE_ROWS + 1, after=start.after_dated)
    return _page(session, wanted, days, found[:PAGE_ROWS], start.after_dated, len(found) <= PAGE_ROWS)


def _page(
    session: "Session",
    wanted: "Filter",
    days: tuple[int, int],
    places: list[Place],
    above: Place | None,
    is_last: bool,
) -> EventList:
    """A page of rows; `above` is a place before it, None on the first page."""
    events = list_summaries(session, [event_id for _, event_id in places])
    rows = with_gaps(events, days[0], above[0] if above else 0)
    if above and any(row.gap_days for row in rows):  # only then does it matter what earlier rows reach to
        rows = with_gaps(events, days[0], find_covered_until(session, wanted, *days, until=above))
    titles = headings([day for day, _ in places])
    return EventList(
        rows=tuple(replace(row, heading=title) for row, title in zip(rows, titles, strict=True)),
        undated=(),
        previous=dated_token("b", places[0]) if above and places else None,
        next=None if is_last else dated_token("d", places[-1]),
        next_undated=None,
        is_first=above is None,
    )


def dated_token(side: str, place: Place) -> str:
    """The token of the page behind ("d") or before ("b") a row."""
    return f"{side}{place[0]}-{place[1]}"


def _with_shelf(session: "Session", wanted: "Filter", start: ListStart, page: EventList) -> EventList:
    """The page with the part of the shelf that belongs on it."""
    if start.before_undated is not None:
        ids = list_undated_ids(session, wanted, SHELF_ROWS + 1, before=start.before_undated)
        if len(ids) > SHELF_ROWS:
            return _shelved(session, page, ids[1:], has_previous=True, has_next=True)
        start = ListStart(after_undated=0)
    after = start.after_undated or 0
    ids = list_undated_ids(session, wanted, SHELF_ROWS + 1, after)
    return _shelved(session, page, ids[:SHELF_ROWS], has_previous=after > 0, has_next=len(ids) > SHELF_ROWS)


def _shelved(session: "Session", page: EventList, ids: list[int], *, has_previous: bool, has_next: bool) -> EventList:
    return replace(
        page,
        undated=tuple(list_summaries(session, ids)),
        previous_undated=f"v{ids[0]}" if has_previous and ids else None,
        next_undated=f"u{ids[-1]}" if has_next else None,
    )


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
