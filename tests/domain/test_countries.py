"""The country list, its completion and what a typed word means."""

import pytest

from app.domain.countries import countries, country_name, find_country, read_country, suggest_countries
from scripts.build_countries import COUNTRIES, build_rows, read_states, render

NAMES = [
    ("RUS", "Russia"),
    ("KOR", "South Korea"),
    ("PRK", "North Korea"),
    ("IRN", "Iran"),
    ("SYR", "Syria"),
    ("TWN", "Taiwan"),
    ("PSE", "Palestine"),
    ("XKX", "Kosovo"),
    ("SUN", "Soviet Union"),
    ("DDR", "East Germany"),
]
MEANT = [
    ("uk", "GBR"),
    ("burma", "MMR"),
    ("soviet", "SUN"),
    ("swiss", "CHE"),
    ("drc", "COD"),
    ("north korea", "PRK"),
    ("IND", "IND"),
    ("pk", "PAK"),
    ("Holland", "NLD"),
    ("  TÜRKIYE ", "TUR"),
    ("Cote d'Ivoire", "CIV"),
    ("East Timor", "TLS"),
]
FIRST = [
    ("uk", "GBR"),
    ("ukr", "UKR"),
    ("burma", "MMR"),
    ("soviet", "SUN"),
    ("swiss", "CHE"),
    ("drc", "COD"),
    ("côte", "CIV"),
    ("north korea", "PRK"),
    ("us", "USA"),
    ("emir", "ARE"),
    ("guinea", "GIN"),
    ("niger", "NER"),
    ("yugo", "YUG"),
    ("germ", "DEU"),
]


@pytest.mark.parametrize(("code", "name"), NAMES)
def test_names_are_those_that_readers_know(code: str, name: str) -> None:
    assert country_name(code) == name


def test_an_unknown_code_shows_itself() -> None:
    assert country_name("QQQ") == "QQQ"
    assert find_country("QQQ") is None


def test_codes_are_three_capitals_and_former_states_have_years() -> None:
    for code, country in countries().items():
        assert code.isascii()
        assert code.isupper()
        assert len(code) == 3
        assert (country.years is not None) == country.former
        assert country.years is None or country.years[0] < country.years[1] <= 2010


def test_all_of_iso_3166_and_the_former_states_are_there() -> None:
    assert len([country for country in countries().values() if not country.former]) == 250  # 249 and Kosovo
    former = {code for code, country in countries().items() if country.former}
    assert former == set("SUN YUG CSK DDR SCG YMD ANT BUR TMP ZAR RHO HVO BYS VDR DHY".split())


@pytest.mark.parametrize(("typed", "code"), MEANT)
def test_a_typed_word_means_one_country(typed: str, code: str) -> None:
    found = read_country(typed)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("typed", ["", " ", "congo", "congolese", "korea", "nowhere", "inx"])
def test_a_word_for_none_or_several_means_none(typed: str) -> None:
    assert read_country(typed) is None


@pytest.mark.parametrize(("typed", "code"), FIRST)
def test_the_first_suggestion_is_the_likeliest(typed: str, code: str) -> None:
    assert suggest_countries(typed)[0].code == code


def test_suggestions_offer_every_reading() -> None:
    assert {country.code for country in suggest_countries("congo")} == {"COD", "COG"}
    assert {country.code for country in suggest_countries("korea")} == {"KOR", "PRK"}


def test_suggestions_are_few_and_none_for_nothing() -> None:
    assert len(suggest_countries("a", limit=5)) == 5
    assert suggest_countries("  ") == []
    assert suggest_countries("zzz") == []


def test_the_file_is_what_the_script_makes() -> None:
    assert COUNTRIES.read_text(encoding="utf-8") == render(build_rows(read_states()))
