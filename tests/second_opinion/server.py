"""A loopback server that behaves as a test tells it, well or badly."""

import json
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

CERTIFICATE = Path(__file__).parent / "data" / "self-signed.pem"

Behaviour = Callable[["Handler"], None]


@dataclass
class Seen:
    """A request that came in."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]


@dataclass
class FakeEndpoint:
    """A running server. `closing` is set when the test is over: what waits or drips stops on it."""

    url: str
    seen: list[Seen] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)


class Handler(BaseHTTPRequestHandler):
    """Hands each request to the behaviour of its server."""

    endpoint: FakeEndpoint
    behaviour: Behaviour

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.endpoint.seen.append(Seen(self.path, {key.lower(): value for key, value in self.headers.items()}, body))
        try:
            type(self).behaviour(self)
        except OSError:
            self.close_connection = True  # the client had enough, which is what some tests are about

    def give(self, body: bytes, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        for name, value in {"Content_Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def drip(self, piece: bytes) -> None:
        """Send the same piece over and over, until the other side or the test has had enough."""
        while not self.endpoint.closing.wait(0.02):
            self.wfile.write(piece)
            self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serving(behaviour: Behaviour, *, tls: bool = False) -> Iterator[FakeEndpoint]:
    """A server on a free port for the length of a `with`."""
    handler = type("OneHandler", (Handler,), {"behaviour": staticmethod(behaviour)})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(CERTIFICATE)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        endpoint = FakeEndpoint(f"http{'s' if tls else ''}://127.0.0.1:{server.server_port}/v1")
        handler.endpoint = endpoint  # type: ignore[attr-defined]  # a class made just above
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield endpoint
        finally:
            endpoint.closing.set()
            server.shutdown()
            thread.join()


def giving(body: bytes, status: int = 200, **headers: str) -> Behaviour:
    """The behaviour of an endpoint that always gives the same answer."""
    return lambda handler: handler.give(body, status, **headers)
