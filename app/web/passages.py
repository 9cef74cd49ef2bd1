"""
An article's text cut at its passages, so that every stretch can be a link to the event that it tells.

Passages overlap: a stretch leads to the event of the shortest one over it, and an event that no stretch leads to
gets a mark of its own where its passage ends. So each event of an article has its link, whatever lies over what.
Offsets are code points of the kept text, ends excluded.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from app.domain.articles import Block, BlockKind
from app.services.show_article import Passage, Thread

KINDS = {
    BlockKind.TITLE: "title",
    BlockKind.BYLINE: "byline",
    BlockKind.STANDFIRST: "standfirst",
    BlockKind.BODY: "text",
    BlockKind.CHROME: "site chrome",
    BlockKind.ADVERT: "adverts",
    BlockKind.MAILING: "mailing list",
    BlockKind.LEGAL: "legal notes",
    BlockKind.COMMENT: "reader comments",
}


@dataclass(frozen=True)
class NotedPassage:
    """Words that a note stands on; `number` counts the noted passages of the article from 1."""

    number: int
    note_id: int
    start: int
    end: int


@dataclass(frozen=True)
class Stretch:
    """
    Text without the border of a passage or of noted words inside it.

    Attributes:
        text: The words.
        link: The shortest passage over it; None outside all passages.
        anchors: Events whose first passage begins here.
        signs: Passages that end here and whose event the words lead to.
        marks: Passages that end here and whose event no words lead to.
        is_noted: Whether a note stands on it.
        notes: The noted words that end here.
    """

    text: str
    link: Passage | None
    anchors: tuple[int, ...]
    signs: tuple[Passage, ...]
    marks: tuple[Passage, ...]
    is_noted: bool = False
    notes: tuple[NotedPassage, ...] = ()


@dataclass(frozen=True)
class TextBlock:
    """A block of the article with its stretches in order; `start` is the code point at which it begins."""

    kind: BlockKind
    start: int
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True)
class Run:
    """Neighbouring blocks that are all noise or all not; noise is folded away unless a passage lies in it."""

    is_noise: bool
    blocks: tuple[TextBlock, ...]

    @property
    def kinds(self) -> str:
        """What kinds of blocks these are, each once: "Site chrome and adverts"."""
        names = [*dict.fromkeys(KINDS[block.kind] for block in self.blocks)]
        return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]])).capitalize()

    @property
    def is_open(self) -> bool:
        """Whether a fold must stand open: nothing that an event rests on may be hidden."""
        return any(stretch.link or stretch.is_noted for block in self.blocks for stretch in block.stretches)


def number_notes(threads: Sequence[Thread]) -> tuple[NotedPassage, ...]:
    """The passages of these notes, in the order of the text; those whose words are gone have none."""
    placed = [thread.note for thread in threads if not thread.note.detached]
    return tuple(
        NotedPassage(number, note.id, note.start, note.end)
        for number, note in enumerate(placed, 1)
        if note.start is not None and note.end is not None
    )


def lay_out_text(
    text: str, blocks: Sequence[Block], passages: Sequence[Passage], notes: Sequence[NotedPassage] = ()
) -> tuple[Run, ...]:
    """All blocks in order, cut at the borders of the passages and of noted words, and gathered into runs."""
    linked = {link.event_id for block in blocks for a, b in _cuts(block, passages) if (link := _link(passages, a, b))}
    firsts = {
        passage.event_id: passage.start for passage in sorted(passages, key=lambda each: each.start, reverse=True)
    }
    laid_out = [(block.kind.is_noise, _lay_out_block(text, block, passages, notes, linked, firsts)) for block in blocks]
    return tuple(
        Run(is_noise, tuple(block for _, block in run)) for is_noise, run in groupby(laid_out, key=lambda pair: pair[0])
    )


def _lay_out_block(
    text: str,
    block: Block,
    passages: Sequence[Passage],
    notes: Sequence[NotedPassage],
    linked: set[int],
    firsts: dict[int, int],
) -> TextBlock:
    stretches = []
    for start, end in _cuts(block, [*passages, *notes]):
        ending = [passage for passage in passages if passage.end == end and passage.start < block.end]
        stretches.append(
            Stretch(
                text=text[start:end],
                link=_link(passages, start, end),
                anchors=tuple(event_id for event_id, first in firsts.items() if first == start),
                signs=tuple(passage for passage in ending if passage.event_id in linked),
                marks=tuple(passage for passage in ending if passage.event_id not in linked),
                is_noted=any(note.start <= start and end <= note.end for note in notes),
                notes=tuple(note for note in notes if note.end == end and note.start < block.end),
            )
        )
    return TextBlock(block.kind, block.start, tuple(stretches))


def _cuts(block: Block, passages: Sequence[Passage | NotedPassage]) -> Iterator[tuple[int, int]]:
    """The pieces of a block between its own borders and those of the passages inside it."""
    borders = {border for passage in passages for border in (passage.start, passage.end)}
    inside = sorted({block.start, block.end, *(border for border in borders if block.start < border < block.end)})
    return pairwise(inside)


def _link(passages: Sequence[Passage], start: int, end: int) -> Passage | None:
    """The shortest passage over a piece; of equal ones the first."""
    over = [passage for passage in passages if passage.start <= start and end <= passage.end]
    return min(over, key=lambda passage: (passage.end - passage.start, passage.start, passage.event_id), default=None)
