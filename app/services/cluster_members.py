"""The panel of an open cluster: what it folds, page by page, and the window that would unfold it (TIMELINE.md S10)."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.events import EventType, Quad
from app.domain.summaries import EventSummary
from app.services.event_list import LAST_PLACE, ListStart, dated_token
from app.store.cluster_queries import Fold, count_folded_types, list_folded
from app.store.summary_queries import list_summaries
from app.timeline.lanes import REST_KEY, UNSTATED
from app.timeline.window import Window, around

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.domain.filters import Filter
    from app.store.timeline_queries import Place
    from app.timeline.model import Lane, Picture

MEMBER_ROWS = 50


@dataclass(frozen=True)
class OpenCluster:
    """
    A cluster and one page of its members.

    Attributes:
        first_day, last_day: The days by which its members are placed.
        lane_title: Empty where there is one lane.
        count: All its members.
        quads: How many members each class has, in the order of the classes, none left out that has one.
        events: The members of this page, in the order of time.
        previous, next: Tokens of the pages before and after it, None at the ends.
        window: Where all its days can be seen closer; None if the window cannot get narrower.
    """

    first_day: int
    last_day: int
    lane_title: str
    count: int
    quads: tuple[tuple[Quad, int], ...]
    events: tuple[EventSummary, ...]
    previous: str | None
    next: str | None
    window: Window | None

    @property
    def is_one_day(self) -> bool:
        """Whether all members stand on one day, so that no zoom divides them."""
        return self.first_day == self.last_day


def open_cluster(session: "Session", wanted: "Filter", picture: "Picture", start: ListStart) -> OpenCluster | None:
    """
    Read one page of the members of the filter's open cluster; the caller's transaction is open.

    Args:
        picture: The filter's window drawn with nothing selected: a selected event stands by itself, but is a member.
        start: From `event_list.parse_start`; a place on the shelf counts as the beginning.

    None where the filter has no cluster open. One of which nothing is folded has a count of nought.
    """
    if wanted.cluster is None:
        return None
    lane = next((lane for lane in picture.lanes if lane.key == wanted.lane), None)
    fold = Fold(
        window=(picture.window.first_day, picture.window.last_day),
        days=wanted.cluster,
        lane=wanted.lane,
        others=_named_lanes(picture) if wanted.lane == REST_KEY else None,
        alone={mark.facts.event_id for mark in lane.marks} if lane else (),
    )
    quads = _drawn_quads(lane, wanted.cluster) or _quads(count_folded_types(session, wanted, fold))
    places, previous, following = _page(session, wanted, fold, start)
    first, last = wanted.cluster
    closer = around(first, last)
    return OpenCluster(
        first_day=first,
        last_day=last,
        lane_title=lane.title if lane else wanted.lane,
        count=sum(count for _, count in quads),
        quads=quads,
        events=tuple(list_summaries(session, [event_id for _, event_id in places])),
        previous=previous,
        next=following,
        window=closer if closer.span < picture.window.span else None,
    )


def _named_lanes(picture: "Picture") -> list[str]:
    return [lane.key for lane in picture.lanes if lane.key not in (REST_KEY, UNSTATED)]


def _drawn_quads(lane: "Lane | None", days: tuple[int, int]) -> tuple[tuple[Quad, int], ...]:
    """The classes of the cluster as the picture has counted them; nothing where it draws none of these very days."""
    clusters = lane.clusters if lane else ()
    return next((one.quads for one in clusters if (one.first_day, one.last_day) == days), ())


def _quads(types: list[tuple[str, int]]) -> tuple[tuple[Quad, int], ...]:
    counts: Counter[Quad] = Counter()
    for name, count in types:
        counts[EventType(name).quad] += count
    return tuple((quad, counts[quad]) for quad in Quad if counts[quad])


def _page(
    session: "Session", wanted: "Filter", fold: Fold, start: ListStart
) -> "tuple[list[Place], str | None, str | None]":
    """The places of one page, and the tokens of the pages before and after it."""
    before = start.before_dated
    if before:
        found = list_folded(session, wanted, fold, MEMBER_ROWS + 1, before=before)
        if len(found) > MEMBER_ROWS:
            following = None if before == LAST_PLACE else dated_token("d", found[-1])
            return found[1:], dated_token("b", found[1]), following
        start = ListStart()
    found = list_folded(session, wanted, fold, MEMBER_ROWS + 1, after=start.after_dated)
    shown = found[:MEMBER_ROWS]
    previous = dated_token("b", shown[0]) if start.after_dated and shown else None
    return shown, previous, dated_token("d", shown[-1]) if len(found) > MEMBER_ROWS else None
