"""What every view of the timeline promises: history, addresses, counts, clusters, labels, days (TIMELINE.md, T5-T17)."""

import re
from datetime import date
from itertools import combinations, pairwise
from random import Random
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.crowd import TOTAL, UNDATED
from tests.browser.guard import Guard
from tests.browser.timeline_page import (
    CLUSTERS,
    MARKS,
    Shown,
    box,
    counts,
    empty_place,
    listed,
    wait_moved,
    wait_query,
    wait_swaps,
    watch_swaps,
    window,
)

pytestmark = pytest.mark.browser

YEARS = "/?t0=2014-01-01&t1=2016-12-31"
ALL_MARKS = "marks => marks.map(mark => mark.dataset.event).sort()"
PLACED = "marks => marks.map(mark => [mark.dataset.event, mark.querySelector('use').getAttribute('x')]).sort()"
PICTURE = """() => {
  const copy = document.querySelector('[data-plot] svg').cloneNode(true);
  for (const one of copy.querySelectorAll('*')) {
    one.removeAttribute('tabindex');
    one.classList.remove('is-pointed');
  }
  return copy.outerHTML.replaceAll(' class=""', '');
}"""


@pytest.fixture
def page(crowd_page: Page) -> Page:
    crowd_page.goto(YEARS)
    return crowd_page


def test_the_parts_of_the_counts_add_up_after_every_step(page: Page) -> None:
    """T5, in short: the long walk needs no browser."""
    random = Random(11)  # noqa: S311 - a walk that is the same every time
    steps = ["wheel", "#move-earlier", "#move-later", "#move-in", "#move-out", "#quad-material-conflict", "#move-fit"]
    watch_swaps(page)
    for number in range(1, 9):
        step = random.choice([one for one in steps if one == "wheel" or page.locator(one).count()])
        if step == "wheel":
            page.mouse.move(*empty_place(page, random.random()))
            page.mouse.wheel(random.choice((-150, 150)), 0)
        else:
            page.locator(step).click()
        wait_swaps(page, number)
        said = counts(page)
        assert said["total"] == sum(said[part] for part in ("shown", "clustered", "outside", "undated")), step
        assert said["shown"] == len(set(page.locator(MARKS).evaluate_all(ALL_MARKS)))
        folded = page.locator(CLUSTERS).evaluate_all("all => all.map(one => Number(one.dataset.count))")
        assert said["clustered"] == sum(folded)


def test_no_cluster_lies_outside_of_its_members(page: Page) -> None:
    """T6: it begins and ends with a day on which a folded event begins, and is drawn no wider than it must be."""
    page.goto("/")
    alone = set(page.locator(MARKS).evaluate_all(ALL_MARKS))
    events = page.request.get("/timeline.json").json()["events"]
    # What began nobody knows when stands on its last day.
    begins = {one["earliest"] or one["latest"] for one in events if str(one["id"]) not in alone}
    shown, at = window(page), box(page)
    clusters = page.locator(CLUSTERS)
    assert clusters.count() > 0
    for one in clusters.all():
        data: dict[str, str] = one.evaluate("one => ({...one.dataset})")
        assert {data["t0"], data["t1"]} <= begins
        bar = one.locator(".tl-cluster-bar").bounding_box()
        assert bar is not None
        day_px = 86_400 / shown.span * at["width"]
        days = page.evaluate("([a, b]) => (Date.parse(b) - Date.parse(a)) / 864e5 + 1", [data["t0"], data["t1"]])
        assert bar["width"] <= max(days * day_px, 26) + 2


def test_back_restores_first_the_window_and_then_the_filter(page: Page) -> None:
    """T9: filter, pan, select; the pan has replaced the filter's entry, the selection has one of its own."""
    former = page.url
    page.locator("#quad-verbal-conflict").click()
    wait_query(page, quad="verbal-conflict")
    before = window(page)
    page.mouse.move(*empty_place(page))
    page.mouse.wheel(200, 0)
    panned = wait_moved(page, before)
    page.wait_for_url(lambda url: "t0=2014-01-01&" not in url)
    address = page.url
    mark = page.locator(MARKS).nth(2)
    number = mark.get_attribute("data-event")
    mark.locator(".tl-point").first.click()
    wait_query(page, sel=number)
    expect(page.locator("#reading-open")).to_be_visible()

    page.go_back()
    expect(page.locator("#reading-open")).to_have_count(0)
    assert (page.url, window(page)) == (address, panned)
    expect(page.locator(f"#mark-{number}")).to_be_focused()
    page.go_back()
    page.wait_for_url(former)
    wait_moved(page, panned)
    assert window(page) == before
    assert counts(page)["total"] == TOTAL
    page.go_forward()
    wait_query(page, quad="verbal-conflict")


