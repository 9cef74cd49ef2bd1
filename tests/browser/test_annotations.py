"""A note's life in a real browser, with and without scripts, on both databases."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage

pytestmark = pytest.mark.browser

WITH_AND_WITHOUT_SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts on", "scripts off"])


def open_first_event(open_page: OpenPage, address: str, *, scripts: bool, expecting: str = "") -> Page:
    page = open_page(address, "/?pair=IND-PAK", scripts=scripts, expecting=expecting)
    event = page.locator("#event-list [data-event]").last.get_attribute("data-event")
    page.goto(f"/events/{event}")
    return page


@WITH_AND_WITHOUT_SCRIPTS
def test_a_note_is_written_edited_and_deleted(each_address: str, open_page: OpenPage, scripts: bool) -> None:
    page = open_first_event(open_page, each_address, scripts=scripts)
    mine = f"First *words*, scripts {'on' if scripts else 'off'}."
    page.get_by_label("Write a note").fill(mine)
    page.get_by_label("Tags").fill("Verified, wire")
    page.get_by_role("button", name="Save note").click()
    expect(page.get_by_text("The note is saved.")).to_be_visible()
    note = page.locator("article.annotation").last
    expect(note).to_contain_text("First words, scripts")
    expect(note.get_by_role("listitem")).to_have_text(["verified", "wire"])
    expect(note).to_contain_text("Ada")

    note.get_by_role("link", name=re.compile("^Edit")).click()
    form = page.locator("form.annotation-edit")
    expect(form.get_by_label("Note", exact=True)).to_have_value(mine)
    form.get_by_label("Note", exact=True).fill("Second words.")
    form.get_by_role("button", name="Save note").click()
    expect(page.get_by_text("The note is changed")).to_be_visible()
    expect(page.locator("article.annotation").last).to_contain_text("Second words.")
    expect(page.locator("article.annotation").last).to_contain_text("edited")

    page.locator("article.annotation").last.get_by_text("Delete", exact=False).first.click()
    page.get_by_role("button", name="Delete note").last.click()
    expect(page.get_by_text("The note is deleted")).to_be_visible()
    expect(page.locator("article.annotation").filter(has_text="Second words.")).to_have_count(0)

    entries = page.locator(".history__entry")
    expect(entries.nth(0)).to_contain_text(re.compile(r"Ada deleted note \d+"))
    expect(entries.nth(1).locator("del").first).to_have_text(mine)
    expect(entries.nth(1).locator("ins").first).to_have_text("Second words.")
    expect(entries.nth(2)).to_contain_text(re.compile(r"Ada wrote note \d+"))
    expect(entries.nth(0).locator("time")).to_contain_text("UTC")


@WITH_AND_WITHOUT_SCRIPTS
def test_a_refused_note_keeps_what_was_typed(address: str, open_page: OpenPage, scripts: bool) -> None:
    page = open_first_event(open_page, address, scripts=scripts, expecting="422")
    page.get_by_label("Write a note").fill("   ")
    page.get_by_label("Tags").fill("kept")
    page.get_by_role("button", name="Save note").click()
    expect(page.locator(".field__fault")).to_contain_text("The note is empty")
    expect(page.get_by_label("Tags")).to_have_value("kept")
    expect(page.get_by_label("Write a note")).to_have_attribute("aria-invalid", "true")


@WITH_AND_WITHOUT_SCRIPTS
def test_two_editors_lose_no_text(address: str, open_page: OpenPage, scripts: bool) -> None:
    first = open_first_event(open_page, address, scripts=scripts, expecting="409")
    first.get_by_label("Write a note").fill(f"To be edited twice, {scripts}.")
    first.get_by_role("button", name="Save note").click()
    note = first.locator("article.annotation").last
    number = note.get_attribute("id").removeprefix("note-")  # type: ignore[union-attr]  # every note has one
    note.get_by_role("link", name=re.compile("^Edit")).click()
    expect(first.locator("form.annotation-edit")).to_be_visible()

    second = open_page(address, f"/annotations/{number}/edit", scripts=scripts)
    second.get_by_label("Note", exact=True).fill("Theirs.")
    second.get_by_role("button", name="Save note").click()
    expect(second.get_by_text("The note is changed")).to_be_visible()

    first.get_by_label("Note", exact=True).fill("Mine.")
    first.locator("form.annotation-edit").get_by_role("button", name="Save note").click()
    expect(first.get_by_text("the note was changed meanwhile")).to_be_visible()
    expect(first.locator(".two-texts")).to_contain_text("Theirs.")
    expect(first.locator("form.annotation-edit [name=body]")).to_have_value("Mine.")
    first.get_by_role("button", name="Save mine").click()
    expect(first.locator(f"#note-{number}")).to_contain_text("Mine.")
