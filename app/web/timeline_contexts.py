"""What the templates of the timeline and of the pairs are given, and every link on them."""

from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from app.domain.countries import Country, countries, country_name
from app.domain.dyads import Direction, Dyad, Scope
from app.domain.events import TYPES_OF_QUAD, Flag, Quad, Review, Status
from app.domain.facet_choices import default
from app.domain.filters import ANY, MAX_ID, NONE, Dated, Filter, Group, to_pairs, to_query
from app.domain.grades import wanted_words
from app.domain.summaries import party_names
from app.timeline.legend import Entry, entry_svg, sign_entries, type_entries
from app.timeline.markup import Markup as Drawn
from app.timeline.shapes import SHAPE_OF_QUAD, shape_of, type_shape
from app.timeline.stretch import stretch_of
from app.timeline.svg import Hrefs, LaneLink, draw_overview, draw_picture, draw_shapes
from app.timeline.words import QUAD_WORDS, counted, days_words, gap_words, window_words
from app.web.annotation_form import AnnotationForm
from app.web.contexts import PageContext, Section
from app.web.facet_words import DIRECTION_WORDS, FACET_WORDS, direction_words, facet_url
from app.web.preferences import Density
from app.web.take_away import TakeAway, take_away
from app.web.urls import new_view_url
from app.web.visit import Visit
from app.web.words import flag_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.summaries import EventSummary, PairCount
    from app.services.annotate import Thread
    from app.services.browse_dyads import DyadPage
    from app.services.browse_timeline import Counts, TimelineView
    from app.services.saved_views import ViewRow
    from app.timeline.model import Cluster, Lane, Picture
    from app.timeline.window import Window

DRAWN = Drawn()
"""Writes without paint: the page has a style sheet."""
GROUP_WORDS = {
    Group.NONE: "one lane",
    Group.DYAD: "by country pair",
    Group.DIRECTION: "by direction",
    Group.ACTOR: "by actor",
    Group.TYPE: "by type",
    Group.SOURCE: "by source",
    Group.PLACE: "by place",
    Group.STATUS: "by status",
}


def _named_words(name: str, words: str, noun: str) -> str:
    return {NONE: f"no {noun}", ANY: f"any {noun}"}.get(name, words)


CHIP_WORDS: dict[str, "Callable[[Any], str]"] = {
    "types": lambda one: str(one.capitalize()),
    "quads": QUAD_WORDS.__getitem__,
    "statuses": str,
    "actors": lambda one: _named_words(one, f"by {party_names([one])}", "actor"),
    "sources": lambda one: _named_words(one, f"told by {one}", "source"),
    "places": lambda one: _named_words(one, f"in {one}", "place"),
    "tags": lambda one: _named_words(one, f"tagged {one}", "tag"),
    "reviews": str,
    "flags": flag_words,
    "grades": wanted_words,
    "texts": lambda one: f"“{one}”",
}
"""How each value of a repeatable field of the filter is said, by the field's name."""


def timeline_url(wanted: Filter, anchor: str = "", suffix: str = "", **more: str) -> str:
    """The address of a view: of its page, or with a suffix of its data."""
    query = to_query(wanted)
    extra = "".join(f"&{name}={value}" for name, value in more.items() if value)
    asked = (query + extra).removeprefix("&")
    return (
        (f"/timeline.{suffix}" if suffix else "/") + (f"?{asked}" if asked else "") + (f"#{anchor}" if anchor else "")
    )


@dataclass(frozen=True)
class Link:
    """A link with its words; `count` is how many events it leads to, `is_on` whether it is the present state."""

    label: str
    url: str
    count: int | None = None
    is_on: bool = False
    key: str = ""


def filter_chips(wanted: Filter, url: "Callable[[Filter], str]", picked: Dyad | None = None) -> list[Link]:
    """
    What a filter restricts, each with the link that takes it away.

    Args:
        url: The address of the page with another filter.
        picked: A pair that the page shows in another place.
    """
    chips = [
        Link(f"{country_name(pair.a)} – {country_name(pair.b)}", url(wanted.toggled("pairs", pair)))
        for pair in wanted.pairs
        if pair != picked
    ]
    if wanted.direction:
        chips.append(Link(direction_words(wanted.direction, wanted), url(wanted.with_(direction=None))))
    if wanted.scope:
        chips.append(Link(f"{wanted.scope} only", url(wanted.with_(scope=None))))
    for name, say in CHIP_WORDS.items():
        chips += [Link(say(one), url(wanted.toggled(name, one))) for one in getattr(wanted, name)]
    if wanted.dated:
        chips.append(
            Link("undated only" if wanted.dated is Dated.NONE else "dated only", url(wanted.with_(dated=None)))
        )
    if wanted.period_from:
        chips.append(Link(f"from {wanted.period_from.text}", url(wanted.with_(period_from=None))))
    if wanted.period_to:
        chips.append(Link(f"to {wanted.period_to.text}", url(wanted.with_(period_to=None))))
    return chips


