"""The difference of two texts, laid out by paragraphs; long stretches that did not change are left out and counted."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from app.domain.differences import Change, Run

BESIDE = 1
"""How many unchanged paragraphs are shown before and after changed ones."""
MAX_CHARS = 200_000
"""How much of a difference one page shows."""


@dataclass(frozen=True)
class Piece:
    """Words of a paragraph that all stayed, went or came."""

    change: Change
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of either text, or of both."""

    pieces: tuple[Piece, ...]

    @property
    def is_changed(self) -> bool:
        """Whether any of its words went or came."""
        return any(piece.change is not Change.SAME for piece in self.pieces)

    @property
    def length(self) -> int:
        """In characters."""
        return sum(len(piece.text) for piece in self.pieces)


@dataclass(frozen=True)
class Part:
    """A paragraph that is shown, or the number of unchanged ones that are not."""

    paragraph: Paragraph | None = None
    skipped: int = 0


@dataclass(frozen=True)
class LaidOut:
    """The parts in order, and whether the rest is cut because the page would be too long."""

    parts: tuple[Part, ...]
    is_cut: bool


def lay_out_difference(runs: Sequence[Run]) -> LaidOut:
    """Paragraphs with changes, those beside them, and counts of the others."""
    paragraphs = list(_paragraphs(runs))
    shown = {
        near
        for at, paragraph in enumerate(paragraphs)
        if paragraph.is_changed
        for near in range(at - BESIDE, at + BESIDE + 1)
    }
    parts: list[Part] = []
    length = 0
    for is_shown, places in groupby(range(len(paragraphs)), key=shown.__contains__):
        if not is_shown:
            parts.append(Part(skipped=len(list(places))))
            continue
        for at in places:
            length += paragraphs[at].length
            if length > MAX_CHARS:
                return LaidOut(tuple(parts), is_cut=True)
            parts.append(Part(paragraphs[at]))
    return LaidOut(tuple(parts), is_cut=False)


def _paragraphs(runs: Iterable[Run]) -> Iterator[Paragraph]:
    """Runs cut at line ends; a line end that went or came ends a paragraph too."""
    pieces: list[Piece] = []
    for run in runs:
        for number, line in enumerate(run.text.split("\n")):
            if number and pieces:
                yield Paragraph(tuple(pieces))
                pieces = []
            if line.strip():
                pieces += _pieces(run.change, line)
    if pieces:
        yield Paragraph(tuple(pieces))


def _pieces(change: Change, line: str) -> Iterator[Piece]:
    """The white space behind words that went or came is not marked as they are."""
    words = line.rstrip()
    yield Piece(change, words)
    if words != line:
        yield Piece(Change.SAME, line[len(words) :])
