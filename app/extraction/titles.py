"""Headlines a chronology would print: subject, verb, object; past tense, or "to …" for what is planned."""

from app.domain.events import EventType
from app.extraction.candidates import Candidate
from app.extraction.clauses import Clause, Link
from app.extraction.title_complement import Complement, complement_of
from app.extraction.title_deed import deed, in_doubt, title_facts
from app.extraction.title_subject import Subject, label, noun_phrase, of_parties, possessive, subject_of
from app.extraction.title_text import finished, is_balanced, spelled
from app.extraction.verbs import DETERMINERS, PREPOSITIONS

LONGEST = 110
"""Characters of a headline."""

_SAYINGS = frozenset("say tell add note state explain declare announce report claim insist".split())
_WHOM = frozenset("of on by against between with to".split())
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
    subject = subject_of(candidate, clause)
    if subject is None:
        return ""
    room = LONGEST - len(subject.text) - len(deed(candidate, clause, subject.plural)) - 2
    after = complement_of(candidate, clause, subject, room)
    subject = _partners(candidate, clause, after) or subject
    words = after.text or _antecedent(candidate, clause)
    if not _stands(candidate, clause, after, words):
        return ""
    particles = [token.text for token in candidate.parsed.tokens[clause.verb.head + 1 : clause.verb.last + 1]]
    return " ".join(filter(None, (subject.text, deed(candidate, clause, subject.plural), *particles, words)))


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
    if clause.verb.passive or clause.antecedent == clause.subject or clause.link is not Link.RELATIVE:
        return ""
    words = spelled(candidate.parsed.tokens, noun_phrase(candidate, *clause.antecedent))
    first = words.split(" ", 1)[0].lower()
    return f"{first}{words[len(first) :]}" if first in DETERMINERS else words


def _stands(candidate: Candidate, clause: Clause, after: Complement, words: str) -> bool:
    """Whether a verb and the words after it make sense without what was left out."""
    verb = clause.verb
    if verb.passive:
        return True
    if verb.lemma in _SAYINGS and not set(words.lower().split()) & {"that", "of", "to", "his", "her", "its"}:
        return any(
            one.link is Link.COMPLEMENT and one.parent == candidate.clause for one in candidate.parsed.clauses
        ) and bool(words)
    if words.lower() in _NAMELESS or not after.is_whole:
        return False
    if words or verb.last > verb.head:
        return verb.lemma not in ("be", "have", "do") or bool(words)
    return after.was_empty and verb.lemma not in ("be", "have", "do") and not candidate.parties.recipients


def _plain(candidate: Candidate) -> str:
    """The deed of the type, or of the noun that tells it, between the parties."""
    actors, recipients = label(candidate.parties.actors), label(candidate.parties.recipients)
    facts, reading = title_facts(), candidate.reading
    row = facts.deeds[reading.type]
    noun = facts.nouns.get(reading.lemma) if candidate.clause is None else None
    if actors and recipients:
        past, base, preposition = noun or row.to
        return " ".join(filter(None, (actors, in_doubt(candidate, past, base, reading.lemma), preposition, recipients)))
    if noun and len(candidate.countries) > 1:
        return f"{actors} {in_doubt(candidate, noun[0], noun[1])}"
    if candidate.clause is None and not reading.mutual:
        return f"{_occasion(candidate)} {in_doubt(candidate, 'took place', 'take place')}"
    if actors:
        return f"{actors} {_alone(candidate)}"
    be = "were" if len(candidate.parties.recipients) > 1 else "was"
    return f"{recipients} {in_doubt(candidate, f'{be} {row.done}', f'be {row.done}')}"


def _alone(candidate: Candidate) -> str:
    """What one does who acts on nobody named."""
    if candidate.reading.type is EventType.CONSULT and len(candidate.parties.actors) > 1:
        return in_doubt(candidate, "met", "meet")
    if candidate.reading.type is EventType.MILESTONE and candidate.clause is not None:
        clause = candidate.parsed.clauses[candidate.clause]
        if clause.verb.lemma not in ("be", "have", "do"):
            return deed(candidate, clause, len(candidate.parties.actors) > 1)
    return in_doubt(candidate, *title_facts().deeds[candidate.reading.type].alone)


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
