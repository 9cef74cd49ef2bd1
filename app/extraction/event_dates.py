"""Step 8: the date of an event: read from words, or inferred by one of the five rules of law 2."""

from dataclasses import dataclass
from datetime import date

from app.domain.dates import OPEN_END, OPEN_START, DateKind, day_edtf, in_words, parse_edtf
from app.extraction.clause_dates import ClauseDates, is_after
from app.extraction.clauses import Clause, Link, ParsedSentence
from app.extraction.model import TimeExpression

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
    sentence: tuple[ParsedSentence, ClauseDates] | None = None

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
        found = self._dates(parsed).of(index)
        return EventDate(found.edtf, found.kind, found.rule, found, found.anchor) if found else None

    def _dates(self, parsed: ParsedSentence) -> ClauseDates:
        if self.sentence is None or self.sentence[0] is not parsed:
            self.sentence = parsed, ClauseDates(parsed, self.published)
        return self.sentence[1]

    def _before(self, parsed: ParsedSentence, index: int) -> EventDate | None:
        """What a side clause says *had* happened lies before what its sentence dates."""
        clause = parsed.clauses[index]
        if (
            clause.verb.tense != "pluperfect"
            or clause.link not in (Link.RELATIVE, Link.ADVERBIAL)
            or self._dates(parsed).own(index)
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
