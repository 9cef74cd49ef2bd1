"""Step 6, second half: who did it and to whom, from the stretches of a clause."""

from functools import cache

from app.domain.events import EventType
from app.extraction.beside import Beside, with_members
from app.extraction.clauses import Clause, Link, ParsedSentence
from app.extraction.discourse import Discourse, Mention, in_force, mentions_of, unique
from app.extraction.implied import Implied, Parties
from app.extraction.lexicon import lexicon
from app.extraction.model import NameKind
from app.extraction.noun_phrases import WINDOW, NounPhrases
from app.extraction.triggers import Reading
from app.extraction.verbs import Form

_ALWAYS = frozenset(
    {"", "of", "with", "against", "to", "toward", "towards", "between", "including", "for", "upon", "among"}
)
_FORCEFUL = frozenset({EventType.ASSAULT, EventType.SANCTION, EventType.COERCE, EventType.PROTEST, EventType.ACCUSE})
_ANYWHERE = frozenset(
    {"", "of", "in", "on", "at", "to", "into", "towards", "toward", "against", "near", "over", "above"}
)
# Acts that reach into the country of a town or region, and the prepositions by which they do.
_REACHING = {
    EventType.ASSAULT: _ANYWHERE,
    EventType.COERCE: frozenset({"", "of", "above", "over", "into"}),
    EventType.MOBILIZE: frozenset({"to", "into", "towards", "toward", "against"}),
    EventType.AID: frozenset({"to", "into"}),
    EventType.RETREAT: frozenset({"from", "in", "", "out"}),
    EventType.PROTEST: frozenset({"in", "at", "outside"}),
}
_SETTLING = frozenset("arrive land deploy station enter base".split())
_JUDGED = frozenset({EventType.COERCE, EventType.ACCUSE, EventType.SANCTION})
# Acts whose "it" or "them" is a thing: "denied it", "ratified it", "discussed them".
_ON_THINGS = frozenset({EventType.REJECT, EventType.AGREE, EventType.CONSULT, EventType.STATEMENT, EventType.MILESTONE})
_AT_MISSIONS = frozenset({EventType.ASSAULT, EventType.PROTEST})
_LAUNCHING = frozenset({"fire", "launch", "shoot", "lob"})
_TERRITORIAL = frozenset({EventType.ASSAULT, EventType.COERCE})
# Acts whose "on" tells the subject talked about, not the one acted upon.
_TOPICAL = frozenset(
    {
        EventType.CONSULT,
        EventType.AGREE,
        EventType.STATEMENT,
        EventType.COOPERATE,
        EventType.REQUEST,
        EventType.MILESTONE,
    }
)
_ANSWERING = frozenset({EventType.REJECT, EventType.ACCUSE, EventType.CONCEDE, EventType.REQUEST})
_TAKING_FROM = frozenset({EventType.RETREAT, EventType.MILESTONE, EventType.REQUEST})


@cache
def _prepositions_to_objects(act: EventType, passive: bool, governed: bool) -> frozenset[str]:
    """The prepositions behind which stands whom an act is done to; `governed` where another clause governs it."""
    return (
        _ALWAYS
        | (set() if act in _TOPICAL else {"on"})
        | ({"by"} if act in _ANSWERING and not passive else set())
        | ({"on", "at", "into", "over", "from"} if act in _FORCEFUL or governed else set())
        | ({"from"} if act in _TAKING_FROM else set())
    )


