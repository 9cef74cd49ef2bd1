"""What types say beyond the rows of their rules."""

from app.domain.events import EventType
from tests.extraction.events_of import events_of
from tests.extraction.rule_rows import found_in
from tests.extraction.type_rows import NEEDS


def test_what_governs_tells_once() -> None:
    """ "threatened to expel" is one threat, not a threat and an expulsion."""
    assert [event.type for event in events_of("Iran threatened to expel two British diplomats.")] == [
        EventType.THREATEN
    ]


def test_every_event_says_which_words_told_it() -> None:
    for row in NEEDS:
        for event in found_in(row):
            why = event.why["type"]
            assert why.text is not None
            assert row.text[why.start : why.end] == why.text
