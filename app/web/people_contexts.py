"""What the pages about users are given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from app.domain.people import UserRole
from app.services.invite import InvitationView
from app.services.manage_users import Household, UserPage
from app.services.own_account import OwnAccount
from app.web.activity_words import DeedLine
from app.web.contexts import PageContext, Section

ROLE_WORDS = {
    UserRole.VIEWER: "reads everything and changes nothing",
    UserRole.ANALYST: "also notes, grades, reviews, corrects and adds articles",
    UserRole.EDITOR: "also merges, splits, reviews whole filters, and changes what others wrote",
    UserRole.ADMIN: "also invites users and takes their rights away",
}
"""What each role is for, from the least to the most."""


@dataclass(frozen=True)
class PlainForm:
    """What was typed and what is wrong with it, by the names of the fields; a password is never shown again."""

    values: Mapping[str, str] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class LoginContext(PageContext):
    """
    The form to sign in.

    Attributes:
        form: As typed.
        then: Our own path to go to afterwards; empty for the timeline.
        notice: What led here; None on an ordinary visit.
    """

    form: PlainForm
    then: str
    notice: str | None = None
    title: str = "Sign in"


@dataclass(frozen=True, kw_only=True)
class AccountContext(PageContext):
    """
    A user's own sessions, password and tokens.

    Attributes:
        account: None at a desk without users.
        secret: A new token, to be shown once; None otherwise.
        notice: What has just been done.
        password_form, token_form: As typed.
        now: The instant of the page.
    """

    account: OwnAccount | None
    secret: str | None
    notice: str | None
    password_form: PlainForm
    token_form: PlainForm
    now: datetime
    title: str = "Your account"
    section: Section = Section.ACCOUNT


@dataclass(frozen=True, kw_only=True)
class UsersContext(PageContext):
    """
    Everybody who may sign in.

    Attributes:
        household: Users and invitations.
        roles: What each role is for.
        link: The address of a new invitation, to be shown once; None otherwise.
        notice: What has just been done.
        form: The invitation as typed.
    """

    household: Household
    roles: Mapping[UserRole, str]
    link: str | None
    notice: str | None
    form: PlainForm
    title: str = "Users"
    section: Section = Section.USERS


@dataclass(frozen=True, kw_only=True)
class UserContext(PageContext):
    """One user, for admins; `roles` says what each role is for, `notice` what has just been done."""

    page: UserPage
    roles: Mapping[UserRole, str]
    notice: str | None
    section: Section = Section.USERS


@dataclass(frozen=True, kw_only=True)
class InvitationContext(PageContext):
    """The page that an invitation leads to; `token` is the last part of its address."""

    invitation: InvitationView
    roles: Mapping[UserRole, str]
    token: str
    form: PlainForm
    title: str = "You are invited"


@dataclass(frozen=True, kw_only=True)
class ActivityContext(PageContext):
    """
    Who did what.

    Attributes:
        lines: One page of it, newest first.
        typed: The filter as it was asked for, by parameter.
        faults: A sentence for each parameter that cannot be used.
        names, machine, kinds, fields: What can be asked for; `machine` stands for the machine among the names.
        next_url: The page of older deeds; None on the last.
        csv_url: The same as a file.
        is_first: Whether this page has the newest.
    """

    lines: tuple[DeedLine, ...]
    typed: Mapping[str, str]
    faults: Mapping[str, str]
    names: Sequence[str]
    machine: str
    kinds: Mapping[str, str]
    fields: Mapping[str, str]
    next_url: str | None
    csv_url: str
    is_first: bool
    title: str = "Activity"
    section: Section = Section.ACTIVITY

    @property
    def is_filtered(self) -> bool:
        """Whether the list is narrowed at all."""
        return any(self.typed.values())
