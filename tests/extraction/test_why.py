"""Why a field has its value: the words, the rule, and what the rule leaned on."""

import pytest

from app.domain.events import Evidence, FoundEvent
from app.domain.evidence import PartyEvidence, unpack
from app.extraction.pipeline import extract
from tests.factories import read_article_of

TEXT = (
    "Kenya's president, Mwai Kibaki, arrived in Kampala with a Kenyan delegation on Monday. "
    "He signed a trade agreement with Uganda on Tuesday. "
    "Rwanda was named in the text, and on Tuesday Kenya condemned the Lord's Resistance Army."
)


@pytest.fixture(scope="module")
def events() -> tuple[FoundEvent, ...]:
    return extract(read_article_of(TEXT, published="2010-06-18")).events


def why(events: tuple[FoundEvent, ...], word: str, field: str) -> Evidence:
    """The evidence of a field of the event told by a word."""
    return next(event.why[field] for event in events if event.trigger == word)


def parties(events: tuple[FoundEvent, ...], word: str, field: str) -> dict[str, PartyEvidence]:
    return {one.party: one for one in unpack(why(events, word, field).anchor or "")}


def test_every_field_has_the_words_at_its_offsets(events: tuple[FoundEvent, ...]) -> None:
    told = [one for event in events for one in event.why.values()]
    assert told
    assert all(one.text is None or TEXT[one.start : one.end] == one.text for one in told)


def test_the_telling_word_is_its_own_evidence(events: tuple[FoundEvent, ...]) -> None:
    start = TEXT.index("signed")
    assert why(events, "signed", "trigger") == Evidence("signed", start, start + 6, "trigger.word")


def test_each_party_has_its_words_and_rules(events: tuple[FoundEvent, ...]) -> None:
    uganda = parties(events, "signed", "countries")["UGA"]
    assert (uganda.words, uganda.leans_on) == ("Uganda", None)
    role, name = uganda.rule.split("+")
    assert role.startswith("party.")
    assert name == "name.state"


def test_only_states_are_countries(events: tuple[FoundEvent, ...]) -> None:
    assert parties(events, "condemned", "recipients").keys() == {"Lord's Resistance Army"}
    assert parties(events, "condemned", "countries").keys() == {"KEN"}


def test_a_pronoun_points_back_to_the_last_name_of_its_party(events: tuple[FoundEvent, ...]) -> None:
    kenya = parties(events, "signed", "actors")["KEN"]
    assert (kenya.words, kenya.rule, kenya.leans_on) == ("He", "party.pronoun", "Mwai Kibaki")


def test_the_context_tells_what_ties_each_country(events: tuple[FoundEvent, ...]) -> None:
    ties = parties(events, "condemned", "context")
    assert ties["RWA"] == PartyEvidence("Rwanda", "RWA", "context.mentioned")
    assert ties["UGA"].rule == "context.host"
    assert ties["UGA"].words.endswith("Lord's Resistance Army")
