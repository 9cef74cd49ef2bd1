"""Headlines a chronology would print: subject, verb, object; past tense, or "to …" for what is planned."""

from app.domain.events import EventType
from app.extraction.candidates import Candidate
from app.extraction.clauses import Clause
from app.extraction.lexicon import lexicon
from app.extraction.title_complement import Complement, complement_of
from app.extraction.title_deed import deed, in_doubt, title_facts
from app.extraction.title_subject import Subject, label, noun_phrase, of_parties, possessive, subject_of
from app.extraction.title_text import WEEKDAYS, finished, is_balanced, spelled
from app.extraction.verbs import BE, DETERMINERS, DO, HAVE, PREPOSITIONS, Form

LONGEST = 110
"""Characters of a headline."""

_SAYINGS = frozenset("say add".split())
_TAKING = frozenset("to on for with of at upon into from".split())  # particles that want a noun
# Acts that say enough without the other side: "backed off", "apologised".
_ALONE = frozenset(
    {EventType.RETREAT, EventType.SUPPORT, EventType.CONCEDE, EventType.MILESTONE, EventType.AID, EventType.PROTEST}
)
_WHOM = frozenset("of on by against between with to".split())
_WORDY = frozenset({EventType.STATEMENT, EventType.AGREE})  # "announced" and "signed" want to know what
_TOGETHER = {EventType.CONSULT: ("met", "meet"), EventType.ASSAULT: ("fought", "fight")}
_AWAY_FROM_OBJECTS = PREPOSITIONS - {"to"}
_NAMELESS = frozenset("so thus likewise then together again also here there".split())


def headline(candidate: Candidate) -> str:
    """A headline for a candidate: its own words where they make a sentence, else the plain deed of its type."""
    told = finished(_told(candidate))
    if told and len(told) <= LONGEST and is_balanced(told):
        return told
    return finished(_plain(candidate))[:LONGEST]


def _told(candidate: Candidate) -> str:
    """Subject, verb and what follows, in the words of the clause; empty where they make no sentence."""
    if candidate.clause is None:
        return ""
    clause = candidate.parsed.clauses[candidate.clause]
    subject = None if _is_noun(candidate, clause) else subject_of(candidate, clause)
    if subject is None:
        return ""
    verb = deed(candidate, clause, subject.plural)
    after = complement_of(candidate, clause, subject, LONGEST - len(subject.text) - len(verb) - 2)
    if partners := _partners(candidate, clause, after):
        subject, verb = partners, deed(candidate, clause, partners.plural)
    words = after.text
    if not words or after.pieces[0].text.lower() in _AWAY_FROM_OBJECTS:
        words = f"{_antecedent(candidate, clause)} {words}".strip()
    if not _stands(candidate, clause, after, words):
        return ""
    return " ".join(filter(None, (subject.text, verb, *_particles(candidate, clause), words)))


def _is_noun(candidate: Candidate, clause: Clause) -> bool:
    """Whether the verb is the object of the past form before it: "sent *arms* to Lima"."""
    at = clause.verb.first - 1
    if at < 1 or clause.verb.form is not Form.FINITE or at in candidate.parsed.name_at:
        return False
    word = candidate.parsed.tokens[at].lower
    is_past = any("D" in tags for tags in lexicon().verbs.get(word, {}).values())
    return is_past and word not in BE | HAVE | DO and word not in lexicon().nouns


def _particles(candidate: Candidate, clause: Clause) -> list[str]:
    """The particles that stand at the verb; not the "on" of a date that looks like one: "agreed on Friday"."""
    verb, parsed = clause.verb, candidate.parsed
    after = verb.last + 1
    if (
        after in parsed.time_at
        and not parsed.tokens[after].text.islower()
        and parsed.tokens[verb.last].lower in ("on", "in")
    ):
        return []
    near = range(verb.head + 1, verb.last + 1)
    return [
        parsed.tokens[at].text for at in near if at not in parsed.time_at and parsed.tokens[at].text not in WEEKDAYS
    ]


def _partners(candidate: Candidate, clause: Clause, after: Complement) -> Subject | None:
    """All who do it together, where the words after the verb name none of them: "met in Oslo"."""
    actors, tokens = candidate.parties.actors, candidate.parsed.tokens
    if not candidate.reading.mutual or clause.verb.passive or len({mention.party for mention in actors}) < 2:
        return None
    start, end = clause.subject
    if start < end and not any(tokens[start].start <= mention.start < tokens[end - 1].end for mention in actors):
        return None
    places = {tokens[piece.at].start for piece in after.pieces}
    return None if any(mention.start in places for mention in actors) else of_parties(actors)


