"""Further countries of an event: the host of a group that takes part, the place, others named in the sentence."""

from collections.abc import Iterator
from typing import NamedTuple

from app.domain.events import Role
from app.extraction.candidates import Candidate
from app.extraction.model import NameKind

RULES = {Role.HOST: "context.host", Role.LOCATION: "context.location", Role.MENTIONED: "context.mentioned"}


class Tie(NamedTuple):
    """A country that takes no part, how it has to do with the event, and the words that tie it."""

    country: str
    role: Role
    start: int
    end: int


def ties_of(candidate: Candidate) -> list[Tie]:
    """All of them, each country and role once, sorted by country."""
    first: dict[tuple[str, Role], Tie] = {}
    for tie in _ties(candidate):
        first.setdefault((tie.country, tie.role), tie)
    known = {tie.country for tie in first.values() if tie.role is not Role.MENTIONED}
    kept = (tie for tie in first.values() if tie.role is not Role.MENTIONED or tie.country not in known)
    return sorted(kept, key=lambda tie: tie.country)


def _ties(candidate: Candidate) -> Iterator[Tie]:
    direct = set(candidate.countries)
    for mention in (*candidate.parties.actors, *candidate.parties.recipients):
        if mention.host and mention.host not in direct:
            yield Tie(mention.host, Role.HOST, mention.start, mention.end)
    place = candidate.parties.place
    if place and place.country and place.country not in direct:
        yield Tie(place.country, Role.LOCATION, place.start, place.end)
    for name in candidate.parsed.names:
        if name.country and name.country not in direct and name.kind is not NameKind.GROUP:
            yield Tie(name.country, Role.MENTIONED, name.start, name.end)
