"""
The events of a filter that no index answers alone, read once for a page that asks for them ten times.

Such a filter (words, an actor, an outlet, a tag …) is looked for in several tables, and every count and list of a page
would look again. Up to `MOST_HELD` events are held for the transaction instead, and counted here; of more, the database
is asked each time.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlmodel import Session

from app.domain.dates import OPEN_END, OPEN_START
from app.domain.filters import Filter
from app.store.matching import indexed_rows, matching
from app.store.window_queries import Place

MOST_HELD = 20_000
"""Three megabytes, and a tenth of a second to read."""
_HELD = "dyadline_held"


class HeldRow(NamedTuple):
    """An event of a filter, in the columns of `matching`."""

    id: int
    earliest: int
    latest: int
    type: str
    status: str
    salience: int
    direction: str
    scope: str


class HeldRows:
    """All events of a filter: those with a date in the order of days and ids, and the ids of the others."""

    def __init__(self, rows: Iterable[Any]) -> None:
        every = sorted((HeldRow(*row) for row in rows), key=lambda row: (row.earliest or 0, row.id))
        self.every = every
        self.dated = [row for row in every if row.earliest is not None]
        self.undated_ids = [row.id for row in every if row.earliest is None]

    def touching(self, first_day: int, last_day: int) -> Iterator[HeldRow]:
        """Those that could touch the days from the first to the last, in their order."""
        return (row for row in self.dated if row.earliest <= last_day and row.latest >= first_day)

    def extent(self) -> tuple[int, int] | None:
        """First and last day, open ends left out; None where none is dated."""
        if not self.dated:
            return None
        first = min(row.latest if row.earliest == OPEN_START else row.earliest for row in self.dated)
        return first, max(row.earliest if row.latest == OPEN_END else row.latest for row in self.dated)

    def places(
        self, first_day: int, last_day: int, limit: int, after: Place | None, before: Place | None
    ) -> list[Place]:
        """What `timeline_queries.list_ids` gives."""
        inside = (_place(row) for row in self.touching(first_day, last_day))
        places = [one for one in inside if (after is None or one > after) and (before is None or one < before)]
        return places[-limit:] if before else places[:limit]

    def covered_until(self, first_day: int, last_day: int, until: Place) -> int:
        """The last day that events of the window up to a place can have touched; 0 for none."""
        before = (row for row in self.touching(first_day, last_day) if _place(row) <= until)
        known = (row for row in before if row.earliest != OPEN_START)
        return max((row.earliest if row.latest == OPEN_END else row.latest for row in known), default=0)

    def undated(self, limit: int, after: int, before: int | None) -> list[int]:
        """Ids of undated ones above `after`, or the nearest ones below `before`, in their order."""
        ids = [one for one in self.undated_ids if one > after and (before is None or one < before)]
        return ids[:limit] if before is None else ids[-limit:]

    def count(self, key: Callable[[HeldRow], Any]) -> Counter[Any]:
        """How many events there are of each kind."""
        return Counter(map(key, self.every))


def held_rows(session: Session, wanted: Filter, *, if_there: bool = False) -> HeldRows | None:
    """
    The events of a filter, its window left aside; None where an index answers it, or where there are too many.

    Args:
        if_there: Give them only if something else in this transaction needed them: one number is sooner counted.
    """
    if indexed_rows(wanted):
        return None
    transaction, kept = session.info.get(_HELD, (None, {}))
    if transaction is not session.get_transaction():
        kept = {}
        session.info[_HELD] = (session.get_transaction(), kept)
    key = wanted.set_alone
    if key not in kept and if_there:
        return None
    if key not in kept:
        rows = session.connection().execute(sa.select(matching(key)).limit(MOST_HELD + 1)).all()
        kept[key] = HeldRows(rows) if len(rows) <= MOST_HELD else None
    held: HeldRows | None = kept[key]
    return held


def _place(row: HeldRow) -> Place:
    return row.earliest, row.id
