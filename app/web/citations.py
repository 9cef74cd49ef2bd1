"""A view or an event as a sentence to quote, in the manner of the Chicago notes: title, date, who says so, address."""

from datetime import date
from typing import TYPE_CHECKING

from app.domain.dates import MONTHS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.domain.summaries import EventSummary

_INNER_QUOTES = str.maketrans({"“": "‘", "”": "’", '"': "’"})


def event_citation(event: "EventSummary", address: str, accessed_on: date) -> str:
    """
    One event: “India accuses Pakistan,” 14 Feb 2019, as told by Dawn, Dyadline, accessed 6 May 2024, http…/events/12.

    Args:
        address: Where others find it.
        accessed_on: The day on which it was read here.
    """
    told = f"as told by {_joined(event.sources)}" if event.sources else ""
    return _sentence(event.title, event.date_words, told, address, accessed_on)


def view_citation(subject: str, days: str, said: "Sequence[str]", address: str, accessed_on: date) -> str:
    """
    A whole timeline.

    Args:
        subject: What it is about.
        days: Its window in words.
        said: What else it is: how many events, by what filter.
        address: Where others find it.
        accessed_on: The day on which it was read here.
    """
    return _sentence(f"Timeline: {subject}", days, ", ".join(said), address, accessed_on)


def _sentence(title: str, dated: str, said: str, address: str, accessed_on: date) -> str:
    day = f"{accessed_on.day} {MONTHS[accessed_on.month]} {accessed_on.year}"
    quoted = " ".join(title.translate(_INNER_QUOTES).split()).rstrip(".,")
    parts = [f"“{quoted},” {dated}", said, "Dyadline", f"accessed {day}", address]
    return ", ".join(part for part in parts if part) + "."


def _joined(names: "Sequence[str]") -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
