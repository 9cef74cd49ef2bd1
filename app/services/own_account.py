"""What users see to themselves: where they are signed in, their password, and the programs that act for them."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.passwords import check_password
from app.errors import BadInput, NotFound, WrongPassword
from app.services.secret_links import PROGRAM_PREFIX, digest_of, new_token
from app.services.sign_in import Browser, prove, start_session
from app.store.api_tokens import TokenView, add_token, list_tokens
from app.store.engine import guarding
from app.store.login_attempts import mark_succeeded
from app.store.login_sessions import SessionView, end_sessions, list_sessions
from app.store.revisions import USER, Change, record
from app.store.users import change_user, find_user_by_id

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.services.passwords import Passwords

__all__ = ["SessionView", "TokenView"]
MAX_TOKENS = 20
MAX_TOKEN_NAME_CHARS = 100


@dataclass(frozen=True)
class OwnAccount:
    """Where a user is signed in, and their programs."""

    sessions: tuple[SessionView, ...]
    tokens: tuple[TokenView, ...]


def show_account(session: "Session", user_id: int) -> OwnAccount:
    """A user's own sessions and tokens."""
    with session.begin():
        return OwnAccount(tuple(list_sessions(session, user_id)), tuple(list_tokens(session, user_id)))


def change_password(
    session: "Session", passwords: "Passwords", user_id: int, old: str, new: str, browser: Browser, now: datetime
) -> str:
    """
    Set another password; every session ends, and the browser it is done in gets a new one.

    Returns:
        What opens the new session.

    Raises:
        BadInput: The old password is wrong, or the new one cannot be used.
        TooManyAttempts: The old one was guessed at too often.
    """
    with session.begin():
        user = find_user_by_id(session, user_id)
    if user is None:
        raise NotFound(f"There is no user {user_id}.")
    attempt = _prove(session, passwords, user.name, old, browser.address, now)
    check_password(new, user.name)
    if new == old:
        raise BadInput("The new password is the one you have: nothing was changed.", "password")
    kept = passwords.hash(new)
    with guarding(session):
        mark_succeeded(session, attempt)
        change_user(session, user_id, password_hash=kept)
        record(session, [Change(USER, user_id, "password", None, None)], user_id, now)
        end_sessions(session, user_id)
        return start_session(session, user_id, browser, now)


def _prove(session: "Session", passwords: "Passwords", name: str, password: str, address: str, now: datetime) -> int:
    """The attempt in which the present password was right; who guesses at it in an open browser is limited, too."""
    try:
        return prove(session, passwords, name, password, address, now)[1]
    except WrongPassword as problem:
        raise BadInput("This is not your present password.", "old") from problem


def end_other_sessions(session: "Session", user_id: int, own: int | None) -> int:
    """Sign a user out everywhere but here. Returns how many sessions ended."""
    with guarding(session):
        return end_sessions(session, user_id, but=own)


def make_token(session: "Session", user_id: int, name: str, now: datetime) -> str:
    """
    Let a program act for a user.

    Returns:
        What the program shows: shown to the user once, and kept nowhere.

    Raises:
        BadInput: There is no name for it, it is too long, or there are too many tokens already.
    """
    name = " ".join(name.split())
    if not 0 < len(name) <= MAX_TOKEN_NAME_CHARS:
        raise BadInput(f"Name the program with 1 to {MAX_TOKEN_NAME_CHARS} characters, to know it again.", "name")
    token = new_token(PROGRAM_PREFIX)
    with guarding(session):
        if len(list_tokens(session, user_id)) >= MAX_TOKENS:
            raise BadInput(f"There are {MAX_TOKENS} tokens, the most a user may have: take one back first.", "name")
        add_token(session, user_id, digest_of(token), name, now)
    return token
