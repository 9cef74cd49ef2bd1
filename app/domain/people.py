"""Who may do what: the roles of users, the rights that come with them, and the person who visits."""

from dataclasses import dataclass
from enum import StrEnum


class UserRole(StrEnum):
    """What a user is here for, from the least to the most; each may do what those before it may."""

    VIEWER = "viewer"
    ANALYST = "analyst"
    EDITOR = "editor"
    ADMIN = "admin"


class Right(StrEnum):
    """What a route or a button needs."""

    READ = "read"
    ANALYSE = "analyse"  # annotate, grade, star, review, correct, add articles
    EDIT = "edit"  # merge, split, review whole filters, remove samples, change others' notes
    ADMINISTER = "administer"  # users, and the tokens and sessions of others


LEAST = {
    Right.READ: UserRole.VIEWER,
    Right.ANALYSE: UserRole.ANALYST,
    Right.EDIT: UserRole.EDITOR,
    Right.ADMINISTER: UserRole.ADMIN,
}
"""The least role that has a right."""

_RANK = {role: rank for rank, role in enumerate(UserRole)}


class Entrance(StrEnum):
    """By what a visitor is known."""

    NONE = "none"  # not known: nobody signed in
    DESK = "desk"  # there are no users with a password: whoever sits at this machine
    SESSION = "session"  # signed in with a password
    PROGRAM = "program"  # by an API token


@dataclass(frozen=True)
class Visitor:
    """
    Who asks for a page.

    Attributes:
        name: The acting user's name; empty for nobody.
        role: What they may do; None for nobody.
        entrance: By what they are known.
        user_id, session_id: Of the rows behind it; None at a desk without users.
        form_token: What every form of this session carries; empty where there is none.
    """

    name: str = ""
    role: UserRole | None = None
    entrance: Entrance = Entrance.NONE
    user_id: int | None = None
    session_id: int | None = None
    form_token: str = ""

    def may(self, right: Right | str) -> bool:
        """Whether they have a right: "read", "analyse", "edit" or "administer"."""
        return self.role is not None and _RANK[self.role] >= _RANK[LEAST[Right(right)]]

    def may_change(self, author: str) -> bool:
        """Whether they may change or delete what somebody wrote: their own, or with the right to edit anybody's."""
        return self.may(Right.EDIT) or (self.may(Right.ANALYSE) and self.name == author)

    @property
    def is_known(self) -> bool:
        """Whether it is anybody at all."""
        return self.role is not None


NOBODY = Visitor()


def desk_visitor(name: str) -> Visitor:
    """The local analyst of an instance without users, who may do everything."""
    return Visitor(name, UserRole.ADMIN, Entrance.DESK)
