"""Direct speech: what stands between quotation marks and is long enough that two reporters cannot pick it by chance."""

import re
from collections.abc import Generator, Iterator, Sequence
from itertools import pairwise

from app.domain.articles import Block
from app.settling.body import Body, body_blocks, read_body

QUOTATION_WORDS = 8
"""A shorter one is a turn of phrase, which many reporters pick from one speech."""

_MARK = re.compile("[“”„\"«»‘’']")
# What may close a quotation that each mark opens; “ closes what „ opened.
_CLOSING = {"“": '”"', '"': '"”', "„": "“”", "«": "»", "‘": "’'", "'": "'’"}
_SINGLE = frozenset("‘'")
Span = tuple[int, int]


def quotations(text: str, blocks: Sequence[Block]) -> frozenset[str]:
    """The direct speech of a body, each quotation of at least eight words, normalised as `read_body` does."""
    body = read_body(text, blocks)
    return frozenset(" ".join(body.words[part.start : part.stop]) for part in spoken_parts(text, blocks, body))


def spoken_parts(text: str, blocks: Sequence[Block], body: Body) -> list[range]:
    """The direct speech as ranges of the body's words, in order, none overlapping."""
    parts = (body.within(*span) for span in _speech(text, body_blocks(blocks)))
    return [part for part in parts if len(part) >= QUOTATION_WORDS]


def _speech(text: str, blocks: list[Block]) -> Iterator[Span]:
    for block, following in pairwise([*blocks, None]):
        if block is None:
            continue
        opened = yield from _closed_speech(text, block)
        # A speech of several paragraphs opens each with a mark and closes the last one only.
        if opened is not None and following is not None and text.startswith(text[opened], following.start):
            yield opened + 1, block.end


def _closed_speech(text: str, block: Block) -> Generator[Span, None, int | None]:
    """The speech that opens and closes in one block; returns where one opens that does not close, if it does."""
    opened: int | None = None
    for match in _MARK.finditer(text, block.start, block.end):
        at = match.start()
        if opened is None:
            opened = at if _may_open(text, at) else None
        elif _closes(text, opened, at):
            yield opened + 1, at
            opened = None
    return opened


def _may_open(text: str, at: int) -> bool:
    mark = text[at]
    if mark not in _CLOSING:
        return False
    # An apostrophe stands behind a letter: "don't", "the soldiers' families".
    return mark not in _SINGLE or not (at and text[at - 1].isalnum())


def _closes(text: str, opened: int, at: int) -> bool:
    if text[at] not in _CLOSING[text[opened]]:
        return False
    return text[opened] not in _SINGLE or not text[at + 1 : at + 2].isalnum()
