"""The real application on a free loopback port, in a thread of the test run."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import uvicorn

from app.config import Settings
from app.main import create_app
from app.services.passwords import Passwords
from app.web.deps import utc_now

START_SECONDS = 30


@contextmanager
def serving(settings: Settings, now: datetime | None = None, passwords: Passwords | None = None) -> Iterator[str]:
    """
    Serve until the block ends; gives the address without a slash at its end.

    Args:
        settings: As `create_app` takes them.
        now: The instant that it always is; None follows the clock.
        passwords: What hashes them; None takes the time that it takes.
    """
    application = create_app(settings, passwords)
    if now:
        application.dependency_overrides[utc_now] = lambda: now
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(application, log_level="warning", server_header=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        _wait(server, thread)
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join()


def _wait(server: uvicorn.Server, thread: threading.Thread) -> None:
    deadline = time.monotonic() + START_SECONDS
    while not server.started:
        if not thread.is_alive() or time.monotonic() > deadline:
            raise RuntimeError("the server did not start; its log says why")
        time.sleep(0.02)
