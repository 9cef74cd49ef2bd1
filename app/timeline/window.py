"""
The part of time on the screen, and where its buttons lead (TIMELINE.md S2, S4).

A window is a run of seconds, counted from the start of day ordinal 0, both ends included. The extent is the run of days
that the filter's dated events cover, open ends left out.
"""

from dataclasses import dataclass

from app.domain.filters import DAY_SECONDS
from app.timeline.units import MAX_DAY

MIN_SPAN_DAYS = 3
PAD_SHARE = 0.05
PAD_MIN_DAYS = 2
WHOLE_DAYS_FROM = 14
"""From how many days on the buttons lead to whole days: shorter addresses, and no eye can tell."""
STEP_SHARE = 0.75
"""How much of the window Earlier and Later move by."""
FOLLOW_SHARE = 0.15
"""How far from the window's edges an event stands that the window follows."""


@dataclass(frozen=True)
class Extent:
    """First and last day that the dated events cover, both included."""

    first_day: int
    last_day: int


@dataclass(frozen=True)
class Window:
    """First and last second on the screen, both included."""

    t0: int
    t1: int

    @classmethod
    def of_days(cls, first: int, last: int) -> "Window":
        """The window of whole days, both included, held inside the calendar."""
        return cls(max(1, first) * DAY_SECONDS, (min(MAX_DAY, last) + 1) * DAY_SECONDS - 1)

    @property
    def first_day(self) -> int:
        """The day of its first second."""
        return self.t0 // DAY_SECONDS

    @property
    def last_day(self) -> int:
        """The day of its last second."""
        return self.t1 // DAY_SECONDS

    @property
    def span(self) -> int:
        """Its length in seconds."""
        return self.t1 - self.t0 + 1

    @property
    def days(self) -> float:
        """Its length in days."""
        return self.span / DAY_SECONDS

    def share(self, day: int) -> float:
        """Where the first second of a day stands: 0 at the window's start, 1 at its end, outside of that beyond."""
        return (day * DAY_SECONDS - self.t0) / self.span


def fit(extent: Extent) -> Window:
    """The whole extent with some air on both sides."""
    days = extent.last_day - extent.first_day + 1
    pad = max(PAD_MIN_DAYS, round(days * PAD_SHARE))
    return Window.of_days(extent.first_day - pad, extent.last_day + pad)


def choose(t0: int | None, t1: int | None, extent: Extent) -> Window:
    """The asked-for window exactly; an end that is not given is that of the fit, or the least span away."""
    fitting = fit(extent)
    least = MIN_SPAN_DAYS * DAY_SECONDS
    begin = t0 if t0 is not None else min(fitting.t0, (t1 or fitting.t1) - least + 1)
    end = t1 if t1 is not None else max(fitting.t1, begin + least - 1)
    return Window(begin, end)


@dataclass(frozen=True)
class Moves:
    """Where the buttons lead; None where a limit is reached, so that nothing would change."""

    earlier: Window | None
    later: Window | None
    zoom_in: Window | None
    zoom_out: Window | None
    fit: Window | None
    selection: Window | None = None


def moves(window: Window, extent: Extent, focus: int | None = None, selection: tuple[int, int] | None = None) -> Moves:
    """
    The windows behind the buttons.

    Args:
        window: What is on the screen.
        extent: Of the filter's dated events.
        focus: The day to zoom about, if it is on the screen; else the middle.
        selection: First and last day of the selected events, None where none has a date.
    """
    fitting = fit(extent)
    return Moves(
        earlier=_changed(window, shifted(window, -STEP_SHARE, extent)),
        later=_changed(window, shifted(window, STEP_SHARE, extent)),
        zoom_in=_changed(window, zoomed(window, 0.5, extent, focus)),
        zoom_out=_changed(window, zoomed(window, 2, extent, focus)),
        fit=_changed(window, fitting),
        selection=_changed(window, around(*selection)) if selection else None,
    )


def shifted(window: Window, share: float, extent: Extent) -> Window:
    """The window moved by a share of itself, stopping where the edge of the data reaches its middle; same span."""
    first, last = extent.first_day * DAY_SECONDS, (extent.last_day + 1) * DAY_SECONDS
    middle = window.t0 + window.span / 2
    wanted = middle + share * window.span
    # A window already beyond the data may come back, never go further out.
    target = max(min(wanted, max(last, middle)), min(first, middle))
    start = _whole_days(window.t0 + target - middle, window.span)
    return _inside(start, window.span)


def zoomed(window: Window, factor: float, extent: Extent, focus: int | None = None) -> Window:
    """
    The window with its span multiplied, the focus staying where it is.

    The span stays between `MIN_SPAN_DAYS` and that of the fit; a window that is outside of these limits already is not
    pushed further.
    """
    least, most = MIN_SPAN_DAYS * DAY_SECONDS, fit(extent).span
    if factor < 1:
        span = max(window.span * factor, min(least, window.span))
    else:
        span = min(window.span * factor, max(most, window.span))
    about = 0.5
    if focus is not None and 0 <= window.share(focus) < 1:
        about = window.share(focus)
    span = int(span)
    if span == window.span:
        return window
    if span >= WHOLE_DAYS_FROM * DAY_SECONDS:
        span = round(span / DAY_SECONDS) * DAY_SECONDS
    start = _whole_days(window.t0 + about * (window.span - span), span)
    return _inside(start, span)


def around(first: int, last: int) -> Window:
    """The window that shows the days from `first` to `last` with a tenth of air, never less than the least span."""
    days = last - first + 1
    pad = max(1, round(days * 0.1), -(-(MIN_SPAN_DAYS - days) // 2))
    return Window.of_days(first - pad, last + pad)


def following(window: Window, day: int) -> Window:
    """The window with a day in it, `FOLLOW_SHARE` from its edges at least: moved if need be, its span kept."""
    share = (window.share(day) + window.share(day + 1)) / 2
    target = max(FOLLOW_SHARE, min(1 - FOLLOW_SHARE, share))
    if share == target:
        return window
    return _inside(_whole_days(window.t0 + (share - target) * window.span, window.span), window.span)


def centred(window: Window, first: int, last: int) -> Window:
    """The window with these days in its middle, its span kept; where they have no room in it, all around them."""
    wanted = around(first, last)
    if wanted.span > window.span:
        return wanted
    middle = Window.of_days(first, last)
    start = (middle.t0 + middle.t1 + 1 - window.span) / 2
    return _inside(_whole_days(start, window.span), window.span)


def _whole_days(start: float, span: int) -> int:
    return round(start / DAY_SECONDS) * DAY_SECONDS if span >= WHOLE_DAYS_FROM * DAY_SECONDS else round(start)


def _inside(start: int, span: int) -> Window:
    """The window moved into the calendar, its span kept as far as the calendar reaches."""
    first, end = DAY_SECONDS, (MAX_DAY + 1) * DAY_SECONDS
    start = max(first, min(start, end - span))
    return Window(start, min(start + span, end) - 1)


def _changed(window: Window, other: Window) -> Window | None:
    return other if other != window else None
