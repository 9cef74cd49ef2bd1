"""Signing in and out: cookies, sessions, limits, and where one goes afterwards."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.config import Settings
from app.domain.people import UserRole
from app.services.manage_users import set_disabled, set_password, set_role
from tests.web.people import OWN_PAGE, SESAME, Team, make_team, quick_passwords

WRONG = "wrong wrong wrong"
PLAIN, SECURE = "plain-dyadline-session", "__Host-dyadline-session"


def log_in(client: TestClient, name: str = "Ann", password: str = SESAME, **fields: str) -> Any:
    return client.post("/login", data={"name": name, "password": password, **fields})


def test_the_right_password_opens_a_session(team: Team) -> None:
    browser = team.browser()
    assert browser.get("/articles", headers={"Accept": "text/html"}).headers["location"] == "/login?next=%2Farticles"
    answer = log_in(browser, next="/articles")
    assert (answer.status_code, answer.headers["location"]) == (303, "/articles")
    page = browser.get("/articles")
    assert page.status_code == 200
    assert "Ann" in page.text
    assert SESAME not in page.text


def test_the_cookie_on_plain_http_and_behind_tls(team: Team) -> None:
    plain = log_in(team.browser()).headers["set-cookie"]
    assert plain.startswith(f"{PLAIN}=")
    assert "HttpOnly" in plain
    assert "SameSite=lax" in plain
    assert "Secure" not in plain
    secure = log_in(team.browser(base_url="https://127.0.0.1")).headers["set-cookie"]
    assert secure.startswith(f"{SECURE}=")
    assert {"HttpOnly", "Secure", "SameSite=lax", "Path=/"} <= set(secure.split("; "))
    assert "Domain" not in secure


def test_hsts_only_behind_tls(team: Team) -> None:
    assert "strict-transport-security" not in team.browser().get("/login").headers
    for path in ("/login", "/nothing", "/static/nothing.css"):
        headers = team.browser(base_url="https://127.0.0.1").get(path).headers
        assert headers["strict-transport-security"] == "max-age=31536000"


@pytest.mark.parametrize(("name", "password"), [("Ann", WRONG), ("Nobody", SESAME), ("", "")])
def test_wrong_is_told_without_telling_what(team: Team, name: str, password: str) -> None:
    answer = log_in(team.browser(), name, password)
    assert answer.status_code == 422
    assert "Name and password do not belong together" in answer.text
    assert "set-cookie" not in answer.headers
    assert WRONG not in answer.text


def test_a_session_that_was_given_is_never_taken_over(team: Team) -> None:
    """Fixation: what the cookie was before counts for nothing, and an old session dies with a new login."""
    browser = team.browser()
    browser.cookies.set(PLAIN, "chosen-by-somebody-else", domain="127.0.0.1")
    log_in(browser)
    first = dict(browser.cookies)[PLAIN]
    assert first != "chosen-by-somebody-else"
    browser.post("/login", data={"name": "Ann", "password": SESAME, "form_token": team.form_token(browser)})
    assert browser.cookies[PLAIN] != first
    old = team.browser()
    old.cookies.set(PLAIN, first, domain="127.0.0.1")
    assert old.get("/articles").status_code == 401


def test_signing_out_ends_it_at_once(team: Team) -> None:
    browser, copied = team.browser("Ann"), team.browser()
    copied.cookies.set(PLAIN, browser.cookies[PLAIN], domain="127.0.0.1")
    assert copied.get("/articles").status_code == 200
    assert team.post(browser, "/logout").headers["location"] == "/login?done=out"
    assert copied.get("/articles").status_code == 401
    assert PLAIN not in browser.cookies


def test_a_session_ends_after_eight_hours_without_use_and_seven_days(team: Team) -> None:
    used, unused = team.browser("Ann"), team.browser("Ann")
    begin = team.now
    for hours in range(7, 7 * 24, 7):
        team.now = begin + timedelta(hours=hours)
        assert used.get("/healthz").status_code == 200
        assert used.get("/articles").status_code == 200, hours
    team.now = begin + timedelta(days=7)
    assert used.get("/articles").status_code == 401
    team.now = begin + timedelta(hours=8)
    assert unused.get("/articles").status_code == 401


@pytest.mark.parametrize("what", ["role", "disabled", "password"])
def test_what_takes_rights_away_ends_sessions_and_disabling_programs(team: Team, what: str) -> None:
    browser, program = team.browser("Ann"), team.program("Ann")
    assert (browser.get("/articles").status_code, program.get("/articles").status_code) == (200, 200)
    with team.session_factory() as session:
        if what == "role":
            set_role(session, team.users["Ann"], UserRole.VIEWER, None, team.now)
        elif what == "disabled":
            set_disabled(session, team.users["Ann"], None, team.now, disabled=True)
        else:
            set_password(session, quick_passwords(), "Ann", "another violet tram nine", team.now)
    assert browser.get("/articles").status_code == 401
    assert program.get("/articles").status_code == (401 if what == "disabled" else 200)
    if what == "role":
        assert program.post("/events/1/accept").status_code == 403


def test_five_failures_from_an_address_and_then_a_wait(team: Team) -> None:
    guesser = team.browser()
    for _ in range(5):
        assert log_in(guesser, "ANN", WRONG).status_code == 422
    answer = log_in(guesser)
    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "900"
    assert "Try again in 15 minutes" in answer.text
    assert log_in(guesser, "Vera").status_code == 303, "another name"
    assert log_in(team.browser(address="10.0.0.2")).status_code == 303, "another address"
    team.now += timedelta(minutes=15)
    assert log_in(team.browser()).status_code == 303


def test_fifty_failures_for_a_name_from_everywhere(team: Team) -> None:
    for number in range(50):
        team.now += timedelta(seconds=1)
        answer = log_in(team.browser(address=f"10.1.0.{number}"), "nobody", WRONG)
        assert answer.status_code == 422, number
    answer = log_in(team.browser(address="10.2.0.1"), "nobody")
    assert (answer.status_code, answer.headers["retry-after"]) == (429, str(15 * 60 - 49))


def test_the_limits_are_shared_by_processes(team: Team, sqlite_settings: Settings) -> None:
    """Another application on the same database counts with it; a forwarded address is nobody's word."""
    other = TestClient(
        make_other(sqlite_settings, team), base_url="http://127.0.0.1", headers=OWN_PAGE, client=("10.0.0.1", 1)
    )
    answers = []
    for number in range(6):
        client = (team.browser(), other)[number % 2]
        client.headers["X-Forwarded-For"] = f"10.9.9.{number}"
        answers.append(log_in(client, password=WRONG).status_code)
    assert answers == [422] * 5 + [429]


