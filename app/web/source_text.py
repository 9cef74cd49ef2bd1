"""The text of a source beside the fields of an event: cut at its quote and at the words that carry each field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from app.domain.articles import Block, BlockKind
from app.services.show_event import AccountView, EventPage
from app.web.passages import KINDS

Spans = Mapping[str, tuple[int, int]]
QUOTE = "quote"


@dataclass(frozen=True)
class Piece:
    """
    Text without a border inside it.

    Attributes:
        fields: The fields whose words it belongs to, "quote" among them.
        anchors: Those of them that begin here.
    """

    text: str
    fields: tuple[str, ...]
    anchors: tuple[str, ...]

    @property
    def is_quoted(self) -> bool:
        """Whether it belongs to the quote of the account."""
        return QUOTE in self.fields

    @property
    def carried(self) -> tuple[str, ...]:
        """The fields whose words it belongs to, the quote left out."""
        return tuple(field for field in self.fields if field != QUOTE)


@dataclass(frozen=True)
class SourceBlock:
    """A block of the article; `start` is the code point of the text at which it begins."""

    kind: BlockKind
    start: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class SourceRun:
    """Neighbouring blocks that are all noise or all not; noise is folded away unless something marked lies in it."""

    is_noise: bool
    blocks: tuple[SourceBlock, ...]

    @property
    def kinds(self) -> str:
        """What kinds of blocks these are: "Site chrome, adverts"."""
        return ", ".join(dict.fromkeys(KINDS[block.kind] for block in self.blocks)).capitalize()

    @property
    def is_open(self) -> bool:
        """Whether a fold must stand open: nothing that an event rests on may be hidden."""
        return any(piece.fields for block in self.blocks for piece in block.pieces)


def spans_of(page: EventPage) -> Spans:
    """What is marked in the shown article: the account's quote, its words, and those that a person pointed at."""
    account = page.account
    if account is None:
        return {}
    decided = {
        line.name: (line.words.start, line.words.end)
        for line in page.lines
        if line.words and line.words.version_id == account.version_id
    }
    return {QUOTE: (account.start, account.end)} | _told_spans(account) | decided


def lay_out_source(text: str, blocks: Sequence[Block], spans: Spans) -> tuple[SourceRun, ...]:
    """All blocks in order, cut at the borders of the spans and gathered into runs."""
    laid_out = [(block.kind.is_noise, _lay_out(text, block, spans)) for block in blocks]
    return tuple(
        SourceRun(is_noise, tuple(block for _, block in run))
        for is_noise, run in groupby(laid_out, key=lambda pair: pair[0])
    )


def _told_spans(account: AccountView) -> dict[str, tuple[int, int]]:
    return {
        view.name: (view.start, view.end)
        for view in account.fields
        if view.start is not None and view.end is not None and view.name not in ("title", "confidence")
    }


def _lay_out(text: str, block: Block, spans: Spans) -> SourceBlock:
    borders = {border for span in spans.values() for border in span if block.start < border < block.end}
    cuts = pairwise(sorted({block.start, block.end, *borders}))
    pieces = (
        Piece(
            text=text[start:end],
            fields=tuple(name for name, (first, last) in spans.items() if first <= start and end <= last),
            anchors=tuple(name for name, (first, _) in spans.items() if first == start),
        )
        for start, end in cuts
    )
    return SourceBlock(block.kind, block.start, tuple(pieces))
