"""Saved views: kept, changed, deleted, listed with what is new in them since somebody last opened them."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.saved_views import ViewDraft, filter_of
from app.errors import Conflict, Forbidden, NotFound
from app.services.filter_facts import KeptFacts
from app.store.engine import reading, writing
from app.store.saved_views import (
    Mark,
    ViewRow,
    add_view,
    change_view,
    count_new,
    delete_view,
    find_view,
    list_views,
    marks_of,
    present_mark,
    write_mark,
)
from app.store.timeline_queries import count_events
from app.store.users import user_id

if TYPE_CHECKING:
    from sqlmodel import Session

__all__ = [
    "ListedView",
    "ViewRow",
    "browse_views",
    "edit_view",
    "get_view",
    "known_views",
    "mark_seen",
    "remove_view",
    "save_view",
]


@dataclass(frozen=True)
class ListedView:
    """
    A view in the list.

    Attributes:
        is_mine: Whether the reader saved it.
        total: Events of its filter.
        created, changed: Of them new and changed since the reader opened it last; None if they never did.
    """

    view: ViewRow
    is_mine: bool
    total: int
    created: int | None
    changed: int | None


def browse_views(session: "Session", reader: str) -> tuple[ListedView, ...]:
    """The reader's own views, then those that others share."""
    with reading(session):
        marks = marks_of(session, reader)
        listed = [_listed(session, view, reader, marks.get(view.id)) for view in list_views(session, reader)]
        return tuple(sorted(listed, key=lambda one: not one.is_mine))


def known_views(session: "Session", reader: str) -> tuple[ViewRow, ...]:
    """The views of `browse_views` in its order, nothing counted."""
    with reading(session):
        return tuple(sorted(list_views(session, reader), key=lambda view: view.owner != reader))


def get_view(session: "Session", view_id: int, reader: str) -> ViewRow:
    """
    A view that the reader may see.

    Raises:
        NotFound: There is none, or it is another's private one: nobody can tell which.
    """
    with reading(session):
        return _visible(session, view_id, reader)


def save_view(session: "Session", draft: ViewDraft, owner: str, now: datetime) -> int:
    """Keep a view; its owner has seen all that is in it now."""
    with writing(session):
        owner_id = user_id(session, owner, now)
        view_id = add_view(session, owner_id, draft, now)
        write_mark(session, view_id, owner_id, present_mark(session))
        return view_id


def edit_view(session: "Session", view_id: int, draft: ViewDraft, version: int, reader: str, now: datetime) -> None:
    """
    Change a view.

    Raises:
        NotFound: There is none that the reader may see.
        Forbidden: It is another's.
        Conflict: It was changed meanwhile.
    """
    with writing(session):
        view = _own(session, view_id, reader)
        if view.version != version:
            raise Conflict(f"View {view_id} was changed meanwhile; nothing was overwritten. Open it again.")
        change_view(session, view_id, draft, now)


def remove_view(session: "Session", view_id: int, reader: str) -> None:
    """
    Delete a view; the events in it stay.

    Raises:
        NotFound: There is none that the reader may see.
        Forbidden: It is another's.
    """
    with writing(session):
        _own(session, view_id, reader)
        delete_view(session, view_id)


def mark_seen(session: "Session", view_id: int, reader: str, now: datetime) -> ViewRow:
    """
    Open a view: nothing that is in it now is new to the reader any more.

    Raises:
        NotFound: There is none that the reader may see.
    """
    with writing(session):
        view = _visible(session, view_id, reader)
        write_mark(session, view_id, user_id(session, reader, now), present_mark(session))
        return view


def _visible(session: "Session", view_id: int, reader: str) -> ViewRow:
    view = find_view(session, view_id, reader)
    if view is None:
        raise NotFound(f"There is no view {view_id}.")
    return view


def _own(session: "Session", view_id: int, reader: str) -> ViewRow:
    view = _visible(session, view_id, reader)
    if view.owner != reader:
        raise Forbidden(f"View {view_id} is {view.owner}'s: save one of your own with the same filter.")
    return view


def _listed(session: "Session", view: ViewRow, reader: str, mark: Mark | None) -> ListedView:
    wanted = filter_of(view.query).set_alone
    total = KeptFacts(session).get(("total", wanted), lambda: count_events(session, wanted))
    created, changed = count_new(session, wanted, mark) if mark else (None, None)
    return ListedView(view, view.owner == reader, total, created, changed)
