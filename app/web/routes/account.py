"""What users see to themselves: where they are signed in, their password, the tokens of their programs."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from sqlmodel import Session

from app.domain.people import Visitor
from app.errors import BadInput, Conflict, TooManyAttempts
from app.services.manage_users import end_their_session, take_back_token
from app.services.own_account import change_password, end_other_sessions, make_token, show_account
from app.web.access import IN_PERSON
from app.web.credentials import browser_of, forget_session, keep_once, keep_session, secret_once, take_once
from app.web.deps import Db, Hasher, Now, RowId, Who
from app.web.error_pages import status_of
from app.web.forms import FormBody
from app.web.logs import log_person
from app.web.people_contexts import AccountContext, PlainForm
from app.web.rendering import page_or_block
from app.web.routes.login import agreed_password

router = APIRouter()

NOTICES = {
    "password": "Your password is changed. Every other session is ended.",
    "ended": "The session is ended: that browser has to sign in again.",
    "others": "Every other session is ended.",
    "token": "The token is made. Copy it now: it is not shown again.",
    "revoked": "The token is taken back: no program gets in with it.",
}
PASSWORD_FIELDS = {"old": "", "password": "", "again": ""}


@router.get("/account", dependencies=[IN_PERSON])
def show(request: Request, db: Db, who: Who, now: Now, done: Annotated[str, Query(max_length=20)] = "") -> Response:
    secret = secret_once(request) if done == "token" else None
    response = _page(request, db, who, now, notice=NOTICES.get(done), secret=secret)
    if secret:
        take_once(request, response)
    return response


@router.post("/account/password", dependencies=[IN_PERSON])
def set_password(request: Request, db: Db, who: Who, passwords: Hasher, now: Now, sent: FormBody) -> Response:
    user_id = own_id(who)
    try:
        new = agreed_password(sent.text("password"), sent.text("again"))
        token = change_password(db, passwords, user_id, sent.text("old"), new, browser_of(request), now)
    except (BadInput, TooManyAttempts) as problem:
        form = PlainForm(PASSWORD_FIELDS, {getattr(problem, "field", None) or "old": str(problem)})
        return _page(request, db, who, now, password_form=form, status_code=status_of(problem))
    log_person(request, "changed the password", who.name)
    response = RedirectResponse("/account?done=password", status_code=303)
    keep_session(request, response, token)
    return response


@router.post("/account/sessions/{session_id}/end", dependencies=[IN_PERSON])
def end_session(request: Request, session_id: RowId, db: Db, who: Who) -> Response:
    end_their_session(db, own_id(who), session_id)
    if session_id != who.session_id:
        return RedirectResponse("/account?done=ended#sessions", status_code=303)
    response = RedirectResponse("/login?done=out", status_code=303)
    forget_session(request, response)
    return response


@router.post("/account/sessions/end-others", dependencies=[IN_PERSON])
def end_others(db: Db, who: Who) -> Response:
    end_other_sessions(db, own_id(who), who.session_id)
    return RedirectResponse("/account?done=others#sessions", status_code=303)


@router.post("/account/tokens", dependencies=[IN_PERSON])
def add_token(request: Request, db: Db, who: Who, now: Now, sent: FormBody) -> Response:
    name = sent.text("name")
    try:
        secret = make_token(db, own_id(who), name, now)
    except BadInput as problem:
        form = PlainForm({"name": name[:200]}, {"name": str(problem)})
        return _page(request, db, who, now, token_form=form, status_code=422)
    response = RedirectResponse("/account?done=token#tokens", status_code=303)
    keep_once(request, response, secret)
    return response


@router.post("/account/tokens/{token_id}/revoke", dependencies=[IN_PERSON])
def revoke_token(token_id: RowId, db: Db, who: Who) -> Response:
    take_back_token(db, own_id(who), token_id)
    return RedirectResponse("/account?done=revoked#tokens", status_code=303)


def own_id(who: Visitor) -> int:
    """The user who is signed in. Raises Conflict at a desk without users, where there is nothing to see to."""
    if who.user_id is None:
        raise Conflict("There are no users here yet: `dyadline user add NAME --role admin` makes the first.")
    return who.user_id


def _page(
    request: Request,
    db: Session,
    who: Visitor,
    now: datetime,
    *,
    notice: str | None = None,
    secret: str | None = None,
    password_form: PlainForm | None = None,
    token_form: PlainForm | None = None,
    status_code: int = 200,
) -> Response:
    context = AccountContext(
        account=None if who.user_id is None else show_account(db, who.user_id),
        secret=secret,
        notice=notice,
        password_form=password_form or PlainForm(PASSWORD_FIELDS),
        token_form=token_form or PlainForm({"name": ""}),
        now=now,
    )
    return page_or_block(request, "pages/account.html", context, status_code=status_code)
