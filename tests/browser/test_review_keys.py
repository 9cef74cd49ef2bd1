"""The review queue by keyboard alone, and what switches the letters off."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser


def current(page: Page) -> str:
    """The number of the event that is looked at."""
    return str(page.locator(".review-row--current").get_attribute("data-event"))


def waiting(page: Page) -> int:
    said = page.locator(".review__counts").inner_text()
    return int(re.match(r"\d+", said)[0])  # type: ignore[index]  # the sentence begins with the number


def press(page: Page, key: str, *, leads_to: str) -> None:
    page.keyboard.press(key)
    expect(page.locator(".review-row--current")).to_have_attribute("data-event", leads_to)


def test_events_are_decided_by_keyboard_alone(address: str, open_page: OpenPage) -> None:
    page = open_page(address, "/review")
    number = waiting(page)
    first = current(page)
    rows = page.locator(".review-row")
    second, third = (str(rows.nth(place).get_attribute("data-event")) for place in (1, 2))

    press(page, "n", leads_to=second)
    press(page, "p", leads_to=first)
    press(page, "j", leads_to=second)
    press(page, "k", leads_to=first)

    press(page, "a", leads_to=second)
    expect(page.locator("#review-said")).to_have_text(re.compile(rf"is accepted\. {number - 1} proposed"))
    assert page.evaluate("document.activeElement.id") == "current"

    page.keyboard.press("r")
    expect(page.locator("#reject-reason")).to_be_focused()
    page.keyboard.type("a rumour and a name")  # letters that are keys elsewhere
    assert current(page) == second
    press(page, "Enter", leads_to=third)
    assert waiting(page) == number - 2

    press(page, "u", leads_to=second)
    press(page, "u", leads_to=first)
    assert waiting(page) == number
    expect(page.get_by_role("button", name=re.compile("^Undo my last"))).to_have_count(0)

    page.keyboard.press("s")
    expect(page.get_by_role("button", name="Take star off")).to_be_visible()
    page.keyboard.press("u")
    expect(page.get_by_role("button", name="Star", exact=True)).to_be_visible()


def test_letters_are_shown_switched_off_and_stay_so(address: str, open_page: OpenPage) -> None:
    page = open_page(address, "/review")
    first = current(page)
    page.keyboard.press("?")
    toggle = page.get_by_role("button", name="Single letters: on")
    toggle.click()
    page.keyboard.press("Escape")
    expect(toggle).to_be_hidden()
    page.keyboard.press("n")
    page.reload()
    page.keyboard.press("n")
    assert current(page) == first
    page.keyboard.press("?")
    expect(page.get_by_role("button", name="Single letters: off")).to_have_attribute("aria-pressed", "false")


def test_modifiers_are_left_to_the_browser(address: str, open_page: OpenPage) -> None:
    page = open_page(address, "/review")
    first, number = current(page), waiting(page)
    for key in ("Control+a", "Alt+a", "Shift+a"):
        page.keyboard.press(key)
    page.keyboard.press("n")
    expect(page.locator(".review-row--current")).not_to_have_attribute("data-event", first)
    assert waiting(page) == number


def test_the_queue_works_without_scripts(address: str, open_page: OpenPage) -> None:
    page = open_page(address, "/review?order=newest", scripts=False)
    number, first = waiting(page), current(page)
    page.get_by_role("button", name="Accept", exact=True).click()
    expect(page.locator(".notice--done")).to_contain_text("is accepted")
    assert waiting(page) == number - 1
    page.get_by_label("Reject, because").fill("no event")
    page.get_by_role("button", name="Reject", exact=True).click()
    assert waiting(page) == number - 2
    for _ in range(2):
        page.get_by_role("button", name=re.compile("^Undo my last")).click()
    assert (waiting(page), current(page)) == (number, first)
    expect(page.locator("[data-keys]")).to_be_hidden()
