"""Sentences keep their offsets, and news' abbreviations end none."""

import pytest

from app.domain.articles import Block, BlockKind, ReadArticle
from app.extraction.sentences import split_sentences
from tests.extraction.events_of import article_of

ROWS = [
    ("Lt. Gen. Omar left. He said so.", ["Lt. Gen. Omar left.", "He said so."]),
    ("The U.S. army met on Sept. 11 there. It ended.", ["The U.S. army met on Sept. 11 there.", "It ended."]),
    ("3. 5. 1998. The bridge opens. It holds.", ["3. 5. 1998. The bridge opens.", "It holds."]),
    ("• Monday 5: Peru votes. It rains.", ["Monday 5: Peru votes.", "It rains."]),
    ("- Peru acts.", ["Peru acts."]),
]


@pytest.mark.parametrize(("text", "sentences"), ROWS, ids=[row[0][:12] for row in ROWS])
def test_sentences_of_a_paragraph(text: str, sentences: list[str]) -> None:
    assert [text[one.start : one.end] for one in split_sentences(article_of(text))] == sentences


def test_paragraphs_are_counted_and_noise_is_left_out() -> None:
    text = "Peru acts.\nBuy now!\nChile waits."
    kinds = (BlockKind.BODY, BlockKind.ADVERT, BlockKind.BODY)
    starts = (0, 11, 20)
    blocks = tuple(Block(start, text.index("\n", start) if "\n" in text[start:] else len(text), kind)
                   for start, kind in zip(starts, kinds, strict=True))  # fmt: skip
    found = split_sentences(ReadArticle(text=text, blocks=blocks))
    assert [(text[one.start : one.end], one.paragraph) for one in found] == [("Peru acts.", 0), ("Chile waits.", 1)]


def test_lines_before_the_first_full_sentence_tell_nothing() -> None:
    text = "May 3 to 9 offers\n\nPeru acts."
    assert [text[one.start : one.end] for one in split_sentences(article_of(text))] == ["Peru acts."]


def test_an_endless_block_is_cut() -> None:
    text = "word " * 5_000
    spans = [(one.start, one.end) for one in split_sentences(article_of(text))]
    assert all(end - start <= 4_000 for start, end in spans)
    assert spans[-1][1] == len(text.rstrip())
