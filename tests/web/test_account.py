"""Users' own sessions, passwords and programs; invitations; what admins do."""

import logging
import re
from datetime import timedelta
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.web.people import SESAME, Team

FRESH = "another violet tram nine"
LONG_AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0 " + "x" * 500


def secret_of(page: str) -> str:
    """What a page shows once, in the box to copy it from."""
    found = re.search(r'<textarea class="input copy__text"[^>]*>([^<]+)<', page)
    assert found
    return found[1]


def test_own_sessions_are_listed_and_ended(team: Team) -> None:
    here, there = team.browser(), team.browser(address="10.0.0.7")
    for browser in (here, there):
        browser.headers["User-Agent"] = LONG_AGENT
        browser.post("/login", data={"name": "Ann", "password": SESAME})
    page = here.get("/account").text
    assert page.count("Firefox on Linux") >= 2
    assert "10.0.0.7" in page
    assert page.count("this one") == 1
    number = re.search(r"/account/sessions/(\d+)/end", page.partition("10.0.0.7")[2])
    assert number
    assert team.post(here, number[0]).status_code == 303
    assert there.get("/account").status_code == 401
    assert here.get("/account").status_code == 200


def test_all_others_are_ended_at_once(team: Team) -> None:
    here, others = team.browser("Ann"), [team.browser("Ann"), team.browser("Ann")]
    vera = team.browser("Vera")
    assert team.post(here, "/account/sessions/end-others").status_code == 303
    assert [browser.get("/account").status_code for browser in (here, *others, vera)] == [200, 401, 401, 200]


def test_a_new_password_ends_the_others_and_changes_the_own_id(team: Team) -> None:
    here, other = team.browser("Ann"), team.browser("Ann")
    old = here.cookies["plain-dyadline-session"]
    answer = team.post(here, "/account/password", old=SESAME, password=FRESH, again=FRESH)
    assert answer.headers["location"] == "/account?done=password"
    assert here.cookies["plain-dyadline-session"] != old
    assert "Your password is changed" in here.get("/account?done=password").text
    assert other.get("/account").status_code == 401
    copied = team.browser()
    copied.cookies.set("plain-dyadline-session", old, domain="127.0.0.1")
    assert copied.get("/account").status_code == 401
    assert team.browser().post("/login", data={"name": "Ann", "password": SESAME}).status_code == 422
    assert team.browser().post("/login", data={"name": "Ann", "password": FRESH}).status_code == 303


@pytest.mark.parametrize(
    ("old", "new", "again", "sentence"),
    [
        ("wrong wrong wrong", FRESH, FRESH, "not your present password"),
        (SESAME, FRESH, FRESH + "x", "The two passwords differ"),
        (SESAME, "short", "short", "needs 12"),
        (SESAME, "password1234", "password1234", "tried first"),
        (SESAME, SESAME, SESAME, "is the one you have"),
    ],
)
def test_a_password_that_is_not_taken_is_told_and_never_shown(
    team: Team, old: str, new: str, again: str, sentence: str
) -> None:
    browser = team.browser("Ann")
    answer = team.post(browser, "/account/password", old=old, password=new, again=again)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert not any(f'value="{typed}"' in answer.text for typed in (old, new, again))
    assert browser.get("/account").status_code == 200


def test_guessing_at_the_present_password_is_limited_too(team: Team) -> None:
    browser = team.browser("Ann")
    codes = [
        team.post(browser, "/account/password", old="wrong", password=FRESH, again=FRESH).status_code for _ in range(6)
    ]
    assert codes == [422] * 5 + [429]


def test_a_token_is_shown_once_and_works_until_it_is_taken_back(team: Team, caplog: pytest.LogCaptureFixture) -> None:
    browser = team.browser("Ann")
    with caplog.at_level(logging.DEBUG):
        answer = team.post(browser, "/account/tokens", name="<b>my script</b>")
        page = browser.get(answer.headers["location"])
    token = secret_of(page.text)
    assert token.startswith("dyadline_")
    assert token not in caplog.text
    assert page.headers["cache-control"] == "no-store"
    assert "&lt;b&gt;my script" in page.text
    assert token not in browser.get("/account?done=token").text, "a second look shows it no more"
    program = TestClient(team.app, base_url="http://127.0.0.1", headers={"Authorization": f"Bearer {token}"})
    assert program.get("/articles").status_code == 200
    revoke = re.search(r"/account/tokens/\d+/revoke", browser.get("/account").text)
    assert revoke
    team.post(browser, revoke[0])
    assert program.get("/articles").status_code == 401


