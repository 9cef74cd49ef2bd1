"""The values of an event's fields, and the rules that read them, in words."""

import re
from collections.abc import Sequence
from typing import Any

from app.domain.countries import country_name, find_country
from app.domain.dates import DateKind, in_words
from app.services.show_event import FieldView
from app.web import words

NOTHING = "—"
SHOWN_FIELDS = (
    "date", "actors", "recipients", "countries", "context", "type", "status", "place", "attributed_to",
    "trigger", "confidence",
)  # fmt: skip
"""The fields of an event's page, in this order; its title and quotes stand elsewhere."""

INFERENCES = {
    "fresh-news": "fresh news is taken to have happened on the day it was published",
    "speech": "what is said, and what is told as its occasion, takes the day of the saying",
    "background": "background takes the date that its paragraph speaks of",
    "reaction": "a reaction lies between what it answers and its report",
    "before": "what came before a dated event ends with it; its start is not known",
}
"""The five ways in which a date may be inferred (law 2), by the last part of the rule's id."""

_RULE_IN_BRACKETS = re.compile(r" \([a-z]+\.[a-z.-]+\)")  # the rule is told once, at the end of the line


def value_words(field: str, value: Any) -> str:
    """A field's value as a reader would say it."""
    if value in (None, "", [], (), {}):
        return NOTHING
    match field:
        case "date":
            return in_words(value)
        case "date_kind":
            return words.date_kind_words(value)
        case "type":
            return f"{words.type_words(value)} ({words.quad_words(value)})"
        case "confidence":
            return f"{round(value * 100)} %"
        case "actors" | "recipients" | "countries" | "tags":
            return ", ".join(map(party_name, value))
        case "context":
            return "; ".join(_tie_words(code, roles) for code, roles in value.items())
    return str(value)


def party_name(party: str) -> str:
    """A state by its name, anybody else as the source names them."""
    return country_name(party)


def is_state(party: str) -> bool:
    """Whether a party is a state, known by its code."""
    return find_country(party) is not None


def date_words(edtf: str | None, kind: str | None) -> str:
    """An event's date in words."""
    return in_words(edtf, DateKind(kind) if kind else None) if edtf else "undated"


def basis_words(basis: str | None, rule: str | None) -> str:
    """How a date is known: read from words, or inferred by which rule."""
    if basis is None:
        return "The text gives no date: the event stands on the shelf of undated ones."
    if basis == "read":
        return "Read from the text."
    return f"Inferred: {inference_words(rule or '')}."


def inference_words(rule: str) -> str:
    """What an inferring rule supposes."""
    return INFERENCES.get(rule.rpartition(".")[2], words.rule_words(rule))


def _tie_words(code: str, roles: Sequence[str]) -> str:
    return f"{country_name(code)} ({', '.join(map(words.role_words, roles))})"


def anchor_words(field: FieldView) -> str:
    """What a rule leaned on; of a date, what its words were counted from."""
    anchor = _RULE_IN_BRACKETS.sub("", field.anchor or "")
    return f"counted from {anchor}" if field.name == "date" and field.words else anchor


def has_rule(field: FieldView) -> bool:
    """Whether a rule is known that a reader could look up."""
    return not field.rule.endswith(".unexplained")
