"""Forty articles that tell twelve happenings, with a person's decisions, in any order: the same events up to ids."""

from collections.abc import Sequence
from random import Random

import pytest

from tests.conftest import MakeDatabase
from tests.services.forty_articles import NAMES, Happenings, Told, desk_of, everything, facts, found_in, happenings

ORDERS = [("sqlite", seed) for seed in range(20)] + [("postgresql", seed) for seed in range(3)]


@pytest.fixture(scope="module")
def in_order(make_shared_database: MakeDatabase) -> Happenings:
    """What comes of the articles in the order of their names."""
    with desk_of(make_shared_database("sqlite")) as desk:
        desk.take_in(NAMES)
        return happenings(desk.session)


def test_there_are_forty_articles() -> None:
    assert len(NAMES) == 40
    assert len(facts("expected.toml")) == 12
    assert all(found_in(name).events for name in NAMES)


def test_they_tell_the_twelve_happenings_and_no_other_twice(in_order: Happenings) -> None:
    expected = {row["name"]: [tuple(told) for told in row["accounts"]] for row in facts("expected.toml")}
    together = {told: values for told, values in in_order.items() if len(told) > 1}
    assert len(together) == len(expected)
    for name, accounts in expected.items():
        assert any(_tells(told, accounts) for told in together), name


def _tells(told: frozenset[Told], accounts: Sequence[Sequence[str]]) -> bool:
    """Whether these are just the accounts that are named by article and words."""
    return sorted(name for name, _ in told) == sorted(name for name, _ in accounts) and all(
        any(name == article and words in quote for article, words in accounts) for name, quote in told
    )


def test_they_are_as_the_person_decided(in_order: Happenings) -> None:
    for row in facts("expected.toml"):
        (values,) = [values for told, values in in_order.items() if _tells(told, row["accounts"])]
        assert values["review"] == row.get("review", "proposed"), row["name"]
        assert row.get("title", values["title"]) == values["title"]
        assert row.get("date", values["date"]["edtf"]) == values["date"]["edtf"], row["name"]


@pytest.mark.parametrize(("kind", "seed"), ORDERS)
def test_any_order_gives_the_same(make_database: MakeDatabase, in_order: Happenings, kind: str, seed: int) -> None:
    names = list(NAMES)
    Random(seed).shuffle(names)  # noqa: S311 - a seeded order, nothing secret
    with desk_of(make_database(kind)) as desk:
        desk.take_in(names)
        assert happenings(desk.session) == in_order
        before = everything(desk.session)
        assert {desk.ingest(name) for name in names} == {True}
        assert everything(desk.session) == before
