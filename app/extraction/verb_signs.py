"""Whether a word of a sentence is a verb here: by its forms, and by the words around it."""

from collections.abc import Sequence, Set
from functools import lru_cache

from app.extraction.lexicon import Lexicon
from app.extraction.tokens import Token
from app.extraction.verb_words import (
    ADVERBS,
    BE,
    BREAKS,
    DETERMINERS,
    HAVE,
    NEGATIONS,
    OBJECTS,
    PREPOSITIONS,
    PRONOUNS,
)

LONGEST_DATE = 5  # tokens of a date that may part a verb from its particle
LONGEST_OBJECT = 5  # tokens of an object behind which a particle still belongs to its verb
SEPARABLE = frozenset("out off down back away home apart aside go free through together".split())
_NO_NOUNS = DETERMINERS | PREPOSITIONS | {"and", "or", "but"}
_AUXILIARIES = BE | HAVE
_NEVER_GERUNDS = frozenset("during evening morning something nothing anything building".split())
_NEVER_PARTICIPLES = frozenset("hundred indeed hatred kindred sacred naked infrared".split())
_KEEPING_TO = frozenset({"stood", "abided"})
_PARTS_OF_PLANS = frozenset("schedule plan aim slate intend design base locate".split())


@lru_cache(maxsize=256)  # the lexicon has some dozens of such sets
def _all_tags(entries: tuple[str, ...]) -> str:
    return "".join(sorted(set("".join(entries))))


