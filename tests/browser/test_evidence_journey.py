"""From three articles that contradict one another to a decided event: a person reviews, decides, undoes and corrects."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import FloatRect, Page, expect

from app.config import Settings
from app.store.migrate import upgrade
from tests.browser.conftest import OpenPage
from tests.browser.server import serving

pytestmark = pytest.mark.browser


class Report(NamedTuple):
    """What one outlet prints, as it is typed into the form."""

    source: str
    title: str
    published: str
    text: str


POST = Report(
    "The Harbour Post",
    "Japan expels diplomats",
    "2019-03-16",
    "TOKYO - Japan expelled three Russian diplomats from Tokyo on 12 March 2019 over a spying case.\n\n"
    "On 2 March 2019 China condemned India over a bridge in Nepal.\n",
)
SENTENCE_OF_THE_COURIER = (
    "MOSCOW - Japan expelled three Russian diplomats from Tokyo on 13 March 2019 in a spying case."
)
COURIER = Report(
    "The Northern Courier",
    "Russian envoys leave Tokyo",
    "2019-03-16",
    f"{SENTENCE_OF_THE_COURIER}\n\nOn 5 March 2019 France signed a trade agreement with Brazil in Paris.\n",
)
COURIER_CHANGED = COURIER._replace(
    text=COURIER.text.replace("Japan expelled three Russian diplomats", "Talks were held")
)
TIMES = Report(
    "The Example Times",
    "Spying case costs three diplomats",
    "2019-03-17",
    "TOKYO - Japan expelled three Russian diplomats from Tokyo on 12 March 2019 after a spying case was uncovered.\n\n"
    "On 8 February 2019 Beijing rebuked Delhi over the border.\n",
)
EXPULSION = "Japan expelled three Russian diplomats"
TRADE = "France signed a trade agreement"
BRIDGE = "China condemned India over a bridge"
BORDER = "China rebuked Delhi over the border"


@pytest.fixture
def bare_address(tmp_path: Path) -> Iterator[str]:
    """The application over a database of its own, empty."""
    url = f"sqlite:///{tmp_path / 'journey.db'}"
    upgrade(url)
    with serving(Settings(_env_file=None, data_dir=tmp_path, database_url=url, analyst="Ada")) as address:
        yield address


def bring(page: Page, report: Report) -> None:
    page.goto("/articles/new")
    page.get_by_label("Text of the article").fill(report.text)
    page.get_by_label("Title").fill(report.title)
    page.get_by_label("Source").fill(report.source)
    page.get_by_label("Published").fill(report.published)
    page.get_by_role("button", name="Add article").click()
    page.wait_for_url(re.compile(r"/articles/\d+"))


def walk_to(page: Page, title: str) -> str:
    """Goes on in the review queue, by keyboard, to the event of this title; gives its address."""
    row = page.locator(".review-row--current")
    while title not in page.locator("#current").inner_text():
        here = str(row.get_attribute("data-event"))
        page.keyboard.press("n")
        expect(row).not_to_have_attribute("data-event", here)
    return f"/events/{row.get_attribute('data-event')}"


def address_of(page: Page, title: str) -> str:
    """The address of the event of this title, from the list of the timeline."""
    page.goto("/")
    row = page.locator("#event-list [data-event]").filter(has_text=title)
    return f"/events/{row.get_attribute('data-event')}"


def undo(page: Page, deed: str) -> None:
    page.get_by_role("button", name=re.compile(rf"^Undo \(Ada {deed}")).click()
    expect(page.get_by_role("status")).to_have_text("That is undone; the history tells both.")
    expect(page.get_by_text("Undone by Ada").first).to_be_visible()


def expect_accounts(page: Page, number: int) -> None:
    heading = f"{number} account" if number == 1 else f"{number} accounts"
    expect(page.get_by_role("heading", level=2, name=re.compile(f"^{heading}\\b"))).to_be_visible()
    expect(page.locator(".account")).to_have_count(number)


def drag_over(page: Page, words: str) -> None:
    """Selects words of the shown article with the mouse, from their left edge to their right one."""
    text = page.locator("[data-source-text]")
    text.scroll_into_view_if_needed()
    box: FloatRect = text.evaluate(
        """(pane, words) => {
            const walker = document.createTreeWalker(pane, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const at = walker.currentNode.data.indexOf(words);
                if (at < 0) continue;
                const range = new Range();
                range.setStart(walker.currentNode, at);
                range.setEnd(walker.currentNode, at + words.length);
                return range.getBoundingClientRect().toJSON();
            }
        }""",
        words,
    )
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 1, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 1, middle)
    page.mouse.up()
    assert page.evaluate("document.getSelection() + ''") == words


def review_by_keyboard(page: Page) -> str:
    """Accepts the expulsion, rejects the trade agreement; gives the address of the expulsion."""
    page.goto("/review")
    expulsion = walk_to(page, EXPULSION)
    differing = page.get_by_role("region", name="Where the accounts differ")
    expect(differing.get_by_text("12 Mar 2019 · The Harbour Post, The Example Times")).to_be_visible()
    expect(differing.get_by_text("13 Mar 2019 · The Northern Courier")).to_be_visible()
    page.keyboard.press("a")
    expect(page.locator("#review-said")).to_contain_text("is accepted. 3 proposed")

    trade = walk_to(page, TRADE)
    page.keyboard.press("r")
    expect(page.locator("#reject-reason")).to_be_focused()
    page.keyboard.type("an agreement of companies")
    page.keyboard.press("Enter")
    expect(page.locator("#review-said")).to_contain_text("is rejected. 2 proposed")
    page.goto(trade)
    expect(page.locator("#decision")).to_contain_text("Rejected by Ada")
    expect(page.locator("#decision q")).to_have_text("an agreement of companies")
    return expulsion


def adopt_the_date(page: Page, expulsion: str) -> None:
    page.goto(expulsion)
    expect(page.locator(".event-head__date")).to_have_text("12 Mar 2019")
    expect_accounts(page, 3)
    date = page.locator("#f-date")
    expect(date).to_contain_text("accounts differ")
    date.get_by_label("Why").fill("the ministry's own record")
    date.get_by_role("button", name="Adopt 13 Mar 2019").click()
    expect_adopted(page)


def expect_adopted(page: Page) -> None:
    expect(page.locator(".event-head__date")).to_have_text("13 Mar 2019")
    expect(page.locator("#f-date")).to_contain_text("Adopted by Ada")
    expect(page.locator("#f-date q", has_text="the ministry's own record")).to_be_visible()


def merge_and_undo(page: Page, bridge: str, border: str) -> None:
    page.goto(bridge)
    page.get_by_role("link", name="Merge with…").click()
    page.get_by_label("Number, or words of the title").fill("rebuked Delhi")
    page.get_by_role("button", name="Find event").click()
    page.get_by_role("link", name=re.compile(BORDER)).click()
    page.get_by_role("button", name=re.compile("^Merge events")).click()
    expect(page.get_by_role("status")).to_have_text("The two events are one now. Both addresses lead here.")
    expect_accounts(page, 2)
    page.goto(border)
    expect(page).to_have_url(re.compile(rf"{bridge}\b"))

    undo(page, "joined another event with this event")
    expect_accounts(page, 1)
    expect(page.get_by_role("heading", level=1)).to_contain_text(BRIDGE)
    page.goto(border)
    expect(page.get_by_role("heading", level=1)).to_contain_text(BORDER)
    expect_accounts(page, 1)


def split_and_undo(page: Page, expulsion: str) -> None:
    page.goto(expulsion)
    page.get_by_role("link", name="Split…").click()
    page.get_by_role("checkbox", name=re.compile(TIMES.source)).check()
    page.get_by_role("button", name="Take the ticked accounts out").click()
    expect(page.get_by_role("status")).to_have_text("The chosen accounts are an event of their own now: this one.")
    expect_accounts(page, 1)
    expect(page.locator(".account")).to_contain_text(TIMES.source)

    page.goto(expulsion)
    expect_accounts(page, 2)
    undo(page, "took accounts out of this event")
    expect_accounts(page, 3)
    expect_adopted(page)


def correct_the_recipient(page: Page, bridge: str) -> None:
    page.goto(bridge)
    expect(page.locator("#f-recipients .event-fields__value")).to_have_text("India")
    toolbar = page.get_by_role("toolbar", name="Use the selected words as")
    expect(toolbar).to_be_hidden()
    drag_over(page, "Nepal")
    toolbar.get_by_role("button", name="Recipient").click()
    expect(page.get_by_role("status")).to_contain_text("The words are kept as the evidence")
    expect(page.locator("#f-recipients .event-fields__value")).to_have_text("Nepal")
    expect(page.locator("#f-recipients .field-words")).to_have_text("Nepal")
    expect(page.locator("#f-recipients")).to_contain_text("Set by Ada")
    expect(page.locator(".event-head__parties")).to_contain_text("Nepal")


def bring_the_changed_article(page: Page, expulsion: str) -> None:
    bring(page, COURIER_CHANGED)
    expect(page.get_by_text("This is a new version of an article that was here")).to_be_visible()
    page.goto(expulsion)
    expect_accounts(page, 3)
    gone = page.locator(".account").filter(has_text=COURIER.source)
    expect(gone.get_by_text("detached", exact=True)).to_be_visible()
    expect(gone.get_by_text("The article changed: this sentence stood in version 1 of 2.")).to_be_visible()
    expect(gone.locator("blockquote")).to_have_text(SENTENCE_OF_THE_COURIER)
    expect(page.get_by_text("detached", exact=True)).to_have_count(1)
    expect_adopted(page)


def test_three_articles_that_contradict_one_another(bare_address: str, open_page: OpenPage) -> None:
    page = open_page(bare_address)
    for report in (POST, COURIER, TIMES):
        bring(page, report)
    bridge, border = address_of(page, BRIDGE), address_of(page, BORDER)
    expulsion = review_by_keyboard(page)
    adopt_the_date(page, expulsion)
    merge_and_undo(page, bridge, border)
    split_and_undo(page, expulsion)
    correct_the_recipient(page, bridge)
    bring_the_changed_article(page, expulsion)
