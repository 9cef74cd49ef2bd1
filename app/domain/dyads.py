"""Country pairs: the unordered dyad `IND-PAK`, always written in alphabetical order, and its directions."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import TYPE_CHECKING

from app.domain.countries import find_country
from app.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterable


class Direction(StrEnum):
    """Who acted on whom in a dyad (a, b)."""

    AB = "ab"  # a acted, b was acted on
    BA = "ba"
    MUTUAL = "mutual"  # both acted
    NONE = "none"  # not stated

    @property
    def reversed(self) -> "Direction":
        """The same seen from the other side."""
        return {Direction.AB: Direction.BA, Direction.BA: Direction.AB}.get(self, self)


class Scope(StrEnum):
    """How an event belongs to a dyad: both are parties (direct), or one is and the other is tied to it (context)."""

    DIRECT = "direct"
    CONTEXT = "context"


@dataclass(frozen=True, order=True)
class Dyad:
    """An unordered pair of countries, ISO 3166 alpha-3, with `a < b`."""

    a: str
    b: str

    def __post_init__(self) -> None:
        if not self.a < self.b:
            raise ValueError(f"a dyad is sorted and names two countries: {self.a}-{self.b}")

    def __str__(self) -> str:
        return f"{self.a}-{self.b}"

    @classmethod
    def of(cls, one: str, other: str) -> "Dyad":
        """The dyad of two different codes in either order."""
        return cls(min(one, other), max(one, other))


def parse_dyad(text: str) -> tuple[Dyad, bool]:
    """
    Read `IND-PAK`; tell also whether it stood the other way round (`PAK-IND`), so that a direction can turn with it.

    Raises:
        BadInput: Not two different known codes; the message names the one at fault.
    """
    parts = [part.strip().upper() for part in text.split("-")]
    if len(parts) != 2 or not all(parts):
        raise BadInput(f"{text!r} is no country pair: write two codes like IND-PAK.", "pair")
    for code in parts:
        if find_country(code) is None:
            raise BadInput(
                f"{code!r} in {text!r} is no country code: use ISO 3166-1 alpha-3, for example IND or PAK.",
                "pair",
            )
    if parts[0] == parts[1]:
        raise BadInput(f"{text!r} names one country twice: a pair needs two different countries.", "pair")
    return Dyad.of(*parts), parts[0] > parts[1]


def dyads_among(codes: "Iterable[str]") -> list[Dyad]:
    """Every pair of the given codes, sorted."""
    return [Dyad(a, b) for a, b in combinations(sorted(set(codes)), 2)]