class VerbSigns:
    """What tells the verbs of one sentence; `taken` are the tokens of names and dates, which are no verbs."""

    def __init__(self, tokens: Sequence[Token], taken: Set[int], names: Set[int], lexicon: Lexicon) -> None:
        self.tokens, self.taken, self.names, self.lexicon = tokens, taken, names, lexicon
        self.size = len(tokens)
        self._words = [token.lower for token in tokens]

    def word(self, at: int) -> str:
        """The lower-case word at a place; "" outside the sentence."""
        return self._words[at] if 0 <= at < self.size else ""

    def is_adverb(self, at: int) -> bool:
        """Whether a word may stand between an auxiliary and its verb."""
        return self.word(at) in ADVERBS or self.word(at).endswith("ly")

    def is_possessive(self, at: int) -> bool:
        """Whether "'s" is a possessive rather than "is": it is, unless a pronoun stands before it."""
        return self.tokens[at].lower == "'s" and not (at and self.tokens[at - 1].lower in PRONOUNS)

    def is_set_for(self, at: int, lemma: str) -> bool:
        """ "the talks scheduled for Monday": planned by somebody."""
        return lemma in _PARTS_OF_PLANS and self.word(at + 1) in ("for", "at", "in", "on")

    def stands_alone(self, at: int) -> bool:
        """Whether the verb is known without particles, or has one of its particles here: "heads" alone is a noun."""
        heads = self.lexicon.verbs.get(self.tokens[at].lower, {})
        if any(head in self.lexicon.alone for head in heads):
            return True
        return self.has_particle(at)

    def has_particle(self, at: int) -> bool:
        """Whether a particle of the verb follows: "calls for"."""
        heads = self.lexicon.verbs.get(self.tokens[at].lower, {})
        after = self.word(at + 1)
        return any(rest[0] == after for head in heads for rest in self.lexicon.particles.get(head, ()))

    def forms(self, at: int) -> tuple[str, str] | None:
        """
        Lemma and tags of a token that can be a verb; an unknown -ed or -ing word is taken for a verb without an act.
        """
        word = self.tokens[at].lower
        entry = self.lexicon.verbs.get(word)
        if entry:
            head = next(iter(entry))
            return head, _all_tags(tuple(entry.values()))
        if len(word) > 4 and word.isalpha() and self.tokens[at].text.islower():
            if word.endswith("ed") and word not in _NEVER_PARTICIPLES:
                return word, "DN"
            if word.endswith("ing") and word not in _NEVER_GERUNDS:
                return word, "G"
        return None

    def before(self, at: int) -> str:
        """The word before, adverbs left out; "" at the start."""
        at -= 1
        while at >= 0 and self.is_adverb(at) and at not in self.taken and self.word(at) not in NEGATIONS:
            at -= 1
        return self.word(at)

    def by_follows(self, at: int) -> bool:
        """Whether an agent follows: "by" and a party, not "by closing", "by Monday" or the "by" of "stood by"."""
        after = at + 1
        if after + 1 >= self.size or self.tokens[after].lower != "by":
            return False
        if self.tokens[at].lower in _KEEPING_TO:
            return False
        if self.before(at) in ("who", "which", "he", "she", "they", "it"):
            return False
        return not self.tokens[after + 1].lower.endswith("ing") and (
            after + 1 not in self.taken or after + 1 in self.names
        )

    def _is_coordinated(self, at: int) -> bool:
        """Whether two names joined by "and" stand before: "Peru and Chile shake hands"."""
        return any(
            self.tokens[back].lower == "and" and back not in self.names and back - 1 in self.names
            for back in range(max(1, at - 4), at)
        )

    def is_noun_like(self, at: int) -> bool:
        """Whether a word can be the last of a noun phrase."""
        word = self.word(at)
        return word.isalpha() and word not in _NO_NOUNS

    def after_gap(self, at: int) -> int:
        """The place after what may stand between a verb and its particle: "call *it* off", "leave *next week* for"."""
        if self.word(at) in OBJECTS:
            return at + 1
        start = at + 1 if self.word(at) in ("on", "in") else at
        after = start
        while after < min(self.size, start + LONGEST_DATE) and after in self.taken and after not in self.names:
            after += 1
        return after if after > start else at

    def after_object(self, at: int) -> int | None:
        """The place of a particle behind a short object: "shot an Omani drone *down*"; None without one."""
        if self.word(at) not in DETERMINERS and at not in self.names:
            return None
        for place in range(at + 1, min(self.size, at + LONGEST_OBJECT)):
            word = self.word(place)
            if word in SEPARABLE:
                return place
            if word == "and" and place + 1 in self.names:
                continue  # "brought Peru and Chile together"
            if not (word.isalnum() or place in self.names) or word in PREPOSITIONS or word in BREAKS:
                return None
        return None

    def is_verb(self, at: int, tags: str) -> bool:
        """Whether a word that can be a verb is one here; `tags` are its forms."""
        before = self.before(at)
        if "G" in tags:
            return self._is_gerund(at, before)
        if before in DETERMINERS and before not in ("that", "which", "all", "both", "one", "two", "no"):
            return False
        if before in ("'s", "'") or (before in PREPOSITIONS and before not in ("as", "than", "following")):
            return False
        if "D" in tags or "N" in tags:
            clear = "B" not in tags or not self._is_noun_too(at) or self._takes_object(at)
            return clear or before in PRONOUNS or self._follows_name(at)
        return self._is_present(at, before, tags)

    def _is_gerund(self, at: int, before: str) -> bool:
        noun, takes_object = self._is_noun_too(at), self._takes_object(at)
        if before in DETERMINERS or before == "'s":
            return False
        compound = at > 0 and self.is_noun_like(at - 1) and at - 1 not in self.names and before not in _AUXILIARIES
        if compound and not takes_object and before not in BREAKS and before not in self.lexicon.verbs:
            return False
        return takes_object or not noun if not (noun and before in PREPOSITIONS) else takes_object

    def _is_present(self, at: int, before: str, tags: str) -> bool:
        noun, takes_object, after_name = self._is_noun_too(at), self._takes_object(at), self._follows_name(at)
        if before in ("to", "and", "or") and "B" in tags and not noun:
            return True
        if before in ("who", "which", "they", "we", "i", "you") and "B" in tags:
            return True
        if "S" in tags:
            if before in ("one", "two", "both", "all", "no", ""):
                return False
            if not noun or self.has_particle(at):
                return True
            if after_name and self._takes_own_noun(at):
                return True
            noun_before = self.is_noun_like(at - 1) and self.word(at + 1) != "that"  # "few sanctions that year"
            return before in PRONOUNS or (takes_object and (after_name or noun_before))
        plural = self.word(at - 1).endswith("s")
        if after_name and "B" in tags and (plural or self._is_coordinated(at)):
            return True
        if noun:
            return before in PRONOUNS and takes_object
        follows = takes_object or self.word(at + 1) in PREPOSITIONS
        return "B" in tags and (after_name or plural) and follows

    def _is_noun_too(self, at: int) -> bool:
        return self.word(at) in self.lexicon.nouns or self.word(at) in self.lexicon.nounlike

    def _follows_name(self, at: int) -> bool:
        return at > 0 and at - 1 in self.names

    def _takes_object(self, at: int) -> bool:
        after = self.word(at + 1)
        if after == "to":  # "plans to leave", but "sent arms to Peru"
            return at + 2 not in self.taken and self.word(at + 2) not in DETERMINERS
        return after in OBJECTS or at + 1 in self.names or after == "that"

    def _takes_own_noun(self, at: int) -> bool:
        """Whether a verb and the noun that follows it make an act together: "cuts ties"."""
        heads = self.lexicon.verbs.get(self.word(at), {})
        nouns = {self.lexicon.nouns.get(self.word(after)) for after in (at + 1, at + 2)}
        return any(noun in self.lexicon.phrases.get(head, {}) for head in heads for noun in nouns if noun)
