"""Only our own pages change anything: the rule as a table, and the door before every route that is not GET."""

import pytest
from starlette.testclient import TestClient

from app.web.same_origin import SAFE_METHODS, comes_from_us
from tests.web.route_table import Route, routes_of

OWN = "http://127.0.0.1:8000"

CASES = {
    "our own page": ({"sec-fetch-site": "same-origin"}, True),
    "our own page, both headers": ({"sec-fetch-site": "same-origin", "origin": OWN}, True),
    "an older browser, our own origin": ({"origin": OWN}, True),
    "neither header": ({}, False),
    "another site": ({"sec-fetch-site": "cross-site"}, False),
    "another port of the same host": ({"sec-fetch-site": "same-site"}, False),
    "typed into the address bar": ({"sec-fetch-site": "none"}, False),
    "a foreign site that claims our origin": ({"sec-fetch-site": "cross-site", "origin": OWN}, False),
    "another origin": ({"origin": "http://evil.example"}, False),
    "another port": ({"origin": "http://127.0.0.1:9000"}, False),
    "another scheme": ({"origin": "https://127.0.0.1:8000"}, False),
    "an origin that only begins like ours": ({"origin": OWN + ".evil.example"}, False),
    "a sandboxed frame or a file": ({"origin": "null"}, False),
    "an empty origin": ({"origin": ""}, False),
    "htmx alone": ({"hx-request": "true"}, False),
    "htmx from another site": ({"hx-request": "true", "sec-fetch-site": "cross-site"}, False),
    "an address of ours as referer": ({"referer": OWN + "/"}, False),
}


@pytest.mark.parametrize(("headers", "ours"), CASES.values(), ids=CASES.keys())
def test_who_may_change_something(headers: dict[str, str], ours: bool) -> None:
    assert comes_from_us(headers, OWN) is ours


def unsafe_routes(client: TestClient) -> list[Route]:
    """What may change something."""
    return [route for route in routes_of(client) if route.method not in SAFE_METHODS]


@pytest.mark.parametrize(
    "headers",
    [case for case, ours in CASES.values() if not ours],
    ids=[name for name, (_, ours) in CASES.items() if not ours],
)
def test_no_stranger_passes_to_any_route(stranger: TestClient, headers: dict[str, str]) -> None:
    routes = unsafe_routes(stranger)
    assert len(routes) >= 5, "the table of routes was not read"
    for route in routes:
        answer = stranger.request(route.method, route.path, headers=headers, data={"body": "x", "text": "x"})
        assert answer.status_code == 403, route
        assert "nothing was changed" in answer.text


def test_a_plain_text_body_does_not_help(stranger: TestClient) -> None:
    answer = stranger.post("/events/1/annotations", content="body=x", headers={"Content-Type": "text/plain"})
    assert answer.status_code == 403


def test_every_unsafe_route_is_a_post(stranger: TestClient) -> None:
    """Forms can only post, and everything works without scripts."""
    assert {route.method for route in unsafe_routes(stranger)} == {"POST"}


def test_the_refusal_says_how_to_go_on(stranger: TestClient) -> None:
    answer = stranger.post("/articles/new", data={"text": "x"})
    assert "Open the page here" in answer.text
    assert answer.headers["content-type"].startswith("text/html")
