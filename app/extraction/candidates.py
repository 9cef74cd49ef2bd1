"""From the clauses of one sentence to candidate events: act, parties, status, date and speaker of each."""

from dataclasses import dataclass, replace

from app.domain.countries import countries
from app.domain.events import EventType, Status
from app.extraction.beside import is_mediation
from app.extraction.clause_dates import is_after
from app.extraction.clauses import Clause, Link, ParsedSentence
from app.extraction.discourse import Discourse, Mention
from app.extraction.eras import of_their_time
from app.extraction.event_dates import UNDATED, DateChooser, EventDate
from app.extraction.governing import is_absorbed, is_aside, spoken_type
from app.extraction.implied import Parties
from app.extraction.lexicon import lexicon
from app.extraction.nominals import nominal_acts
from app.extraction.roles import RoleFinder
from app.extraction.sharpening import HOSTILE, is_undone, sharpened
from app.extraction.status import StatusReading, happens_not, read_status
from app.extraction.triggers import Reading, read_clause
from app.extraction.verbs import Form

SAYING = frozenset(
    "say tell add state declare announce report claim note insist explain write allege argue maintain".split()
)
SPEAKER_WORDS = 12  # a longer subject is no name of a speaker


@dataclass(slots=True)
class Candidate:
    """
    An act that a sentence tells, before it is chosen.

    Attributes:
        parsed, clause: Where it stands; `clause` is None for a nominal act outside any clause.
        start, end: Tokens of its own passage.
        reading, parties, status, date: What was read.
        speaker: Who is said to say so: the words, or None.
    """

    parsed: ParsedSentence
    clause: int | None
    start: int
    end: int
    reading: Reading
    parties: Parties
    status: StatusReading
    date: EventDate
    speaker: Mention | None = None

    @property
    def countries(self) -> tuple[str, ...]:
        """States that act or are acted upon, sorted."""
        mentions = (*self.parties.actors, *self.parties.recipients)
        return tuple(sorted({mention.party for mention in mentions} & countries().keys()))


def find_candidates(parsed: ParsedSentence, discourse: Discourse, chooser: DateChooser) -> list[Candidate]:
    """All acts that a sentence tells, in the order of their passages."""
    discourse.hear(parsed.names, parsed.sentence.start)
    chooser.enter_sentence(parsed)
    roles = RoleFinder(parsed, discourse)
    readings = [read_clause(parsed, index) for index in range(len(parsed.clauses))]
    found: list[Candidate] = []
    for index, reading in enumerate(readings):
        clause = parsed.clauses[index]
        if clause.verb.form is Form.FINITE:
            discourse.act(roles.subject(index), ())
        if (
            reading is None
            or is_mediation(clause)
            or is_absorbed(parsed, index, readings)
            or is_aside(parsed, index, readings)
        ):
            continue
        if is_undone(parsed, clause):
            if happens_not(reading) or not parsed.follows("type.refused"):
                continue
            reading = reading._replace(type=EventType.REJECT, rule="type.refused", mutual=False)
        reading = sharpened(parsed, index, readings) or reading
        candidate = _candidate(parsed, index, reading, roles, chooser, readings)
        if candidate is None:
            continue
        found.append(candidate)
        discourse.act(candidate.parties.actors, candidate.parties.recipients)
    found = _without_tails(parsed, found, roles)
    used = {candidate.reading.noun for candidate in found if candidate.reading.noun is not None}
    for act in nominal_acts(parsed, used, roles, chooser):
        found.append(Candidate(parsed, None, act.start, act.end, act.reading, act.parties, act.status, act.date))
    found = found or _whole_sentence(parsed, roles, chooser)
    for candidate in found:
        if parsed.follows("status.future-date") and _is_ahead(candidate, chooser):
            candidate.status = StatusReading(Status.PLANNED, "status.future-date")
    return sorted(found, key=lambda candidate: candidate.start)


def _is_ahead(candidate: Candidate, chooser: DateChooser) -> bool:
    """Whether what is told as a fact lies after publication: "meet on Monday", told on Saturday."""
    told = candidate.status.status is Status.OCCURRED
    return told and is_after(candidate.date.edtf, chooser.published) and not _is_past(candidate)


def _is_past(candidate: Candidate) -> bool:
    """Whether its verb tells the past, so that a date ahead is a date misread rather than a plan."""
    if candidate.clause is None:
        return False
    verb = candidate.parsed.clauses[candidate.clause].verb
    return verb.form is Form.FINITE and verb.tense in ("past", "perfect", "pluperfect")


