"""A read article: its kept text, what is body and what is noise in it, and what its head says of it."""

from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block of visible text is. Everything but the first four is noise, kept and folded away."""

    TITLE = "title"
    BYLINE = "byline"  # byline, publisher and date lines at the head
    STANDFIRST = "standfirst"
    BODY = "body"
    CHROME = "chrome"  # navigation, share buttons, related links, captions of them
    ADVERT = "advert"
    MAILING = "mailing"  # "Join the mailing list"
    LEGAL = "legal"  # legal footers, disclaimers, credits of the desk
    COMMENT = "comment"  # reader comments

    @property
    def is_noise(self) -> bool:
        """Whether no event may be read from it."""
        return self not in (BlockKind.TITLE, BlockKind.BYLINE, BlockKind.STANDFIRST, BlockKind.BODY)

    @property
    def tells_events(self) -> bool:
        """Whether events are read from it: body, title and standfirst, but not the byline and date lines."""
        return self in (BlockKind.TITLE, BlockKind.STANDFIRST, BlockKind.BODY)


@dataclass(frozen=True)
class Block:
    """A paragraph or line of the kept text: code point offsets, end excluded, without surrounding white space."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True)
class Published:
    """
    The publication day and where it was read from.

    Attributes:
        day: ISO date.
        basis: How it is known, in words: "given by you", "the line '16.03.2019' of the text", "the page's metadata".
    """

    day: str
    basis: str


@dataclass(frozen=True)
class YearlessDay:
    """
    The day of a dateline that names no year, and that its reader could not settle.

    Attributes:
        month, day: From 1.
        weekday: The weekday that the lead gives for it, Monday being 0.
        words: As printed: "Sept 22".
        not_before: The latest year that the article names, or None.
    """

    month: int
    day: int
    weekday: int
    words: str
    not_before: int | None


@dataclass(frozen=True)
class ReadArticle:
    """
    One article as its reader gives it.

    Attributes:
        text: The kept text: decoded, BOM and NUL removed, line ends made LF, noise included. Offsets count code points.
        blocks: Every visible block in order, none overlapping; text between blocks is white space.
        published: None where neither the text nor the caller says it.
        yearless: What is known of the day where `published` is None for want of a year.
        notices: What was mended or left out, a sentence each.
        url: The canonical address (`web_addresses.article_address`) that the page or the head of the text gives itself.
    """

    text: str
    blocks: tuple[Block, ...]
    title: str | None = None
    byline: str | None = None
    publisher: str | None = None
    dateline: str | None = None
    published: Published | None = None
    yearless: YearlessDay | None = None
    notices: tuple[str, ...] = ()
    url: str | None = None
