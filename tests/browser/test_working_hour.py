"""A working hour of two analysts and a viewer, from the first note to the session that another browser ends."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from app.config import Settings
from app.domain.people import UserRole
from app.services.manage_users import add_user
from app.store.engine import make_engine, make_session_factory
from app.store.migrate import upgrade
from tests.browser.conftest import OpenPage
from tests.browser.server import serving
from tests.browser.test_people import sign_in
from tests.browser.test_words import select_two_words
from tests.conftest import NOW
from tests.factories import Factories
from tests.web.people import SESAME, quick_passwords

pytestmark = pytest.mark.browser

TEXT = "India accused Pakistan of the attack. Pakistan denied it on Friday."


@pytest.fixture
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The application over two events, with two analysts and a viewer."""
    folder = tmp_path_factory.mktemp("hour")
    url = f"sqlite:///{folder / 'hour.db'}"
    upgrade(url)
    engine = make_engine(url)
    sessions = make_session_factory(engine)
    factories = Factories(sessions, NOW)
    factories.event(article=factories.article(TEXT, title="The attack"))
    factories.event(title="Pakistan rejects it", type="REJECT", actors=("PAK",), recipients=("IND",))
    with sessions() as session:
        for name, role in (("Ann", UserRole.ANALYST), ("Ben", UserRole.ANALYST), ("Vera", UserRole.VIEWER)):
            add_user(session, quick_passwords(), name, role, SESAME, NOW)
    engine.dispose()
    settings = Settings(_env_file=None, data_dir=folder, database_url=url)
    with serving(settings, passwords=quick_passwords()) as address:
        yield address


def come_in(open_page: OpenPage, desk: str, name: str, path: str) -> Page:
    """Somebody's own browser, signed in, at a page."""
    page = open_page(desk, path)
    sign_in(page, name)
    return page


def grade_account(page: Page, information: str) -> None:
    """Grade the only account of the first event."""
    page.goto("/events/1")
    page.locator(".account-desk summary", has_text=re.compile("grade", re.IGNORECASE)).first.click()
    page.get_by_label("Information", exact=True).select_option(information)
    page.get_by_role("button", name="Save grade").click()
    expect(page.get_by_text("Your grade is kept")).to_be_visible()


def test_a_working_hour(desk: str, open_page: OpenPage) -> None:
    ann = come_in(open_page, desk, "Ann", "/articles/1")
    words = select_two_words(ann)
    ann.keyboard.press("a")
    ann.get_by_label("Note", exact=True).fill("Who says *so*?")
    ann.get_by_label("Tags").fill("check")
    ann.get_by_role("button", name="Save note").click()
    expect(ann.locator(".article-text mark.noted")).to_have_text(words)

    ben = come_in(open_page, desk, "Ben", "/annotations")
    ben.locator("article.annotation time").first.click()
    ben.locator("summary", has_text="Reply").click()
    ben.get_by_label("Your reply").fill("The ministry.")
    ben.get_by_role("button", name="Save reply").click()
    expect(ben.locator(".thread__replies")).to_contain_text("The ministry.")

    grade_account(ann, "2")
    grade_account(ben, "4")
    expect(ben.locator(".account-desk__grade")).to_contain_text("2 graders differ: 2, 4")

    ann.goto("/")
    ann.keyboard.press("/")
    expect(ann.get_by_label("Search everything")).to_be_focused()
    ann.keyboard.type("accused")
    ann.keyboard.press("Enter")
    expect(ann.locator("mark").first).to_have_text("accused")
    events = ann.locator("[data-part=events] .found__title .figures").inner_text()
    ann.get_by_role("link", name="Show them on the timeline").click()
    expect(ann.locator("#counts")).to_have_attribute("data-total", events)

    ann.goto("/?pair=IND-PAK")
    ann.locator("#facet-type summary").click()
    choice = ann.locator("#facet-type .facet__link", has_text="Rejection")
    expect(choice).to_have_attribute("data-count", "1")
    choice.click()
    expect(ann.locator("#counts")).to_have_attribute("data-total", "1")
    ann.get_by_role("link", name="Save view").click()
    ann.get_by_label("Name", exact=True).fill("What Pakistan rejects")
    ann.get_by_role("checkbox", name="Shared").check()
    ann.get_by_role("button", name="Save view").click()

    here = come_in(open_page, desk, "Vera", "/")
    views = here.get_by_role("navigation", name="Saved views")
    expect(views).not_to_have_attribute("hx-get", "/views/strip")  # what is new has been counted
    here.wait_for_load_state("networkidle")  # and the picture laid out for this screen
    views.get_by_role("button", name="What Pakistan rejects").click()
    expect(here.locator("#counts")).to_have_attribute("data-total", "1")
    for path in ("/events/1", "/articles/1", "/annotations", "/sources/1"):
        here.goto(path)
        expect(here.get_by_role("main").locator("form[method=post]")).to_have_count(0)
    expect(here.get_by_role("link", name="Add article")).to_have_count(0)

    there = come_in(open_page, desk, "Vera", "/account")
    there.get_by_role("button", name="End all others").click()
    here.reload()
    expect(here).to_have_url(re.compile("/login"))
