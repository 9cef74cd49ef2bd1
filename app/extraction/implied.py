"""
The parties that a clause leaves out: pronouns, institutions without a name, the other side that goes without saying.
"""

import tomllib
from functools import cache
from pathlib import Path
from typing import NamedTuple

from app.domain.countries import countries
from app.domain.events import EventType
from app.extraction.clauses import Clause, ParsedSentence
from app.extraction.discourse import Discourse, Mention, in_force, unique
from app.extraction.lexicon import lexicon
from app.extraction.model import Name, NameKind
from app.extraction.noun_phrases import NounPhrases
from app.extraction.triggers import Reading

_FOES_FILE = Path(__file__).parent / "facts" / "group_foes.toml"
SINGULAR = frozenset("he she it his her him its himself herself itself".split())
PLURAL = frozenset("they their them both themselves".split())
# Institutions of a state that go without its name once it has been named.
INSTITUTIONS = frozenset(
    "government army military troops soldiers forces police ministry minister president parliament senate"
    " regime junta cabinet"
    " spokesman spokeswoman spokesperson officials authorities navy leader premier chancellor king"
    " administration court courts"
    " lawmakers prosecutors diplomats ambassador envoy country kingdom republic island state capital nation"
    " generals officers force soldier marine sailor sailors pilot pilots airmen crewmen guardsmen"
    " legislature secretary marines jets warplanes commandos gunners fighters artillery side kremlin".split()
)
# Institutions that act at home: theirs is the country the text is in.
_DOMESTIC = frozenset(
    "police court courts parliament senate legislature lawmakers prosecutors authorities crowds protesters".split()
)
# Nouns by which an act of a type is spoken of again, whatever words told it first.
_NOUNS_OF = {
    EventType.ACCUSE: ("allegation", "accusation", "complaint", "criticism"),
    EventType.REQUEST: ("demand", "request", "appeal"),
    EventType.ASSAULT: ("attack", "strike", "raid", "killing", "assault", "bombing"),
    EventType.AGREE: ("agreement", "deal", "accord", "treaty", "pact"),
    EventType.CONSULT: ("meeting", "talk", "summit", "visit"),
    EventType.THREATEN: ("threat", "warning"),
}
_SIDES = frozenset(
    "governments parties sides leaders delegations presidents neighbours neighbors nations rivals".split()
)
_SUMMED = frozenset("the two both their these rival".split())
_ALONE = frozenset({EventType.MILESTONE, EventType.STATEMENT, EventType.PROTEST, EventType.MOBILIZE})
_BODIES = frozenset("cabinet committee parliament assembly senate congress party parties commission court".split())
# Whom a state coerces at home.
_AT_HOME = frozenset(
    "protester protesters demonstrators demonstrator activists activist dissidents dissident opposition opponents"
    " journalists journalist students worshippers curfew emergency martial media newspapers websites parliament"
    " suspects suspect plotters lawyers critics citizens coup unrest uprising".split()
)
_JOINTLY = frozenset({EventType.AGREE, EventType.CONSULT, EventType.COOPERATE})
# Acts toward people and firms that are no state's need no state for their other side.
_TO_SOMEBODY = frozenset(
    {EventType.REQUEST, EventType.SANCTION, EventType.ACCUSE, EventType.THREATEN, EventType.COERCE}
)
_PRIVATE = frozenset(
    "companies company firms firm airlines banks journalists reporters residents citizens foreigners investors voters"
    " protesters demonstrators newspapers opposition lawmakers reservists migrants tourists workers businesses".split()
)
_BLASTS = frozenset({"blow_up", "explode", "go_off", "detonate", "come_under fire"})  # nobody is said to have done it
_DEFINITE = frozenset("the this that these those such both".split())
_UNIONS = frozenset("bloc alliance organisation organization grouping body".split())
# What a body is called again by, and the parts of its name that show it.
_BODY_NAMES = {
    "council": ("Council", "GCC"), "court": ("Court",), "judges": ("Court",), "tribunal": ("Tribunal",),
    "union": ("Union", "EU"), "agency": ("Agency", "IAEA"), "commission": ("Commission", "EU"), "league": ("League",),
    "assembly": ("Assembly",), "community": ("Community",), "fund": ("IMF",), "bank": ("World Bank",),
}  # fmt: skip
_BANDS = frozenset("group militia movement rebels militants insurgents guerrillas separatists jihadists".split())
_DYADIC = frozenset(
    {
        EventType.ACCUSE, EventType.REJECT, EventType.REQUEST, EventType.THREATEN, EventType.SANCTION,
        EventType.CONSULT,
        EventType.AGREE, EventType.SUPPORT, EventType.AID, EventType.CONCEDE, EventType.COOPERATE,
    }
)  # fmt: skip


