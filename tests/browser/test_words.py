"""Words of an article in a browser: brought forward from a field, selected by keyboard, used without scripts."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

CHOSEN = "(document.getSelection() + '').trim()"


def select_two_words(page: Page) -> str:
    """Select with the keyboard in the source; gives the words."""
    page.locator("[data-source-text]").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    expect(page.get_by_role("toolbar")).to_be_visible()
    return str(page.evaluate(CHOSEN))


def test_a_field_brings_its_words_forward_without_a_page_load(address: str, open_page: OpenPage) -> None:
    page = open_page(address, "/events/1")
    link = page.locator("[data-words-of]").first
    words = link.inner_text()
    link.focus()
    marks = page.locator(".source-mark--chosen")
    expect(marks.first).to_be_in_viewport()
    assert "".join(marks.all_text_contents()) == words
    page.keyboard.press("Enter")
    assert page.url.endswith("/events/1")


def test_selected_words_become_the_place_by_keyboard(address: str, open_page: OpenPage) -> None:
    page = open_page(address, "/events/2")
    words = select_two_words(page)
    assert len(words.split()) == 2
    page.keyboard.press("Enter")
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    expect(page.get_by_role("toolbar").get_by_role("button", name="Place")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("The words are kept as the evidence")).to_be_visible()
    expect(page.locator("#f-place .field-words")).to_have_text(words)


def test_selected_words_of_an_article_start_an_event(address: str, open_page: OpenPage) -> None:
    page = open_page(address, "/articles/1")
    words = select_two_words(page)
    page.get_by_role("toolbar").get_by_role("button", name="New event").click()
    expect(page.get_by_label("The words that tell it")).to_have_value(words)
    page.get_by_label("Date", exact=True).fill("14 February 2019")
    expect(page.locator("#date-reading")).to_contain_text("14 Feb 2019")


def test_words_are_used_without_scripts(address: str, open_page: OpenPage) -> None:
    page = open_page(address, "/events/3", scripts=False)
    expect(page.get_by_role("toolbar")).to_have_count(0)
    words = page.locator(".account__quote").first.inner_text()[:80].strip()
    page.get_by_text("Use words of this article").click()
    page.get_by_label("Words, copied from the text").fill(words)
    page.get_by_role("button", name="Use as place").click()
    expect(page.locator("#f-place")).to_contain_text(words)
