"""What an article itself ties to a state: "the North" of two halves, and a force that is another state's here."""

import itertools
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from app.extraction.model import Name, NameKind

HALVES = (("PRK", "KOR"), ("VDR", "VNM"), ("SDN", "SSD"), ("YEM", "YMD"))
"""States that are called "the North" and "the South" where an article speaks of both."""

_HALF = re.compile(r"\b[Tt]he (?P<half>North|South)(?:'s)?(?! [A-Z]|[a-z-])")
_WHERE = re.compile(r"\b(?:in|to|from|across|through|into) $")
_OWNING = frozenset({NameKind.STATE, NameKind.DEMONYM, NameKind.CAPITAL})
_OWNED = re.compile(r"(?:'s)? ")


def find_halves(text: str, folded: str, spans: Sequence[tuple[int, int]], names: list[Name]) -> list[Name]:
    """Add "the North" and "the South" of an article that speaks of both halves of a country; sorted by start."""
    named = Counter(name.party for name in names)
    pair = next((pair for pair in HALVES if all(named[state] for state in pair)), None)
    if pair is None:
        return names
    starts = [name.start for name in names]
    found = []
    for start, end in spans:
        for match in _HALF.finditer(folded, start, end):
            at = bisect_left(starts, match.start())
            if at < len(names) and names[at].start < match.end():
                continue
            state = pair[0] if match["half"] == "North" else pair[1]
            acts = not _WHERE.search(folded, max(start, match.start() - 9), match.start())
            words = text[match.start() : match.end()]
            found.append(Name(*match.span(), words, NameKind.STATE, state, state, acts, "name.half"))
    return sorted([*names, *found], key=lambda name: name.start)


def owned_forces(folded: str, names: list[Name]) -> list[Name]:
    """
    Give a ministry or force to the state that the article says it is of.

    After "South Korea's Joint Chiefs of Staff" the words mean those of South Korea, also where they stand alone.
    """
    owners = {
        name.text: before.country
        for before, name in itertools.pairwise(names)
        if name.kind is NameKind.GOVERNMENT
        and before.kind in _OWNING
        and before.country not in (None, name.country)
        and _OWNED.fullmatch(folded, before.end, name.start)
    }
    return [
        replace(name, party=owner, country=owner, rule="name.owned-force")
        if name.kind is NameKind.GOVERNMENT and (owner := owners.get(name.text))
        else name
        for name in names
    ]
