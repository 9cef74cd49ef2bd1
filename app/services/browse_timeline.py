"""The timeline: from the filter to the picture, the list and every count on the page, in one unchanging view."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.dates import OPEN_START, known_days
from app.domain.dyads import Dyad
from app.domain.facets import Facets
from app.domain.filters import Filter
from app.domain.summaries import EventSummary
from app.services.cluster_members import OpenCluster, open_cluster
from app.services.draw_timeline import draw
from app.services.event_list import EventList, ListStart, list_page
from app.services.filter_facts import FilterFacts, KeptFacts, StripFacts
from app.store.engine import data_version, reading
from app.store.summary_queries import list_summaries
from app.store.timeline_queries import count_outside, is_in_filter
from app.timeline.model import Picture
from app.timeline.overview import Overview, overview
from app.timeline.window import Moves, Window, choose, moves

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlmodel import Session

DEFAULT_WIDTH_PX = 1_040
"""The plot on a screen of 1 100 pixels; wider screens only spread it."""


@dataclass(frozen=True)
class Counts:
    """
    Where the filter's events are; each part counted by itself, and total = shown + clustered + outside + undated.

    Attributes:
        total: All events of the filter.
        shown: Drawn by themselves.
        clustered, clusters: Folded, and into how many clusters.
        outside: Dated, but outside of the window.
        undated: On the shelf.
    """

    total: int
    shown: int
    clustered: int
    clusters: int
    outside: int
    undated: int


@dataclass(frozen=True)
class TimelineView:
    """
    Everything the page shows.

    Attributes:
        filter: As it was asked for.
        counts: Of the filter and the window.
        picture, strip, moves: None where no event of the filter is dated.
        facets: Counts for the controls.
        events: The page of the list.
        cluster: The open cluster with a page of its members; None if none is open.
        selected: The selected event; None if there is none of that id.
        also: The further selected events.
        selected_is_hidden: Whether the filter keeps the selected event out.
        frequent: The pairs with the most events, and how many.
        sources: Names of all outlets.
        article_count, event_count: In the whole database.
    """

    filter: Filter
    counts: Counts
    picture: Picture | None
    strip: Overview | None
    moves: Moves | None
    facets: Facets
    events: EventList
    cluster: OpenCluster | None
    selected: EventSummary | None
    also: tuple[EventSummary, ...]
    selected_is_hidden: bool
    frequent: tuple[tuple[Dyad, int], ...]
    sources: tuple[str, ...]
    article_count: int
    event_count: int


def timeline_version(session: "Session") -> int:
    """A number that changes whenever any timeline may have changed."""
    with reading(session):
        return data_version(session)


def browse_timeline(
    session: "Session",
    wanted: Filter,
    *,
    width_px: int = DEFAULT_WIDTH_PX,
    start: ListStart | None = None,
    members: ListStart | None = None,
) -> TimelineView:
    """
    Read and lay out one view.

    Args:
        wanted: The filter with its window, lanes and selection.
        width_px: The least width the picture will have on the screen.
        start: Where the list begins, from `event_list.parse_start`.
        members: Where the list of the open cluster's members begins, from the same.
    """
    with reading(session):
        kept = KeptFacts(session)
        site, facts = kept.of_site(), kept.of_filter(wanted)
        window = choose(wanted.t0, wanted.t1, facts.extent) if facts.extent else None
        picture = draw(session, wanted, window, width_px, kept) if window else None
        days = (window.first_day, window.last_day) if window else None
        chosen = list_summaries(session, sorted(wanted.all_selected))
        selected = next((event for event in chosen if event.id == wanted.selected), None)
        return TimelineView(
            filter=wanted,
            counts=count_parts(session, wanted, facts, picture),
            picture=picture,
            strip=_strip(facts.strip, window) if facts.strip and window else None,
            moves=moves(window, facts.extent, _focus(selected), _days_of(chosen)) if facts.extent and window else None,
            facets=facts.facets,
            events=list_page(session, wanted, days, start or ListStart()),
            cluster=_open_cluster(session, wanted, picture, members or ListStart()) if picture else None,
            selected=selected,
            also=tuple(event for event in chosen if event.id != wanted.selected),
            selected_is_hidden=wanted.selected is not None and not is_in_filter(session, wanted, wanted.selected),
            frequent=site.frequent,
            sources=site.sources,
            article_count=site.article_count,
            event_count=site.event_count,
        )


def window_of(session: "Session", wanted: Filter) -> Window | None:
    """The filter's window, None where nothing is dated; the caller's transaction is open."""
    extent = KeptFacts(session).of_filter(wanted).extent
    return choose(wanted.t0, wanted.t1, extent) if extent else None


def picture_of(session: "Session", wanted: Filter, width_px: float) -> tuple[Picture | None, Counts]:
    """The picture, None where nothing is dated, and the counts; the caller's transaction is open."""
    kept = KeptFacts(session)
    facts = kept.of_filter(wanted)
    window = choose(wanted.t0, wanted.t1, facts.extent) if facts.extent else None
    picture = draw(session, wanted, window, width_px, kept) if window else None
    return picture, count_parts(session, wanted, facts, picture)


def count_parts(session: "Session", wanted: Filter, facts: FilterFacts, picture: Picture | None) -> Counts:
    """Count each part by itself; the caller's transaction is open."""
    outside = 0
    if picture:
        outside = count_outside(session, wanted, picture.window.first_day, picture.window.last_day)
    return Counts(
        total=facts.total,
        shown=picture.shown if picture else 0,
        clustered=picture.clustered if picture else 0,
        clusters=picture.cluster_count if picture else 0,
        outside=outside,
        undated=facts.undated,
    )


def _strip(facts: StripFacts, window: Window) -> Overview:
    return overview(facts.bins, window, facts.counts, facts.everything)


def _focus(selected: EventSummary | None) -> int | None:
    """The day that the zoom buttons keep in place: that of the selected event."""
    if selected is None or selected.earliest is None:
        return None
    return selected.latest if selected.earliest == OPEN_START else selected.earliest


def _days_of(events: "Iterable[EventSummary]") -> tuple[int, int] | None:
    """First and last day of some events, open ends standing on the known ones; None where none is dated."""
    days = [
        known_days(event.earliest, event.latest)
        for event in events
        if event.earliest is not None and event.latest is not None
    ]
    return (min(first for first, _ in days), max(last for _, last in days)) if days else None


def _open_cluster(session: "Session", wanted: Filter, picture: Picture, members: ListStart) -> OpenCluster | None:
    if wanted.cluster and (wanted.selected or wanted.focus):
        bare = wanted.with_(selected=None)
        picture = draw(session, bare, picture.window, picture.width, KeptFacts(session))
    return open_cluster(session, wanted, picture, members)
