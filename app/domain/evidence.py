"""Why each party of an event is one, as one line of text that can be read back: an anchor holds no more than text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

# “Paris → FRA (party.subject+name.capital-party)”, “He → USA (party.pronoun: Nixon)”. The words may hold anything, so
# an entry ends only where a rule in brackets does.
_ENTRY = re.compile(
    r"(?P<words>.+?) → (?P<party>.+?) \((?P<rule>[a-z]+\.[a-z0-9.+-]+)(?:: (?P<leans_on>.+?))?\)(?:, |$)", re.DOTALL
)


@dataclass(frozen=True)
class PartyEvidence:
    """
    Why one party stands in a list of parties.

    Attributes:
        words: The words that stand for it, letter by letter.
        party: ISO code or plain name.
        rule: Ids of the rules that read it, joined by "+".
        leans_on: The name that words without a name point back to; None where they name it themselves.
    """

    words: str
    party: str
    rule: str
    leans_on: str | None = None


def pack(parties: Iterable[PartyEvidence]) -> str:
    """All of them as the anchor of a field."""
    return ", ".join(
        f"{one.words} → {one.party} ({one.rule}{f': {one.leans_on}' if one.leans_on else ''})" for one in parties
    )


def unpack(anchor: str) -> tuple[PartyEvidence, ...]:
    """What `pack` put together; nothing where the text is any other."""
    found, at = [], 0
    while at < len(anchor):
        entry = _ENTRY.match(anchor, at)
        if entry is None:
            return ()
        found.append(PartyEvidence(**entry.groupdict()))
        at = entry.end()
    return tuple(found)
