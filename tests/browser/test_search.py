"""Search, facets and saved views in a browser: by key, by hand, and without scripts."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.test_pages import violations

pytestmark = pytest.mark.browser


def total(page: Page) -> int:
    return int(page.locator("#counts").get_attribute("data-total") or "")


def test_the_key_leads_to_the_search_and_its_hits_to_the_timeline(address: str, open_page: OpenPage) -> None:
    page = open_page(address, "/articles")
    page.keyboard.press("/")
    expect(page.locator("#page-search")).to_be_focused()
    page.keyboard.type("kashmir/")  # in a field it is a letter like any other
    expect(page.locator("#page-search")).to_have_value("kashmir/")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?q=kashmir"))
    events = page.locator("[data-part=events] .found__title .figures").inner_text()
    assert page.locator("mark.hit__mark").first.inner_text().casefold() == "kashmir"
    assert violations(page) == []
    page.get_by_role("link", name="Show them on the timeline").click()
    page.wait_for_selector("#counts")
    assert total(page) == int(events)


def test_a_facet_opens_where_it_is_and_narrows(address: str, open_page: OpenPage) -> None:
    page = open_page(address, "/?pair=IND-PAK")
    page.locator("#facet-actor summary").click()
    value = page.locator("#facet-actor .facet__list--values .facet__link").first
    count = int(value.get_attribute("data-count") or "")
    assert violations(page) == []
    value.click()
    expect(page.locator("#counts")).to_have_attribute("data-total", str(count))
    expect(page).to_have_url(re.compile("actor="))


def test_without_scripts_facets_and_views_are_pages(address: str, open_page: OpenPage) -> None:
    page = open_page(address, "/?pair=IND-PAK", scripts=False)
    page.locator("#facet-year summary").click()
    page.get_by_role("link", name="Count the events by year").click()
    link = page.locator(".facet__list--values .facet__link").first
    count = int(link.get_attribute("data-count") or "")
    link.click()
    assert total(page) == count
    page.get_by_role("link", name="Save view").click()
    page.get_by_label("Name").fill("One year <b>of two</b>")
    page.get_by_role("button", name="Save view").click()
    expect(page.get_by_role("heading", name="One year <b>of two</b>")).to_be_visible()
    page.get_by_role("button", name="Open").click()
    assert total(page) == count
    expect(page.locator(".saved-view")).to_contain_text("One year <b>of two</b>")
