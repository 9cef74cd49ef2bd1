"""A field in which the accounts of an event contradict one another, as a sentence that names who says what."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.accounts import Told


@dataclass(frozen=True)
class Saying:
    """
    One value and who says it.

    Attributes:
        value: For a date its EDTF text, for a state its code; several parties are joined by " and ".
        sources: Outlets, sorted, each once.
    """

    value: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Dispute:
    """
    A field whose accounts differ, or that a person leaves open.

    Attributes:
        is_left_open: Whether a person says that it is disputed; else nobody has decided it yet.
        sayings: The values, those of the most sources first; an account that says nothing of the field is left out.
    """

    field: str
    is_left_open: bool
    sayings: tuple[Saying, ...]

    @property
    def words(self) -> str:
        """All of it in words: "The Hindu says 2019-02-14, Dawn and Reuters say 2019-02-15"."""
        return ", ".join(
            f"{_listed(saying.sources)} {'says' if len(saying.sources) == 1 else 'say'} {saying.value}"
            for saying in self.sayings
        )


def dispute_of(field: str, accounts: Iterable[tuple[str, Told]], *, is_left_open: bool) -> Dispute:
    """
    Who says what of a field.

    Args:
        field: One of `accounts.DISPUTABLE`.
        accounts: Each with the outlet of its article.
        is_left_open: As in `Dispute`.
    """
    sources: dict[str, set[str]] = {}
    for source, told in accounts:
        value = _value(getattr(told, field))
        if value:
            sources.setdefault(value, set()).add(source)
    ranked = sorted(sources, key=lambda value: (-len(sources[value]), value))
    return Dispute(field, is_left_open, tuple(Saying(value, tuple(sorted(sources[value]))) for value in ranked))


def _value(value: Any) -> str:
    if isinstance(value, tuple):
        return " and ".join(value)
    return str(value) if value else ""


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
