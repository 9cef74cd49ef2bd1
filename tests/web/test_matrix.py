"""Role by route by own and other, over the whole table of routes, against tables written by hand."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from app.domain.annotations import Note
from app.domain.saved_views import ViewDraft
from app.services.annotate import add_annotation
from app.services.grade import grade_account
from app.services.manage_users import show_user
from app.services.merge_events import merge
from app.services.saved_views import save_view
from app.store.actions import list_actions
from tests.conftest import NOW
from tests.factories import Factories
from tests.web.people import Team
from tests.web.route_table import declared_rules

if TYPE_CHECKING:
    from starlette.testclient import TestClient

DATA = Path(__file__).parents[1] / "data"
ACTORS = (None, "Vera", "Ann", "Eddy", "Adam", "program")
LETTERS = {401: "s", 403: "n"}
MISSING = {"token": "x" * 43, "pair": "IND-PAK"}
NO_ID = "999999"


def lines(name: str) -> Iterator[list[str]]:
    """The words of each line that is no comment."""
    for line in (DATA / name).read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.split()


EXPECTED = {(method, path): answers for method, path, *answers in lines("access.txt")}


def test_the_table_has_every_route_and_no_other(team: Team) -> None:
    present = {(route.method, route.path) for route in declared_rules(team.browser())}
    assert present - EXPECTED.keys() == set(), "routes without an expected answer in tests/data/access.txt"
    assert EXPECTED.keys() - present == set(), "expected answers of routes that are gone"
    assert {len(answers) for answers in EXPECTED.values()} == {len(ACTORS)}


def test_each_role_passes_where_it_shall_and_nowhere_else(team: Team) -> None:
    wrong = []
    with ExitStack() as stack:
        clients = [
            stack.enter_context(team.program("Adam") if one == "program" else team.browser(one)) for one in ACTORS
        ]
        for (method, path), expected in EXPECTED.items():
            for actor, client, letter in zip(ACTORS, clients, expected, strict=True):
                answer = client.get(filled(path)) if method == "GET" else team.post(client, filled(path), body="x")
                if LETTERS.get(answer.status_code, "y") != letter or answer.status_code >= 500:
                    wrong.append(f"{actor} {method} {path}: {answer.status_code}, expected {letter}")
                if path == "/logout" and actor in team.users:
                    team.sign_in(client, actor)
    assert wrong == []


def filled(path: str) -> str:
    """An address with what is not there for each of its parts."""
    return re.sub(r"\{(\w+)\}", lambda found: MISSING.get(found[1], NO_ID), path)


def make_thing(team: Team, factories: Factories, kind: str, name: str) -> str:
    """The number of a new thing of somebody's, by the names that the table has for them."""
    if kind == "session":
        team.browser(name)
    if kind == "token":
        team.program(name)
    with team.session_factory() as session:
        match kind:
            case "note":
                return str(add_annotation(session, factories.event().id, Note("A note.", ()), name, NOW))
            case "grade":
                made = factories.event()
                grade_account(session, made.account_id, "2", "", name, NOW)
                return str(list_actions(session, made.id)[-1].id)
            case "view" | "shared":
                draft = ViewDraft("Mine", "", is_shared=kind == "shared", query="pair=IND-PAK")
                return str(save_view(session, draft, name, NOW))
            case "merge":
                first, second = factories.event().id, factories.event(title="Pakistan rejects it").id
                merge(session, first, 1, second, name, NOW, None)
                return str(next(one.id for one in list_actions(session, first) if one.kind == "merge"))
        page = show_user(session, team.users[name])
    return str({"user": page.user.id, "session": max((one.id for one in page.sessions), default=0),
                "token": page.tokens[0].id if page.tokens else 0}[kind])  # fmt: skip


def test_ones_own_and_those_of_others(team: Team) -> None:
    wrong, factories = [], Factories(team.session_factory, NOW)
    with team.browser() as client:
        for who, method, path, status in lines("access_own.txt"):
            wanted = {found: found.split(":") for found in re.findall(r"\{([^}]*)\}", path)}
            things = {found: make_thing(team, factories, *words) for found, words in wanted.items()}
            team.sign_in(client, who)
            missing = ask(team, client, method, named(path, {"user:Ann": str(team.users["Ann"])}))
            answer = ask(team, client, method, named(path, things))
            if answer.status_code != int(status):
                wrong.append(f"{who} {method} {path}: {answer.status_code}, expected {status}")
            if status == "404" and (missing.status_code != 404 or told(missing) != told(answer)):
                wrong.append(f"{who} {method} {path}: what is another's is not as if it were missing")
    assert wrong == []


def named(path: str, things: dict[str, str]) -> str:
    """An address with the numbers of things; what has none is not there."""
    return re.sub(r"\{([^}]*)\}", lambda found: things.get(found[1], NO_ID), path)


def ask(team: Team, client: "TestClient", method: str, address: str) -> Any:
    """Look at a page, or send a form to it."""
    if method == "GET":
        return client.get(address)
    return team.post(client, address, version="1", body="Changed.", name="Changed", query="pair=IND-PAK")


def told(answer: Any) -> str:
    """The page without its numbers and the token of its forms."""
    return re.sub(r"[0-9]+", "N", re.sub(r'name="form_token" value="[^"]*"', "", answer.text))


def test_a_visit_that_needs_a_sign_in_is_sent_there_and_comes_back(team: Team) -> None:
    answer = team.browser().get("/dyads/IND-PAK?a=b", headers={"Accept": "text/html,*/*"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/login?next=%2Fdyads%2FIND-PAK%3Fa%3Db")


@pytest.mark.parametrize("headers", [{"HX-Request": "true", "Accept": "text/html"}, {"Accept": "application/json"}])
def test_programs_and_swaps_are_told_by_a_status(team: Team, headers: dict[str, str]) -> None:
    answer = team.browser().get("/articles", headers=headers)
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer")
    assert "signed in" in answer.text


BUTTONS = {
    "Add article": "analyse",
    "Save note": "analyse",
    '/star"': "analyse",
    "/accept": "analyse",
    "/edit": "analyse",
    "use-words": "analyse",
    "/merge": "edit",
}


@pytest.mark.parametrize(("name", "rights"), [("Vera", set()), ("Ann", {"analyse"}), ("Eddy", {"analyse", "edit"})])
def test_pages_show_what_a_role_may_do_and_no_more(team: Team, name: str, rights: set[str]) -> None:
    event = Factories(team.session_factory, NOW).event().id
    page = team.browser(name).get(f"/events/{event}").text
    assert {sign for sign in BUTTONS if sign in page} == {sign for sign, right in BUTTONS.items() if right in rights}


def test_pages_of_those_who_are_signed_in_are_private(team: Team) -> None:
    with team.browser("Adam") as browser:
        for method, path in EXPECTED:
            if method == "GET":
                assert browser.get(filled(path)).headers["cache-control"] == "private, no-cache", path
