"""The year of a dateline that names none, by the people in office of whom the article speaks."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from app.domain.articles import Published, ReadArticle, YearlessDay
from app.extraction.names import find_names
from app.extraction.names_facts import fold
from app.extraction.names_holders import terms_by_name
from app.extraction.names_people import Person

REACH = 40  # years after the latest that the article names
FEWEST = 2  # people in office who have to speak for a year
SHARE = 0.5  # of those named, who have to be in office


def with_year(article: ReadArticle) -> ReadArticle:
    """
    The article with its publication day settled, if its dateline lacks the year and the people named leave one only.

    "Aug 5" under a lead that says "on Friday" fits one year in six or so. Of these the one is taken in which most of
    the people whom the article names in full were in office; the first one after the latest year that it names, where
    several are equal. A wrong year is worse than none: with fewer than `FEWEST` such people the article stays undated.
    """
    open_day = article.yearless
    if article.published is not None or open_day is None:
        return article
    named = {fold(name.text) for name in find_names(article)}
    terms = [found for name in sorted(named) if (found := terms_by_name().get(name))]
    fitting = [(day, sum(_in_office(person, day.year) for person in terms)) for day in _days(open_day, terms)]
    best = max((count for _, count in fitting), default=0)
    if best < FEWEST or best < SHARE * len(terms):
        return article
    day = next(day for day, count in fitting if count == best)
    basis = f"the dateline '{open_day.words}', its year from the weekday of the lead and the people in office"
    return replace(article, published=Published(day.isoformat(), basis), yearless=None)


def _days(open_day: YearlessDay, terms: Iterable[tuple[Person, ...]]) -> list[date]:
    """The days that fall on the weekday, in order, from the latest year named on."""
    started = [term.first for person in terms for term in person]
    first = open_day.not_before or min(started, default=None)
    if first is None:
        return []
    found = (_day(year, open_day) for year in range(first, first + REACH))
    return [day for day in found if day and day.weekday() == open_day.weekday]


def _day(year: int, open_day: YearlessDay) -> date | None:
    try:
        return date(year, open_day.month, open_day.day)
    except ValueError:
        return None


def _in_office(person: tuple[Person, ...], year: int) -> bool:
    return any(term.distance(year) == 0 for term in person)
