"""What holds for any text: spans inside, quotes letter by letter, dates valid, the same answer twice, nothing raised."""

import json
from itertools import cycle, permutations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.articles import ReadArticle
from app.domain.countries import countries
from app.domain.dates import parse_edtf
from app.extraction.output import event_record
from app.extraction.pipeline import RULES_VERSION, extract
from tests.extraction.events_of import article_of

STATES = ["France", "Germany", "Kenya", "Uganda", "Peru", "Chile", "Iran", "Iraq", "India", "Pakistan", "Japan"]
VERBS = ["attacked", "accused", "expelled a diplomat of", "met", "signed a treaty with", "threatened", "will visit"]
WHEN = ["on Monday", "last month", "in 1947", "on 3 March 2019", "yesterday", "", "on 2 April 2019"]
TAILS = ["", ", officials said", ", after talks in Geneva", ", which had been expected", " and recalled its envoy"]
sentences = st.builds(
    lambda a, verb, b, when, tail: f"{a} {verb} {b} {when}{tail}.".replace(" .", "."),
    st.sampled_from(STATES), st.sampled_from(VERBS), st.sampled_from(STATES), st.sampled_from(WHEN), st.sampled_from(TAILS),
)  # fmt: skip
news = st.lists(st.lists(sentences, min_size=1, max_size=4).map(" ".join), min_size=1, max_size=4).map("\n\n".join)


def _holds(article: ReadArticle) -> None:
    extraction = extract(article)
    for event in extraction.events:
        assert 0 <= event.start < event.end <= len(article.text)
        assert event.quote == article.text[event.start : event.end]
        assert len(event.quote.split()) <= 120
        assert event.title
        assert set(event.countries) <= {*event.actors, *event.recipients} & set(countries())
        assert not set(event.context) & set(event.countries)
        assert (event.date is None) == (event.date_kind is None) == (event.date_rule is None)
        if event.date is not None:
            parse_edtf(event.date)
        for why in event.why.values():
            assert why.rule
            if why.start is not None:
                assert why.text == article.text[why.start : why.end]
    assert extract(article) == extraction


@settings(max_examples=60, deadline=None)
@given(news)
def test_news_of_a_small_grammar(text: str) -> None:
    _holds(article_of(text))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    _holds(article_of(text))


def test_most_sentences_of_the_grammar_give_an_event() -> None:
    """At least eight of ten, each sentence an article of its own; every verb with every date and every tail."""
    pairs = cycle(permutations(STATES, 2))
    sentences = [
        f"{one} {verb} {other} {when}{tail}.".replace(" .", ".")
        for (verb, when, tail), (one, other) in zip(product(VERBS, WHEN, TAILS), pairs, strict=False)
    ]
    silent = [sentence for sentence in sentences if not extract(article_of(sentence)).events]
    assert len(silent) <= 0.2 * len(sentences), silent


@settings(max_examples=40, deadline=None)
@given(news)
def test_no_sentence_of_the_grammar_gives_more_than_three_events(text: str) -> None:
    told = [sentence for paragraph in text.split("\n\n") for sentence in paragraph.split(". ")]
    assert len(extract(article_of(text)).events) <= 3 * len(told)


HOSTILE = {
    "empty": "",
    "no space": "a" * 20_000,
    "opening quotes": "“" * 5_000,
    "digits": "1 " * 10_000,
    "emoji": "🙂" * 5_000,
    "right to left": "قال الرئيس " * 1_000,
    "commas": "France, " * 4_000,
    "one verb": "attacked " * 4_000,
    "relatives": "France, which " * 2_000,
}


def test_hostile_texts_give_valid_output() -> None:
    for text in HOSTILE.values():
        _holds(article_of(text))


def test_an_article_tells_at_most_three_hundred_events_of_twelve_parties() -> None:
    text = "\n\n".join(f"France attacked Germany on {day % 28 + 1} March {1700 + day}." for day in range(310))
    extraction = extract(article_of(text))
    assert len(extraction.events) == 300
    assert any("300" in notice for notice in extraction.notices)
    crowd = ", ".join(country.name for country in list(countries().values())[:30] if "," not in country.name)
    crowded = extract(article_of(f"{crowd} and Zambia signed a treaty on Friday."))
    assert all(len(event.actors) + len(event.recipients) <= 12 for event in crowded.events)


def test_a_text_in_another_language_is_left_alone_with_a_notice() -> None:
    text = (
        "Der Bundeskanzler hat am Freitag mit dem Präsidenten von Frankreich über die Lage in der Ukraine gesprochen. "
        * 4
    )
    extraction = extract(article_of(text))
    assert extraction.events == ()
    assert len(extraction.notices) == 1


def test_the_record_keeps_the_order_of_the_contract() -> None:
    event = extract(article_of("France expelled a Russian envoy on Friday.")).events[0]
    record = event_record(event, explain=True)
    assert (
        list(record)
        == (
            "quote start end title date date_kind date_text date_rule status type countries actors recipients context place"
            " attributed_to confidence trigger why"
        ).split()
    )
    assert json.loads(json.dumps(record)) == record
    assert "why" not in event_record(event)
    assert RULES_VERSION
