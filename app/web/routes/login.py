"""Signing in and out, and the page that an invitation leads to."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import RedirectResponse

from app.errors import BadInput, Conflict, DyadlineError, TooManyAttempts, WrongPassword
from app.services.invite import accept_invitation, show_invitation
from app.services.sign_in import sign_in, sign_out
from app.web.access import IN_PERSON, OPEN
from app.web.credentials import browser_of, forget_session, keep_session, session_cookie
from app.web.deps import Db, Hasher, Now, Who
from app.web.forms import FormBody
from app.web.logs import log_person
from app.web.people_contexts import ROLE_WORDS, InvitationContext, LoginContext, PlainForm
from app.web.rendering import page_or_block
from app.web.urls import own_path

router = APIRouter()

NOTICES = {
    "out": "You are signed out.",
    "ended": "Your sessions are ended. Sign in again.",
}
Token = Annotated[str, Path(min_length=20, max_length=100)]


@router.get("/login", dependencies=[OPEN])
def show_login(
    request: Request,
    then: Annotated[str, Query(alias="next")] = "",
    done: Annotated[str, Query(max_length=20)] = "",
) -> Response:
    return _login_page(request, PlainForm({"name": "", "password": ""}), then, notice=NOTICES.get(done))


@router.post("/login", dependencies=[OPEN])
def log_in(request: Request, db: Db, passwords: Hasher, now: Now, sent: FormBody) -> Response:
    name, password = " ".join(sent.text("name").split()), sent.text("password")
    form = PlainForm({"name": name[:120], "password": ""})
    try:
        token = sign_in(db, passwords, name, password, browser_of(request), now)
    except (WrongPassword, TooManyAttempts) as problem:
        deed = "failed to sign in" if isinstance(problem, WrongPassword) else "was kept from signing in"
        log_person(request, deed, problem.user or "a name that nobody has")
        return _login_page(request, form, sent.text("next"), refusal=problem)
    log_person(request, "signed in", name)
    response = RedirectResponse(safe_next(sent.text("next")), status_code=303)
    keep_session(request, response, token)
    return response


@router.post("/logout", dependencies=[IN_PERSON])
def log_out(request: Request, db: Db, who: Who) -> Response:
    if cookie := session_cookie(request):
        sign_out(db, cookie)
        log_person(request, "signed out", who.name)
    response = RedirectResponse("/login?done=out", status_code=303)
    forget_session(request, response)
    return response


@router.get("/invitations/{token}", dependencies=[OPEN])
def show_the_invitation(request: Request, token: Token, db: Db, now: Now) -> Response:
    return _invitation_page(
        request,
        InvitationContext(
            invitation=show_invitation(db, token, now), roles=ROLE_WORDS, token=token, form=PlainForm(_NO_PASSWORDS)
        ),
    )


@router.post("/invitations/{token}", dependencies=[OPEN])
def accept(request: Request, token: Token, db: Db, passwords: Hasher, now: Now, sent: FormBody) -> Response:
    invitation = show_invitation(db, token, now)
    try:
        password = agreed_password(sent.text("password"), sent.text("again"))
        session_token = accept_invitation(db, passwords, token, password, browser_of(request), now)
    except (BadInput, Conflict) as problem:
        field = (problem.field if isinstance(problem, BadInput) else None) or "password"
        context = InvitationContext(
            invitation=invitation, roles=ROLE_WORDS, token=token, form=PlainForm(_NO_PASSWORDS, {field: str(problem)})
        )
        return _invitation_page(request, context, status_code=409 if isinstance(problem, Conflict) else 422)
    log_person(request, "accepted an invitation", invitation.name)
    response = RedirectResponse("/", status_code=303)
    keep_session(request, response, session_token)
    return response


_NO_PASSWORDS = {"password": "", "again": ""}


def agreed_password(password: str, again: str) -> str:
    """A new password, typed twice alike. Raises BadInput where the two differ."""
    if password != again:
        raise BadInput("The two passwords differ: type the same one twice.", "again")
    return password


def safe_next(path: str) -> str:
    """Where to go after signing in: one of our own pages, and none that only signs in or out."""
    own = own_path(path) or "/"
    return "/" if own.partition("?")[0].rstrip("/") in ("/login", "/logout") else own


def _login_page(
    request: Request,
    form: PlainForm,
    then: str,
    *,
    notice: str | None = None,
    refusal: DyadlineError | None = None,
) -> Response:
    status_code = 200
    if refusal is not None:
        form = PlainForm(form.values, {getattr(refusal, "field", None) or "name": str(refusal)})
        status_code = 429 if isinstance(refusal, TooManyAttempts) else 422
    context = LoginContext(form=form, then=own_path(then) or "", notice=notice)
    response = page_or_block(request, "pages/login.html", context, status_code=status_code)
    if isinstance(refusal, TooManyAttempts):
        response.headers["Retry-After"] = str(refusal.wait_seconds)
    return response


def _invitation_page(request: Request, context: InvitationContext, status_code: int = 200) -> Response:
    return page_or_block(request, "pages/invitation.html", context, status_code=status_code)
