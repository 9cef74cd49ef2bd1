"""What nobody foresaw: every request has an id, and a fault becomes a page and one log entry that both show it."""

import secrets

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.web.error_pages import fault_page
from app.web.logs import log_fault


class Faults:
    """ASGI middleware, just inside the headers: no exception gets past it, and none of its text reaches a reader."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Give the request its id, pass it on, and answer for it if it fails."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        scope.setdefault("state", {})["request_id"] = secrets.token_hex(6)
        started = False

        async def send_watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, send_watched)
        except Exception as fault:
            request = Request(scope)
            log_fault(request, fault)
            if started:
                raise  # the head is out: only breaking off tells the reader that the rest is missing
            await fault_page(request, fault)(scope, receive, send)
