"""Step 2: the sentences of the blocks that tell events, with their offsets in the kept text."""

import re

import sentencex

from app.domain.articles import Block, BlockKind, ReadArticle
from app.extraction.model import Sentence

# Where sentencex cuts although news runs on: after an abbreviation or an initial, inside "3. 5. 1998", after "U.S."
# before a noun.
_ABBREVIATION = re.compile(
    r"(?:\b(?:Lt|Gen|Col|Maj|Sgt|Capt|Cmdr|Adm|Brig|Sen|Rep|Gov|Pres|Mr|Mrs|Ms|Dr|St|Jr|Sr|Prof|Rev|Hon|No|Nos|vs"
    r"|approx|Ft|Mt"
    r"|Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec)|(?<![\w.])[A-Z])\.\s*$"
)
_SPLIT_DATE = re.compile(r"(?<!\d)\d{1,2}\.\s*$")  # "3." of "3. 5. 1998"
_ONLY_DATE = re.compile(r"[\d.\s/]+")  # a date that heads its item: "3. 5. 1998. The bridge opens."
_BULLET = re.compile(r"(?:[-–—•*·▪►→]|\(?\d{1,2}[.)](?!\s*\d))\s+")
_DATE_LINE = re.compile(
    r"(?:(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*"
    r"|\d{1,2}(?:st|nd|rd|th)?|1\d{3}|20\d\d)[\s,.:]*){1,5}",
    re.IGNORECASE,
)
_FULL_STOPS = frozenset('.!?…"”’')
_LONGEST = 4_000  # characters: a block without any full stop is cut here, so that no step sees an endless sentence


def split_sentences(article: ReadArticle) -> list[Sentence]:
    """The sentences of all blocks that tell events, in order; white space and bullets around them are left out."""
    found: list[Sentence] = []
    blocks = _without_furniture(article)
    for paragraph, block in enumerate(blocks):
        is_title = block.kind is BlockKind.TITLE
        found += [
            Sentence(start, end, paragraph, is_title) for start, end in _spans(article.text, block.start, block.end)
        ]
    return found


def _without_furniture(article: ReadArticle) -> list[Block]:
    """
    The blocks that tell events, without the lines between the headline and the first full sentence.

    What stands there without a full stop is a section, a subtitle, a picture credit or a promotion; a line that is a
    date is the first heading of a chronology.
    """
    blocks = [block for block in article.blocks if block.kind.tells_events]
    first = next((at for at, block in enumerate(blocks) if article.text[block.end - 1] in _FULL_STOPS), 0)
    return [block for at, block in enumerate(blocks) if at >= first or _stays(article.text, block)]


def _stays(text: str, block: Block) -> bool:
    return block.kind is BlockKind.TITLE or _DATE_LINE.fullmatch(text, block.start, block.end) is not None


def _spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start, end = _trimmed_bullet(text, *_trimmed(text, start, end))  # sentencex leaves a line after a bullet whole
    for left, right in _pieces(text, start, end):
        left, right = _trimmed(text, left, right)
        if left >= right:
            continue
        if spans and right - spans[-1][0] <= _LONGEST and _runs_on(text, *spans[-1], left):
            spans[-1] = (spans[-1][0], right)
        else:
            spans.append((left, right))
    return spans


def _runs_on(text: str, start: int, end: int, following: int) -> bool:
    """Whether the full stop at `end` ends no sentence."""
    tail = max(start, end - 12)
    if _SPLIT_DATE.search(text, tail, end):
        return text[following].isdigit()
    return bool(_ABBREVIATION.search(text, tail, end)) or bool(_ONLY_DATE.fullmatch(text, start, end))


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """What sentencex gives, each piece at most `_LONGEST` long; it is asked in chunks so that time stays linear."""
    pieces: list[tuple[int, int]] = []
    for chunk_start in range(start, end, _LONGEST * 4):
        at = chunk_start
        for sentence in sentencex.segment("en", text[chunk_start : min(end, chunk_start + _LONGEST * 4)]):
            at = max(at, text.find(sentence, at, end))
            pieces += [
                (cut, min(cut + _LONGEST, at + len(sentence))) for cut in range(at, at + len(sentence), _LONGEST)
            ]
            at += len(sentence)
    return [(left, min(right, end)) for left, right in pieces if left < end]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _trimmed_bullet(text: str, start: int, end: int) -> tuple[int, int]:
    bullet = _BULLET.match(text, start, end)
    return (bullet.end(), end) if bullet and bullet.end() < end else (start, end)
