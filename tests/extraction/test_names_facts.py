"""The tables of facts: every code is a country, every term makes sense, nothing stands twice."""

import unicodedata
from itertools import pairwise

import pytest

from app.domain.countries import countries, find_country
from app.extraction.names_article import FORMER
from app.extraction.names_facts import fold, read_facts
from app.extraction.names_holders import changed_parties
from app.extraction.names_lexicon import COMBINING, lexicon
from app.extraction.names_people import IN_OFFICE, people, read_people
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
    assert {person.party for person in people()} <= CODES | organisations() | groups()


def test_terms_of_office_are_years_in_order() -> None:
    for person in people():
        assert 1800 <= person.first <= person.last, person
        assert person.last <= 2030 or person.last == IN_OFFICE, person


def test_nobody_holds_one_office_twice_at_a_time() -> None:
    terms = [(fold(person.name), person.party, person.first) for person in people()]
    assert len(terms) == len(set(terms))


def test_who_speaks_for_two_parties_does_so_one_after_the_other() -> None:
    for name, terms in changed_parties().items():
        for before, after in pairwise(terms):
            assert before.last <= after.first, name


@pytest.mark.parametrize("file", ["organisations.json", "groups.json", "regions.json"])
def test_a_name_stands_once_in_its_table(file: str) -> None:
    surfaces = [surface for row in read_facts(file) for surface in (row["name"], *row["also"])]
    assert sorted({surface for surface in surfaces if surfaces.count(surface) > 1}) == []


def test_facts_are_written_in_composed_characters() -> None:
    for text in (str(read_facts("states.json")), str(people()), str(read_facts("cities.json"))):
        assert text == unicodedata.normalize("NFC", text)


def test_a_city_name_that_two_states_share_goes_to_the_far_larger_or_to_none() -> None:
    cities = [("Alphaville", "FRA", 900_000), ("Alphaville", "USA", 500_000), ("Betaville", "FRA", 2_600_000)]
    cities += [("Betaville", "USA", 500_000), ("Gamma", "FRA", 90_000), ("Deltaville", "FRA", 300_000)]
    assert select(cities, frozenset({"Deltaville"})) == {"FRA": ["Betaville"]}


def test_a_row_of_the_table_of_people_is_read_as_its_head_says() -> None:
    table = "# a remark\n\n[PER]\n1990-1994 Ana al-Quispe | president\n2001 Bo Li | envoy | Bo | Bo Lee; B. Li\n2010- Cy Ro | king"
    ana, bo, cy = read_people(table)
    assert (ana.party, ana.first, ana.last, ana.name, ana.surname) == ("PER", 1990, 1994, "Ana al-Quispe", "Quispe")
    assert (bo.first, bo.last, bo.surname, bo.also) == (2001, 2001, "Bo", ("Bo Lee", "B. Li"))
    assert (cy.office, cy.last, cy.also) == ("king", IN_OFFICE, ())


def test_every_surface_begins_with_a_letter_or_digit() -> None:
    assert [surface for surface in lexicon() if not surface[0].isalnum()] == []
