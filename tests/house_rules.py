"""Rules of the house that no linter knows, each as a function from what it reads to the faults it found."""

import hashlib
import re
import sys
import tomllib
from collections.abc import Collection, Iterable
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.architecture import imports_of

MANIFEST = "MANIFEST.toml"

JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
MARKUP_FAULTS = {
    "an inline script": re.compile(r"<script\b[^>]*>\s*[^\s<]", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a style attribute": re.compile(r"<[^<>]*\sstyle\s*=", re.IGNORECASE),
    "an event handler in the markup": re.compile(r"<[^<>]*\s(?:hx-)?on[a-z:-]+\s*=", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
}
# SVG and XML namespaces are names, never fetched.
FOREIGN_HOST = re.compile(
    r"https?://(?!www\.w3\.org/)[^\s\"'<>)]+|(?:src|href|action)\s*=\s*[\"']//[^\"']+|url\(\s*[\"']?//[^)]+",
    re.IGNORECASE,
)
STYLING_BY_SCRIPT = re.compile(r"\.setAttribute\(\s*[\"']style[\"']|\beval\(|\bnew Function\(|\.insertAdjacentHTML\(")

REQUIREMENT = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==(\S+)")
LOCK_ADDRESS = re.compile(r"[a-z]+:/|^\s*-[^-]|^\s*--(?!hash=)|(?:^|\s)[/~]|\s@\s", re.MULTILINE)


def markup_faults(text: str) -> list[str]:
    """Give what a strict content policy would refuse in a template, each as `line: sentence`."""
    bare = JINJA.sub(_blank, text)
    faults = [
        f"{_line(bare, match)}: {fault}" for fault, pattern in MARKUP_FAULTS.items() for match in pattern.finditer(bare)
    ]
    return faults + foreign_hosts(text)


def script_faults(text: str) -> list[str]:
    """Give what our own scripts must not do: fetch from elsewhere, evaluate text, set style attributes."""
    return foreign_hosts(text) + [
        f"{_line(text, match)}: {match.group()}" for match in STYLING_BY_SCRIPT.finditer(text)
    ]


def foreign_hosts(text: str) -> list[str]:
    """Give the addresses of other hosts that the text holds, each as `line: address`."""
    return [f"{_line(text, match)}: another host, {match.group()}" for match in FOREIGN_HOST.finditer(text)]


def vendor_faults(folder: Path) -> list[str]:
    """
    Give the files below `folder` that no manifest lists, that are absent, or that have another hash.

    A manifest has a table `[[file]]` for each file, with `path` and `sha256`, and perhaps a `licence_file` beside it.
    """
    listed: dict[str, str] = {}
    licences: set[str] = set()
    for manifest in folder.rglob(MANIFEST):
        place = manifest.parent.relative_to(folder)
        for row in tomllib.loads(manifest.read_text(encoding="utf-8"))["file"]:
            listed[(place / row["path"]).as_posix()] = row["sha256"]
            if "licence_file" in row:
                licences.add((place / row["licence_file"]).as_posix())
    present = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MANIFEST
    }
    return [
        *(f"{name} is not in the manifest" for name in sorted(present.keys() - listed.keys() - licences)),
        *(f"{name} is in the manifest alone" for name in sorted((listed.keys() | licences) - present.keys())),
        *(f"{name} has changed" for name in sorted(present.keys() & listed.keys()) if present[name] != listed[name]),
    ]


def lock_faults(text: str) -> list[str]:
    """Give the lines of a lock that name a place, and the requirements without an exact version or a hash."""
    body = re.sub(r"#.*", "", text)
    faults = [f"{_line(body, match)}: a place or an option" for match in LOCK_ADDRESS.finditer(body)]
    for requirement in re.split(r"(?<!\\)\n", body):
        if requirement.strip() and not (REQUIREMENT.match(requirement) and "--hash=sha256:" in requirement):
            faults.append(f"not pinned with a hash: {requirement[:60]}")
    return faults


def pins(text: str) -> dict[str, str]:
    """Give the lock's packages, under their normal names, and their versions."""
    matches = (REQUIREMENT.match(line) for line in text.splitlines())
    return {normal_name(match[1]): match[2] for match in matches if match}


def undeclared_imports(paths: Iterable[Path], own: Collection[str], declared: Collection[str]) -> list[str]:
    """
    Give the imports of packages that are not declared.

    Args:
        paths: The Python files to read.
        own: Top-level packages of this repository.
        declared: Requirement texts of pyproject.toml.
    """
    distributions = packages_distributions()
    allowed = {normal_name(re.split(r"[\[<>=!~; ]", text)[0]) for text in declared}
    return [
        f"{found.path}:{found.line}: {found.library}"
        for path in paths
        for found in imports_of(path)
        if not found.module.startswith(".")
        and found.library not in own
        and found.library not in sys.stdlib_module_names
        and not allowed & {normal_name(name) for name in distributions.get(found.library, [found.library])}
    ]


def normal_name(name: str) -> str:
    """Give a package's name as the packaging standards compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _blank(match: re.Match[str]) -> str:
    """Keep the lines' numbers; what Jinja prints stands for a word."""
    return (
        "x" + "\n" * match.group().count("\n") if match.group().startswith("{{") else "\n" * match.group().count("\n")
    )


def _line(text: str, match: re.Match[str]) -> int:
    return text.count("\n", 0, match.start()) + 1
