"""An analyst's note: what may stand in it."""

import re
from dataclasses import dataclass

from app.errors import BadInput, TooLarge

MAX_TAGS = 20
MAX_TAG_CHARS = 60
_SEPARATORS = re.compile(r"[,;\n]+")


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
    text = body.replace("\r\n", "\n").replace("\x00", "").strip()
    if not text:
        raise BadInput("The note is empty: write a sentence, or leave the page without saving.", "body")
    if len(text) > max_chars:
        raise TooLarge(f"The note has {len(text)} characters; {max_chars} is the most it may have.", "body")
    return Note(text, parse_tags(tags))


def parse_tags(text: str) -> tuple[str, ...]:
    """Tags as typed, made canonical. Raises BadInput for one too long or one too many."""
    names = dict.fromkeys(" ".join(part.split()).lower() for part in _SEPARATORS.split(text.replace("\x00", "")))
    tags = tuple(name for name in names if name)
    for name in tags:
        if len(name) > MAX_TAG_CHARS:
            raise BadInput(f"The tag {name[:20]!r}… has {len(name)} characters; {MAX_TAG_CHARS} is the most.", "tags")
    if len(tags) > MAX_TAGS:
        raise BadInput(f"There are {len(tags)} tags; {MAX_TAGS} is the most one note may have.", "tags")
    return tags