def subject_words(wanted: Filter) -> str:
    """What a view is about, for its heading: the pairs, or everything."""
    return "; ".join(f"{country_name(pair.a)} and {country_name(pair.b)}" for pair in wanted.pairs) or "All countries"


def filter_words(wanted: Filter) -> str:
    """What a view leaves out, in one sentence."""
    chips = [chip.label for chip in filter_chips(wanted, timeline_url, wanted.pairs[0] if wanted.pairs else None)]
    lanes = "" if wanted.group is Group.NONE else f"; lanes {GROUP_WORDS[wanted.group]}"
    hidden = "" if wanted.reviews else ", rejected events left out"
    return f"Filter: {', '.join(chips) or 'none'}{hidden}{lanes}."


def counts_sentence(counts: "Counts") -> str:
    """Where the events of a view are: "147 events = 40 shown + 88 in 6 clusters + 12 outside + 7 undated"."""
    return f"{counted(counts.total, 'event')} = {' + '.join(counts_words(counts))}"


def counts_words(counts: "Counts") -> list[str]:
    """The parts of that sentence, without the total."""
    return [
        f"{counts.shown} shown",
        f"{counts.clustered} in {counted(counts.clusters, 'cluster')}",
        f"{counts.outside} outside",
        f"{counts.undated} undated",
    ]


def file_words(wanted: Filter, picture: "Picture", counts: "Counts") -> tuple[str, list[str]]:
    """Title of an exported picture and the sentences below it."""
    shown = f"Shown: {window_words(picture.window)}. {counts_sentence(counts)}."
    return f"Timeline: {subject_words(wanted)}", [filter_words(wanted), shown]


@dataclass(frozen=True)
class PairForm:
    """What stands in the two fields of the picker, and what is wrong with it."""

    first: str = ""
    second: str = ""
    faults: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class TimelinePage(PageContext):
    """
    The timeline.

    Attributes:
        view: What the service gave.
        faults, typed: As in `domain.filters.ParsedFilter`.
        notices: What was ignored or is to be known.
        pair_form: The picker's fields.
        is_fitted: Whether the picture is laid out for the very width it is shown at.
        shape_of_quad: The name of the shape of each class of events.
        visit: Who looks, from where and when.
        take: Texts to take along.
        saved: The saved view that led here.
        views: The saved views that the reader may open; empty but on the home page.
    """

    view: "TimelineView"
    pair_form: PairForm
    faults: dict[str, str]
    typed: dict[str, str]
    notices: tuple[str, ...]
    section: Section = Section.TIMELINE
    links: "TimelineLinks"
    country_options: Markup
    is_fitted: bool
    shape_of_quad: dict[Quad, str]
    visit: Visit
    take: TakeAway
    saved: "ViewRow | None" = None
    views: "tuple[ViewRow, ...]" = ()

    @property
    def densities(self) -> tuple[Density, ...]:
        """What there is to choose from."""
        return tuple(Density)


def _shown(entry: Entry) -> tuple[Markup, str]:
    return Markup(entry_svg(DRAWN, entry)), entry.words  # noqa: S704 - written and escaped by `app.timeline`


