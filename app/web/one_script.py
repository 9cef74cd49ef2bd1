"""A script with all that it imports, in one answer: a first visit else asks for two dozen files, in four rounds."""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

_IMPORT = re.compile(r'^import (?:\{ (\w+(?:, \w+)*) \} from )?"(\.[\w./-]+)";$', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:const|function|async function) (\w+))", re.MULTILINE)
_OTHER = re.compile(r"^(?:import|export)\b.*|\bimport\(", re.MULTILINE)


def has_imports(text: str) -> bool:
    """Whether a script is a module that needs others."""
    return _IMPORT.search(text) is not None


def one_script(folder: Path, entry: str) -> bytes:
    """
    Give one module that does what `entry` and its imports do.

    Each file becomes a function that is called once, its exports an object; files that are imported come first.

    Args:
        folder: Where the scripts are.
        entry: The path of the first one below it: "js/timeline.js".

    Raises:
        ValueError: A file imports or exports in another way than `import { a, b } from "./c.js"`, `import "./c.js"` and
            `export` before a constant or a function, or files import each other in a circle.
    """
    order: list[str] = []
    _add(folder, entry, order, ())
    numbers = {path: number for number, path in enumerate(order)}
    return "\n".join(_part(folder, path, numbers) for path in order).encode()


def _add(folder: Path, path: str, order: list[str], above: tuple[str, ...]) -> None:
    """Add a file after all that it imports."""
    if path in above:
        raise ValueError(f"{path} imports itself, by way of {' and '.join(above)}.")
    if path not in order:
        for _, other in _imports(path, (folder / path).read_text(encoding="utf-8")):
            _add(folder, other, order, (*above, path))
        order.append(path)


def _imports(path: str, text: str) -> Iterator[tuple[str, str]]:
    """The names and the file of each import."""
    for match in _IMPORT.finditer(text):
        parts: list[str] = []
        for part in (*PurePosixPath(path).parent.parts, *match[2].split("/")):
            if part == "..":
                parts.pop()
            elif part != ".":
                parts.append(part)
        yield match[1] or "", "/".join(parts)


def _part(folder: Path, path: str, numbers: dict[str, int]) -> str:
    """A file as a function that gives its exports; its own names stay inside."""
    text = (folder / path).read_text(encoding="utf-8")
    taken = [f"const {{ {names} }} = part{numbers[other]};" for names, other in _imports(path, text) if names]
    given = ", ".join(match[1] for match in _EXPORT.finditer(text))
    body = _EXPORT.sub("", _IMPORT.sub("", text)).strip()
    if other := _OTHER.search(body):
        raise ValueError(f"{path}: {other.group()!r} is no import or export that one_script reads.")
    lines = [f"// {path}", f"const part{numbers[path]} = (() => {{", *taken, body, f"return {{ {given} }};", "})();\n"]
    return "\n".join(lines)
