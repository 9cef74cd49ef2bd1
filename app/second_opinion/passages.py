"""Where words of an answer stand in the article: always found by us, whatever offsets the answer claims."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from app.domain.articles import Block
from app.second_opinion.model import Span

_NUMBER = re.compile(r"\d[\d.,]*")
_MENTIONS = 2_000  # places looked at for one expression, so that no text and no answer can make the search long


@dataclass(frozen=True)
class Passages:
    """The parts of a kept text that tell events."""

    text: str
    blocks: Sequence[Block]

    def places(self, words: str) -> Iterator[int]:
        """The offsets at which whole words stand inside one block, in order, overlapping ones too."""
        for at in islice(self._matches(words), _MENTIONS):
            if self._is_whole(at, at + len(words)):
                yield at

    def _matches(self, words: str) -> Iterator[int]:
        for block in self.blocks if words else ():
            at = self.text.find(words, block.start, block.end)
            while at >= 0:
                yield at
                at = self.text.find(words, at + 1, block.end)

    def stand_at(self, words: str, at: int) -> bool:
        """Whether whole words stand inside one block at this very offset."""
        end = at + len(words)
        inside = any(block.start <= at and end <= block.end for block in self.blocks)
        return inside and self.text.startswith(words, at) and self._is_whole(at, end)

    def paragraph_at(self, at: int) -> str:
        """The text of the block that holds an offset; empty where none does."""
        return next((self.text[block.start : block.end] for block in self.blocks if block.start <= at < block.end), "")

    def hold(self, words: str) -> bool:
        """Whether they stand anywhere."""
        return next(self.places(words), None) is not None

    def nearest(self, words: str, span: Span) -> int | None:
        """Where they stand inside a span, else nearest to it."""
        return min(self.places(words), key=lambda at: distance((at, at + len(words)), span), default=None)

    def holds_number(self, number: str) -> bool:
        """Whether a number is printed somewhere, with or without its thousands separators."""
        return number in self._numbers

    @cached_property
    def _numbers(self) -> frozenset[str]:
        told = (self.text[block.start : block.end] for block in self.blocks)
        return frozenset(number for words in told for number in numbers_in(words))

    def _is_whole(self, start: int, end: int) -> bool:
        """Whether neither end cuts a word in two."""
        text = self.text
        cut_before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
        cut_after = end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
        return not (cut_before or cut_after)


def distance(mention: Span, span: Span) -> int:
    """Characters between a mention and a passage; 0 where they touch or overlap."""
    return max(mention[0] - span[1], span[0] - mention[1], 0)


def numbers_in(words: str) -> list[str]:
    """The numbers printed in digits, without separators."""
    return ["".join(filter(str.isdigit, token)) for token in _NUMBER.findall(words)]
