#!/usr/bin/env python3
"""
Dyadline's two commands. They need Python and nothing else.

    python3 run.py [dyadline serve options]   serve the demonstration on 127.0.0.1:8000
    python3 run.py test [pytest arguments]    check everything that CI checks

Both make `.venv` beside this file when it is missing and install exactly what the lock files name.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from pathlib import Path

# A test compares these with `requires-python`; older Pythons could not read pyproject.toml themselves.
OLDEST_PYTHON = (3, 11)
FIRST_UNTRIED_PYTHON = (3, 13)

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"

RUN_LOCK = "requirements.lock"
TEST_LOCK = "requirements-dev.lock"  # holds what the other holds, too

INSTALL_CHROMIUM = (
    ("apt-get", "update"),
    ("apt-get", "install", "--yes", "--no-install-recommends", "chromium"),
)
# Three at once on two cores: the one with the browser waits for it half of the time.
CHECKS = {
    "ruff format": ("ruff", "format", "--check", "."),
    "ruff check": ("ruff", "check", "."),
    "mypy": ("mypy",),
    "pytest": ("pytest", "-n", "3", "--no-loadscope-reorder"),
}
# uv brings certificates of its own; those of a network that inspects its traffic are the system's alone.
UV_ENVIRONMENT = {"UV_SYSTEM_CERTS": "true"}

MEMORY_FILES = Path("/dev/shm")  # noqa: S108 - pytest and PostgreSQL make folders of their own in it
MEMORY_BYTES = 3_000_000_000

# What a person has set for the application must not change what the tests see.
TEST_VARIABLES = ("DYADLINE_CHROMIUM", "DYADLINE_TEST_PG_BIN")


class Stop(Exception):
    """The end of the run: one sentence that says what to do."""


def main(arguments: list[str]) -> int:
    """Run the command that the arguments name, and give its exit code."""
    if arguments and arguments[0] in ("-h", "--help"):
        print(__doc__.strip())
        return 0
    try:
        refuse_untried_python(sys.version_info[:2])
        os.chdir(ROOT)
        if arguments and arguments[0] == "test":
            return test(arguments[1:])
        return serve(arguments[1:] if arguments and arguments[0] == "serve" else arguments)
    except Stop as stop:
        print(f"run.py: {stop}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def refuse_untried_python(version: tuple[int, ...]) -> None:
    """Raise `Stop` unless Dyadline is tried on this Python."""
    if OLDEST_PYTHON <= version < FIRST_UNTRIED_PYTHON:
        return
    oldest, first_untried = (".".join(map(str, pair)) for pair in (OLDEST_PYTHON, FIRST_UNTRIED_PYTHON))
    raise Stop(
        f"Dyadline needs Python {oldest} or newer, below {first_untried}, and this is "
        f"{platform.python_version()}: install it and start again with `python{oldest} run.py`."
    )


def serve(options: list[str]) -> int:
    """Become `dyadline serve`: signals and the exit code are then its own."""
    if not is_installed(RUN_LOCK) and not is_installed(TEST_LOCK):
        install(RUN_LOCK)
    program = str(VENV / "bin" / "dyadline")
    sys.stdout.flush()
    os.execv(program, [program, "serve", *options])  # noqa: S606 - it is our own program, without a shell


def test(pytest_arguments: list[str]) -> int:
    """Run every check, also after one has failed, and give the exit code of the first that failed."""
    if not is_installed(TEST_LOCK):
        install(TEST_LOCK)
    environment = test_environment(find_or_install_chromium(), find_postgres())
    failures: dict[str, int] = {}
    for name, command in CHECKS.items():
        extra = pytest_arguments if name == "pytest" else []
        code = step(name, [str(PYTHON), "-m", *command, *extra], environment)
        if code != 0:
            failures[name] = code
    if not failures:
        return 0
    told = ", ".join(f"{name} (exit code {code})" for name, code in failures.items())
    print(f"\nrun.py: failed: {told}", file=sys.stderr)
    return next(iter(failures.values()))


def is_installed(lock: str) -> bool:
    """Whether `.venv` holds what the lock names, by the stamp of the last complete install."""
    stamp = stamp_of(lock)
    return PYTHON.exists() and stamp.is_file() and stamp.read_text() == fingerprint(lock)


def stamp_of(lock: str) -> Path:
    """Give the file that records the last complete install of this lock."""
    return VENV / f"installed-{lock}"


def fingerprint(lock: str) -> str:
    """Hash what an install depends on: the lock, the project's own declaration, the Python, and the place."""
    facts = hashlib.sha256(f"{sys.version}\n{ROOT}\n".encode())
    for name in (lock, "pyproject.toml"):
        facts.update((ROOT / name).read_bytes())
    return facts.hexdigest()


