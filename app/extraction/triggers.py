"""
Step 5: what act a clause tells: the governing verb over the content verb, light verbs by their noun, phrases over
both.
"""

from dataclasses import dataclass

from app.domain.events import EventType
from app.extraction.clauses import Clause, Link, ParsedSentence
from app.extraction.lexicon import Lexicon, lexicon
from app.extraction.model import NameKind
from app.extraction.verbs import BE, DETERMINERS, PREPOSITIONS, Form

NOUN_WINDOW = 9  # tokens after a verb in which the noun of its object is looked for
_TEMPORAL = frozenset("after before since until during while following".split())
_DEMANDING = frozenset({EventType.REQUEST, EventType.ACCUSE, EventType.THREATEN})
# What a refusal of something friendly amounts to: "did not meet", "would not sign".
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
)


@dataclass(frozen=True, slots=True)
class Reading:
    """
    What act a clause tells.

    Attributes:
        type: The act.
        trigger: Index of the token that tells it.
        rule: Id of the rule that read it.
        noun: Index of the noun that carries the act, or None where the verb does.
        mutual: Whether its parties do it together.
        undergone: Whether the grammatical subject is the one acted upon, apart from the passive.
        lemma: The lemma that told it.
    """

    type: EventType
    trigger: int
    rule: str
    lemma: str
    noun: int | None = None
    mutual: bool = False
    undergone: bool = False


def read_clause(parsed: ParsedSentence, clause: Clause) -> Reading | None:
    """The act that the words of one clause tell by themselves; None where they tell none that is known."""
    words, verb = lexicon(), clause.verb
    head = parsed.tokens[verb.head].lower
    if verb.first != verb.head and parsed.tokens[verb.head - 1].lower in BE and head in words.attitudes:
        return Reading(words.attitudes[head], verb.head, "type.attitude", head)
    nouns = _object_nouns(parsed, clause, words)
    lemmas = (verb.lemma, verb.lemma.split("_")[0])
    for lemma in dict.fromkeys(lemmas):
        found = _phrase(parsed, lemma, nouns, verb.head, words)
        if found and found.lemma in _COMING_TO_LIFE:
            return _subject_noun(parsed, clause, words, any_verb=True) or found
        found = found or _operator(parsed, lemma, nouns, verb.head, words)
        if found:
            return found
    by_subject = _by_subject(parsed, clause, lemmas, words)
    if by_subject:
        return by_subject
    light = verb.lemma in words.light
    if light and nouns:
        carried = next(((at, noun) for at, noun in nouns if noun in words.noun_types), None)
        if carried and _carries(parsed, carried[0], verb.lemma, words):
            at, noun = carried
            undergone = verb.lemma in words.undergo
            return Reading(
                words.noun_types[noun], verb.head, "type.light-verb", noun, at, noun in words.mutual_nouns, undergone
            )
    for lemma in dict.fromkeys(lemmas):
        if lemma in words.verb_types:
            if words.verb_types[lemma] is EventType.STATEMENT and verb.passive:
                return None  # "is said to", "is believed to": whose saying it is, is not told
            return Reading(words.verb_types[lemma], verb.head, "type.verb", lemma, mutual=lemma in words.mutual_verbs)
    return _predicate(parsed, clause) or _subject_noun(parsed, clause, words)


_OCCURRING = frozenset(
    "begin start open end close occur happen last resume erupt break_out break_up break take_place go_on"
    " follow continue run".split()
)


_COMING_TO_LIFE = frozenset({"take effect", "come_into force", "enter_into force", "enter force", "come_into effect"})


def _subject_noun(parsed: ParsedSentence, clause: Clause, words: Lexicon, any_verb: bool = False) -> Reading | None:
    """ "The negotiations began in May": the act of the subject."""
    if not any_verb and clause.verb.lemma not in _OCCURRING and clause.verb.lemma.split("_")[0] not in _OCCURRING:
        return None
    for at in range(*clause.subject):
        noun = words.nouns.get(parsed.tokens[at].lower)
        if noun in words.noun_types and at not in parsed.name_at:
            mutual = noun in words.mutual_nouns
            return Reading(words.noun_types[noun], clause.verb.head, "type.subject-noun", noun or "", at, mutual)
    return None


