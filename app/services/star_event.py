"""Stars: an analyst marks an event to find it again."""

from datetime import datetime
from typing import TYPE_CHECKING

from app.services.gone import not_there
from app.services.recorded import recorded
from app.store.engine import writing
from app.store.event_state import read_state, write_stars
from app.store.merging import stands_for
from app.store.revisions import EVENT
from app.store.users import user_id

if TYPE_CHECKING:
    from sqlmodel import Session


def star(session: "Session", event_id: int, analyst: str, now: datetime, *, on: bool) -> None:
    """
    Put an analyst's star on an event, or take it off; done twice it is done once.

    On an event that is part of another now it is the other's.

    Raises:
        NotFound: There is no such event.
    """
    with writing(session):
        stands = stands_for(session, event_id)
        if stands is None:
            raise not_there(session, EVENT, event_id)
        event_id = stands
        user = user_id(session, analyst, now)
        with recorded(session, "star" if on else "unstar", user, now, event_id=event_id) as recorder:
            recorder.watch([(EVENT, event_id)])
            stars = set(read_state(session, [(EVENT, event_id)])[EVENT, event_id]["stars"])
            write_stars(session, event_id, sorted(stars | {user} if on else stars - {user}))
