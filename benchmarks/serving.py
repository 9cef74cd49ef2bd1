"""`dyadline serve` as a process of its own, for what is timed from outside."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.error import URLError

START_SECONDS = 300  # the first start reads every sample


@contextmanager
def serving(environment: Mapping[str, str], *options: str) -> Iterator[str]:
    """
    Serve on a free loopback port for the length of the block.

    Args:
        environment: What is set besides the environment that is there: DYADLINE_DATA_DIR, DYADLINE_DATABASE_URL.
        options: Of `dyadline serve`.

    Yields:
        The address.
    """
    with served(environment, *options) as (address, _):
        yield address


@contextmanager
def served(environment: Mapping[str, str], *options: str) -> Iterator[tuple[str, int]]:
    """The same with the id of the server's process."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "app.cli", "serve", "--port", str(port), *options]
    server = subprocess.Popen(command, env={**os.environ, **environment}, stdout=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(f"{address}/healthz", server)
        yield address, server.pid
    finally:
        server.terminate()
        server.wait()


def wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    """Return once a server that has been started answers there."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=2).close()  # noqa: S310 - our own loopback address
        except (URLError, TimeoutError, ConnectionError):
            time.sleep(0.2)
        else:
            return
    sys.exit("the server did not start")
