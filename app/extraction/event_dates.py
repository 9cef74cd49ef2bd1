"""Step 8: the date of an event: read from words, or inferred by one of the five rules of law 2."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple, Self

from app.domain.dates import OPEN_END, OPEN_START, DateKind, day_edtf, in_words, parse_edtf
from app.domain.events import EventType
from app.extraction.clause_dates import ClauseDates
from app.extraction.clauses import Clause, Link, ParsedSentence
from app.extraction.lexicon import lexicon
from app.extraction.model import TimeExpression

NEWS_DAYS = 4  # an article tells as its news what happened so many days before it was printed, at most
FAR_DAYS = 60  # a history whose last paragraph told what is older than this goes on telling of then
REACTION_DAYS = 120  # "has rejected": a reaction to what is older than this is told as lasting since then
HEADING_CHARACTERS = 60  # a line without a date and a full stop, no longer than this, heads a new section
_PAST_TENSES = frozenset({"past", "pluperfect"})
INFERENCES = (
    "date.inferred.before",
    "date.inferred.reaction",
    "date.inferred.background",
    "date.inferred.fresh-news",
    "date.inferred.speech",
)
"""The five rules that date an event for which no words do; law 2 allows no other."""
_STOPS = frozenset('.!?:…"”’;,')


class EventDate(NamedTuple):
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

    @classmethod
    def read_from(cls, words: TimeExpression) -> Self:
        """The date that an expression means."""
        return cls(words.edtf, words.kind, words.rule, words, words.anchor)

    @property
    def is_inferred(self) -> bool:
        """Whether no words carry it."""
        return self.edtf is not None and self.expression is None

    @property
    def last_day(self) -> int | None:
        """Ordinal of the day that "two days later" counts from; None where it is longer than some days, or open."""
        if self.edtf is None:
            return None
        days = parse_edtf(self.edtf)
        return days.latest if days.latest - days.earliest <= _SPAN_OF_DAYS else None


UNDATED = EventDate()
_SPAN_OF_DAYS = 20  # a longer time has no last day that "the next day" could mean
_NOUN_WITHIN = 4  # words from "after" on in which the noun stands: "after the second air raid"


@dataclass(slots=True)
class DateChooser:
    """
    Chooses dates sentence by sentence and remembers the paragraph's reference.

    Attributes:
        published: Publication day, if known.
        reference: The date of the event told last in this paragraph.
        told: That of the paragraph before, for reactions.
        heading: The date that heads an item of a chronology.
        section: The date that stands alone above paragraphs.
        news: The day of the news itself: the first day read that lies shortly before publication.
        day: The event told last of which the day is known, here or in an earlier paragraph.
        deeds: Type of act → the date of the one told last: for "hours after the raid".
    """

    published: date | None
    reference: EventDate | None = None
    told: EventDate | None = None
    heading: EventDate | None = None
    section: EventDate | None = None
    news: EventDate | None = None
    day: EventDate | None = None
    deeds: dict[EventType, EventDate] = field(default_factory=dict)
    _sentence: tuple[ParsedSentence, ClauseDates] | None = None
    _told_day: bool = True
    _remembered: bool = True
    _meant: dict[int, EventDate] = field(default_factory=dict)

    def enter_paragraph(self) -> None:
        """A new paragraph: what the one before told stays only as what may have been reacted to."""
        self._leave_sentence()
        self._sentence = None
        self.told, self.reference, self.heading = self.reference or self.told, None, self.section

    def enter_sentence(self, parsed: ParsedSentence) -> None:
        """
        Read a date that heads an item of a chronology ("Monday 5: …", "3. 5. 1998. …"), which holds until the paragraph
        ends, or one that stands alone and holds until the next heading.
        """
        self._leave_sentence()
        self._sentence, self._meant, self._told_day = (parsed, ClauseDates(parsed, self.published)), {}, False
        self._remembered = False
        first = parsed.times[0] if parsed.times and parsed.tokens else None
        if first is None:
            self._end_section(parsed)
            return
        if first.edtf is None or first.start > parsed.tokens[0].start:
            return
        after = next((token for token in parsed.tokens if token.start >= first.end), None)
        if after is None or all(
            at in parsed.time_at or not token.text.isalnum() for at, token in enumerate(parsed.tokens)
        ):
            if first.edtf != (self.published.isoformat() if self.published else None):  # that is the line of the press
                self.section = self.heading = _start_of(EventDate.read_from(first))
        elif after.lower in (":", ".", "-", "–", "—"):
            self.heading = _start_of(EventDate.read_from(first))

    def choose(self, parsed: ParsedSentence, index: int) -> EventDate:
        """The date of what a clause tells."""
        before = self._before(parsed, index) if parsed.follows("date.inferred.before") else None
        headed = self.heading if parsed.follows("date.heading") else None
        return before or self._read(parsed, index) or headed or self._inferred(parsed, parsed.clauses[index])

    def remember(self, chosen: EventDate, act: EventType, was_before: bool = False) -> None:
        """
        What comes next in the paragraph may lean on this date; the first day read shortly before publication is the
        news.

        What *had* been done (`was_before`) lies off the line of the story: it is leant on only where nothing else is.
        """
        self._remembered = True
        if was_before and self.reference:
            return
        if self.news is None and self.published and chosen.expression is not None and chosen.kind is DateKind.DAY:
            age = self.published.toordinal() - parse_edtf(chosen.edtf or "").earliest
            self.news = chosen if 0 <= age <= NEWS_DAYS else None
        if chosen.edtf is not None and ".." not in chosen.edtf and not (self.reference and chosen.is_inferred):
            self.reference = chosen
        if chosen.expression is not None and chosen.last_day is not None:
            self.day, self._told_day = chosen, True
            self.deeds[act] = chosen

    def _leave_sentence(self) -> None:
        """A sentence of which no act was read, or none with a day, still tells a day that the next may count from."""
        if self._told_day or self._sentence is None:
            return
        for words in self._sentence[1].told():
            told = self._meant.get(words.start) or EventDate.read_from(words)
            if not self._remembered and self.reference is None and ".." not in (told.edtf or ".."):
                self.reference = told
                self._remembered = True
            if told.last_day is not None:
                self.day = told
                return

    def _end_section(self, parsed: ParsedSentence) -> None:
        tokens = parsed.tokens
        if not self.section or not tokens or tokens[-1].text in _STOPS:
            return
        if tokens[-1].end - tokens[0].start <= HEADING_CHARACTERS:
            self.section = self.heading = None

    def _dates(self, parsed: ParsedSentence) -> ClauseDates:
        if self._sentence is None or self._sentence[0] is not parsed:
            self._sentence = parsed, ClauseDates(parsed, self.published)
        return self._sentence[1]

    def _read(self, parsed: ParsedSentence, index: int) -> EventDate | None:
        words = self._dates(parsed).of(index)
        if words is None:
            return None
        if words.start not in self._meant:
            self._meant[words.start] = self._leaning(parsed, words) or EventDate.read_from(words)
        return self._meant[words.start]

    def _leaning(self, parsed: ParsedSentence, words: TimeExpression) -> EventDate | None:
        """What "the same day" and "two days after the raid" count from: an event told, not the date last read."""
        if words.leans is None or "/" in (words.edtf or "/"):
            return None
        for rule, event in (
            ("date.named-event", self._named_event(parsed, words)),
            ("date.told-event", self._told_event(parsed, words)),
        ):
            day = event.last_day if event and parsed.follows(rule) else None
            if event and day is not None:
                edtf = day_edtf(day + words.leans) + "~" * (words.edtf or "").endswith("~")
                anchor = f"{in_words(event.edtf or '')}, told before"
                return EventDate(edtf, words.kind, f"{words.rule}+{rule}", words, anchor)
        return None

    def _named_event(self, parsed: ParsedSentence, words: TimeExpression) -> EventDate | None:
        """The act that the words after it name: "hours after the raid", "on the day of the signing"."""
        act = _act_after(parsed, words)
        return self.deeds.get(act) if act else None

    def _told_event(self, parsed: ParsedSentence, words: TimeExpression) -> EventDate | None:
        """The event told last, unless the sentence itself gives a date before."""
        dated = any(time.leans is None and time.edtf and time.end <= words.start for time in parsed.times)
        return None if dated else self.day

    def _before(self, parsed: ParsedSentence, index: int) -> EventDate | None:
        """What a side clause says *had* happened lies before what its sentence dates."""
        clause, dates = parsed.clauses[index], self._dates(parsed)
        is_aside = clause.link in (Link.RELATIVE, Link.ADVERBIAL)
        if clause.verb.tense != "pluperfect" or not is_aside or dates.own(index):
            return None
        dated = dates.first()
        later = dated.edtf if dated else self.heading.edtf if self.heading else None
        if later is None or parse_edtf(later).latest == OPEN_END:
            return None
        last = later.split("/")[-1].rstrip("~?%")
        if len(last) < len("2010-09-07"):
            return None  # what had been done by a month or year told was mostly done in that month or year
        return EventDate(f"../{last}", DateKind.BEFORE, "date.inferred.before", anchor=f"before {in_words(later)}")

    def _inferred(self, parsed: ParsedSentence, clause: Clause) -> EventDate:
        if self.published is None and any(time.edtf is None for time in parsed.times):
            return UNDATED  # the words give a date, but nobody knows which: no other may take its place
        for rule, infer in _INFERENCES:
            found = infer(self, clause) if parsed.follows(rule) else None
            if found:
                return found._replace(rule=rule)
        return UNDATED

    def _reaction(self, clause: Clause) -> EventDate | None:
        """What "has" been done since something told: within the interval from that to the publication."""
        if clause.verb.tense != "perfect" or self.published is None or self.reference is None:
            return None
        edtf, last = self.reference.edtf or "", self.published.toordinal()
        first = parse_edtf(edtf).earliest
        if first == OPEN_START or last < first:
            return None
        if last - first > REACTION_DAYS:
            start = edtf.split("/")[0].rstrip("~?%")
            return EventDate(f"{start}/..", DateKind.SINCE, anchor=f"after {in_words(edtf)}")
        today = self.published.isoformat()
        anchor = f"after {in_words(edtf)} and before publication on {in_words(today)}"
        if first == last:
            return EventDate(today, DateKind.DAY, anchor=anchor)
        return EventDate(f"{day_edtf(first)}/{today}", DateKind.BETWEEN, anchor=anchor)

    def _background(self, clause: Clause) -> EventDate | None:
        """
        What is told on takes the date of what was told before it in the paragraph, or else of the news.

        What will be done leans on nothing past.
        """
        if clause.verb.tense == "future":
            return None
        if self.reference and self.reference.edtf:
            words = in_words(self.reference.edtf, self.reference.kind)
            return EventDate(self.reference.edtf, self.reference.kind, anchor=f"what was told before, {words}")
        told = self.told if self.news is None else None
        if told and told.edtf and clause.verb.tense in _PAST_TENSES and self._is_far(told):
            words = in_words(told.edtf, told.kind)
            return EventDate(told.edtf, told.kind, anchor=f"what was told before, {words}")
        if self.published and self.news and self.news.edtf and clause.verb.tense in _PAST_TENSES:
            anchor = f"the day of the news, {in_words(self.news.edtf)}"
            return EventDate(self.news.edtf, self.news.kind, anchor=anchor)
        return None

    def _is_far(self, told: EventDate) -> bool:
        last = parse_edtf(told.edtf or "").latest
        return self.published is None or self.published.toordinal() - last > FAR_DAYS

    def _fresh_news(self, clause: Clause) -> EventDate | None:
        """What has no date at all is the news of the day."""
        if self.published is None:
            return None
        today = self.published.isoformat()
        return EventDate(today, DateKind.DAY, anchor=f"publication on {in_words(today)}")


_Inference = Callable[[DateChooser, Clause], EventDate | None]
_INFERENCES: tuple[tuple[str, _Inference], ...] = (
    ("date.inferred.reaction", DateChooser._reaction),
    ("date.inferred.background", DateChooser._background),
    ("date.inferred.fresh-news", DateChooser._fresh_news),
)


def _start_of(heading: EventDate) -> EventDate:
    """What a heading dates: its first day, though the item's act lasts longer ("28 May - navies begin a drill")."""
    headed = heading._replace(rule=f"{heading.rule}+date.heading")
    if "date.lasting" not in (heading.rule or ""):
        return headed
    return headed._replace(edtf=day_edtf(parse_edtf(heading.edtf or "").earliest), kind=DateKind.DAY)


def _act_after(parsed: ParsedSentence, words: TimeExpression) -> EventType | None:
    """The type of the act that a noun after the words names."""
    if not words.text.lower().endswith(("after", "before", "day")):
        return None
    following = [token.lower for token in parsed.tokens if token.start >= words.end and token.lower != "of"]
    if not following or following[0] not in ("the", "that", "this"):
        return None
    known = lexicon()
    lemmas = (known.nouns.get(word, "") for word in following[1:_NOUN_WITHIN])
    return next((known.noun_types[lemma] for lemma in lemmas if lemma in known.noun_types), None)
