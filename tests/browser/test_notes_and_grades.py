"""A passage noted, answered and graded in a real browser, and what it looks like without scripts."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from app.config import Settings
from app.services.grade import grade_account
from app.store.engine import make_engine, make_session_factory
from app.store.migrate import upgrade
from tests.browser.conftest import OpenPage
from tests.browser.server import serving
from tests.browser.test_pages import violations
from tests.conftest import NOW
from tests.factories import Factories

pytestmark = pytest.mark.browser

TEXT = "India accused Pakistan of the attack. Pakistan denied it on Friday."


@pytest.fixture
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The application over one event, whose account Ben has graded; the analyst is Ada."""
    folder = tmp_path_factory.mktemp("desk")
    url = f"sqlite:///{folder / 'desk.db'}"
    upgrade(url)
    engine = make_engine(url)
    sessions = make_session_factory(engine)
    factories = Factories(sessions, NOW)
    event = factories.event(article=factories.article(TEXT, title="The attack"))
    with sessions() as session:
        grade_account(session, event.account_id, "4", "Nobody else has it.", "Ben", NOW)
    with serving(Settings(_env_file=None, data_dir=folder, database_url=url, analyst="Ada")) as address:
        yield address
    engine.dispose()


def test_a_passage_is_noted_and_answered_and_its_account_graded(desk: str, open_page: OpenPage) -> None:
    page = open_page(desk, "/articles/1")
    page.locator("[data-source-text]").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    expect(page.get_by_role("toolbar")).to_be_visible()
    words = str(page.evaluate("(document.getSelection() + '').trim()"))
    page.keyboard.press("a")
    expect(page.locator("mark.noted")).to_have_text(words)
    page.get_by_label("Note", exact=True).fill("Who says *so*?")
    page.get_by_label("Tags").fill("check")
    page.get_by_role("button", name="Save note").click()

    expect(page.locator(".article-text mark.noted")).to_have_text(words)
    expect(page.locator(".article-text .note-mark")).to_have_text("Note 1")
    thread = page.locator(".thread")
    expect(thread).to_contain_text("Who says so?")
    thread.locator("summary", has_text="Reply").click()
    thread.get_by_label("Your reply").fill("The ministry.")
    thread.get_by_role("button", name="Save reply").click()
    expect(page.locator(".thread__replies article.annotation")).to_contain_text("The ministry.")
    assert violations(page) == []
    page.locator("[data-source-text]").focus()  # what is selected now is found although marks stand in the text
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("[data-words]")).to_have_value(words)

    page.goto("/events/1")
    expect(page.locator(".account-desk .grade")).to_contain_text("–4")
    page.locator(".account-desk__form summary", has_text="1 grade").click()
    page.get_by_label("Information", exact=True).select_option("2")
    page.get_by_role("button", name="Save grade").click()
    expect(page.get_by_text("Your grade is kept")).to_be_visible()
    expect(page.locator(".account-desk__grade")).to_contain_text("2 graders differ: 2, 4")
    page.locator("summary", has_text="Note on this account").click()
    page.get_by_label("Your note on this account").fill("Beside the account.")
    page.locator(".account-desk").get_by_role("button", name="Save note").click()
    expect(page.locator(".account-desk .thread")).to_contain_text("Beside the account.")
    assert violations(page) == []

    page.goto("/?grade=2")
    row = page.locator("#event-list [data-event]")
    expect(row).to_contain_text("2 graders differ: 2, 4")
    expect(row).to_contain_text("1 note")
    page.goto("/annotations?tag=check")
    expect(page.locator("article.annotation")).to_have_count(1)
    with page.expect_download() as download:
        page.get_by_role("link", name="Web Annotation").click()
    page.get_by_text("Bring notes in").click()
    page.get_by_label("A file of Web Annotations").set_input_files(download.value.path())
    page.get_by_role("button", name="Import").click()
    expect(page.get_by_text("0 notes added, 1 here already.")).to_be_visible()


def test_the_list_completes_the_tag_that_is_being_written(desk: str, open_page: OpenPage) -> None:
    page = open_page(desk, "/events/1")
    for tags in ("check, first", "second"):
        page.get_by_label("Write a note").fill("To be looked at.")
        page.get_by_role("combobox", name="Tags").first.fill(tags)
        page.get_by_role("button", name="Save note").click()
        expect(page.locator("article.annotation .tag").last).to_have_text(tags.rpartition(", ")[2])
    field = page.get_by_role("combobox", name="Tags").first
    field.fill("check, s")
    offered = page.locator("#tags-in-use option:enabled")
    assert offered.evaluate_all("options => options.map((option) => option.value)") == ["check, first", "check, second"]
    field.fill("")
    assert offered.evaluate_all("options => options.map((option) => option.value)") == ["check", "first", "second"]


def test_words_are_noted_and_a_judgement_refused_without_scripts(desk: str, open_page: OpenPage) -> None:
    page = open_page(desk, "/articles/1", scripts=False, expecting="422")
    page.get_by_text("Use words of this article").click()
    page.get_by_label("Words, copied from the text").fill("denied it")
    page.get_by_role("button", name="Write a note on them").click()
    page.get_by_label("Note", exact=True).fill("On which Friday?")
    page.get_by_role("button", name="Save note").click()
    expect(page.locator(".article-text mark.noted")).to_have_text("denied it")
    page.goto("/events/1")
    page.get_by_text("Judge it").click()
    page.get_by_label("Likelihood").select_option("likely")
    page.locator("#judge-reason").fill("Likely, with high confidence.")
    page.get_by_role("button", name="Save judgement").click()
    expect(page.locator("#judge-fault")).to_contain_text("One sentence joins a likelihood")
    page.locator("#judge-reason").fill("Two desks report it.")
    page.get_by_role("button", name="Save judgement").click()
    expect(page.locator("#judgement")).to_contain_text("likely, 55–80 %")
