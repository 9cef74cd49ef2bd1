"""
What does not depend on the window: read once for a version of the data, and kept.

A window that moves asks again for the same totals, controls and strip; at a million events these cost more than the
window itself. Everything kept belongs to one `data_version`, so that nothing is ever kept too long.
"""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, TypeVar, cast
from weakref import WeakKeyDictionary

from app.domain.dyads import Dyad
from app.domain.facets import Facets, sum_facets
from app.domain.filters import Filter
from app.services.timeline_lanes import lane_order
from app.store.engine import data_version
from app.store.pair_queries import count_articles, list_frequent, list_source_names
from app.store.timeline_queries import count_bins, count_events, count_facets, count_undated, find_extent
from app.timeline.lanes import LaneOrder
from app.timeline.overview import StripBins, strip_bins
from app.timeline.window import Extent

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from sqlmodel import Session

FREQUENT_PAIRS = 8
MOST_KEPT = 32
"""How many facts of a database are kept; the longest unused go first. Those of a crowded window take some 100 kB."""
Fact = TypeVar("Fact")


@dataclass(frozen=True)
class SiteFacts:
    """
    Of the whole database.

    Attributes:
        frequent: The pairs with the most events, and how many.
        sources: Names of all outlets.
        article_count, event_count: All articles, and all events that nobody rejected.
    """

    frequent: tuple[tuple[Dyad, int], ...]
    sources: tuple[str, ...]
    article_count: int
    event_count: int


@dataclass(frozen=True)
class StripFacts:
    """How many events begin in each bin of a filter's strip: of the filter, and of everything where it restricts."""

    bins: StripBins
    counts: tuple[int, ...]
    everything: tuple[int, ...]


@dataclass(frozen=True)
class FilterFacts:
    """
    Of a filter's set of events.

    Attributes:
        extent, strip: None where none is dated.
    """

    total: int
    undated: int
    extent: Extent | None
    strip: StripFacts | None
    facets: Facets


class KeptFacts:
    """The facts for the version of the data that a transaction sees; the caller's transaction is open."""

    def __init__(self, session: "Session") -> None:
        self._session = session
        self._version = data_version(session)
        with _LOCK:
            self._kept = _KEPT.setdefault(session.get_bind(), OrderedDict())

    def of_site(self) -> SiteFacts:
        """Of everything."""
        return self.get("site", lambda: _read_site(self._session))

    def of_filter(self, wanted: Filter) -> FilterFacts:
        """Of a filter, whatever its window."""
        whole = wanted.set_alone
        return self.get(whole, lambda: _read_filter(self._session, whole))

    def lanes(self, wanted: Filter) -> LaneOrder:
        """The lanes of a filter's grouping."""
        key = (wanted.set_alone, wanted.group)
        return self.get(key, lambda: lane_order(self._session, wanted))

    def get(self, key: "Hashable", read: "Callable[[], Fact]") -> Fact:
        """What is kept under a key, read now where nothing is."""
        own = (self._version, key)
        with _LOCK:
            if own in self._kept:
                self._kept.move_to_end(own)
                return cast("Fact", self._kept[own])
        fact = read()
        with _LOCK:
            self._kept[own] = fact
            while len(self._kept) > MOST_KEPT:
                self._kept.popitem(last=False)
        return fact


_LOCK = Lock()
_KEPT: "WeakKeyDictionary[object, OrderedDict[Hashable, object]]" = WeakKeyDictionary()
"""By database."""


def _read_site(session: "Session") -> SiteFacts:
    return SiteFacts(
        frequent=tuple(list_frequent(session, FREQUENT_PAIRS)),
        sources=tuple(list_source_names(session)),
        article_count=count_articles(session),
        event_count=count_events(session, Filter()),
    )


def _read_filter(session: "Session", wanted: Filter) -> FilterFacts:
    days = find_extent(session, wanted)
    extent = Extent(*days) if days else None
    return FilterFacts(
        total=count_events(session, wanted),
        undated=count_undated(session, wanted),
        extent=extent,
        strip=_read_strip(session, wanted, extent) if extent else None,
        facets=sum_facets(count_facets(session, wanted), wanted),
    )


def _read_strip(session: "Session", wanted: Filter, extent: Extent) -> StripFacts:
    bins = strip_bins(extent)
    everything = count_bins(session, Filter(), bins.borders) if wanted.restricts else []
    return StripFacts(bins, tuple(count_bins(session, wanted, bins.borders)), tuple(everything))
