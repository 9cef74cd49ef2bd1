"""Which lines of a page belong to the article, and which are chrome, adverts, legal footers or reader comments."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.domain.articles import BlockKind

_LIST_ITEM = re.compile(r"(?:[-–—•*·]|\(?\d{1,3}[.)]|\(?[a-z]\)|\d{1,2} \w+|\w+ \d{1,2})\W")
_SENTENCE = re.compile(r"""[a-z0-9%)\]’”"'»][.!?…]["'”’)\]»]*$""")

_CLOSING = 40  # characters: no sentence closes with more marks and quotation marks
_INLINE = frozenset({BlockKind.MAILING, BlockKind.ADVERT})  # noise that stands among the sentences of a paragraph
_LONG = frozenset({BlockKind.LEGAL, BlockKind.COMMENT, BlockKind.MAILING})  # noise that may be a long sentence


@dataclass(frozen=True)
class NoiseRules:
    """The compiled patterns of `noise.toml`, by the kind of block they make; `lines_of` are those of some kinds."""

    max_words: int
    sections: tuple[tuple[BlockKind, re.Pattern[str]], ...]
    lists: tuple[tuple[BlockKind, re.Pattern[str]], ...]
    lines: tuple[tuple[BlockKind, re.Pattern[str]], ...]
    lines_of: dict[frozenset[BlockKind], tuple[tuple[BlockKind, re.Pattern[str]], ...]]


@cache
def noise_rules() -> NoiseRules:
    """The rules, compiled once; a kind's patterns become one alternation."""
    table = tomllib.loads((Path(__file__).parent / "noise.toml").read_text(encoding="utf-8"))

    def compiled(family: str) -> tuple[tuple[BlockKind, re.Pattern[str]], ...]:
        return tuple(
            (BlockKind(kind), re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.I))
            for kind, patterns in table[family].items()
        )

    lines = compiled("lines")
    lines_of = {kinds: tuple(row for row in lines if row[0] in kinds) for kinds in (_INLINE, _LONG)}
    return NoiseRules(table["max_words"], compiled("sections"), compiled("lists"), lines, lines_of)


def is_sentence(line: str) -> bool:
    """Whether a line reads like prose of an article: at least seven words, ended like a sentence."""
    return len(line.split()) >= 7 and _SENTENCE.search(line.rstrip()[-_CLOSING:]) is not None


def is_noise_line(line: str) -> bool:
    """Whether a line is noise by itself, wherever it stands."""
    return _own_kind(line, noise_rules()) is not None


def is_inline_noise(sentence: str) -> bool:
    """Whether one sentence of a paragraph is an advert or a mailing-list line."""
    rules = noise_rules()
    return len(sentence.split()) <= rules.max_words and _one_of(_INLINE, sentence, rules) is not None


def label_lines(lines: list[str], *, by_shape: bool = True) -> list[BlockKind]:
    """
    The kind of every line, in order: a noise kind, or BODY for what may belong to the article.

    Args:
        lines: The visible lines or paragraphs, without surrounding white space, none empty.
        by_shape: Whether to judge by length and punctuation too, where no page structure tells links from prose.
    """
    rules = noise_rules()
    kinds: list[BlockKind] = []
    section: BlockKind | None = None  # all the rest is this
    listing: BlockKind | None = None  # short lines are this until prose resumes
    for line in lines:
        if section is None:
            section = _opens_section(line, rules, seen_prose=any(kind is BlockKind.BODY for kind in kinds))
        own = _own_kind(line, rules)
        if section is not None:
            # A legal footer below the comments is still one.
            kinds.append(own if own in (BlockKind.LEGAL, BlockKind.MAILING) else section)
            continue
        opened = _matching(line, rules.lists)
        listing = opened or (None if own is None and is_sentence(line) else listing)
        kinds.append(opened or own or listing or BlockKind.BODY)
    return _labelled_by_shape(lines, kinds) if by_shape else kinds


def _labelled_by_shape(lines: list[str], kinds: list[BlockKind]) -> list[BlockKind]:
    """
    A headline among the prose, or lines without a full sentence behind all of it, are links and captions, not news.

    Subheadings (up to six words), list items and what introduces them stay.
    """
    prose = [i for i, line in enumerate(lines) if kinds[i] is BlockKind.BODY and is_sentence(line)]
    if not prose:
        return kinds

    def is_link(index: int, line: str) -> bool:
        count = len(line.split())
        heading = count <= 6 and index < prose[-1]
        return index > prose[0] and count <= 25 and not heading and not _belongs_by_shape(line)

    return [
        BlockKind.CHROME if kind is BlockKind.BODY and is_link(i, lines[i]) else kind for i, kind in enumerate(kinds)
    ]


def _belongs_by_shape(line: str) -> bool:
    return (
        is_sentence(line)
        or _LIST_ITEM.match(line) is not None
        or line.endswith((":", ",", ";", ".", "?", "!", '"', "”"))
    )


def _opens_section(line: str, rules: NoiseRules, *, seen_prose: bool) -> BlockKind | None:
    """A comment section can only come after the article: "COMMENT" above a headline names an opinion page."""
    return _matching(line, rules.sections) if seen_prose and len(line) < 80 else None


def _own_kind(line: str, rules: NoiseRules) -> BlockKind | None:
    """What the line is by itself; a long line of prose is never noise by its first words alone."""
    if len(line.split()) > rules.max_words and is_sentence(line):
        return _one_of(_LONG, line, rules)
    return _matching(line, rules.lines)


def _one_of(kinds: frozenset[BlockKind], line: str, rules: NoiseRules) -> BlockKind | None:
    """The kind of a line if it is one of these; others are asked only of the few lines that may be."""
    if _matching(line, rules.lines_of[kinds]) is None:
        return None
    kind = _matching(line, rules.lines)
    return kind if kind in kinds else None


def _matching(line: str, patterns: tuple[tuple[BlockKind, re.Pattern[str]], ...]) -> BlockKind | None:
    start = line[:400]  # patterns look at a line's beginning; a hostile line costs no more than an ordinary one
    return next((kind for kind, pattern in patterns if pattern.match(start)), None)
