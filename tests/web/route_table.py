"""The application's own table of routes, so that a new route is tested without being listed anywhere."""

import re
from dataclasses import dataclass
from typing import Any

from fastapi.routing import iter_route_contexts
from starlette.testclient import TestClient


@dataclass(frozen=True)
class Route:
    """A method and an address, with 1 for each number in it."""

    method: str
    path: str


def routes_of(client: TestClient) -> list[Route]:
    """Every route of the application behind a client, mounted folders left out."""
    app: Any = client.app
    return [
        Route(method, re.sub(r"\{[^}]*\}", "1", str(route.path)))
        for route in iter_route_contexts(app.routes)
        for method in sorted(route.methods or ())
    ]
