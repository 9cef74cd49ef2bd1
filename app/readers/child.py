"""
Untrusted files are parsed in a process of their own that can be killed.

One library in ten hangs on a hostile file, and a thread cannot be stopped. The fork server has the parsers loaded
already, so a child costs some 20 ms. Where there is no fork server (Windows) a fresh process is spawned, more slowly.
"""

import multiprocessing
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from multiprocessing.connection import Connection
from multiprocessing.context import BaseContext
from typing import Any, TypeVar

from app.errors import UnreadableFile
from app.readers.limits import ReaderLimits

Result = TypeVar("Result")


@dataclass(frozen=True)
class _Refused:
    """What a child sends instead of a result: the reason, in words that go behind the file's name."""

    reason: str


def run_in_child(function: Callable[..., Result], *arguments: Any, name: str, limits: ReaderLimits) -> Result:
    """
    Call a module-level function in a child process and give back what it returns.

    Raises:
        UnreadableFile: The child ran out of time or memory, or died; `name` is the file in the message.
    """
    receiver, sender = multiprocessing.Pipe(duplex=False)
    child = _context().Process(  # type: ignore[attr-defined]  # typeshed gives BaseContext no Process
        target=_call, args=(sender, limits.child_bytes, function, arguments), daemon=True
    )
    child.start()
    sender.close()
    try:
        if not receiver.poll(limits.child_seconds):
            raise UnreadableFile(
                name, f"reading it took more than {limits.child_seconds:g} seconds, so it was stopped."
            )
        try:
            outcome: Result | _Refused = receiver.recv()
        except EOFError:
            raise UnreadableFile(name, "its reader ran out of memory or crashed.") from None
    finally:
        receiver.close()
        if child.is_alive():
            child.join(0.2)
        if child.is_alive():
            child.kill()
        child.join()
        child.close()
    if isinstance(outcome, _Refused):
        raise UnreadableFile(name, outcome.reason)
    return outcome


@cache
def _context() -> BaseContext:
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["app.readers.html"])
    return context


def _call(sender: Connection, child_bytes: int, function: Callable[..., Any], arguments: tuple[Any, ...]) -> None:
    """In the child: bound the memory, forbid files, call, and send what came of it."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (child_bytes, child_bytes))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        outcome = function(*arguments)
    except UnreadableFile as refusal:
        outcome = _Refused(refusal.reason)
    except Exception as fault:
        outcome = _Refused(f"its reader gave up ({type(fault).__name__}).")
    sender.send(outcome)
    sender.close()
