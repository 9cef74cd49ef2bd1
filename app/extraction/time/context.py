"""What dates are resolved against: publication day, frame, order of day and month, and the date last told."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Self

from app.domain.dates import MONTHS
from app.extraction.time.periods import Period, Unit

# A history tells past years and hardly a weekday, a news item the reverse: of twenty-two histories the closest tells
# four past years for each news word, of sixteen news items the closest fewer than three.
_PAST_YEARS_OF_A_HISTORY = 6
_PAST_YEARS_OF_A_SHORT_HISTORY = 4  # where no word of the news stands beside them
_PAST_YEARS_PER_NEWS_WORD = 3.5
# What is news mostly says so in its lead: then only an overwhelming share of past years makes it a history.
_LEAD_CHARACTERS = 500
_PAST_YEARS_PER_NEWS_WORD_AFTER_NEWS_LEAD = 10
_LEAD_PARAGRAPHS = 4
_BACKGROUND_DAYS = 300
_YEAR = re.compile(r"(?<![\w.,$£€#-])(?:(1[0-9]\d\d|20\d\d)(?![\w-])|(\d{1,4}) ?(?:BC|B\.C|AD|CE)\b)")
_NEWS_WORD = re.compile(
    r"\b(?:ago|today|yesterday|tomorrow|tonight|this week|last week|next week|this month|last month|"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
)
_SLASHED = re.compile(r"(?<![\w.,/-])(\d{1,2})([/.-]) ?(\d{1,2})\2 ?(?:\d{4}|\d\d)(?![\w/-])")


@dataclass
class TimeContext:
    """
    The state of reading one document; `find_times` moves `reference` on from paragraph to paragraph.

    Attributes:
        published: The publication day; None if unknown: then only full dates are dated, and in a history also those
            that lean on them.
        day_first: Whether 04/03/2018 is the 4th of March; None if the document does not show it.
        dateline: The day in the dateline, where it differs from the publication day.
        narrative: Whether the document is a history, whose dates follow one another, rather than news.
        reference: The date last told.
        told_day: The last day told (or weekend, or last day of a range), for "the same day" and "three days later".
        background: Whether the present paragraph tells of another time than the publication's.
        last_background: The date that opened the last such background, in this paragraph or an earlier one.
        anniversary: The day that the article is written to remember ("ten years ago today", told in its lead).
        heading: The date that stood alone above the paragraphs that follow, as in a chronology.
        is_present: Whether the present paragraph of a history speaks of the days of its publication.
        notices: What a person should know about the reading, one sentence each.
        paragraphs: How many were entered.
    """

    published: date | None = None
    day_first: bool | None = None
    dateline: date | None = None
    narrative: bool = False
    reference: Period | None = None
    told_day: Period | None = None
    background: bool = False
    last_background: Period | None = None
    anniversary: Period | None = None
    heading: Period | None = None
    is_present: bool = False
    notices: list[str] = field(default_factory=list)
    paragraphs: int = 0

    @classmethod
    def of(cls, text: str, published: date | None, dateline: date | None = None) -> Self:
        """Read frame and order of day and month from the evidence of a whole document."""
        context = cls(published=published, dateline=dateline, day_first=_day_first(text))
        # Without a publication day and without a word of the news a text is read as a history: one full date will do.
        timeless = context.today is None and _NEWS_WORD.search(text.lower()) is None
        # A history without a publication day is read as of the year after the last one it tells.
        context.narrative = timeless or _is_history(text, context.today or _day_after_all_years(text))
        return context

    @property
    def today(self) -> date | None:
        """The day that "today" means."""
        return self.dateline or self.published

    @property
    def today_in_words(self) -> str:
        """How to name that day to a reader."""
        today = self.today
        if today is None:
            return "no publication date"
        name = "dateline of" if self.dateline and self.dateline != self.published else "publication on"
        return f"{name} {today.day} {MONTHS[today.month]} {today.year}"

    def enter_paragraph(self) -> None:
        """A new paragraph starts in the frame of its heading or document; what was told last stays known."""
        self.background, self.is_present = self.heading is not None, False
        self.paragraphs += 1
        if self.heading:
            self.reference = self.heading

    def tell(self, period: Period, *, is_absolute: bool, is_open: bool, by_publication: bool) -> None:
        """
        Take note of a date just told.

        Args:
            period: The date.
            is_absolute: Whether the text gives its year: then a year far from the publication's opens a background.
            is_open: Whether it only bounds something ("since 1947"): then the frame stays as it is.
            by_publication: Whether it leans on the publication day: then the background is left.
        """
        self.reference = period
        if period.unit in (Unit.DAY, Unit.SPAN, Unit.WEEKEND):
            self.told_day = period
        if is_open or self.today is None:
            return
        if is_absolute:
            self.background = self.is_far(period)
            self.last_background = period if self.background else self.last_background
        elif by_publication:
            self.background, self.is_present = False, True
        elif period.unit in (Unit.DAY, Unit.MONTH) and self.is_far(period):
            self.background = True

    def commemorate(self, period: Period) -> None:
        """Take note of a day told as so many years ago today: in its lead it is what the article is about."""
        if self.paragraphs <= _LEAD_PARAGRAPHS and self.anniversary is None and self.is_far(period):
            self.anniversary = period

    def is_far(self, period: Period) -> bool:
        """Whether a period lies so far from publication that the days around it are told in their own right."""
        return self.today is not None and abs((period.last - self.today).days) > _BACKGROUND_DAYS

    def notice(self, sentence: str) -> None:
        """Add a notice, once."""
        if sentence not in self.notices:
            self.notices.append(sentence)


def _day_after_all_years(text: str) -> date:
    years = [int(found[1]) for found in _YEAR.finditer(text) if found[1]]
    return date(max(years, default=1) + 1, 1, 1)


def _is_history(text: str, today: date) -> bool:
    years = [int(found[1]) if found[1] else -int(found[2]) for found in _YEAR.finditer(text)]
    past = sum(year < today.year for year in years)
    lowered = text.lower()
    news = sum(1 for _ in _NEWS_WORD.finditer(lowered))
    has_news_lead = _NEWS_WORD.search(lowered, 0, _LEAD_CHARACTERS) is not None
    ratio = _PAST_YEARS_PER_NEWS_WORD_AFTER_NEWS_LEAD if has_news_lead else _PAST_YEARS_PER_NEWS_WORD
    enough = _PAST_YEARS_OF_A_HISTORY if news else _PAST_YEARS_OF_A_SHORT_HISTORY
    return past >= enough and past > ratio * news


def _day_first(text: str) -> bool | None:
    """Whether numeric dates put the day first, by those that allow one reading only; None if they do not agree."""
    first, second = 0, 0
    for found in _SLASHED.finditer(text):
        a, b = int(found[1]), int(found[3])
        first += 12 < a <= 31 and b <= 12
        second += 12 < b <= 31 and a <= 12
    if bool(first) == bool(second):
        return None
    return first > 0
