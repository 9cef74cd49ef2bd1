"""Headlines: what rows of sentences give, and what holds for every title of every text."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.countries import country_name
from app.domain.events import FoundEvent
from app.extraction.lexicon import lexicon
from app.extraction.pipeline import extract
from app.extraction.publication_year import with_year
from app.extraction.title_text import finished, is_balanced
from app.extraction.titles import LONGEST
from app.readers import read_article
from tests.extraction.events_of import article_of, event_of
from tests.extraction.test_event_properties import HOSTILE, news
from tests.extraction.title_rows import ROWS, Row

ROOT = Path(__file__).parents[2]
TEXTS = [*sorted((ROOT / "samples").glob("*.txt")), *sorted((ROOT / "tests/data/registers").glob("read-*.txt"))]
LOOSE_ENDS = frozenset("and or but the a an of that which who its his their than 's ' because when where if".split())
OPENINGS = ("meanwhile", "and ", "but ", "then ", "on ", "in ", "after ", "however")
DATES = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|yesterday|tomorrow|last (?:week|month|year)"
    r"|on \d{1,2} [A-Z][a-z]+|on (?:Jan|Febr|March|April|June|July|Aug|Sept|Oct|Nov|Dec)[a-z]*\.? \d)"
)


def faults_of(event: FoundEvent, text: str) -> list[str]:
    """What a chronology would not print in a title."""
    title = event.title
    words = title.lower().split()
    paragraph = text[text.rfind("\n", 0, event.start) + 1 : (text.find("\n", event.end) + 1 or len(text) + 1) - 1]
    names = [country_name(party).lower() for party in (*event.actors, *event.recipients)]
    forms = lexicon().verbs
    checks = {
        "length": 0 < len(title) <= LONGEST,
        "printable line": title.isprintable() and title == " ".join(title.split()),
        "capital": not title[:1].islower(),
        "end": title[-1:] not in tuple(".,;:-–—(") and words[-1] not in LOOSE_ENDS,
        "balance": is_balanced(title),
        "spacing": not re.search(r" [,.;:]|\(\s|,,", title),
        "opening": not title.lower().startswith(OPENINGS),
        "subject": title.lower().startswith(tuple(names)) or words[0].strip("'’\"“") in _words(paragraph),
        "verb": any(word in forms or word.endswith("ed") for word in words[1:]),
        "own words": "passed a milestone" not in title,
        "date": not DATES.search(re.sub(r"[\"“].*?[\"”]", "", title)),
    }
    return [name for name, holds in checks.items() if not holds]


def _words(text: str) -> set[str]:
    lower = text.lower()
    return {word.strip("'’\"“”.,;:()[]") for word in lower.split()} | set(re.findall(r"[\w.-]+", lower))


@pytest.mark.parametrize("row", ROWS, ids=[row.title for row in ROWS])
def test_rows(row: Row) -> None:
    assert event_of(row.text, row.type).title == row.title


def test_there_are_rows_enough() -> None:
    assert len({row.text for row in ROWS}) >= 60


@pytest.mark.parametrize("row", ROWS, ids=[row.title for row in ROWS])
def test_every_title_of_a_row_can_be_printed(row: Row) -> None:
    assert not faults_of(event_of(row.text, row.type), row.text)


@pytest.mark.parametrize("path", TEXTS, ids=[path.stem for path in TEXTS])
def test_every_title_of_our_texts_can_be_printed(path: Path) -> None:
    article = with_year(read_article(path.read_bytes(), path.name))
    events = extract(article).events
    found = {event.title: faults for event in events if (faults := faults_of(event, article.text))}
    assert events
    assert not found


@settings(max_examples=60, deadline=None)
@given(news)
def test_every_title_of_a_small_grammar_can_be_printed(text: str) -> None:
    found = {event.title: faults for event in extract(article_of(text)).events if (faults := faults_of(event, text))}
    assert not found


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["France", "Peru and Chile"]))
def test_titles_of_any_words_are_one_printable_line(words: str, who: str) -> None:
    for event in extract(article_of(f"{who} attacked {words} Kenya on 3 March 2019.")).events:
        assert event.title.isprintable()
        assert 0 < len(event.title) <= LONGEST
        assert is_balanced(event.title)


def test_hostile_texts_have_titles_of_a_line() -> None:
    for text in HOSTILE.values():
        assert all(0 < len(event.title) <= LONGEST for event in extract(article_of(text)).events)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("peru met\x00 Chile ,", "Peru met Chile"),
        ("Peru met Chile in the U.S.", "Peru met Chile in the US"),
        ("Peru\nmet  Chile\u202e", "Peru met Chile"),
    ],
)
def test_a_finished_title_is_one_clean_line(text: str, line: str) -> None:
    assert finished(text) == line
