"""What a word is to the search, and what a query asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.search import (
    FIELD_BREAK,
    MAX_DOCUMENT_CHARS,
    MAX_WORD_CHARS,
    Query,
    Term,
    document,
    excerpt,
    fold,
    mark,
    read_query,
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("India's Navy", "india s navy"),
        ("Łódź, Đukanović & Møller", "lodz dukanovic moller"),
        ("STRASSE straße", "strasse strasse"),
        ("İstanbul ISTANBUL ıstanbul", "istanbul istanbul istanbul"),
        ("e\u0301te\u0301 été", "ete ete"),
        ("ﬁnal ² ½", "final 2 1 2"),
        ("Ελλάδας ΕΛΛΆΔΑΣ", "ελλαδασ ελλαδασ"),
        ("Россия, ЁЛКА", "россия елка"),
        ("हिन्दी", "हिनदी"),
        ("北京 says", "北 京 says"),
        ("U.S.-led, 3,000 km", "u s led 3 000 km"),
        ("snake_case a%b", "snake case a b"),
        ("\x00 — …", ""),
        ("x" * 100, "x" * MAX_WORD_CHARS),
    ],
)
def test_words(text: str, words: str) -> None:
    assert " ".join(fold(text)) == words


def test_fields_of_a_document_are_kept_apart() -> None:
    assert document(["One two", None, "…", "Three"]) == f"one two {FIELD_BREAK} three"
    assert fold(FIELD_BREAK) == []


def test_a_long_document_ends_between_words() -> None:
    kept = document(["word " * MAX_DOCUMENT_CHARS])
    assert len(kept) <= MAX_DOCUMENT_CHARS
    assert set(kept.split(" ")) == {"word"}


@pytest.mark.parametrize(
    ("typed", "terms"),
    [
        ("Two words", [Term(("two",)), Term(("words",))]),
        ('"Line of Control"', [Term(("line", "of", "control"))]),
        ("“Line of Control”", [Term(("line", "of", "control"))]),
        ("-rumour", [Term(("rumour",), is_without=True)]),
        ('-"no comment" pak*', [Term(("no", "comment"), is_without=True), Term(("pak",), is_prefix=True)]),
        ('"border for"*', [Term(("border", "for"), is_prefix=True)]),
        ("India-Pakistan", [Term(("india", "pakistan"))]),
        ("twice twice", [Term(("twice",))]),
        ('"never closed', [Term(("never",)), Term(("closed",))]),
        (
            "AND OR NOT NEAR(a b)",
            [Term((word,)) for word in ("and", "or", "not")] + [Term(("near", "a")), Term(("b",))],
        ),
        ("title:x ^y {z}", [Term(("title", "x")), Term(("y",)), Term(("z",))]),
        ('- * ** \'\' -* "" -""', []),
    ],
)
def test_queries(typed: str, terms: list[Term]) -> None:
    assert read_query(typed) == Query(tuple(terms))


def test_marks_are_on_the_letters_as_they_were_written() -> None:
    text = "Erdog\u0306an met Erdoğan’s envoy in Tashkent; the Line of Control, the line."
    marked = [piece for piece, is_hit in mark(text, read_query('erdogan "line of" tash* -envoy')) if is_hit]
    assert marked == ["Erdog\u0306an", "Erdoğan", "Tashkent", "Line of"]


def test_marks_that_overlap_are_one() -> None:
    assert mark("a b c", read_query('"a b" "b c"')) == (("a b c", True),)


def test_the_excerpt_is_where_most_is_found() -> None:
    text = "Nothing here. " * 50 + "The envoy of Peru met the envoy of Chile. " + "Nothing more. " * 50
    found = excerpt(text, read_query("peru envoy"), 80)
    assert [piece for piece, is_hit in found.runs if is_hit][:2] == ["envoy", "Peru"]
    assert found.is_cut_before
    assert found.is_cut_after
    assert excerpt("", read_query("peru"), 80).runs == ()


@given(st.text(max_size=200), st.text(max_size=40))
def test_marking_changes_no_letter_and_agrees_with_the_words(text: str, typed: str) -> None:
    query = read_query(typed)
    runs = mark(text, query)
    assert "".join(piece for piece, _ in runs) == text
    folded = f" {' '.join(fold(text))} "
    is_found = any(f" {' '.join(one.words)}{'' if one.is_prefix else ' '}" in folded for one in query.wanted)
    assert any(is_hit for _, is_hit in runs) == is_found


@given(st.text(alphabet="abß İé-*\" '한京\u0301ा", max_size=40))
def test_a_text_is_found_by_its_own_words(text: str) -> None:
    for word in fold(text):
        assert fold(word) == [word]
