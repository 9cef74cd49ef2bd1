"""`dyadline user`: who may sign in. A password is asked for on the terminal, or read as a line of standard input."""

import sys

import click

from app.cli.environment import ready_database, utc_now
from app.config import load_settings
from app.domain.passwords import MIN_CHARS
from app.domain.people import UserRole
from app.services import manage_users
from app.services.passwords import Passwords


def add(name: str, role: str) -> None:
    """Give somebody a login."""
    with ready_database(load_settings()) as sessions, sessions() as session:
        manage_users.add_user(session, Passwords(), name, UserRole(role), _asked_password(), utc_now())
    print(f"{name} can sign in now, as {role}.")


def show_all() -> None:
    """Print everybody who may sign in, a line each."""
    with ready_database(load_settings()) as sessions, sessions() as session:
        users = manage_users.show_household(session, utc_now()).users
    for user in users:
        state = f"disabled since {user.disabled_at:%Y-%m-%d}" if user.disabled_at else "may sign in"
        print(f"{user.name}\t{user.role}\t{state}")
    if not users:
        print("There are no users: whoever sits at this machine does everything without signing in.")


def set_disabled(name: str, *, disabled: bool) -> None:
    """Shut somebody out, or let them in again."""
    with ready_database(load_settings()) as sessions, sessions() as session:
        user_id = manage_users.id_of_user(session, name)
        manage_users.set_disabled(session, user_id, None, utc_now(), disabled=disabled)
    print(f"{name} is disabled, and signed out everywhere." if disabled else f"{name} may sign in again.")


def set_password(name: str) -> None:
    """Give somebody another password."""
    with ready_database(load_settings()) as sessions, sessions() as session:
        manage_users.id_of_user(session, name)  # before anybody types two times for nothing
        manage_users.set_password(session, Passwords(), name, _asked_password(), utc_now())
    print(f"{name} has a new password, and is signed out everywhere.")


def _asked_password() -> str:
    if sys.stdin.isatty():
        asked: str = click.prompt(
            f"Password (at least {MIN_CHARS} characters)", hide_input=True, confirmation_prompt=True
        )
        return asked
    return sys.stdin.readline().rstrip("\r\n")
