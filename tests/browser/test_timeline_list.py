"""The list in a browser: how close its rows stand, what is copied, and a cluster opened where the hand is."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.test_pages import violations

pytestmark = pytest.mark.browser


def row_height(page: Page) -> float:
    return float(page.locator(".event-row").nth(2).evaluate("row => row.getBoundingClientRect().height"))


def test_rows_are_32_pixels_where_they_shall_be_dense_and_stay_so(address: str, open_page: OpenPage) -> None:
    page = open_page(address, "/?pair=IND-PAK&sel=1")
    page.locator(".timeline__plot--fitted").wait_for()  # the first visit is laid out once more
    assert round(row_height(page)) >= 44
    page.get_by_role("button", name="Dense").click()
    expect(page.locator(".event-list--dense").first).to_be_visible()
    expect(page).to_have_url(re.compile(r"/\?pair=IND-PAK&sel=1$"))
    assert round(row_height(page)) == 32
    page.reload()
    assert round(row_height(page)) == 32


def test_link_and_citation_are_copied_by_a_button(address: str, open_page: OpenPage) -> None:
    page = open_page(address, "/?pair=IND-PAK")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_text("Take it with you").click()
    for name, field in (("Copy link", "#view-link"), ("Copy citation", "#view-citation")):
        page.get_by_role("button", name=name).click()
        expect(page.get_by_text("Copied", exact=True).first).to_be_visible()
        text = page.locator(field).input_value()
        assert page.evaluate("navigator.clipboard.readText()") == text
        assert f"{address}/?pair=IND-PAK" in text
    assert violations(page) == []


def test_without_scripts_the_texts_are_there_to_be_selected(address: str, open_page: OpenPage) -> None:
    page = open_page(address, "/?pair=IND-PAK", scripts=False)
    page.get_by_text("Take it with you").click()
    expect(page.locator("#view-citation")).to_have_value(re.compile("Timeline: India and Pakistan"))
    expect(page.get_by_role("button", name="Copy citation")).to_have_count(0)
    page.get_by_role("button", name="Dense").click()
    expect(page.locator(".event-list--dense").first).to_be_visible()


def test_a_cluster_opens_its_members_and_a_second_enter_zooms_to_them(address: str, open_page: OpenPage) -> None:
    page = open_page(address, "/?pair=IND-PAK")
    cluster = page.locator("a.cluster").last
    count = cluster.get_attribute("data-count")
    cluster.click()
    panel = page.locator("#cluster")
    expect(panel.get_by_role("heading")).to_have_text(f"{count} events folded here")
    assert violations(page) == []
    member = panel.locator(".member-row__link").nth(1)
    title = member.locator(".event-row__title").inner_text()
    member.click()
    expect(page.locator(".reading__title")).to_have_text(title)
    expect(panel).to_be_visible()
    label, mark = (page.locator(f".mark.is-selected {part}").first.bounding_box() for part in (".tl-label", "use"))
    assert label is not None
    assert mark is not None
    assert min(abs(mark["x"] - label["x"] - label["width"]), abs(label["x"] - mark["x"] - mark["width"])) < 20
    page.go_back()
    expect(page.locator(".reading__title")).to_have_count(0)
    expect(panel).to_be_visible()
    page.locator("a.cluster").last.click()
    expect(page.locator("#cluster")).to_have_count(0)
    assert "t0=" in page.url
