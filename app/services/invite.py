"""Invitations: an admin makes a link, and who opens it chooses a password and is a user."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from app.domain.passwords import check_password, read_name
from app.domain.people import UserRole
from app.errors import NotFound
from app.services.manage_users import make_user, refuse_taken
from app.services.secret_links import digest_of, new_token
from app.services.sign_in import Browser, start_session
from app.store.engine import guarding
from app.store.invitations import (
    InvitationView,
    add_invitation,
    delete_invitation,
    find_invitation,
    mark_used,
)
from app.store.users import user_id

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.services.passwords import Passwords

__all__ = ["InvitationView", "accept_invitation", "invite", "show_invitation", "withdraw"]
VALID = timedelta(days=7)


def invite(session: "Session", name: str, role: UserRole, by: int, now: datetime) -> str:
    """
    Make an invitation.

    Args:
        name: The name that the new user will have.
        role: Theirs.
        by: The admin.
        now: The instant; it can be used for seven days.

    Returns:
        The last part of the link: shown once, and kept nowhere.

    Raises:
        BadInput: The name cannot be used.
        Conflict: It is taken.
    """
    name = read_name(name)
    token = new_token()
    with guarding(session):
        refuse_taken(session, name)
        add_invitation(session, digest_of(token), name, role, by, now, now + VALID)
    return token


def show_invitation(session: "Session", token: str, now: datetime) -> InvitationView:
    """
    The invitation that a link leads to; looking at it uses nothing up.

    Raises:
        NotFound: There is none, or it was used or taken back, or is too old: it is not said which.
    """
    with session.begin():
        return _waiting(session, token, now)


def accept_invitation(
    session: "Session", passwords: "Passwords", token: str, password: str, browser: Browser, now: datetime
) -> str:
    """
    Become a user and be signed in.

    Returns:
        What opens the new session.

    Raises:
        NotFound: As `show_invitation` says.
        BadInput: The password cannot be used.
        Conflict: Somebody of that name came first.
    """
    invitation = show_invitation(session, token, now)
    check_password(password, invitation.name)
    kept = passwords.hash(password)
    with guarding(session):
        invitation = _waiting(session, token, now)
        inviter = user_id(session, invitation.inviter, now)
        made = make_user(session, invitation.name, invitation.role, kept, inviter, now)
        mark_used(session, invitation.id, now)
        return start_session(session, made, browser, now)


def withdraw(session: "Session", invitation_id: int) -> None:
    """Take an invitation back. Raises NotFound where none waits under this id."""
    with guarding(session):
        if not delete_invitation(session, invitation_id):
            raise NotFound(f"There is no invitation {invitation_id} that waits.")


def _waiting(session: "Session", token: str, now: datetime) -> InvitationView:
    found = find_invitation(session, digest_of(token))
    if found is None or found.used_at is not None or found.expires_at <= now:
        raise NotFound("This link invites nobody: it was used, taken back or is older than seven days.")
    return found
