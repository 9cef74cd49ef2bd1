"""Which of a state and its heir is meant, by the year of the event: the Soviet Union in 1979, Russia in 2018."""

from app.domain.dates import OPEN_END, OPEN_START, parse_edtf
from app.extraction.discourse import Discourse, Mention, unique
from app.extraction.former_states import formers, heirs
from app.extraction.implied import Parties

_NAMED = frozenset({"party.subject", "party.object", "party.agent", "party.nominal"})


def of_their_time(parties: Parties, edtf: str | None, discourse: Discourse) -> Parties:
    """
    The parties with those that are only implied as states of the event's year.

    What the text names stays as it names it. A former state stands in for its heir only where the article speaks of it.
    """
    year = _year(edtf)
    if year is None:
        return parties
    actors = unique(tuple(_of(mention, year, discourse) for mention in parties.actors))
    acting = {mention.party for mention in actors}
    recipients = unique(tuple(_of(mention, year, discourse) for mention in parties.recipients))
    recipients = tuple(mention for mention in recipients if mention.party not in acting)
    return Parties(actors, recipients, parties.place)


def _year(edtf: str | None) -> int | None:
    if edtf is None:
        return None
    span = parse_edtf(edtf)
    if OPEN_START in (span.earliest, span.latest) or OPEN_END in (span.earliest, span.latest):
        return None
    digits = edtf.split("/")[0][:4]
    return int(digits) if digits.isdigit() else None


def _of(mention: Mention, year: int, discourse: Discourse) -> Mention:
    if mention.rule in _NAMED:
        return mention
    heir, last = heirs().get(mention.party, ("", 0))
    if heir and year > last:
        return mention._replace(party=heir)
    former, last = formers().get(mention.party, ("", 0))
    if former and year <= last and discourse.weight[former]:
        return mention._replace(party=former)
    return mention
