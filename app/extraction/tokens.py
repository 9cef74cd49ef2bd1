"""Words and marks of a sentence, with their offsets in the kept text."""

import re
from typing import NamedTuple

# A word keeps inner hyphens and the points of initials ("cease-fire", "U.S."); a possessive ending is a token of its
# own.
_WORD = r"[^\W_]+(?:-[^\W_]+)*"
_NUMBER = r"\d+(?:[.,]\d+)+"
_INITIALS = r"(?:[^\W\d_]\.){2,}"
_ENDING = r"['’](?:s|re|ve|ll|d|m)\b"
# Most tokens are words of plain letters with nothing tied to them; these need no look at Unicode's tables.
_COMMON = r"[A-Za-z]++(?![\w.'’-])"
_PLAIN = re.compile(rf"{_COMMON}|{_INITIALS}|{_NUMBER}|{_WORD}|{_ENDING}|\S")
# "didn't" is "did" and "n't"; looked for only where there is one, as it slows every word down.
_CONTRACTED = re.compile(rf"{_COMMON}|n['’]t\b|{_INITIALS}|{_NUMBER}|[^\W\d_]+?(?=n['’]t\b)|{_WORD}|{_ENDING}|\S")


class Token(NamedTuple):
    """A word or a mark: `text[start:end]` of the kept text."""

    start: int
    end: int
    text: str
    lower: str


def tokenize(text: str, start: int, end: int) -> list[Token]:
    """The tokens of `text[start:end]`, in order; white space is left out."""
    contracted = text.find("n't", start, end) >= 0 or text.find("n’t", start, end) >= 0
    pattern = _CONTRACTED if contracted else _PLAIN
    found = pattern.finditer(text, start, end)
    # There are more tokens than anything else: they are made without a call of Python's for each.
    new = tuple.__new__
    if text.find("’", start, end) < 0:
        return [new(Token, (*match.span(), word := match[0], word.lower())) for match in found]
    return [new(Token, (*match.span(), word := match[0], word.lower().replace("’", "'"))) for match in found]
