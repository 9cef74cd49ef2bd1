"""A team with one user of each role, and browsers and programs that are theirs."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher
from sqlmodel import Session
from starlette.testclient import TestClient

from app.config import Settings
from app.domain.people import UserRole
from app.main import create_app
from app.services.manage_users import make_user
from app.services.own_account import make_token
from app.services.passwords import Passwords
from app.services.secret_links import digest_of
from app.services.sign_in import Browser, start_session
from app.store.engine import SessionFactory, guarding
from app.store.login_sessions import find_open_session
from app.web.deps import utc_now
from tests.conftest import NOW

SESAME = "harbour violet tram nine"
OWN_PAGE = {"Sec-Fetch-Site": "same-origin"}
NAMES = {UserRole.VIEWER: "Vera", UserRole.ANALYST: "Ann", UserRole.EDITOR: "Eddy", UserRole.ADMIN: "Adam"}


def quick_passwords() -> Passwords:
    """Argon2 at the least cost there is."""
    return Passwords(PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),)))


@cache
def kept_password() -> str:
    """What is kept of `SESAME`."""
    return quick_passwords().hash(SESAME)


@dataclass
class Team:
    """An application with users; its clock stands at `now` and is set by hand."""

    app: Any
    users: dict[str, int]
    now: datetime = NOW

    @property
    def session_factory(self) -> SessionFactory:
        factory: SessionFactory = self.app.state.session_factory
        return factory

    def browser(
        self, name: str | None = None, *, base_url: str = "http://127.0.0.1", address: str = "10.0.0.1"
    ) -> TestClient:
        """A browser on our own page, signed in under a name; `form_token` of its cookies' session is in its headers."""
        client = TestClient(
            self.app, base_url=base_url, headers=OWN_PAGE, client=(address, 50_000), follow_redirects=False
        )
        if name is not None:
            self.sign_in(client, name)
        return client

    def sign_in(self, client: TestClient, name: str) -> None:
        """Give a browser a new session of a user, without the form."""
        with self.session_factory() as session, guarding(session):
            token = start_session(session, self.users[name], Browser("10.0.0.1", "tests"), self.now)
        client.cookies.set("plain-dyadline-session", token, domain="127.0.0.1")

    def program(self, name: str) -> TestClient:
        """A program that shows a token of a user."""
        with self.session_factory() as session:
            token = make_token(session, self.users[name], "tests", self.now)
        return TestClient(
            self.app, base_url="http://127.0.0.1", headers={"Authorization": f"Bearer {token}"}, follow_redirects=False
        )

    def form_token(self, client: TestClient) -> str:
        """What every form of a browser's session carries; empty where it has none."""
        cookie = client.cookies.get("plain-dyadline-session") or client.cookies.get("__Host-dyadline-session") or ""
        with self.session_factory() as session:
            found = find_open_session(session, digest_of(cookie))
        return found.form_token if found else ""

    def post(self, client: TestClient, path: str, **fields: str) -> Any:
        """Send a form of the browser's own session."""
        return client.post(path, data={"form_token": self.form_token(client), **fields})


def make_team(settings: Settings) -> Team:
    """A team on the database of the settings."""
    app = create_app(settings, quick_passwords())
    with app.state.session_factory() as session, guarding(session):
        users = {name: _user(session, name, role) for role, name in NAMES.items()}
    team = Team(app, users)
    app.dependency_overrides[utc_now] = lambda: team.now
    return team


def _user(session: Session, name: str, role: UserRole) -> int:
    return make_user(session, name, role, kept_password(), None, NOW)
