"""Verb groups: which words of a sentence are verbs, in what tense and voice, and whether they are denied."""

from collections.abc import Sequence, Set

from app.extraction.lexicon import Lexicon
from app.extraction.participles import find_participles
from app.extraction.tokens import Token
from app.extraction.verb_group import Form, VerbGroup
from app.extraction.verb_signs import VerbSigns
from app.extraction.verb_words import ADVERBS, BE, DETERMINERS, DO, HAVE, MODALS, NEGATIONS, OBJECTS, PREPOSITIONS

__all__ = [
    "ADVERBS", "BE", "DETERMINERS", "DO", "HAVE", "MODALS", "NEGATIONS", "OBJECTS", "PREPOSITIONS",
    "Form", "VerbFinder", "VerbGroup",
]  # fmt: skip

_AUXILIARIES = BE | HAVE | DO | MODALS | NEGATIONS
_DENYING = NEGATIONS | {"without"}
_HELPING = BE | HAVE | DO | MODALS
_MAIN = {**dict.fromkeys(BE, "be"), **dict.fromkeys(HAVE, "have")}
_NO_SUBJECT = DETERMINERS | PREPOSITIONS | {"'s", "and", ",", "-"}


class VerbFinder:
    """Finds the verb groups of one sentence; `taken` are the tokens of names and dates, which are no verbs."""

    def __init__(self, tokens: Sequence[Token], taken: Set[int], names: Set[int], lexicon: Lexicon) -> None:
        self.tokens, self.taken, self.lexicon = tokens, taken, lexicon
        self.signs = VerbSigns(tokens, taken, names, lexicon)
        self.size = len(tokens)

    def find(self) -> list[VerbGroup]:
        """All groups in order."""
        groups: list[VerbGroup] = []
        at = 0
        while at < self.size:
            group = None if at in self.taken else self._group_at(at)
            if group and groups and groups[-1].last == at - 1 and group.first == group.head and group.tense == "past":
                group = None  # an adjective after the verb: "bought painted boats"
            if group:
                groups.append(group)
                at = group.last + 1
            else:
                at += 1
        if not any(group.form is Form.FINITE for group in groups):
            groups = sorted([*groups, *self._last_resort(groups)], key=lambda group: group.first)
        return find_participles(groups, self.signs)

    def _last_resort(self, groups: list[VerbGroup]) -> list[VerbGroup]:
        """A sentence has a verb: where none is sure, the first present form after a noun ("she lands in Oslo")."""
        used = {at for group in groups for at in range(group.first, group.last + 1)}
        for at in range(1, self.size):
            entry = self.lexicon.verbs.get(self.tokens[at].lower)
            if entry is None or at in self.taken or at in used or not self.signs.stands_alone(at):
                continue
            tags = "".join(entry.values())
            subject = self.signs.word(at - 1) not in _NO_SUBJECT and self.signs.is_noun_like(at - 1)
            if ("S" in tags or "B" in tags) and subject:
                return [self._whole(VerbGroup(at, at, at, next(iter(entry)), Form.FINITE, "present"))]
        return []

    def _group_at(self, at: int) -> VerbGroup | None:
        word = self.tokens[at].lower
        if word in _HELPING and not self.signs.is_possessive(at):
            return self._with_auxiliaries(at)
        if word == "to":
            return self._infinitive(at)
        # Most words are no verb's form: they are not looked at any further.
        return self._bare(at) if word in self.lexicon.verbs or word.endswith(("ed", "ing")) else None

    def _with_auxiliaries(self, at: int) -> VerbGroup | None:
        if self.tokens[at].lower == "may" and self.tokens[at].text != "may" and at:
            return None  # "May" inside a sentence is the month or a name
        words, position, negated = self._auxiliaries(at)
        modal = next((word for word in words if word in MODALS), None)
        tense = _tense(words, modal)
        if words[-1] in BE and position + 1 < self.size and self.tokens[position].lower == "to":
            return self._is_to(at, position, negated, words)
        form = Form.GERUND if words[0] in ("being", "having") else Form.FINITE
        found = None if position in self.taken or position >= self.size else self.signs.forms(position)
        if found and _completes(words[-1], found[1]):
            passive = words[-1] in BE and "N" in found[1]
            return self._whole(VerbGroup(at, position, position, found[0], form, tense, modal, passive, negated))
        last = position - 1
        while last > at and self.tokens[last].lower not in _AUXILIARIES:
            last -= 1
        return VerbGroup(at, last, last, _MAIN.get(words[-1], "do"), form, tense, modal, False, negated)

    def _auxiliaries(self, at: int) -> tuple[list[str], int, bool]:
        """The auxiliaries from a token on, the place after them and their adverbs, and whether they deny."""
        words: list[str] = []
        negated = False
        while at < self.size:
            word = self.tokens[at].lower
            if word in MODALS or word in HAVE or word in DO or (word in BE and (not words or word != "'s")):
                words.append(word)
                negated |= word == "cannot"
            elif word in NEGATIONS:
                negated = True
            elif word == "no" and self.signs.word(at + 1) == "longer":
                negated = True
                at += 1
            elif at in self.taken or not self.signs.is_adverb(at):
                break
            at += 1
        return words, at, negated

    def _is_to(self, at: int, to: int, negated: bool, words: list[str]) -> VerbGroup | None:
        """ "is to meet": planned; "was to have met": not done."""
        inner = self._infinitive(to)
        if inner is None:
            return VerbGroup(at, to - 1, to - 1, "be", Form.FINITE, _tense(words, None), None, False, negated)
        inner.first, inner.form, inner.negated = at, Form.FINITE, negated or inner.negated
        past = ("was to have" if inner.tense == "perfect" else "was to") if words[-1] in ("was", "were") else None
        inner.tense, inner.modal = "future", past
        return inner

    def _infinitive(self, at: int) -> VerbGroup | None:
        position = at + 1
        while position < self.size and self.signs.is_adverb(position):
            position += 1
        perfect = position + 1 < self.size and self.tokens[position].lower == "have"
        passive = False
        if perfect:
            position += 1
        if position + 1 < self.size and self.tokens[position].lower in ("be", "been"):
            found = self.signs.forms(position + 1)
            if found and ("N" in found[1] or "G" in found[1]) and position + 1 not in self.taken:
                position, passive = position + 1, "N" in found[1]
        if position >= self.size or position in self.taken:
            return None
        found = self.signs.forms(position)
        if not found or not ("B" in found[1] or passive or (perfect and "N" in found[1]) or "G" in found[1]):
            return None
        if "G" in found[1] and not passive and self.tokens[position - 1].lower != "be":
            return None
        negated = self.signs.word(at - 1) in NEGATIONS
        tense = "perfect" if perfect else "infinitive"
        return self._whole(VerbGroup(at, position, position, found[0], Form.INFINITIVE, tense, None, passive, negated))

    def _bare(self, at: int) -> VerbGroup | None:
        """A verb without auxiliary: finite, a gerund or a participle."""
        found = self.signs.forms(at)
        if not found or not self.signs.is_verb(at, found[1]):
            return None
        lemma, tags = found
        if tags in ("B", "S") and not self.signs.stands_alone(at):
            return None
        if "G" in tags:
            negated = self.signs.before(at) in _DENYING
            return self._whole(VerbGroup(at, at, at, lemma, Form.GERUND, "present", negated=negated))
        passive = tags == "N" or ("N" in tags and (self.signs.by_follows(at) or self.signs.is_set_for(at, lemma)))
        form = Form.PARTICIPLE if passive else Form.FINITE
        tense = "past" if "D" in tags or "N" in tags else "present"
        negated = self.signs.word(at - 1) == "longer" and self.signs.word(at - 2) == "no"
        return self._whole(VerbGroup(at, at, at, lemma, form, tense, passive=passive, negated=negated))

    def _whole(self, group: VerbGroup) -> VerbGroup:
        """The group with its particles, at once, after a pronoun or date ("call it off"), or after the object."""
        heads = list(self.lexicon.verbs.get(self.tokens[group.head].lower, {group.lemma: ""}))
        group.lemma = heads[0]
        at_once, parted = group.head + 1, self.signs.after_gap(group.head + 1)
        behind = None if group.passive else self.signs.after_object(group.head + 1)
        near = {self.signs.word(place) for place in (at_once, parted, behind or at_once)}
        for head in heads:
            for rest in self.lexicon.particles.get(head, ()):
                if rest[0] not in near:
                    continue
                start = self._particles_at(rest, at_once, parted)
                if start and not (group.passive and rest == ("by",)):
                    group.last, group.lemma = start + len(rest) - 1, "_".join((head, *rest))
                    return group
                if behind and self._particles_at(rest, behind):
                    group.lemma = "_".join((head, *rest))  # its object stays the clause's: "threw two envoys out"
                    return group
        return group

    def _particles_at(self, rest: tuple[str, ...], *places: int) -> int | None:
        """At which of some places the particles of a verb stand."""
        for start in places:
            if all(self.signs.word(start + n) == word for n, word in enumerate(rest)):
                return start
        return None


def _completes(auxiliary: str, tags: str) -> bool:
    """Whether a verb of these forms can follow the last auxiliary."""
    if auxiliary in BE:
        return "N" in tags or "G" in tags
    return "N" in tags if auxiliary in HAVE else "B" in tags


def _tense(words: list[str], modal: str | None) -> str:
    if modal in ("will", "shall", "'ll"):
        return "future"
    if modal:
        return "modal"
    if words[0] in ("has", "have", "'ve"):
        return "perfect"
    if words[0] == "had":
        return "pluperfect"
    return "past" if words[0] in ("was", "were", "did") else "present"