class TimelineLinks:
    """
    The links, chips and drawings of one view; templates call them where they need them.

    Attributes:
        today: The day that the picture marks.
        members: Token of the page of the open cluster's members.
    """

    def __init__(self, view: "TimelineView", today: int, members: str = "") -> None:
        self.view, self.filter, self.today, self.members = view, view.filter, today, members
        self.pair: Dyad | None = view.filter.pairs[0] if len(view.filter.pairs) == 1 else None

    def url(self, anchor: str = "", suffix: str = "", **changes: object) -> str:
        """The present view with some fields of its filter changed."""
        return timeline_url(self.filter.with_(**changes), anchor, suffix)

    def window_url(self, window: "Window") -> str:
        """The present filter in another window."""
        return self.url(t0=window.t0, t1=window.t1)

    def today_url(self) -> str:
        """Leads to the window that has today in its middle; the day is told where the link is followed."""
        query = to_query(self.filter.with_())
        return f"/timeline/go?{query}{'&' if query else ''}date=today"

    def said(self) -> str:
        """What a listener is told when the window has changed: "14 February 2019 to 3 March 2019, 12 events"."""
        counts = self.view.counts
        drawn = counted(counts.shown + counts.clustered, "event")
        return f"{words}, {drawn}" if (words := self.window_words()) else drawn

    def bare_url(self) -> str:
        """The pairs and nothing else that restricts."""
        return timeline_url(Filter(pairs=self.filter.pairs, group=self.filter.group))

    def review_url(self) -> str:
        """The queue of what this filter holds and nobody has decided about."""
        query = to_query(self.filter.with_(t0=None, t1=None, group=Group.NONE, selected=None, reviews=()))
        return "/review" + (f"?{query}" if query else "")

    def save_url(self) -> str:
        """The form that saves this view."""
        return new_view_url(to_query(self.filter.with_(selected=None)))

    def data_url(self, suffix: str, part: str = "") -> str:
        """The same view as a file, or with `part="all"` the whole filter; a picture is as wide as the page's."""
        wanted = self.filter.with_(selected=None, cluster=None)
        width = f"{self.view.picture.width:g}" if self.view.picture and suffix == "svg" else ""
        return timeline_url(wanted, suffix=suffix, part=part, width=width)

    def list_url(self, token: str | None) -> str:
        """Another page of the list; empty where there is none."""
        return timeline_url(self.filter, anchor="list", next=token) if token else ""

    def picture(self) -> Markup:
        """The picture; what `app.timeline` writes is escaped there."""
        picture = self.view.picture
        if picture is None:
            return Markup()
        hrefs = Hrefs(self.event_url, self._cluster_url, self._lane_links)
        return Markup(draw_picture(picture, hrefs, self.today))  # noqa: S704 - escaped there

    def today_side(self) -> str:
        """Where today is if the window leaves it out: "earlier", "later" or nothing."""
        window = self.view.picture.window if self.view.picture else None
        if window is None:
            return ""
        return "earlier" if self.today < window.first_day else "later" if self.today > window.last_day else ""

    def _lane_links(self, lane: "Lane") -> list[LaneLink]:
        """Fold or unfold a lane, and fold all others or none."""
        lanes = self.view.picture.lanes if self.view.picture else ()
        others = {one.key for one in lanes if one.is_folded and one.key != lane.key}
        toggled = tuple(others if lane.is_folded else others | {lane.key})
        word, alone = "Unfold" if lane.is_folded else "Fold", self.filter.solo == lane.key
        solo = self.url(solo=None, folded=()) if alone else self.url(solo=lane.key, folded=())
        return [
            LaneLink("fold", word, f"{word} the lane {lane.title}", self.url(solo=None, folded=toggled)),
            LaneLink(
                "solo",
                "All lanes" if alone else "Only this",
                "All lanes: unfold them" if alone else f"Only this lane, {lane.title}: fold all others",
                solo,
            ),
        ]

    def event_url(self, event_id: int) -> str:
        """The view with this event selected, and no cluster open beside it."""
        before, after = self._around_event
        return f"{before}{event_id}{after}"

    @cached_property
    def _around_event(self) -> tuple[str, str]:
        """What stands before and behind the id in the address of a selected event: it is written for every mark."""
        before, name, after = self.url(selected=MAX_ID, cluster=None).rpartition(f"sel={MAX_ID}")
        return before + name.removesuffix(str(MAX_ID)), after

    def member_url(self, event_id: int) -> str:
        """The view with this event of the open cluster selected."""
        return timeline_url(self.filter.with_(selected=event_id), members=self.members)

    def members_url(self, token: str) -> str:
        """Another page of the open cluster's members."""
        return timeline_url(self.filter, anchor="cluster", members=token)

    def _cluster_url(self, cluster: "Cluster") -> str:
        """To its members; where they are open already, into it, if the window can get narrower."""
        picture, days = self.view.picture, (cluster.first_day, cluster.last_day)
        assert picture is not None  # noqa: S101 - it is the picture that asks
        lane = next(lane.key for lane in picture.lanes if any(one is cluster for one in lane.clusters))
        if self._is_open(days, lane) and cluster.window.span < picture.window.span:
            return self.window_url(cluster.window)
        return self.url(selected=None, cluster=days, lane=lane)

    def _is_open(self, days: tuple[int, int], lane: str) -> bool:
        """Whether these are days of the open cluster, which loses some while a member of it stands by itself."""
        cluster = self.filter.cluster
        return cluster is not None and lane == self.filter.lane and cluster[0] <= days[0] <= days[1] <= cluster[1]

    def days(self, first: int, last: int) -> str:
        """A run of days in words."""
        return days_words(first, last)

    def strip(self) -> Markup:
        """The overview strip."""
        return Markup(draw_overview(self.view.strip)) if self.view.strip else Markup()  # noqa: S704 - escaped there

    def shape(self, event: "EventSummary") -> str:
        """The shape of an event's mark, for its row in the list; filled where the date is not known at all."""
        if event.date is None or event.kind is None or event.earliest is None or event.latest is None:
            return type_shape(event.type)
        return shape_of(event.type, stretch_of(event.date, event.kind, event.earliest, event.latest))

    def shapes(self) -> Markup:
        """The shapes that picture, list and legend refer to."""
        return Markup(draw_shapes())  # noqa: S704 - constant

    def window_words(self) -> str:
        """The window for a reader."""
        return window_words(self.view.picture.window) if self.view.picture else ""

    def hidden(self, *without: str) -> list[tuple[str, str]]:
        """Names and values that a form carries along, without those that it has fields for and the open cluster."""
        return [(name, value) for name, value in to_pairs(self.filter.with_(cluster=None)) if name not in without]

    def directions(self) -> list[Link]:
        """The direction control of one pair."""
        if self.pair is None:
            return []
        names = {"a": country_name(self.pair.a), "b": country_name(self.pair.b)}
        counts = self.view.facets.directions
        both = Link("every direction", self.url(direction=None), sum(counts.values()), self.filter.direction is None)
        return [
            both,
            *(
                Link(words.format(**names), self.url(direction=one), counts.get(one, 0), self.filter.direction is one)
                for one, words in DIRECTION_WORDS.items()
            ),
        ]

    def scopes(self) -> list[Link]:
        """The control of direct and context."""
        if self.pair is None:
            return []
        counts = self.view.facets.scopes
        return [
            Link("direct and context", self.url(scope=None), sum(counts.values()), self.filter.scope is None),
            *(Link(one.value, self.url(scope=one), counts.get(one, 0), self.filter.scope is one) for one in Scope),
        ]

    def swap_url(self) -> str | None:
        """The pair the other way round: what the second did to the first."""
        if self.pair is None:
            return None
        turned = {Direction.AB: Direction.BA, Direction.BA: Direction.AB}.get(
            self.filter.direction or Direction.NONE, Direction.BA
        )
        return self.url(direction=turned)

    def quads(self) -> list[Link]:
        """The legend of shapes, which also filters."""
        counts = self.view.facets.quads
        return [
            Link(
                QUAD_WORDS[quad],
                timeline_url(self.filter.toggled("quads", quad)),
                counts.get(quad, 0),
                quad in self.filter.quads,
                quad,
            )
            for quad in Quad
        ]

    def types(self) -> list[tuple[str, list[tuple[str, int]]]]:
        """Types by quad, each with its count."""
        counts = self.view.facets.types
        return [
            (QUAD_WORDS[quad], [(one, counts.get(one, 0)) for one in types]) for quad, types in TYPES_OF_QUAD.items()
        ]

    def statuses(self) -> list[tuple[Status, int]]:
        """Every status with its count."""
        return [(one, self.view.facets.statuses.get(one, 0)) for one in Status]

    def reviews(self) -> list[Review]:
        """Every review state."""
        return list(Review)

    def flags(self) -> list[Flag]:
        """Every flag."""
        return list(Flag)

    def facets(self) -> list[Link]:
        """The facets, each where it is counted."""
        return [
            Link(label, facet_url(facet, self.filter), is_on=self.filter != default(self.filter, facet), key=facet)
            for facet, label in FACET_WORDS.items()
        ]

    def groups(self) -> list[tuple[Group, str]]:
        """Ways of grouping with their words."""
        return list(GROUP_WORDS.items())

    def frequent(self) -> list[Link]:
        """The most frequent pairs."""
        return [
            Link(
                f"{country_name(dyad.a)} – {country_name(dyad.b)}",
                timeline_url(Filter(pairs=(dyad,), group=self.filter.group)),
                count,
                dyad == self.pair,
                str(dyad),
            )
            for dyad, count in self.view.frequent
        ]

    def chips(self) -> list[Link]:
        """What restricts the set, each with the link that takes it away; one pair has its place in the picker."""
        return filter_chips(self.filter, timeline_url, self.pair)

    def counts_words(self) -> list[str]:
        """The parts of the counts, without the total."""
        return counts_words(self.view.counts)

    def subject(self) -> str:
        """What the page is about, for its heading: the pairs, or everything."""
        return subject_words(self.filter)

    def filter_words(self) -> str:
        """What the filter leaves out, for a printed page."""
        return filter_words(self.filter)

    def legend_types(self) -> list[tuple[Link, list[tuple[Markup, str]]]]:
        """Each class with its link, and what its types look like."""
        entries = type_entries(DRAWN)
        return [(link, [_shown(entry) for entry in entries[Quad(link.key)]]) for link in self.quads()]

    def legend_signs(self) -> list[tuple[Markup, str]]:
        """Every other sign with its words."""
        return [_shown(entry) for entry in sign_entries(DRAWN)]

    def gap(self, days: int) -> str:
        """How long a gap is, in words."""
        return gap_words(days)


