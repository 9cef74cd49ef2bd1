"""Hashing of passwords: Argon2id, and few at once, because each takes 64 MiB and a good part of a second."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from threading import BoundedSemaphore

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from app.errors import Unavailable

AT_ONCE = 2
"""Hashes computed at one time in one process: 128 MiB."""
WAITING = 24
"""How many more may wait for that; the server answers some forty requests at once, and pages must have their share."""

MEMORY_KIB, TIME_COST, PARALLELISM = 65_536, 3, 4


def slow_hasher() -> PasswordHash:
    """Argon2id as RFC 9106 has it for machines with little memory: 64 MiB, three passes, four lanes."""
    return PasswordHash((Argon2Hasher(time_cost=TIME_COST, memory_cost=MEMORY_KIB, parallelism=PARALLELISM),))


class Passwords:
    """Hashes passwords and compares them. May be used by several threads; one for each process."""

    def __init__(self, hasher: PasswordHash | None = None) -> None:
        self._hasher = hasher or slow_hasher()
        self._seats = BoundedSemaphore(AT_ONCE + WAITING)
        self._desks = BoundedSemaphore(AT_ONCE)

    def hash(self, password: str) -> str:
        """
        What is kept of a password.

        Raises:
            Unavailable: Too many wait for the same.
        """
        with self._desk():
            return self._hasher.hash(password)

    def fits(self, password: str, kept: str | None) -> bool:
        """
        Whether a password is the one of which this was kept.

        With None, where there is no such user, it takes just as long and is never right.

        Raises:
            Unavailable: Too many wait for the same.
        """
        with self._desk():
            is_right = self._hasher.verify(password, kept or self._nobodys)
        return is_right and kept is not None

    @cached_property
    def _nobodys(self) -> str:
        return self._hasher.hash("the password of nobody")

    @contextmanager
    def _desk(self) -> Iterator[None]:
        if not self._seats.acquire(blocking=False):
            raise Unavailable("Many people sign in at this moment. Nothing was changed: try again in a few seconds.")
        try:
            with self._desks:
                _ = self._nobodys  # computed before the first comparison, so that no comparison tells who is known
                yield
        finally:
            self._seats.release()
