"""
Step 5: what act a clause tells. The rules stand in one table and are tried in its order: phrases over operators, light
verbs by their noun over the verb alone.
"""

from collections.abc import Callable

from app.domain.events import EventType
from app.extraction.clauses import ParsedSentence
from app.extraction.model import NameKind
from app.extraction.telling import Reading, Telling, nouns_at
from app.extraction.verb_words import BREAKS
from app.extraction.verbs import BE, DETERMINERS, PREPOSITIONS, Form

__all__ = ["Reading", "read_clause", "refused"]

_FRIENDLY = frozenset(
    {
        EventType.CONSULT,
        EventType.AGREE,
        EventType.COOPERATE,
        EventType.SUPPORT,
        EventType.AID,
        EventType.CONCEDE,
        EventType.RETREAT,
    }
)  # What a refusal of something friendly amounts to: "did not meet", "would not sign".
_MUTUAL = frozenset(
    {EventType.CONSULT, EventType.AGREE, EventType.COOPERATE, EventType.MOBILIZE, EventType.RETREAT, EventType.ASSAULT}
)
_OCCURRING = frozenset(
    "begin start open end close occur happen last resume erupt break_out break_up break take_place go_on"
    " follow continue run".split()
)
_COMING_TO_LIFE = frozenset({"take effect", "come_into force", "enter_into force", "enter force", "come_into effect"})
_LINKING = frozenset({"be", "remain", "seem", "appear"})
_JOURNEY = frozenset("be go come return drop_in drop_in_on head expect stay set_off travel_on continue jet".split())
_TOWARD = frozenset({"in", "to", "into", "for", "at", "on"})
_AFTER_NAMES = BREAKS | PREPOSITIONS
DESTINATION_WINDOW = 5  # tokens after a verb of motion in which the country it leads to is looked for
NAME_WINDOW = 14  # tokens after a verb of naming in which what something is called is looked for


def read_clause(parsed: ParsedSentence, index: int) -> Reading | None:
    """The act that the words of one clause tell by themselves; None where they tell none that is known."""
    telling = Telling.of(parsed, index)
    for rule, read in RULES:
        if rule not in parsed.without:
            found = read(telling, rule)
            if found:
                return found
    return None


def refused(kind: EventType) -> bool:
    """Whether not doing it is itself an act of refusal."""
    return kind in _FRIENDLY


def _of_predicate_verb(telling: Telling, rule: str) -> Reading | None:
    """ "was determined to stay": the adjective after "be", where it looks like a verb."""
    verb, tokens = telling.clause.verb, telling.parsed.tokens
    word = tokens[verb.head].lower
    if verb.first != verb.head and tokens[verb.head - 1].lower in BE and word in telling.words.attitudes:
        return Reading(telling.words.attitudes[word], verb.head, rule, word)
    return None


def _of_new_life(telling: Telling, rule: str) -> Reading | None:
    """ "The treaty took effect": the act of the subject, whatever the verb."""
    phrase = _of_phrase(telling, rule)
    return _of_subject_noun(telling, rule, any_verb=True) if phrase and phrase.lemma in _COMING_TO_LIFE else None


def _of_phrase(telling: Telling, rule: str) -> Reading | None:
    """ "recalled its ambassador": verb and noun together."""
    words = telling.words
    for lemma in telling.lemmas:
        if "_" not in lemma and lemma != telling.lemmas[0] and telling.lemmas[0] in words.verb_types:
            break  # the particle makes another verb of it: "called for a truce" called no truce
        table = words.phrases.get(lemma, {})
        for at, noun in telling.nouns:
            if noun in table:
                undergone = lemma in words.undergo
                together = noun in words.mutual_nouns or lemma in words.mutual_verbs
                mutual = not undergone and together and table[noun] in _MUTUAL
                return Reading(table[noun], telling.head, rule, f"{lemma} {noun}", at, mutual, undergone)
    return None


def _of_operator(telling: Telling, rule: str) -> Reading | None:
    """ "lifted the ban" is a concession, "ended the talks" a refusal."""
    words = telling.words
    for lemma in telling.lemmas:
        for group, table in ((words.lift, words.lift_types), (words.end, words.end_types)):
            if lemma not in group:
                continue
            for at, noun in telling.nouns:
                kind = words.noun_types.get(noun)
                if kind in table and not _after_preposition(telling.parsed, at):
                    mutual = noun in words.mutual_nouns
                    return Reading(table[kind], telling.head, rule, f"{lemma} {noun}", at, mutual)
    return None


