"""Imports point down only. The checker itself is tried on small made-up trees, so that it can fail."""

from pathlib import Path

import pytest

from app.config import PROJECT_ROOT
from tests.architecture import LAYERS, faults, modules, room_of


def tree(root: Path, files: dict[str, str]) -> Path:
    for name, source in files.items():
        path = root / "app" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(source, encoding="utf-8")
    return root


def test_the_house_keeps_its_layers() -> None:
    assert faults(PROJECT_ROOT) == []


def test_the_check_sees_the_house() -> None:
    rooms = {room_of(PROJECT_ROOT, path) for path in modules(PROJECT_ROOT)}
    assert {"errors", "config", "domain", "extraction", "timeline", "readers", "store"} <= rooms
    assert {"services", "web", "main", "cli"} <= rooms


def test_layers_point_down() -> None:
    """No room can reach itself through those that it may import."""
    settled: set[str] = set()
    while len(settled) < len(LAYERS):
        ready = {room for room, below in LAYERS.items() if below <= settled} - settled
        assert ready, f"a circle among {sorted(set(LAYERS) - settled)}"
        settled |= ready


@pytest.mark.parametrize(
    ("name", "source", "said"),
    [
        ("domain/dates.py", "from app.store import tables", "domain may not import store"),
        ("domain/dates.py", "import app.store.tables", "domain may not import store"),
        ("timeline/marks.py", "from app import config", "timeline may not import config"),
        ("errors.py", "from app.domain import dates", "errors may not import domain"),
        ("web/forms.py", "def f():\n    from app.store import tables", "web may not import store"),
        ("web/forms.py", "from ..store import tables", "imports are absolute"),
        ("gadgets/a.py", "x = 1", "app/gadgets is in no layer"),
        ("domain/dates.py", "import pydantic", "standard library only, not pydantic"),
        ("web/routes/a.py", "from sqlmodel import select", "sqlmodel belongs to the store"),
        ("services/a.py", "from sqlmodel import Session, select", "sqlmodel belongs to the store"),
        ("services/a.py", "import sqlalchemy", "sqlalchemy belongs to the store"),
        ("services/a.py", "from fastapi import Request", "fastapi belongs to the web"),
        ("cli.py", "from starlette.requests import Request", "starlette belongs to the web"),
        ("timeline/a.py", "from datetime import date\nx = date.today()", "date.today()"),
        ("extraction/a.py", "import datetime\nx = datetime.datetime.now()", "datetime.now()"),
        ("readers/a.py", "import time\nx = time.time()", "time.time()"),
    ],
)
def test_a_breach_is_named_with_its_place(name: str, source: str, said: str, tmp_path: Path) -> None:
    (fault,) = faults(tree(tmp_path, {name: source}))
    assert fault.startswith(f"app/{name}:")
    assert said in fault


def test_what_is_allowed_passes(tmp_path: Path) -> None:
    house = {
        "__init__.py": '__version__ = "1"',
        "domain/dates.py": "import re\nfrom datetime import date\nfrom app.errors import BadInput\nx = date.min",
        "services/a.py": "from sqlmodel import Session\nfrom app.store import tables\nfrom app.domain import dates",
        "store/tables.py": "import sqlmodel\nfrom app.domain import dates",
        "web/pages.py": "from fastapi import Request\nfrom app import __version__",
        "cli.py": "import uvicorn\nfrom app.main import create_app\nimport time\nx = time.time()",
        "readers/child.py": "import time\nx = time.monotonic()",
    }
    assert faults(tree(tmp_path, house)) == []
