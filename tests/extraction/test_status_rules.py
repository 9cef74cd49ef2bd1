"""What an event says of whether it happened, beyond the rows of its rules."""

from tests.extraction.events_of import events_of


def test_what_did_not_happen_is_no_event() -> None:
    assert events_of("Pakistan did not fire at India on Friday.") == []
