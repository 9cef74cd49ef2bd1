"""The calendar axis: two tiers of ticks, from days to centuries."""

from dataclasses import replace
from datetime import date

from app.domain.dates import SHORT_MONTHS
from app.timeline.model import Tick
from app.timeline.text_width import text_width
from app.timeline.units import DAY, LONG_UNITS, MONTH, QUARTER, UNITS, WEEK, YEAR, Unit
from app.timeline.window import Window

MIN_TICK_PX = {DAY: 30, WEEK: 44, MONTH: 40, QUARTER: 44}
YEAR_TICK_PX = 52
STRONG_LABEL_PX = 74
"""Room that "Feb 2019" needs."""
WEEKDAY_TICK_PX = 64
"""From how wide a day on its weekday is named."""
LABEL_PX, LABEL_GAP_PX, EDGE_PX = 12.5, 4, 20
"""Size of a label, its distance from its line, and how far beyond the last day it may reach."""


def ticks(window: Window, width_px: float) -> tuple[Tick, ...]:
    """
    The ticks of a window.

    The lower tier is the finest unit whose labels have room; the upper tier names the longer unit where one begins, and
    at the left edge where the first one began before it. No two labels of one tier overlap at this width or above.
    """
    unit = _finest(window, width_px)
    say = _weekday_label if unit is DAY and width_px / window.days >= WEEKDAY_TICK_PX else unit.label
    fine = [
        Tick(window.share(start), say(start))
        for start in unit.starts(window.first_day, window.last_day)
        if 0 <= window.share(start) <= 1
    ]
    return tuple(_inside(tick, width_px) for tick in (*fine, *_strong(window, width_px, unit)))


def _inside(tick: Tick, width_px: float) -> Tick:
    """The tick without its label where that would be cut off at the right edge."""
    room = (1 - tick.share) * width_px + EDGE_PX
    return tick if LABEL_GAP_PX + text_width(tick.label, LABEL_PX) <= room else replace(tick, label="")


def _weekday_label(day: int) -> str:
    return f"{date.fromordinal(day):%a} {DAY.label(day)}"


def _finest(window: Window, width_px: float) -> Unit:
    px_per_day = width_px / window.days
    return next((unit for unit in UNITS if unit.days * px_per_day >= MIN_TICK_PX.get(unit, YEAR_TICK_PX)), UNITS[-1])


def _strong(window: Window, width_px: float, unit: Unit) -> list[Tick]:
    if unit is YEAR or unit in LONG_UNITS:
        return []
    longer = MONTH if unit.base == "day" else YEAR
    found: list[Tick] = []
    for start in reversed(longer.starts(window.first_day, window.last_day)):
        share = max(0.0, window.share(start))
        # From the right: where the first label has no room, the name of the next unit is the better one to keep.
        if share <= 1 and (not found or (found[-1].share - share) * width_px >= STRONG_LABEL_PX):
            found.append(Tick(share, _long_label(longer, start), strong=True))
    return found[::-1]


def _long_label(unit: Unit, start: int) -> str:
    when = date.fromordinal(start)
    return f"{SHORT_MONTHS[when.month]} {when.year}" if unit is MONTH else str(when.year)
