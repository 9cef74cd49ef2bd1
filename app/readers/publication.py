"""The publication day, from the lines around an article; each answer says where it was read from."""

import re
from dataclasses import dataclass
from datetime import date

from app.domain.articles import Published, YearlessDay

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_WORDED = [
    re.compile(rf"\b{_DAY}(?:\s+of)?[\s-]+{_MONTH},?[\s-]+{_YEAR}\b", re.I),
    re.compile(rf"\b{_MONTH}\s*{_DAY},?\s*{_YEAR}\b", re.I),
    re.compile(rf"\b(?P<day>\d\d){_MONTH}{_YEAR}\b", re.I),  # 12MAR1998
    re.compile(r"(?<![\d-])(?P<year>(?:19|20)\d\d)(?P<month>0\d|1[0-2])(?P<day>[0-3]\d)(?![\d-])"),  # 19980312
    re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])"),
    re.compile(r"\b(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>(?:19|20)\d\d)\b"),
    re.compile(r"\b(?P<year>(?:19|20)\d\d)[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})\b"),
    re.compile(rf"\b{_DAY}[ -]{_MONTH}[ -]'?(?P<year>\d\d)(?!\d)", re.I),  # 12 Mar 98
    re.compile(rf"\b(?P<day>\d\d)\d{{4}}Z\s+{_MONTH}\s+(?P<year>\d\d(?:\d\d)?)\b", re.I),  # a cable's 121530Z MAR 85
]
_SLASHED = re.compile(
    r"(?<![\w/.-])(?P<one>\d{1,2})(?P<mark>[/.-])(?P<two>\d{1,2})(?P=mark)(?P<year>(?:19|20)?\d\d)(?![\d/.-])"
)
_YEARLESS = [
    re.compile(rf"\b{_DAY}\s+{_MONTH}(?![\w-])", re.I),
    re.compile(rf"\b{_MONTH}\s+{_DAY}(?!\w)", re.I),
]
_WEEKDAY_NAME = r"(?P<weekday>mon|tues|wednes|thurs|fri|satur|sun)day\b(?!['’]s)"
_WEEKDAY = re.compile(rf"\b{_WEEKDAY_NAME}", re.I)
_SAID_ON = re.compile(
    rf"\b(?:said|says|told|announced|reported|declared|warned|stated)\b[^.;]{{0,60}}?\b{_WEEKDAY_NAME}", re.I
)
_PLAIN_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LATER_STAMP = re.compile(r"\b(?:updated|modified|accessed|retrieved|archived)\b[^|]{0,40}$", re.I)


@dataclass(frozen=True)
class FoundDay:
    """A day of the calendar in a line, with its words and whether the order of its numbers had to be guessed."""

    day: date
    words: str
    start: int


def day_in(line: str) -> FoundDay | None:
    """
    The first full date of a line: "February 26, 2011", "16.03.2019", "Fri, 7 Apr 2023", "29/01/2025", "2019-03-16".

    A slashed date whose order is open ("03/04/2019") gives none: day and month are never guessed. A date behind
    "updated" counts only where the line has no other.
    """
    found = sorted(_full_dates(line), key=lambda one: one.start)
    fresh = [one for one in found if not _LATER_STAMP.search(line[: one.start])]
    return next(iter(fresh or found), None)


def _full_dates(line: str) -> list[FoundDay]:
    found = [
        FoundDay(day, match[0], match.start())
        for pattern in _WORDED
        for match in pattern.finditer(line)
        if (day := _calendar_day(match["year"], match["month"], match["day"]))
    ]
    for match in _SLASHED.finditer(line):
        one, two = int(match["one"]), int(match["two"])
        if (one > 12) != (two > 12) or one == two:
            day_number, month = (one, two) if one > 12 or one == two else (two, one)
            if day := _calendar_day(match["year"], str(month), str(day_number)):
                found.append(FoundDay(day, match[0], match.start()))
    return found


def ambiguous_day_in(line: str) -> str | None:
    """The words of a numeric date that may be day first or month first, such as "03/04/2019"; None if there is none."""
    for match in _SLASHED.finditer(line):
        if int(match["one"]) <= 12 and int(match["two"]) <= 12 and match["one"] != match["two"]:
            return match[0]
    return None


def yearless_day_in(line: str) -> tuple[int, int, str] | None:
    """Month, day and words of a date without a year: "Sept 22", "26 NOV"."""
    for pattern in _YEARLESS:
        for match in pattern.finditer(line):
            month, day = _month_number(match["month"]), int(match["day"])
            if 1 <= day <= 31:
                return month, day, match[0]
    return None


def day_of_lead(lead: str) -> Published | None:
    """
    The day of news whose head names none, where the lead itself tells it in full: "on Saturday, Feb. 17, 2024".

    Only with the right weekday beside it: a history that opens with a date does not name the weekday.
    """
    for found in _full_dates(lead):
        beside = _WEEKDAY.search(lead, max(0, found.start - 14), found.start + len(found.words) + 12)
        if beside and found.day.weekday() == _weekday_number(beside["weekday"]):
            return Published(found.day.isoformat(), f"the day that the lead tells, '{found.words}'")
    return None


def settle_year(month: int, day: int, words: str, lead: str, body: str, around: str) -> Published | None:
    """
    The year of a dateline that names none, from what the article itself says.

    The page around an article often names its year; news itself rarely does, but often the one before. Of these years
    the first is taken in which the day falls on the weekday that the lead gives for the saying ("told reporters on
    Friday"). Without such a weekday, or where it fits no year, the day stays unknown: a wrong year is worse than none.

    Args:
        month, day, words: The dateline's date, as `yearless_day_in` gives it.
        lead: The first paragraphs, where the weekday of the news stands.
        body: The article's text, for the years it names.
        around: The noise around it, for the same.
    """
    weekday = _weekday_of_saying(lead)
    if weekday is None:
        return None
    told = _latest_year(body)
    printed = sorted(map(int, _PLAIN_YEAR.findall(around)))
    years = [year for named in printed for year in (named, named - 1) if told is None or year >= told]
    years += [told, told + 1] if told else []
    for year in years:
        candidate = _calendar_day(str(year), str(month), str(day))
        if candidate and candidate.weekday() == weekday:
            return Published(
                candidate.isoformat(),
                f"the dateline '{words}', its year from the weekday of the lead and the years the text names",
            )
    return None


def yearless_day(month: int, day: int, words: str, lead: str, body: str) -> YearlessDay | None:
    """What is known of a day whose year `settle_year` could not settle; None without a weekday to go by."""
    weekday = _weekday_of_saying(lead)
    return None if weekday is None else YearlessDay(month, day, weekday, words, _latest_year(body))


def _latest_year(body: str) -> int | None:
    return max(map(int, _PLAIN_YEAR.findall(body)), default=None)


def _weekday_of_saying(lead: str) -> int | None:
    """The weekday behind a verb of saying, else the first one that is not in the possessive ("Monday's crash")."""
    match = _SAID_ON.search(lead) or _WEEKDAY.search(lead)
    return _weekday_number(match["weekday"]) if match else None


def _calendar_day(year: str, month: str, day: str) -> date | None:
    try:
        number = int(year)
        if len(year) == 2:
            number += 2000 if number < 40 else 1900
        return date(number, int(month) if month.isdigit() else _month_number(month), int(day))
    except ValueError:
        return None


def _month_number(word: str) -> int:
    return _MONTHS.index(word[:3].lower()) + 1


def _weekday_number(word: str) -> int:
    return _WEEKDAYS.index(word[:3].lower())
