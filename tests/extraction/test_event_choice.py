"""One event for each happening of an article, with a headline that a chronology would print."""

import pytest

from tests.extraction.events_of import event_of, events_of


def test_the_same_happening_told_twice_is_one_event() -> None:
    text = "France expelled a Russian envoy on Thursday.\n\nThe French government expelled the Russian envoy on 14 March 2019."
    assert len(events_of(text)) == 1


def test_other_days_are_other_events() -> None:
    assert len(events_of("Iran attacked Iraq on Monday.\n\nIran attacked Iraq on Thursday.")) == 2


def test_a_sentence_with_one_event_is_quoted_whole() -> None:
    text = "After long silence, France expelled a Russian envoy on Thursday."
    assert event_of(text).quote == text


def test_of_several_events_in_a_sentence_each_quotes_its_clause() -> None:
    text = "France expelled a Russian envoy on Thursday, and Spain met Portugal on Friday."
    quotes = [event.quote for event in events_of(text)]
    assert len(quotes) == 2
    assert "Spain" not in quotes[0]
    assert "Russian" not in quotes[1]


TITLES = [
    ("France expels two Russian diplomats.", "France expelled two Russian diplomats"),
    ("India is to sign a treaty with Japan on 2 April 2019.", "India to sign a treaty with Japan"),
    ("Two Polish soldiers were killed by Belarusian guards on Friday.", "Two Polish soldiers were killed by Belarusian guards"),
    ("Iran threatened to expel two British diplomats.", "Iran threatened to expel two British diplomats"),
    ("In Geneva on Friday Iran met Iraq.", "Iran met Iraq"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "title"), TITLES, ids=[row[1] for row in TITLES])
def test_headlines(text: str, title: str) -> None:
    assert event_of(text).title == title


def test_confidence_has_its_reasons() -> None:
    sure = event_of("France expelled a Russian envoy on Thursday.")
    unsure = event_of("France recalled its envoy after Russia shrugged.")
    assert sure.confidence > unsure.confidence
    assert unsure.why["confidence"].anchor
