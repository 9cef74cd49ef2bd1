"""Small articles for the tests of extraction: paragraphs in, found events out."""

import re

from app.domain.articles import Block, BlockKind, Published, ReadArticle
from app.domain.events import EventType, FoundEvent
from app.extraction.pipeline import extract

PUBLISHED = "2019-03-16"  # a Saturday


def article_of(text: str, published: str | None = PUBLISHED) -> ReadArticle:
    """An article whose paragraphs, parted by blank lines, are all body."""
    blocks = tuple(Block(found.start(), found.end(), BlockKind.BODY) for found in re.finditer(r"\S(?:[^\n]*\S)?", text))
    day = Published(published, "given by the test") if published else None
    return ReadArticle(text=text, blocks=blocks, published=day)


def events_of(text: str, published: str | None = PUBLISHED) -> list[FoundEvent]:
    """What is found in such an article."""
    return list(extract(article_of(text, published)).events)


def event_of(text: str, kind: EventType | None = None, published: str | None = PUBLISHED) -> FoundEvent:
    """The one event of a text, or the first of a type; fails with what was found instead."""
    found = events_of(text, published)
    wanted = [event for event in found if kind is None or event.type is kind]
    assert wanted, f"found {[(event.type.value, event.quote) for event in found]}"
    return wanted[0]
