"""`dyadline serve`: the database made ready, the samples loaded, the pages served until a signal ends it."""

import gc
import signal
import socket
import sys
from typing import Any

import uvicorn
from uvicorn.supervisors import Multiprocess

from app.cli.environment import progress_bar, reader_limits, ready_database, utc_now
from app.cli.ingesting import summary
from app.config import PROJECT_ROOT, Settings, load_settings
from app.domain.loopback import is_loopback
from app.errors import DyadlineError
from app.main import configure_logging, create_app
from app.services.manage_users import anybody_signs_in
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
        DyadlineError: The port is in use, the address is not ours, the database cannot be used, or others could reach
            it although nobody has to sign in.
    """
    settings = load_settings()
    if not is_loopback(host):
        _demand_users(settings, host)
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
            # Nobody's word on where a request came from is taken but that of a proxy that was named.
            proxy_headers=bool(settings.proxies),
            forwarded_allow_ips=[*settings.proxies],
            timeout_graceful_shutdown=SHUTDOWN_SECONDS,
        )
        print(f"Dyadline is at {_address(listener)}", flush=True)
        if workers == 1:
            gc.freeze()  # what is there stays: to look it all through again stops a page for a tenth of a second
            uvicorn.Server(config).run(sockets=[listener])
        else:
            Multiprocess(config, sockets=[listener]).run()


def _demand_users(settings: Settings, host: str) -> None:
    with ready_database(settings) as session_factory, session_factory() as session:
        if anybody_signs_in(session):
            return
    raise DyadlineError(
        f"Nobody can sign in yet, so Dyadline listens on this machine only, not on {host}: everybody who reaches it "
        "could change everything. Make the first user with `dyadline user add NAME --role admin`, and start again."
    )


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
