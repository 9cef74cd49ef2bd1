"""Log entries of one line each, so that nothing from outside can pretend to be an entry of its own."""

import logging
import re
import time

from starlette.requests import Request

logger = logging.getLogger("dyadline.web")

_CONTROLS = {code: f"\\x{code:02x}" for code in (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029)} | {
    0x0A: "\\n",
    0x0D: "\\r",
    0x09: "\\t",
}


_SECRET_PATH = re.compile(r"(/invitations/)[^/\s?\"']+")


class OneLineFormatter(logging.Formatter):
    """Escapes line ends and other control characters, those of a traceback too; instants are UTC."""

    converter = staticmethod(time.gmtime)
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def format(self, record: logging.LogRecord) -> str:
        """The entry in one line, without what opens an invitation."""
        return _SECRET_PATH.sub(r"\1…", super().format(record)).translate(_CONTROLS)


def configure_logging(level: str) -> None:
    """Send every entry of the program and its server to standard error; called once at the start of `serve`."""
    handler = logging.StreamHandler()
    handler.setFormatter(OneLineFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    # Which of its own parts Alembic loads is of no use to who starts the server.
    logging.getLogger("alembic.runtime.plugins").setLevel(logging.WARNING)


def log_fault(request: Request, fault: Exception) -> None:
    """Write the entry that an error page's number leads to; without the query, it may tell what was searched for."""
    logger.error("%s %s %s", request.state.request_id, request.method, request.url.path, exc_info=fault)


def log_refusal(request: Request, name: str, why: str) -> None:
    """Write who was refused what: nobody signed in, or not with the role that it takes."""
    logger.warning(
        "refused %s %s to %s from %s: %s", request.method, request.url.path, name or "nobody", _host(request), why
    )


def log_person(request: Request, what: str, name: str) -> None:
    """Write that somebody signed in or out or failed to, or what became of a login."""
    logger.info("%s: %r from %s", what, name[:120], _host(request))


def _host(request: Request) -> str:
    return request.client.host if request.client else "nowhere"
