"""
Which of two acts of a sentence tells: the governing verb over the content verb, the saying over what is only said
aside.
"""

from app.domain.events import EventType
from app.extraction.clauses import Clause, Link, ParsedSentence
from app.extraction.lexicon import lexicon
from app.extraction.triggers import Reading
from app.extraction.verbs import PREPOSITIONS, Form

DENYING = frozenset("deny refute dismiss rule_out disavow dispute rebut".split())
_TEMPORAL = frozenset("after before since until during while following".split())
_AIMING = frozenset("use aim tend exist serve find seek strive design found".split())
_HARMFUL = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.MOBILIZE, EventType.THREATEN})
_DEMANDING = frozenset({EventType.REQUEST, EventType.ACCUSE, EventType.THREATEN})
_TAKING_IN = _DEMANDING | {EventType.REJECT, EventType.AGREE}
_GERUND_OPENERS = PREPOSITIONS - _TEMPORAL | {""}


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
    if above.type is EventType.ACCUSE and clause.verb.form is Form.GERUND and parsed.is_dated(clause.start, clause.end):
        return False  # what somebody is accused of counts where it can be placed in time
    denied = parsed.clauses[parent].verb.lemma in DENYING and clause.link is Link.COMPLEMENT
    if denied and parsed.is_dated(clause.start, clause.end) and parsed.follows("status.denied"):
        return False  # and so does what is denied
    if clause.verb.form is Form.GERUND and clause.opener in _GERUND_OPENERS:
        return True
    return clause.link is Link.COMPLEMENT and above.type in _TAKING_IN


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
    if not parsed.is_dated(clause.start, clause.end) and (_is_side_remark(clause) or _is_aim(parsed, clause)):
        return True
    if reading.type is EventType.STATEMENT:
        is_phrase = reading.rule != "type.verb"
        return clause.opener in ("as", "what", "which", "whom") or (
            clause.verb.form is not Form.FINITE and not is_phrase
        )
    return False


def _is_side_remark(clause: Clause) -> bool:
    """What only describes a noun, or had not happened yet: "led by a colonel", "until it would pay"."""
    if clause.verb.form is Form.PARTICIPLE:
        return True
    if clause.link is Link.RELATIVE and clause.verb.tense in ("present", "past", "perfect"):
        return True
    return clause.link is Link.ADVERBIAL and clause.opener in ("before", "until")


def _is_aim(parsed: ParsedSentence, clause: Clause) -> bool:
    """What somebody is only there for or used to do: "aims to merge it into …", "a group that used to raid farms"."""
    parent: Clause | None = clause
    while parent is not None and parent.verb.form is Form.INFINITIVE:
        parent = None if parent.parent is None else parsed.clauses[parent.parent]
    return parent is not None and parent is not clause and parent.verb.lemma in _AIMING


SPOKEN_RULES = (
    ("type.refusing-words", "refusing", EventType.REJECT),
    ("type.blaming-words", "blaming", EventType.ACCUSE),
    ("type.threatening-words", "threatening", EventType.THREATEN),
    ("type.supporting-words", "supporting", EventType.SUPPORT),
    ("type.asking-words", "asking", EventType.REQUEST),
    ("type.expelling-words", "expelling", EventType.SANCTION),
)


def spoken_type(parsed: ParsedSentence, start: int, end: int) -> tuple[EventType, str] | None:
    """What a saying does beyond stating, by the words said ("called the raid *illegal*"), and the rule that tells."""
    said, sayings = set(parsed.words(start, end)), lexicon().sayings
    for rule, name, kind in SPOKEN_RULES:
        if parsed.follows(rule) and not said.isdisjoint(sayings[name] | _unacceptable(said, kind)):
            return kind, rule
    if parsed.follows("type.said-not-to") and _will_not(parsed, start, end):
        return EventType.REJECT, "type.said-not-to"
    return None


def _unacceptable(said: set[str], kind: EventType) -> frozenset[str]:
    """The words that turn down an offer, and that blame where none is spoken of: "unacceptable"."""
    sayings = lexicon().sayings
    offered = not said.isdisjoint(sayings["offered"])
    return sayings["unacceptable"] if kind is (EventType.REJECT if offered else EventType.ACCUSE) else frozenset()


def _will_not(parsed: ParsedSentence, start: int, end: int) -> bool:
    """ "said that it would no longer pay": what a speaker says that he will not do, unless it is a harm."""
    for clause in parsed.clauses:
        verb = clause.verb
        if clause.link is Link.COMPLEMENT and start <= verb.first < end and verb.negated:
            ahead = verb.tense == "future" or verb.modal in ("would", "'d")
            named = any(at in parsed.name_at for at in range(*clause.subject))
            if ahead and not named and lexicon().verb_types.get(verb.lemma) not in _HARMFUL:
                return True
    return False
