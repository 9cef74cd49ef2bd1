"""The tables of facts: every code is a country, every term makes sense, nothing stands twice."""

import unicodedata
from itertools import pairwise

import pytest

from app.domain.countries import countries, find_country
from app.extraction.names_article import FORMER
from app.extraction.names_holders import changed_parties
from app.extraction.names_lexicon import COMBINING, read_facts
from scripts.build_cities import select

CODES = frozenset(countries())


def organisations() -> frozenset[str]:
    return frozenset(row["name"] for row in read_facts("organisations.json"))


def groups() -> frozenset[str]:
    return frozenset(row["name"] for row in read_facts("groups.json"))


@pytest.mark.parametrize("file", ["states.json", "capitals.json", "governments.json", "carriers.json"])
def test_every_code_is_a_country(file: str) -> None:
    assert {row["code"] for row in read_facts(file)} <= CODES


@pytest.mark.parametrize("file", ["groups.json", "regions.json"])
def test_every_host_is_a_country(file: str) -> None:
    assert {row["country"] for row in read_facts(file)} - {None} <= CODES


def test_cities_and_combining_forms_belong_to_countries() -> None:
    assert set(read_facts("cities.json")) <= CODES
    assert set(COMBINING.values()) <= CODES


def test_former_meanings_lie_within_the_life_of_the_state() -> None:
    for code, first, last in FORMER.values():
        country = find_country(code)
        assert country is not None
        assert country.years is not None
        assert country.years[0] <= first <= last <= country.years[1]


def test_every_person_speaks_for_a_known_party() -> None:
    assert {row["party"] for row in read_facts("people.json")} <= CODES | organisations() | groups()


def test_terms_of_office_are_years_in_order() -> None:
    for row in read_facts("people.json"):
        assert 1850 <= row["first"] <= (row["last"] or 2100) <= 2100, row


def test_nobody_holds_one_office_twice_at_a_time() -> None:
    terms = [(row["name"], row["party"], row["first"]) for row in read_facts("people.json")]
    assert len(terms) == len(set(terms))


def test_who_speaks_for_two_parties_does_so_one_after_the_other() -> None:
    for name, terms in changed_parties().items():
        for before, after in pairwise(terms):
            assert before.last is not None, name
            assert before.last <= after.first, name


@pytest.mark.parametrize("file", ["organisations.json", "groups.json", "regions.json"])
def test_a_name_stands_once_in_its_table(file: str) -> None:
    surfaces = [surface for row in read_facts(file) for surface in (row["name"], *row["also"])]
    assert sorted({surface for surface in surfaces if surfaces.count(surface) > 1}) == []


def test_facts_are_written_in_composed_characters() -> None:
    for file in ("states.json", "people.json", "cities.json"):
        text = str(read_facts(file))
        assert text == unicodedata.normalize("NFC", text)


def test_a_city_name_that_two_states_share_goes_to_the_far_larger_or_to_none() -> None:
    cities = [("Alphaville", "FRA", 900_000), ("Alphaville", "USA", 500_000), ("Betaville", "FRA", 2_600_000)]
    cities += [("Betaville", "USA", 500_000), ("Gamma", "FRA", 90_000), ("Deltaville", "FRA", 300_000)]
    assert select(cities, frozenset({"Deltaville"})) == {"FRA": ["Betaville"]}
