"""The analyst's path in a real browser: pick a pair, filter, open an event, annotate, go back."""

import re
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

WITH_AND_WITHOUT_SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])


class Seen(NamedTuple):
    """What a person sees of the timeline: the address, the counts, the events in the list and the selected one."""

    url: str
    counts: tuple[str | None, ...]
    events: tuple[str | None, ...]
    selected: str


def look(page: Page) -> Seen:
    counts = page.locator("[data-total]").first
    rows = page.locator("#event-list [data-event]")
    return Seen(
        url=page.url,
        counts=tuple(
            counts.get_attribute(f"data-{part}") for part in ("total", "shown", "clustered", "outside", "undated")
        ),
        events=tuple(row.get_attribute("data-event") for row in rows.all()),
        selected=page.locator("#reading").inner_text(),
    )


def test_a_pair_is_picked_with_the_keyboard_alone(address: str, open_page: OpenPage) -> None:
    page = open_page(address)
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "country-a":
            break
    page.keyboard.type("pakis")
    expect(page.get_by_role("option").first).to_contain_text("Pakistan")
    page.keyboard.press("Enter")
    expect(page.locator("#country-b")).to_be_focused()
    page.keyboard.type("indi")
    marked = page.locator("#suggestions-b [aria-selected=true]")
    expect(marked).to_have_attribute("data-name", "India")
    page.keyboard.press("ArrowDown")
    expect(marked).not_to_have_attribute("data-name", "India")
    page.keyboard.press("ArrowUp")
    expect(marked).to_have_attribute("data-name", "India")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"pair=IND-PAK"))
    expect(page.locator("#event-list [data-event]").first).to_be_visible()
    for countries in page.locator("#event-list [data-event]").evaluate_all(
        "rows => rows.map(r => r.dataset.countries)"
    ):
        assert {"IND", "PAK"} <= set(countries.split())


def test_enter_takes_the_first_country_before_the_list_is_there(address: str, open_page: OpenPage) -> None:
    page = open_page(address)
    held: list[Route] = []
    page.route("**/countries?*", lambda route: held.append(route))
    page.locator("#country-a").focus()
    page.keyboard.type("pakis")
    with page.expect_request(lambda request: "q=pakis" in request.url):
        page.keyboard.press("Enter")
    held[-1].continue_()
    page.unroute("**/countries?*")
    expect(page.locator("#country-b")).to_be_focused()
    expect(page.locator("#country-a")).to_have_value("Pakistan")
    page.keyboard.type("indi")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"pair=IND-PAK"))


def test_a_pair_is_picked_without_scripts(address: str, open_page: OpenPage) -> None:
    page = open_page(address, scripts=False)
    page.get_by_label("Country", exact=True).fill("Pakistan")
    page.get_by_label("and country").fill("IND")
    page.get_by_role("button", name="Show pair").click()
    page.wait_for_url(re.compile(r"pair=IND-PAK"))
    expect(page.locator("#event-list [data-event]").first).to_be_visible()


@WITH_AND_WITHOUT_SCRIPTS
def test_back_twice_finds_everything_as_it_was(each_address: str, open_page: OpenPage, scripts: bool) -> None:
    page = open_page(each_address, "/?pair=IND-PAK", scripts=scripts)
    page.locator("#filter-form [name=q]").fill("India")
    page.locator("#filter-form button[type=submit]").click()
    page.wait_for_url(re.compile(r"q=India"))
    filtered = look(page)
    assert filtered.events

    page.locator("#event-list [data-event] a").first.click()
    page.wait_for_url(re.compile(r"sel=\d+"))
    expect(page.locator("#reading-open")).to_be_visible()
    selected = look(page)
    page.locator("#reading-open").click()
    page.wait_for_url(re.compile(r"/events/\d+"))
    page.get_by_label("Write a note").fill("Written on the way.")
    page.get_by_role("button", name="Save note").click()
    expect(page.get_by_text("The note is saved.")).to_be_visible()

    if not scripts:  # the form left a page of its own in the browser's history
        page.go_back()
        page.wait_for_url(re.compile(r"/events/\d+\?back=[^&]*$"))
    page.go_back()
    page.wait_for_url(selected.url)
    expect(page.locator("#reading-open")).to_be_visible()
    assert look(page)[:3] == selected[:3]
    page.go_back()
    page.wait_for_url(filtered.url)
    expect(page.locator("#reading-open")).to_have_count(0)
    assert look(page) == filtered


@WITH_AND_WITHOUT_SCRIPTS
def test_the_link_on_the_event_leads_back_to_the_same_view(address: str, open_page: OpenPage, scripts: bool) -> None:
    page = open_page(address, "/?pair=IND-PAK", scripts=scripts)
    page.locator("#event-list [data-event] a").first.click()
    page.wait_for_url(re.compile(r"sel=\d+"))
    before = look(page)
    page.locator("#reading-open").click()
    page.get_by_label("Write a note").fill("Another one.")
    page.get_by_role("button", name="Save note").click()
    page.get_by_role("link", name="Back to where you came from").click()
    page.wait_for_url(re.compile(r"sel=\d+"))
    assert look(page)[1:3] == before[1:3]