def install(lock: str) -> None:
    """Bring `.venv` to what the lock names, and the project itself into it, editable."""
    uv = find_uv()
    for old in VENV.glob("installed-*"):
        old.unlink()
    make_venv(uv)
    installer = [uv, "pip", "install", "--python", str(PYTHON)] if uv else [str(PYTHON), "-m", "pip", "install"]
    offline = "--offline" if uv else "--no-index"
    quiet = ["--quiet"] if uv else ["--quiet", "--disable-pip-version-check", "--no-input"]
    print(f"Installing what {lock} names with {'uv' if uv else 'pip, which takes a minute or two'} …", flush=True)
    must([*installer, *quiet, "--no-deps", "--require-hashes", "--requirement", lock], "Installing the packages")
    editable = ["--no-deps", "--no-build-isolation", offline, "--editable", "."]
    must([*installer, *quiet, *editable], "Installing the project itself")
    compile_once()
    stamp_of(lock).write_text(fingerprint(lock))


def compile_once() -> None:
    """
    Write the byte code of everything a start imports.

    uv leaves that to the first import, and where the environment forbids Python to write it (PYTHONDONTWRITEBYTECODE,
    as containers like to) every start would compile thousands of files anew: six seconds instead of one.
    """
    # Some packages carry files for other Pythons that do not compile here: their fault is none of ours.
    command = [str(PYTHON), "-m", "compileall", "-q", "-j", "0", str(VENV / "lib"), str(ROOT / "app")]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)


def find_uv() -> str | None:
    """Give uv's path, if it is there and runs (a version manager's stand-in for it may not)."""
    uv = shutil.which("uv")
    if uv and subprocess.run([uv, "--version"], capture_output=True, check=False).returncode == 0:
        return uv
    return None


def make_venv(uv: str | None) -> None:
    """Make `.venv`, again if another Python made it; with pip inside where there is no uv."""
    if VENV.exists() and not venv_fits():
        shutil.rmtree(VENV)
    if uv:
        if not VENV.exists():
            must([uv, "venv", "--quiet", "--python", sys.executable, str(VENV)], "Making .venv")
        return
    if importlib.util.find_spec("ensurepip") is None:
        raise Stop(
            "this Python lacks its venv module: install it (Debian, Ubuntu: `apt-get install python3-venv`) "
            "or uv, and start again."
        )
    must([sys.executable, "-m", "venv", str(VENV)], "Making .venv")


def venv_fits() -> bool:
    """Whether `.venv` was made by this very version of Python."""
    record = VENV / "pyvenv.cfg"
    return PYTHON.exists() and record.is_file() and f"= {platform.python_version()}\n" in record.read_text()


def find_or_install_chromium() -> str:
    """Give Chromium's path; root on Debian gets it installed, anyone else the command that does."""
    found = ask("tests.chromium")
    if found.returncode == 0:
        return found.stdout.strip()
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Stop(found.stderr.strip())
    for command in INSTALL_CHROMIUM:
        code = step(" ".join(command), list(command), {**os.environ, "DEBIAN_FRONTEND": "noninteractive"})
        if code != 0:
            raise Stop(f"`{' '.join(command)}` failed with exit code {code}: see the lines above.")
    found = ask("tests.chromium")
    if found.returncode != 0:
        raise Stop(found.stderr.strip())
    return found.stdout.strip()


def find_postgres() -> str:
    """Say which PostgreSQL programs the tests will use; the lock brings some where the machine has none."""
    found = ask("tests.postgres")
    if found.returncode != 0:
        raise Stop(found.stderr.strip())
    return found.stdout.strip()


def ask(module: str) -> subprocess.CompletedProcess[str]:
    """Run one of the tests' own finders."""
    return subprocess.run([str(PYTHON), "-m", module], capture_output=True, text=True, check=False)


def test_environment(chromium: str, postgres: str) -> dict[str, str]:
    """Give the checks' environment, and print what was found for them."""
    print(f"Chromium: {chromium}\nPostgreSQL: {postgres}", flush=True)
    kept = {key: value for key, value in os.environ.items() if key in TEST_VARIABLES or not key.startswith("DYADLINE_")}
    return {**kept, **quick_temporary_files(), "DYADLINE_CHROMIUM": chromium}


def quick_temporary_files() -> dict[str, str]:
    """Keep temporary files in memory where there is room: each test's database waits for the disk at every commit."""
    if not (MEMORY_FILES.is_dir() and os.access(MEMORY_FILES, os.W_OK)):
        return {}
    runs_programs = not os.statvfs(MEMORY_FILES).f_flag & os.ST_NOEXEC
    has_room = shutil.disk_usage(MEMORY_FILES).free >= MEMORY_BYTES
    return {"TMPDIR": str(MEMORY_FILES)} if has_room and runs_programs else {}


def step(name: str, command: list[str], environment: dict[str, str]) -> int:
    """Run one named step, its output shown as it comes, and give its exit code."""
    print(f"\n== {name}", flush=True)
    code = subprocess.run(command, env=environment, check=False).returncode
    return code if code >= 0 else 128 - code  # ended by a signal: the shell's way to say so


def must(command: list[str], purpose: str) -> None:
    """Run a command that nothing can go on without."""
    code = subprocess.run(command, env={**UV_ENVIRONMENT, **os.environ}, check=False).returncode
    if code != 0:
        raise Stop(f"{purpose} failed with exit code {code}: mend what the lines above say and start again.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
