"""Step 8: the date of an event: read from words, or inferred by one of the five rules of law 2."""

from dataclasses import dataclass
from datetime import date

from app.domain.dates import OPEN_END, OPEN_START, DateKind, day_edtf, in_words, parse_edtf
from app.extraction.clauses import Clause, Link, ParsedSentence
from app.extraction.model import TimeExpression
from app.extraction.verbs import Form

NEWS_DAYS = 4  # an article tells as its news what happened so many days before it was printed, at most
REACTION_DAYS = 120  # "has rejected": a reaction to what is older than this is told as lasting since then
_REACTING = frozenset({"perfect"})


@dataclass(frozen=True, slots=True)
class EventDate:
    """
    A date with its reason.

    Attributes:
        edtf: EDTF text, or None for an undated event.
        kind: How the event fills it; None with `edtf`.
        rule: Of the expression, or "date.inferred.…"; None with `edtf`.
        expression: The words it was read from, if it was read.
        anchor: What it leans on, in words.
    """

    edtf: str | None = None
    kind: DateKind | None = None
    rule: str | None = None
    expression: TimeExpression | None = None
    anchor: str | None = None

    @property
    def is_inferred(self) -> bool:
        """Whether no words carry it."""
        return self.edtf is not None and self.expression is None


UNDATED = EventDate()


@dataclass(slots=True)
class DateChooser:
    """
    Chooses dates sentence by sentence and remembers the paragraph's reference.

    Attributes:
        published: Publication day, if known.
        reference: The date of the event told last in this paragraph.
        told: That of the paragraph before.
        heading: The date that heads an item of a chronology.
        news: The day of the news itself: the first day read that lies shortly before publication.
        told: The date told last before this paragraph, for reactions.
    """

    published: date | None
    reference: EventDate | None = None
    told: EventDate | None = None
    heading: EventDate | None = None
    news: EventDate | None = None

    def enter_paragraph(self) -> None:
        """A new paragraph: what the one before told stays only as what may have been reacted to."""
        self.told, self.reference, self.heading = self.reference or self.told, None, None

    def enter_sentence(self, parsed: ParsedSentence) -> None:
        """
        Read a date that heads an item of a chronology ("Monday 5: …", "3. 5. 1998. …"): it holds until the paragraph
        ends.
        """
        first = parsed.times[0] if parsed.times and parsed.tokens else None
        if first is None or first.edtf is None or first.start > parsed.tokens[0].start:
            return
        after = next((token for token in parsed.tokens if token.start >= first.end), None)
        if after is not None and after.lower in (":", ".", "–", "—"):
            self.heading = EventDate(first.edtf, first.kind, first.rule, first, first.anchor)

    def choose(self, parsed: ParsedSentence, index: int, fresh: bool) -> EventDate:
        """The date of what a clause tells; `fresh` where the text tells it as news of the day."""
        before = self._before(parsed, index)
        if before:
            return before
        read = self._read(parsed, index)
        if read:
            return read
        if self.heading:
            return self.heading
        return self._inferred(parsed.clauses[index], fresh)

    def remember(self, chosen: EventDate) -> None:
        """
        What comes next in the paragraph may lean on this date; the first day read shortly before publication is the
        news.
        """
        if self.news is None and self.published and chosen.expression is not None and chosen.kind is DateKind.DAY:
            age = self.published.toordinal() - parse_edtf(chosen.edtf or "").earliest
            self.news = chosen if 0 <= age <= NEWS_DAYS else None
        if chosen.edtf is not None and not (self.reference and chosen.is_inferred):
            self.reference = chosen

    def _read(self, parsed: ParsedSentence, index: int) -> EventDate | None:
        governed = [] if _own(parsed, parsed.clauses[index]) else _governed(parsed, index)
        told = [expression for expression in governed if not is_after(expression.edtf, self.published)]
        for expression in told or _candidates(parsed, index):
            if expression.edtf is not None:
                return EventDate(expression.edtf, expression.kind, expression.rule, expression, expression.anchor)
        return None

    def _before(self, parsed: ParsedSentence, index: int) -> EventDate | None:
        """What a side clause says *had* happened lies before what its sentence dates."""
        clause = parsed.clauses[index]
        if (
            clause.verb.tense != "pluperfect"
            or clause.link not in (Link.RELATIVE, Link.ADVERBIAL)
            or _own(parsed, clause)
        ):
            return None
        dated = next((time for time in parsed.times if time.edtf), None)
        later = dated.edtf if dated else self.heading.edtf if self.heading else None
        if later is None or parse_edtf(later).latest == OPEN_END:
            return None
        last = later.split("/")[-1].rstrip("~?%")
        return EventDate(f"../{last}", DateKind.BEFORE, "date.inferred.before", anchor=f"before {in_words(later)}")

    def _inferred(self, clause: Clause, fresh: bool) -> EventDate:
        today = self.published
        if self.reference and self.reference.edtf:
            if clause.verb.tense in _REACTING and today and not fresh:
                interval = self._since(self.reference.edtf, today)
                if interval:
                    return interval
            words = in_words(self.reference.edtf, self.reference.kind)
            return EventDate(
                self.reference.edtf,
                self.reference.kind,
                "date.inferred.background",
                anchor=f"what was told before, {words}",
            )
        if today is None:
            return UNDATED
        if self.news and self.news.edtf and clause.verb.tense in ("past", "pluperfect"):
            words = in_words(self.news.edtf)
            return EventDate(
                self.news.edtf, self.news.kind, "date.inferred.background", anchor=f"the day of the news, {words}"
            )
        text = today.isoformat()
        return EventDate(text, DateKind.DAY, "date.inferred.fresh-news", anchor=f"publication on {in_words(text)}")

    def _since(self, edtf: str, today: date) -> EventDate | None:
        """The interval from a dated event to the publication, within which it was reacted to."""
        first = parse_edtf(edtf).earliest
        last = today.toordinal()
        if first == OPEN_START or last < first:
            return None
        if last - first > REACTION_DAYS:
            start = edtf.split("/")[0].rstrip("~?%")
            anchor = f"what was told before, {in_words(edtf)}"
            return EventDate(f"{start}/..", DateKind.SINCE, "date.inferred.background", anchor=anchor)
        text = f"{day_edtf(first)}/{today.isoformat()}" if first < last else today.isoformat()
        kind = DateKind.BETWEEN if first < last else DateKind.DAY
        anchor = f"after {in_words(edtf)} and before publication on {in_words(today.isoformat())}"
        return EventDate(text, kind, "date.inferred.reaction", anchor=anchor)


