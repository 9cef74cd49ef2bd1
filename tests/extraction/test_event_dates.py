"""Which date an event takes: the one of its clause, and the five inferences where it has none."""

import pytest

from app.domain.events import EventType
from tests.extraction.events_of import event_of, events_of

READ = [
    ("India bombed a camp in Pakistan on Tuesday and met China on Thursday.", "ASSAULT", "2019-03-12"),
    ("India bombed a camp in Pakistan on Tuesday and met China on Thursday.", "CONSULT", "2019-03-14"),
    ("In 1947 India and Pakistan became independent.", "MILESTONE", "1947"),
    ("Tempers rose last month after Pakistan bombed an Indian ship.", "ASSAULT", "2019-02"),
    ("Iran refused to meet Iraq on Thursday.", "REJECT", "2019-03-14"),
    ("3 March 2019: Chad expels a Libyan envoy. Libya protests.", "ACCUSE", "2019-03-03"),
]
INFERRED = [
    ("France expelled a Russian envoy.", "SANCTION", "2019-03-16", "date.inferred.fresh-news"),
    (
        "Bolivia recalled its envoy from Peru, the ministry said on Friday.",
        "SANCTION",
        "2019-03-15",
        "date.inferred.speech",
    ),
    (
        "Morocco attacked Algeria on 3 March 2019. Algeria recalled its envoy.",
        "SANCTION",
        "2019-03-03",
        "date.inferred.background",
    ),
    (
        "Morocco attacked Algeria on 3 March 2019. Algeria has rejected the offer.",
        "REJECT",
        "2019-03-03/2019-03-16",
        "date.inferred.reaction",
    ),
    (
        "Morocco, which Algeria had attacked, met Tunisia on 3 March 2019.",
        "ASSAULT",
        "../2019-03-03",
        "date.inferred.before",
    ),
]


@pytest.mark.parametrize(("text", "kind", "date"), READ, ids=[f"{row[1]}-{row[2]}" for row in READ])
def test_a_date_is_read_from_the_clause(text: str, kind: str, date: str) -> None:
    event = event_of(text, EventType(kind))
    assert event.date == date
    assert event.date_text is not None
    assert event.date_text in text


@pytest.mark.parametrize(("text", "kind", "date", "rule"), INFERRED, ids=[row[3] for row in INFERRED])
def test_a_date_is_inferred_and_says_so(text: str, kind: str, date: str, rule: str) -> None:
    event = event_of(text, EventType(kind))
    assert (event.date, event.date_rule, event.date_text) == (date, rule, None)
    assert event.why["date"].anchor


def test_without_a_publication_day_only_full_dates_are_dated() -> None:
    text = "France expelled a Russian envoy on 3 March 2019.\n\nSpain attacked Morocco on Friday."
    assert [event.date for event in events_of(text, published=None)] == ["2019-03-03"]


def test_a_plan_without_a_date_stays_undated() -> None:
    assert event_of("India and Japan will sign a treaty.").date is None
