"""The token in every form of a session: who is signed in is refused without it, and looking at pages changes nothing."""

import hashlib
import re
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel

from tests.conftest import NOW
from tests.factories import Factories
from tests.web.people import SESAME, Team
from tests.web.route_table import routes_of

FIELDS = {"body": "x", "text": "x", "name": "Ann", "password": SESAME, "version": "1", "role": "admin"}


def digest_of_everything(team: Team) -> str:
    """Of every row of every table."""
    with team.session_factory() as session:
        rows = [repr(session.connection().execute(sa.select(table)).all()) for table in SQLModel.metadata.sorted_tables]
    return hashlib.sha256("\n".join(rows).encode()).hexdigest()


def test_without_the_token_of_the_session_nothing_is_changed(team: Team) -> None:
    Factories(team.session_factory, NOW).event()
    with team.browser("Adam") as browser:
        foreign = team.form_token(team.browser("Adam"))
        before = digest_of_everything(team)
        posts = [route.path for route in routes_of(browser) if route.method == "POST"]
        assert {"/login", "/logout", "/invitations/1"} <= set(posts)
        for path in posts:
            for token in ({}, {"form_token": ""}, {"form_token": foreign}, {"form_token": "ä" * 43}):
                answer = browser.post(path, data={**FIELDS, **token})
                assert answer.status_code == 403, (path, token)
                assert "not made for your session" in answer.text
                assert "Open the page again" in answer.text
        assert (
            browser.post("/logout", content="form_token=x", headers={"Content-Type": "text/plain"}).status_code == 403
        )
        assert browser.post("/logout").status_code == 403
        assert digest_of_everything(team) == before


def test_a_swap_is_told_the_same(team: Team) -> None:
    answer = team.browser("Ann").post("/events/1/star", data={"on": "1"}, headers={"HX-Request": "true"})
    assert answer.status_code == 403
    assert "Open the page again" in answer.text
    assert "<html" not in answer.text


def test_the_token_does_not_open_the_other_door(team: Team) -> None:
    """A form of the session that another site sends is refused for where it comes from."""
    browser = team.browser("Ann")
    browser.headers["Sec-Fetch-Site"] = "cross-site"
    assert "not sent from a page" in team.post(browser, "/logout").text


def test_every_form_of_the_pages_carries_it(team: Team) -> None:
    event = Factories(team.session_factory, NOW).event().id
    browser = team.browser("Adam")
    for path in ("/", f"/events/{event}", f"/events/{event}/edit", f"/events/{event}/card", "/review", "/articles/new",
                 "/account", "/users", "/users/1", "/login", f"/events/{event}/split"):  # fmt: skip
        page = browser.get(path).text
        assert page.count('method="post"') == page.count(f'name="form_token" value="{team.form_token(browser)}"'), path


def test_a_program_needs_neither_token_nor_origin(team: Team) -> None:
    event = Factories(team.session_factory, NOW).event().id
    program = team.program("Ann")
    assert program.post(f"/events/{event}/star", data={"on": "1"}).status_code == 303
    assert (
        program.post(f"/events/{event}/star", data={"on": "1"}, headers={"Origin": "http://evil.example"}).status_code
        == 303
    )


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Bearer wrong", "bearer dyadline_wrong"])
def test_who_shows_a_wrong_token_is_nobody_whatever_cookie_comes_along(team: Team, header: str) -> None:
    browser = team.browser("Ann")
    answer: Any = browser.get("/articles", headers={"Authorization": header})
    assert answer.status_code == 401
    assert browser.post("/events/1/star", data={"on": "1"}, headers={"Authorization": header}).status_code == 401
    assert browser.get("/articles", headers={"Authorization": "Basic eDp5"}).status_code == 200, "a proxy's own"


def test_looking_changes_nothing(team: Team) -> None:
    event = Factories(team.session_factory, NOW).event().id
    with team.browser("Adam") as browser:
        before = digest_of_everything(team)
        for route in routes_of(browser):
            if route.method == "GET":
                browser.get(re.sub(r"/1\b", f"/{event}", route.path))
        assert digest_of_everything(team) == before


def test_a_timeline_is_another_for_each_session_and_role(team: Team) -> None:
    """Its forms carry the token and its header the name: neither is ever given to somebody else."""
    ann, again, vera = team.browser("Ann"), team.browser("Ann"), team.browser("Vera")
    tags = {browser.get("/").headers["etag"] for browser in (ann, again, vera)}
    assert len(tags) == 3
    for browser in (ann, again, vera, ann):
        tokens = set(re.findall(r'name="form_token" value="([^"]+)"', browser.get("/").text))
        assert tokens == {team.form_token(browser)}
    etag = ann.get("/").headers["etag"]
    assert ann.get("/", headers={"If-None-Match": etag}).status_code == 304
    assert vera.get("/", headers={"If-None-Match": etag}).status_code == 200
