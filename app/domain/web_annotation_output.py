"""Notes to W3C Web Annotation: the JSON-LD of one note, and of what it stands on."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from app.domain.web_annotations import (
    ACCOUNTS,
    CONTEXT,
    DYAD,
    EVENT_TYPE,
    IDENTIFIER,
    ISSUED,
    POSITION_SELECTOR,
    PUBLISHER,
    QUOTE_SELECTOR,
    SHA256,
    TEMPORAL,
    TITLE,
)

Json = dict[str, Any]
LABEL = "Notes of Dyadline"


@dataclass(frozen=True)
class ArticleFacts:
    """What says which text words stand in. `address` is where it was published, or our own page of it."""

    address: str
    sha256: str
    title: str
    publisher: str
    issued: date | None


@dataclass(frozen=True)
class ToldFacts:
    """An account: its words, what tells it apart from others of the same words, and its article."""

    article: ArticleFacts
    start: int
    end: int
    quote: str
    type: str
    title: str


def collection_json(address: str, count: int, annotations: Iterable[Json]) -> Iterator[str]:
    """
    An AnnotationCollection of one page, an annotation at a time and in a line of its own.

    Args:
        address: Where the collection is.
        count: How many annotations there are.
    """
    head = {"@context": CONTEXT, "id": address, "type": "AnnotationCollection", "label": LABEL, "total": count}
    yield _text(head)[:-1] + ',"first":{"type":"AnnotationPage","startIndex":0,"items":['
    comma = "\n"
    for annotation in annotations:
        yield comma + _text(annotation)
        comma = ",\n"
    yield "\n]}}\n"


def annotation_json(
    iri: str, author: str, created: datetime, modified: datetime, body: str, tags: Sequence[str], target: Json | str,
    *, is_reply: bool,
) -> Json:  # fmt: skip
    """One annotation; `target` as one of the functions below gives it, or the name of the note that it answers."""
    motivation = "replying" if is_reply else "commenting"
    text = {"type": "TextualBody", "value": body, "format": "text/markdown", "purpose": motivation}
    tagging = [{"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in tags]
    return {
        "id": iri,
        "type": "Annotation",
        "motivation": motivation,
        "creator": {"type": "Person", "name": author},
        "created": _instant(created),
        **({"modified": _instant(modified)} if modified > created else {}),
        "body": [text, *tagging],
        "target": target,
    }


def words_target(article: ArticleFacts, start: int, end: int, quote: str, prefix: str, suffix: str) -> Json:
    """Words of an article."""
    around = {name: text for name, text in (("prefix", prefix), ("suffix", suffix)) if text}
    return {
        "type": "SpecificResource",
        "source": article_json(article),
        "selector": [
            {"type": QUOTE_SELECTOR, "exact": quote, **around},
            {"type": POSITION_SELECTOR, "start": start, "end": end},
        ],
    }


def account_target(told: ToldFacts) -> Json:
    """What one article says of an event."""
    words = words_target(told.article, told.start, told.end, told.quote, "", "")
    return {**words, TITLE: told.title, EVENT_TYPE: told.type}


def event_target(address: str, title: str, accounts: Sequence[ToldFacts]) -> Json:
    """An event, with the words of its accounts, by which another instance knows it."""
    return {"id": address, TITLE: title, ACCOUNTS: [account_target(told) for told in accounts]}


def dyad_target(dyad: str, period: str | None) -> Json:
    """A pair of countries in a period."""
    return {"id": f"urn:dyadline:dyad:{dyad}", DYAD: dyad, **({TEMPORAL: period} if period else {})}


def article_json(article: ArticleFacts) -> Json:
    """An article with what Dublin Core says of it."""
    return {
        "id": article.address,
        "type": "Text",
        TITLE: article.title,
        PUBLISHER: article.publisher,
        **({ISSUED: article.issued.isoformat()} if article.issued else {}),
        IDENTIFIER: SHA256 + article.sha256,
    }


def _text(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _instant(at: datetime) -> str:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
