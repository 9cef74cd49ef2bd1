"""A second opinion in a real browser: by keyboard, with and without scripts, on a phone, while a model takes its time."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from app.config import Settings
from app.store.engine import make_engine, make_session_factory
from app.store.migrate import upgrade
from tests.browser.conftest import OpenPage
from tests.browser.server import serving
from tests.browser.test_pages import violations
from tests.conftest import NOW
from tests.factories import Factories
from tests.second_opinion import server as model
from tests.second_opinion.story import answer
from tests.web.test_opinions import FOUND, INVENTED, NEW, TEXT

pytestmark = pytest.mark.browser


@dataclass
class Oracle:
    """The application's address, and when its model may answer."""

    address: str
    may_answer: threading.Event = field(default_factory=threading.Event)


@pytest.fixture
def oracle(tmp_path: Path) -> Iterator[Oracle]:
    """The application over one article, with a model that answers when the test lets it."""
    url = f"sqlite:///{tmp_path / 'opinions.db'}"
    upgrade(url)
    engine = make_engine(url)
    Factories(make_session_factory(engine), NOW).article(TEXT)
    engine.dispose()
    oracle = Oracle("")

    def slowly(handler: model.Handler) -> None:
        oracle.may_answer.wait(30)
        handler.give(answer(FOUND, NEW, INVENTED))

    with model.serving(slowly) as endpoint:
        settings = Settings(
            _env_file=None, data_dir=tmp_path, database_url=url, llm_url=endpoint.url, llm_model="oracle-1"
        )
        with serving(settings) as oracle.address:
            yield oracle
            oracle.may_answer.set()


def check_answer(page: Page) -> None:
    section = page.locator("#opinion")
    expect(section).to_contain_text("2 findings passed our checks, 1 was refused.")
    expect(section.locator(".opinion__finding")).to_have_count(2)
    expect(section.get_by_text(str(INVENTED["quote"]))).to_be_visible()
    expect(section.get_by_role("status").first).to_be_in_viewport()


def test_by_keyboard_while_the_model_takes_its_time(oracle: Oracle, open_page: OpenPage) -> None:
    page = open_page(oracle.address, "/articles/1")
    button = page.get_by_role("button", name="Ask for a second opinion")
    expect(page.get_by_role("progressbar")).to_be_hidden()
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.get_by_text("Waiting for oracle-1, 60 seconds at most.")).to_be_visible()
    expect(button).to_be_disabled()
    oracle.may_answer.set()
    check_answer(page)
    expect(page.get_by_text("The answer is here.")).to_be_focused()
    expect(page).to_have_url(f"{oracle.address}/articles/1")
    page.reload()
    expect(page.locator(".opinion__finding")).to_have_count(2)
    expect(page.get_by_text("The answer is here.")).to_have_count(0)


def test_without_scripts(oracle: Oracle, open_page: OpenPage) -> None:
    oracle.may_answer.set()
    page = open_page(oracle.address, "/articles/1", scripts=False)
    page.get_by_role("button", name="Ask for a second opinion").click()
    check_answer(page)
    expect(page).to_have_url(f"{oracle.address}/articles/1?done=asked#opinion")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone(oracle: Oracle, open_page: OpenPage, scheme: str) -> None:
    oracle.may_answer.set()
    page = open_page(oracle.address, "/articles/1", scheme=scheme)
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("link", name="A language model's second opinion").click()
    page.get_by_role("button", name="Ask for a second opinion").click()
    check_answer(page)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