def timeline_page(
    view: "TimelineView",
    *,
    visit: Visit,
    faults: dict[str, str],
    typed: dict[str, str],
    notices: tuple[str, ...],
    pair_form: PairForm | None = None,
    is_fitted: bool = False,
    members: str = "",
    saved: "ViewRow | None" = None,
    views: "tuple[ViewRow, ...]" = (),
) -> TimelinePage:
    """Everything the page needs, from the view and from what was wrong with the address."""
    links = TimelineLinks(view, visit.day.toordinal(), members)
    return TimelinePage(
        title=f"Timeline: {links.subject()}",
        view=view,
        pair_form=pair_form or _chosen(view.filter),
        faults=faults,
        typed=typed,
        notices=notices,
        links=links,
        country_options=_country_options(),
        is_fitted=is_fitted,
        shape_of_quad=SHAPE_OF_QUAD,
        visit=visit,
        take=take_away(links, visit),
        saved=saved,
        views=views,
    )


@dataclass(frozen=True, kw_only=True)
class CardContext(PageContext):
    """
    The card of an event.

    Attributes:
        is_starred: Whether it has the analyst's star.
        back: Our own path to the view that shows its mark.
    """

    event: "EventSummary"
    is_starred: bool
    back: str | None
    shape_of_quad: dict[Quad, str]


