"""What admins do with users. Each is in the history; what takes rights away ends the user's sessions at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.domain.passwords import check_password, read_name
from app.domain.people import UserRole
from app.errors import BadInput, Conflict, NotFound
from app.store.api_tokens import TokenView, delete_token, list_tokens
from app.store.engine import guarding
from app.store.invitations import InvitationView, list_waiting
from app.store.login_sessions import SessionView, end_session, end_sessions, list_sessions
from app.store.revisions import USER, Change, record
from app.store.users import (
    UserView,
    change_user,
    count_admins,
    find_namesake,
    find_user,
    find_user_by_id,
    has_passwords,
    list_users,
    user_id,
)

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.services.passwords import Passwords

__all__ = ["InvitationView", "SessionView", "TokenView", "UserView"]


@dataclass(frozen=True)
class Household:
    """Everybody who may sign in or was invited to."""

    users: tuple[UserView, ...]
    invitations: tuple[InvitationView, ...]


@dataclass(frozen=True)
class UserPage:
    """One user, where they are signed in, and their programs."""

    user: UserView
    sessions: tuple[SessionView, ...]
    tokens: tuple[TokenView, ...]


def show_household(session: "Session", now: datetime) -> Household:
    """Everybody who may sign in, and the invitations that wait."""
    with session.begin():
        return Household(tuple(list_users(session)), tuple(list_waiting(session, now)))


def anybody_signs_in(session: "Session") -> bool:
    """Whether there is any user with a password: then nobody does anything without signing in."""
    with session.begin():
        return has_passwords(session)


def show_user(session: "Session", user_id: int) -> UserPage:
    """
    One user.

    Raises:
        NotFound: There is none of this id who signs in.
    """
    with session.begin():
        user = _present(session, user_id)
        return UserPage(user, tuple(list_sessions(session, user_id)), tuple(list_tokens(session, user_id)))


def add_user(
    session: "Session", passwords: "Passwords", name: str, role: UserRole, password: str, now: datetime
) -> None:
    """
    Give somebody a login, from the command line. A name under which something was done before becomes theirs.

    Raises:
        BadInput: Name or password cannot be used.
        Conflict: The name is taken.
    """
    name = read_name(name)
    check_password(password, name)
    kept = passwords.hash(password)
    with guarding(session):
        make_user(session, name, role, kept, None, now)


def make_user(session: "Session", name: str, role: UserRole, password_hash: str, by: int | None, now: datetime) -> int:
    """Add a user inside the caller's transaction. Raises Conflict where the name is taken. Returns their id."""
    refuse_taken(session, name)
    made = user_id(session, name, now)
    change_user(session, made, role=role, password_hash=password_hash, disabled_at=None)
    record(session, [Change(USER, made, "role", None, role)], by, now)
    return made


def refuse_taken(session: "Session", name: str) -> None:
    """Raise Conflict where somebody signs in by this name already, or by one that differs in capitals alone."""
    known = find_user(session, name)
    if known and known.password_hash is not None:
        raise Conflict(f"There is a user {name} already: choose another name.")
    if (other := find_namesake(session, name)) is not None:
        raise Conflict(f"There is {other} already, which reads like {name}: choose another name.")


def set_role(session: "Session", user_id: int, role: UserRole, by: int | None, now: datetime) -> None:
    """
    Give a user another role; they sign in anew.

    Raises:
        NotFound: There is no such user.
        Conflict: It would leave nobody who is an admin.
    """
    with _changing(session, user_id) as user:
        if user.role is role:
            return
        change_user(session, user_id, role=role)
        record(session, [Change(USER, user_id, "role", user.role, role)], by, now)
        end_sessions(session, user_id)


def set_disabled(session: "Session", user_id: int, by: int | None, now: datetime, *, disabled: bool) -> None:
    """
    Shut a user out, with their sessions and programs, or let them in again.

    Raises:
        NotFound: There is no such user.
        Conflict: It would leave nobody who is an admin.
    """
    with _changing(session, user_id) as user:
        if (user.disabled_at is not None) == disabled:
            return
        change_user(session, user_id, disabled_at=now if disabled else None)
        record(session, [Change(USER, user_id, "disabled", not disabled, disabled)], by, now)
        end_sessions(session, user_id)


def set_password(session: "Session", passwords: "Passwords", name: str, password: str, now: datetime) -> None:
    """
    Give a user another password, from the command line; they sign in anew everywhere.

    Raises:
        NotFound: There is no such user.
        BadInput: The password cannot be used.
    """
    check_password(password, name)
    kept = passwords.hash(password)
    with guarding(session):
        user = _named(session, name)
        change_user(session, user.id, password_hash=kept)
        record(session, [_secretly(user.id, "password")], None, now)
        end_sessions(session, user.id)


def id_of_user(session: "Session", name: str) -> int:
    """The id of the user who signs in by a name. Raises NotFound where nobody does."""
    with session.begin():
        return _named(session, name).id


def end_their_sessions(session: "Session", user_id: int, by: int | None, now: datetime) -> int:
    """Sign a user out everywhere. Returns how many sessions ended. Raises NotFound for a user who is none."""
    with guarding(session):
        _present(session, user_id)
        count = end_sessions(session, user_id)
        record(session, [_secretly(user_id, "sessions")] if count else [], by, now)
        return count


def end_their_session(session: "Session", user_id: int, session_id: int) -> None:
    """End one session of a user. Raises NotFound where they have no such session."""
    with guarding(session):
        if not end_session(session, user_id, session_id):
            raise NotFound(f"There is no session {session_id}.")


def take_back_token(session: "Session", user_id: int, token_id: int) -> None:
    """Shut out a program of a user. Raises NotFound where they have no such token."""
    with guarding(session):
        if not delete_token(session, user_id, token_id):
            raise NotFound(f"There is no token {token_id}.")


def read_role(text: str) -> UserRole:
    """A role as a form sends it. Raises BadInput for what is none."""
    try:
        return UserRole(text)
    except ValueError:
        raise BadInput(f"{text[:20]!r} is no role: choose {', '.join(UserRole)}.", "role") from None


@contextmanager
def _changing(session: "Session", user_id: int) -> Iterator[UserView]:
    """A transaction on a user that must not be the end of the last admin."""
    with guarding(session):
        yield _present(session, user_id)
        if not count_admins(session):
            raise Conflict("This is the last admin: make another user admin first, or nobody could add users.")


def _present(session: "Session", user_id: int) -> UserView:
    user = find_user_by_id(session, user_id)
    if user is None or user.password_hash is None:
        raise NotFound(f"There is no user {user_id}.")
    return user


def _named(session: "Session", name: str) -> UserView:
    user = find_user(session, name)
    if user is None or user.password_hash is None:
        raise NotFound(f"Nobody signs in as {name}: `dyadline user list` names everybody who does.")
    return user


def _secretly(user_id: int, field: str) -> Change:
    """That something changed of which no value is ever kept."""
    value: Any = None
    return Change(USER, user_id, field, value, value)
