"""Which date an event takes in a whole article: short ones of many registers, and what no single rule shows."""

import pytest

from app.domain.events import EventType, FoundEvent
from tests.extraction.dated_texts import TEXTS, DatedText
from tests.extraction.events_of import event_of, events_of

READ = [
    ("India bombed a camp in Pakistan on Tuesday and met China on Thursday.", "ASSAULT", "2019-03-12"),
    ("India bombed a camp in Pakistan on Tuesday and met China on Thursday.", "CONSULT", "2019-03-14"),
    ("Tempers rose last month after Pakistan bombed an Indian ship.", "ASSAULT", "2019-02"),
    ("Iran refused to meet Iraq on Thursday.", "REJECT", "2019-03-14"),
    ("Chad and Niger agreed to hold a drill later this year.", "AGREE", "2019-03-16"),
    ("Peru, which is to meet Chile in May, attacked Bolivia on Friday.", "ASSAULT", "2019-03-15"),
    ("Chad left the pact in May, and on 5 June, with Niger, it attacked Libya.", "ASSAULT", "2018-06-05"),
    ("Oman condemned what it called an act of war on Thursday.", "ACCUSE", "2019-03-14"),
    ("A year later, on 5 May 1998, Chad attacked Libya.", "ASSAULT", "1998-05-05"),
]


def nearest(found: list[FoundEvent], text: str, words: str) -> FoundEvent:
    """The event whose passage holds the words, its trigger nearest to them."""
    at = text.index(words)
    around = [event for event in found if event.start <= at < event.end]
    assert around, f"nothing is found at {words!r}"
    return min(around, key=lambda event: abs((event.why["type"].start or 0) - at))


@pytest.mark.parametrize("row", TEXTS, ids=lambda row: row.register)
def test_the_events_of_an_article_are_dated(row: DatedText) -> None:
    found = events_of(row.text, row.published)
    assert {words: nearest(found, row.text, words).date for words in row.dates} == row.dates


@pytest.mark.parametrize(("text", "kind", "date"), READ, ids=[f"{row[1]}-{row[2]}" for row in READ])
def test_a_date_is_that_of_its_clause(text: str, kind: str, date: str) -> None:
    assert event_of(text, EventType(kind)).date == date


def test_a_read_date_is_quoted_and_an_inferred_one_is_not() -> None:
    text = "Morocco attacked Algeria on 3 March 2019. Algeria recalled its envoy."
    assert [event.date_text for event in events_of(text)] == ["3 March 2019", None]
    assert all(event.why["date"].anchor for event in events_of(text)[1:])


def test_without_a_publication_day_only_full_dates_are_dated() -> None:
    text = "France expelled a Russian envoy on 3 March 2019.\n\nSpain attacked Morocco on Friday."
    assert [event.date for event in events_of(text, published=None)] == ["2019-03-03"]


def test_a_plan_without_a_date_stays_undated() -> None:
    assert event_of("India and Japan will sign a treaty.").date is None
