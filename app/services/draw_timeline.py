"""
The picture of a window: its events read and laid out, or, where they are too many to read, those that stand out and the
numbers of the rest. Both ways come to the same picture.
"""

from typing import TYPE_CHECKING

from app.domain.events import Flag
from app.domain.filters import Filter, Group
from app.domain.summaries import EventSummary
from app.services.filter_facts import KeptFacts
from app.services.rival_dates import Days, rival_dates
from app.services.timeline_lanes import lanes_of
from app.store.crowd_queries import Division, Told, tell_by_looking, tell_by_tiles, tell_held
from app.store.held_rows import held_rows
from app.store.lane_queries import window_lanes
from app.store.summary_queries import list_summaries
from app.store.tile_queries import is_tiled
from app.store.timeline_queries import count_touching, list_moments
from app.timeline.bins import Grid, divide, plan_lanes
from app.timeline.folding import fold_lanes
from app.timeline.lanes import LaneMoments, LaneOrder
from app.timeline.layout import lay_out
from app.timeline.model import Chosen, Crowd, Facts, Moment, Picture
from app.timeline.window import Window

if TYPE_CHECKING:
    from sqlmodel import Session

READ_MOST = 3_000
"""Up to so many events of a window are read one by one: that is as quick as anything else."""


def draw(
    session: "Session", wanted: Filter, window: Window, width_px: float, kept: KeptFacts, read_most: int = READ_MOST
) -> Picture:
    """
    Lay out the window; the caller's transaction is open.

    Args:
        width_px: The least width the picture will have.
        kept: What is known of this version of the data.
        read_most: Up to so many events are read one by one.
    """
    order = kept.lanes(wanted)
    grid = divide(window, width_px, len(order.keys))
    chosen = Chosen(wanted.all_selected, wanted.focus)
    rows = _few_moments(session, wanted, window, kept, read_most)
    if rows is not None:
        event_count = len(rows)
        lanes = lanes_of(session, wanted, rows, order)
    else:
        event_count = count_touching(session, wanted, window.first_day, window.last_day)
        view = (wanted.set_alone, wanted.group, grid, chosen.ids)
        lanes = kept.get(view, lambda: _crowded_lanes(session, wanted, grid, order, chosen))
    plans = fold_lanes(plan_lanes(lanes, grid, chosen), wanted.is_folded, chosen)
    ids = sorted({event_id for plan in plans for event_id in plan.single_ids})
    events = list_summaries(session, ids)
    rivals = rival_dates(session, events)
    facts = {event.id: _facts(event, rivals.get(event.id, ())) for event in events}
    return lay_out(plans, facts, window, width_px, event_count, chosen)


def _few_moments(session: "Session", wanted: Filter, window: Window, kept: KeptFacts, most: int) -> list[Moment] | None:
    """The events of the window; None where they are more than so many."""
    days = window.first_day, window.last_day
    may_be_many = is_tiled(wanted) and kept.of_filter(wanted).total > most
    if may_be_many and count_touching(session, wanted, *days) > most:  # told at once, with none read in vain
        return None
    rows = list_moments(session, wanted, *days, most + 1)
    return list(map(Moment._make, rows)) if len(rows) <= most else None


def _crowded_lanes(
    session: "Session", wanted: Filter, grid: Grid, order: LaneOrder, chosen: Chosen
) -> list[LaneMoments]:
    """Lanes of which only the events that stand out are known one by one."""
    # One more than may stand alone: whether a single one is left over shows only then.
    parts = Division(grid.slots, grid.bins, grid.bin_of_slot, grid.depth + 1, chosen.ids)
    if wanted.group is Group.NONE and is_tiled(wanted) and not wanted.has_period:
        told = {0: tell_by_tiles(session, wanted, parts)}
    elif wanted.group is Group.NONE and (held := held_rows(session, wanted)):
        told = {0: tell_held(held, parts)}
    else:
        told = tell_by_looking(session, window_lanes(wanted, *parts.days, order.kept), parts)
    places = {key: len(order.kept) + 1 for key in order.keys} | {key: at for at, key in enumerate(order.kept)}
    if order.others:
        places[order.keys[len(order.kept)]] = len(order.kept)
    return [
        _lane(key, order.title(key), told.get(places[key], Told()))
        for key in order.keys
        if places[key] in told or key in order.kept
    ]


def _lane(key: str, title: str, told: Told) -> LaneMoments:
    crowds = {place: Crowd(rest.types, rest.first_day, rest.last_day) for place, rest in told.rests.items()}
    return LaneMoments(key, title, tuple(map(Moment._make, told.moments)), crowds)


def _facts(event: EventSummary, rivals: tuple[Days, ...]) -> Facts:
    date, kind, earliest, latest = event.date, event.kind, event.earliest, event.latest
    # The window's query only gives dated events, and a dated one has all four.
    assert date is not None and kind is not None and earliest is not None and latest is not None  # noqa: S101, PT018
    return Facts(
        event_id=event.id,
        title=event.title,
        date=date,
        date_words=event.date_words,
        kind=kind,
        type=event.type,
        status=event.status,
        review=event.review,
        who=event.who,
        whom=event.whom,
        countries=event.countries,
        earliest=earliest,
        latest=latest,
        source_count=len(event.sources),
        origin_count=event.origin_count,
        salience=event.salience,
        is_starred=Flag.STARRED in event.flags,
        is_disputed=Flag.CONFLICT in event.flags,
        rivals=rivals,
    )
