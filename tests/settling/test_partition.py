"""Groups are a function of the set of tellings: order, company and repetition change nothing; atoms stay whole."""

from collections.abc import Callable, Sequence
from itertools import combinations, product
from random import Random

import pytest

from app.settling.likeness import likeness
from app.settling.partition import neighbours, partition
from app.settling.tellings import Telling
from tests.settling.telling import telling

Brings = Callable[..., set[frozenset[str]]]
SEEDS = range(8)
DEEDS = (
    ("ASSAULT", "shelled posts"), ("ASSAULT", "bombed a bridge"), ("ASSAULT", "attacked"), ("SANCTION", "closed the border"),
    ("SANCTION", "expelled envoys"), ("CONSULT", "held talks on water"), ("AGREE", "signed an accord on water"),
    ("REQUEST", "asked for water"),
)  # fmt: skip
DATES = ("2003-08-11", "2003-08-12", "2003-08-13", "2003-08", "2003", None)


def groups(tellings: Sequence[Telling], held: dict[str, int] | None = None) -> set[frozenset[str]]:
    found = partition(tellings, held or {})
    assert list(found) == sorted(found, key=min)
    assert sorted(key for group in found for key in group) == sorted(one.key for one in tellings)
    return set(found)


def archive(seed: int, size: int = 60) -> list[Telling]:
    """Tellings of a small world in which much is alike: three states, few deeds, few days."""
    chance = Random(seed)  # noqa: S311 - a seeded world, nothing secret
    made = []
    for number in range(size):
        deed, words = chance.choice(DEEDS)
        actors, recipients = chance.sample(["IND", "PAK", "CHN", "PAK, CHN"], 2)
        made.append(
            telling(
                f"k{number:03}",
                article=f"article {chance.randrange(size // 2)}",
                type=deed,
                status=chance.choice(["occurred", "occurred", "alleged", "planned"]),
                date=chance.choice(DATES),
                by_print=chance.random() < 0.3,
                actors=actors,
                recipients=chance.choice([recipients, ""]),
                place=chance.choice([None, "Poonch", "Kashmir", "Leh"]),
                title=f"They {words}",
            )
        )
    return made


def atoms_of(tellings: Sequence[Telling], seed: int) -> dict[str, int]:
    """A third of the tellings held, in atoms of about three."""
    chance = Random(seed)  # noqa: S311 - as above
    return {one.key: chance.randrange(len(tellings) // 9) for one in tellings if chance.random() < 1 / 3}


def test_likes_come_together() -> None:
    told = [telling("a"), telling("b"), telling("c", date="2003-08-13")]
    assert groups(told) == {frozenset("ab"), frozenset("c")}


def test_two_of_one_article_stay_apart_and_a_third_chooses_the_liker() -> None:
    one, other = telling("a", article="x"), telling("b", article="x", title="Pakistan attacked India")
    assert groups([one, other, telling("c")]) == {frozenset("ac"), frozenset("b")}


def test_complete_linkage() -> None:
    """A telling without a place is like either of two places, and ties them not."""
    told = [telling("a", place="Poonch"), telling("b", place="Leh"), telling("c")]
    assert groups(told) in ({frozenset("ac"), frozenset("b")}, {frozenset("bc"), frozenset("a")})
    assert frozenset("abc") not in groups(told)


def test_an_atom_stays_whole_and_one_member_speaks_for_it() -> None:
    held = {"a": 1, "b": 1}
    told = [telling("a"), telling("b", date="1999-01-01"), telling("c")]
    assert groups(told, held) == {frozenset("abc")}
    assert groups(told) == {frozenset("ac"), frozenset("b")}


def test_two_atoms_never_join_and_a_free_telling_never_ties_them() -> None:
    told = [telling("a"), telling("b"), telling("c")]
    assert groups(told, {"a": 1, "b": 2}) == {frozenset("ac"), frozenset("b")}
    assert groups(told, {"a": 2, "b": 1}) == {frozenset("ac"), frozenset("b")}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_tellings_does_not_matter(seed: int) -> None:
    told = archive(seed)
    held = atoms_of(told, seed)
    expected, chance = groups(told, held), Random(seed)  # noqa: S311 - as above
    for _ in range(4):
        chance.shuffle(told)
        assert groups(told, held) == expected
    assert any(len(group) > 1 for group in expected)


@pytest.mark.parametrize("seed", SEEDS)
def test_each_component_is_partitioned_by_itself(seed: int) -> None:
    """What settling loads is one component of the pairs that join, with the atoms that it touches."""
    told = archive(seed)
    held = atoms_of(told, seed)
    parts = components(told, held)
    assert len(parts) > 1
    apart = [groups(part, {one.key: held[one.key] for one in part if one.key in held}) for part in parts]
    assert set().union(*apart) == groups(told, held)


def components(told: Sequence[Telling], held: dict[str, int]) -> list[list[Telling]]:
    """The connected components of the pairs that join and of the atoms."""
    part_of = {one.key: {one.key} for one in told}
    for a, b in combinations(told, 2):
        tied = (a.key in held and held.get(a.key) == held.get(b.key)) or likeness(a, b).joins
        if tied and part_of[a.key] is not part_of[b.key]:
            part_of[a.key] |= part_of[b.key]
            part_of.update(dict.fromkeys(part_of[b.key], part_of[a.key]))
    parts = {id(part): part for part in part_of.values()}
    return [[one for one in told if one.key in part] for part in parts.values()]


@pytest.mark.parametrize("seed", SEEDS)
def test_no_group_holds_what_may_not_join(seed: int) -> None:
    told = archive(seed)
    held = atoms_of(told, seed)
    by_key = {one.key: one for one in told}
    for group in groups(told, held):
        assert len({held[key] for key in group if key in held}) <= 1
        free = [by_key[key] for key in group if key not in held]
        assert not any(likeness(a, b).vetoes for a, b in combinations(free, 2))
    for atom in set(held.values()):
        members = {key for key, value in held.items() if value == atom}
        assert any(members <= group for group in groups(told, held))


@pytest.mark.parametrize("seed", SEEDS)
def test_every_pair_that_joins_is_a_neighbour(seed: int) -> None:
    """The index misses no pair that comparing all with all would join."""
    told = archive(seed, 80)
    near = {frozenset((a.key, b.key)) for a, b in neighbours(told)}
    joining = {frozenset((a.key, b.key)) for a, b in combinations(told, 2) if likeness(a, b).joins}
    assert joining
    assert joining <= near


def test_few_of_the_pairs_of_a_large_archive_are_compared() -> None:
    """A thousand tellings of ten years: what is compared grows with the neighbours, not with the square."""
    days = [
        f"20{year:02}-{month:02}-{day:02}" for year, month, day in product(range(10), range(1, 13), range(1, 29, 3))
    ]
    told = [telling(f"k{number}", date=day) for number, day in enumerate(days[:1000])]
    assert len(list(neighbours(told))) < 3 * len(told)
