"""What follows the verb of a headline: whole phrases, without dates, asides and pronouns that nothing explains."""

from typing import NamedTuple

from app.domain.events import EventType
from app.extraction.candidates import Candidate
from app.extraction.clauses import OPENERS, QUOTES, Clause, Link
from app.extraction.model import NameKind
from app.extraction.title_deed import title_facts
from app.extraction.title_subject import Kind, Subject, label
from app.extraction.title_text import (
    POSSESSIVES,
    WEEKDAYS,
    Piece,
    before_a_date,
    is_listed,
    spelled,
    without_loose_ends,
)
from app.extraction.verbs import ADVERBS, DETERMINERS, PREPOSITIONS, Form

QUOTE_REACH = 18  # tokens in which a quotation has to end to be taken whole
_ASIDE = 9  # tokens in which an aside between commas has to end to be passed over
_RESUMING = frozenset("to of that for with against from".split())
_OBJECTS = frozenset("it them him her us me this that these those both they he she we i".split())
_POINTING = frozenset("this that these those both".split())
_HALVING = frozenset("after before since until as than and".split())
_CUTTING = QUOTES | {":"}
_BEFORE_NOUNS = DETERMINERS | POSSESSIVES
_GOING_ON = PREPOSITIONS | OPENERS | ADVERBS | {"and", "or", "to", "the", "a"}
_JOINING = PREPOSITIONS | {"to", "and"}
_NEW_PHRASE = DETERMINERS | PREPOSITIONS | {"to"}
_BORDERS = PREPOSITIONS - {"of", "than", "as"} | {"to", "that"}
_STOPS = frozenset("; : ( ) [ ] ? ! – — - • …".split()) | {"..."}
_AGREEING = {
    ("his", Kind.STATE): "its", ("her", Kind.STATE): "its", ("their", Kind.STATE): "its",
    ("his", Kind.MANY): "their", ("her", Kind.MANY): "their",
    ("himself", Kind.STATE): "itself", ("herself", Kind.STATE): "itself", ("themselves", Kind.STATE): "itself",
    ("he", Kind.STATE): "it", ("she", Kind.STATE): "it", ("they", Kind.STATE): "it",
}  # fmt: skip
_OWN = {
    Kind.STATE: frozenset({"its", "itself", "it"}),
    Kind.MANY: frozenset({"their", "themselves", "they"}),
    Kind.PERSON: frozenset({"his", "her", "himself", "herself", "he", "she"}),
    Kind.THING: frozenset({"its", "itself", "it"}),
}


class Complement(NamedTuple):
    """
    Words after a verb.

    Attributes:
        text: One line, maybe empty.
        is_whole: Whether they say what the verb needs; not where a word was met that cannot be printed.
        was_empty: Whether the text has nothing there but dates.
        says: Whether a clause of its own tells what is said.
        pieces: The words one by one.
    """

    text: str
    is_whole: bool
    was_empty: bool
    says: bool
    pieces: tuple[Piece, ...] = ()


def complement_of(candidate: Candidate, clause: Clause, subject: Subject, room: int) -> Complement:
    """The words after a clause's verb that a headline of a subject prints, in `room` characters at most."""
    return _Reader(candidate, clause, subject).read(room)


