"""
What a word is to the search, and what a query asks for: the same for every text and on both databases.

A text is *folded*: lower case, without accents, ligatures and letters with a stroke taken apart, and everything that is
neither letter, number nor vowel sign is a gap. Where a script has no gaps (Han, kana) every character is a word.
A query is made of words that all have to be there, "quoted phrases", -words that must not be there and beginnings*;
whatever else is typed is literal, so that no query has an error.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

MAX_WORD_CHARS = 64
"""Longer words are cut, in texts and queries alike: databases limit what they index as one."""
MAX_DOCUMENT_CHARS = 250_000
"""Of a folded text; what follows is not searched. PostgreSQL holds a megabyte of words for one text."""
FIELD_BREAK = "\ue000"
"""Stands between the fields of a document as a word that nobody can ask for, so that no phrase reaches across."""

# What no decomposition of Unicode takes apart, and people leave away when they type a name.
_LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ŧ": "t"}
_WORD_KINDS = frozenset("LNM")
_UNSPACED = re.compile(r"[぀-ヿ㐀-䶿一-鿿豈-﫿𠀀-\U0003ffff]")

_TERM = re.compile(r'(?P<without>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"(?P<star>\*)?|(?P<plain>[^\s"]+))')
_QUOTES = str.maketrans("“”„«»", '"""""')


@dataclass(frozen=True)
class Term:
    """
    One part of a query: words that follow one another.

    Attributes:
        is_prefix: Whether the last of them is only the beginning of a word.
        is_without: Whether they must not be there.
    """

    words: tuple[str, ...]
    is_prefix: bool = False
    is_without: bool = False


@dataclass(frozen=True)
class Query:
    """What to look for; a query without any term finds nothing."""

    terms: tuple[Term, ...]

    @property
    def wanted(self) -> tuple[Term, ...]:
        """What all has to be there."""
        return tuple(term for term in self.terms if not term.is_without)

    @property
    def unwanted(self) -> tuple[Term, ...]:
        """None of which may be there."""
        return tuple(term for term in self.terms if term.is_without)


@dataclass(frozen=True)
class Excerpt:
    """
    A part of a text with what was found in it.

    Attributes:
        runs: Pieces in their order, and whether each is what was looked for.
        is_cut_before, is_cut_after: Whether the text goes on there.
    """

    runs: tuple[tuple[str, bool], ...]
    is_cut_before: bool = False
    is_cut_after: bool = False


class _Folding(dict[int, str]):
    """What becomes of each character, found out when it is first met; `str.translate` asks here."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = "".join(map(_fold_character, _decomposed(chr(code))))
        return folded


def _decomposed(character: str) -> str:
    """Compatible forms taken apart, in lower case; the second time for what lower case has put together."""
    return unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())


def _fold_character(character: str) -> str:
    if unicodedata.combining(character):
        return ""
    if unicodedata.category(character)[0] not in _WORD_KINDS:
        return " "
    return f" {character} " if _UNSPACED.match(character) else _LETTERS.get(character, character)


_FOLDING = _Folding()


def fold(text: str) -> list[str]:
    """The words of a text, in their order."""
    return [word[:MAX_WORD_CHARS] for word in text.translate(_FOLDING).split()]


def document(fields: Iterable[str | None]) -> str:
    """The words of some fields as they are kept: one space between words, `FIELD_BREAK` between fields."""
    parts = [" ".join(words) for field in fields if field and (words := fold(field[:MAX_DOCUMENT_CHARS]))]
    joined = f" {FIELD_BREAK} ".join(parts)
    return joined if len(joined) <= MAX_DOCUMENT_CHARS else joined[:MAX_DOCUMENT_CHARS].rpartition(" ")[0]


def read_query(typed: str) -> Query:
    """Read what a person typed. It never fails: what is no word is passed over."""
    found = (_term(match) for match in _TERM.finditer(typed.translate(_QUOTES)))
    return Query(tuple(dict.fromkeys(term for term in found if term.words)))


def _term(match: re.Match[str]) -> Term:
    plain = match["plain"]
    is_prefix = bool(match["star"]) if plain is None else plain.endswith("*")
    return Term(tuple(fold(match["phrase"] if plain is None else plain)), is_prefix, bool(match["without"]))


def mark(text: str, query: Query) -> tuple[tuple[str, bool], ...]:
    """The text in pieces, those that the query asks for told from the others."""
    runs, done = [], 0
    for start, end in _joined(_spans(text, query.wanted)):
        runs += [(text[done:start], False), (text[start:end], True)]
        done = end
    runs.append((text[done:], False))
    return tuple(run for run in runs if run[0])


def excerpt(text: str, query: Query, chars: int) -> Excerpt:
    """
    The first stretch of a text that holds most of what the query asks for.

    Args:
        chars: About how long it is to be; it begins and ends between words.
    """
    blocks = list(_blocks(text, chars))
    if not blocks:
        return Excerpt(())
    start, end = max(blocks, key=lambda block: _richness(text[slice(*block)], query.wanted))
    return Excerpt(mark(text[start:end].strip(), query), bool(text[:start].strip()), bool(text[end:].strip()))


def _blocks(text: str, chars: int) -> Iterator[tuple[int, int]]:
    """The text in stretches of about so many characters, cut at white space where there is any."""
    start = 0
    while start < len(text):
        end = min(start + chars, len(text))
        gap = max(text.rfind(" ", start + chars // 2, end), text.rfind("\n", start + chars // 2, end))
        end = gap if end < len(text) and gap > start else end
        yield start, end
        start = end


def _richness(text: str, terms: Sequence[Term]) -> int:
    """How many of the terms a text holds; a phrase that is cut in two counts by neither half."""
    folded = f" {' '.join(fold(text))} "
    return sum(f" {' '.join(term.words)}{'' if term.is_prefix else ' '}" in folded for term in terms)


def _spans(text: str, terms: Sequence[Term]) -> list[tuple[int, int]]:
    """Where the terms stand in a text, in no order."""
    placed = list(_placed_words(text))
    words = [word for word, _, _ in placed]
    spans = []
    for term in terms:
        size = len(term.words)
        for at in range(len(words) - size + 1):
            if _stands_at(words[at : at + size], term):
                spans.append((placed[at][1], placed[at + size - 1][2]))
    return spans


def _stands_at(words: Sequence[str], term: Term) -> bool:
    *first, last = term.words
    return words[:-1] == first and (words[-1].startswith(last) if term.is_prefix else words[-1] == last)


def _placed_words(text: str) -> Iterator[tuple[str, int, int]]:
    """Each word with where it stands: `text[start:end]`, the end excluded."""
    letters, start, end = "", 0, 0
    for place, character in enumerate(text):
        folded = _FOLDING[ord(character)]
        before, *more = folded.split(" ")
        if before:
            start = start if letters else place
            letters, end = letters + before, place + 1
        elif not folded and letters:
            end = place + 1  # an accent of its own belongs to the letter before it
        for piece in more:
            if letters:
                yield letters[:MAX_WORD_CHARS], start, end
            letters, start, end = piece, place, place + 1
    if letters:
        yield letters[:MAX_WORD_CHARS], start, end


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in their order, those that overlap as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
