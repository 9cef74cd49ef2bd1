"""An analyst's note: what may stand in it, and what it may stand on."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from app.domain.dates import Edtf, parse_edtf
from app.domain.dyads import Dyad
from app.errors import BadInput, TooLarge

MAX_TAGS = 20
MAX_TAG_CHARS = 60
MAX_PERIOD_CHARS = 80
CONTEXT_CHARS = 32
"""How much of the text before and after a passage is kept with it, as Web Annotation's quote selectors do."""
_SEPARATORS = re.compile(r"[,;\n]+")


class TargetKind(StrEnum):
    """What a note stands on."""

    EVENT = "event"
    ACCOUNT = "account"
    PASSAGE = "passage"
    DYAD = "dyad"
    REPLY = "reply"  # on another note, and with it wherever that stands


@dataclass(frozen=True)
class OnEvent:
    """A note on an event."""

    event_id: int


@dataclass(frozen=True)
class OnAccount:
    """A note on what one article says of an event."""

    account_id: int


@dataclass(frozen=True)
class OnPassage:
    """
    A note on words of an article.

    Attributes:
        version_id: The version of the article that has them.
        start, end: Code points of its text, the end excluded; `quote` is `text[start:end]`.
        prefix, suffix: What stands directly before and after, at most `CONTEXT_CHARS`.
    """

    version_id: int
    start: int
    end: int
    quote: str
    prefix: str
    suffix: str

    @classmethod
    def of(cls, version_id: int, text: str, start: int, end: int) -> "OnPassage":
        """The words between two offsets of a version's text."""
        before, after = text[max(0, start - CONTEXT_CHARS) : start], text[end : end + CONTEXT_CHARS]
        return cls(version_id, start, end, text[start:end], before, after)


@dataclass(frozen=True)
class OnDyad:
    """A note on a pair of countries in a period; None is of all time."""

    dyad: Dyad
    period: Edtf | None


@dataclass(frozen=True)
class OnNote:
    """An answer to a note; one to an answer stands in the same thread."""

    parent_id: int


Target = OnEvent | OnAccount | OnPassage | OnDyad | OnNote


@dataclass(frozen=True)
class Note:
    """The checked content of an annotation: Markdown text and its tags, each once, in the order given."""

    body: str
    tags: tuple[str, ...]


def make_note(body: str, tags: str, max_chars: int) -> Note:
    """
    Check what an analyst typed.

    Args:
        body: Markdown.
        tags: Separated by commas, semicolons or lines; folded to lower case, inner white space to one blank.
        max_chars: Longest body allowed, in code points.

    Raises:
        BadInput: The note is empty, or a tag is too long or one too many.
        TooLarge: The body is longer than `max_chars`.
    """
    return Note(check_body(body, max_chars), parse_tags(tags))


def check_body(body: str, max_chars: int) -> str:
    """The text of a note, made canonical. Raises as `make_note` does."""
    text = body.replace("\r\n", "\n").replace("\x00", "").strip()
    if not text:
        raise BadInput("The note is empty: write a sentence, or leave the page without saving.", "body")
    if len(text) > max_chars:
        raise TooLarge(f"The note has {len(text)} characters; {max_chars} is the most it may have.", "body")
    return text


def parse_tags(text: str) -> tuple[str, ...]:
    """Tags as typed, made canonical. Raises BadInput for one too long or one too many."""
    return fold_tags(_SEPARATORS.split(text))


def fold_tags(parts: Iterable[str]) -> tuple[str, ...]:
    """Tags one by one, made canonical. Raises BadInput for one too long or one too many."""
    names = dict.fromkeys(" ".join(part.replace("\x00", "").split()).lower() for part in parts)
    tags = tuple(name for name in names if name)
    for name in tags:
        if len(name) > MAX_TAG_CHARS:
            raise BadInput(f"The tag {name[:20]!r}… has {len(name)} characters; {MAX_TAG_CHARS} is the most.", "tags")
    if len(tags) > MAX_TAGS:
        raise BadInput(f"There are {len(tags)} tags; {MAX_TAGS} is the most one note may have.", "tags")
    return tags


def read_period(typed: str) -> Edtf | None:
    """
    The period of a note on a pair, in EDTF; None where nothing was typed, which means of all time.

    Raises:
        BadInput: It is no EDTF date.
    """
    text = typed.strip()
    if not text:
        return None
    if len(text) > MAX_PERIOD_CHARS:
        raise BadInput(f"The period has {len(text)} characters; {MAX_PERIOD_CHARS} is the most.", "period")
    try:
        return parse_edtf(text)
    except BadInput as problem:
        raise BadInput(f"{problem}. Write it like 2019-02, 2019-02-14/2019-03-01 or 1947/..", "period") from problem
