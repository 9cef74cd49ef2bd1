"""Step 6, first half: a sentence parted into clauses, by the words between its verb groups."""

from collections.abc import Sequence
from typing import TypeVar

from app.domain.events import EventType
from app.extraction.clauses import (
    ADVERBIALS,
    COMPLEMENTS,
    CONDITIONS,
    COORDINATORS,
    MARKS,
    OPENERS,
    QUOTES,
    RELATIVES,
    Clause,
    Link,
    ParsedSentence,
)  # fmt: skip
from app.extraction.lexicon import Lexicon, lexicon
from app.extraction.model import Name, Sentence, TimeExpression
from app.extraction.tokens import Token, tokenize
from app.extraction.verbs import ADVERBS, PREPOSITIONS, Form, VerbFinder, VerbGroup

_AFTER = frozenset("when while after before by without since until".split())
_BEFORE_TIME = frozenset("on in at by early late last this since from until the".split())

_BEFORE_PARTICIPLES = PREPOSITIONS | COORDINATORS | {",", "without", "while"}
_PARTING = COORDINATORS | OPENERS
_SAYING_TYPES = frozenset(
    {
        EventType.STATEMENT,
        EventType.ACCUSE,
        EventType.REJECT,
        EventType.REQUEST,
        EventType.THREATEN,
        EventType.AGREE,
    }
)

_Span = TypeVar("_Span", Name, TimeExpression)


def parse(
    text: str,
    sentence: Sentence,
    names: Sequence[Name],
    times: Sequence[TimeExpression],
    without: frozenset[str] = frozenset(),
) -> ParsedSentence:
    """Tokens and clauses of one sentence; `names` and `times` lie in it, the rules `without` are not followed."""
    tokens = tokenize(text, sentence.start, sentence.end)
    parsed = ParsedSentence(sentence, tokens, list(names), list(times), without=without)
    _mark(parsed.tokens, parsed.names, parsed.name_at)
    _mark(parsed.tokens, parsed.times, parsed.time_at)
    named = set(parsed.name_at)
    verbs = VerbFinder(parsed.tokens, named | set(parsed.time_at), named, lexicon()).find()
    parsed.clauses = _ClauseBuilder(parsed, verbs, lexicon()).build()
    parsed.verb_at = {at for verb in verbs for at in range(verb.first, verb.head + 1)}
    return parsed


def _mark(tokens: list[Token], spans: Sequence[_Span], marks: dict[int, _Span]) -> None:
    """For every token inside a span, which span; both are in order, so one pass will do."""
    at = 0
    for span in spans:
        while at < len(tokens) and tokens[at].end <= span.start:
            at += 1
        inside = at
        while inside < len(tokens) and tokens[inside].start < span.end:
            marks[inside] = span
            inside += 1


