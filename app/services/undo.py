"""Undo: an action of its own that puts every input of another back, unless somebody changed one of them since."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from app.errors import BadInput, Conflict, NotFound
from app.services.recorded import Recorder, recorded
from app.services.resettle import resettle
from app.store.actions import ActionView, changes_of, events_decided_since, find_action, standing_actions
from app.store.adopted import follow_reviews
from app.store.engine import reading, writing
from app.store.event_state import DECIDED_AT, DERIVED, put_back, put_back_all, read_state
from app.store.merging import merged_among, stranded
from app.store.revisions import ACCOUNT, EVENT, Change
from app.store.users import user_id

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlmodel import Session

HOLDING = ("accept", "reject", "edit", "adopt", "dispute", "merge", "split", "create", "order")
"""Actions that hold the accounts of their event: an undone one lets them go only if no other is left."""
UNDO = "undo"
PERSONAL = ("grade", "judge")
"""Actions by which people say what they hold themselves: only they and editors take them back."""
_ORDER = ("after", "before")
_LINKS = ("event", "merged_into", *_ORDER)
"""Fields that name an event."""
_REVIEW = {(EVENT, "review"), (EVENT, DECIDED_AT), (ACCOUNT, "held")}
"""What the acceptance of a whole filter changes: no value of an event follows from it."""


def undo(session: "Session", action_id: int, analyst: str, now: datetime) -> int | None:
    """
    Take an action back; undoing an undo does it again.

    Returns:
        The event it was done on, None for an article.

    Raises:
        NotFound: There is no such action.
        BadInput: The machine did it.
        Conflict: It was undone already, or something that it changed was changed again since.
    """
    with writing(session):
        action = find_action(session, action_id)
        if action is None:
            raise NotFound(f"There is no action {action_id}.")
        _check(action)
        changes = [change for change in changes_of(session, action_id) if _is_input(change)]
        _check_unchanged(session, changes)
        _check_present(session, changes)
        user = user_id(session, analyst, now)
        with recorded(session, UNDO, user, now, event_id=action.event_id, undoes=action_id) as recorder:
            _watch(recorder, action, changes)
            moved = {change.subject_id for change in changes if (change.subject, change.field) == (ACCOUNT, "event")}
            many = _is_review_of_many(action, changes)
            if many:
                _put_back_reviews(session, changes, action_id, now)
            for change in () if many else changes:
                if change.subject_id in moved or not _must_stay_held(session, change, action_id):
                    put_back(session, (change.subject, change.subject_id), change.field, change.old, now)
            _check_reachable(session, changes)
            resettle(session, recorder, now)
        return action.event_id


def concerns_many(session: "Session", action_id: int) -> bool:
    """Whether an action, or what it took back, joined or parted events or accepted a whole filter."""
    with reading(session):
        action = find_action(session, action_id)
        return action is not None and is_wide(action, lambda before: find_action(session, before))


def is_wide(action: ActionView, find: "Callable[[int], ActionView | None]") -> bool:
    """As `concerns_many`; `find` gives an action by its id."""
    root = _root(action, find)
    return root.kind in ("merge", "split") or (root.kind == "accept" and root.event_id is None)


def whose_word(session: "Session", action_id: int) -> str | None:
    """Whose own grade or judgement an action, or what it took back, is; None where it is nobody's own."""
    with reading(session):
        action = find_action(session, action_id)
        return own_word(action, lambda before: find_action(session, before)) if action else None


def own_word(action: ActionView, find: "Callable[[int], ActionView | None]") -> str | None:
    """As `whose_word`; `find` gives an action by its id."""
    root = _root(action, find)
    return root.user if root.kind in PERSONAL else None


def _root(action: ActionView, find: "Callable[[int], ActionView | None]") -> ActionView:
    """What an action took back, or what that took back, and so on; itself where it is no undo."""
    while action.kind == UNDO and action.undoes is not None and (before := find(action.undoes)) is not None:
        action = before
    return action


def _check(action: ActionView) -> None:
    if action.user is None:
        raise BadInput("What the machine did is not undone by hand: merge, split or edit the event instead.")
    if action.undone_by is not None:
        raise Conflict("This was undone already.")


def _is_input(change: Change) -> bool:
    return change.subject != EVENT or change.field not in DERIVED


def _check_unchanged(session: "Session", changes: list[Change]) -> None:
    state = read_state(session, {(change.subject, change.subject_id) for change in changes})
    for change in changes:
        if change.field == "held":
            continue  # further decisions hold it too; see `_must_stay_held`
        if state[change.subject, change.subject_id].get(change.field) != change.new:
            raise Conflict(
                f"The {change.field.removeprefix('decided.')} of {change.subject} {change.subject_id} "
                "was changed again since: undo the later change first."
            )


def _check_present(session: "Session", changes: list[Change]) -> None:
    """Nothing is given back to an event that is part of another by now; by what that was ordered matters to nobody."""
    touched = {one.subject_id for one in changes if one.subject == EVENT and one.field not in _ORDER}
    touched |= {change.old for change in changes if change.field in _LINKS and change.old is not None}
    for event_id, into in merged_among(session, touched - _redirected(changes)).items():
        raise Conflict(f"Event {event_id} is part of event {into} now: undo that first.")


def _check_reachable(session: "Session", changes: list[Change]) -> None:
    """An event that becomes part of another again takes along only what it had when it was before."""
    for event_id in stranded(session, _redirected(changes)):
        raise Conflict(f"Event {event_id} has got accounts, notes or an order since: merge it anew instead.")


def _redirected(changes: list[Change]) -> set[int]:
    return {change.subject_id for change in changes if change.field == "merged_into"}


def _watch(recorder: Recorder, action: ActionView, changes: list[Change]) -> None:
    recorder.watch({(change.subject, change.subject_id) for change in changes})
    if _is_review_of_many(action, changes):
        return
    events = {change.subject_id for change in changes if change.subject == EVENT}
    events |= {place for change in changes if change.field == "event" for place in (change.old, change.new)}
    recorder.watch_events(events | ({action.event_id} if action.event_id else set()))


def _is_review_of_many(action: ActionView, changes: list[Change]) -> bool:
    """Whether it was a whole filter that was accepted: thousands of events are not derived anew for that."""
    return action.event_id is None and {(change.subject, change.field) for change in changes} <= _REVIEW


def _put_back_reviews(session: "Session", changes: list[Change], action_id: int, now: datetime) -> None:
    """Put back the reviews of a whole filter, a few statements for thousands of events."""
    events = {change.subject_id for change in changes if change.subject == EVENT}
    held = events_decided_since(session, events, HOLDING, action_id)
    alike: dict[tuple[str, str, Any], list[int]] = {}
    for change in changes:
        if change.subject == EVENT or change.event_id not in held:
            alike.setdefault((change.subject, change.field, change.old), []).append(change.subject_id)
    for (subject, field, old), ids in alike.items():
        put_back_all(session, subject, ids, field, old, now)
    follow_reviews(session, events)


def _must_stay_held(session: "Session", change: Change, action_id: int) -> bool:
    """Whether a later decision of a person, which found the account held already, still holds it where it is."""
    if (change.subject, change.field, change.old) != (ACCOUNT, "held", False) or change.event_id is None:
        return False
    return any(other > action_id for other in standing_actions(session, [change.event_id], HOLDING))
