"""
Rows that a rule needs and rows that it must not take: what the tables of types, parties, dates and states share.

A row that needs a rule holds while the rule is in force and turns red once it is switched off.
"""

from dataclasses import dataclass
from typing import Any

from app.domain.events import FoundEvent
from app.domain.evidence import unpack
from app.extraction.pipeline import extract
from tests.extraction.events_of import PUBLISHED, article_of


@dataclass(frozen=True)
class Needs:
    """
    A text with an event of a type (the first if there are several), one field of which a rule reads.

    Attributes:
        rule: Id of the rule that the row needs.
        text: Paragraphs parted by blank lines.
        type: Of the event that is looked at.
        value: What the field must be: a name, an EDTF text or None, or a pair (actors, recipients), each sorted.
        published: Publication day, or None where the article has none.
    """

    rule: str
    text: str
    type: str
    value: Any
    published: str | None = PUBLISHED


@dataclass(frozen=True)
class Refuses:
    """A text that a rule could be tempted by, and that it must leave alone."""

    rule: str
    text: str
    published: str | None = PUBLISHED


def found_in(row: Needs | Refuses, without: frozenset[str] = frozenset()) -> list[FoundEvent]:
    """What is found in the text of a row with some rules switched off."""
    return list(extract(article_of(row.text, row.published), without).events)


def rules_named(event: FoundEvent) -> set[str]:
    """Ids of all rules that an event's reasons name."""
    named = set()
    for evidence in event.why.values():
        named |= set(evidence.rule.split("+"))
        named |= {word.strip("(),") for word in (evidence.anchor or "").split() if "." in word}
        named |= {rule for party in unpack(evidence.anchor or "") for rule in party.rule.split("+")}
    return named


def value_of(event: FoundEvent, field: str) -> Any:
    """The field of an event as rows write it."""
    if field == "parties":
        return sorted(event.actors), sorted(event.recipients)
    value = getattr(event, field)
    return getattr(value, "value", value)


def event_of_row(row: Needs, without: frozenset[str] = frozenset()) -> FoundEvent | None:
    """The first event of the row's type."""
    return next((event for event in found_in(row, without) if event.type.value == row.type), None)


def has_value(row: Needs, field: str, without: frozenset[str] = frozenset()) -> bool:
    """Whether that event has the row's value, by whatever rule."""
    event = event_of_row(row, without)
    return event is not None and value_of(event, field) == row.value


def holds(row: Needs, field: str, without: frozenset[str] = frozenset()) -> bool:
    """Whether that event has the row's value and names the row's rule."""
    event = event_of_row(row, without)
    return event is not None and value_of(event, field) == row.value and row.rule in rules_named(event)


def is_taken(row: Refuses) -> bool:
    """Whether any event of the text names the rule."""
    return any(row.rule in rules_named(event) for event in found_in(row))
