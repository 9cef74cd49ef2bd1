"""Which of a sentence's dates is that of a clause: its own, one that it shares, or one that it is tied to in time."""

from datetime import date

from app.domain.dates import OPEN_END, OPEN_START, parse_edtf
from app.extraction.clauses import Clause, Link, ParsedSentence
from app.extraction.model import TimeExpression
from app.extraction.verbs import Form

HEAD_TOKENS = 12  # a date before the first verb and so near the start of the sentence holds for all of it
DATELINE_TOKENS, DATELINE_CHARACTERS = 10, 80  # within which the day of a dateline stands

_TIED = frozenset({Link.ADVERBIAL, Link.RELATIVE})
_ADDED = frozenset({Link.MAIN, Link.SHARED})
_PAST_TENSES = frozenset({"past", "perfect", "pluperfect"})
_AFTER_DATELINE = frozenset({"-", "–", "—", "(", "/", "."})
_BEFORE_TIME = frozenset("on in at by early late from the".split())
_OWNING = frozenset("the a an this that its their his her our 's ’s".split())
_OTHER_TIMES = frozenset("after before since until".split())  # what they open is told of another time
_UTTERING = frozenset("issue publish release broadcast post announce publicise send".split())  # at one with the saying
_LEANING = frozenset(
    {"date.later", "date.hours-later", "date.ago", "date.next-unit", "date.that-unit", "date.rel-weekday"}
    | {"date.rel-month", "date.rel-season", "date.rel-unit"}
)
_COARSE = frozenset({"date.year", "date.month-year", "date.year-range"})
# Before "of" they make a part of the date ("the night of 5 May"), where other nouns make a name ("the raid of 5 May").
_PARTS = frozenset(
    "as night morning evening afternoon hours day days week weeks month months year end middle start beginning half"
    " course spring summer autumn fall winter eve close rest turn".split()
)


def is_after(edtf: str | None, day: date | None) -> bool:
    """Whether a date lies wholly after a day."""
    if edtf is None or day is None:
        return False
    parsed = parse_edtf(edtf)
    return parsed.earliest > day.toordinal() and parsed.earliest not in (OPEN_START, OPEN_END)


