"""
One exchange with an endpoint: one deadline for all of it, a cap on the answer, no redirect, no proxy, TLS verified.

A socket's timeout counts from one byte to the next, so an endpoint that drips can hold a reader for ever, and a name
look-up has none at all. The exchange therefore runs in a thread of its own, and whoever waits for it stops on time.
"""

import contextlib
import http.client
import socket
import ssl
import threading
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from app.second_opinion.model import OpinionFailed

_CHUNK = 65_536
_PATH = "/chat/completions"


class EndpointRefused(OpinionFailed):
    """The endpoint answered with another status than 200; `status` is it."""

    def __init__(self, host: str, status: int) -> None:
        super().__init__(f"{host} answered with status {status}: {_meaning(status)}.")
        self.status = status


@dataclass(frozen=True)
class Endpoint:
    """
    Where to ask.

    Attributes:
        url: Base address of an OpenAI-compatible service, http or https.
        key: Bearer token, or empty.
        max_bytes: Largest answer taken.
    """

    url: str
    key: str
    max_bytes: int

    def post(self, body: bytes, seconds: float) -> bytes:
        """
        Send one JSON document and give the answer's body.

        Raises:
            OpinionFailed: No answer of status 200 and within the cap arrived whole within `seconds`.
        """
        exchange = _Exchange(self, body, seconds)
        exchange.start()
        exchange.join(seconds)
        if exchange.is_alive():
            exchange.abandon()
            raise _too_slow(exchange.host)
        if exchange.answer is None:
            raise exchange.failure or OpinionFailed(f"{exchange.host} gave no answer.")
        return exchange.answer


class _Exchange(threading.Thread):
    """The thread that talks; it leaves either `answer` or `failure`."""

    def __init__(self, endpoint: Endpoint, body: bytes, seconds: float) -> None:
        super().__init__(name="second-opinion", daemon=True)  # it never keeps the program from ending
        self._endpoint, self._body, self._seconds = endpoint, body, seconds
        self._address = urlsplit(endpoint.url)
        self._socket: socket.socket | None = None
        self._abandoned = threading.Event()
        self.host = self._address.hostname or endpoint.url
        self.answer: bytes | None = None
        self.failure: OpinionFailed | None = None

    def run(self) -> None:
        try:
            self.answer = self._exchange()
        except OpinionFailed as problem:
            self.failure = problem
        except TimeoutError:  # the socket may notice the deadline before the one that waits does
            self.failure = _too_slow(self.host)
        except Exception as problem:  # whatever ends this thread has to reach the one that waits
            self.failure = OpinionFailed(f"{self.host} could not be asked: {_plainly(problem)}.")

    def abandon(self) -> None:
        """End a talk that took too long; nothing more is sent or read."""
        self._abandoned.set()
        if self._socket is not None:
            with contextlib.suppress(OSError, ValueError):
                self._socket.shutdown(socket.SHUT_RDWR)

    def _exchange(self) -> bytes:
        with contextlib.closing(_connection(self._address, self._seconds)) as connection:
            connection.connect()
            # Kept here, because the connection forgets its socket before the body is read.
            self._socket = connection.sock
            if self._abandoned.is_set():
                raise OpinionFailed(f"{self.host} was too slow to connect.")
            connection.request("POST", _target(self._address), self._body, self._headers())
            with contextlib.closing(connection.getresponse()) as response:
                return self._read(response)

    def _headers(self) -> dict[str, str]:
        headers = {
            "Content-Type": "application/json",
            "Accept": "application/json",
            "Accept-Encoding": "identity",  # a packed answer could unpack to anything
            "Connection": "close",
            "User-Agent": "dyadline",
        }
        if self._endpoint.key:
            headers["Authorization"] = f"Bearer {self._endpoint.key}"
        return headers

    def _read(self, response: http.client.HTTPResponse) -> bytes:
        if response.status != http.HTTPStatus.OK:
            raise EndpointRefused(self.host, response.status)
        if response.getheader("Content-Encoding", "identity") != "identity":
            raise OpinionFailed(f"{self.host} packed its answer although it was asked not to.")
        answer = bytearray()
        while not self._abandoned.is_set() and (chunk := response.read1(_CHUNK)):
            answer += chunk
            if len(answer) > self._endpoint.max_bytes:
                raise OpinionFailed(f"{self.host} sent more than the {self._endpoint.max_bytes} bytes that are taken.")
        if response.length:
            raise OpinionFailed(f"{self.host} broke off in the middle of its answer.")
        return bytes(answer)


def _too_slow(host: str) -> OpinionFailed:
    return OpinionFailed(f"{host} did not answer in full within the time that DYADLINE_LLM_SECONDS allows.")


def _connection(address: SplitResult, seconds: float) -> http.client.HTTPConnection:
    """A connection straight to the host: `http.client` knows neither proxies nor redirects."""
    host = address.hostname or ""
    if address.scheme == "https":
        context = ssl.create_default_context()
        return http.client.HTTPSConnection(host, address.port, timeout=seconds, context=context)
    return http.client.HTTPConnection(host, address.port, timeout=seconds)


def _target(address: SplitResult) -> str:
    path = address.path.rstrip("/")
    path = path if path.endswith(_PATH) else path + _PATH
    return f"{path}?{address.query}" if address.query else path


def _meaning(status: int) -> str:
    """What a person can do about a status; the body is not shown, since it may say anything."""
    if 300 <= status < 400:
        return "it sends callers elsewhere, which is not followed; set DYADLINE_LLM_URL to the final address"
    known = {
        400: "it does not understand the question",
        401: "it wants another DYADLINE_LLM_KEY",
        403: "it wants another DYADLINE_LLM_KEY",
        404: "it knows no such address or model; see DYADLINE_LLM_URL and DYADLINE_LLM_MODEL",
        413: "the article is too long for it; lower DYADLINE_LLM_MAX_CHARS",
        429: "it is asked too often; try later or lower DYADLINE_LLM_DAILY_CALLS",
    }
    return known.get(status, "it is in trouble itself; try later" if status >= 500 else "no answer can be had from it")


def _plainly(problem: Exception) -> str:
    """What went wrong, without addresses or contents that the message might carry."""
    if isinstance(problem, ssl.SSLCertVerificationError):
        return f"its certificate is not trusted ({problem.verify_message})"
    if isinstance(problem, OSError) and problem.strerror:
        return problem.strerror
    return f"the talk ended with {type(problem).__name__}"
