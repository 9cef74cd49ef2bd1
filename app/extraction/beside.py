"""Who takes part beside subject and object: mediators, hosts, those who asked for it, and whom it is meant for."""

from app.domain.events import EventType
from app.extraction.clauses import Clause, Link, ParsedSentence
from app.extraction.discourse import Discourse, Mention, mentions_of, unique
from app.extraction.former_states import former_of_places
from app.extraction.model import Name, NameKind
from app.extraction.noun_phrases import WINDOW, NounPhrases
from app.extraction.telling import Reading
from app.extraction.verb_group import Form

_ANSWERABLE = frozenset(
    {
        EventType.ASSAULT, EventType.SANCTION, EventType.COERCE, EventType.PROTEST, EventType.ACCUSE,
        EventType.MOBILIZE, EventType.REJECT,
    }
)  # fmt: skip
_REPROACHING = frozenset("accuse blame denounce condemn criticise criticize warn tell urge suspect".split())
_MEDIATING = frozenset(
    "broker mediate negotiate host sponsor facilitate arrange convene chair organise organize call".split()
)
_TRAVEL = frozenset(
    "visit fly fly_in travel travel_to fly_to arrive land tour turn_up head_for leave_for go come come_over"
    " drive_up return"
    " stop_by stop_over drop_by trip shuttle".split()
)


class Beside:
    """Finds the further parties of the clauses of one sentence."""

    def __init__(self, parsed: ParsedSentence, phrases: NounPhrases) -> None:
        self.parsed, self.phrases = parsed, phrases

    def mediating(self, index: int) -> tuple[Mention, ...]:
        """Who brought about what is signed or attended: "a truce *brokered by Algeria*", also before "to which …"."""
        near = self.parsed.clauses[index + 1 : index + 2]
        if index and self.parsed.clauses[index].link is Link.RELATIVE:
            near = [self.parsed.clauses[index - 1], *near]
        return tuple(
            mention._replace(rule="party.mediator")
            for clause in near
            if is_mediation(clause)
            for mention in self.phrases.after("by", clause)
        )

    def on_condition(self, reading: Reading) -> tuple[Mention, ...]:
        """Whom a threat is for, where its condition names them: "threatened to leave if *France* goes ahead"."""
        if reading.type is not EventType.THREATEN:
            return ()
        conditions = [clause for clause in self.parsed.clauses if clause.link is Link.CONDITION]
        return tuple(mention for clause in conditions for mention in self.phrases.named(*clause.subject))

    def reproached(self, index: int, reading: Reading) -> tuple[Mention, ...]:
        """Whom an act is meant for, where its reason names them: "closed the border, accusing *Chad* of …"."""
        if reading.type not in _ANSWERABLE:
            return ()
        for clause in self.parsed.clauses[index + 1 : index + 3]:
            if clause.verb.form is Form.GERUND and clause.parent == index and clause.verb.lemma in _REPROACHING:
                return self.phrases.named(*clause.object)
        return ()

    def local_power(self, clause: Clause, subject: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """Who arrests or tries where nobody is named: the state it is done in ("was arrested in *Peru*")."""
        place = self.phrases.place(clause) or self._expelling(clause)
        if place is None or place.country is None or place.country in {mention.party for mention in subject}:
            return ()
        return (Mention(place.country, place.start, place.end, "party.local-power"),)

    def _expelling(self, clause: Clause) -> Name | None:
        """The place that somebody is sent away from: "were ordered out of *Addis Ababa*"."""
        start, end = clause.object
        for name, at in self.phrases.names(start, min(end, start + 6)):
            if name.country == name.party and self.parsed.tokens[at - 1].lower in ("from", "of"):
                return name if set(self.parsed.words(start - 1, at)) & {"from", "out"} else None
        return None

    def requesting(self, clause: Clause) -> tuple[Mention, ...]:
        """Who asked for it: "met at *Norway*'s request", "was launched at the request of *Chad*"."""
        words = self.parsed.words(clause.start, clause.end)
        if "request" not in words:
            return ()
        at = clause.start + words.index("request")
        if self.parsed.tokens[max(0, at - 2)].lower != "at" and "at" not in self.parsed.words(max(0, at - 4), at):
            return ()
        near = self.phrases.names(max(0, at - 4), min(len(self.parsed.tokens), at + 6))
        return tuple(
            mention for name, _ in near if name.country == name.party for mention in mentions_of(name, "party.request")
        )

    def destination(self, clause: Clause, reading: Reading, subject: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """The state one travels to takes part in the visit: "flew to Oslo", "landed in Lima"."""
        if (
            reading.rule != "type.presence"
            and reading.lemma.split(" ")[0] not in _TRAVEL
            and reading.lemma.split(" ")[-1] not in ("visit", "trip", "tour")
        ):
            return ()
        start, end = clause.object
        found = []
        travelling = {mention.party for mention in subject}
        for name, at in self.phrases.names(start, min(end, start + WINDOW)):
            preposition, _ = self.phrases.preposition(at, start)
            if former_of_places().get(name.country or "") in travelling:
                continue  # the place lies in what is another state today
            ways = (
                ("to", "in", "at", "for", "", "from") if reading.lemma == "shuttle" else ("to", "in", "at", "for", "")
            )
            if name.country and preposition in ways and name.kind is not NameKind.GROUP:
                found.append(Mention(name.country, name.start, name.end, "party.destination"))
        return tuple(found)


def with_members(mentions: tuple[Mention, ...], discourse: Discourse) -> tuple[Mention, ...]:
    """An organisation that meets, with the states that the article says it is made of."""
    found = list(mentions)
    for mention in mentions:
        for code in discourse.members.get(mention.party, ()):
            found.append(mention._replace(party=code, rule="party.member", anchor=mention.party, person=False))
    return unique(tuple(found))


def is_mediation(clause: Clause) -> bool:
    """Whether a clause only tells who brought an agreement or a meeting about: "brokered by Algeria"."""
    return clause.verb.form is Form.PARTICIPLE and clause.link is Link.RELATIVE and clause.verb.lemma in _MEDIATING
