"""The timeline by keyboard alone, and what is told to those who listen (TIMELINE.md S8, S9, S12; T7, T8, T16)."""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import AXE, OpenPage
from tests.browser.crowd import CROWDED_DAY, ON_ONE_DAY
from tests.browser.timeline_page import (
    CLUSTERS,
    MARKS,
    counts,
    empty_place,
    focus_plot,
    listed,
    wait_focus,
    wait_moved,
    wait_query,
    window,
)

pytestmark = pytest.mark.browser

CROWDED = "/?from=2019-01&to=2019-03&t0=2018-06-01&t1=2019-12-31"
YEARS = "/?t0=2014-01-01&t1=2016-12-31"


@pytest.fixture
def page(crowd_page: Page) -> Page:
    crowd_page.goto(YEARS)
    return crowd_page


def focused(page: Page) -> str | None:
    found: str | None = page.evaluate("() => document.activeElement.closest('[data-event]')?.dataset.event ?? null")
    return found


def test_every_event_of_the_filter_is_visited_once_and_the_list_agrees(page: Page) -> None:
    """T7: Tab, Home, then → through singles, the members of a cluster, and the undated ones of the shelf."""
    page.goto(CROWDED)
    expect(page.locator(CLUSTERS).first).to_be_visible()
    dated, undated = listed(page), listed(page, "#undated")
    assert counts(page)["total"] == len(dated) + len(undated)
    assert len(dated) > ON_ONE_DAY
    page.locator("#menu-keys summary").focus()
    for _ in range(8):  # past the two ends of the window
        page.keyboard.press("Tab")
        if focused(page) or page.evaluate("() => document.activeElement.matches('.cluster')"):
            break
    page.keyboard.press("Home")
    wait_focus(page, dated[0])
    for event_id in (*dated[1:], *undated[:1]):
        page.keyboard.press("ArrowRight")
        wait_focus(page, event_id)
    for event_id in undated[1:]:
        page.keyboard.press("j")
        wait_focus(page, event_id)
    drawn = page.locator("[data-plot] a[tabindex='0']")
    assert drawn.count() == 1


def test_the_window_follows_the_focus_to_the_ends_of_the_filter(page: Page) -> None:
    before = window(page)
    every = page.request.get("/timeline.json").json()["events"]
    dated = [str(event["id"]) for event in every if event["date"]]
    focus_plot(page)
    page.keyboard.press("End")
    wait_focus(page, dated[-1])
    after = window(page)
    assert (after.span, after.t0 > before.t0) == (before.span, True)
    first = date.fromisoformat(page.locator(f"#mark-{dated[-1]}").get_attribute("data-t0") or "")
    assert 0.14 <= (first.toordinal() * 86_400 - after.t0) / after.span <= 0.86
    page.keyboard.press("ArrowLeft")
    wait_focus(page, dated[-2])
    page.keyboard.press("Home")
    wait_focus(page, dated[0])


def test_keys_move_the_window(page: Page) -> None:
    page.locator("[data-plot] a.mark[data-event='14']").focus()
    present = window(page)
    for key, factor in (("+", 0.5), ("-", 2), ("[", 0.5), ("]", 2)):
        page.keyboard.press(key)
        moved = wait_moved(page, present)
        assert moved.span == pytest.approx(present.span * factor, rel=1e-6)
        assert focused(page) == "14"
        present = moved
    page.keyboard.press("PageDown")
    paged = wait_moved(page, present)
    assert paged.t0 - present.t0 == pytest.approx(present.span * 0.9, rel=1e-6)
    page.keyboard.press("0")
    fitted = wait_moved(page, paged)
    strip = page.locator(".overview__picture")
    assert (str(fitted.t0), str(fitted.t1)) == (strip.get_attribute("data-t0"), strip.get_attribute("data-t1"))
    page.keyboard.press("g")
    page.keyboard.type("2014-Q2")
    page.keyboard.press("Enter")
    gone = wait_moved(page, fitted)
    assert date(2014, 5, 1).toordinal() <= (gone.t0 + gone.span / 2) / 86_400 <= date(2014, 6, 1).toordinal()
    page.keyboard.press("t")
    assert wait_moved(page, gone).t0 > gone.t1


def test_keys_select_star_annotate_and_step_out(page: Page) -> None:
    page.locator("[data-plot] a.mark[data-event='14']").focus()
    expect(page.locator("#event-card")).to_contain_text("Event number 13 of the crowd")
    page.keyboard.press("Escape")
    expect(page.locator("#event-card")).to_be_hidden()
    page.keyboard.press(" ")
    wait_query(page, sel="14")
    before = window(page)
    page.keyboard.press("f")
    wait_moved(page, before)
    expect(page.locator("[data-plot] a.mark[data-event='14']")).to_be_focused()
    star = page.locator("#event-list [data-event='14'] .badge--starred")
    page.keyboard.press("s")
    expect(star).to_have_count(1)
    page.keyboard.press("s")
    expect(star).to_have_count(0)
    page.keyboard.press("Escape")  # the card, which came with the focus
    page.keyboard.press("Escape")
    wait_query(page, sel=None)
    expect(page.locator("[data-plot] a.mark[data-event='14']")).to_be_focused()
    page.keyboard.press("Enter")
    wait_query(page, sel="14")
    page.keyboard.press("a")
    page.wait_for_url(lambda url: "/events/14" in url)
    expect(page.get_by_label("Write a note")).to_be_focused()