def _of_subject(telling: Telling, rule: str) -> Reading | None:
    """ "Marines landed", "tanks rolled": who does it makes it an attack."""
    clause, words = telling.clause, telling.words
    lemmas = telling.lemmas[:1] if telling.lemmas[0] in words.verb_types else telling.lemmas
    table = next((words.subjects[lemma] for lemma in lemmas if lemma in words.subjects), None)
    if table is None or clause.verb.passive:
        return None
    phrase = _of_phrase(telling, rule)
    if phrase and telling.lemmas[0] not in words.subjects and phrase.lemma.split()[0] == telling.lemmas[0]:
        return None  # "sailed into the waters" is no mere sailing
    for at in range(clause.subject[1] - 1, clause.subject[0] - 1, -1):
        for noun in nouns_at(telling.parsed, at, words):
            if noun in table and not (phrase and table[noun] is EventType.MILESTONE):
                verb = clause.verb.lemma
                return Reading(table[noun], telling.head, rule, verb if noun[0] == "@" else f"{noun} {verb}", at)
    return None


def _of_name_calling(telling: Telling, rule: str) -> Reading | None:
    """ "called Norway a pygmy", "declared the treaty void": the word that it comes down to blames or rejects."""
    parsed, verb = telling.parsed, telling.clause.verb
    if verb.lemma not in telling.words.calling or verb.passive:
        return None
    sayings = telling.words.sayings
    start, end = telling.clause.object
    end = min(end, start + NAME_WINDOW)
    offered = any(parsed.tokens[at].lower in sayings["offered"] for at in range(start, end))
    lists = ((EventType.REJECT, "refusing"), (EventType.ACCUSE, "blaming"))
    unacceptable = EventType.REJECT if offered else EventType.ACCUSE
    for at in range(start + 1, end):
        word = parsed.tokens[at].lower
        kind = next((kind for kind, name in (*lists, (unacceptable, "unacceptable")) if word in sayings[name]), None)
        if kind and (at + 1 == end or _is_of_date(parsed, at + 1) or parsed.tokens[at + 1].lower in _AFTER_NAMES):
            named = telling.nouns[0][0] if telling.nouns else None
            return Reading(kind, telling.head, rule, verb.lemma, named)
    return None


def _of_conversation(telling: Telling, rule: str) -> Reading | None:
    """ "The two leaders spoke on Monday": several who speak, and nothing that they say, talk to one another."""
    clause, parsed = telling.clause, telling.parsed
    if clause.verb.lemma not in ("speak", "talk") or any(other.parent == telling.index for other in parsed.clauses):
        return None
    said = parsed.words(*clause.subject)
    names = {name.country for at in range(*clause.subject) if (name := parsed.name_at.get(at)) and name.country}
    several = ("and" in said and len(names) > 1) or not {"two", "both"}.isdisjoint(said)
    onward = parsed.words(clause.object[0], clause.object[0] + 1)
    if not several or onward in (["of"], ["against"], ["out"], ["for"]):
        return None
    return Reading(EventType.CONSULT, telling.head, rule, clause.verb.lemma, mutual=True)


def _of_instruction(telling: Telling, rule: str) -> Reading | None:
    """ "told the consul to leave": what is said to somebody to do is asked of him."""
    clauses, verb = telling.parsed.clauses, telling.clause.verb
    below = clauses[telling.index + 1] if telling.index + 1 < len(clauses) else None
    if verb.passive or verb.lemma not in telling.words.instructing or below is None:
        return None
    told = below.verb.form is Form.INFINITIVE and below.verb.first > verb.last + 1 and below.parent == telling.index
    return Reading(EventType.REQUEST, telling.head, rule, verb.lemma) if told else None


def _of_light_verb(telling: Telling, rule: str) -> Reading | None:
    """ "carried out a strike": the verb leaves the act to its noun."""
    words, lemma = telling.words, telling.clause.verb.lemma
    if lemma not in words.light:
        return None
    carried = next(((at, noun) for at, noun in telling.nouns if noun in words.noun_types), None)
    if carried is None or not _carries(telling, carried[0]):
        return None
    at, noun = carried
    return Reading(
        words.noun_types[noun], telling.head, rule, noun, at, noun in words.mutual_nouns, lemma in words.undergo
    )


def _of_verb(telling: Telling, rule: str) -> Reading | None:
    """ "expelled": the verb alone."""
    words, passive = telling.words, telling.clause.verb.passive
    for lemma in telling.lemmas:
        if passive and lemma in words.passive_types:
            return Reading(words.passive_types[lemma], telling.head, rule, lemma)
        kind = words.verb_types.get(lemma)
        if kind is EventType.STATEMENT and passive:
            return None  # "is said to", "is believed to": whose saying it is, is not told
        if kind and lemma in words.passing and _passes_on(telling):
            return None  # "helped to overthrow": the overthrow
        if kind:
            return Reading(kind, telling.head, rule, lemma, mutual=lemma in words.mutual_verbs)
    return None


