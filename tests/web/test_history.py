"""The history in words, and the wording of fields."""

from datetime import UTC, datetime
from typing import Any

import pytest

from app.services.show_event import RevisionView
from app.web.event_words import value_words
from app.web.history import FieldChange, tell_history

NOW = datetime(2024, 5, 6, 7, 8, tzinfo=UTC)


def revision(
    field: str, old: Any, new: Any, *, user: str | None = "Ada", minute: int = 8, note: int = 3
) -> RevisionView:
    at = NOW.replace(minute=minute)
    return RevisionView(1, "annotation", note, field, old, new, user, at, None)


def test_what_one_person_did_at_once_is_one_entry_newest_first() -> None:
    history = tell_history(
        [
            revision("body", None, "One."),
            revision("tags", [], ["a"]),
            revision("body", "One.", "Two.", minute=9, user="Bea"),
            revision("deleted", False, True, minute=10),
        ]
    )
    assert [(entry.user, entry.deed) for entry in history] == [
        ("Ada", "deleted note 3"),
        ("Bea", "changed note 3"),
        ("Ada", "wrote note 3"),
    ]
    assert history[0].changes == ()
    assert history[1].changes == (FieldChange("Text", "One.", "Two."),)
    assert history[2].changes == (FieldChange("Text", None, "One."), FieldChange("Tags", None, "a"))


def test_two_notes_at_one_instant_are_two_entries() -> None:
    assert len(tell_history([revision("body", None, "x"), revision("body", None, "y", note=4)])) == 2


def test_what_nobody_did_the_machine_did() -> None:
    assert tell_history([revision("body", None, "x", user=None)])[0].user == "the machine"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("date", "2011-03-02/2011-03-03", "2–3 March 2011"),
        ("actors", ["IND", "Jaish-e-Mohammad"], "India, Jaish-e-Mohammad"),
        (
            "context",
            {"PAK": ["host", "location"]},
            "Pakistan (home of an armed group that takes part, the place is there)",
        ),
        ("type", "SANCTION", "sanction (material conflict)"),
        ("type", "OLDER", "OLDER (statement or milestone)"),
        ("status", "planned", "planned"),
        ("confidence", 0.854, "85 %"),
        ("recipients", [], "—"),
        ("place", None, "—"),
    ],
)
def test_values_in_words(field: str, value: Any, said: str) -> None:
    assert value_words(field, value) == said
