"""What an article teaches of its bodies: which states an organisation is made of, and whose the regime is."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from app.domain.countries import countries
from app.extraction.model import Name, NameKind, Sentence

_MADE_OF = re.compile(
    r"\b(?:compris(?:es?|ed|ing)|consists? of|made up of|members?|groups|brings together)\b", re.IGNORECASE
)


_OWNED = re.compile(r"(?:['’]s)?\s+(?:[a-z]+\s+)?(junta|rebels?|separatists?|regime|coup leaders)\b", re.IGNORECASE)


def learn_owners(text: str, names: Sequence[Name]) -> dict[str, str]:
    """Institution → the one state that the article says it of: after "Chad's regime" "the regime" is Chad's."""
    owners: dict[str, set[str]] = {}
    for name in names:
        if name.party in countries() and (owned := _OWNED.match(text, name.end)):
            owners.setdefault(owned[1].lower(), set()).add(name.party)
    return {word: next(iter(states)) for word, states in owners.items() if len(states) == 1}


def learn_members(text: str, sentences: Sequence[Sentence], names: Sequence[Name]) -> dict[str, tuple[str, ...]]:
    """
    Organisation → the states that one sentence names as its members ("The bloc comprises …, including A, B and C").
    """
    starts = [name.start for name in names]
    members: dict[str, tuple[str, ...]] = {}
    for sentence in sentences:
        here = names[bisect_left(starts, sentence.start) : bisect_left(starts, sentence.end)]
        if not any(name.kind is NameKind.ORGANISATION for name in here):
            continue
        made_of = _MADE_OF.search(text, sentence.start, sentence.end)
        if made_of is None:
            continue
        organisations = [name for name in here if name.kind is NameKind.ORGANISATION and name.start < made_of.start()]
        states = [name.party for name in here if name.start > made_of.end() and name.party in countries()]
        if organisations and len(set(states)) > 1:
            members.setdefault(organisations[0].party, tuple(dict.fromkeys(states)))
    return members
