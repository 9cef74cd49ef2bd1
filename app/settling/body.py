"""The words of an article's body as reports are compared by: letter case, marks and the cut of paragraphs aside."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.articles import Block, BlockKind

# A number with its points and commas is one word, and "don't" is one: outlets set the marks differently.
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_MARKS = str.maketrans("", "", ",'’")


@dataclass(frozen=True)
class Body:
    """
    The normalised words of all body blocks in order; title, byline and noise are left out.

    Attributes:
        words: In lower case, without the marks inside them; numbers kept.
        starts: Where each begins in the kept text, ascending.
    """

    words: tuple[str, ...]
    starts: tuple[int, ...]

    def within(self, start: int, end: int) -> range:
        """The indexes of the words that begin in `text[start:end]`."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))


def body_blocks(blocks: Sequence[Block]) -> list[Block]:
    """The blocks that hold the report itself, in order."""
    return [block for block in blocks if block.kind is BlockKind.BODY]


def read_body(text: str, blocks: Sequence[Block]) -> Body:
    """The words of the body; none where a text has no body."""
    found = [match for block in body_blocks(blocks) for match in _WORD.finditer(text, block.start, block.end)]
    words = (match[0].casefold().translate(_MARKS) for match in found)
    return Body(tuple(words), tuple(match.start() for match in found))
