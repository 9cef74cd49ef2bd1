"""What a request brings to show who sends it: the cookie of a session, or the token of a program."""

from collections.abc import Mapping

from fastapi import Request, Response

from app.services.sign_in import LONGEST, Browser

SECURE_PREFIX = "__Host-"
"""Browsers take such a cookie only from an encrypted answer, and for this very host."""
PLAIN_PREFIX = "plain-"
"""For plain http on this machine, where no browser would keep the other."""
SESSION, ONCE = "dyadline-session", "dyadline-once"
ONCE_SECONDS = 120


def cookie_name(request: Request, name: str) -> str:
    """What a cookie is called: another name with TLS than without, so that neither is taken for the other."""
    return (SECURE_PREFIX if request.url.scheme == "https" else PLAIN_PREFIX) + name


def session_cookie(request: Request) -> str | None:
    """What opens the session of this browser, if it brought anything."""
    return request.cookies.get(cookie_name(request, SESSION)) or None


def keep_session(request: Request, response: Response, token: str) -> None:
    """Have the browser bring it from now on."""
    _keep(request, response, SESSION, token, round(LONGEST.total_seconds()))


def forget_session(request: Request, response: Response) -> None:
    """Have the browser bring it no more."""
    _drop(request, response, SESSION)


def keep_once(request: Request, response: Response, secret: str) -> None:
    """Hand a secret on to the next page, which shows it once; the server keeps it nowhere."""
    _keep(request, response, ONCE, secret, ONCE_SECONDS)


def take_once(request: Request, response: Response) -> None:
    """The secret is on this page: the browser lets go of it, and keeps no copy of the page."""
    _drop(request, response, ONCE)
    response.headers["Cache-Control"] = "no-store"


def secret_once(request: Request) -> str | None:
    """The secret that the page before this one handed on, if it did."""
    return request.cookies.get(cookie_name(request, ONCE)) or None


def bearer_of(headers: Mapping[str, str]) -> str | None:
    """The token that a program shows (RFC 6750), empty for a header without one; None where it shows nothing."""
    scheme, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else None


def browser_of(request: Request) -> Browser:
    """Where a request comes from."""
    return Browser(
        address=request.client.host if request.client else "",
        agent=request.headers.get("user-agent", ""),
        cookie=session_cookie(request),
    )


def _keep(request: Request, response: Response, name: str, value: str, seconds: int) -> None:
    is_secure = request.url.scheme == "https"
    response.set_cookie(
        cookie_name(request, name), value, max_age=seconds, path="/", secure=is_secure, httponly=True, samesite="lax"
    )


def _drop(request: Request, response: Response, name: str) -> None:
    is_secure = request.url.scheme == "https"
    response.delete_cookie(cookie_name(request, name), path="/", secure=is_secure, httponly=True, samesite="lax")
