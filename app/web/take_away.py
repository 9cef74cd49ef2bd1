"""What a person takes along from a timeline: its address, its data, and a sentence to quote it by."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.timeline.words import counted, window_words
from app.web.citations import event_citation, view_citation
from app.web.urls import event_url

if TYPE_CHECKING:
    from app.web.timeline_contexts import TimelineLinks
    from app.web.visit import Visit


@dataclass(frozen=True)
class TakeAway:
    """
    Texts to copy.

    Attributes:
        link, citation: Of the view.
        event_link, event_citation: Of the selected event; empty where none is selected.
    """

    link: str
    citation: str
    event_link: str
    event_citation: str


def take_away(links: "TimelineLinks", visit: "Visit") -> TakeAway:
    """The texts of one view, with addresses that others can open and the day of the visit."""
    view, event = links.view, links.view.selected
    filtered = ", ".join(chip.label for chip in links.chips())
    said = [counted(view.counts.total, "event"), *([f"filtered by {filtered}"] if filtered else [])]
    days = window_words(view.picture.window) if view.picture else "undated"
    address = visit.root + links.url(selected=None, cluster=None)
    event_link = visit.root + event_url(event.id) if event else ""
    return TakeAway(
        link=visit.root + links.url(),
        citation=view_citation(links.subject(), days, said, address, visit.day),
        event_link=event_link,
        event_citation=event_citation(event, event_link, visit.day) if event else "",
    )
