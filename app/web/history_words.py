"""What an action did, and each field that it changed, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from app.services.show_history import ActionView, RevisionView
from app.web import event_words, words
from app.web.grade_words import grade_words, is_grade

DEEDS = {
    "accept": "accepted {it}",
    "reject": "rejected {it}",
    "edit": "corrected {it}",
    "adopt": "chose what one account says",
    "dispute": "left a field of {it} open",
    "release": "gave a field of {it} back to its accounts",
    "merge": "joined another event with {it}",
    "split": "took accounts out of {it}",
    "create": "gave {it} by hand",
    "star": "put a star on {it}",
    "unstar": "took a star off {it}",
    "order": "placed {it} before or after others",
    "grade": "graded what an account of {it} says",
    "grade source": "graded this source",
    "judge": "judged how likely {it} is",
}
"""What is told of each kind of action; `{it}` is the event whose history it is."""
GRADE_LABELS = {
    "event": "Likelihood and confidence",
    "account": "Information of account {id}",
    "source": "Grade of source {id}",
}
STANDINGS = {
    "found": "found in its article",
    "detached": "its article no longer says it",
    "withdrawn": "the rules of today do not find it",
    "given": "given by hand",
}
DECIDED = "decided."
UNTOLD = frozenset({"stars", "decided_at"})
"""Fields of an event that the deed says already."""


@dataclass(frozen=True)
class FieldChange:
    """A field's label and its values in words; `old` is None where there was none before, `new` where none is left."""

    label: str
    old: str | None
    new: str | None


def action_words(
    action: ActionView, rows: Sequence[RevisionView], undone: ActionView | None, event_id: int | None
) -> str:
    """
    What was done, to follow a name: "accepted this event".

    Args:
        rows: The revisions of the action that concern the event.
        undone: The action that it takes back, if it is an undo of one of this history.
        event_id: The event whose history it is.
    """
    if action.kind == "undo":
        if undone is None:
            return "took back what was done before"
        return f"took back: {action_words(undone, (), None, event_id)}"
    target = _merged_into(rows, event_id)
    if target is not None:
        return f"joined this event with event {target}"
    if action.kind == "accept" and action.event_id is None:
        return "accepted this event together with others of a filter" if event_id else "accepted a whole filter"
    if action.kind == "accept" and rows and not any(row.field == "review" for row in rows):
        return "accepted this event again, with the accounts that joined since"
    it = "this event" if action.event_id in (event_id, None) else f"event {action.event_id}"
    return DEEDS.get(action.kind, f"{action.kind.replace('_', ' ')}: changed {{it}}").format(it=it)


def event_changes(rows: Sequence[RevisionView], event_id: int | None) -> tuple[FieldChange, ...]:
    """
    Each field that differs between the first and the last of these revisions, in words.

    What a person decided about a field is told by the field itself where that changed too; the accounts that a
    decision holds are told as one number.
    """
    spans = _spans(rows)
    changed = {field for subject, _, field in spans if subject == "event"}
    if changed & {"actors", "recipients"}:
        spans.pop(("event", event_id or 0, "countries"), None)  # they follow from the parties
    told = [
        change
        for (subject, subject_id, field), (old, new) in spans.items()
        if not (field.startswith(DECIDED) and field.removeprefix(DECIDED) in changed)
        and (change := _change(subject, subject_id, field, old, new, event_id))
    ]
    return (*told, *_held(spans))


Span = tuple[Any, Any]
Spans = dict[tuple[str, int, str], Span]


def _spans(rows: Sequence[RevisionView]) -> Spans:
    """For each field of each subject its first old and its last new value, where the two differ."""
    spans: Spans = {}
    for row in rows:
        key = (row.subject, row.subject_id, row.field)
        spans[key] = (spans[key][0] if key in spans else row.old, row.new)
    return {key: span for key, span in spans.items() if span[0] != span[1]}


def _merged_into(rows: Sequence[RevisionView], event_id: int | None) -> int | None:
    merged = [row.new for row in rows if (row.subject, row.subject_id, row.field) == ("event", event_id, "merged_into")]
    return merged[-1] if merged else None


def _change(subject: str, subject_id: int, field: str, old: Any, new: Any, event_id: int | None) -> FieldChange | None:
    if is_grade(field):
        return FieldChange(GRADE_LABELS[subject].format(id=subject_id), grade_words(old), grade_words(new))
    if subject == "event":
        return None if field in UNTOLD else _event_change(field, old, new)
    if field == "event":
        label = f"{'Note' if subject == 'annotation' else 'Account'} {subject_id}"
        return FieldChange(label, _place(old, event_id), _place(new, event_id))
    if field == "standing":
        return FieldChange(f"Account {subject_id}", STANDINGS.get(old, old), STANDINGS.get(new, new))
    if field == "held":
        return None
    return FieldChange(
        f"{words.field_words(field)} of {subject} {subject_id}", state_words(field, old), state_words(field, new)
    )


def _event_change(field: str, old: Any, new: Any) -> FieldChange:
    if field.startswith(DECIDED):
        label = f"Decision on: {words.field_words(field.removeprefix(DECIDED))}"
        name = field.removeprefix(DECIDED)
        return FieldChange(label, _decision(name, old), _decision(name, new))
    return FieldChange(words.field_words(field), state_words(field, old), state_words(field, new))


def state_words(field: str, value: Any) -> str | None:
    """A value as the history keeps it, in words; None where it says nothing."""
    if value in (None, "", [], {}):
        return None
    match field:
        case "date":
            return event_words.date_words(value["edtf"], value["kind"])
        case "countries":
            return ", ".join(f"{event_words.party_name(code)} ({words.role_words(role)})" for code, role in value)
        case "place" if isinstance(value, list):  # of a passage: see `store.annotations.PLACE_COLUMNS`
            _, start, end, is_detached = value
            return "not in the article any more" if is_detached else f"characters {start} to {end} of the article"
        case "merged_into" | "after" | "before":
            return f"event {value}"
    return event_words.value_words(field, value)


def _decision(field: str, decision: Any) -> str | None:
    if decision is None:
        return None
    if decision["state"] == "disputed":
        return "left open"
    value = state_words(field, decision["value"]) or "none"
    return f"{value}, with words of an article" if decision["start"] is not None else value


def _place(event_id: Any, own: int | None) -> str:
    return "this event" if event_id == own else f"event {event_id}"


def _held(spans: Spans) -> list[FieldChange]:
    """How many accounts a decision keeps with the event, or lets go."""
    held = [new for (subject, _, field), (_, new) in spans.items() if (subject, field) == ("account", "held")]
    kept, freed = held.count(True), held.count(False)
    said = []
    if kept:
        said.append(f"{kept} {'stays' if kept == 1 else 'stay'} with this event, whatever the machine finds")
    if freed:
        said.append(f"{freed} {'is' if freed == 1 else 'are'} free again for the machine to place")
    return [FieldChange("Accounts", None, "; ".join(said))] if said else []
