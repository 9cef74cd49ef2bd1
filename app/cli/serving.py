"""`dyadline serve`: the database made ready, the samples loaded, the pages served until a signal ends it."""

import signal
import socket
import sys
from typing import Any

import uvicorn
from uvicorn.supervisors import Multiprocess

from app.cli.environment import progress_bar, reader_limits, ready_database, utc_now
from app.cli.ingesting import summary
from app.config import PROJECT_ROOT, Settings, load_settings
from app.errors import DyadlineError
from app.main import configure_logging, create_app
from app.services.samples import load_samples

SAMPLES = PROJECT_ROOT / "samples"
SHUTDOWN_SECONDS = 8


def run(host: str, port: int, *, demo: bool, workers: int = 1) -> None:
    """
    Serve until SIGINT or SIGTERM; answers under way are finished first.

    Args:
        host, port: Where to listen.
        demo: Whether to load the samples into an empty database.
        workers: How many processes answer; Python itself answers one page at a time in each.

    Raises:
        DyadlineError: The port is in use, the address is not ours, or the database cannot be used.
    """
    settings = load_settings()
    # First of all, so that a port in use is told before any work is done.
    listener = _listen(host, port)
    configure_logging(settings.log_level)
    # The server hands a signal on when it is done; without these it would end us as if we had failed.
    signal.signal(signal.SIGTERM, _end)
    signal.signal(signal.SIGINT, _end)
    with listener:
        _prepare(settings, demo=demo)
        config = uvicorn.Config(
            create_app(settings) if workers == 1 else "app.main:make_app",
            factory=workers > 1,
            workers=workers,
            log_config=None,
            log_level=settings.log_level,
            server_header=False,
            timeout_graceful_shutdown=SHUTDOWN_SECONDS,
        )
        print(f"Dyadline is at {_address(listener)}", flush=True)
        if workers == 1:
            uvicorn.Server(config).run(sockets=[listener])
        else:
            Multiprocess(config, sockets=[listener]).run()


def _prepare(settings: Settings, *, demo: bool) -> None:
    with ready_database(settings) as session_factory:
        if not demo:
            return
        with progress_bar("Loading the samples") as on_progress:
            report = load_samples(session_factory, SAMPLES, utc_now(), on_progress, limits=reader_limits(settings))
        if report:
            print(f"Samples loaded: {summary(report)}", flush=True)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=128)
    except OSError as problem:
        raise DyadlineError(
            f"Cannot listen on {host}:{port} ({problem.strerror or problem}): "
            "end the program that uses it, or choose another with --port."
        ) from problem


def _address(listener: socket.socket) -> str:
    host, port, *_ = listener.getsockname()
    shown = {"0.0.0.0": "127.0.0.1", "::": "[::1]", "::1": "[::1]"}.get(host, host)  # noqa: S104 - only shown
    return f"http://{shown}:{port}/"


def _end(*_: Any) -> None:
    sys.exit(0)