class ClauseDates:
    """
    The dated expressions of one sentence, each with the clause that it stands in.

    Args:
        parsed: The sentence.
        published: Publication day, if known: what lies ahead of it dates no act that is told as done.
    """

    def __init__(self, parsed: ParsedSentence, published: date | None) -> None:
        self._parsed = parsed
        self._published = published
        self._by_clause: dict[int, list[TimeExpression]] = {}
        dated = [time for time in parsed.times if time.edtf and not _is_of_dateline(time, parsed)]
        self._times = [time for time in dated if not _is_clock(time)] or dated
        last = {time.start: at for at, time in parsed.time_at.items()}
        self._first = {time.start: at for at, time in reversed(parsed.time_at.items())}
        for time in dated:
            owner = self._innermost(last.get(time.start, 0), time)
            if owner is not None:
                self._by_clause.setdefault(owner, []).append(time)

    def of(self, index: int) -> TimeExpression | None:
        """The expression that dates what a clause tells, or None."""
        found = self.own(index) or self._governed(index) or self._shared(index)
        return found or self._at_head() or self._tied(index) or self._nearest_before(index)

    def own(self, index: int) -> TimeExpression | None:
        """The best expression inside a clause: nearest to its verb, and no mere name of a thing ("the 1972 accord")."""
        found = self._by_clause.get(index)
        if not found:
            return None
        head = self._parsed.tokens[self._parsed.clauses[index].verb.head].start
        free = [time for time in found if "date.counted" in time.rule]  # the other date is what it counts from
        free = free or [time for time in found if not self._names_a_thing(time)]
        nearest = min(free, key=lambda time: (_is_clock(time), abs(time.start - head)), default=None)
        return self._said_exactly(nearest, found) if nearest else None

    def first(self) -> TimeExpression | None:
        """The first expression of the sentence."""
        return self._times[0] if self._times else None

    def told(self) -> list[TimeExpression]:
        """The expressions of the sentence that place something, and nothing ahead."""
        return [time for time in self._times if not self._names_a_thing(time) and not self._reaches_ahead(time)]

    def _innermost(self, last_token: int, time: TimeExpression) -> int | None:
        """
        The clause whose words the expression stands among.

        A clause put in between ("The queen, who …, smiled") keeps its own; "two days after A struck, B …" is B's.
        """
        clauses = self._parsed.clauses
        inside = [at for at, clause in enumerate(clauses) if clause.start <= last_token < clause.end]
        if not inside:
            return None
        owner = max(inside, key=lambda at: (clauses[at].start, -at))
        if time is self._times[0] and clauses[0].link is Link.ADVERBIAL and owner == 0 and _counts(time):
            return next((at for at, clause in enumerate(clauses) if clause.link is Link.MAIN), owner)
        above = clauses[owner].parent
        if above is not None and (clauses[owner].opener == "what" or _starts(clauses[owner])):
            return above  # "announced what she called a truce on Monday", "will pay a visit starting on Monday"
        return owner + 1 if self._opens_next(owner, last_token, time) else owner

    def _opens_next(self, owner: int, last_token: int, time: TimeExpression) -> bool:
        """Whether it stands before the next clause that a conjunction adds: "… left, and on 5 August they signed"."""
        clauses, tokens = self._parsed.clauses, self._parsed.tokens
        following = clauses[owner + 1] if owner + 1 < len(clauses) else None
        if following is None or following.verb.form is not Form.FINITE or following.link not in _ADDED:
            return False
        at = last_token
        while at > clauses[owner].start and (tokens[at].start >= time.start or tokens[at].lower in _BEFORE_TIME):
            at -= 1
        between = tokens[at + 1].start < time.start or time.leans is not None
        joined = tokens[at].lower == "and" and (between or tokens[at - 1].lower == ",")
        return clauses[owner].verb.last < at and (joined or tokens[at].lower in (";", "but", "while"))

    def _names_a_thing(self, time: TimeExpression) -> bool:
        """Whether it tells, inside a noun phrase, which thing is meant: "the 1972 accord", "the war of 1971"."""
        at = self._first.get(time.start, 0)
        tokens = self._parsed.tokens
        end = at
        while end < len(tokens) and tokens[end].start < time.end:
            end += 1
        before = tokens[at - 1].lower if at else ""
        if before == "of":
            return at > 1 and tokens[at - 2].lower not in _PARTS
        after = tokens[end].text if end < len(tokens) else ""
        if after in ("'s", "’s"):
            return True
        owned = before in _OWNING or time.text.lower().startswith("the ")
        coarse = time.rule.split("+")[0] in _COARSE
        return owned and coarse and after.isalpha() and after.islower()

    def _said_exactly(self, time: TimeExpression, own: list[TimeExpression]) -> TimeExpression:
        """The calendar day in apposition to a vaguer or counted date: "a year later, on 5 May 1998"."""
        tokens = self._parsed.tokens
        for other in own:
            gap = other.start - time.end
            if not 0 < gap <= 6 or not _leans(time) or _leans(other):
                continue
            if all(t.lower in (",", "on", "-", "–", "—") for t in tokens if time.end <= t.start < other.start):
                return other
        return time

    def _governed(self, index: int) -> TimeExpression | None:
        """
        A date inside what a clause governs: in "agreed to stop flights on Thursday" it is the agreeing that is dated.

        A date ahead is that of the governed act.
        """
        clauses, above = self._parsed.clauses, {index}
        for at in range(index + 1, len(clauses)):
            governed = clauses[at]
            if governed.parent not in above or governed.link is not Link.SHARED:
                continue
            if governed.verb.form is Form.INFINITIVE:
                above.add(at)
                time = self.own(at)
                if time and not self._reaches_ahead(time):
                    return time
        return None

    def _is_put_between(self, at: int, clause: Clause) -> bool:
        """Whether a clause stands between another's subject and verb: "Chad, which had struck in May, met Niger"."""
        other = self._parsed.clauses[at]
        # "X, who was visiting, said" and "a note issued on Monday warned" tell of one time.
        lasting = self._parsed.tokens[other.verb.head].lower.endswith("ing")
        at_once = lasting or other.verb.lemma in _UTTERING
        return clause.start <= other.start < clause.resumes and not at_once

    def _before_clause(self, clause: Clause, times: list[TimeExpression]) -> TimeExpression | None:
        """The date that stands nearest before a clause: "… on 2 June with an envoy, when they agreed"."""
        start = self._parsed.tokens[clause.start].start
        return max((time for time in times if time.end <= start), key=lambda time: time.start, default=None)

    def _may_date(self, clause: Clause, time: TimeExpression) -> bool:
        """Whether a clause may take the date of another: what is told as past, none that lies ahead."""
        return clause.verb.tense not in _PAST_TENSES or not is_after(time.edtf, self._published)

    def _reaches_ahead(self, time: TimeExpression) -> bool:
        return self._published is not None and parse_edtf(time.edtf or "").latest > self._published.toordinal()

    def _shared(self, index: int) -> TimeExpression | None:
        """The date of the clause that a clause shares its subject with."""
        clauses, seen = self._parsed.clauses, {index}
        while _lends_date(clauses[index]):
            parent = clauses[index].parent
            if parent is None or parent in seen:
                return None
            seen.add(parent)
            index = parent
            found = self.own(index)
            if found:
                return found
        return None

    def _at_head(self) -> TimeExpression | None:
        """A date at the head of the sentence, before its first clause: it holds for all of it."""
        tokens = self._parsed.tokens
        first = min((clause.verb.first for clause in self._parsed.clauses), default=0)
        place = min(first, HEAD_TOKENS)
        head = tokens[place].start if len(tokens) > place else 0
        found = [time for time in self._times if time.start < head and not self._names_a_thing(time)]
        return self._said_exactly(found[0], found) if found else None

    def _tied(self, index: int) -> TimeExpression | None:
        """
        The date of the clause this one tells the time of, or the other way round: "tempers rose in May after X closed
        …".
        """
        clauses = self._parsed.clauses
        clause = clauses[index]
        if clause.opener == "when" and clause.parent is not None:
            before = self._before_clause(clause, self._by_clause.get(clause.parent, []))
            if before:
                return before
        near = [clause.parent] if clause.parent is not None and clause.link in _TIED else []
        near += [at for at, other in enumerate(clauses) if other.parent == index and other.link in _TIED]
        near = [at for at in near if not self._is_put_between(at, clause)]
        if clause.link is Link.ADVERBIAL and clause.parent is None:
            near += [index + 1] if index + 1 < len(clauses) else []
        return next((time for at in near if (time := self.own(at)) and self._may_date(clause, time)), None)

    def _nearest_before(self, index: int) -> TimeExpression | None:
        """The last date before the verb, but for what stands between subject and verb or is told of another time."""
        clauses = self._parsed.clauses
        clause = clauses[index]
        head = self._parsed.tokens[clause.verb.first].start
        asides = [at for at in range(index) if self._is_put_between(at, clause) or clauses[at].opener in _OTHER_TIMES]
        aside = {time.start for at in asides for time in self._by_clause.get(at, ())}
        before = [time for time in self._times if time.end <= head and time.start not in aside]
        return next((time for time in reversed(before) if self._may_date(clause, time)), None)


