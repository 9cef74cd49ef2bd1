"""What the rules of types look at: a clause with its lemmas and the known nouns of its object; and what they read."""

from dataclasses import dataclass
from typing import NamedTuple

from app.domain.events import EventType
from app.extraction.clauses import Clause, ParsedSentence
from app.extraction.lexicon import Lexicon, lexicon
from app.extraction.model import NameKind

NOUN_WINDOW = 9  # tokens after a verb in which the noun of its object is looked for
# What a name stands for in the lexicon's phrases: "see @person".
_PRONOUN_OBJECTS = frozenset({"it", "them"})
_NAME_NOUNS = {
    NameKind.PERSON: "@person",
    NameKind.STATE: "@state",
    NameKind.CAPITAL: "@state",
    NameKind.GOVERNMENT: "@state",
    NameKind.ORGANISATION: "@organisation",
}


class Reading(NamedTuple):
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


@dataclass(slots=True)
class Telling:
    """A clause while it is read: its lemma with and without particles, and the known nouns of its object."""

    parsed: ParsedSentence
    index: int
    clause: Clause
    words: Lexicon
    lemmas: tuple[str, ...]
    nouns: tuple[tuple[int, str], ...]

    @classmethod
    def of(cls, parsed: ParsedSentence, index: int) -> "Telling":
        """The clause of that index, made ready for the rules."""
        clause, words = parsed.clauses[index], lexicon()
        lemma = clause.verb.lemma
        parts = lemma.split("_")
        lemmas = tuple("_".join(parts[:length]) for length in range(len(parts), 0, -1))
        return cls(parsed, index, clause, words, lemmas, tuple(_object_nouns(parsed, clause, words)))

    @property
    def head(self) -> int:
        """The token of the verb itself."""
        return self.clause.verb.head


def _object_nouns(parsed: ParsedSentence, clause: Clause, words: Lexicon) -> list[tuple[int, str]]:
    """Known nouns of the object, or for a passive of the subject, nearest first: token index and lemma."""
    start, end = clause.object
    places = list(range(start, min(end, start + NOUN_WINDOW)))
    if clause.verb.passive:
        places = list(range(clause.subject[1] - 1, clause.subject[0] - 1, -1))[:NOUN_WINDOW] + places
    return [(at, noun) for at in places if at not in parsed.time_at for noun in nouns_at(parsed, at, words)]


def nouns_at(parsed: ParsedSentence, at: int, words: Lexicon) -> list[str]:
    """The lemma of a known noun, and what a name stands for."""
    word, name = parsed.tokens[at].lower, parsed.name_at.get(at)
    noun = words.nouns.get(word)
    if noun is None and name is None and word not in _PRONOUN_OBJECTS:
        return []
    named = _NAME_NOUNS.get(name.kind) if name else "@it" if word in _PRONOUN_OBJECTS else None
    return [found for found in (noun, named) if found]
