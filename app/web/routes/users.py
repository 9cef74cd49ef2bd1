"""What admins do: invite, give roles, shut out and let in, end sessions and tokens."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from app.domain.people import UserRole
from app.errors import BadInput, Conflict
from app.services.invite import invite, withdraw
from app.services.manage_users import (
    end_their_session,
    end_their_sessions,
    read_role,
    set_disabled,
    set_role,
    show_household,
    show_user,
    take_back_token,
)
from app.web.access import ADMINISTERS
from app.web.credentials import keep_once, secret_once, take_once
from app.web.deps import Db, Now, RowId, Who
from app.web.error_pages import status_of
from app.web.forms import FormBody
from app.web.logs import log_person
from app.web.people_contexts import ROLE_WORDS, PlainForm, UserContext, UsersContext
from app.web.rendering import page_or_block
from app.web.routes.account import own_id
from app.web.urls import absolute

router = APIRouter()

NOTICES = {
    "invited": "The invitation is made. Hand the link on now: it is not shown again.",
    "withdrawn": "The invitation is taken back: its link opens nothing.",
    "role": "The role is changed; the user signs in anew with it.",
    "disabled": "The user is shut out, and signed out everywhere.",
    "enabled": "The user may sign in again.",
    "ended": "Ended: that browser has to sign in again.",
    "revoked": "The token is taken back: no program gets in with it.",
}
Done = Annotated[str, Query(max_length=20)]


@router.get("/users", dependencies=[ADMINISTERS])
def show_all(request: Request, db: Db, now: Now, done: Done = "") -> Response:
    secret = secret_once(request) if done == "invited" else None
    link = absolute(request, f"/invitations/{secret}") if secret else None
    response = _page(request, db, now, notice=NOTICES.get(done), link=link)
    if secret:
        take_once(request, response)
    return response


@router.post("/users/invitations", dependencies=[ADMINISTERS])
def add_invitation(request: Request, db: Db, who: Who, now: Now, sent: FormBody) -> Response:
    admin, typed = own_id(who), {"name": sent.text("name")[:200], "role": sent.text("role")[:20]}
    try:
        secret = invite(db, sent.text("name"), read_role(sent.text("role")), admin, now)
    except (BadInput, Conflict) as problem:
        form = PlainForm(typed, {getattr(problem, "field", None) or "name": str(problem)})
        return _page(request, db, now, form=form, status_code=status_of(problem))
    log_person(request, f"was invited by {who.name!r}", typed["name"])
    response = RedirectResponse("/users?done=invited", status_code=303)
    keep_once(request, response, secret)
    return response


@router.post("/users/invitations/{invitation_id}/withdraw", dependencies=[ADMINISTERS])
def withdraw_invitation(invitation_id: RowId, db: Db) -> Response:
    withdraw(db, invitation_id)
    return RedirectResponse("/users?done=withdrawn#invitations", status_code=303)


@router.get("/users/{user_id}", dependencies=[ADMINISTERS])
def show_one(request: Request, user_id: RowId, db: Db, done: Done = "") -> Response:
    page = show_user(db, user_id)
    context = UserContext(title=page.user.name, page=page, roles=ROLE_WORDS, notice=NOTICES.get(done))
    return page_or_block(request, "pages/user.html", context)


@router.post("/users/{user_id}/role", dependencies=[ADMINISTERS])
def change_role(user_id: RowId, db: Db, who: Who, now: Now, sent: FormBody) -> Response:
    set_role(db, user_id, read_role(sent.text("role")), who.user_id, now)
    return _to_user(user_id, "role")


@router.post("/users/{user_id}/disable", dependencies=[ADMINISTERS])
def disable(user_id: RowId, db: Db, who: Who, now: Now) -> Response:
    set_disabled(db, user_id, who.user_id, now, disabled=True)
    return _to_user(user_id, "disabled")


@router.post("/users/{user_id}/enable", dependencies=[ADMINISTERS])
def enable(user_id: RowId, db: Db, who: Who, now: Now) -> Response:
    set_disabled(db, user_id, who.user_id, now, disabled=False)
    return _to_user(user_id, "enabled")


@router.post("/users/{user_id}/sessions/end", dependencies=[ADMINISTERS])
def end_all_sessions(user_id: RowId, db: Db, who: Who, now: Now) -> Response:
    end_their_sessions(db, user_id, who.user_id, now)
    return _to_user(user_id, "ended")


@router.post("/users/{user_id}/sessions/{session_id}/end", dependencies=[ADMINISTERS])
def end_one_session(user_id: RowId, session_id: RowId, db: Db) -> Response:
    end_their_session(db, user_id, session_id)
    return _to_user(user_id, "ended")


@router.post("/users/{user_id}/tokens/{token_id}/revoke", dependencies=[ADMINISTERS])
def revoke_token(user_id: RowId, token_id: RowId, db: Db) -> Response:
    take_back_token(db, user_id, token_id)
    return _to_user(user_id, "revoked")


def _to_user(user_id: int, done: str) -> Response:
    return RedirectResponse(f"/users/{user_id}?done={done}", status_code=303)


def _page(
    request: Request,
    db: Session,
    now: datetime,
    *,
    notice: str | None = None,
    link: str | None = None,
    form: PlainForm | None = None,
    status_code: int = 200,
) -> Response:
    context = UsersContext(
        household=show_household(db, now),
        roles=ROLE_WORDS,
        link=link,
        notice=notice,
        form=form or PlainForm({"name": "", "role": UserRole.ANALYST}),
    )
    return page_or_block(request, "pages/users.html", context, status_code=status_code)
