"""
An ingest that ends itself with SIGKILL at a chosen moment; a program of its own, run by `test_crash.py`.

    python -m tests.services.crash_driver URL FOLDER before|after|never N

The N-th writing commit is where it dies, just before or just after it. The first opens the batch; then each article has
two, the one that keeps it and the one that saves its events. After the former its number goes to standard output:
from then on the article is acknowledged.
"""

import os
import signal
import sys
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from app.services.ingest import files_in, ingest
from app.store.engine import SessionFactory, make_engine, make_session_factory
from tests.conftest import NOW


class Ending:
    """Counts the writing commits and ends the process at one of them."""

    def __init__(self, side: str, number: int) -> None:
        self.side, self.number = side, number
        self.commits = 0
        self.is_writing = False

    def before_commit(self, session: Session) -> None:
        self.is_writing = bool(session.connection().get_execution_options().get("dyadline_writes"))
        session.flush()
        if self.is_writing and (self.side, self.number) == ("before", self.commits + 1):
            os.kill(os.getpid(), signal.SIGKILL)

    def after_commit(self, _: Session) -> None:
        if not self.is_writing:
            return
        self.commits += 1
        if self.commits % 2 == 0:
            os.write(sys.stdout.fileno(), f"{self.commits // 2}\n".encode())
        if (self.side, self.number) == ("after", self.commits):
            os.kill(os.getpid(), signal.SIGKILL)


def watched(session_factory: SessionFactory, ending: Ending) -> SessionFactory:
    """The same sessions, seen by an ending."""
    listeners: dict[str, Any] = {"before_commit": ending.before_commit, "after_commit": ending.after_commit}
    for name, listener in listeners.items():
        sa.event.listen(session_factory, name, listener)
    return session_factory


def main(url: str, folder: str, side: str, number: str) -> None:
    """Ingest the folder until the end."""
    session_factory = watched(make_session_factory(make_engine(url)), Ending(side, int(number)))
    ingest(session_factory, files_in([Path(folder)]), channel="cli", analyst="Ada", clock=lambda: NOW)


if __name__ == "__main__":
    main(*sys.argv[1:])
