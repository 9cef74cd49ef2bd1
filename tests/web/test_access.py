"""Who may do what: every route declares its rule, and the rules say what the roles are for."""

import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.config import PROJECT_ROOT
from app.domain.people import NOBODY, Entrance, Right, UserRole, Visitor, desk_visitor
from app.errors import Forbidden, SignInNeeded
from app.web.access import demand, demand_own
from tests.web.route_table import declared_rules

RIGHTS = {
    UserRole.VIEWER: {Right.READ},
    UserRole.ANALYST: {Right.READ, Right.ANALYSE},
    UserRole.EDITOR: {Right.READ, Right.ANALYSE, Right.EDIT},
    UserRole.ADMIN: set(Right),
}


def test_every_route_declares_one_rule(visitor: TestClient) -> None:
    declared = declared_rules(visitor)
    assert len(declared) >= 50, "the table of routes was not read"
    assert [route for route in declared if len(route.rules) != 1] == []


def test_a_route_without_a_rule_is_found(visitor: TestClient) -> None:
    app: Any = visitor.app

    app.add_api_route("/forgotten", lambda: None)
    (found,) = [route for route in declared_rules(visitor) if len(route.rules) != 1]
    assert (found.path, found.rules) == ("/forgotten", ())


@pytest.mark.parametrize("role", UserRole)
def test_a_role_has_the_rights_of_those_before_it(role: UserRole) -> None:
    who = Visitor("Eve", role, Entrance.SESSION)
    assert {right for right in Right if who.may(right)} == RIGHTS[role]
    for right in set(Right) - RIGHTS[role]:
        with pytest.raises(Forbidden, match=f"Eve is here as {role}"):
            demand(who, right)


def test_nobody_has_no_rights() -> None:
    assert not any(NOBODY.may(right) for right in Right)
    with pytest.raises(SignInNeeded):
        demand(NOBODY, Right.READ)


def test_the_local_analyst_has_all_rights() -> None:
    assert all(desk_visitor("Ada").may(right) for right in Right)


@pytest.mark.parametrize(
    ("role", "author", "allowed"),
    [
        (UserRole.VIEWER, "Eve", False),  # wrote it before the role was taken away
        (UserRole.ANALYST, "Eve", True),
        (UserRole.ANALYST, "Ada", False),
        (UserRole.EDITOR, "Ada", True),
        (UserRole.ADMIN, "Ada", True),
    ],
)
def test_who_may_change_what_somebody_wrote(role: UserRole, author: str, allowed: bool) -> None:
    who = Visitor("Eve", role, Entrance.SESSION)
    assert who.may_change(author) is allowed
    if not allowed:
        with pytest.raises(Forbidden, match=f"Note 7 is {author}'s"):
            demand_own(who, author, "Note 7")


def test_every_form_that_posts_carries_the_token_of_its_session() -> None:
    """`{{ form_token }}` is the whole of it; without it, who is signed in is refused."""
    forms = re.compile(r"<form\b(?:[^<>]|\{\{.*?\}\}|\{%.*?%\})*>\s*(\{\{ form_token \}\})?", re.DOTALL)
    found, bare = 0, []
    for path in sorted((PROJECT_ROOT / "templates").rglob("*.html")):
        posting = [form for form in forms.finditer(path.read_text("utf-8")) if 'method="post"' in form[0]]
        found += len(posting)
        bare += [f"{path.name}: {form[0]}" for form in posting if not form[1]]
    assert found >= 30, "the forms were not found"
    assert bare == []
