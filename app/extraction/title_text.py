"""The words of a headline: pieces of a sentence put together again as they were written, without loose ends."""

import re
from collections.abc import Sequence, Set
from typing import NamedTuple

from app.extraction.clauses import ParsedSentence
from app.extraction.tokens import Token
from app.extraction.verbs import ADVERBS, BE, DETERMINERS, DO, HAVE, MODALS, NEGATIONS, PREPOSITIONS

POSSESSIVES = frozenset("his her its their our my your".split())
DATE_NOUNS = frozenset(
    "night evening morning afternoon day days week weeks month months year years hours hour late early end start"
    " beginning middle eve mid last next same later earlier".split()
)
WEEKDAYS = frozenset("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
_JOINING = PREPOSITIONS | {"and", "or"}
_LEADING_TO_DATES = _JOINING | DATE_NOUNS | {"the", "a", "that"}
_UNITS = frozenset("minutes hours days weeks months years minute hour day week month year decades moments".split())
_AFTERWARDS = frozenset("later earlier ago afterwards before beforehand after".split())
_LOOSE = (
    PREPOSITIONS | BE | HAVE | DO | MODALS | NEGATIONS | DETERMINERS | POSSESSIVES
    | frozenset(
        "and or but nor that than as to more most less very soon too also then there here even only rather shortly"
        " partly mostly just nearly almost 's 'd who which whose whom what when where while if".split()
    )
    | frozenset(", ; : . - – — ( [ / & ' ‘ ’".split())
)  # fmt: skip
_COUNTING = DETERMINERS | ADVERBS | {"few"}
_TIGHT = frozenset("'s ’s , n't n’t % ) ] ; :".split())
_LONELY_INITIALS = re.compile(r"(?<![\w.])(?:\w\.){2,}$")


class Piece(NamedTuple):
    """A word of a headline and the token that it stands at."""

    at: int
    text: str


def spelled(tokens: Sequence[Token], pieces: Sequence[Piece]) -> str:
    """The pieces as one line, spaced as in the text."""
    text, before = "", -2
    for at, word in pieces:
        glued = at == before + 1 and tokens[at].start == tokens[before].end
        text += word if not text or glued or word in _TIGHT else f" {word}"
        before = at
    return text


def without_loose_ends(pieces: Sequence[Piece], kept: Set[int]) -> list[Piece]:
    """
    The pieces up to the last that can end a headline.

    Args:
        pieces: Words in order.
        kept: Tokens that end a phrase whatever they look like: particles of verbs, parts of names.
    """
    found = list(pieces)
    while found and found[-1].at not in kept:
        word = found[-1].text.lower()
        if word in _AFTERWARDS and len(found) > 1 and found[-2].text.lower() in _UNITS:
            found = _without_span(found[:-1])
        elif word in _LOOSE or (word == "again" and len(found) > 1 and found[-2].text == "and"):
            found.pop()
        else:
            break
    return found


def _without_span(pieces: list[Piece]) -> list[Piece]:
    """Without "two days" or "only a few hours" at the end."""
    found = pieces[:-1]
    while found and (found[-1].text.lower() in _COUNTING or found[-1].text.isdigit()):
        found.pop()
    return found


def before_a_date(pieces: Sequence[Piece]) -> list[Piece]:
    """Without the words that lead to a date left out: "on the night of"."""
    found, end = list(pieces), len(pieces)
    while end and found[end - 1].text.lower() in _LEADING_TO_DATES:
        end -= 1
        if found[end].text.lower() in _JOINING:
            del found[end:]
    return found


def finished(text: str) -> str:
    """One printable line that begins with a capital and ends without a stop."""
    if not text.isprintable():
        text = "".join(char if char.isprintable() else " " for char in text)
    line = " ".join(text.split()).rstrip(" .,;:–—-")
    if "." in line and _LONELY_INITIALS.search(f"{line}."):
        line = _LONELY_INITIALS.sub(lambda initials: initials[0].replace(".", ""), f"{line}.")
    return line[:1].upper() + line[1:]


def is_balanced(text: str) -> bool:
    """Whether every quotation mark and bracket has its partner."""
    pairs = (("“", "”"), ("«", "»"), ("(", ")"), ("[", "]"))
    return text.count('"') % 2 == 0 and all(text.count(one) == text.count(other) for one, other in pairs)


def is_listed(parsed: ParsedSentence, comma: int) -> bool:
    """Whether a comma parts the names of a list: "Poland, Latvia and Estonia"."""
    names, after = parsed.name_at, comma + 1
    while after < len(parsed.tokens) and parsed.tokens[after].lower in ("and", "the", "or"):
        after += 1
    if comma - 1 not in names or after not in names:
        return False
    return after > comma + 1 or any(word in ("and", "or") for word in parsed.words(after, after + 8))
