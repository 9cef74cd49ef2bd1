"""Every page, light and dark, wide and narrow: nothing for axe to find, nothing that scrolls sideways."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import AXE, OpenPage

pytestmark = pytest.mark.browser

PAGES = {
    "timeline": "/",
    "pair": "/?pair=IND-PAK",
    "selected": "/?pair=IND-PAK&sel=1",
    "faulty filter": "/?pair=IND-XXX&from=banana",
    "nothing found": "/?pair=IND-PAK&q=zzzz",
    "lanes": "/?pair=IND-PAK&group=direction",
    "dyads": "/dyads",
    "dyad": "/dyads/IND-PAK",
    "event": "/events/1",
    "event's field": "/events/1?field=date",
    "edit": "/events/1/edit",
    "merge": "/events/1/merge",
    "both": "/events/1/merge?other=2",
    "split": "/events/1/split",
    "new event": "/events/new?article=1",
    "note": "/annotations/{note}/edit",
    "notes": "/annotations",
    "thread": "/annotations/{note}",
    "new note": "/articles/1/annotations/new",
    "sources": "/sources",
    "source": "/sources/1",
    "articles": "/articles",
    "no article": "/articles?q=zzzz",
    "article": "/articles/1",
    "add": "/articles/new",
    "samples": "/articles/samples/remove",
    "review": "/review",
    "empty review": "/review?q=zzzz",
    "bulk acceptance": "/review/bulk?type=CONSULT",
    "history": "/events/1/history",
    "guide": "/help",
    "missing": "/nothing",
}
LOOKS: list[tuple[Any, int]] = [("light", 1440), ("dark", 390)]
"""Both themes and both ends of the widths: what differs between them is shared by all pages."""
EVERY_LOOK: list[tuple[Any, int]] = [(scheme, width) for scheme in ("light", "dark") for width in (1440, 768, 390)]
WHOLE = {"selected", "lanes"}
"""The pages that have most on them, which are looked at in every way."""
EXPECTED_STATUS = {"faulty filter": "422", "missing": "404"}


def violations(page: Page) -> list[str]:
    """What axe finds, a line for each element."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = page.evaluate(
        "async () => (await axe.run({ resultTypes: ['violations'] })).violations"
    )
    return [f"{rule['id']}: {node['html'][:160]} {node['failureSummary']}" for rule in found for node in rule["nodes"]]


@pytest.fixture(scope="module")
def noted(served: Callable[[str], str], browser: Browser) -> tuple[str, str]:
    """The address of the samples on SQLite, and the number of a note on the first event."""
    address = served("sqlite")
    page = browser.new_page(base_url=address)
    page.goto("/events/1")
    page.get_by_label("Write a note").fill("A note with `code`, a [link](https://example.org) and\n\n- a list")
    page.get_by_label("Tags").fill("one, two")
    page.get_by_role("button", name="Save note").click()
    expect(page.get_by_text("The note is saved.")).to_be_visible()
    number = page.locator("article.annotation").last.get_attribute("id") or ""
    page.close()
    return address, number.removeprefix("note-")


@pytest.mark.parametrize("name", PAGES)
def test_pages_are_accessible_and_fit(noted: tuple[str, str], open_page: OpenPage, name: str) -> None:
    address, note = noted
    page = open_page(address, PAGES[name].format(note=note), expecting=EXPECTED_STATUS.get(name, ""))
    for scheme, width in EVERY_LOOK if name in WHOLE else LOOKS:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.set_viewport_size({"width": width, "height": 900})
        assert violations(page) == [], (scheme, width)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), width


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["/", "/dyads", "/articles", "/review"])
def test_empty_pages_say_what_to_do(empty_address: str, open_page: OpenPage, path: str, scheme: str) -> None:
    page = open_page(empty_address, path, scheme=scheme)
    assert violations(page) == []
    expect(page.locator("main").get_by_role("link", name="Add article").first).to_be_visible()


def test_the_theme_is_chosen_and_kept(address: str, open_page: OpenPage) -> None:
    page = open_page(address, "/articles", scheme="light")
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(paper)
    toggle = page.get_by_role("button", name="Theme")
    toggle.click()
    toggle.click()
    expect(toggle).to_have_text("Theme: dark")
    dark = page.evaluate(paper)
    assert dark != light
    page.goto("/dyads")
    assert page.evaluate(paper) == dark
    page.get_by_role("button", name="Theme").click()
    assert page.evaluate(paper) == light


def test_without_scripts_there_is_no_dead_button(address: str, open_page: OpenPage) -> None:
    page = open_page(address, "/articles", scripts=False)
    expect(page.get_by_role("button", name="Theme")).to_have_count(0)


def test_the_skip_link_is_first_and_leads_to_the_content(address: str, open_page: OpenPage) -> None:
    page = open_page(address, "/articles")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_an_error_of_a_swap_is_shown_in_its_region(address: str, open_page: OpenPage) -> None:
    page = open_page(address, "/events/1", expecting="404")
    page.locator("form[hx-post]").last.evaluate("form => form.setAttribute('hx-post', '/events/999999/annotations')")
    page.evaluate("htmx.process(document.body)")
    page.get_by_label("Write a note").fill("Lost?")
    page.get_by_role("button", name="Save note").click()
    expect(page.locator("#problem")).to_contain_text("There is no event 999999")
    expect(page.get_by_label("Write a note")).to_have_value("Lost?")
