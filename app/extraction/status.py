"""
Step 7: whether it happened, as the text tells it. The rules stand in one table and are tried in its order: denied
before hypothetical, planned and alleged; the scope of a cue ends with its clause.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from app.domain.events import EventType, Status
from app.extraction.clauses import Clause, Link, ParsedSentence
from app.extraction.governing import DENYING
from app.extraction.triggers import Reading, refused
from app.extraction.verbs import Form

_ALLEGING = frozenset("accuse allege claim blame suspect believe maintain contend".split())
_RUMOURED = frozenset("say believe report think allege suspect rumour rumor understand presume claim assume".split())
_FEARING = frozenset("fear worry doubt speculate dread imagine".split())
_PLANNING = frozenset(
    "expect plan schedule intend aim prepare hope due set likely want need slate design pencil_in seek wish"
    " ready decide mean suppose project book earmark propose".split()
)
_HEARSAY = frozenset(
    "allegedly reportedly purportedly apparently supposedly reputedly suspected alleged rumoured rumored presumably"
    " purported".split()
)
_ASKING = frozenset("ask wonder know see decide tell question inquire check".split())  # "asked if" is no condition
_UNSURE = frozenset("could may might would".split())
_WOULD = frozenset({"would", "'d", "should"})
_BOUND = frozenset("would 'd should must ought".split())
_PLANNED_WORDS = frozenset(
    "due scheduled expected planned likely slated set poised supposed ready about bound certain sure".split()
)
_CHARGING = frozenset({"of", "for", "with", ""})  # "accused X *of* shelling"
_BRINK = (["close", "to"], ["verge", "of"], ["brink", "of"], ["point", "of"], ["cusp", "of"], ["eve", "of"])
_TAILS = frozenset("say tell add announce note explain state report".split())
# What is done by being announced: "said that it would recognise …" has taken the step.
_DONE_BY_SAYING = frozenset(
    {EventType.SANCTION, EventType.CONCEDE, EventType.AGREE, EventType.REJECT, EventType.SUPPORT}
)
_ANNOUNCING = frozenset("say announce declare tell inform notify disclose confirm state".split())
_HOSTILE = frozenset({EventType.ASSAULT, EventType.COERCE, EventType.SANCTION, EventType.MOBILIZE, EventType.PROTEST})
TOLD_AS_FACT = "status.told-as-fact"
NEARBY_CLAUSES = 8  # how far a condition or a saying is looked for, so that a sentence without end costs no more
TELLER_WINDOW = 8  # tokens around a clause in which "according to" belongs to it
HEARSAY_REACH = 6  # tokens after the verb in which an adverb of hearsay still belongs to it


class StatusReading(NamedTuple):
    """A status, the rule that read it, and the token that shows it (None where nothing but the tense does)."""

    status: Status
    rule: str
    cue: int | None = None


@dataclass(slots=True)
class Asking:
    """
    A clause whose status is asked for.

    Attributes:
        parsed, index, readings: Its sentence, its place there, and what each clause tells.
        clause, parent: Itself, and the clause that it hangs on.
        depth: How many clauses under the one first asked for it stands.
    """

    parsed: ParsedSentence
    index: int
    readings: Sequence[Reading | None]
    clause: Clause
    parent: Clause | None
    depth: int = 0

    @classmethod
    def of(cls, parsed: ParsedSentence, index: int, readings: Sequence[Reading | None], depth: int = 0) -> "Asking":
        """The clause of that index."""
        clause = parsed.clauses[index]
        parent = None if clause.parent is None else parsed.clauses[clause.parent]
        return cls(parsed, index, readings, clause, parent, depth)

    @property
    def act(self) -> EventType | None:
        """What the clause tells."""
        reading = self.readings[self.index]
        return reading.type if reading else None

    @property
    def governor(self) -> Reading | None:
        """What the clause above tells."""
        return None if self.clause.parent is None else self.readings[self.clause.parent]

    def above(self) -> "Asking | None":
        """The same question about the clause above, where it stands before this one; not without end."""
        parent = self.clause.parent
        if parent is None or parent >= self.index or self.depth >= NEARBY_CLAUSES:
            return None
        return Asking.of(self.parsed, parent, self.readings, self.depth + 1)


def read_status(parsed: ParsedSentence, index: int, readings: Sequence[Reading | None]) -> StatusReading | None:
    """Status of the act of one clause by the first rule that reads it; None where none does."""
    return _read(Asking.of(parsed, index, readings))


def _read(asking: Asking) -> StatusReading | None:
    without = asking.parsed.without
    for rule, status, find_cue in RULES:
        if rule not in without and (cue := find_cue(asking)) is not None:
            return StatusReading(status, rule, cue)
    plain = StatusReading(Status.OCCURRED, TOLD_AS_FACT) if asking.parsed.follows(TOLD_AS_FACT) else None
    return _shared(asking) or plain


def happens_not(reading: Reading) -> bool:
    """Whether, where the text says that it did not happen, there is no event: not doing it is no refusal either."""
    return not refused(reading.type)


def is_conditional(parsed: ParsedSentence, index: int) -> bool:
    """Whether an act hangs on a condition told in its sentence: "will leave unless …", "if …, will leave"."""
    near = range(max(0, index - NEARBY_CLAUSES), min(len(parsed.clauses), index + NEARBY_CLAUSES))
    conditions = [at for at in near if parsed.clauses[at].link is Link.CONDITION]
    told = any(parsed.clauses[at].parent == index or _opens(parsed, at, index) for at in conditions)
    return told or (0 < index < NEARBY_CLAUSES and _is_inverted(parsed))


def _is_inverted(parsed: ParsedSentence) -> bool:
    """ "Should Peru refuse, …", "Were it to refuse, …": a condition without its "if"."""
    opens = parsed.tokens[0].lower in ("should", "were", "had") and parsed.clauses[0].verb.first == 0
    return opens and parsed.tokens[-1].lower != "?"


def _opens(parsed: ParsedSentence, condition: int, index: int) -> bool:
    """Whether the condition stands before the clause, nothing finite but sayings between them."""
    between = parsed.clauses[condition + 1 : index]
    spoken = all(clause.verb.form is not Form.FINITE or clause.verb.lemma in _TAILS for clause in between)
    return condition < index and spoken and parsed.clauses[index].link in (Link.MAIN, Link.COMPLEMENT)


def _denied(asking: Asking) -> int | None:
    """ "denied that its troops had crossed the border on 3 May": the crossing."""
    clause, parent = asking.clause, asking.parent
    hung = clause.link is Link.COMPLEMENT or clause.verb.form is Form.GERUND
    if parent and hung and parent.verb.lemma in DENYING and clause.opener in ("that", ""):
        return parent.verb.head
    return None


def _feared(asking: Asking) -> int | None:
    clause, parent = asking.clause, asking.parent
    if clause.verb.lemma in ("fear", "worry", "dread"):
        return clause.verb.head
    if parent and clause.link is Link.COMPLEMENT and parent.verb.lemma in _FEARING:
        return parent.verb.head
    return None


def _condition(asking: Asking) -> int | None:
    """ "if it attacks" itself, and what would follow: "will retaliate if …"."""
    clause, parent = asking.clause, asking.parent
    if clause.link is Link.CONDITION:
        asked = parent is not None and parent.verb.lemma in _ASKING
        return None if asked else clause.start
    reading = asking.readings[asking.index]
    ready = reading is not None and reading.rule == "type.attitude"  # "is prepared to close it"
    ahead = clause.verb.tense == "future" or clause.verb.modal in _UNSURE or ready
    if not ahead or asking.parsed.is_dated(clause.verb.last, clause.end):
        return None
    return clause.verb.first if is_conditional(asking.parsed, asking.index) else None


def _modal(asking: Asking) -> int | None:
    """ "could", "may", "might", and "would" where nobody is said to say so."""
    verb = asking.clause.verb
    if verb.modal in _WOULD and _is_reported(asking):
        return None  # a plan told in the past: "said it would send troops"
    return verb.first if verb.modal in _UNSURE and verb.tense != "future" else None


def _is_reported(asking: Asking) -> bool:
    """Whether somebody is said to say it: "said it would …", "it would …, he said"."""
    parent, clauses = asking.parent, asking.parsed.clauses
    if asking.index and asking.clause.opener == ":":
        return True  # "reached an accord: Peru would withdraw"
    if parent and asking.clause.link is Link.COMPLEMENT:
        return parent.verb.lemma not in _FEARING
    return any(
        clause.opener == "," and clause.verb.lemma in _TAILS
        for clause in clauses[asking.index + 1 : asking.index + NEARBY_CLAUSES]
    )


def _announced(asking: Asking) -> int | None:
    """ "announced that it would suspend the treaty": a step taken by announcing it, unless it has a day of its own."""
    clause, parent, above = asking.clause, asking.parent, asking.above()
    ahead = clause.verb.tense == "future" or clause.verb.modal in ("would", "'d")
    if not (parent and above and ahead and clause.link is Link.COMPLEMENT and parent.verb.lemma in _ANNOUNCING):
        return None
    if (
        asking.act not in _DONE_BY_SAYING
        or _has_own_day(asking)
        or not _speaks_of_itself(asking.parsed, parent, clause)
    ):
        return None
    said = _read(above)
    return parent.verb.head if said and said.status is Status.OCCURRED else None


def _has_own_day(asking: Asking) -> bool:
    """Whether the clause tells when it will be done; "the treaty of 1921" does not."""
    parsed, clause = asking.parsed, asking.clause
    return any(
        at in parsed.time_at and parsed.tokens[at - 1].lower != "of" for at in range(clause.verb.last + 1, clause.end)
    )


def _speaks_of_itself(parsed: ParsedSentence, saying: Clause, said: Clause) -> bool:
    """Whether what is said is about the speaker: no other state is its subject."""
    return not _countries(parsed, range(*said.subject)) - _countries(parsed, range(*saying.subject))


def _future(asking: Asking) -> int | None:
    verb = asking.clause.verb
    return verb.first if verb.tense == "future" and verb.modal != "was to have" else None


def _about_to(asking: Asking) -> int | None:
    verb = asking.clause.verb
    lead_in = asking.parsed.words(max(0, verb.first - 2), verb.first)
    return verb.first - 1 if verb.form is Form.GERUND and lead_in in _BRINK else None


def _future_in_past(asking: Asking) -> int | None:
    """ "said that it would reopen", "must leave by 3 May"."""
    verb = asking.clause.verb
    past = "have" in asking.parsed.words(verb.first, verb.head)
    return verb.first if verb.modal in _BOUND and not (past and verb.modal in ("should", "ought")) else None


def _obliged(asking: Asking) -> int | None:
    """ "has to leave by Monday", "has yet to be ratified", "has until noon to answer"."""
    clause, parent = asking.clause, asking.parent
    if clause.verb.form is not Form.INFINITIVE or parent is None or parent.verb.lemma not in ("have", "be"):
        return None
    between = asking.parsed.words(parent.verb.last + 1, clause.verb.first)
    owed = between[:1] in (["yet"], ["until"], ["till"]) or (parent.verb.lemma == "have" and not between)
    return parent.verb.head if owed and parent.verb.tense not in ("past", "pluperfect") else None


def _planned(asking: Asking) -> int | None:
    """ "is expected to sign", "plans to sign", also over a verb between that tells nothing of its own."""
    verb, parent = asking.clause.verb, asking.parent
    if verb.form is Form.INFINITIVE and parent is not None:
        before = asking.parsed.tokens[verb.first - 1].lower if verb.first else ""
        going = parent.verb.lemma == "go" and asking.parsed.tokens[parent.verb.head].lower == "going"
        if parent.verb.lemma in _PLANNING or going or before in _PLANNED_WORDS:
            return parent.verb.head
        above = asking.above()
        if asking.governor is None and above:
            return next(
                (cue for find in (_future, _future_in_past, _planned) if (cue := find(above)) is not None), None
            )
    if verb.lemma in ("plan", "intend") or (verb.lemma in ("schedule", "expect", "slate") and verb.passive):
        return verb.head
    return None


def _headline(asking: Asking) -> int | None:
    """ "Peru to recall envoy": an infinitive that hangs on no verb."""
    verb = asking.clause.verb
    return verb.first if verb.form is Form.INFINITIVE and asking.parent is None and asking.index == 0 else None


def _hearsay(asking: Asking) -> int | None:
    """ "allegedly", "is said to have"."""
    parsed, clause, parent = asking.parsed, asking.clause, asking.parent
    for at in range(clause.start, min(clause.end, clause.verb.last + HEARSAY_REACH)):
        saying = at == clause.verb.head and not clause.verb.passive  # "Oman alleged that"
        if parsed.tokens[at].lower in _HEARSAY and not saying:
            return at
    told = clause.verb.form is Form.INFINITIVE and parent and parent.verb.passive and parent.verb.lemma in _RUMOURED
    return parent.verb.head if parent and told else None


def _accused_of(asking: Asking) -> int | None:
    """ "accused X of shelling", "claimed that X had shelled"."""
    clause, parent, governor = asking.clause, asking.parent, asking.governor
    if parent is None:
        return None
    accused = governor is not None and governor.type is EventType.ACCUSE
    charged = clause.verb.form is Form.GERUND and clause.opener in _CHARGING
    hung = clause.link is Link.COMPLEMENT or charged
    return parent.verb.head if hung and (accused or parent.verb.lemma in _ALLEGING) else None


def _according_to(asking: Asking) -> int | None:
    """ "According to Kyiv, Russian guns shelled …": something hostile that a state tells of another."""
    parsed = asking.parsed
    if asking.act not in _HOSTILE:
        return None
    start, end = max(0, asking.clause.start - TELLER_WINDOW), asking.clause.end + TELLER_WINDOW
    words = parsed.words(start, min(len(parsed.tokens), end))
    if "according" not in words:
        return None
    first = words.index("according")
    last = words.index(",", first) if "," in words[first:] else len(words)
    cue, teller = start + first, range(start + first, start + last)
    tellers = _countries(parsed, teller)
    doers = _countries(parsed, [at for at in range(*asking.clause.subject) if at not in teller])
    return cue if tellers and doers and not tellers & doers else None


def _countries(parsed: ParsedSentence, places: Iterable[int]) -> set[str]:
    """The states of the names at some tokens."""
    names = [parsed.name_at[at] for at in places if at in parsed.name_at]
    return {name.country for name in names if name.country}


def _shared(asking: Asking) -> StatusReading | None:
    """ "will land in Oslo and *meet* the king": a bare verb joined to another shares its state."""
    above, clause = asking.above(), asking.clause
    if above is None or clause.link is not Link.SHARED or clause.opener not in ("and", "or", ","):
        return None
    if clause.verb.form is not Form.FINITE or clause.verb.first != clause.verb.head:
        return None
    word = asking.parsed.tokens[clause.verb.head].lower
    bare = word == clause.verb.lemma.split("_")[0]
    verb = above.clause.verb
    led = verb.modal is not None or verb.tense == "future" or verb.form is Form.INFINITIVE
    reported = above.clause.link is Link.COMPLEMENT and not led
    if not asking.parsed.follows("status.shared") or not ((bare and led) or (reported and not bare)):
        return None
    found = _read(above)
    if found is None or found.rule == TOLD_AS_FACT:
        return None
    return StatusReading(found.status, "status.shared", found.cue)


RULES: tuple[tuple[str, Status, Callable[[Asking], int | None]], ...] = (
    ("status.denied", Status.DENIED, _denied),
    ("status.feared", Status.HYPOTHETICAL, _feared),
    ("status.condition", Status.HYPOTHETICAL, _condition),
    ("status.modal", Status.HYPOTHETICAL, _modal),
    ("status.announced", Status.OCCURRED, _announced),
    ("status.future", Status.PLANNED, _future),
    ("status.about-to", Status.PLANNED, _about_to),
    ("status.future-in-past", Status.PLANNED, _future_in_past),
    ("status.obliged", Status.PLANNED, _obliged),
    ("status.planned", Status.PLANNED, _planned),
    ("status.headline", Status.PLANNED, _headline),
    ("status.hearsay", Status.ALLEGED, _hearsay),
    ("status.accused-of", Status.ALLEGED, _accused_of),
    ("status.according-to", Status.ALLEGED, _according_to),
)
