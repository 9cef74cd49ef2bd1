"""
The one way in which the state of events changes: looked at before, changed, derived anew, and the differences recorded.

    with writing(session), recorded(session, "merge", by, now, event_id=7) as action:
        action.watch_events([7, 9])
        …change inputs…

What is watched is read before the change and again when the block ends; every difference becomes a revision of the
action. A block that changes nothing leaves no action behind.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.services.rederive import rederive
from app.store.actions import add_action
from app.store.event_accounts import account_ids_of
from app.store.event_state import State, Subject, read_state
from app.store.events import raise_versions
from app.store.order_queries import followers
from app.store.revisions import ACCOUNT, EVENT, Change, record

if TYPE_CHECKING:
    from sqlmodel import Session

REASON_CHARS = 500


@dataclass
class Recorder:
    """What an action watches; `id` is known once it has ended and changed something."""

    session: "Session"
    id: int | None = None
    _before: State = field(default_factory=dict)
    _stale: set[int] = field(default_factory=set)

    def watch_events(self, event_ids: Collection[int]) -> None:
        """Watch events, all that are ordered by them, and their accounts; they are derived anew at the end."""
        events = followers(self.session, event_ids)
        self._stale |= events
        accounts = account_ids_of(self.session, events)
        self.watch([(EVENT, event_id) for event_id in events] + [(ACCOUNT, account_id) for account_id in accounts])

    def watch(self, subjects: Collection[Subject]) -> None:
        """Watch subjects; what is watched already keeps its first look."""
        new = [subject for subject in subjects if subject not in self._before]
        self._before |= read_state(self.session, new)

    def started(self, event_id: int, **as_if: Any) -> None:
        """
        Watch an event that the action itself starts.

        Args:
            event_id: The event, still without a history.
            as_if: The state that undoing gives it, for instance `merged_into=7` or `review="rejected"`.
        """
        self._stale.add(event_id)
        present = read_state(self.session, [(EVENT, event_id)])[EVENT, event_id]
        self._before[EVENT, event_id] = present | as_if

    def fresh(self, event_id: int) -> None:
        """Derive an event that has no history yet, and record nothing of it."""
        self._stale.add(event_id)

    @property
    def events(self) -> frozenset[int]:
        """The events that are derived anew at the end."""
        return frozenset(self._stale)

    def changes(self) -> list[Change]:
        """Derive what is stale anew; give every difference to the first look, in a fixed order."""
        rederive(self.session, self._stale)
        after = read_state(self.session, self._before)
        return [
            change
            for subject in sorted(self._before)
            for change in _differences(subject, self._before[subject], after[subject])
        ]


@contextmanager
def recorded(
    session: "Session",
    kind: str,
    user_id: int | None,
    now: datetime,
    *,
    event_id: int | None = None,
    reason: str | None = None,
    undoes: int | None = None,
) -> Iterator[Recorder]:
    """
    An action inside the caller's writing transaction.

    Args:
        kind: What is done: "accept", "edit", "merge" …; at most twenty letters.
        user_id: Who does it; None is the machine.
        now: The instant.
        event_id: The event it is done on.
        reason: Why, in the person's words.
        undoes: The action that it takes back.
    """
    recorder = Recorder(session)
    yield recorder
    changes = recorder.changes()
    if not changes and undoes is None:  # what was undone says so, even where later decisions keep all of it
        return
    why = reason[:REASON_CHARS] if reason else None
    recorder.id = add_action(session, kind, event_id, user_id, now, reason=why, undoes=undoes)
    record(session, changes, user_id, now, recorder.id)
    raise_versions(session, {change.subject_id for change in changes if change.subject == EVENT})


def _differences(subject: Subject, before: dict[str, Any], after: dict[str, Any]) -> Iterator[Change]:
    kind, subject_id = subject
    for name in sorted({*before, *after}):
        old, new = before.get(name), after.get(name)
        if old != new:
            yield Change(kind, subject_id, name, old, new, _page(kind, subject_id, after))


def _page(kind: str, subject_id: int, after: dict[str, Any]) -> int | None:
    """The event whose page shows a change."""
    return subject_id if kind == EVENT else after.get("event")
