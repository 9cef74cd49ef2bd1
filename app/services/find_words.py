"""Finding the words that a person points at in the text of an article: letter by letter, or not at all."""

import re
from dataclasses import dataclass

from app.errors import BadInput

MAX_WORDS_CHARS = 2_000
AROUND_CHARS = 40
MAX_PLACES = 20
FIELD = "words"


@dataclass(frozen=True)
class Place:
    """Where words stand in a text: `text[start:end]`, with a few characters of what stands around them."""

    start: int
    end: int
    before: str
    words: str
    after: str


class SeveralPlaces(BadInput):
    """The words stand more than once: somebody has to say which are meant. `places` holds the first of them."""

    def __init__(self, words: str, places: tuple[Place, ...]) -> None:
        count = f"{len(places)} times" if len(places) < MAX_PLACES else f"{MAX_PLACES} times or more"
        super().__init__(f"{_short(words)} stands {count} in this article: choose which one you mean.", FIELD)
        self.places = places


def find_words(text: str, words: str, at: int | None = None) -> Place:
    """
    Find words in a text; only white space may differ, as it does when lines are broken anew.

    Args:
        at: Which occurrence, by its first character; None where there is only one.

    Raises:
        SeveralPlaces: They stand more than once and `at` names none of them.
        BadInput: There are no words, too many, or they do not stand in the text.
    """
    pattern = _pattern(words)
    if at is not None and 0 <= at <= len(text) and (there := pattern.match(text, at)):
        return _place(text, *there.span())
    places = tuple(
        _place(text, *found.span()) for found, _ in zip(pattern.finditer(text), range(MAX_PLACES), strict=False)
    )
    if not places:
        raise BadInput(
            f"{_short(words)} does not stand in this article letter by letter: copy the words from its text.", FIELD
        )
    if len(places) > 1:
        raise SeveralPlaces(words, places)
    return places[0]


def place_at(text: str, start: int, end: int) -> Place:
    """
    The words between two offsets, without surrounding white space.

    Raises:
        BadInput: There are none.
    """
    if not 0 <= start < end <= len(text) or not text[start:end].strip():
        raise BadInput("Select some words of the article's text first.", FIELD)
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return _place(text, start, start + len(words.strip()))


def _pattern(words: str) -> re.Pattern[str]:
    parts = words.split()
    if not parts:
        raise BadInput("Paste some words of the article's text, or select them in it.", FIELD)
    if len(words) > MAX_WORDS_CHARS:
        raise BadInput(f"There are {len(words)} characters; {MAX_WORDS_CHARS} is the most.", FIELD)
    return re.compile(r"\s+".join(map(re.escape, parts)))


def _place(text: str, start: int, end: int) -> Place:
    return Place(
        start, end, text[max(0, start - AROUND_CHARS) : start], text[start:end], text[end : end + AROUND_CHARS]
    )


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return f"“{flat if len(flat) <= 60 else flat[:59] + '…'}”"
