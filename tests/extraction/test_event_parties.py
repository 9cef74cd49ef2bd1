"""Who did it and to whom: each rule id with a row that needs it."""

import pytest

from tests.extraction.events_of import event_of, events_of

ROWS = [
    ("France expelled two Russian diplomats on Thursday.", ["FRA"], ["RUS"], "party.object"),
    ("The German envoy to Mali criticised France on Friday.", ["DEU"], ["FRA"], "party.object"),
    ("Two Polish soldiers were killed by Belarusian guards on Friday.", ["BLR"], ["POL"], "party.agent"),
    ("More than 100 Indian soldiers were captured by Chinese troops on Friday.", ["CHN"], ["IND"], "party.agent"),
    ("Iranian and Iraqi officials met in Vienna on Friday.", ["IRN", "IRQ"], [], "party.subject"),
    ("Chadian rebels killed a French doctor on Friday.", ["Chadian rebels"], ["FRA"], "party.rebels"),
    ("Boko Haram attacked a post in Niger on Friday.", ["Boko Haram"], ["NER"], "party.territory"),
    ("Israel bombed Damascus on Friday.", ["ISR"], ["SYR"], "party.territory"),
    ("Putin flew to Beijing on Friday.", ["RUS", "CHN"], [], "party.destination"),
    ("The African Union met at Ghana's request on Friday.", ["African Union", "GHA"], [], "party.request"),
    ("In Kenya the police arrested two Somali traders on Friday.", ["KEN"], ["SOM"], "party.institution"),
    (
        "Spain mourned after the killing of a Spanish soldier by Moroccan troops on 3 March 2019.",
        ["MAR"],
        ["ESP"],
        "party.nominal",
    ),
]
TWO_SENTENCES = [
    ("France met Germany on Monday. They signed a treaty on Tuesday.", ["FRA", "DEU"], [], "party.plural-pronoun"),
    ("France attacked Germany on Monday. It withdrew on Tuesday.", ["FRA"], ["DEU"], "party.pronoun"),
    (
        "Morocco attacked Algeria on 3 March 2019. Algeria recalled its envoy on Friday.",
        ["DZA"],
        ["MAR"],
        "party.other-side",
    ),
    (
        "France accused Germany on Monday. Germany rejected the allegations on Tuesday.",
        ["DEU"],
        ["FRA"],
        "party.deed-told-before",
    ),
    ("Brazil and Peru quarrelled. A ceasefire was signed on 3 March 2019.", ["PER", "BRA"], [], "party.meant"),
    (
        "ASEAN brings together ten states, among them Thailand, Laos and Vietnam. ASEAN ministers met on Friday.",
        ["ASEAN", "THA", "LAO", "VNM"],
        [],
        "party.member",
    ),
]


@pytest.mark.parametrize(
    ("text", "actors", "recipients", "rule"), ROWS, ids=[f"{r[3]}-{i}" for i, r in enumerate(ROWS)]
)
def test_parties_and_their_rule(text: str, actors: list[str], recipients: list[str], rule: str) -> None:
    event = event_of(text)
    assert (list(event.actors), list(event.recipients)) == (actors, recipients)
    assert rule in (event.why["countries"].anchor or "")


@pytest.mark.parametrize(("text", "actors", "recipients", "rule"), TWO_SENTENCES, ids=[row[3] for row in TWO_SENTENCES])
def test_parties_from_what_was_said_before(text: str, actors: list[str], recipients: list[str], rule: str) -> None:
    event = events_of(text)[-1 if rule != "party.deed-told-before" else 1]
    assert (list(event.actors), list(event.recipients)) == (actors, recipients)
    assert rule in (event.why["countries"].anchor or "")


def test_the_same_state_on_both_sides_makes_no_pair() -> None:
    assert event_of("Kenyan police arrested forty Kenyan students on Friday.").countries == ("KEN",)


def test_the_host_of_a_group_is_context_and_no_party() -> None:
    event = event_of("Jaish-e-Mohammad attacked an Indian convoy on Friday.")
    assert event.actors == ("Jaish-e-Mohammad",)
    assert event.countries == ("IND",)
    assert [role.value for role in event.context["PAK"]] == ["host"]


def test_the_place_is_told_apart_from_the_parties() -> None:
    event = event_of("Iran and Iraq signed an agreement in Geneva on Friday.")
    assert event.place == "Geneva"
    assert "CHE" not in event.countries
    assert [role.value for role in event.context["CHE"]] == ["location"]


def test_who_says_so_is_no_actor() -> None:
    event = event_of("Pakistan bombed an Indian camp, an Iranian official said on Friday.")
    assert event.actors == ("PAK",)
    assert event.attributed_to is not None
    assert "Iran" in event.attributed_to
