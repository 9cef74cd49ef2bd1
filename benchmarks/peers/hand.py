"""A hand on a timeline: the same wheel, sideways wheel and drag for everyone, and what the page was like meanwhile."""

import asyncio
import math
import statistics
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from pathlib import Path

from playwright.async_api import Page

RECORDER = Path(__file__).with_name("recorder.js").read_text(encoding="utf-8")
EVENT_SECONDS = 1 / 60
PHASE_SECONDS = 1.5
REST_SECONDS = 0.25
"""Between two phases: in it our settled view comes, and its frames are counted too."""
ZOOM_STEP, PAN_STEP, DRAG_STEP = 4, 8, 6
"""Wheel units and pixels of one event, as a touch pad sends them."""
CLICKS_A_SECOND = 2


class Kind(Enum):
    """How a program is zoomed."""

    OURS = "wheel with Ctrl"
    WHEEL = "wheel"
    BUTTONS = "buttons"
    NOTHING = "not at all"


@dataclass(frozen=True)
class Target:
    """Where the hand goes to work: selectors of the picture, of what is counted, and of buttons that zoom."""

    kind: Kind
    plot: str
    nodes: str
    zoom_in: str = ""
    zoom_out: str = ""


OURS = Target(Kind.OURS, "[data-plot] svg", "[data-plot] svg, .overview")
VIS = Target(Kind.WHEEL, ".vis-panel.vis-center", ".vis-timeline")
TIMELINE_JS = Target(
    Kind.BUTTONS,
    ".tl-timenav",
    ".tl-timenav",
    "button.tl-menubar-button:has(.tl-icon-zoom-in)",
    "button.tl-menubar-button:has(.tl-icon-zoom-out)",
)
EMPTY = Target(Kind.NOTHING, "body", "body")


@dataclass(frozen=True)
class Handled:
    """What was measured under the hand, times in milliseconds."""

    frames_ms: tuple[float, ...]
    settled_ms: tuple[float, ...]
    """From the last input to the frame after the swap of the view; ours alone."""
    requests_ms: tuple[float, ...]
    timeline_nodes: int
    page_nodes: int
    heap_mb: float

    @property
    def p95_ms(self) -> float:
        """Of the frames."""
        return percentile(self.frames_ms, 0.95)


def percentile(values: tuple[float, ...], share: float) -> float:
    """The smallest value that so large a share of them does not pass."""
    return sorted(values)[math.ceil(len(values) * share) - 1]


async def handle(page: Page, target: Target) -> Handled:
    """
    Zoom in, pan, drag and zoom out again, some seconds each.

    Args:
        page: Opened and drawn.
        target: What of it is moved.
    """
    if target.kind is Kind.OURS:
        await page.wait_for_selector(".timeline__plot--fitted", timeout=0)
    await page.evaluate(RECORDER, [target.plot, target.nodes])
    phases: list[Callable[[], Awaitable[None]]] = [
        lambda: _zoom(page, target, -ZOOM_STEP),
        lambda: _steadily(lambda _: page.mouse.wheel(PAN_STEP, 0)),
        lambda: _drag(page),
        lambda: _zoom(page, target, ZOOM_STEP),
    ]
    for phase in phases:
        await page.mouse.move(*await page.evaluate("window.recorder.emptyPlace()"))
        await phase()
        await asyncio.sleep(REST_SECONDS)
        if target.kind is Kind.OURS:
            await page.evaluate("window.recorder.settled()")
        await page.evaluate("window.recorder.countNodes()")
    return await _read(page)


async def _zoom(page: Page, target: Target, step: float) -> None:
    if target.kind is Kind.BUTTONS:
        button = page.locator(target.zoom_in if step < 0 else target.zoom_out)
        await _steadily(lambda _: button.click(force=True, timeout=0), 1 / CLICKS_A_SECOND)
    else:
        if target.kind is Kind.OURS:
            await page.keyboard.down("Control")
        await _steadily(lambda _: page.mouse.wheel(0, step))
        if target.kind is Kind.OURS:
            await page.keyboard.up("Control")


async def _drag(page: Page) -> None:
    """To the left and back."""
    x, y = await page.evaluate("window.recorder.emptyPlace()")
    half = round(PHASE_SECONDS / EVENT_SECONDS / 2)
    await page.mouse.down()
    await _steadily(lambda number: page.mouse.move(x - DRAG_STEP * (half - abs(half - number)), y))
    await page.mouse.up()


async def _steadily(step: Callable[[int], Awaitable[None]], every_seconds: float = EVENT_SECONDS) -> None:
    """Take a step again and again for a phase; where the page is slower than the hand, as often as it lets."""
    end, number = time.monotonic() + PHASE_SECONDS, 0
    while (start := time.monotonic()) < end:
        await step(number)
        number += 1
        await asyncio.sleep(max(0, start + every_seconds - time.monotonic()))


async def _read(page: Page) -> Handled:
    found = await page.evaluate("window.recorder.stop()")
    session = await page.context.new_cdp_session(page)
    await session.send("HeapProfiler.collectGarbage")
    await session.send("Performance.enable")
    metrics = (await session.send("Performance.getMetrics"))["metrics"]
    heap = next(one["value"] for one in metrics if one["name"] == "JSHeapUsedSize")
    return Handled(
        frames_ms=tuple(after - before for before, after in pairwise(found["frames"])),
        settled_ms=tuple(found["settled"]),
        requests_ms=tuple(found["requests"]),
        timeline_nodes=found["timelineNodes"],
        page_nodes=found["pageNodes"],
        heap_mb=heap / 1e6,
    )


def middle(values: list[float]) -> float:
    """The median, or nothing that is smaller than anything where there is none."""
    return statistics.median(values) if values else math.nan
