"""The application's own table of routes, so that a new route is tested without being listed anywhere."""

import re
from dataclasses import dataclass
from typing import Any

from fastapi.routing import iter_route_contexts
from starlette.testclient import TestClient

from app.web.access import RULES


@dataclass(frozen=True)
class Route:
    """A method and an address, with 1 for each number in it."""

    method: str
    path: str


@dataclass(frozen=True)
class Declared:
    """A method, the address as it is written, and the names of the rules of access that are declared for it."""

    method: str
    path: str
    rules: tuple[str, ...]


def declared_rules(client: TestClient) -> list[Declared]:
    """The rules of every route; one that declares none has none."""
    app: Any = client.app
    names = {id(rule.dependency): name for name, rule in RULES.items()}
    return [
        Declared(
            method,
            str(route.path),
            tuple(names[id(d.dependency)] for d in route.dependencies if id(d.dependency) in names),
        )
        for route in iter_route_contexts(app.routes)
        for method in sorted(route.methods or ())
    ]


def routes_of(client: TestClient) -> list[Route]:
    """Every route of the application behind a client, mounted folders left out."""
    app: Any = client.app
    return [
        Route(method, re.sub(r"\{[^}]*\}", "1", str(route.path)))
        for route in iter_route_contexts(app.routes)
        for method in sorted(route.methods or ())
    ]
