"""What holds for every text: order, verbatim mentions, determinism, and that nothing raises."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from app.extraction.names_facts import fold
from tests.extraction.names_of import article_of, names_of

# Words that wake the rules up, among any characters at all.
PIECES = st.sampled_from(
    [
        "Moscow", "in ", "the two countries", " and ", "Peru", "'s ", "foreign minister", ", ", "Ana Quispe", ". ",
        "President ", "Putin", "1979", "-backed", "British India", "U.S.", "\n", " ", "İstanbul", "Congo", "Georgia",
        "Theresa May", "both sides", "Sino-", "Indian", "TEHRAN (", "of ", "spokesman ", "von der Leyen",
    ]
)  # fmt: skip
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=8)), max_size=40).map("".join)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_names_are_sorted_verbatim_apart_and_repeatable(text: str) -> None:
    names = names_of(text)
    assert all(name.text == text[name.start : name.end] and name.text for name in names)
    assert all(left.end <= right.start for left, right in pairwise(names))
    assert names == names_of(text)


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_a_name_does_not_reach_over_the_edge_of_its_block() -> None:
    text = "They left South\nKorea and Peru."
    assert [name.text for name in names_of(text)] == ["Korea", "Peru"]
    assert article_of(text).blocks[1].start == text.index("Korea")