class _ClauseBuilder:
    def __init__(self, parsed: ParsedSentence, verbs: list[VerbGroup], lexicon: Lexicon) -> None:
        self.parsed, self.tokens, self.verbs, self.lexicon = parsed, parsed.tokens, verbs, lexicon
        self.clauses: list[Clause] = []

    def build(self) -> list[Clause]:
        for index, verb in enumerate(self.verbs):
            self.clauses.append(self._clause(index, verb))
        for index, clause in enumerate(self.clauses):
            after = self.clauses[index + 1] if index + 1 < len(self.clauses) else None
            end = max(after.start, after.resumes) if after else len(self.tokens)
            clause.end = max(end, clause.verb.last + 1)
            clause.object = (clause.verb.last + 1, clause.end)
        for before, clause in zip(self.clauses, self.clauses[2:], strict=False):
            if clause.resumes and before.verb.last < clause.subject[0] < before.end:
                before.end = clause.subject[0]
                before.object = (before.object[0], clause.subject[0])
        self._adopt_openings()
        return self.clauses

    def _clause(self, index: int, verb: VerbGroup) -> Clause:
        low = self.verbs[index - 1].last + 1 if index else 0
        if verb.form is Form.INFINITIVE:
            return self._hung(verb, Link.SHARED, "to", self._governor(index, low), verb.first)
        if verb.form in (Form.GERUND, Form.PARTICIPLE):
            return self._participial(index, verb, low)
        return self._finite(index, verb, low)

    def _hung(self, verb: VerbGroup, link: Link, opener: str, parent: int | None, start: int) -> Clause:
        return Clause(verb, link, opener, parent, start, 0, (start, start), (0, 0))

    def _governor(self, index: int, low: int) -> int | None:
        """The clause before, unless a full break parts them."""
        if not index or any(token.lower in ";:" for token in self.tokens[low : self.verbs[index].first]):
            return index - 1 if index else None
        return index - 1

    def _participial(self, index: int, verb: VerbGroup, low: int) -> Clause:
        start = verb.first
        opener = self.tokens[start - 1].lower if start > low else ""
        if opener in _BEFORE_PARTICIPLES:
            start -= 1
        if opener == "," and verb.form is Form.PARTICIPLE and self._is_bracketed(index, low):
            clause = self._hung(verb, Link.RELATIVE, "", index - 1 if index else None, verb.first)
            clause.antecedent = clause.subject = self._noun_phrase(low, verb.first - 1)
            return clause
        describes = verb.form is Form.PARTICIPLE or (start == verb.first and opener.isalpha() and opener not in _AFTER)
        if describes and opener not in (",", "") and opener not in COORDINATORS:
            noun = self._noun_phrase(low, verb.first)
            clause = self._hung(verb, Link.RELATIVE, "", index - 1 if index else None, verb.first)
            clause.antecedent = clause.subject = noun
            return clause
        return self._hung(verb, Link.SHARED, opener, self._main_before(index), start)

    def _is_bracketed(self, index: int, low: int) -> bool:
        """Whether a description stands between commas before the verb: "Peru, followed by Chile, expelled …"."""
        after = self.verbs[index + 1] if index + 1 < len(self.verbs) else None
        if after is None or after.form is not Form.FINITE or self.tokens[after.first - 1].lower != ",":
            return False
        if not any(verb.form is Form.FINITE for verb in self.verbs[:index]):
            return True
        start, end = self._noun_phrase(low, self.verbs[index].first - 1)
        return low < start < end and self.tokens[start - 1].lower in _PARTING

    def _main_before(self, index: int) -> int | None:
        """The nearest earlier clause that a conjunct or a participle can share its subject with."""
        for earlier in range(index - 1, -1, -1):
            if self.clauses[earlier].verb.form is Form.FINITE and self.clauses[earlier].link is not Link.RELATIVE:
                return earlier
        return index - 1 if index else None

    def _finite(self, index: int, verb: VerbGroup, low: int) -> Clause:
        at = self._skip_adverbs(verb.first - 1, low)
        if at < low:
            return (
                self._hung(verb, Link.SHARED, "", self._main_before(index), verb.first) if index else self._bare(verb)
            )
        word = self.tokens[at].lower
        if word in COORDINATORS:
            return self._hung(verb, Link.SHARED, word, self._coordinate(index), at) if index else self._bare(verb)
        if word in RELATIVES and at not in self.parsed.name_at and (index or at > low):
            noun = self._noun_phrase(low, at)
            clause = self._hung(verb, Link.RELATIVE, word, index - 1 if index else None, at)
            clause.subject = clause.antecedent = noun
            return clause
        if word == ",":
            return self._after_comma(index, verb, low, at)
        return self._with_subject(index, verb, low, at + 1)

    def _bare(self, verb: VerbGroup) -> Clause:
        return self._hung(verb, Link.MAIN, "", None, verb.first)

    def _coordinate(self, index: int) -> int | None:
        """
        The clause whose subject a conjunct shares: the nearest finite one, relative ones too, but no complement's
        inside.
        """
        for earlier in range(index - 1, -1, -1):
            if self.clauses[earlier].verb.form is Form.FINITE:
                return earlier
        return index - 1 if index else None

    def _skip_adverbs(self, at: int, low: int) -> int:
        """
        Back over adverbs, quotation marks and dates between a subject and its verb ("Norway on Monday formally …").
        """
        times = self.parsed.time_at
        while at >= low:
            word = self.tokens[at].lower
            before_time = word in _BEFORE_TIME and at + 1 in times
            is_adverb = word in ADVERBS or word in QUOTES or (word.endswith("ly") and at not in self.parsed.name_at)
            if not (at in times or before_time or is_adverb):
                break
            at -= 1
        return at

    def _after_comma(self, index: int, verb: VerbGroup, low: int, comma: int) -> Clause:
        """What closes at the comma before the verb: a relative clause, an apposition, or a list of verbs."""
        for earlier in range(index - 1, -1, -1):
            clause = self.clauses[earlier]
            if clause.link is Link.RELATIVE and clause.start > 0 and self.tokens[clause.start - 1].lower == ",":
                found = self._hung(verb, Link.MAIN, "", None, clause.start - 1)
                found.subject = clause.antecedent
                found.start, found.resumes = clause.antecedent[0], comma
                return found if found.start < clause.start else self._bare(verb)
            if clause.verb.form is Form.PARTICIPLE and clause.opener == "," and clause.parent is None:
                found = self._hung(verb, Link.MAIN, "", None, clause.start)
                found.subject = self._noun_phrase(0, clause.start)
                found.start, found.resumes = found.subject[0], comma
                return found
            if clause.verb.form is Form.FINITE and clause.link in (Link.MAIN, Link.ADVERBIAL, Link.CONDITION):
                break
        told_of = self._before_saying(index)
        if told_of:
            found = self._hung(verb, Link.MAIN, "", None, told_of[0])
            found.subject, found.resumes = told_of, comma
            return found
        opening = comma - 1
        while opening > low and self.tokens[opening].lower != ",":
            opening -= 1
        if opening > low and not (index and self._is_list(low, opening)):
            return self._with_subject(index, verb, low, opening)
        if index and self.clauses[-1].verb.form is Form.FINITE:
            return self._hung(verb, Link.SHARED, ",", self._coordinate(index), comma)
        return self._with_subject(index, verb, low, comma)

    def _before_saying(self, index: int) -> tuple[int, int] | None:
        """The noun before a saying that is put in: "*Azerbaijan*, Armenia said on Monday, shelled …"."""
        said = self.clauses[-1] if index else None
        if said is None or not self._says(index - 1) or said.subject[0] < 2 or index != 1:
            return None
        noun = said.subject[0] - 1
        if self.tokens[noun].lower != "," or not any(at in self.parsed.name_at for at in range(noun)):
            return None
        return (0, noun) if noun <= 6 else None

    def _is_list(self, low: int, opening: int) -> bool:
        """Whether the words from the last verb up to a comma are its objects rather than a new subject."""
        return not any(at in self.parsed.name_at for at in range(max(low, opening - 3), opening))

    def _with_subject(self, index: int, verb: VerbGroup, low: int, end: int) -> Clause:
        start, opener = self._subject_start(low, end, bool(index))
        taught = self.clauses[-1] if index else None
        if taught and taught.antecedent[1] and self._resumes(taught, opener, at_once=start == low, of=(start, end)):
            before = self.tokens[taught.antecedent[0] - 1].lower if taught.antecedent[0] else ""
            link, parent = self._link(index - 1, before) if before in OPENERS else (Link.MAIN, None)
            clause = self._hung(verb, link, before if link is not Link.MAIN else "", parent, taught.antecedent[0])
            clause.subject, clause.resumes = taught.antecedent, verb.first
            return clause
        link, parent = self._link(index, opener)
        clause_start = start - 1 if opener and opener not in ";:" and start > low else start
        clause = Clause(verb, link, opener, parent, clause_start, 0, (start, end), (0, 0))
        if opener in RELATIVES and link is Link.RELATIVE:
            clause.antecedent = self._noun_phrase(low, start - 1)
        return clause

    def _resumes(self, taught: Clause, opener: str, *, at_once: bool, of: tuple[int, int]) -> bool:
        """
        Whether a verb goes on with the noun that the clause before described: "shells fired from Malta hit a ship".

        Also after an "and" that belongs to the description: "jets based in Malta and on Cyprus struck …".
        """
        if taught.link is not Link.RELATIVE:
            return False
        if not opener and at_once:
            return True
        described = taught.verb.form is Form.PARTICIPLE
        return described and (
            (opener in ("", "and") and taught.parent is None)
            or (opener == "and" and self.tokens[of[0]].lower in PREPOSITIONS)
        )

    def _subject_start(self, low: int, end: int, has_verb_before: bool) -> tuple[int, str]:
        at = end - 1
        last_break = 0
        while at >= low:
            word = self.tokens[at].lower
            if at not in self.parsed.name_at:
                if word == "than" and at > low and self.tokens[at - 1].lower in ("more", "less", "fewer"):
                    at -= 1
                    continue
                if word in OPENERS or word in MARKS:
                    return at + 1, word if word in OPENERS or word in ";:" else ""
                if word == "," and not self._joins_names(at, end):
                    return at + 1, ","
                if word in ("and", "or") and not last_break:
                    last_break = at + 1
            at -= 1
        if has_verb_before and last_break:
            return last_break, "and"
        return max(low, 0), ""

    def _joins_names(self, comma: int, end: int) -> bool:
        """Whether a comma stands in a list of parties ("Poland, Latvia and Estonia said"), not before an apposition."""
        names = self.parsed.name_at
        near = comma - 1 in names and any(at in names for at in range(comma + 1, min(comma + 4, end)))
        return near and any(
            self.tokens[at].lower == "and" and any(after in names for after in range(at + 1, min(at + 4, end)))
            for at in range(comma + 1, end)
        )

    def _link(self, index: int, opener: str) -> tuple[Link, int | None]:
        before = index - 1 if index else None
        if opener in CONDITIONS:
            return Link.CONDITION, before
        if opener in ADVERBIALS:
            return Link.ADVERBIAL, before
        if opener in RELATIVES and opener != "that":
            return Link.RELATIVE, before
        if before is None or opener in ("and", ",", "but", "so", "yet", ";", ":"):
            return Link.MAIN, None
        saying = self._says(before)
        if opener in COMPLEMENTS and saying:
            return Link.COMPLEMENT, before
        if opener in RELATIVES:
            return Link.RELATIVE, before
        return (Link.COMPLEMENT, before) if saying and opener in ("", "what") else (Link.MAIN, None)

    def _says(self, index: int) -> bool:
        verb = self.verbs[index]
        kind = self.lexicon.verb_types.get(verb.lemma)
        return kind in _SAYING_TYPES

    def _noun_phrase(self, low: int, end: int) -> tuple[int, int]:
        """The noun before a relative word or participle: back to a comma, a mark or an opener, over "of" and "and"."""
        at = end - 1
        while at >= low and self.tokens[at].lower == ",":
            at -= 1
        end = at + 1
        while at >= low:
            word = self.tokens[at].lower
            lists = word == "," and self._joins_names(at, end)
            if at not in self.parsed.name_at and not lists and (word in OPENERS or word in MARKS or word == ","):
                break
            at -= 1
        joined = at + 2 < end and self.tokens[at + 1].lower in COORDINATORS
        return at + 1 + joined, end

    def _adopt_openings(self) -> None:
        """
        A participle before the first finite verb ("Smiling at the crowd, she left …") shares the subject that follows.
        """
        for index, clause in enumerate(self.clauses):
            if clause.link is Link.SHARED and clause.parent is None and clause.verb.form is not Form.FINITE:
                following = range(index + 1, len(self.clauses))
                clause.parent = next((at for at in following if self.clauses[at].verb.form is Form.FINITE), None)
