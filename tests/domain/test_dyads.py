"""Country pairs: always sorted, read either way round, refused with a reason."""

import pytest

from app.domain.dyads import Direction, Dyad, dyads_among, parse_dyad
from app.errors import BadInput


def test_a_dyad_is_sorted_whichever_way_it_is_made() -> None:
    assert Dyad.of("PAK", "IND") == Dyad.of("IND", "PAK") == Dyad("IND", "PAK")
    assert str(Dyad.of("PAK", "IND")) == "IND-PAK"


@pytest.mark.parametrize(("a", "b"), [("PAK", "IND"), ("IND", "IND")])
def test_an_unsorted_dyad_cannot_be_built(a: str, b: str) -> None:
    with pytest.raises(ValueError, match=f"{a}-{b}"):
        Dyad(a, b)


@pytest.mark.parametrize(
    ("text", "turned"), [("IND-PAK", False), ("PAK-IND", True), (" ind - pak ", False), ("SUN-USA", False)]
)
def test_a_pair_is_read_and_tells_whether_it_was_turned(text: str, turned: bool) -> None:
    dyad, was_turned = parse_dyad(text)
    assert str(dyad) in ("IND-PAK", "SUN-USA")
    assert was_turned is turned


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("IND-XXX", "'XXX'"),
        ("IND-IND", "twice"),
        ("IND", "no country pair"),
        ("", "no country pair"),
        ("IND-", "no country pair"),
        ("IND-PAK-USA", "no country pair"),
    ],
)
def test_what_is_no_pair_is_refused_with_the_part_at_fault(text: str, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        parse_dyad(text)


def test_all_pairs_of_some_codes_are_sorted_and_single() -> None:
    assert list(map(str, dyads_among(["USA", "IND", "PAK", "IND"]))) == ["IND-PAK", "IND-USA", "PAK-USA"]
    assert dyads_among(["IND"]) == []


@pytest.mark.parametrize(
    ("direction", "turned"),
    [
        (Direction.AB, Direction.BA),
        (Direction.BA, Direction.AB),
        (Direction.MUTUAL, Direction.MUTUAL),
        (Direction.NONE, Direction.NONE),
    ],
)
def test_a_direction_turns_with_its_pair(direction: Direction, turned: Direction) -> None:
    assert direction.reversed is turned
