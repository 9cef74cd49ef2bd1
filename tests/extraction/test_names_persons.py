"""Persons: learnt from the article, from the table of office holders by term, and those who are neither."""

import pytest

from app.extraction.model import NameKind
from tests.extraction.names_of import name_at

LEARNT = [
    ("Peru's foreign minister, Ana Quispe, spoke. Quispe left.", "Quispe", "PER"),
    ("Kenyan army spokesman Brig. Gen. Otieno Waweru spoke. Waweru left.", "Waweru", "KEN"),
    ("Pavel Hruska, the Czech interior minister, spoke. Hruska left.", "Hruska", "CZE"),
    ("Pavel Hruska, a spokesman for the Kremlin, spoke. Hruska left.", "Hruska", "RUS"),
    ("They saw President Ana Quispe of Peru. Quispe left.", "Quispe", "PER"),
    ("The Turkish journalist Deniz Aksoy was held. Aksoy was freed.", "Aksoy", "TUR"),
    ("Peru's minister for trade Ana Quispe spoke. Then Ana Quispe left.", "Ana Quispe", "PER"),
]

NOT_LEARNT = [
    ("In Peru, Ana Quispe spoke. Quispe left.", "Quispe"),
    ("Peru said Ana Quispe was a minister. Quispe left.", "Quispe"),
    ("On Monday, the Peruvian president spoke. Monday was dull.", "Monday"),
    ("Ana Quispe, who met the Peruvian president, left. Quispe wept.", "Quispe"),
    ("Peru's minister, Ana Quispe, and Juan Quispe Soto left.", "Juan Quispe"),
]

# sentence, publication, mention, party; None where the surname means nobody
HOLDERS = [
    ("Putin spoke.", "2019-03-16", "Putin", "RUS"),
    ("Putin spoke.", "1975-03-16", "Putin", None),
    ("Brezhnev spoke.", "1975-03-16", "Brezhnev", "SUN"),
    ("In 1975 Brezhnev spoke.", "2019-03-16", "Brezhnev", "SUN"),
    ("President Carter spoke.", "1979-03-16", "Carter", "USA"),
    ("Carter spoke.", "1979-03-16", "Carter", None),
    ("Merkel spoke.", "2022-03-16", "Merkel", "DEU"),
    ("Laura Merkel spoke.", "2019-03-16", "Merkel", None),
    ("Merkel Strasse was closed.", "2019-03-16", "Merkel", None),
    ("When Merkel spoke.", "2019-03-16", "Merkel", "DEU"),
    ("Guterres spoke.", "2019-03-16", "Guterres", "UN"),
    ("Zelenskyy spoke.", "2023-03-16", "Zelenskyy", "UKR"),
    ("Erdoğan spoke.", "2019-03-16", "Erdoğan", "TUR"),
    ("Stoltenberg spoke.", "2014-11-16", "Stoltenberg", "NATO"),
    ("Shevardnadze spoke.", "1987-09-16", "Shevardnadze", "SUN"),
    ("President Obama spoke.", None, "Obama", "USA"),
]

# text, publication, mention, party: the term that holds or is nearest in the year that the passage speaks of
TERMS = [
    ("Eduard Shevardnadze spoke.", "1987-09-16", "Eduard Shevardnadze", "SUN"),
    ("Eduard Shevardnadze spoke.", "1999-09-16", "Eduard Shevardnadze", "GEO"),
    ("In 1987 Eduard Shevardnadze spoke.", "2019-09-16", "Eduard Shevardnadze", "SUN"),
    ("Eduard Shevardnadze spoke. Shevardnadze left.", "1987-09-16", "Shevardnadze", "SUN"),
    ("Eduard Shevardnadze spoke. Shevardnadze left.", None, "Shevardnadze", "GEO"),
    ("Donald Tusk spoke. Tusk left.", "2016-09-16", "Tusk", "EU"),
    ("Donald Tusk spoke. Tusk left.", "2024-09-16", "Tusk", "POL"),
    ("Mark Rutte spoke.", "2024-03-16", "Mark Rutte", "NLD"),
]

# Who is in office keeps the surname, but for somebody of another given name.
OUTWEIGHED = [
    ("Putin, the guest of the king of Jordan, spoke. Putin slept.", "Putin", "RUS"),
    ("The Jordanian king, Putin said, agreed. Putin slept.", "Putin", "RUS"),
    ("Jordan's minister, Khalid Putin, spoke. Putin slept.", "Putin", "JOR"),
    ("Hruska, the guest of the king of Jordan, spoke. Hruska slept.", "Hruska", None),
    ("Hruska, the ambassador of Jordan, spoke. Hruska slept.", "Hruska", "JOR"),
]

# A person in full gives the surname for the whole article, words and months apart.
FULL = [
    ("Theresa May spoke. May left.", "May", 20, "GBR"),
    ("Theresa May spoke. They met in May.", "May", 30, None),
    ("Theresa May spoke. They met on May 3.", "May", 30, None),
    ("Gordon Brown spoke. Brown left.", "Brown", 20, "GBR"),
    ("Bashar al-Assad spoke. Assad left.", "Assad", 23, "SYR"),
    ("Kim Jong-un spoke. Kim left.", "Kim", 18, "PRK"),
    ("Moon Jae-in met Kim Jong-un. Moon left.", "Moon", 29, "KOR"),
]


@pytest.mark.parametrize(("text", "mention", "party"), LEARNT)
def test_an_apposition_teaches_whom_a_person_speaks_for(text: str, mention: str, party: str) -> None:
    found = name_at(text, mention)
    assert found is not None
    assert (found.kind, found.party, found.country, found.as_party) == (NameKind.PERSON, party, party, True)


@pytest.mark.parametrize(("text", "mention"), NOT_LEARNT)
def test_other_neighbourhood_teaches_nothing(text: str, mention: str) -> None:
    assert name_at(text, mention) is None


@pytest.mark.parametrize(("text", "published", "mention", "party"), HOLDERS)
def test_a_bare_surname_means_who_is_in_office(
    text: str, published: str | None, mention: str, party: str | None
) -> None:
    found = name_at(text, mention, published)
    assert (found.party if found else None) == party


@pytest.mark.parametrize(("text", "published", "mention", "party"), TERMS)
def test_the_term_decides_for_whom_a_person_speaks(text: str, published: str | None, mention: str, party: str) -> None:
    found = name_at(text, mention, published)
    assert found is not None
    assert found.party == party


@pytest.mark.parametrize(("text", "mention", "party"), OUTWEIGHED)
def test_an_apposition_does_not_take_the_surname_of_who_is_in_office(
    text: str, mention: str, party: str | None
) -> None:
    found = name_at(text, mention)
    assert (found.party if found else None) == party


@pytest.mark.parametrize(("text", "mention", "start", "party"), FULL)
def test_a_person_named_in_full_gives_the_surname(text: str, mention: str, start: int, party: str | None) -> None:
    found = name_at(text, mention)
    assert (found.party if found and found.start >= start - 5 else None) == party


def test_a_leader_of_a_group_speaks_for_the_group_and_its_host_is_context() -> None:
    found = name_at("Hassan Nasrallah spoke.", "Hassan Nasrallah")
    assert found is not None
    assert (found.party, found.country) == ("Hezbollah", "LBN")


def test_the_table_outweighs_a_misread_apposition() -> None:
    text = "Vladimir Putin spoke. Putin, host of King Hussein of Jordan, left. Putin slept."
    found = name_at(text, "Putin")
    assert found is not None
    assert found.party == "RUS"
