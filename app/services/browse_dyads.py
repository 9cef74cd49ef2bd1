"""Country pairs: which there are, what one of them has, and whom a person may mean while typing."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.countries import Country, country_name, find_country, suggest_countries
from app.domain.dyads import Dyad
from app.domain.facets import Facets, sum_facets
from app.domain.filters import Filter
from app.domain.summaries import EventSummary, PairCount
from app.store.engine import reading
from app.store.pair_queries import list_pairs
from app.store.summary_queries import list_summaries
from app.store.timeline_queries import (
    count_events,
    count_facets,
    count_starts,
    count_undated,
    find_latest_ids,
    find_outer_ids,
)
from app.timeline.units import Unit

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlmodel import Session

DECADE = Unit("decade", "year", 10)
RECENT_EVENTS = 10
MAX_SUGGESTIONS = 8
SORTS: "dict[str, Callable[[PairCount], tuple[object, ...]]]" = {
    "events": lambda pair: (-pair.total, str(pair.dyad)),
    "pair": lambda pair: (country_name(pair.dyad.a), country_name(pair.dyad.b)),
    "direct": lambda pair: (-pair.direct, str(pair.dyad)),
    "first": lambda pair: (pair.first_day is None, pair.first_day or 0, str(pair.dyad)),
    "last": lambda pair: (-(pair.last_day or 0), str(pair.dyad)),
}
"""The orders of the list of pairs; the first is the usual one."""


@dataclass(frozen=True)
class DyadPage:
    """
    One pair at a glance.

    Attributes:
        facets: By type, quad, status, direction and scope.
        decades: First year and number of events that begin in it.
        first, last: The dated events that begin first and last.
        recent: The last ones to begin, latest first.
    """

    dyad: Dyad
    total: int
    undated: int
    facets: Facets
    decades: tuple[tuple[int, int], ...]
    first: EventSummary | None
    last: EventSummary | None
    recent: tuple[EventSummary, ...]


@dataclass(frozen=True)
class Suggestion:
    """A country that a person may mean, and how many events it has (with the other country, if one is chosen)."""

    country: Country
    event_count: int


def list_dyads(session: "Session", *, country: str | None = None, sort: str = "events") -> list[PairCount]:
    """Every pair that has events, or only those of one country, in one of the orders of `SORTS`."""
    with reading(session):
        return sorted(list_pairs(session, country), key=SORTS[sort])


def frequent_pairs(session: "Session", limit: int) -> list[PairCount]:
    """The pairs with the most events."""
    with reading(session):
        return list_pairs(session, limit=limit)


def show_dyad(session: "Session", dyad: Dyad) -> DyadPage:
    """What there is about one pair; a pair without events is a page as well, with noughts."""
    wanted = Filter(pairs=(dyad,))
    with reading(session):
        recent = list_summaries(session, find_latest_ids(session, wanted, RECENT_EVENTS))
        outer = list_summaries(session, find_outer_ids(session, wanted))
        decades: Counter[int] = Counter()
        for day, count in count_starts(session, wanted):
            decades[DECADE.floor(day)] += count
        return DyadPage(
            dyad=dyad,
            total=count_events(session, wanted),
            undated=count_undated(session, wanted),
            facets=sum_facets(count_facets(session, wanted), wanted),
            decades=tuple((int(DECADE.label(day)), count) for day, count in sorted(decades.items())),
            first=outer[0] if outer else None,
            last=outer[-1] if outer else None,
            recent=tuple(recent),
        )


def suggest(session: "Session", typed: str, partner: str | None = None) -> list[Suggestion]:
    """
    Countries for what is typed, best first.

    Args:
        typed: A name, code or demonym, perhaps not complete. Nothing typed gives those with the most events.
        partner: Code of the country already chosen: it is left out, and events are those with it.
    """
    with reading(session):
        pairs = list_pairs(session, partner)
    counts: Counter[str] = Counter()
    for pair in pairs:
        for code in (pair.dyad.a, pair.dyad.b):
            counts[code] += pair.total
    found = suggest_countries(typed, MAX_SUGGESTIONS + 1)
    if not typed.strip():
        found = [country for code, _ in counts.most_common(MAX_SUGGESTIONS + 1) if (country := find_country(code))]
    return [Suggestion(country, counts[country.code]) for country in found if country.code != partner][:MAX_SUGGESTIONS]
