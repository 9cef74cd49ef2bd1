"""States called again by what they are: "the island", "the kingdom", "the emirate"."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from app.domain.countries import countries
from app.extraction.model import Name, NameKind
from app.extraction.names_facts import read_natures

REACH = 1_500  # characters back to the state that is meant
FEW = 60  # names before it that are looked at

_AGAIN = re.compile(
    r"\b[Tt](?:he|his|hat) (?:[a-z]+ ){0,2}"
    rf"(?P<nature>{'|'.join(sorted(read_natures(), key=len, reverse=True))})(?:'s)?\b(?! (?:of|state|nation|chain)\b)"
)

_WHERE = re.compile(r"\b(?:in|on|off|near|around|across|throughout|to|from|at|over|inside|outside) $")


def find_natures(text: str, folded: str, spans: Sequence[tuple[int, int]], names: list[Name]) -> list[Name]:
    """
    Add the mentions of a state by its nature to the names of an article; sorted by start.

    The state is the one named last, as a party or by a place in it, that papers call so; where there is none within
    `REACH`, there is no name.
    """
    if not any(nature in folded for nature in read_natures()):
        return names  # looking for a few words is far quicker than searching with the expression
    starts = [name.start for name in names]
    found = []
    for start, end in spans:
        for match in _AGAIN.finditer(folded, start, end):
            at = bisect_left(starts, match.start())
            inside = at < len(names) and names[at].start < match.end()
            state = None if inside else _meant(names[max(0, at - FEW) : at], match)
            if state:
                words = text[match.start() : match.end()]
                acts = not _WHERE.search(folded, max(start, match.start() - 12), match.start())
                found.append(Name(*match.span(), words, NameKind.STATE, state, state, acts, "name.nature"))
    return sorted([*names, *found], key=lambda name: name.start)


def _meant(before: Sequence[Name], match: re.Match[str]) -> str | None:
    fitting = read_natures()[match["nature"]]
    for name in reversed(before):
        if name.end > match.start() - REACH and name.country in fitting and name.country in countries():
            return name.country
    return None
