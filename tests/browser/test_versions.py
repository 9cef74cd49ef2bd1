"""A changed article is brought in again: the quote that went detaches, and the page shows what changed."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from app.config import Settings
from app.store.migrate import upgrade
from tests.browser.conftest import OpenPage
from tests.browser.server import serving
from tests.browser.test_pages import violations
from tests.web.test_versions import CHANGED, GOES, HEAD, TEXT

pytestmark = pytest.mark.browser


@pytest.fixture
def bare_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The application over a database of its own, empty."""
    folder = tmp_path_factory.mktemp("versions")
    url = f"sqlite:///{folder / 'versions.db'}"
    upgrade(url)
    with serving(Settings(_env_file=None, data_dir=folder, database_url=url, analyst="Ada")) as address:
        yield address


def bring(page: Page, text: str) -> None:
    page.goto("/articles/new")
    page.get_by_label("Text of the article").fill(text)
    page.get_by_label("Title").fill(HEAD["title"])
    page.get_by_label("Source").fill(HEAD["source"])
    page.get_by_label("Published").fill(HEAD["published"])
    page.get_by_role("button", name="Add article").click()


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_changed_article_detaches_its_quote(bare_address: str, open_page: OpenPage, scripts: bool) -> None:
    page = open_page(bare_address, scripts=scripts)
    bring(page, TEXT)
    expect(page.get_by_text("The article is in.")).to_be_visible()
    bring(page, CHANGED)
    page.get_by_role("link", name="See what changed").click()
    expect(page.locator("del", has_text="condemned India")).to_be_visible()
    expect(page.locator("ins", has_text="praised Nepal")).to_be_visible()
    page.get_by_role("listitem").filter(has_text=GOES).get_by_role("link").click()
    expect(page.get_by_text("this sentence stood in version 1 of 2")).to_be_visible()
    expect(page.get_by_role("blockquote")).to_have_text(GOES)


def test_the_pages_of_versions_are_accessible_and_fit(bare_address: str, open_page: OpenPage) -> None:
    page = open_page(bare_address)
    bring(page, TEXT)
    page.goto("/articles/1/versions")
    assert violations(page) == []
    bring(page, CHANGED)
    for path in ("/articles/1", "/articles/1/versions", "/events/2"):
        page.goto(path)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            for width in (1440, 320):
                page.set_viewport_size({"width": width, "height": 900})
                assert violations(page) == [], (path, scheme, width)
                assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (path, width)
