"""Verb groups: which words of a sentence are verbs, in what tense and voice, and whether they are denied."""

import itertools
from collections.abc import Sequence, Set
from dataclasses import dataclass
from enum import StrEnum

from app.domain.events import EventType
from app.extraction.lexicon import Lexicon
from app.extraction.tokens import Token

BE = frozenset("be am is are was were been being 's 're 'm".split())
HAVE = frozenset("have has had having 've".split())
DO = frozenset("do does did".split())
MODALS = frozenset("will would shall should can could may might must 'll 'd ought cannot".split())
NEGATIONS = frozenset("not n't never neither nor hardly cannot".split())
DETERMINERS = frozenset(
    "the a an this that these those its his her their our my your some any no each every another both all"
    " several many few"
    " such what which whose one two three four five six seven eight nine ten dozens hundreds thousands".split()
)
PRONOUNS = frozenset("i we you he she it they who which that there".split())
OBJECTS = DETERMINERS | frozenset("it him them us me himself itself themselves".split())
PREPOSITIONS = frozenset(
    "of in on at by for with from to into onto against over under between among through during after before"
    " since until about"
    " around near off across along towards toward within without beyond despite inside outside via per amid"
    " alongside upon"
    " behind above below past as like than because following including".split()
)
ADVERBS = frozenset(
    "also already still just yet only now then even again once soon later first further too recently formally"
    " officially"
    " together always ever often sometimes twice thus therefore however meanwhile instead publicly out not n't never"
    " neither nor hardly both all subsequently long far so outright unanimously".split()
)


class Form(StrEnum):
    """The shape of a verb group."""

    FINITE = "finite"
    INFINITIVE = "infinitive"
    GERUND = "gerund"
    PARTICIPLE = "participle"  # passive without an auxiliary: "the town taken by rebels"


@dataclass(slots=True)
class VerbGroup:
    """
    A verb with its auxiliaries; token indices, `last` included.

    Attributes:
        first, head, last: First auxiliary, main verb, last particle.
        lemma: With its particles: "shoot_down".
        form: Its shape.
        tense: past, present, perfect, pluperfect, future (also "is to", "is due to") or modal.
        modal: The modal word, if any.
        passive: Whether the subject is done to.
        negated: Whether a negation stands in the group.
    """

    first: int
    head: int
    last: int
    lemma: str
    form: Form
    tense: str
    modal: str | None = None
    passive: bool = False
    negated: bool = False


