"""What a found event becomes for comparing."""

from dataclasses import replace

import pytest

from app.domain.events import Evidence
from app.domain.evidence import PartyEvidence, pack
from app.errors import UnreadableDate
from app.settling.tellings import Called, telling_of
from tests.factories import found_event


def test_its_key_is_of_its_content_alone() -> None:
    found = found_event("India accused Pakistan.")
    key = telling_of(found, "one").key
    assert telling_of(replace(found, confidence=0.1, place="Delhi"), "one").key == key
    others = [telling_of(found, "two"), telling_of(replace(found, title="Another"), "one")]
    assert key not in {other.key for other in others}


def test_who_takes_part_and_who_is_only_named() -> None:
    found = found_event(
        actors=("Jaish-e-Mohammad",), recipients=("IND",), context={"PAK": ("host",), "AFG": ("mentioned",)}
    )
    telling = telling_of(found, "one")
    assert telling.parties == {"Jaish-e-Mohammad", "IND"}
    assert telling.countries == {"IND"}
    assert telling.hosts == {"PAK"}
    assert telling.tied == {"PAK", "AFG"}


@pytest.mark.parametrize(
    ("rule", "inferred", "by_print"),
    [
        ("date.full", False, False),
        ("date.inferred.background", True, False),
        ("date.inferred.fresh-news", True, True),
    ],
)
def test_how_its_date_came_about(rule: str, inferred: bool, by_print: bool) -> None:
    telling = telling_of(found_event(rule=rule), "one")
    assert (telling.date_inferred, telling.dated_by_print) == (inferred, by_print)


def test_the_words_that_stand_for_its_parties() -> None:
    told = [
        PartyEvidence("Bogota", "COL", "party.subject+name.capital-party"),
        PartyEvidence("Putin", "RUS", "party.subject+name.office-holder"),
    ]
    why = {"actors": Evidence("Bogota", 0, 6, "party.subject", pack(told))}
    assert telling_of(found_event(why=why), "one").called == {
        Called("Bogota", "COL", is_person=False),
        Called("Putin", "RUS", is_person=True),
    }


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(UnreadableDate):
        telling_of(replace(found_event(), date="2019-02-30"), "one")
