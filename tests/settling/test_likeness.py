"""What joins and what forbids it, one comparison at a time."""

from dataclasses import replace
from itertools import product

import pytest

from app.domain.events import EventType
from app.settling.likeness import THRESHOLD, likeness
from app.settling.nearness import days_apart
from app.settling.tellings import Telling
from tests.settling.pairs import pairs
from tests.settling.telling import telling
from tests.settling.test_pairs import tellings

MEETING = {"type": "CONSULT", "actors": "EGY, TUR", "recipients": "", "title": "Egypt and Turkey discussed Libya"}


def joins(**changed: str) -> bool:
    return likeness(telling("a"), telling("b", **changed)).joins  # type: ignore[arg-type]  # only texts are changed


def meets(**changed: str) -> bool:
    return likeness(telling("a", **MEETING), telling("b", **{**MEETING, **changed})).joins  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"status": "alleged"},
        {"title": "Mortar shells of Pakistan killed three at Indian posts"},
        {"recipients": ""},
    ],
    ids=["alike", "claimed by one", "other words", "fewer parties"],
)
def test_one_shelling(changed: dict[str, str]) -> None:
    assert joins(**changed)


@pytest.mark.parametrize(
    ("changed", "veto"),
    [
        ({"date": "2003-08-13"}, "1 day lies between them"),
        ({"type": "THREATEN"}, "ASSAULT is not THREATEN"),
        ({"actors": "IND", "recipients": "PAK"}, "the one who acts in the one is acted on in the other"),
        ({"actors": "CHN"}, "PAK in the one, CHN in the other"),
        ({"actors": "CHN", "recipients": "VNM"}, "they have no party in common"),
        ({"status": "denied"}, "it is occurred in the one and denied in the other"),
        ({"title": "Pakistani jets bombed Indian bunkers"}, "other acts: shel; airstrik, bomb"),
        ({"article": "article of a"}, "one article tells both"),
        ({"date": "2003"}, "a date in the one, none or a vague one in the other"),
    ],
)
def test_what_makes_two_shellings(changed: dict[str, str], veto: str) -> None:
    told = {"title": "Pakistani guns shelled a market", **changed}
    assert veto in likeness(telling("a"), telling("b", **told)).vetoes  # type: ignore[arg-type]


def test_places() -> None:
    at = {
        place: telling(place, place=place)
        for place in ("Pulwama", "Kashmir", "the city of Lahore", "Lahore", "Kiev", "Kyiv")
    }
    one_place = {(a, b) for a, b in product(at, at) if a < b and likeness(at[a], at[b]).joins}
    assert one_place == {("Kashmir", "Pulwama"), ("Lahore", "the city of Lahore"), ("Kiev", "Kyiv")}


def test_an_armed_group_is_its_host_only_with_more_to_tie_them() -> None:
    group = telling("a", actors="Jaish-e-Mohammad", hosts="PAK", place="Pulwama", title="A convoy was bombed")
    assert not likeness(group, telling("b", actors="PAK", title="India was attacked")).joins
    assert likeness(group, telling("c", actors="PAK", place="Pulwama", title="A convoy was bombed")).joins


def test_a_meeting_told_a_day_apart_needs_a_place_or_a_word() -> None:
    assert meets(date="2003-08-13")
    assert not meets(date="2003-08-13", title="Egypt and Turkey held talks")
    assert not meets(date="2003-08-14")


def test_a_day_of_publication_may_be_late_and_never_early() -> None:
    """News without a date takes the day of publication, which no happening follows."""
    assert likeness(telling("a"), telling("b", date="2003-08-13", by_print=True)).joins
    assert not likeness(telling("a"), telling("b", date="2003-08-11", by_print=True)).joins


def test_what_is_done_again_on_the_next_day_is_another_act() -> None:
    assert not meets(date="2003-08-13", title="Egypt and Turkey discussed Libya again")


def test_what_was_planned_took_place() -> None:
    assert meets(status="planned", title="Egypt and Turkey to discuss Libya")
    assert not meets(status="planned", date="2003-08-13")
    assert not meets(status="planned", title="Egypt and Turkey to discuss fishing")


def test_undated_plans_join_on_nearly_the_same_words() -> None:
    asked = {"type": "REQUEST", "status": "planned", "date": None, "actors": "ARG", "recipients": "GBR"}
    fees = [
        f"Argentina will ask Britain to lower its {rest}"
        for rest in ("fishing fees", "fees for fishing", "tariff on beef")
    ]
    a, b, c = (telling(key, title=title, **asked) for key, title in zip("abc", fees, strict=True))  # type: ignore[arg-type]
    assert likeness(a, b).joins
    assert not likeness(a, c).joins


@pytest.mark.parametrize(
    ("one", "other", "veto"),
    [
        ("The defence ministers met", "The finance ministers met", "other offices"),
        ("Resolution 338 was agreed", "Resolution 242 was agreed", "other agreements"),
        ("The second round of talks was held", "The third round of talks was held", "other rounds"),
        ("Turkish envoy Ali Demir met Egyptians", "Turkish envoy Kemal Ozal met Egyptians", "other persons"),
    ],
)
def test_names_that_part(one: str, other: str, veto: str) -> None:
    a, b = (telling(key, **{**MEETING, "title": title}) for key, title in (("a", one), ("b", other)))  # type: ignore[arg-type]
    found = likeness(a, b)
    assert any(said.startswith(veto) for said in found.vetoes)


def test_it_is_symmetric_and_keeps_to_its_scale() -> None:
    told = [one for pair in pairs("before") for side in (pair.a, pair.b) for one in tellings(side)]
    for a, b in product(told[::5], told[::7]):
        found = likeness(a, b)
        assert found == likeness(b, a)
        assert 0 <= found.score <= 1
        assert found.joins == (not found.vetoes and found.score >= THRESHOLD)
        assert found.reasons or found.vetoes or found.score < THRESHOLD


def test_each_type_has_its_days() -> None:
    assert all(0 <= days_apart(one, one, by_print=False) <= 1 for one in EventType)
    assert days_apart(EventType.ASSAULT, EventType.ASSAULT, by_print=False) == 0


def test_a_telling_is_like_its_copy() -> None:
    for pair in pairs("before"):
        for one in (*tellings(pair.a), *tellings(pair.b)):
            assert likeness(one, _copy(one)).score >= THRESHOLD, one


def _copy(one: Telling) -> Telling:
    return replace(one, key=f"copy of {one.key}", article="the copy")
