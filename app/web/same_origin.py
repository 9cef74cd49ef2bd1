"""Only our own pages may change anything: the door that refuses forms posted from other sites."""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from app.web.credentials import bearer_of
from app.web.error_pages import error_page

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class SameOrigin:
    """ASGI middleware: an unsafe method from elsewhere, or from nobody knows where, gets 403 and changes nothing."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass or refuse it."""
        if scope["type"] != "http" or scope["method"] in SAFE_METHODS:
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        own_origin = f"{request.url.scheme}://{request.headers.get('host', '')}"
        # No page of another site can send this header along: who shows a token is a program, and its cookies count not.
        if bearer_of(request.headers) is not None or comes_from_us(request.headers, own_origin):
            await self.app(scope, receive, send)
            return
        response = error_page(
            request,
            403,
            title="Not saved",
            message="This form was not sent from a page of Dyadline, so nothing was changed.",
            mend="Open the page here, fill the form in again and send it. A program or proxy between the browser and "
            "Dyadline must leave the headers Sec-Fetch-Site or Origin in place.",
        )
        await response(scope, receive, send)


def comes_from_us(headers: Mapping[str, str], own_origin: str) -> bool:
    """
    Whether a page of ours sent the request.

    Browsers set both headers themselves; no script can. `Sec-Fetch-Site` decides where it is present; without it
    (plain http on another name than localhost, older browsers) `Origin` has to be our own. Neither means no.
    """
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    return headers.get("origin") == own_origin
