"""How much speaks for it that two tellings tell one happening, and what forbids it: scored, explained, symmetric."""

from dataclasses import dataclass

from app.settling import comparing
from app.settling.comparing import Two
from app.settling.tellings import Telling
from app.settling.vetoes import vetoes

THRESHOLD = 0.62
"""Least score with which two tellings join: below it lie those that share a party and a day, and little else."""

_PARTIES, _DATE, _ACT, _PLACE, _WORDING = 0.25, 0.2, 0.1, 0.1, 0.35  # how much each counts; together 1


@dataclass(frozen=True, slots=True)
class Likeness:
    """
    What speaks for and against one happening.

    Attributes:
        score: From 0 to 1; of use only where nothing forbids it.
        reasons: What is alike, in words.
        vetoes: What forbids joining, in words.
    """

    score: float
    reasons: tuple[str, ...]
    vetoes: tuple[str, ...]

    @property
    def joins(self) -> bool:
        """Whether the two tell one happening."""
        return not self.vetoes and self.score >= THRESHOLD


def likeness(a: Telling, b: Telling) -> Likeness:
    """
    Compare two tellings.

    Parties, date, act, place and wording are compared each by itself; what differs without doubt is a veto, and the
    rest is weighed. The order of the two does not matter, and neither does anything but what they say.
    """
    two = Two.of(a, b)
    weighed = (
        (_PARTIES, comparing.parties(two)),
        (_DATE, comparing.date(two)),
        (_ACT, comparing.act(two)),
        (_PLACE, two.place),
        (_WORDING, two.wording),
    )
    return Likeness(
        score=round(sum(weight * part.value for weight, part in weighed), 4),
        reasons=tuple(part.reason for _, part in weighed if part.reason),
        vetoes=(*(part.veto for _, part in weighed if part.veto), *vetoes(two)),
    )
