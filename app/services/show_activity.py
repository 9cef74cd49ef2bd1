"""Who did what: a page of deeds, and all of them for an export."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from app.domain.activity import ActivityFilter, Place
from app.store.actions import ActionView
from app.store.activity_queries import (
    Attempt,
    Deed,
    Sight,
    changes_of_events,
    list_deeds,
    list_undone,
    titles_of_events,
)
from app.store.engine import reading
from app.store.revisions import USER, RevisionView
from app.store.users import list_names, names_of

if TYPE_CHECKING:
    from sqlmodel import Session

__all__ = ["Attempt", "Deed", "Sight"]
PAGE = 50
EXPORT_PAGE = 500


@dataclass(frozen=True)
class Activity:
    """
    Deeds, newest first, with what tells them.

    Attributes:
        changes: By action what it changed of its event.
        undone: The actions that others of these took back.
        titles: Of the events that are still there.
        users: The names of the users that something was done with.
        next: Behind which place the next page begins; None on the last.
    """

    deeds: tuple[Deed, ...]
    changes: dict[int, list[RevisionView]] = field(default_factory=dict)
    undone: dict[int, ActionView] = field(default_factory=dict)
    titles: dict[int, str] = field(default_factory=dict)
    users: dict[int, str] = field(default_factory=dict)
    next: Place | None = None


def show_activity(
    session: "Session", wanted: ActivityFilter, sight: Sight, after: Place | None = None, limit: int = PAGE
) -> Activity:
    """
    One page.

    Args:
        wanted: Which deeds.
        sight: Whose sign-ins may be seen.
        after: Behind which place it begins; None for the newest.
        limit: How many deeds it has at most.
    """
    with reading(session):
        found = list_deeds(session, wanted, sight, after, limit + 1)
        deeds = found[: _end_of_page(found, limit)]
        actions = [deed.what for deed in deeds if isinstance(deed.what, ActionView)]
        events = {event_id for deed in deeds if (event_id := event_of(deed)) is not None}
        return Activity(
            deeds=tuple(deeds),
            changes=changes_of_events(session, actions),
            undone=list_undone(session, [action.undoes for action in actions if action.undoes is not None]),
            titles=titles_of_events(session, events),
            users=names_of(session, {user for deed in deeds if (user := _user_of(deed)) is not None}),
            next=deeds[-1].place if len(found) > len(deeds) else None,
        )


def together(deed: Deed) -> tuple[object, ...]:
    """The same for what one person changed of one thing at one instant: it is told as one, on one page."""
    what = deed.what
    if isinstance(what, RevisionView):
        return what.subject, what.subject_id, what.user, what.at
    return (deed.place,)


def _end_of_page(found: list[Deed], limit: int) -> int:
    """How many of the deeds make a page of at most `limit` that parts none from those it is told with."""
    end = min(limit, len(found))
    while 0 < end < len(found) and together(found[end - 1]) == together(found[end]):
        end -= 1
    return end or min(limit, len(found))


def all_activity(session: "Session", wanted: ActivityFilter, sight: Sight) -> Iterator[Activity]:
    """All pages, one after the other; what is done meanwhile is newer than the first and in none."""
    page = show_activity(session, wanted, sight, None, EXPORT_PAGE)
    yield page
    while page.next is not None:
        page = show_activity(session, wanted, sight, page.next, EXPORT_PAGE)
        yield page


def names_in_activity(session: "Session") -> list[str]:
    """Everybody who may have done something."""
    with reading(session):
        return list_names(session)


def _user_of(deed: Deed) -> int | None:
    return deed.what.subject_id if isinstance(deed.what, RevisionView) and deed.what.subject == USER else None


def event_of(deed: Deed) -> int | None:
    """The event that a deed was done on, if it was done on one."""
    return None if isinstance(deed.what, Attempt) else deed.what.event_id
