"""The tables of settling: each word in one list, each type with its days."""

from collections import Counter

from app.domain.events import EventType
from app.settling.facts_files import read_facts
from app.settling.stems import lexicon, meaning, stem


def test_each_word_has_one_meaning() -> None:
    lines = read_facts("words.toml")["alike"].strip().splitlines()
    stems = Counter(word for line in lines for word in set(map(stem, line.split())))
    assert [word for word, count in stems.items() if count > 1] == []


def test_no_word_both_speaks_and_says_nothing() -> None:
    """What tells one act from another is neither faint nor left out."""
    lists = lexicon()
    assert lists.acts & lists.faint == set()
    assert lists.acts & {meaning(word) for word in lists.stop} == set()


def test_every_type_has_its_days() -> None:
    table = read_facts("days.toml")
    assert set(table["days"]) == set(EventType)
    assert all(days in (0, 1) for days in table["days"].values())


def test_types_and_places_are_written_alike() -> None:
    types = read_facts("types.toml")
    assert all(EventType(name) for group in types["compatible"] for name in group)
    places = read_facts("places.toml")
    assert not places["same"].keys() & set(places["same"].values())
    for inside in places["within"].values():
        assert not places["same"].keys() & set(inside)