class VerbFinder:
    """Finds the verb groups of one sentence; `taken` are the tokens of names and dates, which are no verbs."""

    def __init__(self, tokens: Sequence[Token], taken: Set[int], names: Set[int], lexicon: Lexicon) -> None:
        self.tokens, self.taken, self.names, self.lexicon = tokens, taken, names, lexicon
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
        return self._reduced(groups)

    def _last_resort(self, groups: list[VerbGroup]) -> list[VerbGroup]:
        """A sentence has a verb: where none is sure, the first present form after a noun ("she lands in Oslo")."""
        used = {at for group in groups for at in range(group.first, group.last + 1)}
        for at in range(1, self.size):
            entry = self.lexicon.verbs.get(self.tokens[at].lower)
            if entry is None or at in self.taken or at in used or not self._stands_alone(at):
                continue
            before = self.tokens[at - 1].lower
            tags = "".join(entry.values())
            if (
                ("S" in tags or "B" in tags)
                and before not in DETERMINERS | PREPOSITIONS | {"'s", "and", ",", "-"}
                and self._is_noun_like(at - 1)
            ):
                return [self._finish(at, at, next(iter(entry)), Form.FINITE, "present", None, False, False)]
        return []

    def _group_at(self, at: int) -> VerbGroup | None:
        word = self.tokens[at].lower
        if word in MODALS or word in HAVE or word in DO or (word in BE and not self._is_possessive(at)):
            return self._with_auxiliaries(at)
        if word == "to":
            return self._infinitive(at)
        return self._bare(at)

    def _is_possessive(self, at: int) -> bool:
        """Whether "'s" is a possessive rather than "is": it is, unless a pronoun stands before it."""
        return self.tokens[at].lower == "'s" and not (at and self.tokens[at - 1].lower in PRONOUNS)

    def _with_auxiliaries(self, at: int) -> VerbGroup | None:
        if self.tokens[at].lower == "may" and self.tokens[at].text != "may" and at:
            return None  # "May" inside a sentence is the month or a name
        words: list[str] = []
        negated, position = False, at
        while position < self.size:
            word = self.tokens[position].lower
            if word in MODALS or word in HAVE or word in DO or (word in BE and (not words or word != "'s")):
                words.append(word)
                negated |= word == "cannot"
            elif word in NEGATIONS:
                negated = True
            elif position in self.taken or not (word in ADVERBS or word.endswith("ly")):
                break
            position += 1
        modal = next((word for word in words if word in MODALS), None)
        tense = self._tense(words, modal)
        ends_in_be, ends_in_have = words[-1] in BE, words[-1] in HAVE
        if ends_in_be and position + 1 < self.size and self.tokens[position].lower == "to":
            return self._is_to(at, position, negated, words)
        form = Form.GERUND if words[0] in ("being", "having") else Form.FINITE
        lemma_tags = None if position in self.taken or position >= self.size else self._forms(position)
        if lemma_tags:
            lemma, tags = lemma_tags
            if ends_in_be and ("N" in tags or "G" in tags):
                return self._finish(at, position, lemma, form, tense, modal, "N" in tags, negated)
            if ends_in_have and "N" in tags:
                return self._finish(at, position, lemma, form, tense, modal, False, negated)
            if not ends_in_be and not ends_in_have and "B" in tags:
                return self._finish(at, position, lemma, form, tense, modal, False, negated)
        main = {**dict.fromkeys(BE, "be"), **dict.fromkeys(HAVE, "have")}.get(words[-1], "do")
        last = position - 1
        while last > at and self.tokens[last].lower not in BE | HAVE | DO | MODALS | NEGATIONS:
            last -= 1
        return VerbGroup(at, last, last, main, form, tense, modal, False, negated)

    def _is_to(self, at: int, to: int, negated: bool, words: list[str]) -> VerbGroup | None:
        """ "is to meet", "was to have met": planned."""
        inner = self._infinitive(to)
        if inner is None:
            return VerbGroup(at, to - 1, to - 1, "be", Form.FINITE, self._tense(words, None), None, False, negated)
        inner.first, inner.form, inner.negated = at, Form.FINITE, negated or inner.negated
        past = ("was to have" if inner.tense == "perfect" else "was to") if words[-1] in ("was", "were") else None
        inner.tense, inner.modal = "future", past
        return inner

    def _infinitive(self, at: int) -> VerbGroup | None:
        position = at + 1
        while position < self.size and (
            self.tokens[position].lower in ADVERBS or self.tokens[position].lower.endswith("ly")
        ):
            position += 1
        perfect = position + 1 < self.size and self.tokens[position].lower == "have"
        passive = False
        if perfect:
            position += 1
        if position + 1 < self.size and self.tokens[position].lower in ("be", "been"):
            found = self._forms(position + 1)
            if found and ("N" in found[1] or "G" in found[1]) and position + 1 not in self.taken:
                position, passive = position + 1, "N" in found[1]
        if position >= self.size or position in self.taken:
            return None
        found = self._forms(position)
        if not found or not ("B" in found[1] or passive or (perfect and "N" in found[1]) or "G" in found[1]):
            return None
        if "G" in found[1] and not passive and self.tokens[position - 1].lower != "be":
            return None
        negated = at > 0 and self.tokens[at - 1].lower in NEGATIONS
        return self._finish(
            at, position, found[0], Form.INFINITIVE, "perfect" if perfect else "infinitive", None, passive, negated
        )

    def _bare(self, at: int) -> VerbGroup | None:
        found = self._forms(at)
        if not found or not self._is_verb(at, found[1]):
            return None
        lemma, tags = found
        if "G" not in tags and tags in ("B", "S") and not self._stands_alone(at):
            return None
        if "G" in tags:
            return self._finish(
                at, at, lemma, Form.GERUND, "present", None, False, self._before(at) in NEGATIONS | {"without"}
            )
        passive = tags == "N" or ("N" in tags and (self._by_follows(at) or self._is_set_for(at, lemma)))
        form = Form.PARTICIPLE if passive else Form.FINITE
        tense = "past" if "D" in tags or "N" in tags else "present"
        return self._finish(at, at, lemma, form, tense, None, passive, False)

    def _is_set_for(self, at: int, lemma: str) -> bool:
        """ "the talks scheduled for Monday": planned by somebody."""
        after = self.tokens[at + 1].lower if at + 1 < self.size else ""
        return lemma in ("schedule", "plan", "aim", "slate", "intend", "design", "base", "locate") and after in (
            "for",
            "at",
            "in",
            "on",
        )

    def _stands_alone(self, at: int) -> bool:
        """Whether the verb is known without particles, or has one of its particles here: "heads" alone is a noun."""
        heads = self.lexicon.verbs.get(self.tokens[at].lower, {})
        if any(head in self.lexicon.alone for head in heads):
            return True
        return self._has_particle(at)

    def _has_particle(self, at: int) -> bool:
        """Whether a particle of the verb follows: "calls for"."""
        heads = self.lexicon.verbs.get(self.tokens[at].lower, {})
        after = self.tokens[at + 1].lower if at + 1 < self.size else ""
        return any(rest[0] == after for head in heads for rest in self.lexicon.particles.get(head, ()))

    def _forms(self, at: int) -> tuple[str, str] | None:
        """
        Lemma and tags of a token that can be a verb; an unknown -ed or -ing word is taken for a verb without an act.
        """
        word = self.tokens[at].lower
        entry = self.lexicon.verbs.get(word)
        if entry:
            head = next(iter(entry))
            return head, "".join(sorted(set("".join(entry.values()))))
        if len(word) > 4 and word.isalpha() and self.tokens[at].text.islower():
            if word.endswith("ed"):
                return word, "DN"
            if word.endswith("ing") and word not in (
                "during",
                "evening",
                "morning",
                "something",
                "nothing",
                "anything",
                "building",
            ):
                return word, "G"
        return None

    def _before(self, at: int) -> str:
        """The word before, adverbs left out; "" at the start."""
        at -= 1
        while (
            at >= 0
            and (self.tokens[at].lower in ADVERBS or self.tokens[at].lower.endswith("ly"))
            and at not in self.taken
        ):
            if self.tokens[at].lower in NEGATIONS:
                break
            at -= 1
        return self.tokens[at].lower if at >= 0 else ""

    def _by_follows(self, at: int) -> bool:
        """Whether an agent follows: "by" and a party, not "by closing" or "by Monday"."""
        after = at + 1
        if after + 1 >= self.size or self.tokens[after].lower != "by":
            return False
        if self._before(at) in ("who", "which", "he", "she", "they", "it"):
            return False
        return not self.tokens[after + 1].lower.endswith("ing") and (
            after + 1 not in self.taken or after + 1 in self.names
        )

    def _is_verb(self, at: int, tags: str) -> bool:
        word, before = self.tokens[at].lower, self._before(at)
        after = self.tokens[at + 1].lower if at + 1 < self.size else ""
        noun = word in self.lexicon.nouns or word in self.lexicon.nounlike
        after_name = at > 0 and at - 1 in self.names
        takes_object = after in OBJECTS or at + 1 in self.names or after in ("that", "to")
        if "G" in tags:
            if before in DETERMINERS or before == "'s":
                return False
            compound = at > 0 and self._is_noun_like(at - 1) and at - 1 not in self.names and before not in BE | HAVE
            if compound and not takes_object and before not in _BREAKS and before not in self.lexicon.verbs:
                return False
            return takes_object or not noun if not (noun and before in PREPOSITIONS) else takes_object
        if before in DETERMINERS and before not in ("that", "which", "all", "both", "one", "two", "no"):
            return False
        if before in ("'s", "'") or (before in PREPOSITIONS and before not in ("as", "than", "following")):
            return False
        if "D" in tags or "N" in tags:
            return "B" not in tags or not noun or takes_object or before in PRONOUNS or after_name
        if before in ("to", "and", "or") and "B" in tags and not noun:
            return True
        if before in ("who", "which", "they", "we", "i", "you") and "B" in tags:
            return True
        if "S" in tags:
            if before in ("one", "two", "both", "all", "no", ""):
                return False
            if not noun or self._has_particle(at):
                return True
            return before in PRONOUNS or (takes_object and (after_name or self._is_noun_like(at - 1)))
        if after_name and "B" in tags and (self.tokens[at - 1].lower.endswith("s") or self._is_coordinated(at)):
            return True
        if noun:
            return before in PRONOUNS and takes_object
        return (
            "B" in tags
            and (after_name or (at > 0 and self.tokens[at - 1].lower.endswith("s")))
            and (takes_object or after in PREPOSITIONS)
        )

    def _is_coordinated(self, at: int) -> bool:
        """Whether two names joined by "and" stand before: "Peru and Chile shake hands"."""
        return any(
            self.tokens[back].lower == "and" and back not in self.names and back - 1 in self.names
            for back in range(max(1, at - 4), at)
        )

    def _is_noun_like(self, at: int) -> bool:
        word = self.tokens[at].lower if at >= 0 else ""
        return (
            word.isalpha() and word not in DETERMINERS and word not in PREPOSITIONS and word not in ("and", "or", "but")
        )

    def _finish(
        self, first: int, head: int, lemma: str, form: Form, tense: str, modal: str | None, passive: bool, negated: bool
    ) -> VerbGroup:
        """The group with the particles that follow its head, at once or after one short word ("call it off")."""
        word = self.tokens[head].lower
        heads = list(self.lexicon.verbs.get(word, {lemma: ""}))
        for candidate in heads:
            for rest in self.lexicon.particles.get(candidate, ()):
                for gap in (0, 1):
                    start = head + 1 + gap
                    if tuple(token.lower for token in self.tokens[start : start + len(rest)]) == rest:
                        if gap and not self._may_part(head + 1):
                            continue
                        last = start + len(rest) - 1
                        joined = "_".join((candidate, *rest))
                        return VerbGroup(first, head, last, joined, form, tense, modal, passive, negated)
        return VerbGroup(first, head, head, heads[0], form, tense, modal, passive, negated)

    def _may_part(self, at: int) -> bool:
        """Whether a word may stand between a verb and its particle: "call it off", "leave Monday for Chad"."""
        return self.tokens[at].lower in OBJECTS or (at in self.taken and at not in self.names)

    def _tense(self, words: list[str], modal: str | None) -> str:
        if modal in ("will", "shall", "'ll"):
            return "future"
        if modal:
            return "modal"
        if words[0] in ("has", "have", "'ve"):
            return "perfect"
        if words[0] == "had":
            return "pluperfect"
        return "past" if words[0] in ("was", "were", "did") else "present"

    def _reduced(self, groups: list[VerbGroup]) -> list[VerbGroup]:
        """
        Of two past forms in one breath one is a participle.

        In "shells fired from Malta hit a ship" it is the first, after an object ("expelled two envoys based
        there") the second.
        """
        for group, following in itertools.pairwise(groups):
            told_of = group.first > 0 and self.tokens[group.first - 1].lower in ("who", "which", "that")
            if told_of or self.lexicon.verb_types.get(group.lemma) in _SPEAKING:
                continue
            if group.form is Form.FINITE and group.first == group.head and following.form is Form.FINITE:
                if self._is_bracketed(group, following):
                    group.form, group.passive = Form.PARTICIPLE, True
                    continue
                entry = self.lexicon.verbs.get(self.tokens[group.head].lower)
                tags = "".join(entry.values()) if entry else "DN"
                between = {token.lower for token in self.tokens[group.last + 1 : following.first]}
                if "N" in tags and "D" in tags and not between & _BREAKS and not between & PRONOUNS:
                    group.form, group.passive = Form.PARTICIPLE, True
        for before, group in itertools.pairwise(groups):
            if before.form is not Form.FINITE or group.form is not Form.FINITE or group.first != group.head:
                continue
            entry = self.lexicon.verbs.get(self.tokens[group.head].lower)
            apart = {token.lower for token in self.tokens[before.last + 1 : group.first]}
            says = self.lexicon.verb_types.get(before.lemma) in _SPEAKING
            if (
                apart
                and not says
                and not apart & (_BREAKS | PRONOUNS)
                and "N" in "".join(entry.values() if entry else "N")
            ):
                group.form, group.passive = Form.PARTICIPLE, True
        return groups

    def _is_bracketed(self, group: VerbGroup, following: VerbGroup) -> bool:
        """ "Norway, warned of the storm, waited": a past form between commas before the verb of the sentence."""
        tags = "".join(self.lexicon.verbs.get(self.tokens[group.head].lower, {"": "N"}).values())
        if "N" not in tags or self.tokens[following.first - 1].lower != ",":
            return False
        comma = group.first - 1
        while comma > 0 and self.tokens[comma].lower != ",":
            comma -= 1
        if comma == group.first - 1:
            return comma > 0 and comma - 1 in self.names
        return comma > 0 and self.tokens[comma + 1].lower in ("a", "an", "the", "one", "its", "his", "their")


_SPEAKING = frozenset(
    {EventType.STATEMENT, EventType.ACCUSE, EventType.REJECT, EventType.REQUEST, EventType.THREATEN, EventType.AGREE}
)
_BREAKS = frozenset(
    ", ; : . ( ) — – - that which who whom whose where when while after before as because since until though"
    " although if"
    " unless but and or said say says so than whether how what".split()
) | {'"', "“", "”", "'", "‘", "’"}
