"""What the words of a telling name."""

import pytest

from app.settling.stems import meaning
from app.settling.wording import wording_of
from tests.settling.telling import telling


def names(text: str, field: str, **given: str) -> object:
    return getattr(wording_of(telling(title="", quote=text, **given)), field)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "words",
    ["shelled shelling shells bombarded gunners", "harbouring sheltering", "agreed agree agrees", "plane planes"],
)
def test_words_of_one_meaning(words: str) -> None:
    assert len({meaning(word) for word in words.split()}) == 1


@pytest.mark.parametrize("words", ["plane plan", "shelled bombed", "expelled summoned recalled", "ship airliner"])
def test_words_of_different_meaning(words: str) -> None:
    assert len({meaning(word) for word in words.split()}) == len(words.split())


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Troops shelled posts in the Poonch sector.", {("poonch",)}),
        ("They met on the island of Langkawi.", {("langkawi",)}),
        ("They met in the northern city of Kiev.", {("kyiv",)}),
        ("They spoke of the Kartarpur corridor.", set()),
        ("They met in India.", set()),
    ],
)
def test_where(text: str, places: set[tuple[str, ...]]) -> None:
    assert names(text, "places") == places


def test_who_reports_it_is_no_part_of_it() -> None:
    assert names("Pakistani troops shelled a bridge, the ministry in Delhi said on Friday.", "places") == set()


@pytest.mark.parametrize(
    ("text", "offices"),
    [
        ("The foreign and defence ministers met.", {"foreign", "defence"}),
        ("The minister of trade came.", {"economy"}),
        ("The Secretary of State came.", {"foreign"}),
        ("The prime minister came.", {"head"}),
        ("Officials came.", set()),
    ],
)
def test_offices(text: str, offices: set[str]) -> None:
    assert names(text, "offices") == offices


@pytest.mark.parametrize(
    ("text", "agreements"),
    [
        ("They signed the Treaty of Rapallo.", {"rapallo"}),
        ("They signed the Oslo accord.", {"oslo"}),
        ("It adopted Resolution 1441.", {"1441"}),
        ("They signed a treaty.", set()),
    ],
)
def test_agreements(text: str, agreements: set[str]) -> None:
    assert names(text, "agreements") == agreements


def test_parties_numbers_and_weekdays_say_nothing() -> None:
    assert names("On Friday 14 Indian and Pakistani bridges burned.", "about") == {meaning("bridge"), meaning("burn")}


def test_a_person_and_the_state_that_an_adjective_gives() -> None:
    (person,) = wording_of(telling(title="", quote="Chinese envoy Li Wei met them.")).persons
    assert person.words == {"li", "wei"}
    assert "CHN" in person.state
