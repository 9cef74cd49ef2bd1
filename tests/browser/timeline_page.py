"""What the tests of the timeline read from its page, and how they wait: never for a time, always for a condition."""

from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page

MARKS = "[data-plot] a.mark"
CLUSTERS = "[data-plot] a.cluster"
COUNTS = ("total", "shown", "clustered", "outside", "undated")
_MOVED = """before => {
  const picture = document.querySelector('[data-plot] svg');
  return picture && `${picture.dataset.t0} ${picture.dataset.t1}` !== before;
}"""
_FOCUSED = "id => document.activeElement.closest('[data-event]')?.dataset.event === id"


class Shown(NamedTuple):
    """The settled window: first and last second, both included."""

    t0: int
    t1: int

    @property
    def span(self) -> int:
        return self.t1 - self.t0 + 1


def window(page: Page) -> Shown:
    """What the picture in the page was laid out for."""
    data: dict[str, str] = page.locator("[data-plot] svg").evaluate("svg => ({...svg.dataset})")
    return Shown(int(data["t0"]), int(data["t1"]))


def wait_moved(page: Page, before: Shown) -> Shown:
    """The window, once another one has settled."""
    page.wait_for_function(_MOVED, arg=f"{before.t0} {before.t1}")
    return window(page)


def box(page: Page) -> dict[str, float]:
    """Where the picture is."""
    # In one call: between finding the picture and measuring it, it may be swapped.
    found: dict[str, float] = page.evaluate(
        "document.querySelector('[data-plot] svg').getBoundingClientRect().toJSON()"
    )
    return found


def empty_place(page: Page, share: float = 0.5) -> tuple[float, float]:
    """A place of the picture with no mark: between axis and edge."""
    at = box(page)
    return at["x"] + at["width"] * share, at["y"] + at["height"] - 4


def focus_plot(page: Page) -> None:
    """Give the keyboard's focus to the picture's one tab stop."""
    page.locator("[data-plot] [tabindex='0'], [data-plot][tabindex='0']").first.focus()


def wait_focus(page: Page, event_id: str) -> None:
    """Wait until an event has the focus, in the picture or in the list."""
    page.wait_for_function(_FOCUSED, arg=event_id)


def wait_query(page: Page, **wanted: str | None) -> None:
    """Wait until the address has these parts; None for a part that it must not have."""

    def fits(url: str) -> bool:
        query = parse_qs(urlsplit(url).query)
        return all(query.get(name) == ([value] if value is not None else None) for name, value in wanted.items())

    page.wait_for_url(fits)


def listed(page: Page, part: str = "#event-list") -> list[str]:
    """The events of the list, or of the shelf."""
    found: list[str] = page.locator(f"{part} [data-event]").evaluate_all("rows => rows.map(row => row.dataset.event)")
    return found


def counts(page: Page) -> dict[str, int]:
    """The parts of the identity, as the page says them."""
    element = page.locator("#counts")
    return {part: int(element.get_attribute(f"data-{part}") or 0) for part in COUNTS}


def watch_swaps(page: Page) -> None:
    """From now on `wait_swaps` can tell how many views have settled."""
    page.evaluate(
        "window.swaps = 0; document.addEventListener('htmx:afterSettle', e => e.target.id === 'view' && window.swaps++)"
    )


def wait_swaps(page: Page, number: int) -> None:
    """Wait until so many views have settled since `watch_swaps`."""
    page.wait_for_function("number => window.swaps >= number", arg=number)
