"""The timeline under the hand: wheel, drag, brush, touch and the strip (TIMELINE.md S3-S7, S14; T1-T4, T14)."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.timeline_page import (
    MARKS,
    box,
    empty_place,
    wait_moved,
    wait_query,
    window,
)

pytestmark = pytest.mark.browser

WATCH_HINT = """() => new MutationObserver(() => {
  window.hinted ??= document.querySelector('.timeline__hint')?.textContent;
}).observe(document.querySelector('[data-plot]'), {childList: true})"""
YEARS = "/?t0=2014-01-01&t1=2016-12-31"


@pytest.fixture
def page(crowd_page: Page) -> Page:
    crowd_page.goto(YEARS)
    return crowd_page


def wheel(page: Page, dx: float, dy: float, *, share: float = 0.5, key: str = "") -> None:
    page.mouse.move(*empty_place(page, share))
    if key:
        page.keyboard.down(key)
    page.mouse.wheel(dx, dy)
    if key:
        page.keyboard.up(key)


def drag(page: Page, start: tuple[float, float], by: float, *, drops: bool = True) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0] + by / 2, start[1], steps=3)
    page.mouse.move(start[0] + by, start[1], steps=3)
    if drops:
        page.mouse.up()


def test_the_plain_wheel_scrolls_the_page_and_says_how_to_zoom(page: Page) -> None:
    """T1."""
    page.evaluate(WATCH_HINT)  # it is gone again after a moment
    before = window(page)
    wheel(page, 0, 200)
    page.wait_for_function("() => scrollY > 0")
    assert window(page) == before
    page.wait_for_function("() => window.hinted === 'Ctrl + scroll zooms'")


def test_what_is_typed_and_not_sent_outlives_a_swap(page: Page) -> None:
    words = page.locator("#filter-form [name=q]")
    words.fill("border talks")
    before = window(page)
    wheel(page, 0, -300, key="Control")
    wait_moved(page, before)
    expect(words).to_have_value("border talks")
    words.press("Enter")
    wait_query(page, q="border talks")


@pytest.mark.parametrize("share", [0.2, 0.7])
def test_the_wheel_with_ctrl_keeps_the_time_under_the_pointer(page: Page, share: float) -> None:
    """T2: within a pixel, through two settled views."""
    before, at = window(page), box(page)
    under = before.t0 + share * before.span
    for dy in (-240, 90):
        present = window(page)
        wheel(page, 0, dy, share=share, key="Control")
        after = wait_moved(page, present)
        assert abs(after.t0 + share * after.span - under) <= after.span / at["width"]
        assert after.span == pytest.approx(present.span * 2 ** (dy / 300), rel=1e-6)


def test_the_wheel_sideways_pans_and_the_span_stays(page: Page) -> None:
    """T3."""
    before, at = window(page), box(page)
    wheel(page, 100, 10)
    after = wait_moved(page, before)
    assert abs(after.span - before.span) <= 1
    assert after.t0 - before.t0 == pytest.approx(100 / at["width"] * before.span, rel=0.02)


def test_against_the_edge_neither_span_nor_place_changes(page: Page) -> None:
    """T4: the window stops with its middle at the edge of the data; nothing is zoomed on the way."""
    span = window(page).span
    edge = int(page.locator(".overview__picture").get_attribute("data-to") or 0)
    for _ in range(20):
        wheel(page, 2_000, 0)
    page.wait_for_function(
        "edge => ((d) => Math.abs((Number(d.t0) + Number(d.t1) + 1) / 2 - edge) <= 1)"
        "(document.querySelector('[data-plot] svg').dataset)",
        arg=edge,
    )
    last = window(page)
    assert last.span == span
    wheel(page, 2_000, 0)
    wheel(page, -50, 0)  # what did not move asks for nothing: the next view is that of this one
    back = wait_moved(page, last)
    assert back.span == span
    assert back.t0 < last.t0


def test_by_choice_and_in_full_screen_the_plain_wheel_zooms(page: Page) -> None:
    before = window(page)
    page.get_by_text("Keys", exact=False).first.click()
    page.get_by_role("button", name="Wheel zooms: with Ctrl").click()
    page.keyboard.press("Escape")
    wheel(page, 0, -150)
    zoomed = wait_moved(page, before)
    assert zoomed.span < before.span
    page.reload()
    assert page.evaluate("localStorage.getItem('dyadline-wheel')") == "always"
    page.evaluate("localStorage.clear()")
    page.reload()
    page.get_by_role("button", name="Full screen").click()
    page.wait_for_function("document.fullscreenElement !== null")
    present = window(page)
    wheel(page, 0, -150)
    assert wait_moved(page, present).span < present.span
    assert page.evaluate("document.fullscreenElement !== null")  # the swap of the view has not ended it


def test_a_drag_pans_and_escape_takes_it_back(page: Page) -> None:
    before, at = window(page), box(page)
    first = page.locator(MARKS).first.locator("use").first
    was = first.get_attribute("x")
    drag(page, empty_place(page), 200, drops=False)
    page.wait_for_function("was => document.querySelector('[data-plot] a.mark use').getAttribute('x') !== was", arg=was)
    page.keyboard.press("Escape")
    page.mouse.up()
    assert float((first.get_attribute("x") or "").rstrip("%")) == pytest.approx(float((was or "").rstrip("%")))
    drag(page, empty_place(page), 120)
    assert page.evaluate("getSelection().isCollapsed && document.activeElement.matches('[data-plot], [data-plot] *')")
    after = wait_moved(page, before)
    assert after.span == before.span
    assert before.t0 - after.t0 == pytest.approx(120 / at["width"] * before.span, rel=0.02)


def test_a_drag_on_a_mark_changes_nothing(page: Page) -> None:
    """T14: dates change in the form only, with a reason."""
    posted: list[str] = []
    page.on("request", lambda request: posted.append(request.url) if request.method != "GET" else None)
    data = page.request.get("/timeline.json").text()
    before, path = window(page), page.url
    at = page.locator(MARKS).nth(4).locator(".tl-point").first.bounding_box()
    assert at is not None
    drag(page, (at["x"] + at["width"] / 2, at["y"] + at["height"] / 2), 150)
    assert (window(page), page.url) == (before, path)
    wheel(page, 60, 0)  # a view that comes later shows that none was on its way
    wait_moved(page, before)
    assert page.request.get("/timeline.json").text() == data
    assert posted == []


def test_shift_and_a_drag_offers_to_zoom_or_to_filter(page: Page) -> None:
    before = window(page)
    for name in ("Zoom here", "Filter to this"):
        page.keyboard.down("Shift")
        drag(page, empty_place(page, 0.25), box(page)["width"] / 2)
        page.keyboard.up("Shift")
        expect(page.get_by_role("link", name="Zoom here")).to_be_focused()
        page.keyboard.press("Escape")
        expect(page.locator(".brush")).to_have_count(0)
        page.keyboard.down("Shift")
        drag(page, empty_place(page, 0.25), box(page)["width"] / 2)
        page.keyboard.up("Shift")
        page.get_by_role("link", name=name).click()
        if name == "Zoom here":
            zoomed = wait_moved(page, before)
            assert zoomed.span == pytest.approx(before.span / 2, rel=0.02)
    wait_query(page, t0=None, t1=None)
    assert re.search(r"\?from=2015-02-\d\d&to=2015-11-\d\d$", page.url)  # a half of the half


def test_clicks_select_add_extend_and_close(page: Page) -> None:
    marks = page.locator(MARKS)
    ids = [marks.nth(number).get_attribute("data-event") for number in (2, 4, 6)]
    mark = [page.locator(f"[data-plot] a.mark[data-event='{one}'] .tl-point").first for one in ids]
    mark[0].click()
    wait_query(page, sel=ids[0], also=None)
    expect(page.locator("#reading-open")).to_be_visible()
    mark[1].click(modifiers=["Control"])
    wait_query(page, sel=ids[1], also=ids[0])
    expect(page.locator(".mark.is-selected")).to_have_count(2)
    mark[1].click(modifiers=["Control"])
    wait_query(page, sel=ids[0], also=None)
    mark[2].click(modifiers=["Shift"])
    page.wait_for_url(lambda url: f"sel={ids[2]}" in url)
    expect(page.locator(".mark.is-selected")).to_have_count(5)
    page.mouse.click(*empty_place(page, 0.02))
    wait_query(page, sel=None, also=None)


def test_the_strip_is_dragged_clicked_and_drawn_upon(page: Page) -> None:
    strip = page.locator(".overview__picture").bounding_box()
    assert strip is not None
    middle = strip["y"] + strip["height"] / 2

    def at(share: float) -> tuple[float, float]:
        assert strip is not None
        return strip["x"] + strip["width"] * share, middle

    before = window(page)
    whole = page.locator(".overview__picture").evaluate("svg => svg.dataset.t1 - svg.dataset.t0 + 1")
    inside = page.locator(".overview__window").bounding_box()
    assert inside is not None
    drag(page, (inside["x"] + inside["width"] / 2, middle), 60)
    dragged = wait_moved(page, before)
    assert dragged.span == before.span
    assert dragged.t0 - before.t0 == pytest.approx(60 / strip["width"] * whole, rel=0.02)
    page.mouse.click(*at(0.9))
    clicked = wait_moved(page, dragged)
    assert clicked.span == before.span
    drag(page, at(0.05), 100)
    drawn = wait_moved(page, clicked)
    assert drawn.span == pytest.approx(100 / strip["width"] * whole, rel=0.03)


def test_the_ends_of_the_window_are_sliders(page: Page) -> None:
    slider = page.get_by_role("slider", name="Window ends")
    expect(slider).to_have_attribute("aria-valuetext", "2016-12-31")
    before = window(page)
    days = float(page.locator(".overview__picture").get_attribute("data-bin") or 0)
    slider.focus()
    page.keyboard.press("ArrowRight")
    wider = wait_moved(page, before)
    assert (wider.t0, wider.t1 - before.t1) == (before.t0, round(days * 86_400))
    expect(slider).to_be_focused()
    page.keyboard.press("PageDown")
    narrower = wait_moved(page, wider)
    assert wider.t1 - narrower.t1 == round(days * 864_000)
    handle = page.locator(".overview__handle[data-end=t0]").bounding_box()
    assert handle is not None
    drag(page, (handle["x"] + 12, handle["y"] + 12), 40)
    assert wait_moved(page, narrower).t1 == narrower.t1


def test_fingers_pan_pinch_and_press_long(crowd: str, open_page: OpenPage) -> None:
    """T-touch of S6: one finger sideways pans, two zoom about their middle, a long press opens the card."""
    page = open_page(crowd, YEARS, has_touch=True)
    expect(page.locator(".timeline__plot--fitted")).to_be_visible()
    assert page.locator("[data-plot]").evaluate("plot => getComputedStyle(plot).touchAction") == "pan-y"
    cdp = page.context.new_cdp_session(page)

    def touch(kind: str, *places: tuple[float, float]) -> None:
        points = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(places)]
        cdp.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    x, y = empty_place(page)
    before = window(page)
    touch("touchStart", (x, y))
    for step in (10, 40, 80, 120):
        touch("touchMove", (x + step, y))
    touch("touchEnd")
    panned = wait_moved(page, before)
    assert panned.span == before.span
    assert panned.t0 < before.t0

    touch("touchStart", (x - 50, y))
    touch("touchStart", (x - 50, y), (x + 50, y))
    for step in (60, 80, 100):
        touch("touchMove", (x - step, y), (x + step, y))
    touch("touchEnd")
    pinched = wait_moved(page, panned)
    assert pinched.span == pytest.approx(panned.span / 2, rel=0.02)

    mark = page.locator(MARKS).nth(3)
    point = mark.locator(".tl-point").first.bounding_box()
    assert point is not None
    touch("touchStart", (point["x"] + point["width"] / 2, point["y"] + point["height"] / 2))
    expect(page.locator("#event-card")).to_be_visible()
    touch("touchEnd")
    assert "sel=" not in page.url
    mark.locator(".tl-point").first.tap()
    wait_query(page, sel=mark.get_attribute("data-event"))
