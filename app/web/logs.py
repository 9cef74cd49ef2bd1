"""Log entries of one line each, so that nothing from outside can pretend to be an entry of its own."""

import logging

from starlette.requests import Request

logger = logging.getLogger("dyadline.web")

_CONTROLS = {code: f"\\x{code:02x}" for code in (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029)} | {
    0x0A: "\\n",
    0x0D: "\\r",
    0x09: "\\t",
}


class OneLineFormatter(logging.Formatter):
    """Escapes line ends and other control characters, those of a traceback too."""

    def format(self, record: logging.LogRecord) -> str:
        """The entry in one line."""
        return super().format(record).translate(_CONTROLS)


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