class RoleFinder:
    """Finds the parties of the clauses of one sentence."""

    def __init__(self, parsed: ParsedSentence, discourse: Discourse) -> None:
        self.parsed, self.discourse = parsed, discourse
        self.phrases, self.implied = NounPhrases(parsed), Implied(parsed, discourse)
        self.beside = Beside(parsed, self.phrases)
        self._subjects: dict[int, tuple[Mention, ...]] = {}
        self._found: dict[int, Parties] = {}

    def parties(self, index: int, reading: Reading) -> Parties:
        """The parties of a clause that tells an act."""
        clause = self.parsed.clauses[index]
        named = self._named(index, clause, reading)
        asked = self.beside.requesting(clause)
        asking = {mention.party for mention in asked}
        found = Parties(
            in_force(unique(named.actors + asked), self.parsed.without),
            in_force((m for m in named.recipients if m.party not in asking), self.parsed.without),
        )
        if not self._is_at_home(index, clause, reading, found):
            found = self.implied.completed(found, clause, reading)
        if not found.actors and not found.recipients:
            found = self.implied.told_before(found, clause, set()) or found
        found = Parties(found.actors, found.recipients, self.phrases.place(clause))
        self._found[index] = found
        self.implied.remember(clause, reading, found)
        return found

    def _named(self, index: int, clause: Clause, reading: Reading) -> Parties:
        """The parties that the clause itself names, or means by its pronouns."""
        subject = self.subject(index)
        if clause.verb.passive and reading.type in _ON_THINGS and self.parsed.words(*clause.subject)[-1:] == ["it"]:
            subject = ()
        objects = self._objects(clause, reading) or self._governed(index, reading)
        talked = reading.type in (EventType.AGREE, EventType.CONSULT)
        if talked and (reading.undergone or clause.verb.passive):
            return self._together(index, self.phrases.after("by", clause) + subject + objects)
        if clause.verb.passive or reading.undergone:
            return self._done_to(clause, reading, subject, objects)
        if reading.mutual or reading.type is EventType.CONSULT:
            return self._together(index, subject + objects + self.beside.destination(clause, reading, subject))
        if not clause.verb.passive and subject:
            between = self.phrases.joint(clause.subject[1], clause.verb.first)
            subject = unique(subject + between + self.phrases.joint(*clause.object))
        objects = objects or self._shared_recipients(clause) or self.beside.on_condition(reading)
        objects = objects or self.beside.reproached(index, reading)
        if reading.type is EventType.REJECT:
            objects = objects or self.beside.mediating(index)
        acting = {mention.party for mention in subject}
        return Parties(subject, unique(tuple(m for m in objects if m.party not in acting)))

    def _together(self, index: int, mentions: tuple[Mention, ...]) -> Parties:
        """What all do together, the mediator too."""
        clause = self.parsed.clauses[index]
        mediators = self.phrases.mediators(clause.start, clause.end) + self.beside.mediating(index)
        return Parties(with_members(unique(mentions + mediators), self.discourse))

    def _done_to(
        self, clause: Clause, reading: Reading, subject: tuple[Mention, ...], objects: tuple[Mention, ...]
    ) -> Parties:
        """What is done to the subject: "were expelled by …"."""
        agents = self.phrases.after("by", clause)
        agents = agents or (self.phrases.after("from", clause) if reading.undergone else ())
        if not subject and reading.type is EventType.ASSAULT:
            subject = tuple(self.phrases.territory(*clause.subject, _ANYWHERE))
        if not agents and reading.type in _JUDGED:
            objects = tuple(m for m in objects if m.rule != "party.territory")
            agents = self.beside.local_power(clause, subject)
        acting = {mention.party for mention in agents}
        return Parties(agents, unique(tuple(m for m in subject + objects if m.party not in acting)))

    def _is_at_home(self, index: int, clause: Clause, reading: Reading, found: Parties) -> bool:
        """Whether a state does it to its own people: whom the clause acts on is the state that acts."""
        if (
            reading.type not in _TERRITORIAL | {EventType.RETREAT, EventType.REJECT}
            or found.recipients
            or clause.verb.passive
            or not found.actors
        ):
            return False
        return bool(self._objects(clause, reading) or self._governed(index, reading))

    def _shared_recipients(self, clause: Clause) -> tuple[Mention, ...]:
        """ "raided a Danish port and burnt ten ships": the second verb acts on whom the first did."""
        if clause.link is not Link.SHARED or clause.parent is None or clause.verb.form is Form.INFINITIVE:
            return ()
        return self._found[clause.parent].recipients if clause.parent in self._found else ()

    def spoken_of(self, found: Parties, clause: Clause, end: int, reading: Reading) -> Parties:
        """The parties of a saying with the other states that its content names."""
        acting = {mention.party for mention in found.actors}
        if not acting or found.recipients:
            return found
        start = clause.verb.last + 1
        stop = next((at for at in range(start, end) if self.parsed.tokens[at].lower in ("with", "from", "after")), end)
        named = self.phrases.named(start, min(stop, start + WINDOW))
        others = unique(tuple(mention for mention in named if mention.party not in acting and mention.is_state))
        if others:
            return found._replace(recipients=others)
        return self.implied.completed(found, clause, reading)

    def _governed(self, index: int, reading: Reading) -> tuple[Mention, ...]:
        """Parties of what is asked, refused or threatened: "threatened to expel *Russian* diplomats"."""
        if reading.type not in lexicon().governing:
            return ()
        for after in range(index + 1, min(index + 3, len(self.parsed.clauses))):
            clause = self.parsed.clauses[after]
            if clause.parent not in (index, after - 1) or clause.link not in (Link.SHARED, Link.COMPLEMENT):
                break
            if clause.link is Link.SHARED and clause.verb.form is Form.FINITE:
                break
            own = self.phrases.named(*clause.subject) if clause.link is Link.COMPLEMENT else ()
            found = unique(own + self._objects(clause, reading, governed=True))
            if found:
                return found
        return ()

    def subject(self, index: int) -> tuple[Mention, ...]:
        """Parties of the subject of a clause, its own or shared."""
        if index not in self._subjects:
            self._subjects[index] = ()  # against a circle of parents
            self._subjects[index] = unique(in_force(self._subject(index), self.parsed.without))
        return self._subjects[index]

    def _subject(self, index: int) -> tuple[Mention, ...]:
        clause = self.parsed.clauses[index]
        start, end = clause.subject
        if start >= end:
            if clause.parent is not None and clause.parent != index:
                parent = self.parsed.clauses[clause.parent]
                if clause.opener in ("of", "with") and parent.verb.lemma in ("accuse", "suspect", "charge"):
                    return self.phrases.named(*parent.object)
                return self.subject(clause.parent) if parent.subject != parent.object else ()
            return self._inverted(clause)
        if clause.link is Link.RELATIVE and clause.opener == "whose":
            start = clause.antecedent[0]
        named = self.phrases.named(start, end) or self._apposed(end) or self._origin(index, clause)
        if named:
            return named
        return self.implied.of_subject(start, end, self._earlier_subject(start))

    def _apposed(self, end: int) -> tuple[Mention, ...]:
        """Who a subject without a name is, told behind a comma: "A junior minister, *Ana Roe*, said …"."""
        tokens = self.parsed.tokens
        if end + 1 >= len(tokens) or tokens[end].lower != ",":
            return ()
        name = self.parsed.name_at.get(end + 1)
        return tuple(mentions_of(name, "party.subject")) if name and name.kind is NameKind.PERSON else ()

    def _origin(self, index: int, clause: Clause) -> tuple[Mention, ...]:
        """The state that a weapon came from: "rockets fired from *Chad* hit …"."""
        before = self.parsed.clauses[index - 1] if index else None
        if before is None or before.antecedent != clause.subject or before.verb.lemma not in _LAUNCHING:
            return ()
        return tuple(mention._replace(rule="party.origin") for mention in self.phrases.after("from", before))

    def _inverted(self, clause: Clause) -> tuple[Mention, ...]:
        """ "…", said X: the subject of a saying after its verb."""
        start = clause.verb.last + 1
        return (
            self.phrases.named(start, min(start + 6, clause.object[1]))
            if clause.verb.lemma in ("say", "add", "tell")
            else ()
        )

    def _earlier_subject(self, start: int) -> tuple[Mention, ...]:
        """The subject of the nearest clause of this sentence before the token `start`, if it has named parties."""
        for index in range(len(self.parsed.clauses) - 1, -1, -1):
            clause = self.parsed.clauses[index]
            if clause.verb.last < start and clause.subject[1] > clause.subject[0]:
                found = self.subject(index)
                if found:
                    return found
        return ()

    def _objects(self, clause: Clause, reading: Reading, governed: bool = False) -> tuple[Mention, ...]:
        start, end = self._object(clause)
        talked = reading.type in (EventType.AGREE, EventType.CONSULT)
        found: list[Mention] = []
        allowed = _prepositions_to_objects(reading.type, clause.verb.passive, governed)
        if clause.verb.lemma.split("_")[0] in _LAUNCHING:
            allowed -= {"from"}
        for name, at in self.phrases.names(start, end):
            preposition, placed = self.phrases.preposition(at, start)
            if preposition in ("in", "to") and name.country and not talked and self.phrases.is_mission(at):
                found.append(Mention(name.country, name.start, name.end, "party.mission"))
                continue
            if name.kind is NameKind.PLACE or (preposition == "by" and clause.verb.passive):
                continue
            if reading.type in _AT_MISSIONS and self.phrases.owns_mission(at):
                found += self.phrases.mentions(name, at, "party.object")
                continue
            if preposition == "in" and (reading.type in _TERRITORIAL or governed) and name.country:
                found += mentions_of(name, "party.territory") if name.party == name.country else []
                continue
            if (
                reading.type is not EventType.ACCUSE
                and "about" in self.parsed.words(start, at)
                and not self.parsed.tokens[at - 1].text[0].isdigit()
            ):
                continue  # what is talked about
            if preposition not in allowed or (placed and reading.type not in _TERRITORIAL):
                continue
            if not (name.as_party or name.kind is NameKind.DEMONYM) or self.phrases.is_apposed(at, start):
                continue
            if preposition == "of" and found and "'s" in self.parsed.words(start, at):
                continue  # "condemned Chad's treatment of Niger": the one it is done by
            found += self.phrases.mentions(name, at, "party.object")
        antecedent = clause.antecedent
        if clause.link is Link.RELATIVE and clause.subject != antecedent and antecedent[1] > antecedent[0]:
            found += self.phrases.named(*antecedent)
        if not found and reading.type in _REACHING:
            ways = _REACHING[reading.type] | ({"in"} if clause.verb.lemma in _SETTLING else set())
            found += self.phrases.territory(start, end, ways)
        if not found and not governed:
            found += self._them(clause)
        if not found and not governed:
            acting = frozenset(mention.party for mention in self._earlier_subject(start))
            found += [] if reading.type in _ON_THINGS or reading.mutual else self.implied.of_object(start, end, acting)
        return unique(tuple(found))

    def _them(self, clause: Clause) -> list[Mention]:
        """ "expelled the envoys, accusing *them* of …": whom the clause before acted on."""
        before = self._found.get(clause.parent) if clause.parent is not None and clause.link is Link.SHARED else None
        word = self.parsed.tokens[clause.object[0]] if clause.object[0] < clause.object[1] else None
        if before is None or word is None or word.lower not in ("them", "it", "him", "her"):
            return []
        return [
            mention._replace(start=word.start, end=word.end, rule="party.pronoun", anchor=mention.party)
            for mention in before.recipients
        ]

    def _object(self, clause: Clause) -> tuple[int, int]:
        """The stretch of the object; of "bombed what it called *a base in Chad*" the words behind the calling."""
        start, end = clause.object
        if start >= end and not clause.verb.passive:
            called = next((one for one in self.parsed.clauses if one.start == end), None)
            if called is not None and self.parsed.tokens[called.start].lower == "what":
                start, end = called.object
        return start, min(end, start + WINDOW)
