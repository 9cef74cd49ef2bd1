"""What may be a password and a user's name. Nothing is asked for but length and that guessing programs try later."""

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from app.errors import BadInput

MIN_CHARS = 12
MAX_CHARS = 1_000
"""Nobody types more, and a hash of megabytes would keep the server busy."""
MAX_NAME_CHARS = 60
MIN_DIFFERENT = 5
FACTS = Path(__file__).parent / "data" / "guessed_passwords.toml"

_DISGUISES = str.maketrans("013457@$!", "oleastasi")  # p4ssw0rd
_EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_NO_LETTERS = re.compile(r"[\W\d_]")
_NAME = re.compile(r"[^\W_](?:[\w .'’-]*[^\W_])?")


def read_name(typed: str) -> str:
    """
    A user's name as it is kept: letters and figures, with blanks, points, apostrophes and hyphens between them.

    Raises:
        BadInput: It is none.
    """
    name = unicodedata.normalize("NFC", " ".join(typed.split()))
    if not name:
        raise BadInput("The name is empty: write the name that stands beside what the person does.", "name")
    if len(name) > MAX_NAME_CHARS:
        raise BadInput(f"The name has {len(name)} characters; {MAX_NAME_CHARS} is the most.", "name")
    if not _NAME.fullmatch(name):
        raise BadInput(
            f"The name {name!r} cannot be used: take letters and figures, with blanks, points, apostrophes or hyphens "
            "between them.",
            "name",
        )
    return name


def check_password(password: str, name: str) -> None:
    """
    Refuse a password that is found by trying.

    Args:
        password: As typed; blanks count.
        name: Whose it is to be.

    Raises:
        BadInput: It is too short or too long, or made of what is tried first. The sentence never holds it.
    """
    if len(password) < MIN_CHARS:
        raise BadInput(
            f"The password has {len(password)} characters and needs {MIN_CHARS}: four words that you choose by chance "
            "do well.",
            "password",
        )
    if len(password) > MAX_CHARS:
        raise BadInput(f"The password has {len(password):,} characters; {MAX_CHARS:,} is the most.", "password")
    if is_guessed(password, name):
        raise BadInput(
            "This password is among those that are tried first: take one that has words of your own, not only common "
            "ones, the name, figures or neighbouring keys.",
            "password",
        )


def is_guessed(password: str, name: str = "") -> bool:
    """Whether a password is made of common words, the user's name, keyboard paths, repetitions and figures alone."""
    folded = unicodedata.normalize("NFKC", password).lower()
    if len(set(folded)) < MIN_DIFFERENT or folded.isdigit():
        return True
    own = frozenset(re.findall("[a-z]{3,}", name.lower()))
    spellings = (folded, _EDGES.sub("", folded).translate(_DISGUISES))
    return any(_is_made_of(_NO_LETTERS.sub("", one), _words() | own) for one in spellings) or _is_walk(folded)


def _is_made_of(letters: str, words: frozenset[str]) -> bool:
    """Whether letters are words put together; none at all are, too."""
    ends = {0}
    for end in range(1, len(letters) + 1):
        if any(start in ends and letters[start:end] in words for start in range(end)):
            ends.add(end)
    return len(letters) in ends


def _is_walk(folded: str) -> bool:
    signs = re.sub("[^a-z0-9]", "", folded)
    return bool(signs) and any(signs in walk * 3 or signs in walk[::-1] * 3 for walk in _facts()["walks"])


@cache
def _words() -> frozenset[str]:
    return frozenset(_facts()["words"].split())


@cache
def _facts() -> dict[str, Any]:
    return tomllib.loads(FACTS.read_text(encoding="utf-8"))
