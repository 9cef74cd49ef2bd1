"""Why each field of an event has its value: the words, the rule, and what the rule leaned on."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from app.domain.countries import countries
from app.domain.events import Evidence
from app.domain.evidence import PartyEvidence, pack
from app.extraction.candidates import Candidate
from app.extraction.discourse import Mention
from app.extraction.model import Name, NameKind
from app.extraction.ties import RULES, Tie
from app.extraction.tokens import Token

NEAREST = 8  # last names of a party among which the one pointed back to is sought
_PERSONAL = frozenset("he she him her his".split())


class Why:
    """Makes the evidence for the events of one article."""

    def __init__(self, text: str, names: Sequence[Name]) -> None:
        self._text = text
        self._name_at = {(name.start, name.end): name for name in names}
        self._named: dict[str, list[Name]] = defaultdict(list)
        for name in names:
            self._named[name.party].append(name)

    def of(self, candidate: Candidate, ties: Sequence[Tie], doubts: str) -> dict[str, Evidence]:
        """The evidence of each field of a candidate; `doubts` are the reasons for its confidence."""
        tokens, reading, parties = candidate.parsed.tokens, candidate.reading, candidate.parties
        telling = tokens[reading.noun if reading.noun is not None else reading.trigger]
        cue = tokens[candidate.status.cue] if candidate.status.cue is not None else None
        why = {
            "type": _at(telling, reading.rule),
            "trigger": _at(tokens[reading.trigger], "trigger.word"),
            "status": _at(cue, candidate.status.rule),
            "confidence": Evidence(None, None, None, "confidence.doubts", doubts),
        }
        if date := _date(candidate):
            why["date"] = date
        actors, recipients = self._parties(parties.actors), self._parties(parties.recipients)
        lists = {
            "actors": actors,
            "recipients": recipients,
            "countries": [entry for entry in (*actors, *recipients) if entry[1].party in countries()],
            "context": [self._tie(tie) for tie in ties],
        }
        why |= {field: _listed(entries) for field, entries in lists.items() if entries}
        if parties.place:
            why["place"] = _at(parties.place, parties.place.rule)
        if candidate.speaker:
            why["attributed_to"] = self._spoken(candidate.speaker)
        return why

    def _parties(self, mentions: Iterable[Mention]) -> list[tuple[Evidence, PartyEvidence]]:
        return [(self._spoken(mention), self._party(mention)) for mention in mentions]

    def _party(self, mention: Mention) -> PartyEvidence:
        """By which role and which name it is a party; words that are no name of it point back to its last one."""
        name = self._name_at.get((mention.start, mention.end))
        rules = dict.fromkeys([mention.rule, *([name.rule] if name else [])])
        names_itself = name is not None and name.party == mention.party
        before = None if names_itself else self._antecedent(mention)
        words = self._text[mention.start : mention.end]
        return PartyEvidence(words, mention.party, "+".join(rules), before.text if before else None)

    def _antecedent(self, mention: Mention) -> Name | None:
        """
        The name of its party that its words point back to: the last before them, rather a person's for "he".

        An adjective is taken only where there is nothing else: nobody points back to "American wheat".
        """
        names = self._named.get(mention.party, [])
        end = bisect_left(names, mention.start, key=lambda name: name.start)
        before = names[max(0, end - NEAREST) : end]
        is_he = self._text[mention.start : mention.end].lower() in _PERSONAL
        persons = [name for name in before if is_he and name.kind is NameKind.PERSON]
        nouns = [name for name in before if name.kind is not NameKind.DEMONYM]
        return next(reversed(persons or nouns or before), None)

    def _tie(self, tie: Tie) -> tuple[Evidence, PartyEvidence]:
        words = self._text[tie.start : tie.end]
        rule = RULES[tie.role]
        return Evidence(words, tie.start, tie.end, rule), PartyEvidence(words, tie.country, rule)

    def _spoken(self, mention: Mention) -> Evidence:
        return Evidence(self._text[mention.start : mention.end], mention.start, mention.end, mention.rule)


def _at(words: Token | Name | None, rule: str) -> Evidence:
    return Evidence(words.text, words.start, words.end, rule) if words else Evidence(None, None, None, rule)


def _date(candidate: Candidate) -> Evidence | None:
    date = candidate.date
    if date.expression:
        found = date.expression
        return Evidence(found.text, found.start, found.end, date.rule or found.rule, date.anchor)
    return Evidence(None, None, None, date.rule, date.anchor) if date.rule else None


def _listed(entries: Sequence[tuple[Evidence, PartyEvidence]]) -> Evidence:
    """The evidence of a list: the words and rule of the first of it, and all of it in the anchor."""
    first = entries[0][0]
    return Evidence(first.text, first.start, first.end, first.rule, pack(party for _, party in entries))
