"""Search: what holds the words, in four parts, each with its count and page by page."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from app.domain.filters import MAX_ID, MAX_TEXT_CHARS, Filter
from app.domain.search import Excerpt, Query, excerpt, mark, read_query
from app.domain.summaries import EventSummary
from app.errors import BadInput
from app.store.engine import reading
from app.store.search_queries import (
    FoundArticle,
    FoundNote,
    FoundQuote,
    count_words,
    find_articles,
    find_event_ids,
    find_notes,
    find_quotes,
    quotes_of,
)
from app.store.search_tables import ArticleWords, NoteWords, QuoteWords, WordTable
from app.store.summary_queries import list_summaries
from app.store.timeline_queries import count_events

if TYPE_CHECKING:
    from sqlmodel import Session

__all__ = ["Excerpt", "FoundArticle", "FoundNote", "FoundQuote", "Hit", "Part", "Search", "Section", "search"]

PAGE_HITS = 20
FIRST_HITS = 5
"""Of each part while all are shown."""
EXCERPT_CHARS = 240


class Part(StrEnum):
    """Where the words are looked for."""

    EVENTS = "events"
    QUOTES = "quotes"
    ARTICLES = "articles"
    ANNOTATIONS = "annotations"


_TABLES: dict[Part, WordTable] = {
    Part.QUOTES: QuoteWords,
    Part.ARTICLES: ArticleWords,
    Part.ANNOTATIONS: NoteWords,
}


@dataclass(frozen=True)
class Hit:
    """
    Something that holds the words.

    Attributes:
        thing: What it is, with all that is said of it.
        title: With the words marked; the title of its event where it has none of its own.
        text: The stretch of its text that holds most of them; None where it has no text.
    """

    thing: EventSummary | FoundQuote | FoundArticle | FoundNote
    title: tuple[tuple[str, bool], ...]
    text: Excerpt | None


@dataclass(frozen=True)
class Section:
    """
    The hits of one part.

    Attributes:
        total: On all pages.
        hits: Newest first; none while another part is shown.
        next: What to give as `after` for the next page; None on the last.
    """

    part: Part
    total: int
    hits: tuple[Hit, ...]
    next: int | None


@dataclass(frozen=True)
class Search:
    """
    Everything that holds the words.

    Attributes:
        has_words: Whether there was a word to look for.
    """

    typed: str
    has_words: bool
    sections: tuple[Section, ...]

    @property
    def total(self) -> int:
        """Hits of all parts."""
        return sum(section.total for section in self.sections)


def search(session: "Session", typed: str, part: Part | None = None, after: int | None = None) -> Search:
    """
    Look for words in events, quotes, articles and notes.

    Args:
        typed: A query of `domain.search`.
        part: The only one of which hits are given, a page at a time; None for the first few of each.
        after: The id of the last hit of the page before.

    Raises:
        BadInput: The query is too long.
    """
    typed = " ".join(typed.split())
    if len(typed) > MAX_TEXT_CHARS:
        raise BadInput(f"The search has {len(typed)} characters; {MAX_TEXT_CHARS} is the most. Shorten it.", "q")
    query = read_query(typed)
    if not query.terms:
        return Search(typed, False, ())
    with reading(session):
        sections = tuple(_section(session, typed, query, one, part, after or MAX_ID) for one in Part)
        return Search(typed, True, sections)


def _section(session: "Session", typed: str, query: Query, part: Part, chosen: Part | None, before: int) -> Section:
    total = _count(session, typed, part)
    if not total or chosen not in (None, part):
        return Section(part, total, (), None)
    size = PAGE_HITS if chosen else FIRST_HITS
    hits = _hits(session, typed, query, part, before, size + 1)
    shown = hits[:size]
    return Section(part, total, tuple(shown), shown[-1].thing.id if len(hits) > size else None)


def _count(session: "Session", typed: str, part: Part) -> int:
    if part is Part.EVENTS:
        return count_events(session, Filter(texts=(typed,)))
    return count_words(session, _TABLES[part], typed)


def _hits(session: "Session", typed: str, query: Query, part: Part, before: int, limit: int) -> list[Hit]:
    match part:
        case Part.EVENTS:
            return _event_hits(session, typed, query, before, limit)
        case Part.QUOTES:
            quotes = find_quotes(session, typed, before, limit)
            return [Hit(one, ((one.event_title, False),), _whole(one.quote, query)) for one in quotes]
        case Part.ARTICLES:
            articles = find_articles(session, typed, before, limit)
            return [Hit(one, mark(one.title, query), excerpt(one.text, query, EXCERPT_CHARS)) for one in articles]
        case Part.ANNOTATIONS:
            notes = find_notes(session, typed, before, limit)
            return [
                Hit(one, ((one.event_title or "", False),), excerpt(one.body, query, EXCERPT_CHARS)) for one in notes
            ]


def _event_hits(session: "Session", typed: str, query: Query, before: int, limit: int) -> list[Hit]:
    ids = find_event_ids(session, typed, before, limit)
    quotes = quotes_of(session, ids)
    return [
        Hit(event, mark(event.title, query), _best(quotes[event.id], query)) for event in list_summaries(session, ids)
    ]


def _best(quotes: list[str], query: Query) -> Excerpt | None:
    """The quote that holds most of the words, the oldest of those that are alike."""
    excerpts = [excerpt(quote, query, EXCERPT_CHARS) for quote in quotes]
    return max(excerpts, key=lambda one: sum(is_hit for _, is_hit in one.runs), default=None)


def _whole(quote: str, query: Query) -> Excerpt:
    return excerpt(quote, query, 2 * EXCERPT_CHARS)
