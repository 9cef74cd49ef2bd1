"""Headings of a long list: the calendar unit that divides it into readable parts, if one does."""

from collections.abc import Sequence

from app.domain.dates import OPEN_START
from app.timeline.units import MONTH, UNITS, YEAR, Unit

ROWS_OF_HEADING = 5
"""A unit is fine enough to help, and coarse enough not to hinder, where so many rows on average share a heading."""
CANDIDATES: tuple[Unit, ...] = (MONTH, YEAR, next(unit for unit in UNITS if unit.name == "decade"))


def headings(days: Sequence[int]) -> list[str]:
    """
    For each row of a list its heading: "February 2019", "2019", "1940–1949"; empty where it shares the one above.

    Args:
        days: First possible days in the order of time; those of unknown beginnings stand first.

    All are empty where no unit divides the rows well.
    """
    for unit in CANDIDATES:
        starts = [None if day == OPEN_START else unit.floor(day) for day in days]
        if 1 < len(set(starts)) <= len(days) / ROWS_OF_HEADING:
            before = [object(), *starts]
            return [_words(unit, start) if start != above else "" for start, above in zip(starts, before, strict=False)]
    return [""] * len(days)


def _words(unit: Unit, start: int | None) -> str:
    return "Beginning not known" if start is None else unit.words(start)
