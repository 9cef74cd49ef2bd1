"""
Signing in and out, and who it is that asks.

A session ends after eight hours without use, after seven days in any case, and at once when its user is disabled, gets
another role or another password.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from app.domain.passwords import MAX_CHARS
from app.domain.people import NOBODY, Entrance, Visitor, desk_visitor
from app.errors import TooManyAttempts, Unavailable, WrongPassword
from app.services.secret_links import digest_of, new_token
from app.store.api_tokens import find_open_token, touch_token
from app.store.engine import guarding
from app.store.login_attempts import add_attempt, forget_failures, list_failures, mark_succeeded
from app.store.login_sessions import (
    SessionView,
    add_session,
    end_by_digest,
    end_expired,
    find_open_session,
    touch_session,
)
from app.store.users import UserView, find_user, find_user_by_id, has_passwords

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlmodel import Session

    from app.services.passwords import Passwords

IDLE = timedelta(hours=8)
LONGEST = timedelta(days=7)
TOUCHED_AFTER = timedelta(minutes=1)
"""How exact it is kept when something was used: not every page has to write."""

WINDOW = timedelta(minutes=15)
FAILURES_FROM_ADDRESS = 5
"""Failed attempts in the window for one name from one address."""
FAILURES_FOR_NAME = 50
"""The same from all addresses: who has many of them does not get further."""
FAILURES_KEPT = timedelta(days=90)
MAX_ADDRESS_CHARS, MAX_AGENT_CHARS = 64, 200


@dataclass(frozen=True)
class Browser:
    """Where a request comes from; `cookie` is what it brought, if anything."""

    address: str
    agent: str
    cookie: str | None = None


def find_visitor(session: "Session", cookie: str | None, bearer: str | None, now: datetime, desk: str) -> Visitor:
    """
    Who asks.

    Args:
        cookie: What opens a session, if it came with the request.
        bearer: What a program showed; then the cookie counts for nothing.
        now: The instant.
        desk: The local analyst, who may do everything as long as nobody has a password.
    """
    if bearer is not None:
        return _program(session, bearer, now)
    with session.begin():
        if cookie is None:
            return NOBODY if has_passwords(session) else desk_visitor(desk)
        found = find_open_session(session, digest_of(cookie))
        is_over = found is None or found.expires_at <= now or found.seen_at <= now - IDLE
        if found is None or is_over:
            return NOBODY if has_passwords(session) else desk_visitor(desk)
    if now - found.seen_at >= TOUCHED_AFTER:
        _keep_use(session, lambda: touch_session(session, found.id, now))
    return Visitor(found.name, found.role, Entrance.SESSION, found.user_id, found.id, found.form_token)


def sign_in(
    session: "Session", passwords: "Passwords", name: str, password: str, browser: Browser, now: datetime
) -> str:
    """
    Begin a session for who knows a user's password; a session that the browser had ends.

    Returns:
        What opens the session: for the cookie, and kept nowhere.

    Raises:
        WrongPassword: Name and password do not belong together; the sentence does not say which of the two is wrong.
        TooManyAttempts: It failed too often for this name.
        Unavailable: Too many people sign in at this moment.
    """
    user, attempt = prove(session, passwords, name, password, browser.address, now)
    with guarding(session):
        mark_succeeded(session, attempt)
        forget_failures(session, now - FAILURES_KEPT)
        if _is_changed(session, user):
            raise WrongPassword(user.name)  # somebody took it away while it was compared
        return start_session(session, user.id, browser, now)


def prove(
    session: "Session", passwords: "Passwords", name: str, password: str, address: str, now: datetime
) -> tuple[UserView, int]:
    """
    Compare a password, within the limits and in the same time whoever there is.

    Returns:
        The user whose it is, and the attempt, which counts as failed until it is marked.

    Raises:
        WrongPassword, TooManyAttempts, Unavailable: As `sign_in` says.
    """
    with guarding(session):
        user = find_user(session, name)
        _refuse_guessing(session, name, user, address, now)
        attempt = add_attempt(session, _key(name), address[:MAX_ADDRESS_CHARS], user.id if user else None, now)
    kept = user.password_hash if user and user.can_sign_in else None
    if not passwords.fits(password[: MAX_CHARS + 1], kept) or user is None:
        raise WrongPassword(user.name if user else None)
    return user, attempt


def start_session(session: "Session", user_id: int, browser: Browser, now: datetime) -> str:
    """Begin a session inside the caller's transaction, in place of the one that the browser had. Returns its token."""
    if browser.cookie:
        end_by_digest(session, digest_of(browser.cookie))
    end_expired(session, now, now - IDLE)
    token = new_token()
    address, agent = browser.address[:MAX_ADDRESS_CHARS], browser.agent[:MAX_AGENT_CHARS]
    view = SessionView(0, user_id, now, now, now + LONGEST, address, agent)
    add_session(session, view, digest_of(token), new_token())
    return token


def sign_out(session: "Session", cookie: str) -> None:
    """End the session that a cookie opens."""
    with guarding(session):
        end_by_digest(session, digest_of(cookie))


def _program(session: "Session", bearer: str, now: datetime) -> Visitor:
    with session.begin():
        found = find_open_token(session, digest_of(bearer))
    if found is None:
        return NOBODY
    if found.used_at is None or now - found.used_at >= TOUCHED_AFTER:
        _keep_use(session, lambda: touch_token(session, found.id, now))
    return Visitor(found.name, found.role, Entrance.PROGRAM, found.user_id)


def _keep_use(session: "Session", touch: "Callable[[], None]") -> None:
    """Keep that something was used, unless others keep the database busy: a page can be read all the same."""
    with suppress(Unavailable), guarding(session):
        touch()


def _refuse_guessing(session: "Session", name: str, user: UserView | None, address: str, now: datetime) -> None:
    since = now - WINDOW
    for limit, place in ((FAILURES_FROM_ADDRESS, address[:MAX_ADDRESS_CHARS]), (FAILURES_FOR_NAME, None)):
        failures = list_failures(session, _key(name), since, limit, place)
        if len(failures) == limit:
            wait = (failures[-1] + WINDOW - now).total_seconds()
            raise TooManyAttempts(max(1, round(wait)), user.name if user else None)


def _is_changed(session: "Session", user: UserView) -> bool:
    """Whether somebody disabled the user or set another password while this one was compared."""
    present = find_user_by_id(session, user.id)
    return present is None or not present.can_sign_in or present.password_hash != user.password_hash


def _key(name: str) -> str:
    """By what attempts for a name are counted: its digest, since a password may have been typed in its place."""
    return digest_of(name.lower())
