"""Settling again after a person's decision: what was held may go, and what stood apart may come."""

from datetime import datetime
from typing import TYPE_CHECKING

from app.services.recorded import Recorder

if TYPE_CHECKING:
    from sqlmodel import Session


def resettle(session: "Session", recorder: Recorder, now: datetime) -> None:
    """Partition the neighbourhood of the watched accounts anew."""