def _is_elsewhere(parsed: ParsedSentence, clause: Clause) -> bool:
    """Whether a person is said to be in the country of another: "the Danish minister was in Oslo", which is a visit."""
    start, end = clause.object
    if start + 1 >= end or parsed.tokens[start].lower not in ("in", "to") or clause.verb.lemma != "be":
        return False
    place = parsed.name_at.get(start + 1)
    people = {
        name.country
        for at in range(*clause.subject)
        if (name := parsed.name_at.get(at)) and name.kind is NameKind.PERSON
    }
    return place is not None and bool(people) and place.country is not None and place.country not in people


def _predicate(parsed: ParsedSentence, clause: Clause) -> Reading | None:
    """ "is willing to withdraw" agrees, "is opposed to the plan" rejects."""
    if clause.verb.lemma not in ("be", "remain", "seem", "appear"):
        return None
    start, end = clause.object
    if _is_elsewhere(parsed, clause):
        return Reading(EventType.CONSULT, clause.verb.head, "type.presence", "be in")
    for at in range(start, min(end, start + 3)):
        kind = lexicon().attitudes.get(parsed.tokens[at].lower)
        if kind:
            return Reading(kind, at, "type.attitude", parsed.tokens[at].lower)
    return None


def _carries(parsed: ParsedSentence, at: int, lemma: str, words: Lexicon) -> bool:
    """Whether the noun is the verb's own object, not inside a prepositional phrase of something else."""
    own = words.verb_types.get(lemma)
    return own is None or own.value in ("STATEMENT", "CONSULT") or not _after_preposition(parsed, at)


def _after_preposition(parsed: ParsedSentence, at: int) -> bool:
    for back in range(at - 1, max(-1, at - 5), -1):
        word = parsed.tokens[back].lower
        if word in PREPOSITIONS:
            return True
        if word in DETERMINERS:
            return back > 0 and parsed.tokens[back - 1].lower in PREPOSITIONS
    return False


def _object_nouns(parsed: ParsedSentence, clause: Clause, words: Lexicon) -> list[tuple[int, str]]:
    """Known nouns of the object, or for a passive of the subject, nearest first: token index and lemma."""
    start, end = clause.object
    places = list(range(start, min(end, start + NOUN_WINDOW)))
    if clause.verb.passive:
        places = list(range(clause.subject[1] - 1, clause.subject[0] - 1, -1))[:NOUN_WINDOW] + places
    found = []
    for at in places:
        noun = words.nouns.get(parsed.tokens[at].lower)
        if noun and at not in parsed.time_at:
            found.append((at, noun))
    return found


def _by_subject(parsed: ParsedSentence, clause: Clause, lemmas: tuple[str, str], words: Lexicon) -> Reading | None:
    """ "Marines landed", "tanks rolled": who does it makes it an attack."""
    table = next((words.subjects[lemma] for lemma in lemmas if lemma in words.subjects), None)
    if table is None:
        return None
    for at in range(clause.subject[1] - 1, clause.subject[0] - 1, -1):
        noun = words.nouns.get(parsed.tokens[at].lower)
        if noun in table:
            return Reading(table[noun or ""], clause.verb.head, "type.subject", f"{noun} {clause.verb.lemma}", at)
    return None


def _phrase(
    parsed: ParsedSentence, lemma: str, nouns: list[tuple[int, str]], head: int, words: Lexicon
) -> Reading | None:
    table = words.phrases.get(lemma)
    if not table:
        return None
    for at, noun in nouns:
        if noun in table:
            undergone = lemma in words.undergo
            mutual = not undergone and (noun in words.mutual_nouns or lemma in words.mutual_verbs)
            mutual = mutual and table[noun] in _MUTUAL
            return Reading(table[noun], head, "type.phrase", f"{lemma} {noun}", at, mutual, undergone)
    return None