@cache
def _country_options() -> Markup:
    """The countries that the picker's fields complete to, by name: the same on every page."""
    names = sorted(country.name for country in countries().values())
    return Markup("").join(Markup('<option value="{}">').format(name) for name in names)


def _chosen(wanted: Filter) -> PairForm:
    """The fields of the picker in the order in which the direction reads: who acts stands first."""
    if len(wanted.pairs) != 1:
        return PairForm()
    a, b = country_name(wanted.pairs[0].a), country_name(wanted.pairs[0].b)
    return PairForm(b, a) if wanted.direction is Direction.BA else PairForm(a, b)


@dataclass(frozen=True, kw_only=True)
class DyadsPage(PageContext):
    """
    The list of pairs.

    Attributes:
        sorts: The orders with their links.
        country: What stands in the field; `fault` is what is wrong with it.
        total: Pairs without the filter, to tell an empty database from a country without pairs.
    """

    pairs: "list[PairCount]"
    sorts: dict[str, Link]
    sort: str
    country: str
    fault: str
    total: int
    all_countries: tuple[Country, ...]
    section: Section = Section.DYADS


@dataclass(frozen=True)
class DyadNotes:
    """The notes on a pair, the tags in use, and what has just been done with a note; None on an ordinary visit."""

    threads: "tuple[Thread, ...]"
    tags: tuple[str, ...]
    notice: str | None
    form: AnnotationForm = field(default_factory=AnnotationForm)


@dataclass(frozen=True, kw_only=True)
class DyadContext(PageContext):
    """One pair at a glance."""

    page: "DyadPage"
    notes: DyadNotes
    names: tuple[str, str]
    directions: list[Link]
    scopes: list[Link]
    types: list[Link]
    decades: list[Link]
    url: str
    section: Section = Section.DYADS