def _antecedent(candidate: Candidate, clause: Clause) -> str:
    """What a relative clause leaves out because it tells of it: "the truce *that Oman brokered*"."""
    if clause.verb.passive or clause.antecedent == clause.subject or clause.opener not in ("that", "which", "whom"):
        return ""
    words = spelled(candidate.parsed.tokens, noun_phrase(candidate, *clause.antecedent))
    first = words.split(" ", 1)[0].lower()
    opens = clause.antecedent[0] == 0 and clause.antecedent[0] not in candidate.parsed.name_at
    return f"{first}{words[len(first) :]}" if first in DETERMINERS or opens else words


def _stands(candidate: Candidate, clause: Clause, after: Complement, words: str) -> bool:
    """Whether a verb and the words after it make sense without what was left out."""
    verb = clause.verb
    if verb.passive:
        return True
    if (
        words.lower() in _NAMELESS
        or not after.is_whole
        or (verb.lemma in _SAYINGS and not after.says and not words.startswith("yes"))
    ):
        return False
    if words:
        return True
    if verb.lemma in ("be", "have", "do") or not after.was_empty:
        return False
    if candidate.reading.type in _WORDY and verb.lemma not in ("agree", "speak", "talk"):
        return False
    if verb.last > verb.head:
        return candidate.parsed.tokens[verb.last].lower not in _TAKING
    if candidate.reading.mutual and len(candidate.parties.actors) < 2:
        return False
    return not candidate.parties.recipients or candidate.reading.type in _ALONE


def _plain(candidate: Candidate) -> str:
    """The deed of the type, or of the noun that tells it, between the parties."""
    actors, recipients = label(candidate.parties.actors), label(candidate.parties.recipients)
    facts, reading = title_facts(), candidate.reading
    row = facts.deeds[reading.type]
    noun = facts.nouns.get(reading.lemma) if candidate.clause is None else None
    if actors and recipients and not _change(candidate):
        past, base, preposition = noun or row.to
        return " ".join(filter(None, (actors, in_doubt(candidate, past, base, reading.lemma), preposition, recipients)))
    if noun and actors:
        return f"{actors} {in_doubt(candidate, noun[0], noun[1])}"
    if candidate.clause is None and (reading.type is EventType.MILESTONE or not reading.mutual):
        return f"{_occasion(candidate)} {in_doubt(candidate, 'took place', 'take place')}"
    if change := _change(candidate):
        return change
    if actors:
        return f"{actors} {_alone(candidate)}"
    be = "were" if len(candidate.parties.recipients) > 1 else "was"
    return f"{recipients} {in_doubt(candidate, f'{be} {row.done}', f'be {row.done}')}"


def _alone(candidate: Candidate) -> str:
    """What one does who acts on nobody named."""
    together = _TOGETHER.get(candidate.reading.type)
    if together and len(candidate.parties.actors) > 1:
        return in_doubt(candidate, *together)
    return in_doubt(candidate, *title_facts().deeds[candidate.reading.type].alone)


def _change(candidate: Candidate) -> str:
    """A change that is no act on another: who is said to have changed, and the verb."""
    if candidate.reading.type is not EventType.MILESTONE or candidate.clause is None:
        return ""
    clause = candidate.parsed.clauses[candidate.clause]
    subject = subject_of(candidate, clause)
    if subject is None or clause.verb.lemma in ("be", "have", "do"):
        return ""
    return f"{subject.text} {deed(candidate, clause, subject.plural)}"


def _occasion(candidate: Candidate) -> str:
    """The words of a noun that tells an act, with whose it is."""
    parsed, parties = candidate.parsed, (*candidate.parties.actors, *candidate.parties.recipients)
    pieces = noun_phrase(candidate, candidate.start, _end_of_occasion(candidate))
    text = spelled(parsed.tokens, pieces) or candidate.reading.lemma
    if any(piece.at in parsed.name_at for piece in pieces):
        return text
    words = text.split()
    if words[0].lower() in DETERMINERS and len(words) > 1:
        words = words[1:]
    return " ".join((possessive(label(parties)), *words))


def _end_of_occasion(candidate: Candidate) -> int:
    """Where the words after a noun no longer say who or whom: "the raid on Oran | in the evening"."""
    parsed = candidate.parsed
    for at in range(candidate.reading.trigger + 1, candidate.end):
        word = parsed.tokens[at].lower
        if at not in parsed.name_at and word in PREPOSITIONS and word not in _WHOM:
            return at
    return candidate.end