_MUTUAL = frozenset(
    {EventType.CONSULT, EventType.AGREE, EventType.COOPERATE, EventType.MOBILIZE, EventType.RETREAT, EventType.ASSAULT}
)


def _operator(
    parsed: ParsedSentence, lemma: str, nouns: list[tuple[int, str]], head: int, words: Lexicon
) -> Reading | None:
    """ "lifted the ban" is a concession, "ended the talks" a refusal."""
    for group, table in ((words.lift, words.lift_types), (words.end, words.end_types)):
        if lemma not in group:
            continue
        for at, noun in nouns:
            kind = words.noun_types.get(noun)
            if kind in table and not (at > 0 and _after_preposition(parsed, at)):
                return Reading(table[kind], head, "type.operator", f"{lemma} {noun}", at, noun in words.mutual_nouns)
    return None


def is_absorbed(parsed: ParsedSentence, index: int, readings: list[Reading | None]) -> bool:
    """Whether what a clause tells is governed by another's act: "urged X *to withdraw*", "threatened *to suspend*"."""
    clause = parsed.clauses[index]
    parent = clause.parent
    if parent is None or parent >= len(readings):
        return False
    above = readings[parent]
    if above is None or above.type not in lexicon().governing:
        return bool(
            above is None
            and clause.link is Link.SHARED
            and clause.verb.form is Form.INFINITIVE
            and is_absorbed(parsed, parent, readings)
        )
    if clause.verb.form is Form.INFINITIVE:
        return True
    if above.type is EventType.ACCUSE and clause.verb.form is Form.GERUND and _is_dated(parsed, clause):
        return False  # what somebody is accused of counts where it can be placed in time
    if clause.verb.form is Form.GERUND and clause.opener in PREPOSITIONS - _TEMPORAL | {""}:
        return True
    return clause.link is Link.COMPLEMENT and above.type in _DEMANDING | {EventType.REJECT, EventType.AGREE}


def is_aside(parsed: ParsedSentence, index: int, readings: list[Reading | None]) -> bool:
    """
    Whether a clause only says for what purpose, how, or who says so: "to win time", "as the ministry said".
    """
    clause, reading = parsed.clauses[index], readings[index]
    above = readings[clause.parent] if clause.parent is not None else None
    if reading is None:
        return False
    if clause.verb.form is Form.INFINITIVE and (
        above is not None or (reading.type is EventType.STATEMENT and reading.rule == "type.verb")
    ):
        return True
    if not _is_dated(parsed, clause) and _is_side_remark(clause):
        return True
    if reading.type is EventType.STATEMENT:
        is_phrase = reading.rule != "type.verb"
        return clause.opener in ("as", "what", "which", "whom") or (
            clause.verb.form is not Form.FINITE and not is_phrase
        )
    return False


def _is_dated(parsed: ParsedSentence, clause: Clause) -> bool:
    return any(at in parsed.time_at for at in range(clause.start, clause.end))


def _is_side_remark(clause: Clause) -> bool:
    """What only describes a noun, or had not happened yet: "led by a colonel", "until it would pay"."""
    if clause.verb.form is Form.PARTICIPLE:
        return True
    if clause.link is Link.RELATIVE and clause.verb.tense in ("present", "past", "perfect"):
        return True
    return clause.link is Link.ADVERBIAL and clause.opener in ("before", "until")


def spoken_type(parsed: ParsedSentence, start: int, end: int) -> tuple[EventType, str, int] | None:
    """
    What a saying does beyond stating, by the words said: blame, ask, refuse; with the rule and the token that shows
    it.
    """
    words = lexicon()
    for at in range(start, end):
        if parsed.tokens[at].lower in words.blaming:
            return EventType.ACCUSE, "type.blaming-words", at
    for at in range(start, end):
        if parsed.tokens[at].lower in words.asking:
            return EventType.REQUEST, "type.asking-words", at
    return None


def refused(kind: EventType) -> bool:
    """Whether not doing it is itself an act of refusal."""
    return kind in _FRIENDLY
