"""Which host names are answered: a page of another name that resolves to this machine must not read from it."""

from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from app.domain.loopback import LOOPBACK_NAMES
from app.web.error_pages import error_page


class AllowedHosts:
    """ASGI middleware: 421 for every name but the loopback ones and those of `DYADLINE_HOSTS`."""

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...]) -> None:
        self.app = app
        self.hosts = LOOPBACK_NAMES.union(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request pass or refuse it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        if host_name(request.headers.get("host", "")) in self.hosts:
            await self.app(scope, receive, send)
            return
        response = error_page(
            request,
            421,
            title="Not this host",
            message="Dyadline does not answer to the host name in this address.",
            mend="Use the address that it printed when it started, or add the name to DYADLINE_HOSTS and start again.",
        )
        await response(scope, receive, send)


def host_name(header: str) -> str:
    """The name in a Host header, in lower case and without the port: "[::1]:8000" gives "[::1]"."""
    name, separator, port = header.strip().lower().rpartition(":")
    return name if separator and port.isdigit() else header.strip().lower()
