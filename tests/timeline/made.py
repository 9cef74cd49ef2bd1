"""Made-up events for the picture: the same ones every time."""

from datetime import date, timedelta
from random import Random
from typing import Any

from app.domain.dates import DateKind, in_words, parse_edtf
from app.domain.events import EventType, Review, Status
from app.timeline.bins import anchor_day, divide, plan_lanes
from app.timeline.lanes import one_lane
from app.timeline.layout import lay_out
from app.timeline.model import Chosen, Cluster, Facts, Moment, Picture
from app.timeline.window import Extent, Window, fit

WIDTH = 1_040
START = 737_000
TITLES = ("Short", "A title of some middling length", "A very long title that no row will ever have the room to show")


def facts_of(
    event_id: int,
    edtf_text: str,
    kind: DateKind | None = None,
    *,
    type: EventType = EventType.ASSAULT,
    status: Status = Status.OCCURRED,
    review: Review = Review.PROPOSED,
    title: str = "Jets strike a camp",
    **more: Any,
) -> Facts:
    """An event between India and Pakistan; `more` are further fields of `Facts`."""
    edtf = parse_edtf(edtf_text)
    kind = kind or edtf.usual_kind
    return Facts(
        event_id=event_id,
        title=title,
        date=edtf_text,
        date_words=in_words(edtf_text, kind),
        kind=kind,
        type=type,
        status=status,
        review=review,
        who="India",
        whom="Pakistan",
        countries=("IND", "PAK"),
        earliest=edtf.earliest,
        latest=edtf.latest,
        **more,
    )


def moment_of(facts: Facts) -> Moment:
    return Moment(facts.event_id, facts.earliest, facts.latest, facts.type)


def picture_of(
    events: list[Facts], window: Window | None = None, selected: int | None = None, focus: int | None = None
) -> Picture:
    """One lane with the events that touch the window, by default with all of them."""
    if window is None:
        days = [day for one in events for day in (one.earliest, one.latest) if 0 < day < 3_652_060]
        window = fit(Extent(min(days), max(days)))
    seen = [one for one in events if one.earliest <= window.last_day and one.latest >= window.first_day]
    chosen = Chosen(frozenset({selected} if selected else ()), focus)
    plans = plan_lanes(one_lane([moment_of(one) for one in seen]), divide(window, WIDTH, 1), chosen)
    return lay_out(plans, {one.event_id: one for one in seen}, window, WIDTH, len(seen), chosen)


def members_of(cluster: Cluster, events: list[Facts], window: Window) -> list[int]:
    """The events that a cluster of the only lane holds."""
    first, last = cluster.bin
    return [
        one.event_id
        for one in events
        if one.earliest <= window.last_day
        and one.latest >= window.first_day
        and first <= anchor_day(moment_of(one), window.first_day, window.last_day) <= last
        and one.event_id not in cluster.alone
    ]


def many(count: int, seed: int = 1, spread_days: int = 400) -> list[Facts]:
    """Events of all kinds, crowded in the middle."""
    random = Random(seed)  # noqa: S311 - made-up events, nothing secret
    events = []
    for event_id in range(1, count + 1):
        first = date.fromordinal(START + int(random.gauss(spread_days / 2, spread_days / 6)))
        last = first + timedelta(days=random.choice((1, 3, 30, 200)))
        text, kind = random.choice(
            (
                (f"{first}", None),
                (f"{first}", None),
                (f"{first:%Y-%m}", DateKind.BETWEEN),
                (f"{first}/{last}", DateKind.LASTED),
                (f"{first}/{last}", DateKind.BETWEEN),
                (f"{first:%Y-%m}~", None),
                (f"{first}/..", DateKind.SINCE),
                (f"../{first}", DateKind.BEFORE),
            )
        )
        events.append(
            facts_of(
                event_id,
                text,
                kind,
                type=random.choice(list(EventType)),
                status=random.choice(list(Status)),
                review=random.choice((Review.PROPOSED, Review.ACCEPTED)),
                title=random.choice(TITLES),
                origin_count=random.randrange(1, 4),
            )
        )
    return events
