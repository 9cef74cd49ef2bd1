"""What an order says of a day: an undated event that came after one event and before another lies between them."""

from dataclasses import dataclass

from app.domain.dates import OPEN_END, OPEN_START, DateKind, Edtf, day_edtf, parse_edtf

RULE = "date.ordered"


@dataclass(frozen=True)
class Days:
    """First and last possible day of an event, both included."""

    earliest: int
    latest: int


def is_possible(after: Days | None, before: Days | None) -> bool:
    """Whether anything can have happened after the one and before the other, on the same day at the closest."""
    return after is None or before is None or after.earliest <= before.latest


def ordered_date(after: Days | None, before: Days | None) -> tuple[Edtf, DateKind] | None:
    """
    The days between two events and how they are filled; None where the order bounds nothing or cannot be.

    Args:
        after: Days of the event that came first; None where there is none or it is undated.
        before: Days of the event that came later, likewise.

    It may have happened on the first possible day of the one and on the last possible day of the other, for a day has
    room for two events.
    """
    start = after.earliest if after and after.earliest != OPEN_START else None
    end = before.latest if before and before.latest != OPEN_END else None
    if not is_possible(after, before):
        return None
    if start is not None and end is not None:
        kind = DateKind.DAY if start == end else DateKind.BETWEEN
        return parse_edtf(day_edtf(start) if start == end else f"{day_edtf(start)}/{day_edtf(end)}"), kind
    if start is not None:
        return parse_edtf(f"{day_edtf(start)}/.."), DateKind.AFTER
    return (parse_edtf(f"../{day_edtf(end)}"), DateKind.BEFORE) if end is not None else None
