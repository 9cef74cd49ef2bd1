"""Who did what: told, filtered, paged, exported, and to whom sign-ins are shown."""

import csv
import html
import io
import re
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from starlette.testclient import TestClient

from app.domain.annotations import Note
from app.domain.corrections import Correction
from app.domain.people import UserRole
from app.services.annotate import add_annotation
from app.services.correct_event import correct
from app.services.manage_users import set_role
from app.services.review_event import accept
from tests.conftest import NOW
from tests.factories import Factories
from tests.web.people import SESAME, Team


@pytest.fixture
def told(team: Team) -> Team:
    """Ann corrected and accepted an event a minute apart and noted; Adam gave Vera a role; somebody guessed."""
    event = Factories(team.session_factory, NOW).event(title="India accuses Pakistan").id
    with team.session_factory() as session:
        correct(
            session, event, 1, [Correction("title", "=HYPERLINK(1)")], "Ann", NOW + timedelta(minutes=1), "it says so"
        )
        accept(session, event, 2, "Ann", NOW + timedelta(minutes=2))
        add_annotation(session, event, Note("A thought.", ("a tag",)), "Ann", NOW + timedelta(minutes=3))
        set_role(session, team.users["Vera"], UserRole.ANALYST, team.users["Adam"], NOW + timedelta(minutes=4))
    team.now = NOW + timedelta(minutes=5)
    team.browser(address="10.0.0.9").post("/login", data={"name": "my secret by mistake", "password": "not this one"})
    team.browser().post("/login", data={"name": "Ann", "password": SESAME})
    return team


def rows(client: TestClient, query: str = "") -> list[dict[str, str]]:
    answer = client.get(f"/activity.csv{query}")
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.text)))


def deeds(client: TestClient, query: str = "") -> list[tuple[str, str]]:
    return [(row["user"], row["what"]) for row in rows(client, query)]


SIGNED = [("Ann", "signed in"), ("somebody", "failed to sign in under a name that nobody has")]
WORK = [("Ann", "wrote note 1"), ("Ann", "accepted event 1"), ("Ann", "corrected event 1")]


def test_an_admin_sees_everything_newest_first(told: Team) -> None:
    assert deeds(told.browser("Adam"))[:6] == [*SIGNED, ("Adam", "changed user Vera"), *WORK]


def test_others_see_the_work_and_their_own_signing_in(told: Team) -> None:
    assert deeds(told.browser("Ann"))[:4] == [SIGNED[0], *WORK]
    assert deeds(told.browser("Eddy"))[:3] == WORK


@pytest.mark.parametrize(
    ("query", "kinds"),
    [
        ("?user=Ann", ["login", "annotation", "accept", "edit"]),
        ("?user=Adam", ["user"]),
        ("?kind=accept", ["accept"]),
        ("?kind=failed-login", ["failed-login"]),
        ("?field=title", ["edit"]),
        ("?field=body", ["annotation"]),
        ("?from=2024-05-07", []),
        ("?to=2024-05-05", []),
        ("?user=Nobody", []),
        ("?user=-&kind=edit", []),
    ],
)
def test_the_filter(told: Team, query: str, kinds: list[str]) -> None:
    assert [row["kind"] for row in rows(told.browser("Adam"), query)] == kinds


def test_the_export_is_safe_and_says_what_changed(told: Team) -> None:
    (row,) = rows(told.browser("Adam"), "?kind=edit")
    assert row["changes"] == "Title: India accuses Pakistan → =HYPERLINK(1)"
    assert (row["reason"], row["event"], row["at"]) == ("it says so", "1", "2024-05-06T07:09:09+00:00")
    (login,) = rows(told.browser("Adam"), "?kind=failed-login")
    assert login["address"] == "10.0.0.9"


def test_what_was_typed_for_a_name_is_kept_nowhere(told: Team) -> None:
    """It may have been a password."""
    assert "secret by mistake" not in told.browser("Adam").get("/activity").text
    with told.session_factory() as session:
        attempts = session.connection().execute(sa.text("SELECT * FROM login_attempt")).all()
    assert len(attempts) == 2
    assert "secret" not in repr(attempts)


def test_pages_hold_every_deed_once(told: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = rows(told.browser("Adam"))
    monkeypatch.setattr("app.services.show_activity.EXPORT_PAGE", 2)
    assert rows(told.browser("Adam")) == whole
    monkeypatch.setattr("app.services.show_activity.show_activity.__defaults__", (None, 3))
    browser, url, seen = told.browser("Adam"), "/activity", []
    while url:
        page = html.unescape(browser.get(url).text)
        seen += re.findall(r'<time datetime="([^"]+)"', page)
        older = re.search(r'href="([^"]+)">Older</a>', page)
        url = older[1] if older else ""
    assert seen == [row["at"] for row in whole]


def test_the_page_links_and_shows_text_as_text(told: Team) -> None:
    page = told.browser("Eddy").get("/activity").text
    assert '<a href="/events/1">' in page
    assert "10.0.0.9" not in page
    assert "<del>India accuses Pakistan</del>" in page


@pytest.mark.parametrize(
    ("query", "status", "sentence"),
    [
        ("?from=yesterday", 422, "is no day"),
        ("?from=2024-05-06&amp;&to=2024-05-05", 422, "comes before"),
        ("?kind=king", 422, "is no kind"),
        ("?after=x", 422, "is no place"),
        ("?after=20240506T070809.000000-9-1", 422, "is no place"),
        ("?user=Nobody", 200, "Nothing of this filter"),
        ("?user=" + "x" * 500, 200, "Nothing of this filter"),
        ("?to=9999-12-31", 200, "accepted event 1"),
    ],
)
def test_values_of_the_address(told: Team, query: str, status: int, sentence: str) -> None:
    answer = told.browser("Adam").get(f"/activity{query}")
    assert answer.status_code == status
    assert sentence in answer.text


def test_nothing_was_done_yet(visitor: TestClient) -> None:
    answer: Any = visitor.get("/activity")
    assert "Nobody has done anything yet" in answer.text
    assert visitor.get("/activity.csv").text.startswith("at,user,kind,what,event,changes,reason,address")


def test_grades_are_told_with_what_was_graded(visitor: TestClient, visitor_factories: Factories) -> None:
    event = visitor_factories.event(title="Graded")
    visitor.post(f"/accounts/{event.account_id}/grade", data={"information": "2", "reason": "Two desks."})
    visitor.post(f"/events/{event.id}/judge", data={"likelihood": "likely", "confidence": "", "reason": ""})
    visitor.post("/sources/1/grade", data={"grade": "B", "from": "", "reason": ""})
    page = visitor.get("/activity").text
    for said in ("2, probably true", "likely, 55–80 %", "B, usually reliable, from the beginning", "Two desks."):
        assert said in page
    assert 'href="/sources/1"' in page
    only = visitor.get("/activity", params={"kind": "grade source"}).text
    assert "B, usually reliable" in only
    assert "probably true" not in only
