"""Two users in real browsers: signing in, what a viewer sees, a session that another browser ends; the users' pages."""

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
from tests.browser.test_pages import LOOKS, violations
from tests.conftest import NOW
from tests.factories import Factories
from tests.web.people import SESAME, quick_passwords

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The application over two events, with an admin and a viewer."""
    folder = tmp_path_factory.mktemp("people")
    url = f"sqlite:///{folder / 'people.db'}"
    upgrade(url)
    engine = make_engine(url)
    factories = Factories(make_session_factory(engine), NOW)
    factories.event()
    factories.event(title="Pakistan rejects it", type="REJECT", actors=("PAK",), recipients=("IND",))
    with factories.session_factory() as session:
        for name, role in (("Ada", UserRole.ADMIN), ("Vera", UserRole.VIEWER)):
            add_user(session, quick_passwords(), name, role, SESAME, NOW)
    engine.dispose()
    settings = Settings(_env_file=None, data_dir=folder, database_url=url)
    with serving(settings, passwords=quick_passwords()) as address:
        yield address


def sign_in(page: Page, name: str) -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(SESAME)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_signing_in_leads_back_to_the_page_and_out_again(desk: str, open_page: OpenPage, scripts: bool) -> None:
    page = open_page(desk, "/events/1?field=date", scripts=scripts)
    expect(page).to_have_url(re.compile("/login"))
    sign_in(page, "Ada")
    expect(page).to_have_url(re.compile(r"/events/1\?field=date"))
    page.get_by_role("button", name="Star", exact=True).click()
    expect(page.get_by_text("The event has your star.")).to_be_visible()
    page.get_by_role("button", name="Take star off").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_text("You are signed out.")).to_be_visible()
    page.goto("/events/1")
    expect(page).to_have_url(re.compile("/login"))


def test_a_viewer_reads_and_another_browser_ends_the_session(desk: str, open_page: OpenPage) -> None:
    here = open_page(desk, "/")
    sign_in(here, "Vera")
    expect(here.get_by_role("link", name="Add article")).to_have_count(0)
    here.goto("/events/1")
    expect(here.get_by_role("heading", level=1)).to_be_visible()
    expect(here.get_by_role("main").get_by_role("button")).to_have_count(0)

    there = open_page(desk, "/account")
    sign_in(there, "Vera")
    there.get_by_role("button", name="End all others").click()
    expect(there.get_by_text("Every other session is ended.")).to_be_visible()

    here.reload()
    expect(here).to_have_url(re.compile("/login"))


def test_a_swap_after_the_end_of_a_session_says_so(desk: str, open_page: OpenPage) -> None:
    page = open_page(desk, "/articles", expecting="401")
    sign_in(page, "Ada")
    page.context.clear_cookies()
    page.get_by_role("button", name="Filter").click()
    expect(page.locator("#problem")).to_contain_text("needs somebody who is signed in")
    page.locator("#problem").get_by_role("link", name="Sign in").click()
    sign_in(page, "Ada")
    expect(page).to_have_url(re.compile("/articles"))


def test_an_admin_invites_and_the_guest_comes_in(desk: str, open_page: OpenPage) -> None:
    admin = open_page(desk, "/users")
    sign_in(admin, "Ada")
    admin.get_by_label("Name").fill("Newton")
    admin.get_by_role("button", name="Make an invitation").click()
    link = admin.get_by_label("Invitation", exact=True).input_value()
    admin.reload()
    expect(admin.get_by_label("Invitation", exact=True)).to_have_count(0)
    guest = open_page(desk, link.removeprefix(desk))
    assert violations(guest) == []
    guest.get_by_label("Choose a password").fill(SESAME)
    guest.get_by_label("The same once more").fill(SESAME)
    guest.get_by_role("button", name="Accept and sign in").click()
    expect(guest.get_by_role("link", name=re.compile("^Newton"))).to_be_visible()


def test_the_pages_of_users_are_accessible_and_fit(desk: str, open_page: OpenPage) -> None:
    page = open_page(desk, "/login")
    for path in ("/login", "/account", "/users", "/users/1", "/activity", "/activity?user=Nobody"):
        page.goto(path)
        if "/login" in page.url and path != "/login":
            sign_in(page, "Ada")
        for scheme, width in LOOKS:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.set_viewport_size({"width": width, "height": 900})
            assert violations(page) == [], (path, scheme, width)
            assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path
