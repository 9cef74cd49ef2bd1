"""What no page may do in a browser: ask another host, complain on the console, break the content policy."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request

_REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) =>
  window.reportViolation(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`)
);
"""


@dataclass
class Guard:
    """
    Watches one browser context.

    Attributes:
        host: The only host, with its port, that may be asked.
        expected: Part of the console errors that the test provokes, for example "422"; empty expects none.
        faults: What it saw.
    """

    host: str
    expected: str = ""
    faults: list[str] = field(default_factory=list)

    def watch(self, context: BrowserContext, *, scripts: bool = True) -> None:
        """Begin to watch every page of the context."""
        context.on("request", self._on_request)
        context.on("console", self._on_console)
        context.on("weberror", lambda error: self.faults.append(f"script error: {error.error}"))
        if scripts:
            context.expose_function("reportViolation", lambda text: self.faults.append(f"policy violation: {text}"))
            context.add_init_script(_REPORT_VIOLATIONS)

    def _on_request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob", "about") and parts.netloc != self.host:
            self.faults.append(f"request to another host: {request.url}")

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not (self.expected and self.expected in message.text):
            self.faults.append(f"console {message.type}: {message.text}")
