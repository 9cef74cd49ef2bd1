"""Finding the other event that a person means: by its number or by words of its title."""

import re
from typing import TYPE_CHECKING

from app.errors import BadInput, NotFound
from app.store.engine import reading
from app.store.event_search import EventLine, event_lines, near_events, search_events

if TYPE_CHECKING:
    from sqlmodel import Session

__all__ = ["EventLine", "SeveralEvents", "find_events", "get_line", "name_event"]

LIMIT = 20
MAX_QUERY_CHARS = 200
_NUMBER = re.compile(r"(?:event\s*|#)?([0-9]{1,9})", re.IGNORECASE)


class SeveralEvents(BadInput):
    """Words that several titles hold: somebody has to say which is meant. `events` holds the first of them."""

    def __init__(self, typed: str, events: tuple[EventLine, ...], field: str) -> None:
        super().__init__(f"Several events have {typed!r} in their title: choose one of them.", field)
        self.events = events


def find_events(session: "Session", typed: str, event_id: int) -> tuple[EventLine, ...]:
    """
    Events that may be meant on the page of another, which is never among them.

    Args:
        typed: A number ("7", "event 7"), words of a title, or nothing: then those of the same pair, nearest in date.
        event_id: The event on whose page is asked.
    """
    text = " ".join(typed.split())[:MAX_QUERY_CHARS]
    with reading(session):
        if not text:
            return tuple(near_events(session, event_id, LIMIT))
        if number := _NUMBER.fullmatch(text):
            found = list(event_lines(session, [int(number[1])]).values())
        else:
            found = search_events(session, text.split(), LIMIT)
        return tuple(line for line in found if line.id != event_id)


def name_event(session: "Session", typed: str, event_id: int, field: str) -> int | None:
    """
    The one event that a person names; None where nothing was typed.

    Raises:
        BadInput: No event is meant.
        SeveralEvents: More than one is.
    """
    text = " ".join(typed.split())
    if not text:
        return None
    found = find_events(session, text, event_id)
    if not found:
        raise BadInput(f"No other event is called {text[:60]!r}: give its number, or words of its title.", field)
    if len(found) > 1:
        raise SeveralEvents(text[:60], found, field)
    return found[0].id


def get_line(session: "Session", event_id: int) -> EventLine:
    """
    An event in one line.

    Raises:
        NotFound: There is none.
    """
    with reading(session):
        line = event_lines(session, [event_id]).get(event_id)
    if line is None:
        raise NotFound(f"There is no event {event_id}.")
    return line
