"""What a view asks more than once: a reading transaction sees one state of the data, so that one answer serves."""

from collections.abc import Callable, Hashable
from typing import TypeVar, cast

from sqlmodel import Session

_ASKED = "dyadline_asked"
Answer = TypeVar("Answer")


def begin(session: Session) -> None:
    """A reading transaction begins."""
    session.info[_ASKED] = {}


def end(session: Session) -> None:
    """It is over: what comes next may see other data."""
    session.info.pop(_ASKED, None)


def once(session: Session, key: Hashable, ask: Callable[[], Answer]) -> Answer:
    """The answer, asked for at the first time; each time where the transaction may change what it is about."""
    asked = session.info.get(_ASKED)
    if asked is None:
        return ask()
    if key not in asked:
        asked[key] = ask()
    return cast("Answer", asked[key])