def test_the_way_back_finds_the_focus(page: Page) -> None:
    page.locator("[data-plot] a.mark[data-event='14']").focus()
    page.keyboard.press("n")
    page.wait_for_url(lambda url: "/events/new" in url)
    page.go_back()
    page.wait_for_url(lambda url: "t0=2014" in url)
    expect(page.locator("[data-plot] a.mark[data-event='14']")).to_be_focused()


def test_letters_are_listed_and_can_be_switched_off(page: Page) -> None:
    focus_plot(page)
    page.keyboard.press("?")
    toggle = page.get_by_role("button", name="Single letters: on")
    toggle.click()
    page.keyboard.press("Escape")
    expect(toggle).to_be_hidden()
    focus_plot(page)
    page.keyboard.press("/")
    page.keyboard.press("g")
    assert page.evaluate("() => document.activeElement.closest('[data-plot]') !== null")
    before = window(page)
    page.keyboard.press("End")  # no letter: it still acts
    wait_moved(page, before)
    page.evaluate("() => localStorage.clear()")
    page.goto(YEARS)
    page.keyboard.press("/")  # nothing of the timeline has the focus: it is the search of the header
    expect(page.locator("#page-search")).to_be_focused()
    focus_plot(page)
    page.keyboard.press("/")
    expect(page.locator("#filter-form [name=q]")).to_be_focused()
    page.keyboard.type("+0ft")  # letters that are keys elsewhere
    expect(page.locator("#filter-form [name=q]")).to_have_value("+0ft")


def test_enter_on_a_cluster_of_one_day_shows_its_members(page: Page) -> None:
    """T8."""
    page.goto(f"/?t0={CROWDED_DAY}&t1=2019-02-16")
    cluster = page.locator(CLUSTERS).first
    number = int(cluster.get_attribute("data-count") or 0)
    assert number > 1
    alone = set(page.locator(MARKS).evaluate_all("marks => marks.map(mark => mark.dataset.event)"))
    cluster.focus()
    page.keyboard.press("Enter")
    members = page.locator("#reading [data-event], #event-list [data-event]")
    expect(members.first).to_be_visible()
    shown = set(members.evaluate_all("rows => rows.map(row => row.dataset.event)"))
    assert len(shown - alone) == number


def test_the_card_is_entered_by_the_pointer_and_left(page: Page) -> None:
    mark = page.locator("[data-plot] a.mark[data-event='14'] .tl-point").first
    mark.hover()
    card = page.locator("#event-card")
    expect(card).to_contain_text("India and Pakistan met")
    for said in ("about May 2016", "Read from the text.", "Pakistan", "The Example Times", "1 origin"):
        expect(card).to_contain_text(said)
    card.get_by_role("button", name="Star").hover()
    expect(card).to_be_visible()
    page.mouse.move(*empty_place(page, 0.01))
    expect(card).to_be_hidden()


def test_a_change_of_the_window_is_told_politely(page: Page) -> None:
    said = page.locator("#timeline-said")
    expect(said).to_have_attribute("role", "status")
    focus_plot(page)
    before = window(page)
    page.keyboard.press("-")
    wait_moved(page, before)
    expect(said).to_have_text(page.locator("#timeline").get_attribute("data-said") or "never")
    expect(said).to_have_text(re.compile(r" to .*, \d+ events$"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_lies_on_top_is_accessible_and_still(crowd: str, open_page: OpenPage, scheme: str) -> None:
    """T16: axe with the card and the sheets open, the focus visible, no transition where none is wanted."""
    page = open_page(crowd, YEARS + "&sel=14&also=15", scheme=scheme)
    page.locator("[data-plot] a.mark[data-event='14']").focus()
    expect(page.locator("#event-card")).to_be_visible()
    page.evaluate("() => document.querySelectorAll('#view details').forEach(one => one.open = one.id === 'menu-keys')")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("async () => (await axe.run()).violations.map(one => `${one.id}: ${one.nodes[0].html}`)")
    assert found == []
    outline = "element => getComputedStyle(element).outlineStyle"
    assert page.locator("[data-plot] a.mark[data-event='14']").evaluate(outline) == "solid"
    moving = page.evaluate(
        "() => [...document.querySelectorAll('*')].map(one => getComputedStyle(one))"
        ".filter(style => style.transitionDuration !== '0s' || style.animationName !== 'none').length"
    )
    assert moving == 0
