"""How many second opinions one process waits for at once: a slow model must leave room for every other request."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from app.errors import DyadlineError

SEATS = 3
"""Requests that may wait for a model at once; the web server has forty threads for all requests together."""


class Busy(DyadlineError):
    """Nobody was asked, because others wait already; the message says who and what to do."""


class OpinionDesk:
    """Where whoever wants an opinion takes a seat, or is told at once that there is none."""

    def __init__(self, seats: int = SEATS) -> None:
        self._seats = seats
        self._asked: set[int] = set()
        self._lock = threading.Lock()

    @contextmanager
    def seat(self, article_id: int) -> Iterator[None]:
        """
        A seat for as long as the opinion on an article is waited for.

        Raises:
            Busy: The same article is being asked about, or every seat is taken.
        """
        with self._lock:
            if article_id in self._asked:
                raise Busy("This article is being asked about already. Load the page again in a minute.")
            if len(self._asked) >= self._seats:
                raise Busy(f"{self._seats} second opinions are being waited for. Try again in a minute.")
            self._asked.add(article_id)
        try:
            yield
        finally:
            with self._lock:
                self._asked.remove(article_id)
