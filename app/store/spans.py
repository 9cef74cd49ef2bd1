"""
Span classes: how the window query finds long events without reading all of them (PERFORMANCE.md, point 3).

An event of class c covers at most 2**c days, so whatever overlaps a window of that class begins at most 2**c days
before it: one short index range per class.
"""

DAY_CLASS = 0
"""Events of one day, and undated ones, which no window asks for."""


def span_class(earliest: int | None, latest: int | None) -> int:
    """Bit length of the days after the first; 0 for a single day and for the undated."""
    if earliest is None or latest is None:
        return DAY_CLASS
    return (latest - earliest).bit_length()


def longest_reach(span: int) -> int:
    """How many days before a window an event of this class may begin and still overlap it."""
    return (1 << span) - 1
