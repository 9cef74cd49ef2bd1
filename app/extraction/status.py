"""Step 7: whether it happened, as the text tells it, by cues whose scope ends with the clause."""

from dataclasses import dataclass

from app.domain.events import EventType, Status
from app.extraction.clauses import Clause, Link, ParsedSentence
from app.extraction.triggers import Reading, refused
from app.extraction.verbs import Form

_DENYING = frozenset("deny refute reject dismiss rule_out disavow dispute rebut".split())
_ALLEGING = frozenset("accuse allege claim blame suspect believe".split())
_FEARING = frozenset("fear worry doubt speculate".split())
_PLANNING = frozenset(
    "expect plan schedule intend aim prepare hope due set likely want need slate design pencil_in seek wish"
    " ready decide".split()
)
_HEARSAY = frozenset("allegedly reportedly purportedly apparently supposedly reputedly suspected alleged".split())
_UNSURE = frozenset("could may might would".split())
_PLANNED_WORDS = frozenset("due scheduled expected planned likely slated set poised supposed ready about".split())


@dataclass(frozen=True, slots=True)
class StatusReading:
    """A status, the rule that read it, and the token that shows it (None where nothing but the tense does)."""

    status: Status
    rule: str
    cue: int | None = None


def read_status(parsed: ParsedSentence, index: int, readings: list[Reading | None]) -> StatusReading:
    """Status of the act of one clause; denied before hypothetical, planned, alleged, occurred."""
    clause = parsed.clauses[index]
    return (
        _denied(parsed, clause)
        or _hypothetical(parsed, clause)
        or _planned(parsed, index, readings)
        or _alleged(parsed, clause, readings)
        or StatusReading(Status.OCCURRED, "status.told-as-fact")
    )


def happens_not(reading: Reading) -> bool:
    """Whether, where the text says that it did not happen, there is no event: not doing it is no refusal either."""
    return not refused(reading.type)


def _parent(parsed: ParsedSentence, clause: Clause) -> Clause | None:
    return None if clause.parent is None else parsed.clauses[clause.parent]


def _denied(parsed: ParsedSentence, clause: Clause) -> StatusReading | None:
    parent = _parent(parsed, clause)
    hung = parent and (clause.link is Link.COMPLEMENT or clause.verb.form is Form.GERUND)
    if parent and hung and parent.verb.lemma in _DENYING and clause.opener in ("that", ""):
        return StatusReading(Status.DENIED, "status.denied", parent.verb.head)
    return None


def _hypothetical(parsed: ParsedSentence, clause: Clause) -> StatusReading | None:
    parent = _parent(parsed, clause)
    if clause.verb.lemma in ("fear", "worry"):
        return StatusReading(Status.HYPOTHETICAL, "status.feared", clause.verb.head)
    if clause.link is Link.CONDITION:
        return StatusReading(Status.HYPOTHETICAL, "status.condition", clause.start)
    verb = clause.verb
    would = verb.modal in ("would", "'d", "should")
    if would and _is_reported(parsed, clause, parent):
        return None  # a plan told in the past: "said it would send troops"
    if verb.modal in _UNSURE and verb.tense != "future":
        return StatusReading(Status.HYPOTHETICAL, "status.modal", verb.first)
    if parent and clause.link is Link.COMPLEMENT and parent.verb.lemma in _FEARING:
        return StatusReading(Status.HYPOTHETICAL, "status.feared", parent.verb.head)
    return None


def _is_reported(parsed: ParsedSentence, clause: Clause, parent: Clause | None) -> bool:
    """Whether somebody is said to say it: "said it would …", "it would …, he said"."""
    if parent and clause.link is Link.COMPLEMENT:
        return parent.verb.lemma not in _FEARING
    last = parsed.clauses[-1]
    return last is not clause and last.opener == "," and last.verb.lemma in ("say", "tell", "add", "announce")


def _planned(parsed: ParsedSentence, index: int, readings: list[Reading | None]) -> StatusReading | None:
    clause = parsed.clauses[index]
    verb = clause.verb
    if verb.tense == "future":
        return StatusReading(Status.PLANNED, "status.future", verb.first)
    lead_in = parsed.words(max(0, verb.first - 2), verb.first)
    if verb.form is Form.GERUND and lead_in in (["close", "to"], ["verge", "of"], ["brink", "of"], ["point", "of"]):
        return StatusReading(Status.PLANNED, "status.about-to", verb.first - 1)
    if verb.modal in ("would", "'d", "should", "must"):
        return StatusReading(Status.PLANNED, "status.future-in-past", verb.first)
    parent = _parent(parsed, clause)
    if verb.form is Form.INFINITIVE and parent is not None:
        before = parsed.tokens[verb.first - 1].lower if verb.first else ""
        if parent.verb.lemma in _PLANNING or before in _PLANNED_WORDS:
            return StatusReading(Status.PLANNED, "status.planned", parent.verb.head)
        above = readings[clause.parent] if clause.parent is not None else None
        if above is None and parent.verb is not verb:
            return (
                _planned(parsed, clause.parent, readings)
                if clause.parent is not None and clause.parent < index
                else None
            )
    if verb.lemma in ("plan", "intend") or (verb.lemma in ("schedule", "expect", "slate") and verb.passive):
        return StatusReading(Status.PLANNED, "status.planned", verb.head)
    return None


def _alleged(parsed: ParsedSentence, clause: Clause, readings: list[Reading | None]) -> StatusReading | None:
    for at in range(clause.start, min(clause.end, clause.verb.last + 6)):
        if parsed.tokens[at].lower in _HEARSAY:
            return StatusReading(Status.ALLEGED, "status.hearsay", at)
    parent = _parent(parsed, clause)
    if parent is None or clause.parent is None:
        return None
    above = readings[clause.parent]
    accused = above is not None and above.type is EventType.ACCUSE
    hung = clause.link is Link.COMPLEMENT or clause.verb.form is Form.GERUND
    if hung and (accused or parent.verb.lemma in _ALLEGING):
        return StatusReading(Status.ALLEGED, "status.accused-of", parent.verb.head)
    if (
        clause.verb.form is Form.INFINITIVE
        and parent.verb.passive
        and parent.verb.lemma in ("say", "believe", "report", "think")
    ):
        return StatusReading(Status.ALLEGED, "status.hearsay", parent.verb.head)
    return None
