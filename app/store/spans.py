"""
Span classes: how the window query finds long events without reading all of them (PERFORMANCE.md, point 3).

An event of class c covers at most 2**c days, so whatever overlaps a window of that class begins at most 2**c days
before it: one short index range per class. Events without a known beginning or end are a class of their own, which
reaches over the whole of time.
"""

from app.domain.dates import OPEN_END, OPEN_START

DAY_CLASS = 0
"""Events of one day, and undated ones, which no window asks for."""
OPEN_CLASS = 23
"""Events whose beginning or end is unknown: above every class of a bounded date."""


def span_class(earliest: int | None, latest: int | None) -> int:
    """Bit length of the days after the first; 0 for a single day and for the undated, `OPEN_CLASS` for open ends."""
    if earliest is None or latest is None:
        return DAY_CLASS
    if earliest == OPEN_START or latest == OPEN_END:
        return OPEN_CLASS
    return (latest - earliest).bit_length()


def longest_reach(span: int) -> int:
    """How many days before a window an event of this class may begin and still overlap it."""
    return (1 << span) - 1
