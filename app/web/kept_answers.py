"""Pages that were put together before: what many people look at costs once for each version of the data."""

import gzip
from collections import OrderedDict
from collections.abc import Callable
from threading import BoundedSemaphore, Lock

from fastapi import Request
from fastapi.responses import HTMLResponse

ROOM_BYTES = 8_000_000
QUICKLY = 1
"""The level of compression: three quarters of the gain for a tenth of the time."""
MAKERS = 2
"""How many pages are put together at once: Python does one thing at a time, and more would make all of them late."""


class KeptAnswers:
    """
    Bodies of answers by their ETag, compressed, the least lately asked for forgotten where there is no more room.

    An ETag says everything an answer depends on, so that nothing ever has to be taken back. May be used by several
    threads: those who ask for the same answer at once wait for the one who makes it.
    """

    def __init__(self, room: int = ROOM_BYTES) -> None:
        self._room = room
        self._bodies: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()
        self._makers = BoundedSemaphore(MAKERS)
        self._making: dict[str, Lock] = {}

    def get(self, etag: str, make: Callable[[], bytes]) -> bytes:
        """
        The compressed body, made now where it is not kept.

        Args:
            etag: Says everything the body depends on.
            make: Called in this thread, by one thread for an ETag at a time; what it raises is raised, and the next
                who asks tries again.
        """
        body = self._kept(etag)
        if body is not None:
            return body
        with self._lock:
            making = self._making.setdefault(etag, Lock())
        try:
            with making:
                return self._kept(etag) or self._made(etag, make)
        finally:
            with self._lock:
                self._making.pop(etag, None)

    def _made(self, etag: str, make: Callable[[], bytes]) -> bytes:
        with self._makers:
            body = gzip.compress(make(), QUICKLY, mtime=0)
        self._keep(etag, body)
        return body

    def _kept(self, etag: str) -> bytes | None:
        with self._lock:
            if etag in self._bodies:
                self._bodies.move_to_end(etag)
            return self._bodies.get(etag)

    def _keep(self, etag: str, body: bytes) -> None:
        """Keep a body; one that is larger than all the room is not kept."""
        with self._lock:
            self._room += len(self._bodies.pop(etag, b"")) - len(body)
            self._bodies[etag] = body
            while self._room < 0:
                self._room += len(self._bodies.popitem(last=False)[1])


def answer(request: Request, packed: bytes) -> HTMLResponse:
    """A kept page as the browser of a request takes it: compressed, which nearly all do, or not."""
    if "gzip" in request.headers.get("accept-encoding", ""):
        return HTMLResponse(packed, headers={"Content-Encoding": "gzip"})
    return HTMLResponse(gzip.decompress(packed))