def _whole_sentence(parsed: ParsedSentence, roles: RoleFinder, chooser: DateChooser) -> list[Candidate]:
    """
    A dated sentence about a party whose verbs tell no known act: by its nouns, else a change that is no act on
    another.
    """
    dated = any(time.edtf for time in parsed.times) or chooser.heading
    if not dated or parsed.sentence.is_title or not parsed.follows("type.sentence"):
        return []
    noun = _first_noun(parsed)
    for index in sorted(range(len(parsed.clauses)), key=lambda at: parsed.clauses[at].link is not Link.MAIN):
        verb = parsed.clauses[index].verb
        if verb.form is not Form.FINITE or verb.negated:
            continue
        reading = noun or Reading(EventType.MILESTONE, verb.head, "type.sentence", verb.lemma)
        candidate = _candidate(parsed, index, reading, roles, chooser, [None] * len(parsed.clauses))
        if candidate and _is_party_named(candidate.parties):
            return [candidate]
    return []


def _first_noun(parsed: ParsedSentence) -> Reading | None:
    """The first noun of a sentence that tells an act."""
    words = lexicon()
    for at, token in enumerate(parsed.tokens):
        noun = words.nouns.get(token.lower)
        is_word = at not in parsed.time_at and at not in parsed.name_at and (token.text.islower() or not at)
        if noun in words.noun_types and is_word:
            return Reading(words.noun_types[noun], at, "type.sentence", noun)
    return None


def _is_party_named(parties: Parties) -> bool:
    mentions = (*parties.actors, *parties.recipients)
    return any(mention.rule in ("party.subject", "party.object") for mention in mentions)


def _candidate(
    parsed: ParsedSentence,
    index: int,
    reading: Reading,
    roles: RoleFinder,
    chooser: DateChooser,
    readings: list[Reading | None],
) -> Candidate | None:
    clause = parsed.clauses[index]
    parties = roles.parties(index, reading)
    status = read_status(parsed, index, readings)
    if status is None:
        return None
    date = chooser.choose(parsed, index)
    named = parties.actors or parties.recipients
    if not named and not date.is_inferred and reading.type is not EventType.STATEMENT:
        parties = roles.implied.meant(clause, reading)
    parties = of_their_time(parties, date.edtf, roles.discourse)
    if status.status in (Status.PLANNED, Status.HYPOTHETICAL) and date.is_inferred:
        date = UNDATED if status.status is Status.PLANNED and clause.link is not Link.COMPLEMENT else date
    if clause.link is not Link.RELATIVE and status.status is Status.OCCURRED:
        chooser.remember(date, reading.type, was_before=clause.verb.tense == "pluperfect")
    return Candidate(parsed, index, clause.start, clause.end, reading, parties, status, date, _speaker(parsed, clause))


def _speaker(parsed: ParsedSentence, clause: Clause) -> Mention | None:
    """Who says what a clause tells, where it hangs on a saying."""
    if clause.link is Link.COMPLEMENT and clause.parent is not None:
        return _words_of_subject(parsed, parsed.clauses[clause.parent])
    return None


def _words_of_subject(parsed: ParsedSentence, clause: Clause) -> Mention | None:
    """The words by which the text names who says it: "a diplomat", "the ministry"."""
    start, end = clause.subject
    if not 0 < end - start <= SPEAKER_WORDS:
        return None
    first, last = parsed.span(start, end)
    words = " ".join(token.text for token in parsed.tokens[start:end])
    return Mention(words, first, last, "speaker.subject-of-saying")


def _without_tails(parsed: ParsedSentence, found: list[Candidate], roles: RoleFinder) -> list[Candidate]:
    """
    A saying gives way to what it says, unless what it says is no act of its own.

    "A said that B had shelled C" becomes A's accusation, with the shelling as alleged only where it has its own date.
    """
    kept: list[Candidate] = []
    for candidate in list(found):
        if candidate not in found:
            continue
        if candidate.reading.type is not EventType.STATEMENT or candidate.clause is None:
            kept.append(candidate)
            continue
        content = [other for other in found if other is not candidate and _is_content(parsed, other, candidate)]
        if not content:
            kept.append(_spoken(parsed, candidate, roles))
            continue
        speaker = next(iter(candidate.parties.actors), None)
        attitudes = [other for other in content if _is_attributed_attitude(other, speaker)]
        if attitudes and len(attitudes) == len(content):
            kept = [other for other in kept if other not in attitudes]
            kept.append(candidate)
            continue
        for other in content:
            other.speaker = other.speaker or _words_of_subject(parsed, parsed.clauses[candidate.clause])
            if other.date.is_inferred and candidate.date.expression and parsed.follows("date.inferred.speech"):
                said = candidate.date
                other.date = EventDate(
                    said.edtf, said.kind, "date.inferred.speech", None, f"said: {candidate.date.expression.text}"
                )
        asked = [other for other in content if _is_demand(parsed, other, candidate)]
        if asked:
            own = {mention.party for mention in candidate.parties.actors}
            told = tuple(mention for mention in asked[0].parties.actors if mention.party not in own)
            parties = Parties(candidate.parties.actors, told)
            reading = candidate.reading._replace(type=EventType.REQUEST, rule="type.said-must")
            kept = [other for other in kept if other not in asked]
            kept.append(replace(candidate, parties=parties, reading=reading))
            for other in asked:
                found.remove(other)
            continue
        blamed = _blamed(candidate, content) if candidate.status.status is Status.OCCURRED else ()
        if blamed and parsed.follows("type.said-of-another"):
            parties = Parties(candidate.parties.actors, blamed)
            reading = candidate.reading._replace(type=EventType.ACCUSE, rule="type.said-of-another")
            kept.append(replace(candidate, parties=parties, reading=reading))
            told_by = parsed.clauses[candidate.clause].verb.head
            for other in content if parsed.follows("status.said-of-another") else ():
                other.status = StatusReading(Status.ALLEGED, "status.said-of-another", told_by)
    return [candidate for candidate in kept if not _is_vague(parsed, candidate)]


