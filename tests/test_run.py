"""The bootstrap script, without installing anything: `python3 run.py test` itself is the trial of that."""

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from app.config import PROJECT_ROOT
from tests.architecture import imports_of

SCRIPT = PROJECT_ROOT / "run.py"


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("run_under_test", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def program(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what the script reads, in a folder of its own."""
    folder = tmp_path / "checkout"
    folder.mkdir()
    for name in ("run.py", "pyproject.toml", "requirements.lock", "requirements-dev.lock"):
        shutil.copy(PROJECT_ROOT / name, folder)
    return folder


@pytest.fixture
def run(checkout: Path) -> ModuleType:
    """The script, loaded from the copy."""
    return load(checkout / "run.py")


@pytest.fixture
def installed(checkout: Path, run: ModuleType) -> Path:
    """A copy whose `.venv` looks complete; its `dyadline` prints its arguments and ends with 7."""
    program(checkout / ".venv/bin/python", "#!/bin/sh\n")
    program(checkout / ".venv/bin/dyadline", '#!/bin/sh\necho "$@"\npwd\nexit 7\n')
    run.stamp_of(run.RUN_LOCK).write_text(run.fingerprint(run.RUN_LOCK))
    return checkout


def start(script: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(script), *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=60, check=False)


def test_the_pythons_are_those_of_the_project(run: ModuleType) -> None:
    declared = tomllib.loads((PROJECT_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    oldest, first_untried = run.OLDEST_PYTHON, run.FIRST_UNTRIED_PYTHON
    assert declared["requires-python"] == f">={oldest[0]}.{oldest[1]},<{first_untried[0]}.{first_untried[1]}"


@pytest.mark.parametrize("version", [(3, 9), (3, 10), (3, 13), (4, 0)])
def test_another_python_is_refused_in_one_sentence(version: tuple[int, int], run: ModuleType) -> None:
    with pytest.raises(run.Stop, match=r"needs Python 3\.11 or newer.*`python3\.11 run\.py`\.$"):
        run.refuse_untried_python(version)


def test_tried_pythons_are_taken(run: ModuleType) -> None:
    run.refuse_untried_python((3, 11))
    run.refuse_untried_python((3, 12))


def test_only_the_standard_library_is_imported() -> None:
    assert {found.library for found in imports_of(SCRIPT)} <= sys.stdlib_module_names


@pytest.mark.parametrize(
    ("arguments", "passed_on"),
    [((), "serve"), (("serve", "--port", "0"), "serve --port 0"), (("--no-demo",), "serve --no-demo")],
)
def test_serving_passes_options_and_the_exit_code_on(
    arguments: tuple[str, ...], passed_on: str, installed: Path, tmp_path: Path
) -> None:
    """Started from another folder, it still works in its own, where the data lies."""
    answer = start(installed / "run.py", *arguments, cwd=tmp_path)
    assert answer.stdout.splitlines() == [passed_on, str(installed)]
    assert (answer.returncode, answer.stderr) == (7, "")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_reaches_the_server(number: signal.Signals, installed: Path) -> None:
    program(
        installed / ".venv/bin/dyadline",
        f"#!{sys.executable}\nimport signal, sys\n"
        f"signal.signal({int(number)}, lambda *_: sys.exit(5))\n"
        "print('ready', flush=True)\nsignal.pause()\n",
    )
    with subprocess.Popen([sys.executable, installed / "run.py"], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout
        assert server.stdout.readline() == "ready\n"
        server.send_signal(number)
        assert server.wait(timeout=30) == 5


def test_the_test_install_is_good_for_serving(installed: Path, run: ModuleType, tmp_path: Path) -> None:
    run.stamp_of(run.RUN_LOCK).rename(run.stamp_of(run.TEST_LOCK))
    run.stamp_of(run.TEST_LOCK).write_text(run.fingerprint(run.TEST_LOCK))
    assert start(installed / "run.py", cwd=tmp_path).returncode == 7


@pytest.mark.parametrize("changed", ["requirements.lock", "pyproject.toml"])
def test_a_change_asks_for_an_install(changed: str, installed: Path, run: ModuleType) -> None:
    assert run.is_installed(run.RUN_LOCK)
    with (installed / changed).open("a") as file:
        file.write("# changed\n")
    assert not run.is_installed(run.RUN_LOCK)


def test_a_moved_checkout_asks_for_an_install(installed: Path, tmp_path: Path) -> None:
    moved = load(installed.rename(tmp_path / "moved") / "run.py")
    assert not moved.is_installed(moved.RUN_LOCK)


@pytest.mark.parametrize("with_uv", [True, False], ids=["uv", "pip"])
def test_an_install_checks_hashes_and_needs_no_network_for_the_project(
    with_uv: bool, checkout: Path, run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    commands: list[list[str]] = []

    def record(command: list[str], purpose: str) -> None:
        commands.append(command)
        (checkout / ".venv").mkdir(exist_ok=True)

    monkeypatch.setattr(run, "find_uv", lambda: "uv" if with_uv else None)
    monkeypatch.setattr(run, "must", record)
    monkeypatch.setattr(run, "compile_once", lambda: commands.append(["compile"]))
    run.install(run.TEST_LOCK)
    _venv, packages, project, compiled = commands
    assert compiled == ["compile"]
    assert packages[-4:] == ["--no-deps", "--require-hashes", "--requirement", "requirements-dev.lock"]
    assert {"--no-build-isolation", "--offline" if with_uv else "--no-index"} <= set(project)
    assert run.stamp_of(run.TEST_LOCK).read_text() == run.fingerprint(run.TEST_LOCK)


def test_a_failed_install_leaves_no_stamp(installed: Path, run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "find_uv", lambda: str(program(installed / "uv", "#!/bin/sh\nexit 3\n")))
    with pytest.raises(run.Stop, match=r"failed with exit code 3: mend what the lines above say"):
        run.install(run.RUN_LOCK)
    assert list((installed / ".venv").glob("installed-*")) == []


def test_a_venv_of_another_python_is_made_again(
    installed: Path, run: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = installed / ".venv/pyvenv.cfg"
    record.write_text("version = 3.11.0rc1\n")
    assert not run.venv_fits()
    record.write_text(f"version = {run.platform.python_version()}\n")
    assert run.venv_fits()
    record.write_text("version = 3.2.0\n")
    monkeypatch.setattr(run, "must", lambda command, purpose: None)
    run.make_venv("uv")
    assert not (installed / ".venv").exists()


def test_a_missing_venv_module_is_told(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(run.Stop, match="apt-get install python3-venv"):
        run.make_venv(None)


@pytest.mark.parametrize(("code", "taken"), [(0, True), (127, False)])
def test_uv_is_taken_only_if_it_runs(
    code: int, taken: bool, run: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    uv = program(tmp_path / "bin/uv", f"#!/bin/sh\nexit {code}\n")
    monkeypatch.setenv("PATH", str(uv.parent))
    assert run.find_uv() == (str(uv) if taken else None)


class Finders:
    """Stands for the tests' finders: a browser appears once something has been installed."""

    def __init__(self, present: bool) -> None:
        self.present = present
        self.steps: list[str] = []

    def ask(self, module: str) -> subprocess.CompletedProcess[str]:
        code, said = (0, "/usr/bin/chromium\n") if self.present else (1, "")
        return subprocess.CompletedProcess([], code, said, "" if self.present else "run `mend`\n")

    def step(self, name: str, command: list[str], environment: dict[str, str]) -> int:
        self.steps.append(name)
        self.present = True
        return 0

    def use(self, run: ModuleType, monkeypatch: pytest.MonkeyPatch, uid: int) -> None:
        monkeypatch.setattr(run, "ask", self.ask)
        monkeypatch.setattr(run, "step", self.step)
        monkeypatch.setattr(run.os, "geteuid", lambda: uid)
        monkeypatch.setattr(run.shutil, "which", lambda name: f"/usr/bin/{name}")


def test_root_gets_chromium_installed(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    finders = Finders(present=False)
    finders.use(run, monkeypatch, uid=0)
    assert run.find_or_install_chromium() == "/usr/bin/chromium"
    assert [name.split()[1] for name in finders.steps] == ["update", "install"]


def test_an_ordinary_user_gets_the_command(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    finders = Finders(present=False)
    finders.use(run, monkeypatch, uid=1000)
    with pytest.raises(run.Stop, match=r"^run `mend`$"):
        run.find_or_install_chromium()
    assert finders.steps == []


def test_missing_postgres_fails_the_run(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    Finders(present=False).use(run, monkeypatch, uid=0)
    with pytest.raises(run.Stop, match=r"^run `mend`$"):
        run.find_postgres()


@pytest.fixture
def checks(installed: Path, run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script with everything found and a Python that runs for real."""
    (installed / ".venv/bin/python").unlink()
    (installed / ".venv/bin/python").symlink_to(sys.executable)
    run.stamp_of(run.TEST_LOCK).write_text(run.fingerprint(run.TEST_LOCK))
    monkeypatch.setattr(run, "find_or_install_chromium", lambda: "/usr/bin/chromium")
    monkeypatch.setattr(run, "find_postgres", lambda: "PostgreSQL")
    monkeypatch.chdir(installed)
    return run


def test_every_check_runs_and_the_first_failure_decides(
    checks: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    ends = ("sys.exit(0)", "sys.exit(4)", "os.kill(os.getpid(), 9)")
    for number, end in enumerate(ends):
        Path(f"check{number}.py").write_text(f"import os, sys\nprint('check', sys.argv[1:], flush=True)\n{end}\n")
    monkeypatch.setattr(checks, "CHECKS", {"one": ("check0",), "two": ("check1",), "pytest": ("check2", "-n", "2")})
    assert checks.test(["-k", "dates"]) == 4
    printed = capfd.readouterr()
    assert [line for line in printed.out.splitlines() if line.startswith("==")] == ["== one", "== two", "== pytest"]
    assert printed.out.endswith("check ['-n', '2', '-k', 'dates']\n")
    assert printed.err == "\nrun.py: failed: two (exit code 4), pytest (exit code 137)\n"


def test_the_tests_do_not_see_a_persons_settings(checks: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DYADLINE_ANALYST", "Ana")
    monkeypatch.setenv("DYADLINE_TEST_PG_BIN", "/opt/pg/bin")
    environment = checks.test_environment("/usr/bin/chromium", "PostgreSQL")
    assert {key: value for key, value in environment.items() if key.startswith("DYADLINE_")} == {
        "DYADLINE_CHROMIUM": "/usr/bin/chromium",
        "DYADLINE_TEST_PG_BIN": "/opt/pg/bin",
    }
    assert environment["PATH"] == os.environ["PATH"]


def test_help_is_printed(checkout: Path) -> None:
    answer = start(checkout / "run.py", "--help", cwd=checkout)
    assert answer.returncode == 0
    assert "python3 run.py test" in answer.stdout
