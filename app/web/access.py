"""
What each route asks of its visitor. Every route declares one of these rules, and a test fails where one does not:

    @router.post("/events/{event_id}/star", dependencies=[ANALYSES])

A rule is asked before anything else of a route: who may not, learns nothing of what is behind it.
"""

import secrets
from dataclasses import dataclass
from typing import Any

from fastapi import Depends, Request

from app.domain.people import LEAST, Entrance, Right, Visitor
from app.errors import BadInput, Forbidden, SignInNeeded, StrangeForm, TooLarge
from app.web.deps import Who
from app.web.forms import FORM_TOKEN, read_form
from app.web.same_origin import SAFE_METHODS


@dataclass(frozen=True)
class Rule:
    """
    A dependency that lets a visitor pass or raises.

    Attributes:
        right: What the visitor needs; None where anybody may pass.
        in_person: Whether a program with a token may not, although the user may.
    """

    right: Right | None
    in_person: bool = False

    async def __call__(self, request: Request, who: Who) -> None:
        """
        Let the visitor of a request pass.

        Raises:
            SignInNeeded: Nobody signed in.
            Forbidden: Their role does not allow it.
            StrangeForm: They are signed in, and the form that was sent was not made for their session.
        """
        if self.right is not None:
            demand(who, self.right)
        if self.in_person and who.entrance is Entrance.PROGRAM:
            raise Forbidden("A program with a token cannot do this: sign in and do it in a browser.")
        if who.entrance is Entrance.SESSION and request.method not in SAFE_METHODS:
            await _demand_form_token(request, who)


async def unasked() -> None:
    """Let everybody pass without asking who it is: for what must answer although the database does not."""


OPEN: Any = Depends(Rule(None))
READS: Any = Depends(Rule(Right.READ))
ANALYSES: Any = Depends(Rule(Right.ANALYSE))
EDITS: Any = Depends(Rule(Right.EDIT))
ADMINISTERS: Any = Depends(Rule(Right.ADMINISTER, in_person=True))
IN_PERSON: Any = Depends(Rule(Right.READ, in_person=True))
UNASKED: Any = Depends(unasked)

RULES = {
    "OPEN": OPEN,
    "READS": READS,
    "ANALYSES": ANALYSES,
    "EDITS": EDITS,
    "ADMINISTERS": ADMINISTERS,
    "IN_PERSON": IN_PERSON,
    "UNASKED": UNASKED,
}
"""Every rule by its name."""


def demand(who: Visitor, right: Right) -> None:
    """
    Go on only if the visitor has a right; for what depends on more than the route.

    Raises:
        SignInNeeded: Nobody signed in.
        Forbidden: Their role does not allow it.
    """
    if not who.is_known:
        raise SignInNeeded("This needs somebody who is signed in.")
    if not who.may(right):
        raise Forbidden(f"This needs the role {LEAST[right]}; {who.name} is here as {who.role}.")


def demand_own(who: Visitor, author: str, thing: str) -> None:
    """
    Go on only if the visitor may change what somebody wrote.

    Args:
        thing: What it is, for the sentence: "Note 7".

    Raises:
        Forbidden: It is somebody else's, and they are no editor.
    """
    if not who.may_change(author):
        raise Forbidden(f"{thing} is {author}'s: only they, editors and admins change it.")


async def _demand_form_token(request: Request, who: Visitor) -> None:
    try:
        sent = (await read_form(request)).text(FORM_TOKEN)
    except TooLarge:
        raise
    except BadInput:  # it is no form at all
        sent = ""
    if not secrets.compare_digest(sent.encode(), who.form_token.encode()):
        raise StrangeForm("This form was not made for your session here, so nothing was changed.")
