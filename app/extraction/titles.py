"""Headlines a chronology would print: subject, verb, object; past tense, or "to …" for what is planned."""

from functools import cache

from app.domain.countries import country_name
from app.domain.events import EventType, Status
from app.extraction.candidates import Candidate
from app.extraction.clauses import Clause
from app.extraction.discourse import Mention
from app.extraction.lexicon import lexicon
from app.extraction.verbs import ADVERBS, BE, DO, HAVE, MODALS, NEGATIONS, PREPOSITIONS, Form

LONGEST = 14  # words after the verb
_SUBJECT_WORDS = 8
_STOPS = frozenset(', ; : . ( ) — – - " “ ” [ ] ? ! who which when where while as because although though'.split())
_RUN_ON = frozenset("to of that".split())  # words over which a headline may run into the next clause
_LOOSE_ENDS = (
    PREPOSITIONS | ADVERBS | BE | HAVE | DO | MODALS | NEGATIONS | frozenset("and or the a an its 's that".split())
)
_AFTER_THE_VERB = frozenset("party.object party.destination party.other-side party.member party.request".split())
# Type → past, base and preposition of the plain deed.
_DEEDS = {
    EventType.AGREE: ("agreed", "agree", "with"),
    EventType.CONSULT: ("met", "meet", "with"),
    EventType.SUPPORT: ("supported", "support", ""),
    EventType.CONCEDE: ("yielded", "yield", "to"),
    EventType.COOPERATE: ("cooperated", "cooperate", "with"),
    EventType.AID: ("aided", "aid", ""),
    EventType.RETREAT: ("withdrew", "withdraw", "before"),
    EventType.REQUEST: ("appealed", "appeal", "to"),
    EventType.ACCUSE: ("accused", "accuse", ""),
    EventType.REJECT: ("rebuffed", "rebuff", ""),
    EventType.THREATEN: ("threatened", "threaten", ""),
    EventType.PROTEST: ("protested", "protest", "against"),
    EventType.SANCTION: ("took measures", "take measures", "against"),
    EventType.MOBILIZE: ("mobilised", "mobilise", "against"),
    EventType.COERCE: ("put pressure", "put pressure", "on"),
    EventType.ASSAULT: ("attacked", "attack", ""),
    EventType.STATEMENT: ("commented", "comment", "on"),
    EventType.MILESTONE: ("passed a milestone", "pass a milestone", "with"),
}


def headline(candidate: Candidate) -> str:
    """A headline for a candidate: its own words where they make a sentence, else the plain deed of its type."""
    return _told(candidate) or _plain(candidate)


def label(mentions: tuple[Mention, ...]) -> str:
    """Names of parties as a reader knows them: "India and Pakistan"; four or more are cut to two and "others"."""
    names = [country_name(mention.party) for mention in mentions]
    if len(names) > 3:
        names = [*names[:2], "others"]
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def _told(candidate: Candidate) -> str:
    if candidate.clause is None or candidate.reading.rule == "type.sentence":
        return ""
    clause = candidate.parsed.clauses[candidate.clause]
    subject = _own_subject(candidate, clause) if clause.verb.passive else label(_doers(candidate))
    subject = subject or _own_subject(candidate, clause)
    words = _object_words(candidate, clause)
    if not subject or (not words and not clause.verb.passive and not candidate.reading.mutual):
        return ""
    particles = [token.text for token in candidate.parsed.tokens[clause.verb.head + 1 : clause.verb.last + 1]]
    return _joined([subject[0].upper() + subject[1:], _deed(candidate, clause), *particles, *words])


def _doers(candidate: Candidate) -> tuple[Mention, ...]:
    """The actors that are the subject; those of a mutual act that stand after the verb come in its words."""
    doers = tuple(mention for mention in candidate.parties.actors if mention.rule not in _AFTER_THE_VERB)
    return doers or candidate.parties.actors