def _candidates(parsed: ParsedSentence, index: int) -> list[TimeExpression]:
    """
    Dates that may be the clause's: its own, nearest to the verb first; then those of the clauses it shares a subject
    with.
    """
    clause = parsed.clauses[index]
    found = _own(parsed, clause)
    seen = {index}
    at, clause_at = clause.parent, clause
    while not found and at is not None and at not in seen and _lends_date(clause_at):
        seen.add(at)
        clause_at = parsed.clauses[at]
        found = _own(parsed, clause_at)
        at = clause_at.parent
    if not found:
        found = _loose(parsed) or _around(parsed, index)
    return found


def _around(parsed: ParsedSentence, index: int) -> list[TimeExpression]:
    """
    The date of the clause this one tells the time of, or the other way round: "tempers rose in May after X closed
    …".
    """
    clause = parsed.clauses[index]
    near = [clause.parent] if clause.parent is not None and clause.link in _TIED else []
    near += [at for at, other in enumerate(parsed.clauses) if other.parent == index and other.link in _TIED]
    if clause.link is Link.ADVERBIAL and clause.parent is None:
        near += [index + 1] if index + 1 < len(parsed.clauses) else []
    tied = [time for at in near for time in _own(parsed, parsed.clauses[at])]
    head = parsed.tokens[clause.verb.first].start
    return tied or [time for time in parsed.times if time.edtf and time.end <= head]


_TIED = frozenset({Link.ADVERBIAL, Link.RELATIVE})


def _governed(parsed: ParsedSentence, index: int) -> list[TimeExpression]:
    """
    Dates inside what a clause governs: in "agreed to suspend flights on Thursday" it is the agreeing that is dated.

    A date ahead belongs to the governed act; the caller leaves it out.
    """
    return [
        time
        for at in range(index + 1, len(parsed.clauses))
        for time in _own(parsed, parsed.clauses[at])
        if parsed.clauses[at].parent in (index, at - 1)
        and parsed.clauses[at].link is Link.SHARED
        and parsed.clauses[at].verb.form is Form.INFINITIVE
    ]


def _lends_date(clause: Clause) -> bool:
    """Whether the date of the clause it hangs on holds for a clause too."""
    return clause.link is Link.SHARED or clause.verb.form is not Form.FINITE


def _own(parsed: ParsedSentence, clause: Clause) -> list[TimeExpression]:
    """Dated expressions between the borders of a clause, nearest to its verb first."""
    head = parsed.tokens[clause.verb.head].start
    start, end = parsed.span(clause.start, clause.end)
    inside = [time for time in parsed.times if start <= time.start < end and time.edtf]
    return sorted(inside, key=lambda time: abs(time.start - head))


def _loose(parsed: ParsedSentence) -> list[TimeExpression]:
    """Dates at the head of the sentence, before its first clause: they hold for all of it."""
    first = min((clause.verb.first for clause in parsed.clauses), default=0)
    head = parsed.tokens[min(first, 7)].start if len(parsed.tokens) > min(first, 7) else 0
    return [time for time in parsed.times if time.start < head and time.edtf]


def is_after(edtf: str | None, day: date | None) -> bool:
    """Whether a date lies wholly after a day."""
    if edtf is None or day is None:
        return False
    parsed = parse_edtf(edtf)
    return parsed.earliest > day.toordinal() and parsed.earliest not in (OPEN_START, OPEN_END)
