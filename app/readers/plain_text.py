"""Pasted or plain text: lines become blocks, labelled as body or noise, with offsets into the text that is kept."""

import re
from itertools import pairwise

from app.domain.articles import Block, BlockKind, Published, ReadArticle
from app.readers.head import Head, read_head
from app.readers.labels import is_inline_noise, is_noise_line, label_lines

_LINE = re.compile(r"[^\n]+")
_SENTENCE_END = re.compile(r"[.!?][\"”’']?\s+(?=[A-Z“\"'‘])")
_TERMINAL = (".", "!", "?", ":", "”", '"')
Span = tuple[int, int]


def read_text(text: str, *, published: str | None = None, text_chars: int = 1_000_000) -> ReadArticle:
    """
    Read an article from text that is already decoded and mended (`decoding.mend`).

    Args:
        text: The kept text; offsets of the result count its code points.
        published: ISO day given by a person; it wins over what the text says.
        text_chars: Longest text kept; the rest is cut with a notice.
    """
    notices = []
    if len(text) > text_chars:
        notices.append(f"The text has {len(text)} characters; {text_chars} are kept, the rest was cut.")
        text = text[:text_chars]
    spans = [part for span in paragraph_spans(text) for part in set_noise_apart(text, span)]
    lines = [text[start:end] for start, end in spans]
    kinds = label_lines([" ".join(line.split()) for line in lines])
    head = read_head(lines, kinds, _stand_alone(text, spans))
    return assemble(text, spans, kinds, head, published=published, notices=notices)


def assemble(
    text: str,
    spans: list[Span],
    kinds: list[BlockKind],
    head: Head,
    *,
    published: str | None,
    notices: list[str],
) -> ReadArticle:
    """Put text, labels and head together."""
    blocks = tuple(Block(start, end, head.kinds.get(i, kinds[i])) for i, (start, end) in enumerate(spans))
    day = Published(published, "given by you") if published else head.published
    if day is None and head.notice:
        notices = [*notices, head.notice]
    return ReadArticle(
        text=text,
        blocks=blocks,
        title=head.title,
        byline=head.byline,
        publisher=head.publisher,
        dateline=head.dateline,
        published=day,
        yearless=None if day else head.yearless,
        notices=tuple(notices),
        url=head.address,
    )


def paragraph_spans(text: str) -> list[Span]:
    """
    Offsets of every paragraph, without the white space around it.

    A line is a paragraph of its own, unless the text is hard-wrapped: then the lines up to the next blank one are one.
    """
    lines = [_trimmed(text, match.start(), match.end()) for match in _LINE.finditer(text)]
    hard_wrapped = max((end - start for start, end in lines), default=0) <= 100
    spans: list[Span] = []
    for line in lines:
        if line[0] == line[1]:
            continue
        if spans and hard_wrapped and _continues(text, spans[-1], line):
            spans[-1] = (spans[-1][0], line[1])
        else:
            spans.append(line)
    return spans


def set_noise_apart(text: str, span: Span) -> list[Span]:
    """
    Cut sentences that sell or subscribe ("Our next issue comes out on Monday.") out of a paragraph of news.

    Returns the paragraph's spans in order; the one span given where there is nothing to cut.
    """
    start, end = span
    if is_noise_line(text[start:end]):
        return [span]
    edges = [start, *(match.end() for match in _SENTENCE_END.finditer(text, start, end)), end]
    sentences = [_trimmed(text, a, b) for a, b in pairwise(edges)]
    if len(sentences) < 2 or not any(is_inline_noise(text[a:b]) for a, b in sentences):
        return [span]
    parts: list[tuple[bool, Span]] = []
    for a, b in sentences:
        noisy = is_inline_noise(text[a:b])
        if parts and parts[-1][0] is noisy:
            parts[-1] = (noisy, (parts[-1][1][0], b))
        else:
            parts.append((noisy, (a, b)))
    return [part for _, part in parts if part[0] < part[1]]


def _continues(text: str, before: Span, line: Span) -> bool:
    """Whether a line goes on the hard-wrapped paragraph before it: directly below it, which is as wide as lines get."""
    if text.count("\n", before[1], line[0]) != 1:
        return False
    last_line_start = text.rfind("\n", before[0], before[1]) + 1 or before[0]
    width = before[1] - max(last_line_start, before[0])
    if width < 55:
        return False
    first = text[line[0]]
    return first.islower() or (not text[before[0] : before[1]].endswith(_TERMINAL) and width >= 62)


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _stand_alone(text: str, spans: list[Span]) -> list[bool]:
    """For each paragraph, whether blank lines (or the edges of the text) stand on both sides."""
    gaps = [True, *(text.count("\n", a[1], b[0]) > 1 for a, b in pairwise(spans)), True]
    return [gaps[i] and gaps[i + 1] for i in range(len(spans))]
