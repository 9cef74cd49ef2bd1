"""Chromium for what is timed in it: one window, nothing cached, no other host than this one."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from playwright.async_api import Browser, Page, Playwright, ViewportSize

from tests.chromium import find_chromium, launch_flags

VIEWPORT: ViewportSize = {"width": 1440, "height": 900}
CLOSE_SECONDS = 10
"""A page whose script never rests is not waited for: the browser is closed then."""
FLAGS = ["--disable-gpu", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]
EVENTS = "a.mark use, a.cluster rect"
"""What stands for events in our own picture."""
TYPING_SECONDS = 1.0
WATCH = """
window.firstSeen = new Promise((resolve) => {
  const isSeen = (one) => {
    if (!one.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false;
    const box = one.getBoundingClientRect();
    return box.width > 0 && box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight;
  };
  const look = () => {
    const isThere = [...document.querySelectorAll(SELECTOR)].some(isSeen);
    requestAnimationFrame(isThere ? () => resolve(performance.now()) : look);
  };
  requestAnimationFrame(look);
});
"""


async def launch(playwright: Playwright) -> Browser:
    """The machine's own browser, found as the tests find it."""
    return await playwright.chromium.launch(executable_path=find_chromium(), args=[*FLAGS, *launch_flags()])


@asynccontextmanager
async def new_visitor(browser: Browser) -> AsyncIterator[Page]:
    """
    A page of somebody who has never been there: no cache, no cookie.

    It stands open for as long as one types an address, in which a browser readies a process for what comes. A page that
    wants a process of its own (`Cross-Origin-Opener-Policy`) would else be measured with the start of one.
    """
    context = await browser.new_context(viewport=VIEWPORT)
    try:
        page = await context.new_page()
        await asyncio.sleep(TYPING_SECONDS)
        yield page
    finally:
        with suppress(TimeoutError):
            async with asyncio.timeout(CLOSE_SECONDS):
                await context.close()


async def first_seen_ms(page: Page, address: str, events: str = EVENTS) -> float:
    """
    Go to an address, and say when the first of its events is drawn.

    Args:
        page: Where nothing has been asked for yet.
        address: Of a page that draws events.
        events: The selector of what stands for one.

    Returns:
        Milliseconds from the start of the navigation to the frame after the first one in which an event can be seen.
    """
    await page.add_init_script(WATCH.replace("SELECTOR", json.dumps(events)))
    await page.goto(address, wait_until="commit")
    return float(await page.evaluate("window.firstSeen"))
