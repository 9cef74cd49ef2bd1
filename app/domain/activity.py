"""What the activity page asks for: whose deeds, of what kind, on which field, in which days, from where on."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import IntEnum

from app.errors import BadInput

MACHINE = "-"
"""Stands for the machine where a user's name could stand; no name is that short of letters."""

ACTION_KINDS = (
    "accept", "reject", "edit", "adopt", "dispute", "release", "merge", "split", "create", "order", "star", "unstar",
    "undo", "grade", "judge", "grade source",
)  # fmt: skip
SUBJECT_KINDS = ("annotation", "article", "user")
"""Kinds of deeds that are told by what was changed, because no action stands for them."""
LOGIN, FAILED_LOGIN = "login", "failed-login"
KINDS = (*ACTION_KINDS, *SUBJECT_KINDS, LOGIN, FAILED_LOGIN)


class Told(IntEnum):
    """Where a deed is kept; of two at one instant the one of the higher number is told first."""

    LOGIN = 0
    REVISION = 1
    ACTION = 2


@dataclass(frozen=True)
class Place:
    """Behind which deed a page goes on: it alone has this instant, kind of row and id."""

    at: datetime
    told: Told
    id: int

    def __str__(self) -> str:
        """As an address carries it; `read_place` takes it back."""
        return f"{self.at.astimezone(UTC):%Y%m%dT%H%M%S.%f}-{self.told.value}-{self.id}"


def read_place(text: str) -> Place | None:
    """
    Take a place from an address; None for the beginning.

    Raises:
        BadInput: It is none.
    """
    if not text:
        return None
    try:
        at, told, id_ = text.split("-")
        return Place(datetime.strptime(at, "%Y%m%dT%H%M%S.%f").replace(tzinfo=UTC), Told(int(told)), _small(id_))
    except ValueError:
        raise BadInput(f"{text[:40]!r} is no place in this list: begin at its first page.", "after") from None


@dataclass(frozen=True)
class ActivityFilter:
    """
    Which deeds are asked for; None asks for all.

    Attributes:
        user: By whom; `MACHINE` for none of them. Without it, everybody but the machine.
        kind: One of `KINDS`.
        field: What was changed.
        first, last: Days in UTC, both included.
    """

    user: str | None = None
    kind: str | None = None
    field: str | None = None
    first: date | None = None
    last: date | None = None

    @property
    def since(self) -> datetime | None:
        """The first instant that counts."""
        return datetime.combine(self.first, time(), UTC) if self.first else None

    @property
    def until(self) -> datetime | None:
        """The first instant that counts no more."""
        if self.last is None or self.last == date.max:
            return None
        return datetime.combine(self.last + timedelta(days=1), time(), UTC)


def _small(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise ValueError(text)
    return int(text)
