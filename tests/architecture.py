"""What the source may import, read with `ast`; `test_architecture.py` holds the house to it."""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PACKAGE = "app"

# Room: what it may import. The whole table of the design stands here; a room is held to it once it exists.
LAYERS: dict[str, frozenset[str]] = {
    "errors": frozenset(),
    "config": frozenset({"errors"}),
    "domain": frozenset({"errors"}),
    "extraction": frozenset({"domain", "errors"}),
    "second_opinion": frozenset({"domain", "errors"}),
    "timeline": frozenset({"domain", "errors"}),
    "settling": frozenset({"domain", "errors"}),
    "readers": frozenset({"domain", "errors"}),
    "settling": frozenset({"domain", "errors"}),
    "store": frozenset({"domain", "errors"}),
    "services": frozenset(
        {"extraction", "second_opinion", "settling", "timeline", "readers", "store", "domain", "errors"}
    ),
    "web": frozenset({"services", "timeline", "domain", "errors", "config"}),
    "main": frozenset({"web", "services", "store", "config", "errors"}),
    "cli": frozenset(
        {
            "main",
            "services",
            "store",
            "extraction",
            "timeline",
            "readers",
            "domain",
            "errors",
            "config",
        }
    ),
}
STANDARD_LIBRARY_ONLY = frozenset({"errors", "domain"})
DATABASE_LIBRARIES = frozenset({"sqlalchemy", "sqlmodel", "alembic", "psycopg", "sqlite3"})
DATABASE_ROOMS = frozenset({"store", "main"})
# They receive a session and hand it on; they never write a query.
SESSION_ONLY_ROOMS = frozenset({"services", "web"})
SESSION_NAMES = frozenset({"Session", "sessionmaker", "Engine"})
WEB_LIBRARIES = frozenset({"fastapi", "starlette", "jinja2", "jinja2_fragments", "uvicorn"})
WEB_ROOMS = frozenset({"web", "main"})
SERVER_ROOMS = frozenset({"cli"})  # starts uvicorn, and nothing else of the web
CLOCKLESS_ROOMS = frozenset({"domain", "extraction", "settling", "timeline", "readers"})
CLOCK_CALLS = frozenset(
    {
        ("datetime", "now"),
        ("datetime", "utcnow"),
        ("datetime", "today"),
        ("date", "today"),
        ("time", "time"),
        ("time", "time_ns"),
        ("time", "localtime"),
        ("time", "gmtime"),
    }
)


@dataclass(frozen=True)
class Import:
    """One import statement's module and the names taken from it; `names` is empty for `import module`."""

    path: Path
    line: int
    module: str
    names: tuple[str, ...] = ()

    @property
    def library(self) -> str:
        """The top-level package."""
        return self.module.partition(".")[0]


def faults(root: Path) -> list[str]:
    """Give every breach of the table below `root`/app, each as `file:line: sentence`."""
    return [fault for path in modules(root) for fault in _faults_of(root, path)]


def modules(root: Path) -> list[Path]:
    """Give the package's Python files, in order."""
    return sorted((root / PACKAGE).rglob("*.py"))


def imports_of(path: Path) -> Iterator[Import]:
    """Give the imports of one file, those inside functions and `TYPE_CHECKING` blocks too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        if isinstance(node, ast.Import):
            yield from (Import(path, node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            yield Import(path, node.lineno, module, tuple(alias.name for alias in node.names))


def room_of(root: Path, path: Path) -> str:
    """Give the room a file lies in: `app/web/forms.py` in `web`, `app/cli.py` in `cli`."""
    return path.relative_to(root / PACKAGE).with_suffix("").parts[0]


def _faults_of(root: Path, path: Path) -> Iterator[str]:
    room = room_of(root, path)
    if room == "__init__":
        room = "errors"  # the package's own file imports nothing either
    where = path.relative_to(root)
    if room not in LAYERS:
        yield f"{where}:1: app/{room} is in no layer of the table"
        return
    for found in imports_of(path):
        for sentence in _breaches(room, found):
            yield f"{where}:{found.line}: {sentence}"
    if room in CLOCKLESS_ROOMS:
        for line, call in _clock_calls(path):
            yield f"{where}:{line}: {room} has no clock, and this calls {call}"


def _breaches(room: str, found: Import) -> Iterator[str]:
    if found.module.startswith("."):
        yield "imports are absolute, so that the table can be held"
        return
    for other in _rooms_imported(found):
        if other != room and other not in LAYERS[room]:
            yield f"{room} may not import {other}"
    yield from _library_breaches(room, found)


def _rooms_imported(found: Import) -> Iterator[str]:
    if found.library != PACKAGE:
        return
    parts = found.module.split(".")
    if len(parts) > 1:
        yield parts[1]
    else:  # `from app import config`; `from app import __version__` is no room
        yield from (name for name in found.names if not name.startswith("__"))


def _library_breaches(room: str, found: Import) -> Iterator[str]:
    library = found.library
    if room in STANDARD_LIBRARY_ONLY and library != PACKAGE and library not in sys.stdlib_module_names:
        yield f"{room} imports the standard library only, not {library}"
    if library in DATABASE_LIBRARIES and room not in DATABASE_ROOMS and not _is_session(room, found):
        yield f"{library} belongs to the store, not to {room}"
    if library in WEB_LIBRARIES and room not in WEB_ROOMS and not (room in SERVER_ROOMS and library == "uvicorn"):
        yield f"{library} belongs to the web, not to {room}"


def _is_session(room: str, found: Import) -> bool:
    return room in SESSION_ONLY_ROOMS and bool(found.names) and SESSION_NAMES.issuperset(found.names)


def _clock_calls(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"), str(path))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        owner = node.func.value
        name = owner.attr if isinstance(owner, ast.Attribute) else owner.id if isinstance(owner, ast.Name) else ""
        if (name, node.func.attr) in CLOCK_CALLS:
            yield node.lineno, f"{name}.{node.func.attr}()"
