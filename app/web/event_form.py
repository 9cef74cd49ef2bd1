"""The form of an event: its fields as typed, read into corrections."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from app.domain.accounts import ACTORS, CONTEXT, DATE, PLACE, RECIPIENTS, STATUS, TITLE, TYPE
from app.domain.corrections import READERS, Correction, date_value, read_reason, read_ties
from app.domain.events import Role
from app.errors import BadInput
from app.services.event_fields import value_of
from app.services.read_date import DateReading, read_date
from app.services.show_event import EventDetail
from app.web.event_words import party_name
from app.web.forms import SentForm

TIES = (Role.LOCATION.value, Role.HOST.value, Role.MENTIONED.value)
PLAIN = (TITLE, TYPE, STATUS, PLACE, ACTORS, RECIPIENTS)
FIELDS = (TITLE, TYPE, STATUS, DATE, PLACE, ACTORS, RECIPIENTS, *TIES)
REASON = "reason"
WAS = "was_"


@dataclass(frozen=True)
class EventForm:
    """
    An event as typed.

    Attributes:
        values: Each field and the reason as typed.
        was: What each field held when the form was opened: only what differs from it was meant.
        errors: A sentence for each field at fault.
        reading: What the typed date means; None where there is none, or it cannot be read.
        corrections: What was meant, checked; empty while there are errors.
        reason: Why, in the person's words.
    """

    values: dict[str, str] = field(default_factory=lambda: dict.fromkeys((*FIELDS, REASON), ""))
    was: dict[str, str] = field(default_factory=lambda: dict.fromkeys(FIELDS, ""))
    errors: dict[str, str] = field(default_factory=dict)
    reading: DateReading | None = None
    corrections: tuple[Correction, ...] = ()
    reason: str | None = None

    @classmethod
    def of(cls, event: EventDetail, published: date | None) -> "EventForm":
        """The form that holds an event as it is."""
        values = typed_values(event)
        return cls(values | {REASON: ""}, values, reading=_reading_of(values[DATE], published))

    def rebased(self, event: EventDetail) -> "EventForm":
        """The same over an event that was changed meanwhile: what was not touched is taken over, what was stays."""
        present = typed_values(event)
        typed = {name: self.values[name] for name in FIELDS if self.values[name] != self.was[name]}
        return replace(self, values=present | typed | {REASON: self.values[REASON]}, was=present)

    def meant(self, event: EventDetail) -> list[Correction]:
        """The corrections that differ from what the event has."""
        return [one for one in self.corrections if one.value != kept_value(event, one.field)]


def parse_event_form(sent: SentForm, published: date | None, *, is_new: bool = False) -> EventForm:
    """
    Check what was typed.

    Args:
        published: The day from which words like "on Thursday" count.
        is_new: Whether every field is meant, and not only those that differ from what the form showed.
    """
    values = {name: sent.text(name) for name in (*FIELDS, REASON)}
    was = {name: sent.text(WAS + name) for name in FIELDS}
    meant = {name for name in FIELDS if is_new or _flat(values[name]) != _flat(was[name])}
    errors: dict[str, str] = {}
    corrections = [*_corrections(values, meant, errors, published)]
    reason = _read(errors, REASON, lambda: read_reason(values[REASON]))
    reading = _reading_of(values[DATE], published)
    return EventForm(values, was, errors, reading, () if errors else tuple(corrections), reason)


def typed_values(event: EventDetail) -> dict[str, str]:
    """The fields of an event as a person would type them."""
    ties: Mapping[str, Iterable[str]] = value_of(event, CONTEXT)
    tied = {role: _names(code for code, roles in ties.items() if role in roles) for role in TIES}
    return {
        TITLE: event.title,
        TYPE: event.type.value,
        STATUS: event.status.value,
        DATE: event.date_edtf or "",
        PLACE: event.place or "",
        ACTORS: _names(event.actors),
        RECIPIENTS: _names(event.recipients),
        **tied,
    }


def kept_value(event: EventDetail, name: str) -> Any:
    """The present value of a field in the shape that a correction has."""
    value = value_of(event, name)
    if name == DATE:
        return date_value(event.date_edtf, event.date_kind.value if event.date_kind else None)
    return list(value) if isinstance(value, tuple) else value


def _corrections(
    values: Mapping[str, str], meant: set[str], errors: dict[str, str], published: date | None
) -> Iterable[Correction]:
    for name in (name for name in PLAIN if name in meant):
        yield Correction(name, _read(errors, name, lambda name=name: READERS[name](values[name])))
    if DATE in meant:
        yield Correction(DATE, _read(errors, DATE, lambda: _date(values[DATE], published)))
    if meant.intersection(TIES):
        for role in TIES:
            _read(errors, role, lambda role=role: read_ties({role: values[role]}))
        if not errors.keys() & set(TIES):
            yield Correction(CONTEXT, read_ties(values))


def _date(typed: str, published: date | None) -> dict[str, str] | None:
    read = read_date(typed, published)
    return date_value(read.edtf, read.kind.value) if read else None


def _reading_of(typed: str, published: date | None) -> DateReading | None:
    try:
        return read_date(typed, published)
    except BadInput:
        return None  # the message stands at the field once the form is sent


def _read(errors: dict[str, str], name: str, read: Any) -> Any:
    try:
        return read()
    except BadInput as problem:
        errors[name] = str(problem)
        return None


def _names(codes: Iterable[str]) -> str:
    return "; ".join(map(party_name, codes))


def _flat(text: str) -> str:
    return " ".join(text.split())