def _is_both(words: list[str]) -> bool:
    """Whether a subject means two sides: "the two", "both governments", not "the two suspects" or "African leaders"."""
    if any(word in _SIDES and words[at - 1] in _SUMMED for at, word in enumerate(words) if at):
        return True
    counted = next((at for at, word in enumerate(words) if word in ("two", "both")), None)
    return counted is not None and counted + 1 == len(words)


@cache
def group_foes() -> dict[str, str]:
    """Armed group → the state that it fights, where that is not its host."""
    fights = tomllib.loads(_FOES_FILE.read_text(encoding="utf-8"))["fights"]
    return {group: state for state, groups in fights.items() for group in groups}


class Parties(NamedTuple):
    """Who acts and who is acted upon, states and others, each once; and the place the clause names."""

    actors: tuple[Mention, ...] = ()
    recipients: tuple[Mention, ...] = ()
    place: Name | None = None


class Implied:
    """Supplies what one sentence leaves unsaid from what was said before."""

    def __init__(self, parsed: ParsedSentence, discourse: Discourse) -> None:
        self.parsed, self.discourse, self.phrases = parsed, discourse, NounPhrases(parsed)

    def of_subject(self, start: int, end: int, earlier: tuple[Mention, ...]) -> tuple[Mention, ...]:
        """A pronoun or an institution without its state's name: who acted last."""
        words = self.parsed.words(start, end)
        here = self.parsed.span(start, end)
        of_sentence = bool(earlier)
        earlier = earlier or self.discourse.subject
        if not PLURAL.isdisjoint(words) or (_is_both(words) and len(words) <= 6):
            alone = of_sentence and "they" in words and not _is_both(words)
            parties = earlier if len(earlier) > 1 or alone else self.discourse.pair(here[0])
            return tuple(
                m._replace(start=here[0], end=here[1], rule="party.plural-pronoun", anchor=m.party) for m in parties
            )
        body = self._body(start, end)
        if body:
            return (body,)
        pronouns = ("he", "she", "it", "this", "its", "his", "her")
        pronoun = next((word for word in words if word in pronouns), words[0] if words else "")
        if words and (pronoun in SINGULAR or not INSTITUTIONS.isdisjoint(words)):
            rule = "party.pronoun" if pronoun in SINGULAR else "party.institution"
            if pronoun in ("he", "she"):
                earlier = tuple(m for m in earlier if m.person) or earlier
            states = tuple(m for m in earlier if m.is_state)[:1] or earlier[:1]
            if rule == "party.institution":
                states = self._whose(start, end, here[0]) or states
            return tuple(m._replace(start=here[0], end=here[1], rule=rule, anchor=m.party) for m in states)
        return ()

    def _body(self, start: int, end: int) -> Mention | None:
        """The organisation or armed group that "the bloc", "the council" or "the militia" is."""
        for at in range(start + 1, end):
            word = self.parsed.tokens[at].lower
            definite = set(self.parsed.words(max(start, at - 2), at)) & _DEFINITE
            if not definite or at in self.parsed.name_at:
                continue
            if word in _BANDS or word in _UNIONS or word in _BODY_NAMES:
                here = self.parsed.span(at - 1, at + 1)
                meant = self.discourse.last_body(here[0], armed=word in _BANDS, called=_BODY_NAMES.get(word, ("",)))
                return meant and meant._replace(start=here[0], end=here[1], rule="party.body", anchor=meant.party)
        return None

    def _whose(self, start: int, end: int, offset: int) -> tuple[Mention, ...]:
        """
        Whose "the court" is: of the state the sentence begins in ("In Ghana the court …"), else of the state
        meant.
        """
        for name, at in self.phrases.names(start, end):
            where = self.parsed.tokens[at - 1].lower if at > start else ""
            if where == "in" and name.country and name.kind is not NameKind.GROUP:
                return (Mention(name.country, name.start, name.end, "party.institution"),)
        for word in self.parsed.words(start, end):
            owner = self.discourse.owners.get(word)
            if owner:
                return (Mention(owner, offset, self.parsed.tokens[end - 1].end, "party.institution"),)
        if start and self.parsed.tokens[start - 1].lower == "where":
            for name, _ in reversed(self.phrases.names(max(0, start - 8), start)):
                if name.country:
                    return (Mention(name.country, name.start, name.end, "party.institution"),)
        for name, at in self.phrases.names(0, start):
            if (
                at
                and self.parsed.tokens[at - 1].lower in ("in", "the")
                and name.country
                and at <= 3
                and self.parsed.tokens[0].lower == "in"
            ):
                return (Mention(name.country, name.start, name.end, "party.institution"),)
        if set(self.parsed.words(start, end)) & _DOMESTIC and self.discourse.setting:
            country, name = self.discourse.setting
            if offset - name.start < 400:
                return (Mention(country, name.start, name.end, "party.institution"),)
        meant = self.discourse.meant_state(offset)
        if meant:
            return (meant,)
        named = [name for name, _ in self.phrases.names(max(0, start - 9), start) if name.country in countries()]
        return (Mention(named[-1].country or "", named[-1].start, named[-1].end, "party.institution"),) if named else ()

    def of_object(self, start: int, end: int, acting: frozenset[str]) -> list[Mention]:
        """ "accused it of", "told them", "wrote to the Council": whom the text has spoken of."""
        body = self._body(start, end) if start < end else None
        if body:
            return [body]
        for at in range(start, end):
            word = self.parsed.tokens[at].lower
            if at >= start + 2 and word != "both":
                continue
            if word in ("both", "them"):
                here = self.parsed.span(at, at + 1)
                both = self.discourse.pair(here[0], acting)
                return [
                    m._replace(start=here[0], end=here[1], rule="party.plural-pronoun", anchor=m.party) for m in both
                ]
            if word in ("it", "him", "her") and not (
                word == "her" and at + 1 < end and self.parsed.tokens[at + 1].text.isalpha()
            ):
                here = self.parsed.span(at, at + 1)
                before = self.discourse.meant_state(here[0], acting)
                return (
                    [before._replace(start=here[0], end=here[1], rule="party.pronoun", anchor=before.party)]
                    if before
                    else []
                )
        return []

    def completed(self, found: Parties, clause: Clause, reading: Reading) -> Parties:
        """Put in the other side of what takes two, when one only is told: the state last spoken of."""
        states = {mention.party for mention in found.actors + found.recipients if mention.is_state}
        others = [mention for mention in found.recipients if not mention.is_state]
        if states and any(not mention.is_state for mention in found.actors):
            return found
        if (len(states) > 1 and found.recipients) or others or not self._needs_other(found, reading, bool(states)):
            return found
        if reading.type is EventType.CONSULT and set(self.parsed.words(*clause.subject)) & _BODIES:
            return found
        if reading.type in (EventType.COERCE, EventType.ASSAULT) and self._is_domestic(clause, reading):
            return found
        if reading.type in _TO_SOMEBODY and set(self.parsed.words(clause.object[0], clause.object[0] + 4)) & _PRIVATE:
            return found
        told = self.told_before(found, clause, states)
        if told:
            return told
        here = self.parsed.tokens[clause.verb.first].start
        fought = self._fought(found.actors) if reading.type is EventType.ASSAULT and not states else None
        if fought:
            return found._replace(recipients=(fought,))
        other = self.discourse.meant_state(here, frozenset(states))
        if other is None or not self.parsed.follows("party.other-side"):
            return found
        implied = other._replace(rule="party.other-side", anchor=other.party)
        if found.actors:
            if reading.mutual or reading.type is EventType.CONSULT:
                return found._replace(actors=(*found.actors, implied))
            return found._replace(recipients=(*found.recipients, implied))
        return found._replace(actors=(implied,))

    def _is_domestic(self, clause: Clause, reading: Reading) -> bool:
        """Whether force is used at home: by police or a court, or a coercion of people who are no state's envoys."""
        if set(self.parsed.words(*self._root_subject(clause))) & _DOMESTIC:
            return True
        return reading.type is EventType.COERCE and bool(set(self.parsed.words(*clause.object)) & _AT_HOME)

    def _fought(self, actors: tuple[Mention, ...]) -> Mention | None:
        """The state that an armed group is at war with: its foe, else its host."""
        if not self.parsed.follows("party.groups-foe"):
            return None
        for mention in actors:
            foe = group_foes().get(mention.party, mention.host) if mention.armed else None
            if foe:
                return mention._replace(party=foe, rule="party.groups-foe", anchor=mention.party, armed=False)
        return None

    def _needs_other(self, found: Parties, reading: Reading, has_state: bool) -> bool:
        """Whether the act takes two and one only is told; a group or an organisation acts on the state meant."""
        if has_state:
            if reading.type is EventType.PROTEST:
                return not found.actors
            if reading.type is EventType.COERCE:
                return len(found.actors) <= 1
            if reading.type in (EventType.ASSAULT, EventType.RETREAT):
                return len(found.actors) == 1
            several = reading.type not in _JOINTLY and not reading.mutual
            return reading.type in _DYADIC and len(found.actors) <= (4 if several else 1)
        return (
            bool(found.actors)
            and reading.type in _DYADIC | {EventType.ASSAULT}
            and reading.type is not EventType.CONSULT
        )

    def told_before(self, found: Parties, clause: Clause, states: set[str]) -> Parties | None:
        """
        The parties of an act told before and named again: "the embargo was lifted", "denied the charges".
        """
        if not self.parsed.follows("party.deed-told-before"):
            return None
        for at in (*range(*self._root_subject(clause)), *range(*clause.object)):
            noun = lexicon().nouns.get(self.parsed.tokens[at].lower)
            deed = (
                self.discourse.deeds.get(noun)
                if noun and at and self.parsed.tokens[at - 1].lower in _DEFINITE
                else None
            )
            if deed is None or not {m.party for m in (*deed[0], *deed[1])} - states:
                continue
            here = self.parsed.tokens[at]
            doers, done_to = (
                tuple(
                    m._replace(start=here.start, end=here.end, rule="party.deed-told-before", anchor=m.party)
                    for m in mentions
                    if m.party not in states
                )
                for mentions in deed
            )
            if found.actors:
                return found._replace(recipients=unique((*found.recipients, *(doers or done_to))))
            return Parties(doers, unique((*found.recipients, *done_to)))
        return None

    def _root_subject(self, clause: Clause) -> tuple[int, int]:
        """The stretch of the subject that a clause has or shares."""
        for _ in range(4):
            if clause.subject[0] < clause.subject[1] or clause.parent is None:
                break
            clause = self.parsed.clauses[clause.parent]
        return clause.subject

    def remember(self, clause: Clause, reading: Reading, found: Parties) -> None:
        """Keep who did it under the nouns by which the text may speak of it again."""
        if not found.actors and not found.recipients:
            return
        words = lexicon()
        nouns = {
            words.nouns.get(self.parsed.tokens[at].lower)
            for at in range(clause.object[0], min(clause.object[1], clause.object[0] + 9))
        }
        nouns |= set(_NOUNS_OF.get(reading.type, ()))
        for noun in nouns:
            if noun in words.noun_types:
                self.discourse.deeds[noun or ""] = (found.actors, found.recipients)

    def meant(self, clause: Clause, reading: Reading) -> Parties:
        """Who it is about where a dated act names nobody: the two sides the text is about, or the one it speaks of."""
        here = self.parsed.tokens[clause.verb.first].start
        alone = reading.type in _ALONE or reading.lemma in _BLASTS
        states = self.discourse.pair(here)[: 1 if alone else 2]
        implied = tuple(state._replace(rule="party.meant", anchor=state.party) for state in states)
        implied = in_force(implied, self.parsed.without)
        one_sided = len(implied) == 1 and clause.verb.passive
        return Parties(recipients=implied) if one_sided else Parties(implied)
