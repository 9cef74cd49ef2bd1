"""The values of an event's fields, and what they stand on, in words."""

from collections.abc import Sequence
from typing import Any

from app.domain.countries import country_name, find_country
from app.domain.dates import DateKind, in_words
from app.services.reasons import Reason, steps_of
from app.services.show_event import FieldView
from app.web import words

NOTHING = "—"
FURTHER_FIELDS = ("attributed_to", "trigger", "confidence")
"""What an account says besides the fields of its event, in the order of the page."""
SET, ORDERED = "date.set", "date.ordered"


def value_words(field: str, value: Any, kind: str | None = None) -> str:
    """A field's value as a reader would say it; `kind` is how a date is filled."""
    if value in (None, "", [], (), {}):
        return NOTHING
    match field:
        case "date":
            return _date_words(value, kind)
        case "date_kind":
            return words.date_kind_words(value)
        case "type":
            return f"{words.type_words(value)} ({words.quad_words(value)})"
        case "confidence":
            return f"{round(value * 100)} %"
        case "actors" | "recipients" | "countries" | "tags":
            return ", ".join(map(_one_of_several, value))
        case "context":
            return "; ".join(_tie_words(code, roles) for code, roles in value.items())
    return str(value)


def _one_of_several(one: str | Sequence[str]) -> str:
    """A party by its name; a country with its role, as the history keeps it."""
    return party_name(one) if isinstance(one, str) else f"{country_name(one[0])} ({words.role_words(one[1])})"


def _date_words(value: Any, kind: str | None) -> str:
    """Of an EDTF text, or of a date as a decision keeps it."""
    edtf, kind = (value["edtf"], value["kind"]) if isinstance(value, dict) else (value, kind)
    return in_words(edtf, DateKind(kind) if kind else None)


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
    if rule == SET:
        return "Set by a person, from words of an article." if basis else "Set by a person; no words carry it."
    if rule == ORDERED:
        return "Its text gives no date: its days follow from the events it was set after or before."
    if basis is None:
        return "The text gives no date: the event stands on the shelf of undated ones."
    if basis == "read":
        return "Read from the text."
    supposed = ". ".join(step.says for step in steps_of(rule or ""))
    return f"Inferred: {supposed[:1].lower()}{supposed[1:]}."


def _tie_words(code: str, roles: Sequence[str]) -> str:
    return f"{country_name(code)} ({', '.join(map(words.role_words, roles))})"


def ground_words(field: FieldView, reason: Reason) -> str:
    """What a value stands on besides its words: what a date was counted from, what a confidence lacks."""
    if field.name == "confidence":
        return f"because {reason.anchor}" if reason.anchor else ""
    if field.name != "date":
        return reason.anchor or ""
    if not field.words:
        return f"no words date it: {reason.anchor}" if reason.anchor else "no words date it"
    return f"counted from {reason.anchor}" if reason.anchor else ""
