"""Pages that were put together before: what many people look at costs once for each version of the data."""

from collections import OrderedDict
from threading import Lock

ROOM_BYTES = 16_000_000


class KeptAnswers:
    """
    Bodies of answers by their ETag, the least lately asked for forgotten where there is no more room.

    An ETag says everything an answer depends on, so that nothing ever has to be taken back. May be used by several
    threads.
    """

    def __init__(self, room: int = ROOM_BYTES) -> None:
        self._room = room
        self._bodies: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    def get(self, etag: str) -> bytes | None:
        """The body, or None."""
        with self._lock:
            if etag in self._bodies:
                self._bodies.move_to_end(etag)
            return self._bodies.get(etag)

    def keep(self, etag: str, body: bytes) -> None:
        """Keep a body; one that is larger than all the room is not kept."""
        with self._lock:
            self._room += len(self._bodies.pop(etag, b"")) - len(body)
            self._bodies[etag] = body
            while self._room < 0:
                self._room += len(self._bodies.popitem(last=False)[1])