def _lends_date(clause: Clause) -> bool:
    """Whether the date of the clause it hangs on holds for a clause too."""
    return clause.link is Link.SHARED or clause.verb.form is not Form.FINITE


def _starts(clause: Clause) -> bool:
    return clause.verb.form is Form.GERUND and clause.verb.lemma in ("start", "begin", "commence")


def _leans(time: TimeExpression) -> bool:
    """Whether it is counted from another date rather than given by the calendar."""
    return time.rule.split("+")[0] in _LEANING


def _counts(time: TimeExpression) -> bool:
    """Whether it counts from what a clause tells: "two days after …"."""
    return time.text.lower().endswith(("after", "before"))


def _is_clock(time: TimeExpression) -> bool:
    """Whether it gives the hour only, of a day told elsewhere: the weakest evidence of a day."""
    rules = time.rule.split("+")
    return rules[0].startswith("time.") and len(rules) == 1 and time.anchor is not None


def _is_of_dateline(time: TimeExpression, parsed: ParsedSentence) -> bool:
    """Whether it is the day of a dateline: "LIMA, May 5 (Agency) - …"."""
    if time.start - parsed.tokens[0].start > DATELINE_CHARACTERS:
        return False
    before = [token.text for token in parsed.tokens[:DATELINE_TOKENS] if token.start < time.start]
    after = next((token.text for token in parsed.tokens if token.start >= time.end), "")
    named = len(before) < DATELINE_TOKENS and any(word.isalpha() for word in before)
    return named and after in _AFTER_DATELINE and not any(word.isalpha() and not word.isupper() for word in before)
