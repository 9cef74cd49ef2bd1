"""Which scripts a script needs, so that a page can ask for all of them at once and not in four rounds."""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path

_IMPORT = re.compile(r'^import (?:[^"]+ from )?"(\.[^"]+)";', re.MULTILINE)


def modules(folder: Path, entry: str) -> list[str]:
    """
    The paths of all scripts that one imports, directly or by way of others, each once; without its own.

    Args:
        folder: What the paths are below.
        entry: The path of the first one: "js/timeline.js".
    """
    found: dict[str, None] = {entry: None}
    waiting = [entry]
    while waiting:
        new = [path for path in _imports(folder, waiting.pop()) if path not in found]
        found |= dict.fromkeys(new)
        waiting += new
    return list(found)[1:]


def _imports(folder: Path, path: str) -> Iterator[str]:
    for address in _IMPORT.findall((folder / path).read_text(encoding="utf-8")):
        yield posixpath.normpath(posixpath.join(posixpath.dirname(path), address))