def _is_vague(parsed: ParsedSentence, candidate: Candidate) -> bool:
    """What is only alleged, or only thinkable inside another clause, counts where it has a date of its own."""
    if candidate.clause is None or not (candidate.date.is_inferred or candidate.date.edtf is None):
        return False
    link = parsed.clauses[candidate.clause].link
    hypothetical = candidate.status.status is Status.HYPOTHETICAL and link in (
        Link.COMPLEMENT,
        Link.CONDITION,
        Link.RELATIVE,
    )
    return candidate.status.status is Status.ALLEGED or hypothetical


def _is_attributed_attitude(other: Candidate, speaker: Mention | None) -> bool:
    """ "Peru is interested in talks, a Danish official said": a statement of the speaker's, no act of Peru's."""
    return (
        other.reading.rule == "type.attitude"
        and speaker is not None
        and speaker.party not in {m.party for m in other.parties.actors}
    )


def _is_demand(parsed: ParsedSentence, other: Candidate, saying: Candidate) -> bool:
    """ "Norway said that Chad must pay …": what another is told to do."""
    if other.clause is None or parsed.clauses[other.clause].verb.modal not in ("must", "should", "ought"):
        return False
    if not parsed.follows("type.said-must"):
        return False
    own = {mention.party for mention in saying.parties.actors}
    told = {mention.party for mention in other.parties.actors if mention.rule != "party.other-side"}
    return bool(own) and bool(told) and not own & told


def _is_content(parsed: ParsedSentence, other: Candidate, saying: Candidate) -> bool:
    if other.clause is None or saying.clause is None:
        return False
    clause = parsed.clauses[other.clause]
    joined = clause.link is Link.SHARED and clause.verb.form is Form.FINITE and clause.parent is not None
    said = parsed.clauses[clause.parent or 0] if joined else clause
    if said.link is Link.COMPLEMENT and said.parent == saying.clause:
        return True
    head = parsed.clauses[saying.clause]
    is_tail = head.verb.lemma in SAYING and head.opener in (",", "") and head.start > 0
    if clause.verb.form is Form.GERUND and clause.parent == saying.clause:
        return True
    return is_tail and other.clause < saying.clause and other.reading.type is not EventType.STATEMENT


def _blamed(saying: Candidate, content: list[Candidate]) -> tuple[Mention, ...]:
    """Other states than the speaker that the content tells a hostile act of."""
    own = {mention.party for mention in saying.parties.actors}
    if not own:
        return ()
    return tuple(
        mention
        for other in content
        if other.reading.type in HOSTILE and other.clause is not None and other.clause > (saying.clause or 0)
        for mention in other.parties.actors
        if mention.party not in own and mention.is_state
    )


def _spoken(parsed: ParsedSentence, candidate: Candidate, roles: RoleFinder) -> Candidate:
    """A saying whose words blame or ask is that act."""
    if candidate.clause is None:
        return candidate
    clause = parsed.clauses[candidate.clause]
    end = next(
        (c.end for c in parsed.clauses if c.parent == candidate.clause and c.link is Link.COMPLEMENT), clause.end
    )
    end = max(end, clause.end)
    spoken = spoken_type(parsed, clause.verb.last + 1, end)
    reading = candidate.reading
    if spoken:
        reading = reading._replace(type=spoken[0], rule=spoken[1])
    return replace(candidate, reading=reading, parties=roles.spoken_of(candidate.parties, clause, end, reading))
