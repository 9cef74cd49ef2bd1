"""What the whole article decides: summed mentions, former states by year, and which Congo or Korea is meant."""

import pytest

from app.domain.articles import BlockKind
from app.extraction.model import NameKind
from app.extraction.names import find_names
from tests.extraction.names_of import article_of, name_at, names_of

SUMMED = [
    ("Peru and Chile signed. The two countries were content.", "The two countries", ("PER", "CHL")),
    ("Peru met Chile. Both sides were content.", "Both sides", ("PER", "CHL")),
    ("The Taliban and the US met. The two sides agreed.", "The two sides", ("Taliban", "USA")),
    ("Peru, Chile and Bolivia met. The trio agreed.", "The trio", ("PER", "CHL", "BOL")),
    ("Peru, Chile and Bolivia met. The three neighbours agreed.", "The three neighbours", ("PER", "CHL", "BOL")),
    ("Talks between Lima and Quito failed. Both capitals said so.", "Both capitals", ("PER", "ECU")),
    # The coupled pair, not the nearest names; the article's pair, not a chance neighbour.
    ("Peru and Chile met. Peru's arms come from France. The two countries agreed.", "The two countries", ("PER", "CHL")),
    ("Peru needs Chile. Chile needs Peru. Peru flew French jets. The two countries agreed.", "The two countries",
     ("CHL", "PER")),
    ("Peru shelled Chile, and both countries mourned.", "both countries", ("PER", "CHL")),
    # Who urges both sides is neither of them, who fights beside them is.
    ("Peru attacked Chile. Brazil, next to Bolivia, urged both sides to talk.", "both sides", ("PER", "CHL")),
    ("Peru attacked Chile. Brazil fought Bolivia until both sides tired.", "both sides", ("BRA", "BOL")),
    # The headline's pair outweighs a distant chance neighbour, but not who is coupled just before.
    ("Peru and Chile make peace\nChile spoke. It rained. Brazil and Peru grow tea. It rained. It "
     "rained. It rained. It rained. The two sides agreed.", "The two sides", ("PER", "CHL")),
    ("Peru and Chile make peace\nBrazil fought Bolivia. Brazil and Bolivia met. The two sides agreed.", "The two sides",
     ("BRA", "BOL")),
    ("The two Koreas met.", "two Koreas", ("KOR", "PRK")),
    ("It was under British India.", "British India", ("GBR", "IND")),
]  # fmt: skip

FORMER = [
    ("The Soviet army left.", "2019-03-16", "Soviet", "SUN"),
    ("The Russian army left.", "1985-03-16", "Russian", "RUS"),
    ("In 1979 Moscow sent troops.", "2019-03-16", "Moscow", "SUN"),
    ("In 1970 a crowd marched in Salisbury.", "2019-03-16", "Salisbury", "Salisbury"),
    ("In 1970 Rhodesian troops marched in Salisbury.", "2019-03-16", "Salisbury", "RHO"),
    ("In 1972 South Yemen mobilised, Aden said.", "2019-03-16", "Aden", "YMD"),
    ("In 1972 Aden was hot.", "2019-03-16", "Aden", "Aden"),
    ("Rangoon protested.", "1975-03-16", "Rangoon", "BUR"),
    ("East Pakistan was cut off.", "1970-11-14", "East Pakistan", "PAK"),
    ("Saigon protested.", "1966-03-16", "Saigon", "VNM"),
    ("Moscow sent troops.", "2019-03-16", "Moscow", "RUS"),
    ("Moscow sent troops.", "1979-12-27", "Moscow", "SUN"),
    ("In 1968 Prague gave way.", "2019-03-16", "Prague", "CSK"),
    ("Burma became independent in 1948.", "2019-03-16", "Burma", "BUR"),
    ("Burma held an election.", "2012-03-16", "Burma", "MMR"),
    ("Zaire fell.", "2019-03-16", "Zaire", "ZAR"),
    ("Rhodesia declared independence.", "1965-11-12", "Rhodesia", "RHO"),
    ("North Vietnam attacked.", "1972-11-12", "North Vietnam", "VDR"),
    ("East Germany closed the border.", "1961-08-14", "East Germany", "DDR"),
    ("West Germany opened the border.", "1961-08-14", "West Germany", "DEU"),
]

