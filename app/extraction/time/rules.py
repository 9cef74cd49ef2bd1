"""
The grammar as data: one row per way of writing a date. `resolve` names the function of the `resolve_*` modules that
gives it a meaning.

In a pattern a blank stands for one to three white-space characters and `<name>` for a shared piece. A rule stands
before another if it reads more of the same words. Patterns run on lower-cased text; names of months and weekdays must
begin with a capital in the original. Every repetition is bounded, so that no text can make matching slow.
"""

# ruff: noqa: E501 - a rule is a row: broken over lines, patterns can no longer be compared

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from app.extraction.time import words


@dataclass(frozen=True)
class Rule:
    """
    One way of writing a date.

    Attributes:
        id: Stable name, shown to the reader of a date as the reason of its value.
        pattern: What it looks like; see the head of this module.
        resolve: Name of the function that gives it a meaning.
    """

    id: str
    pattern: str
    resolve: str

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern, with its named groups."""
        return re.compile(expand(self.pattern))


def _any(names: Iterable[str]) -> str:
    """
    An alternation in which words share their beginnings: "sept", "sep" → `sep(?:t)?`, the longest first.

    `re` tries alternatives one by one; a hundred number words at every word of a text would take most of the time.
    """
    tails: dict[str, list[str]] = {}
    for name in names:
        tails.setdefault(name[:1], []).append(name[1:])
    may_end = tails.pop("", None) is not None
    branches = [re.escape(first).replace("\\ ", " ") + _any(rest) for first, rest in tails.items()]
    if not branches:
        return ""
    whole = branches[0] if len(branches) == 1 and not may_end else f"(?:{'|'.join(branches)})"
    return whole + "?" * may_end


_TENS = [name for name in words.NUMBERS if f"{name}-one" in words.NUMBERS]
_TO_NINE = [name.removeprefix("twenty-") for name in words.NUMBERS if name.startswith("twenty-")]
_UNTIED = [name for name in words.NUMBERS if "-" not in name]
_NUMBER = rf"\d{{1,3}}|(?:{_any(_TENS)})-(?:{_any(_TO_NINE)})|{_any(_UNTIED)}|a few|several|a couple of|some|many"
_SHORT_MONTHS = tuple(name for name in words.MONTHS if name not in words.FULL_MONTHS)
_MONTH = rf"{_any(words.FULL_MONTHS)}|(?:{_any(_SHORT_MONTHS)})\b\.?"
_DAY = r"3[01]|[12]\d|0?[1-9]"
PIECES = {
    "month": rf"(?P<month>{_MONTH})",
    "month2": rf"(?P<month2>{_MONTH})",
    "anymonth": _any(words.MONTHS),
    "fullmonth": rf"(?P<month>{_any(words.FULL_MONTHS)})",
    "weekday": rf"(?P<weekday>{_any(words.FULL_WEEKDAYS)})",
    "onweekday": rf"(?:(?P<onweekday>{_any(words.WEEKDAYS)})\b\.?,?[\x20\xa0])?",
    "day": rf"(?P<day>{_DAY})(?:st|nd|rd|th)?(?!\d)",
    "day2": rf"(?P<day2>{_DAY})(?:st|nd|rd|th)?(?!\d|[.,]\d)",
    "ordinalday": rf"(?P<day>{_DAY})(?:st|nd|rd|th)",
    "spelt": rf"(?P<spelt>{_any(words.SPELT_DAYS)})",
    "holiday": rf"(?P<holiday>{_any(words.HOLIDAYS)})".replace("'", "['’]"),
    "year": r"(?P<year>1\d{3}|20\d\d)(?!\d|[.,]\d)",
    "ofyear": r"(?:(?P<year>1\d{3}|20\d\d)(?!\d|[.,]\d)|(?:of )?(?P<ofyear>last|this|next|that|the same|the following|the next|the previous|the preceding) year)",
    "season": rf"(?P<season>{_any(words.SEASONS)})",
    "n": rf"(?P<n>{_NUMBER})",
    "unit": r"(?P<unit>day|week|fortnight|month|year|decade|century|centurie|hour|minute)s?",
    "daypart": r"(?P<daypart>morning|dawn|afternoon|evening|night)",
    "to": r"(?P<to> ?[-–—] ?| to | and | through | until | till )",
    "rel": r"(?P<rel>last|next|this past|this coming|this|the past|the previous|the preceding|the following|the next|that same|the same|that)",
    "zone": r"(?: ?(?:utc|gmt|est|edt|pst|pdt|cet|ist|bst|local time|hours|hrs|z)\b)",
}  # fmt: skip

RULES = (
    # Clock times: with the day beside them, or of the day last told.
    Rule("time.clock", r"(?P<hour>[01]?\d|2[0-4])(?::(?P<minute>[0-5]\d)(?::[0-5]\d)? ?(?P<half>[ap]\.?m\b\.?)?|\.(?P<minute2>[0-5]\d) ?(?P<half2>[ap]\.?m\b\.?)| ?(?P<half3>[ap]\.?m\b\.?))<zone>?", "clock"),
    Rule("time.hours", r"(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d)<zone>", "clock"),
    Rule("time.noon", r"(?P<word>noon|midday|midnight)", "noon"),
    # Full dates.
    Rule("date.iso", r"(?P<year>1\d{3}|20\d\d)(?P<sep>[-/.])(?P<number>0[1-9]|1[0-2])(?P<sep2>[-/.])(?P<day>3[01]|[12]\d|0[1-9])(?!\d)", "iso"),
    Rule("date.numeric", r"(?P<a>\d{1,2})(?P<sep>[./-]) ?(?P<b>\d{1,2})(?P<sep2>[./-]) ?(?P<year>1\d{3}|20\d\d|\d\d)(?![\d/-])", "numeric"),
    Rule("date.days-of-month", r"(?:the )?<day><to>(?:the )?<day2>(?: of)? <month>(?:,? <ofyear>)?", "days_of_month"),
    Rule("date.month-days", r"<month> (?:the )?<day><to>(?:the )?<day2>(?! (?:<anymonth>))(?:,? (?:of )?<ofyear>)?", "days_of_month"),
    Rule("date.spelt-day", r"<onweekday>the <spelt> (?:day )?of <month>(?:,? <ofyear>)?", "day_of_month"),
    Rule("date.holiday", r"<holiday>(?:,? <ofyear>)?", "holiday"),
    Rule("date.day-month-year", r"<onweekday>(?:the )?<day>(?: of)? <month>,? <ofyear>", "day_of_month"),
    Rule("date.month-day-year", r"<onweekday><month> (?:the )?<day>(?:,| of|, of)? <ofyear>", "day_of_month"),
    Rule("date.day-month", r"<onweekday>(?:the )?<day>(?: of)? <month>(?! \d)", "day_of_month"),
    Rule("date.month-day", r"<onweekday><month> (?:the )?<day>(?![:.,]\d)", "day_of_month"),
    Rule("date.months-of-year", r"<month><to><month2>(?:,? (?:of )?<ofyear>)?", "months_of_year"),
    Rule("date.month-year", r"<month>(?:,| of|, of)? <ofyear>", "month_of_year"),
    # Years and what years are made of.
    Rule("date.bc", r"(?:(?:<day> )?<month>,? |(?:the )?<season>(?: of)? )?(?P<bc>\d{1,4}) ?(?:bce?\b|b\.c\.?(?:e\.)?)", "before_christ"),
    Rule("date.year-range", r"<year>(?P<to> ?[-–/] ?)(?P<year2>1\d{3}|20\d\d|\d\d)(?![\d-])", "years"),
    Rule("date.season-year", r"(?:the )?<season>(?: of|,)? (?:<ofyear>)(?: ?[-–/] ?\d{2,4})?", "season_of_year"),
    Rule("date.quarter", r"(?:the )?(?:(?P<ordinal>first|second|third|fourth|final|last|1st|2nd|3rd|4th)[-\s](?:fiscal[-\s])?quarter|q(?P<number>[1-4]))(?:(?: of| in)?,? (?:<ofyear>|(?:fiscal )(?P<fiscal>20\d\d)|the year))?", "quarter_of_year"),
    Rule("date.half", r"(?:the )?(?P<ordinal>first|second|latter|last|1st|2nd) half(?: of)? (?:<ofyear>|the year)", "half_of_year"),
    Rule("date.decade", r"(?:the )?(?:(?P<decade>1\d\d0|20\d0)['’]?s|['’]?(?P<short>[2-9]0)['’]?s|(?P<word>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties))", "named_decade"),
    Rule("date.century", r"(?:the )?(?P<ordinal>\d{1,2}(?:st|nd|rd|th)|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty-first)[-\s]century(?P<bc> (?:bce?\b|b\.c\.?))?", "named_century"),
    Rule("date.year", r"(?:the year )?<year>(?![-–/]\d)", "bare_year"),
    Rule("date.short-year", r"['’](?P<short>\d\d)(?!\d)", "short_year"),
    # Weeks of a month, weekdays.
    Rule("date.week-of-month", r"(?:the |its )?(?P<ordinal>first|second|third|fourth|last|final|closing|opening) (?P<week>week|weekend) (?:of|in) <month>(?:,? (?:of )?<ofyear>)?", "week_of_month"),
    Rule("date.weekday-of-week", r"(?:on )?<weekday>(?: <daypart>)? (?:of )?(?P<rel>last|this|next|that|the same|the following|the previous) week", "weekday_of_week"),
    Rule("date.weekday-day", r"<weekday>(?: the <spelt>|,? the <ordinalday>|,? (?P<day2>3[01]|[12]\d|[1-9])(?:st|nd|rd|th)?(?=[,.;:)]|\s|$)(?![,.]\d))", "weekday_with_day"),
    Rule("date.rel-weekday", r"(?P<rel>last|next|this past|this coming|this|the previous|the following|the next|that same|the same|that|the) <weekday>(?: <daypart>)?", "relative_weekday"),
    Rule("date.weekday", r"<weekday>(?: <daypart>)?", "bare_weekday"),
    Rule("date.weekend", r"(?P<rel>last|next|this past|this coming|this|the past|the previous|the following|the coming|that same|the same|that|the) weekend", "which_weekend"),
    # Days around the publication.
    Rule("date.today", r"(?:the day (?P<beyond>before yesterday|after tomorrow)|(?:earlier |later )?(?P<word>today|tonight|yesterday|tomorrow)(?: <daypart>)?|(?P<lastnight>last night|overnight))", "around_today"),
    Rule("date.this-morning", r"(?:earlier |later )?this <daypart>", "around_today"),
    # Spans of time that end or begin now.
    Rule("date.past-units", r"(?:the )?(?P<rel>last|past|previous|preceding|next|coming|following) <n> <unit>", "units_up_to_now"),
    Rule("date.past-unit", r"the (?P<rel>past|last|coming) (?P<unit>week|month|year|decade|century)", "units_up_to_now"),
    Rule("date.ago", r"(?:(?P<about>about|around|nearly|almost|over|more than|some|less than|just over) )?<n>(?P<half> and a half)? <unit> ago(?: (?P<from>today|tonight|tomorrow|yesterday|this (?:morning|week|month|year|day|evening|afternoon)))?", "ago"),
    Rule("date.to-the-day", r"<n> years to the (?P<unit>day|month)", "years_to_the_day"),
    Rule("date.hence", r"(?:in )?<n> <unit>(?:['’]?(?P<explicit> from now| hence| time))?", "hence"),
    Rule("date.within", r"within (?:<n> <unit>|(?:the )?(?P<bare>hour|day|week|month|year)s?)", "within"),
    # Anaphora: dates that lean on the one told before.
    Rule("date.same-of-year", r"the same (?P<unit>week|month|quarter|period|day)(?: of| in)? (?:the )?(?P<ofyear>last|previous) year|the same (?P<unit2>week|month|quarter|period) a year (?:ago|earlier|before)", "same_of_last_year"),
    Rule("date.later", r"(?:(?P<about>about|around|nearly|almost|over|more than|some|less than|only|just|barely) )?(?P<exactly>exactly )?<n>(?P<half> and a half)? <unit> (?P<way>later|earlier|before that|after that|afterwards|afterward|after|before|previously|on(?=[,.]))", "later"),
    Rule("date.hours-later", r"(?:some |a few |several )?(?P<unit>hour|minute)s (?P<way>later|earlier|before|after|afterwards)", "later"),
    Rule("date.next-unit", r"(?:the (?:very )?(?P<rel>next|following|previous|preceding|same)|(?P<rel3>next)(?= day| morning)) (?P<unit>day|week|month|year|decade|century|morning|afternoon|evening|night)|the (?P<unit2>day|morning|night|week|month|year) (?P<rel2>before|after|following|previous)(?! last| yesterday| tomorrow)", "neighbour_unit"),
    Rule("date.day-of", r"the (?:very |same )?day(?= of (?:the|that|this|his|her|its|their) | when | on which | that the | the )", "day_of"),
    Rule("date.that-unit", r"(?:(?:earlier|later) )?(?:that (?:very |same )?|this same )(?P<unit>day|week|month|year|decade|century|morning|afternoon|evening|night)", "neighbour_unit"),
    Rule("date.in-the-morning", r"(?:early |late |later )?in the (?:early |late )?(?P<daypart>morning|afternoon|evening)", "part_of_day_in_hand"),
    Rule("date.rel-month", r"<rel> <fullmonth>", "relative_month"),
    Rule("date.rel-season", r"<rel> <season>", "relative_season"),
    Rule("date.rel-unit", r"(?:(?:earlier|later) )?(?P<rel>last|this|next|the current|the present|the coming|the following) (?:fiscal |calendar )?(?P<unit>week|month|year|quarter|decade|century)", "relative_unit"),
    Rule("date.of-unit", r"(?:earlier |later |early |late )in the (?P<unit>week|month|year|decade|century|day)", "unit_in_hand"),
    Rule("date.day-alone", r"the <ordinalday>(?:(?: and |[-–])(?:the )?<day2>)?(?=[,.;:)]|$| (?:and|to|when|as|in|at|the|it|he|she|they|was|were|a|an|of the month)\b|(?P<next> )(?=[a-z]))", "day_alone"),
    Rule("date.spelt-day-alone", r"the <spelt>(?=[,.;]|$| (?:the|he|she|it|they|a|an)\b|(?P<next> )(?=[a-z]))", "day_alone"),
    Rule("date.unit-in-hand", r"the (?P<unit>year|month|week|day)(?= |[,.;])", "unit_in_hand"),
    Rule("date.month", r"<fullmonth>", "bare_month"),
    Rule("date.season", r"(?:the )?<season>", "bare_season"),
)  # fmt: skip
"""Rules for dates and times, in order of precedence."""

VAGUE_RULES = (
    Rule("ref.present", r"now(?!-)|currently|nowadays|presently|at present|at the moment|the time being|the present day|present-day|the present|right now|current|at this time|these days", "present"),
    Rule("ref.past", r"(?:more |most )?recently|recent|former|the past", "past"),
    Rule("ref.future", r"(?:the (?:near |foreseeable |not too distant )?)future|(?:the )?(?:long|near|short) term|very soon", "future"),
)  # fmt: skip
"""Words that place something in time without a calendar date: for TIMEX3 only."""

LENGTH_RULES = (
    Rule("set.every", r"(?:every|each) (?:<weekday>|<unit>)|daily|weekly|monthly|quarterly|annually|annual|yearly", "recurring"),
    Rule("duration.units", r"<n>[-\s](?P<unit>day|week|fortnight|month|year|decade|century|centurie|hour|minute)s?(?:-long| long)?", "length"),
)  # fmt: skip
"""Durations and sets: for TIMEX3 with all types only."""

_FIRST_WORDS = (
    "about almost annual annually around at autumn barely boxing christmas closing coming current currently daily each earlier early eighteenth"
    " every exactly fall final first following former fourth hours in its just last late later latter less long many midday midnight"
    " minutes monthly more most near nearly new next nineteenth noon now nowadays on only opening over overnight past preceding"
    " present presently previous quarterly recent recently right second several seventeenth short sixteenth some spring summer that"
    " the these third this today tomorrow tonight twentieth twenty very weekly winter within yearly yesterday"
).split()
_OPENING_WORDS = (*_FIRST_WORDS, *words.MONTHS, *words.WEEKDAYS, *words.DECADES, *(n.split()[0] for n in words.NUMBERS))
OPENING = rf"(?=[0-9'’]|q[1-4]|(?:{_any(dict.fromkeys(_OPENING_WORDS))})\b)"
"""What every rule begins with: at other words, most of a text, none is tried. A test holds it against the rules."""


def expand(pattern: str) -> str:
    """A pattern as `re` reads it."""
    filled = re.sub(r"(?<!\?P)<(\w+)>", lambda found: f"(?:{PIECES[found[1]]})", pattern)
    spaced = filled.replace(" ?", r"\s{0,3}").replace(" ", r"\s{1,3}")
    return rf"(?:{spaced})(?!\w)"
