"""No request body beyond a limit: what arrives is counted, whatever its Content-Length says."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.errors import TooLarge


class BodyLimit:
    """
    ASGI middleware: reading beyond the limit raises `TooLarge`, which becomes a 413 page.

    Args:
        app: The application behind the door.
        limit: Bytes for every route but those named below.
        longer: Bytes for single paths, for example the upload form.
    """

    def __init__(self, app: ASGIApp, limit: int, longer: dict[str, int]) -> None:
        self.app = app
        self.limit = limit
        self.longer = longer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with a counting `receive`."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        limit = self.longer.get(scope["path"], self.limit)
        received = 0

        async def receive_counted() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > limit:
                raise TooLarge(f"The request is larger than {limit:,} bytes, the most that is taken here.")
            return message

        await self.app(scope, receive_counted, send)
