"""
What the surroundings of an act make of it: a promise of something hostile is a threat, something hostile on a
condition too, and what was only tried is no act.
"""

from collections.abc import Callable, Iterator, Sequence

from app.domain.events import EventType
from app.extraction.clauses import Clause, Link, ParsedSentence
from app.extraction.lexicon import lexicon
from app.extraction.status import NEARBY_CLAUSES, is_conditional
from app.extraction.triggers import Reading
from app.extraction.verbs import Form

HOSTILE = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.MOBILIZE, EventType.THREATEN})
_PROMISES = frozenset("promise pledge prepared ready determined".split())
_VOWS = frozenset({"vow", "swear"})
_FRIENDLY = frozenset(
    {EventType.AGREE, EventType.AID, EventType.CONCEDE, EventType.CONSULT, EventType.COOPERATE, EventType.RETREAT}
    | {EventType.SUPPORT}
)
_HELPFUL = frozenset({EventType.AID, EventType.SUPPORT})
_POSSIBLE = frozenset("would could may might 'd".split())
_FAILING = frozenset("fail neglect decline omit forget".split())
_MISSILES = frozenset({"missile", "rocket", "icbm", "projectile", "shot"})
_LEAVING = frozenset("leave depart go quit return".split())
_INTO = frozenset("into in toward towards over to".split())
_SEAS = frozenset("sea ocean waters water pacific atlantic orbit space bay gulf baltic mediterranean".split())
TARGET_WINDOW = 14  # tokens after a verb in which it is looked for where a missile went
OBJECT_WINDOW = 4  # tokens after a promise in which the noun of what is promised is looked for

_Readings = Sequence[Reading | None]


def sharpened(parsed: ParsedSentence, index: int, readings: _Readings) -> Reading | None:
    """What an act is in its sentence, where that is something else than its words alone tell."""
    reading = readings[index]
    if reading is None:
        return None
    for rule, kind, holds in RULES:
        if parsed.follows(rule) and holds(parsed, index, readings):
            return reading._replace(type=kind, rule=rule, mutual=False)
    return None


def is_undone(parsed: ParsedSentence, clause: Clause) -> bool:
    """Whether it is told that it was not done: "did not sign", "failed to sign", "was to have signed"."""
    parent = None if clause.parent is None else parsed.clauses[clause.parent]
    failed = parent is not None and clause.verb.form is Form.INFINITIVE and parent.verb.lemma in _FAILING
    due = clause.verb.modal in ("should", "ought") and "have" in parsed.words(clause.verb.first, clause.verb.head)
    return clause.verb.negated or failed or due or clause.verb.modal == "was to have"


def _governed(parsed: ParsedSentence, index: int, readings: _Readings) -> Iterator[Reading]:
    """The acts of the infinitives and gerunds under a clause, also through verbs that tell none."""
    within = {index}
    for at in range(index + 1, min(len(parsed.clauses), index + NEARBY_CLAUSES)):
        clause, told = parsed.clauses[at], readings[at]
        if clause.parent in within and clause.verb.form in (Form.INFINITIVE, Form.GERUND) and not clause.verb.negated:
            if told is None:
                within.add(at)
            else:
                yield told


def _concludes_that(parsed: ParsedSentence, index: int, readings: _Readings) -> bool:
    """ "concluded that the ship had sunk" agrees to nothing."""
    reading = readings[index]
    return bool(reading and reading.lemma == "conclude") and any(
        clause.parent == index and clause.link is Link.COMPLEMENT
        for clause in parsed.clauses[index + 1 : index + NEARBY_CLAUSES]
    )


def _vows_well(parsed: ParsedSentence, index: int, readings: _Readings) -> bool:
    """ "vowed to help": a vow is a threat unless something friendly is vowed."""
    reading = readings[index]
    if reading is None or reading.lemma not in _VOWS:
        return False
    return any(told.type in _FRIENDLY for told in _governed(parsed, index, readings))


def _promises_harm(parsed: ParsedSentence, index: int, readings: _Readings) -> bool:
    """ "vowed to strike back", "promised sanctions"."""
    reading, words = readings[index], lexicon()
    if reading is None or reading.type is not EventType.AGREE or reading.lemma not in _PROMISES:
        return False
    if any(told.type in HOSTILE for told in _governed(parsed, index, readings)):
        return True
    start, end = parsed.clauses[index].object
    named = parsed.words(start, min(end, start + OBJECT_WINDOW))
    return any(words.noun_types.get(words.nouns.get(word, "")) in HOSTILE for word in named)


def _harms_on_condition(parsed: ParsedSentence, index: int, readings: _Readings) -> bool:
    """ "will expel the envoy unless …", "could review the treaty if …"."""
    reading, verb = readings[index], parsed.clauses[index].verb
    ahead = verb.tense == "future" or verb.modal in _POSSIBLE
    return bool(reading and reading.type in HOSTILE and ahead) and is_conditional(parsed, index)


def _promises_help(parsed: ParsedSentence, index: int, readings: _Readings) -> bool:
    """ "will give", "said that it would support": help that is still to come is agreed to."""
    reading, clause = readings[index], parsed.clauses[index]
    if reading is None or reading.type not in _HELPFUL or clause.verb.passive:
        return False
    promised = clause.verb.modal in ("would", "'d") and clause.link is Link.COMPLEMENT
    return clause.verb.modal in ("will", "shall", "'ll") or promised


def _falls_into_the_sea(parsed: ParsedSentence, index: int, readings: _Readings) -> bool:
    """ "fired a missile into the sea": a test, where nothing is told to have been aimed at."""
    reading, clause = readings[index], parsed.clauses[index]
    if reading is None or reading.type is not EventType.ASSAULT or _MISSILES.isdisjoint(reading.lemma.split()):
        return False
    start, end = clause.object
    said = parsed.words(start, min(end, start + TARGET_WINDOW))
    into = next((at for at, word in enumerate(said) if word in _INTO), None)
    return into is not None and not _SEAS.isdisjoint(said[into:]) and "at" not in said


def _sends_away(parsed: ParsedSentence, index: int, readings: _Readings) -> bool:
    """ "told the ambassador to leave": a diplomat who is asked to go is expelled."""
    reading, clause, words = readings[index], parsed.clauses[index], lexicon()
    if reading is None or reading.type is not EventType.REQUEST or index + 1 >= len(parsed.clauses):
        return False
    below = parsed.clauses[index + 1]
    start, end = clause.subject if clause.verb.passive else clause.object
    envoys = words.phrases["recall"]
    sent = any(words.nouns.get(word) in envoys for word in parsed.words(start, min(end, start + TARGET_WINDOW)))
    return sent and below.verb.form is Form.INFINITIVE and below.verb.lemma in _LEAVING and not below.verb.negated


RULES: tuple[tuple[str, EventType, Callable[[ParsedSentence, int, _Readings], bool]], ...] = (
    ("type.sent-away", EventType.SANCTION, _sends_away),
    ("type.into-the-sea", EventType.MILESTONE, _falls_into_the_sea),
    ("type.concluded-that", EventType.STATEMENT, _concludes_that),
    ("type.friendly-vow", EventType.AGREE, _vows_well),
    ("type.hostile-promise", EventType.THREATEN, _promises_harm),
    ("type.conditional-threat", EventType.THREATEN, _harms_on_condition),
    ("type.promised-help", EventType.AGREE, _promises_help),
)