def test_a_copied_address_gives_the_same_picture(page: Page) -> None:
    """T10."""
    before = window(page)
    page.mouse.move(*empty_place(page, 0.3))
    page.keyboard.down("Control")
    page.mouse.wheel(0, -170)
    page.keyboard.up("Control")
    settled = wait_moved(page, before)
    page.wait_for_url(lambda url: "T" in url)
    shown = page.evaluate(PICTURE)
    page.goto(page.url)
    assert window(page) == settled
    assert page.evaluate(PICTURE) == shown


def follow(page: Page, link: Locator) -> None:
    """Go where a link or a button leads without scripts; what is read next is of the new page."""
    with page.expect_navigation():
        link.click()


def test_without_scripts_every_window_is_a_link_and_the_list_is_complete(crowd: str, open_page: OpenPage) -> None:
    """T11."""
    page = open_page(crowd, "/", scripts=False)
    dated, undated = listed(page), listed(page, "#undated")
    while page.get_by_role("link", name="Later events").count():
        follow(page, page.get_by_role("link", name="Later events"))
        dated += listed(page)
    assert len({*dated, *undated}) == len(dated) + UNDATED == TOTAL == counts(page)["total"]
    follow(page, page.get_by_role("link", name="First page"))
    expect(page.get_by_role("slider")).to_have_count(0)
    expect(page.get_by_role("button", name="Full screen")).to_be_hidden()
    expect(page.get_by_text("Keys", exact=False)).to_be_hidden()
    for name in ("Zoom in", "Earlier", "Later", "Zoom out", "Fit all"):
        before = window(page)
        follow(page, page.get_by_role("link", name=name, exact=False).first)
        assert window(page) != before, name
    page.get_by_text("Go to date").click()
    page.get_by_label("Date, month, quarter or year").fill("June 2018")
    follow(page, page.get_by_role("button", name="Go", exact=True))
    middle = window(page).t0 + window(page).span / 2
    assert middle / 86_400 == pytest.approx(date(2018, 6, 16).toordinal(), abs=1)
    page.locator(MARKS).first.locator(".tl-point").first.click()
    expect(page.locator("#reading-open")).to_be_visible()


def test_days_stand_where_they_stand_in_every_time_zone(crowd: str, open_page: OpenPage) -> None:
    """T12: UTC-11 and UTC+14; also after the script has moved the window."""
    seen = []
    for zone in ("Pacific/Pago_Pago", "Pacific/Kiritimati"):
        page = open_page(crowd, YEARS, timezone_id=zone)
        expect(page.locator(".timeline__plot--fitted")).to_be_visible()
        first = page.locator(MARKS).evaluate_all(PLACED)
        before = window(page)
        assert days_moved(page, before) == []
        page.mouse.move(*empty_place(page))
        page.mouse.wheel(150, 0)
        after = wait_moved(page, before)
        dates = page.locator("#event-list time").all_text_contents()
        slider = page.get_by_role("slider", name="Window begins").get_attribute("aria-valuetext")
        seen.append((first, after, page.url.partition("?")[2], dates, slider))
    assert seen[0] == seen[1]