def _passes_on(telling: Telling) -> bool:
    """Whether an infinitive that tells an act follows at once."""
    clauses, verb = telling.parsed.clauses, telling.clause.verb
    if telling.index + 1 >= len(clauses):
        return False
    below = clauses[telling.index + 1].verb
    between = range(verb.last + 1, below.first)
    at_once = below.form is Form.INFINITIVE and all(_is_of_date(telling.parsed, at) for at in between)
    return at_once and (below.lemma in telling.words.verb_types or below.lemma in telling.words.phrases)


def _is_of_date(parsed: ParsedSentence, at: int) -> bool:
    return at in parsed.time_at or at + 1 in parsed.time_at


def _of_journey(telling: Telling, rule: str) -> Reading | None:
    """ "The Danish minister was in Oslo", "came to Oslo": a person in the country of another is on a visit."""
    clause, parsed = telling.clause, telling.parsed
    if clause.verb.lemma not in _JOURNEY:
        return None
    people = _homes_of_travellers(telling)
    start, end = clause.object
    for at in range(start, min(end, start + DESTINATION_WINDOW) - 1):
        article = parsed.tokens[at + 1].lower == "the" and at + 2 < end
        place = parsed.name_at.get(at + 2 if article else at + 1)
        if place and place.country and parsed.tokens[at].lower in _TOWARD and place.kind is not NameKind.PERSON:
            abroad = bool(people) and place.country not in people
            return Reading(EventType.CONSULT, telling.head, rule, "be in") if abroad else None
    return None


def _homes_of_travellers(telling: Telling) -> set[str]:
    """The states of the persons of the subject: of names, or of the states that send a minister or an envoy."""
    parsed, words = telling.parsed, telling.words
    places = range(*telling.clause.subject)
    titled = any(words.nouns.get(parsed.tokens[at].lower) in words.traveller_nouns for at in places)
    names = [parsed.name_at[at] for at in places if at in parsed.name_at]
    return {name.country for name in names if name.country and (titled or name.kind is NameKind.PERSON)}


def _of_predicate(telling: Telling, rule: str) -> Reading | None:
    """ "is willing to withdraw" agrees, "is opposed to the plan" rejects."""
    if telling.clause.verb.lemma not in _LINKING:
        return None
    start, end = telling.clause.object
    for at in range(start, min(end, start + 3)):
        word = telling.parsed.tokens[at].lower
        if word in telling.words.attitudes:
            return Reading(telling.words.attitudes[word], at, rule, word)
    return None


def _of_subject_noun(telling: Telling, rule: str, any_verb: bool = False) -> Reading | None:
    """ "The negotiations began in May": the act of the subject."""
    if not any_verb and not _OCCURRING & set(telling.lemmas):
        return None
    parsed, words = telling.parsed, telling.words
    for at in range(*telling.clause.subject):
        noun = words.nouns.get(parsed.tokens[at].lower)
        if noun in words.noun_types and at not in parsed.name_at:
            return Reading(words.noun_types[noun], telling.head, rule, noun, at, noun in words.mutual_nouns)
    return None


RULES: tuple[tuple[str, Callable[[Telling, str], Reading | None]], ...] = (
    ("type.attitude", _of_predicate_verb),
    ("type.subject-noun", _of_new_life),
    ("type.called-so", _of_name_calling),
    ("type.subject", _of_subject),
    ("type.phrase", _of_phrase),
    ("type.operator", _of_operator),
    ("type.told-to", _of_instruction),
    ("type.light-verb", _of_light_verb),
    ("type.spoke-together", _of_conversation),
    ("type.verb", _of_verb),
    ("type.presence", _of_journey),
    ("type.attitude", _of_predicate),
    ("type.subject-noun", _of_subject_noun),
)


def _carries(telling: Telling, at: int) -> bool:
    """Whether the noun is the verb's own object, not inside a prepositional phrase of something else."""
    own = telling.words.verb_types.get(telling.clause.verb.lemma)
    return own in (None, EventType.STATEMENT, EventType.CONSULT) or not _after_preposition(telling.parsed, at)


def _after_preposition(parsed: ParsedSentence, at: int) -> bool:
    for back in range(at - 1, max(-1, at - 5), -1):
        word = parsed.tokens[back].lower
        if word in PREPOSITIONS:
            return True
        if word in DETERMINERS:
            return back > 0 and parsed.tokens[back - 1].lower in PREPOSITIONS
    return False