MEANT = [
    ("Congo mourned. Kinshasa was silent.", "Congo", "COD"),
    ("Congo mourned. Brazzaville was silent.", "Congo", "COG"),
    ("Korea won. South Korea cheered.", "Korea", "KOR"),
    ("Tripoli was shelled, Lebanon said.", "Tripoli", "Tripoli"),
    ("Tripoli accused Egypt, and Libya withdrew.", "Tripoli", "LBY"),
    ("Georgia voted. Tbilisi was calm.", "Georgia", "GEO"),
]


@pytest.mark.parametrize(("text", "mention", "parties"), SUMMED)
def test_a_summed_mention_means_the_parties_before_it(text: str, mention: str, parties: tuple[str, ...]) -> None:
    found = name_at(text, mention)
    assert found is not None
    assert found.plural_of == parties


def test_a_summed_mention_without_parties_before_it_is_no_name() -> None:
    assert names_of("The two countries met.") == []


@pytest.mark.parametrize(("text", "published", "mention", "party"), FORMER)
def test_a_former_state_is_read_by_its_own_word_or_by_the_year(
    text: str, published: str, mention: str, party: str
) -> None:
    found = name_at(text, mention, published)
    assert found is not None
    assert found.party == party


@pytest.mark.parametrize(("text", "mention", "party"), MEANT)
def test_the_article_settles_ambiguous_names(text: str, mention: str, party: str) -> None:
    found = name_at(text, mention)
    assert found is not None
    assert found.party == party


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Georgia voted. Atlanta was calm.", "Georgia"),
        ("Syria bombed Turkmen villages.", "Turkmen"),
        ("The KIA rolled off the ferry.", "KIA"),
    ],
)
def test_the_article_rules_a_state_out(text: str, mention: str) -> None:
    assert name_at(text, mention) is None


def test_turkmens_are_a_people_of_turkmenistan_elsewhere() -> None:
    found = name_at("Turkmen gas flows to Turkey.", "Turkmen")
    assert found is not None
    assert found.party == "TKM"


def test_an_ambiguous_acronym_counts_where_its_party_is_spelt_out() -> None:
    found = name_at("The Kachin Independence Army struck. The KIA said so.", "KIA")
    assert found is not None
    assert found.party == "Kachin Independence Army"


def test_korea_alone_is_no_state() -> None:
    found = name_at("North Korea and South Korea fought in Korea.", "Korea")
    assert found is not None
    assert (found.country, found.as_party) == (None, False)


def test_a_group_is_its_own_party_and_its_host_is_context() -> None:
    found = name_at("Jaish-e-Mohammed struck.", "Jaish-e-Mohammed")
    assert found is not None
    assert (found.kind, found.party, found.country) == (NameKind.GROUP, "Jaish-e-Mohammad", "PAK")


def test_an_organisation_has_no_state() -> None:
    found = name_at("The North Atlantic Treaty Organization met.", "North Atlantic Treaty Organization")
    assert found is not None
    assert (found.kind, found.party, found.country) == (NameKind.ORGANISATION, "NATO", None)


def test_a_city_is_a_place_of_its_state() -> None:
    found = name_at("They met in Samarkand.", "Samarkand")
    assert found is not None
    assert (found.kind, found.party, found.country, found.as_party) == (NameKind.PLACE, "Samarkand", "UZB", False)


@pytest.mark.parametrize("kind", [BlockKind.BYLINE, BlockKind.COMMENT, BlockKind.CHROME])
def test_only_blocks_that_tell_events_are_read(kind: BlockKind) -> None:
    assert find_names(article_of("Peru and Chile signed.", kind=kind)) == []