@pytest.mark.parametrize("name", ["", "   ", "x" * 101])
def test_a_token_needs_a_name(team: Team, name: str) -> None:
    answer = team.post(team.browser("Ann"), "/account/tokens", name=name)
    assert answer.status_code == 422
    assert "1 to 100 characters" in answer.text


def invite(team: Team, admin: TestClient, name: str = "Newton", role: str = "analyst") -> str:
    answer = team.post(admin, "/users/invitations", name=name, role=role)
    assert answer.headers["location"] == "/users?done=invited"
    page = admin.get("/users?done=invited")
    assert page.headers["cache-control"] == "no-store"
    link = secret_of(page.text)
    assert link.startswith("http://127.0.0.1/invitations/")
    return link.removeprefix("http://127.0.0.1")


def test_an_invitation_makes_a_user_once(team: Team, caplog: pytest.LogCaptureFixture) -> None:
    admin, guest = team.browser("Adam"), team.browser()
    with caplog.at_level(logging.DEBUG, logger="dyadline"):
        path = invite(team, admin)
        assert path.rpartition("/")[2] not in admin.get("/users?done=invited").text
        assert "Newton" in guest.get(path).text
        assert "Newton" in guest.get(path).text, "looking uses nothing up"
        answer = guest.post(path, data={"password": FRESH, "again": FRESH})
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "Newton" in guest.get("/articles").text
    assert guest.get("/users").status_code == 403
    again = team.browser()
    assert again.get(path).status_code == 404
    assert again.post(path, data={"password": FRESH, "again": FRESH}).status_code == 404
    assert FRESH not in caplog.text


def test_an_invitation_can_be_taken_back_and_grows_old(team: Team) -> None:
    admin = team.browser("Adam")
    path = invite(team, admin)
    withdraw = re.search(r"/users/invitations/\d+/withdraw", admin.get("/users").text)
    assert withdraw
    team.post(admin, withdraw[0])
    gone = team.browser().get(path)
    old = invite(team, admin, "Ohm")
    team.now += timedelta(days=7)
    assert (gone.status_code, team.browser().get(old).status_code) == (404, 404)
    assert gone.text == team.browser().get(old).text.replace(old, path)


@pytest.mark.parametrize(
    ("name", "role", "status", "sentence"),
    [
        ("Ann", "viewer", 409, "There is a user Ann already"),
        ("ANN", "viewer", 409, "reads like ANN"),
        ("", "viewer", 422, "The name is empty"),
        ("<script>", "viewer", 422, "cannot be used"),
        ("Newton", "king", 422, "is no role"),
    ],
)
def test_an_invitation_that_cannot_be_made(team: Team, name: str, role: str, status: int, sentence: str) -> None:
    answer = team.post(team.browser("Adam"), "/users/invitations", name=name, role=role)
    assert (answer.status_code, sentence in answer.text) == (status, True)
    assert "<script>" not in answer.text.replace("<script src", "")


def test_an_admin_changes_roles_shuts_out_and_lets_in(team: Team) -> None:
    admin, ann = team.browser("Adam"), team.browser("Ann")
    page = f"/users/{team.users['Ann']}"
    assert team.post(admin, f"{page}/role", role="viewer").headers["location"] == f"{page}?done=role"
    assert ann.get("/articles").status_code == 401
    ann = team.browser("Ann")
    assert ann.get("/articles/new").status_code == 403
    assert team.post(admin, f"{page}/disable").status_code == 303
    assert "disabled" in admin.get(page).text
    assert ann.get("/articles").status_code == 401
    assert team.browser().post("/login", data={"name": "Ann", "password": SESAME}).status_code == 422
    assert team.post(admin, f"{page}/enable").status_code == 303
    assert team.browser().post("/login", data={"name": "Ann", "password": SESAME}).status_code == 303


@pytest.mark.parametrize(("what", "fields"), [("role", {"role": "editor"}), ("disable", {})])
def test_the_last_admin_stays(team: Team, what: str, fields: dict[str, str]) -> None:
    admin = team.browser("Adam")
    answer: Any = team.post(admin, f"/users/{team.users['Adam']}/{what}", **fields)
    assert (answer.status_code, "last admin" in answer.text) == (409, True)
    assert admin.get("/users").status_code == 200


def test_an_admin_ends_the_sessions_of_others(team: Team) -> None:
    admin, ann, vera = team.browser("Adam"), team.browser("Ann"), team.browser("Vera")
    team.post(admin, f"/users/{team.users['Ann']}/sessions/end")
    assert [browser.get("/account").status_code for browser in (ann, vera, admin)] == [401, 200, 200]
