"""
What the picture is made of. Shares run from 0 at the window's first second to 1 at its end; heights are CSS pixels.

The horizontal is kept in shares, and drawn in per cent, so that one picture serves every width at least as wide as the
one it was laid out for, and a script can move it by one linear function.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from app.domain.dates import DateKind
from app.domain.events import EventType, Quad, Review, Status
from app.timeline.sides import Sides
from app.timeline.stretch import Stretch, stretch_of
from app.timeline.window import Window


class Moment(NamedTuple):
    """One dated event of the window, as lean as the index gives it; `earliest` and `latest` as in `domain.dates`."""

    event_id: int
    earliest: int
    latest: int
    type: str
    salience: int = 0


@dataclass(frozen=True)
class Crowd:
    """
    Events of a bin of which only numbers are known.

    Attributes:
        types: How many of each type.
        first_day, last_day: First and last of the days by which they are placed.
    """

    types: Mapping[str, int]
    first_day: int
    last_day: int

    @property
    def count(self) -> int:
        """All of them."""
        return sum(self.types.values())


@dataclass(frozen=True)
class Chosen:
    """
    The events that a person has in hand: these are drawn by themselves, however crowded it is.

    Attributes:
        selected: Drawn as selected.
        focus: Under the keyboard's focus.
    """

    selected: frozenset[int] = frozenset()
    focus: int | None = None

    @property
    def ids(self) -> frozenset[int]:
        """All of them."""
        return self.selected | ({self.focus} if self.focus else frozenset())


NOTHING_CHOSEN = Chosen()


@dataclass(frozen=True)
class Facts:
    """
    What a mark says of its event.

    Attributes:
        title: Headline.
        date: EDTF text.
        date_words: The same for a reader.
        kind: How the event fills its date.
        who, whom: Names of actors and recipients for a reader, possibly empty.
        countries: Codes.
        source_count, origin_count: Outlets that tell it, and independent reports among what they tell.
        salience: How much it matters, from `domain`: the higher is labelled first.
        rivals: First and last days of the other dates that its accounts give, where they contradict one another.
    """

    event_id: int
    title: str
    date: str
    date_words: str
    kind: DateKind
    type: EventType
    status: Status
    review: Review
    who: str
    whom: str
    countries: tuple[str, ...]
    earliest: int
    latest: int
    source_count: int = 1
    origin_count: int = 1
    salience: int = 0
    is_starred: bool = False
    is_disputed: bool = False
    rivals: tuple[tuple[int, int], ...] = ()

    @cached_property
    def stretch(self) -> Stretch:
        """How its date is drawn."""
        return stretch_of(self.date, self.kind, self.earliest, self.latest)


@dataclass(frozen=True)
class Mark:
    """
    One event drawn by itself.

    Attributes:
        start, end: Shares of its first and last visible point; equal for a point.
        is_wide: Whether there is room between them for a bar.
        ghosts: Shares of the rivals of a disputed date that are on the screen.
        row_y: Middle of its row.
        label: What stands beside it; empty where there is no room.
        sides: What stands left and right of these points.
        label_left: Whether the label stands on the left.
        selected: Whether it is a selected event.
    """

    facts: Facts
    start: float
    end: float
    row_y: float
    sides: Sides
    is_wide: bool = False
    ghosts: tuple[float, ...] = ()
    label: str = ""
    label_left: bool = False
    selected: bool = False


@dataclass(frozen=True)
class Cluster:
    """
    Events folded into one: drawn from its first to its last member's first day, never at a mean.

    Its members are the events of its lane that are placed by a day of its bin and not drawn by themselves.

    Attributes:
        key: Names it among the clusters of the picture, the same wherever its bin is shown at this zoom.
        count: How many events it holds.
        bin: First and last day of its bin, in the window.
        alone: The events of its bin that are drawn by themselves.
        start, end: Shares of what is drawn.
        first_day, last_day: First and last day on which a member begins, in the window.
        quads: How many members each quad has, in the order of the quads, none left out that has one.
        window: Where its link leads.
    """

    key: str
    count: int
    bin: tuple[int, int]
    alone: tuple[int, ...]
    start: float
    end: float
    first_day: int
    last_day: int
    row_y: float
    quads: tuple[tuple[Quad, int], ...]
    window: Window


@dataclass(frozen=True)
class Lane:
    """
    A band of the picture.

    Attributes:
        title: Empty where there is one lane.
        event_count: Of the window.
        is_folded: Whether it is collapsed to one cluster.
    """

    key: str
    title: str
    top: float
    height: float
    event_count: int
    marks: tuple[Mark, ...]
    clusters: tuple[Cluster, ...]
    is_folded: bool = False


@dataclass(frozen=True)
class Tick:
    """A line of the axis with what it says; `strong` ones begin a longer unit and say which."""

    share: float
    label: str
    strong: bool = False


@dataclass(frozen=True)
class Picture:
    """
    The laid-out timeline.

    Attributes:
        width: The width in pixels that it was laid out for: labels stay apart at this width and above.
        height: Of lanes and axis.
        shown, clustered: Different events drawn by themselves, and different events only found in clusters.
    """

    window: Window
    width: float
    height: float
    axis_y: float
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    shown: int
    clustered: int
    cluster_count: int
