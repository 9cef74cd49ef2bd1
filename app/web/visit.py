"""Who looks at a page, from where and when: what a page needs of its request beside the query."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.web.preferences import Preferences, preferences_of
from app.web.urls import absolute

if TYPE_CHECKING:
    from datetime import date, datetime

    from fastapi import Request


MOMENTARY = "at"
"""The event under the keyboard's focus: a place to come back to has none."""


@dataclass(frozen=True)
class Visit:
    """
    One look at a page.

    Attributes:
        preferences: What this person's screen is set to.
        here: The page's own path with its query, to come back to.
        root: What stands before one of our paths for those who are elsewhere: "http://127.0.0.1:8000".
        day: The day, in UTC, that a citation names as that of access.
    """

    preferences: Preferences
    here: str
    root: str
    day: "date"


def visit_of(request: "Request", now: "datetime") -> Visit:
    """The visit that a request is."""
    url = request.url.remove_query_params(MOMENTARY) if MOMENTARY in request.query_params else request.url
    here = str(url.replace(scheme="", netloc=""))
    return Visit(preferences_of(request), here, absolute(request, ""), now.date())