class _Reader:
    def __init__(self, candidate: Candidate, clause: Clause, subject: Subject) -> None:
        self.candidate, self.clause, self.subject = candidate, clause, subject
        self.parsed, self.tokens = candidate.parsed, candidate.parsed.tokens
        self.pieces: list[Piece] = []
        self.was_cut = False
        self.quoted: set[int] = set()
        self.subjects: set[int] = set()
        self.fixed: set[int] = set()
        self.entered: list[Clause] = []
        self.stop = self._entered()
        self.kept = set(self.parsed.name_at) | self._particles()

    def read(self, room: int) -> Complement:
        start = self.clause.verb.last + 1
        at = start
        while at < self.stop:
            after = self._step(at)
            if after is None:
                break
            at = after
        was_empty = not self.pieces and not self.was_cut
        self.was_cut = self.was_cut or (at < len(self.tokens) and self.tokens[at].lower in _CUTTING)
        self.pieces = without_loose_ends(self.pieces, self.kept)
        if self.stop <= at < len(self.tokens):
            self._without_half_clause()
        self._end_verbs()
        self._shorten(room)
        places = {piece.at for piece in self.pieces}
        says = any(clause.verb.head in places for clause in self.entered)
        text = spelled(self.tokens, self.pieces)
        return Complement(text, self._is_whole(says), was_empty, says, tuple(self.pieces))

    def _without_half_clause(self) -> None:
        """Without the subject of a clause that is not printed: "a day after the ministers [concerned had met]"."""
        borders = self._borders()
        if borders and self.pieces[borders[-1]].text.lower() in _HALVING:
            self.pieces = without_loose_ends(self.pieces[: borders[-1]], self.kept)

    def _entered(self) -> int:
        """Where the words that belong to the verb end: at the first clause that is no part of what it says or asks."""
        own = self.candidate.clause or 0
        allowed, start = {own}, self.clause.verb.last + 1
        for index in range(own + 1, len(self.parsed.clauses)):
            clause = self.parsed.clauses[index]
            begin = clause.start if clause.start >= start else clause.verb.first
            if clause.parent not in allowed or not self._belongs(clause, begin):
                return begin
            allowed.add(index)
            self.entered.append(clause)
            self.fixed |= set(range(begin + 1, clause.verb.last + 2))
            self.subjects |= set(range(*clause.subject))
        return len(self.tokens)

    def _belongs(self, clause: Clause, begin: int) -> bool:
        before = self.tokens[begin - 1].lower
        if clause.verb.form is Form.INFINITIVE:
            return before != ","
        if clause.verb.form is Form.GERUND:
            between = range(self.clause.verb.last + 1, clause.verb.first)
            at_once = all(at in self.parsed.time_at or self.tokens[at].lower in PREPOSITIONS for at in between)
            return at_once or (before != "," and clause.opener in PREPOSITIONS)
        return clause.verb.form is Form.FINITE and clause.link is Link.COMPLEMENT

    def _particles(self) -> set[int]:
        """Particles of the verbs, which end a phrase though they look like prepositions."""
        found = {at for one in self.parsed.clauses for at in range(one.verb.head, one.verb.last + 1)}
        rest = self.clause.verb.lemma.split("_")[1:]
        near = range(self.clause.verb.last + 1, min(self.clause.verb.last + 10, len(self.tokens)))
        return found | {at for at in near if self.tokens[at].lower in rest}

    def _step(self, at: int) -> int | None:
        """Takes in the word at a token; the token to go on with, or None where the headline must end."""
        token = self.tokens[at]
        word = token.lower
        if (at in self.parsed.time_at and self.parsed.time_at[at].type in ("DATE", "TIME")) or token.text in WEEKDAYS:
            return self._past_date(at)
        if at in self.parsed.name_at:
            return self._take(at, token.text)
        if word in "'’" and self._is_inside_word(at):
            return self._take(at, token.text)
        if word in QUOTES or word in ("‘", "'", "’"):
            return self._quotation(at)
        if word == ",":
            return self._take(at, ",") if is_listed(self.parsed, at) else self._past_aside(at)
        if word in _STOPS:
            return self._take(at, token.text) if self._is_inside_word(at) else None
        if word == ".":
            return self._take(at, ".") if at + 1 < len(self.tokens) and self._follows_at_once(at) else None
        if word in OPENERS and at not in self.fixed and not self._opens(at):
            self.was_cut = True
            return None
        if word in POSSESSIVES and self._is_owner(at):
            return self._owner(at, word)
        if word in _OBJECTS or word.endswith("self") or word == "themselves":
            return self._pronoun(at, word)
        return self._take(at, token.text)

    def _take(self, at: int, text: str) -> int:
        self.pieces.append(Piece(at, text))
        return at + 1

    def _follows_at_once(self, at: int) -> bool:
        return self.tokens[at - 1].end == self.tokens[at].start

    def _is_inside_word(self, at: int) -> bool:
        """Whether a mark joins two words without a space: "Cairo–Suez"."""
        joined = self._follows_at_once(at) and at + 1 < self.stop and self._follows_at_once(at + 1)
        return joined and self.tokens[at].text in "-–'’"

    def _opens(self, at: int) -> bool:
        """Whether an opening word begins what the verb says; "before" and the like may also be prepositions."""
        word = self.tokens[at].lower
        if word in PREPOSITIONS or word in ("than", "what"):
            return True
        if word == "that" and at + 1 < len(self.tokens):
            return any(
                one.link is Link.COMPLEMENT and one.start == at for one in self.parsed.clauses
            ) or not self._plain_verb(at)
        return any(one.link is Link.COMPLEMENT and one.start == at for one in self.parsed.clauses)

    def _plain_verb(self, at: int) -> bool:
        """Whether a relative clause begins at "that"."""
        return any(one.start == at and one.link is Link.RELATIVE for one in self.parsed.clauses)

    def _past_date(self, at: int) -> int:
        time, after = self.parsed.time_at.get(at), at + 1
        while time is not None and self.parsed.time_at.get(after) is time:
            after += 1
        follows = self.tokens[after].lower if after < len(self.tokens) else ""
        before = self.pieces[-1].text.lower() if self.pieces else ""
        if follows in ("'s", "’s"):
            if before not in _BEFORE_NOUNS:
                self.pieces.append(Piece(after - 1, "the"))
            return after + 1
        describes = follows.isalpha() and follows not in _GOING_ON
        if not (describes and before in DETERMINERS):
            self.pieces = before_a_date(self.pieces)
        return after

    def _quotation(self, at: int) -> int | None:
        """A quotation is printed whole or not at all."""
        mark = self.tokens[at].text
        if mark in "'’" and self._follows_at_once(at) and self.tokens[at - 1].lower.endswith("s"):
            return self._take(at, mark)
        closing = {"“": "”", "‘": "’", "«": "»"}.get(mark, mark)
        reach = range(at + 1, min(at + QUOTE_REACH, len(self.tokens)))
        end = next((to for to in reach if self.tokens[to].text == closing), None)
        broken = end is None or any(self.tokens[to].text in ".;:!?" and to + 1 != end for to in range(at, end))
        if end is None or broken or mark in "”»" or end > self.stop:
            self.was_cut = True
            return None
        for inside in range(at, end + 1):
            if not (inside + 1 == end and self.tokens[inside].text in ",.!?"):
                self.quoted.add(inside)
                self._take(inside, self.tokens[inside].text)
        self.kept.add(end)
        return end + 1

    def _past_aside(self, at: int) -> int | None:
        """Over "…, by a joint letter, …" where what the verb needs comes after it."""
        if self.clause.verb.lemma not in title_facts().needy:
            return None
        for to in range(at + 1, min(at + _ASIDE, self.stop - 1)):
            if self.tokens[to].lower == "," and self.tokens[to + 1].lower in _RESUMING:
                return to + 1
        self.was_cut = True
        return None

    def _is_owner(self, at: int) -> bool:
        """Whether "her" and the like stand before a noun."""
        follows = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        return follows is not None and follows.text[0].isalnum() and follows.lower not in _JOINING

    def _owner(self, at: int, word: str) -> int:
        after = at + 2 if self.tokens[at + 1].lower == "own" else at + 1
        meant = self._meant(at)
        if word in _OWN[self.subject.kind]:
            return self._take(at, self.tokens[at].text)
        if meant and meant != self.subject.text:
            self._take(at, f"{meant}'" if meant.endswith("s") else f"{meant}'s")
            return at + 1
        if self._is_explained(word):
            return self._take(at, self.tokens[at].text)
        self._take(at, self._agreeing(word) or "the")
        return after

    def _is_explained(self, word: str) -> bool:
        """Whether an earlier word after the verb may be the owner: "told the *soldiers* to hold *their* fire"."""
        names = [self.parsed.name_at[piece.at] for piece in self.pieces if piece.at in self.parsed.name_at]
        if word == "their":
            return any(piece.text.endswith("s") and len(piece.text) > 3 for piece in self.pieces)
        people = [name for name in names if name.kind is NameKind.PERSON]
        return bool(people) if word in ("his", "her") else len(names) > len(people)

    def _pronoun(self, at: int, word: str) -> int | None:
        """A pronoun is printed where the headline's subject explains it, or as the party that it was read as."""
        if word in _POINTING and self._is_owner(at) and at + 1 not in self.parsed.time_at:
            return self._take(at, self.tokens[at].text)
        meant = self._meant(at)
        if meant and meant != self.subject.text and at not in self.subjects:
            return self._take(at, meant)
        if at in self.subjects or word.endswith(("self", "selves")):
            agreeing = word if word in _OWN[self.subject.kind] | _POINTING else self._agreeing(word)
            if agreeing:
                return self._take(at, agreeing)
        if self.candidate.reading.type is EventType.MILESTONE:
            return self._take(at, self.tokens[at].text)  # there is no plain deed to fall back on
        self._back_to_border()
        return None

    def _agreeing(self, word: str) -> str:
        """A pronoun as it agrees with a state that stands for the person spoken of."""
        return _AGREEING.get((word, self.subject.kind), "") if self.subject.is_personal else ""

    def _meant(self, at: int) -> str:
        """The parties that a pronoun was read as."""
        start = self.tokens[at].start
        parties = (*self.candidate.parties.actors, *self.candidate.parties.recipients)
        return label(tuple(mention for mention in parties if mention.start == start))

    def _back_to_border(self) -> None:
        """Without the phrase in which a word stands that cannot be printed."""
        self.was_cut = True
        borders = self._borders()
        self.pieces = self.pieces[: borders[-1]] if borders else []
        self.pieces = without_loose_ends(self.pieces, self.kept)

    def _end_verbs(self) -> None:
        """Without a verb at the end whose object could not be printed: "asked Togo to give up [what it took]"."""
        ends = {clause.verb.last: clause for clause in self.entered}
        last = ends.get(self.pieces[-1].at) if self.pieces else None
        if last is not None and self.was_cut:
            self.pieces = [piece for piece in self.pieces if piece.at < last.start]
            self.pieces = without_loose_ends(self.pieces, self.kept)

    def _borders(self) -> list[int]:
        """Where a phrase begins, so that the words before it can stand alone."""
        found, pairing = [], False
        for number, (at, text) in enumerate(self.pieces):
            word = text.lower()
            if at in self.quoted or at in self.parsed.name_at or at in self.fixed or at in self.kept:
                continue
            pairing = word in ("between", "both") or (pairing and word not in PREPOSITIONS)
            follows = self.pieces[number + 1].text.lower() if number + 1 < len(self.pieces) else ""
            joins = word == "and" and not pairing and follows in _NEW_PHRASE
            if number and (joins or word in _BORDERS):
                found.append(number)
        return found

    def _shorten(self, room: int) -> None:
        while self.pieces and len(spelled(self.tokens, self.pieces)) > room:
            borders = self._borders()
            if not borders:
                self.pieces, self.was_cut = [], True
                return
            self.pieces = without_loose_ends(self.pieces[: borders[-1]], self.kept)
            self.was_cut = True

    def _is_whole(self, says: bool) -> bool:
        """Whether nothing is missing: some verbs say little unless what they ask for follows."""
        if not self.pieces:
            return not self.was_cut
        facts, lemma = title_facts(), self.clause.verb.lemma.split("_")[0]
        if lemma not in facts.needy or (not self.was_cut and lemma != "tell"):
            return True
        return says or any(piece.text.lower() in facts.markers for piece in self.pieces)