def make_other(settings: Settings, team: Team) -> FastAPI:
    from app.main import create_app
    from app.web.deps import utc_now

    app = create_app(settings, quick_passwords())
    app.dependency_overrides[utc_now] = lambda: team.now
    return app


NEXT = {
    "/articles?q=a": "/articles?q=a",
    "": "/",
    "//evil.example": "/",
    "/\\evil.example": "/",
    "https://evil.example/": "/",
    "http:evil.example": "/",
    "javascript:alert(1)": "/",
    "evil.example": "/",
    "/%09/evil.example": "/%09/evil.example",
    "/\t/evil.example": "/",
    "/a\r\nSet-Cookie: x=1": "/",
    "\\\\evil.example": "/",
    "/login?next=/login": "/",
    "/logout": "/",
}


@pytest.mark.parametrize(("asked", "goes"), NEXT.items())
def test_one_stays_on_this_site(team: Team, asked: str, goes: str) -> None:
    answer = log_in(team.browser(), next=asked)
    assert (answer.status_code, answer.headers["location"]) == (303, goes)


def test_entries_tell_who_when_and_what_on_one_line(team: Team, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="dyadline.web"):
        log_in(team.browser(), "Eve\r\nFAKE entry", "a secret of mine")
        log_in(team.browser())
        log_in(team.browser(), "Eddy", WRONG)
        team.browser("Vera").get("/users")
    text = "\n".join(entry.getMessage() for entry in caplog.records)
    assert "failed to sign in: 'a name that nobody has' from 10.0.0.1" in text
    assert "signed in: 'Ann' from 10.0.0.1" in text
    assert "failed to sign in: 'Eddy' from 10.0.0.1" in text
    assert "FAKE" not in text, "what was typed may be a password"
    assert "refused GET /users to Vera from 10.0.0.1" in text
    assert "secret" not in text
    assert SESAME not in text


def test_at_a_desk_without_users_nobody_signs_in(visitor: TestClient) -> None:
    page = visitor.get("/articles")
    assert "single user, no sign-in" in page.text
    assert "dyadline user add" in visitor.get("/login").text
    assert "dyadline user add" in visitor.get("/account").text
    assert visitor.post("/account/tokens", data={"name": "x"}).status_code == 409


def test_with_the_first_user_the_desk_is_closed(sqlite_settings: Settings, kept_engine: None) -> None:
    team = make_team(sqlite_settings)
    assert team.browser().get("/articles").status_code == 401
    with team.session_factory() as session:
        for name in ("Vera", "Ann", "Eddy"):
            set_disabled(session, team.users[name], None, team.now, disabled=True)
    assert team.browser().get("/articles").status_code == 401, "disabled users do not open it again"
