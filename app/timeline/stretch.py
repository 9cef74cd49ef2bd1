"""How a date fills the axis: its known days, what fills them, and which of its sides are open (TIMELINE.md S15)."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.dates import OPEN_END, OPEN_START, DateKind, parse_edtf

QUALIFIERS = {"~": "~", "?": "?", "%": "?~"}
"""What each qualifier of EDTF says, in the signs that are drawn: about, possibly, possibly about."""


class Fill(StrEnum):
    """What stands on the known days."""

    POINT = "point"  # it was on that day
    SOLID = "solid"  # it lasted all of them
    HATCHED = "hatched"  # one moment somewhere among them
    FADED = "faded"  # about then


@dataclass(frozen=True)
class Stretch:
    """
    What of an event's date is drawn.

    Attributes:
        first, last: The known days, both included; of an open date those of the end that is known.
        fill: What stands on them.
        is_hollow: Whether the shape is hollow, because the moment itself is not known to the day.
        opens_before, opens_after: Sides on which it goes on without a known end.
        sign: "~", "?", "?~" or nothing.
    """

    first: int
    last: int
    fill: Fill
    is_hollow: bool = False
    opens_before: bool = False
    opens_after: bool = False
    sign: str = ""


def stretch_of(text: str, kind: DateKind, earliest: int, latest: int) -> Stretch:
    """
    How a date is drawn.

    Args:
        text: EDTF.
        kind: How the event fills it.
        earliest, latest: Of the event, as in `domain.dates`.
    """
    opens_before = earliest == OPEN_START or kind in (DateKind.BEFORE, DateKind.UNTIL)
    opens_after = latest == OPEN_END or kind in (DateKind.AFTER, DateKind.SINCE)
    first, last = _known_days(text) if opens_before or opens_after else (earliest, latest)
    sign = _sign(text, kind)
    lasts = kind in (DateKind.LASTED, DateKind.SINCE, DateKind.UNTIL)
    is_day = first == last and not sign
    return Stretch(
        first,
        last,
        _fill(is_day, bool(sign), kind is DateKind.LASTED and not (opens_before or opens_after)),
        is_hollow=not (kind is DateKind.LASTED or (is_day and (lasts or kind is DateKind.DAY))),
        opens_before=opens_before,
        opens_after=opens_after,
        sign=sign,
    )


def _fill(is_day: bool, is_qualified: bool, lasts: bool) -> Fill:
    if is_qualified:
        return Fill.FADED
    if is_day:
        return Fill.POINT
    return Fill.SOLID if lasts else Fill.HATCHED


def _known_days(text: str) -> tuple[int, int]:
    """The days of the end that is known: "1947/.." is known to have begun somewhere in 1947."""
    known = parse_edtf("/".join(end for end in text.split("/") if end not in ("", "..")))
    return known.earliest, known.latest


def _sign(text: str, kind: DateKind) -> str:
    told = "".join(QUALIFIERS.get(char, "") for char in text) or ("~" if kind is DateKind.ABOUT else "")
    return "".join(sign for sign in "?~" if sign in told)
