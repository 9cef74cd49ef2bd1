"""Rules that no linter knows; every checker is shown to fail on a made-up case."""

import hashlib
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import app
from app.config import PROJECT_ROOT
from tests.house_rules import (
    lock_faults,
    markup_faults,
    pins,
    script_faults,
    undeclared_imports,
    vendor_faults,
)

PYPROJECT = tomllib.loads((PROJECT_ROOT / "pyproject.toml").read_text(encoding="utf-8"))
RUN_TIME = PYPROJECT["project"]["dependencies"]
FOR_TESTS = PYPROJECT["project"]["optional-dependencies"]["dev"]
BUILD = PYPROJECT["dependency-groups"]["build"]
FACTS = PYPROJECT["dependency-groups"]["facts"]

RUN_LOCK = (PROJECT_ROOT / "requirements.lock").read_text(encoding="utf-8")
TEST_LOCK = (PROJECT_ROOT / "requirements-dev.lock").read_text(encoding="utf-8")

HASH = "--hash=sha256:" + "0" * 64


def own_files(folder: str, *endings: str) -> list[Path]:
    """Give the repository's own files below a folder: what lies in a vendor folder is not ours."""
    files = (path for path in (PROJECT_ROOT / folder).rglob("*") if path.suffix in endings)
    return sorted(path for path in files if "vendor" not in path.relative_to(PROJECT_ROOT).parts)


def named(path: Path, faults: list[str]) -> Iterator[str]:
    yield from (f"{path.relative_to(PROJECT_ROOT)}:{fault}" for fault in faults)


def test_templates_obey_a_strict_content_policy() -> None:
    templates = own_files("templates", ".html", ".xml", ".svg")
    assert templates
    assert [line for path in templates for line in named(path, markup_faults(path.read_text("utf-8")))] == []


def test_scripts_and_styles_stay_on_this_host() -> None:
    files = own_files("static", ".js", ".css", ".svg")
    assert {path.suffix for path in files} >= {".js", ".css"}
    assert [line for path in files for line in named(path, script_faults(path.read_text("utf-8")))] == []


@pytest.mark.parametrize(
    "markup",
    [
        "<script>alert(1)</script>",
        "<script src='a.js'>\n  alert(1)</script>",
        "<style>p {}</style>",
        '<p style="color: red">',
        '<p class="{{ a }}"\n   STYLE="x">',
        '<button type="button" onclick="go()">',
        '<p hx-on:click="go()">',
        '<a href="javascript:go()">',
        '<script src="https://cdn.example/x.js"></script>',
        '<link href="//cdn.example/x.css">',
    ],
)
def test_a_fault_in_markup_is_found(markup: str) -> None:
    assert len(markup_faults(markup)) == 1


@pytest.mark.parametrize(
    "markup",
    [
        '<script src="/static/js/a.js" defer></script>',
        "{% set style = 'plain' %}{# onclick= is forbidden #}<p>{{ note }}</p>",
        '<svg xmlns="http://www.w3.org/2000/svg">',
        '<a href="{{ article.url }}" data-on="x">on demand</a>',
    ],
)
def test_plain_markup_passes(markup: str) -> None:
    assert markup_faults(markup) == []


@pytest.mark.parametrize(
    "script",
    [
        "fetch('https://elsewhere.example/')",
        "eval(text)",
        "node.setAttribute('style', 'x')",
        "@import url(//elsewhere.example/a.css)",
    ],
)
def test_a_fault_in_a_script_is_found_with_its_line(script: str) -> None:
    (fault,) = script_faults("// ours\n" + script)
    assert fault.startswith("2: ")


@pytest.mark.parametrize("folder", ["static/vendor", "tests/vendor"])
def test_vendored_files_are_those_of_their_manifest(folder: str) -> None:
    assert list((PROJECT_ROOT / folder).rglob("MANIFEST.toml"))
    assert vendor_faults(PROJECT_ROOT / folder) == []


def test_a_vendored_file_that_changed_or_came_or_went_is_found(tmp_path: Path) -> None:
    manifest = [("kept.js", b"kept"), ("changed.js", b"before"), ("gone.js", b"gone")]
    rows = (f'[[file]]\npath = "{name}"\nsha256 = "{hashlib.sha256(was).hexdigest()}"' for name, was in manifest)
    (tmp_path / "MANIFEST.toml").write_text("\n".join(rows) + '\nlicence_file = "LICENCE"\n')
    for name, content in {"kept.js": b"kept", "changed.js": b"after", "new.js": b"new", "LICENCE": b""}.items():
        (tmp_path / name).write_bytes(content)
    assert vendor_faults(tmp_path) == [
        "new.js is not in the manifest",
        "gone.js is in the manifest alone",
        "changed.js has changed",
    ]


@pytest.mark.parametrize("lock", [RUN_LOCK, TEST_LOCK], ids=["run", "test"])
def test_locks_pin_by_hash_and_name_no_place(lock: str) -> None:
    assert lock_faults(lock) == []


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://registry.example/simple",
        f"a==1 \\\n    {HASH}\n--find-links /srv/wheels",
        f"a @ https://registry.example/a.whl \\\n    {HASH}",
        "-e .",
        "a==1",
        f"a>=1 \\\n    {HASH}",
    ],
)
def test_a_fault_in_a_lock_is_found(line: str) -> None:
    assert lock_faults(line + "\n")
    assert lock_faults(f"a==1 ; sys_platform == 'linux' \\\n    {HASH} \\\n    {HASH}\n    # via b\n") == []


def test_the_test_lock_holds_the_run_lock() -> None:
    assert pins(RUN_LOCK).items() <= pins(TEST_LOCK).items()


def test_locks_hold_what_is_declared() -> None:
    def names(requirements: list[str]) -> set[str]:
        return {requirement.partition(">")[0].partition("[")[0] for requirement in requirements}

    assert names(RUN_TIME) | names(BUILD) <= pins(RUN_LOCK).keys()
    assert names(FOR_TESTS) <= pins(TEST_LOCK).keys()
    assert "lxml-html-clean" in pins(RUN_LOCK)  # pip 23 overlooks the extra that trafilatura needs


@pytest.mark.parametrize(
    ("folders", "declared"),
    [
        (["app", "migrations"], RUN_TIME),
        (["tests", "benchmarks"], RUN_TIME + FOR_TESTS),
        (["scripts"], RUN_TIME + FOR_TESTS + FACTS),
    ],
    ids=["run time", "tests", "scripts"],
)
def test_every_import_is_declared(folders: list[str], declared: list[str]) -> None:
    paths = [path for folder in folders for path in own_files(folder, ".py")]
    assert paths
    assert undeclared_imports(paths, {"app", "tests", "scripts", "benchmarks", "run"}, declared) == []


def test_an_undeclared_import_is_found(tmp_path: Path) -> None:
    source = tmp_path / "a.py"
    source.write_text("import re\nimport app.domain\nfrom dotenv import load_dotenv\nimport nowhere.at_all\n")
    declared = ["python-dotenv>=1"]
    assert undeclared_imports([source], {"app"}, declared) == [f"{source}:4: nowhere"]
    assert undeclared_imports([source], {"app"}, []) == [f"{source}:3: dotenv", f"{source}:4: nowhere"]


def test_the_version_stands_in_one_wording() -> None:
    assert PYPROJECT["project"]["version"] == app.__version__
    assert f"image: dyadline:{app.__version__}\n" in (PROJECT_ROOT / "docker-compose.yml").read_text(encoding="utf-8")