def days_moved(page: Page, shown: Shown) -> list[str]:
    """The marks of whole days that stand on another day than their own."""
    marks = page.locator(MARKS).evaluate_all(
        "marks => marks.map(mark => [mark.dataset.date, parseFloat(mark.querySelector('.tl-point').getAttribute('x'))])"
    )
    days = [(edtf, share) for edtf, share in marks if re.fullmatch(r"\d{4}-\d\d-\d\d", edtf)]
    assert len(days) > 4
    at = [int((shown.t0 + share / 100 * shown.span) // 86_400) for _, share in days]
    return [edtf for (edtf, _), day in zip(days, at, strict=True) if date.fromisoformat(edtf).toordinal() != day]


def test_no_request_leaves_the_host(page: Page) -> None:
    """T15: every test here has a guard that holds it; this one shows that the guard sees what is asked."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(urlsplit(request.url).netloc))
    guard = Guard("elsewhere")
    guard.watch(page.context, scripts=False)
    page.reload()
    before = window(page)
    page.mouse.move(*empty_place(page))
    page.mouse.wheel(150, 0)
    wait_moved(page, before)
    assert len(asked) > 4
    assert set(asked) == {urlsplit(page.url).netloc}
    assert len([fault for fault in guard.faults if "another host" in fault]) == len(asked)


def test_a_swap_clears_little_and_lays_out_what_is_seen(page: Page) -> None:
    """The list is long: htmx is not to walk through the old one, nor the browser through what lies below the screen."""
    page.evaluate(
        "window.cleared = 0; document.addEventListener('htmx:beforeCleanupElement',"
        " (event) => { if (event.target.matches('.event-list *, [data-plot] svg *')) window.cleared += 1; })"
    )
    before = window(page)
    page.mouse.move(*empty_place(page))
    page.mouse.wheel(150, 0)
    wait_moved(page, before)
    assert page.evaluate("window.cleared") == 0
    page.goto("/")
    rows = page.locator("#event-list .event-row")
    drawn = "row => row.firstElementChild.checkVisibility({ contentVisibilityAuto: true })"
    assert rows.first.evaluate(drawn) != rows.last.evaluate(drawn)
    assert rows.last.evaluate("row => row.offsetHeight") >= 43
    rows.last.scroll_into_view_if_needed()
    expect(rows.last).to_be_in_viewport()
    page.wait_for_function(
        f"rows => ({drawn})([...document.querySelectorAll(rows)].at(-1))", arg="#event-list .event-row"
    )


@pytest.mark.parametrize("query", ["", "t0=2014-01-01&t1=2016-12-31", "t0=2018-06-01&t1=2018-06-20", "group=type"])
def test_no_two_labels_meet(page: Page, query: str) -> None:
    """T13."""
    page.goto(f"/?{query}")
    boxes: list[dict[str, Any]] = page.locator("[data-plot] .tl-label").evaluate_all(
        "labels => labels.map(label => ({...label.getBoundingClientRect().toJSON(), text: label.textContent}))"
    )
    assert len(boxes) > 4
    for one, other in combinations(boxes, 2):
        apart = one["right"] <= other["left"] or other["right"] <= one["left"]
        assert apart or one["bottom"] <= other["top"] or other["bottom"] <= one["top"], (one["text"], other["text"])


def test_pans_replace_the_address_no_oftener_than_browsers_allow(page: Page) -> None:
    """S2: at least 250 ms apart, and never as a new entry."""
    page.evaluate(
        "() => { window.replaced = []; const own = history.replaceState.bind(history);"
        " history.replaceState = (...given) => { window.replaced.push(performance.now()); own(...given); }; }"
    )
    length = page.evaluate("() => history.length")
    watch_swaps(page)
    page.mouse.move(*empty_place(page))
    for number in range(1, 6):
        page.mouse.wheel(60, 0)
        wait_swaps(page, number)
    address = page.locator("#view").get_attribute("data-address") or ""
    page.wait_for_url(lambda url: url.endswith(address))
    times: list[float] = page.evaluate("() => window.replaced")
    assert page.evaluate("() => history.length") == length
    assert all(after - before >= 249 for before, after in pairwise(times))


def test_the_file_has_the_marks_of_the_page(page: Page) -> None:
    """T17: the same events, as marks or in clusters, over the same window."""
    query = page.url.partition("?")[2]
    page.evaluate(
        "async query => { const text = await (await fetch(`/timeline.svg?${query}`)).text();"
        " window.file = new DOMParser().parseFromString(text, 'image/svg+xml'); }",
        query,
    )
    in_file = page.evaluate("() => [...window.file.querySelectorAll('a.mark')].map(one => one.dataset.event).sort()")
    folded = page.evaluate("() => [...window.file.querySelectorAll('a.cluster')].map(one => one.dataset.count)")
    assert in_file == page.locator(MARKS).evaluate_all(ALL_MARKS)
    assert folded == page.locator(CLUSTERS).evaluate_all("all => all.map(one => one.dataset.count)")