def _own_subject(candidate: Candidate, clause: Clause) -> str:
    """The words of the subject that a clause has or shares; empty where they are a pronoun or run on too long."""
    clauses = candidate.parsed.clauses
    for _ in range(4):
        if clause.subject[0] < clause.subject[1] or clause.parent is None:
            break
        clause = clauses[clause.parent]
    tokens = candidate.parsed.tokens[clause.subject[0] : clause.subject[1]]
    words = [token.text for token in tokens]
    is_name = any(at in candidate.parsed.name_at for at in range(*clause.subject))
    if not words or len(words) > _SUBJECT_WORDS or (len(words) == 1 and not is_name):
        return ""
    return _joined(words)


def _deed(candidate: Candidate, clause: Clause) -> str:
    """The verb in the headline's tense."""
    verb = clause.verb
    head = verb.lemma.split("_")[0]
    past, participle = _past_forms().get(head, ("", ""))
    word = candidate.parsed.tokens[verb.head].lower
    planned = candidate.status.status is Status.PLANNED
    if verb.passive:
        be = "to be" if planned else "were" if len(candidate.parties.recipients) > 1 else "was"
        spoken = [token.lower for token in candidate.parsed.tokens[verb.first : verb.head]]
        return f"{next((aux for aux in spoken if aux in ('was', 'were')), be)} {participle or word}"
    if planned:
        return f"to {head}"
    if verb.negated:
        return f"did not {head}"
    if head == "be":
        return "was" if len(candidate.parties.actors) < 2 else "were"
    if candidate.status.status is Status.HYPOTHETICAL and verb.modal:
        return f"{verb.modal} {head}"
    return past or word


@cache
def _past_forms() -> dict[str, tuple[str, str]]:
    """Lemma → past and participle, read back from the table of forms."""
    found: dict[str, list[str]] = {}
    for form, entry in lexicon().verbs.items():
        for lemma, tags in entry.items():
            pair = found.setdefault(lemma, ["", ""])
            if "D" in tags:
                pair[0] = form
            if "N" in tags:
                pair[1] = form
    return {lemma: (pair[0], pair[1]) for lemma, pair in found.items()}


def _object_words(candidate: Candidate, clause: Clause) -> list[str]:
    """What follows the verb, without dates and their prepositions, up to the first break."""
    parsed, (at, end) = candidate.parsed, clause.object
    words: list[str] = []
    while at < len(parsed.tokens) and len(words) < LONGEST:
        token = parsed.tokens[at]
        if token.lower in _STOPS and at not in parsed.name_at:
            break
        if at >= end and not (at > end or token.lower in _RUN_ON):
            break
        if at > end and _starts_anew(candidate, at):
            break
        if at not in parsed.time_at:
            words.append(token.text)
        elif words and words[-1].lower() in PREPOSITIONS:
            words.pop()
        at += 1
    if len(words) == LONGEST:
        words = words[
            : max(1, max((at for at, word in enumerate(words) if word.lower() in PREPOSITIONS), default=LONGEST))
        ]
    while words and words[-1].lower() in _LOOSE_ENDS:
        words.pop()
    return words


def _starts_anew(candidate: Candidate, at: int) -> bool:
    """Whether a further finite clause begins here, so that the headline must end."""
    return any(clause.start == at and clause.verb.form is Form.FINITE for clause in candidate.parsed.clauses)


def _plain(candidate: Candidate) -> str:
    past, base, preposition = _DEEDS[candidate.reading.type]
    deed = f"to {base}" if candidate.status.status is Status.PLANNED else past
    actors, recipients = label(candidate.parties.actors), label(candidate.parties.recipients)
    if actors and recipients:
        return _joined([actors, deed, preposition, recipients])
    if actors:
        return _joined([actors, deed])
    word = candidate.reading.lemma.replace("_", " ")
    return f"{recipients}: {word}" if recipients else word[:1].upper() + word[1:]


def _joined(words: list[str]) -> str:
    text = " ".join(filter(None, words))
    for mark in ("'s", "’s", ",", "n't", "%", "."):
        text = text.replace(f" {mark}", mark)
    return text
