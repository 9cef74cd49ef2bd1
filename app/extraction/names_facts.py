"""The files of facts about names, and the form of text in which they are compared with an article."""

import json
import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

FACTS = Path(__file__).parent / "facts"


@cache
def read_facts(name: str) -> Any:
    """A file of facts beside this module, for example "states.json"; read once, so not to be changed."""
    return json.loads((FACTS / name).read_text(encoding="utf-8"))


@cache
def read_natures() -> dict[str, frozenset[str]]:
    """What states are called again by → the states called so."""
    table = tomllib.loads((FACTS / "natures.toml").read_text(encoding="utf-8"))
    return {nature: frozenset(states) for nature, states in table.items()}


@cache
def _fold_table() -> dict[int, str]:
    """One code point to one, so that offsets stay: accents off, typographic marks plain, white space a space."""
    table = {ord(mark): "'" for mark in "’‘ʼ`´ʹ"} | {ord(mark): "-" for mark in "‐‑"}
    table |= {ord(space): " " for space in "\n\t\r\u00a0\u2009\u202f"}
    table |= {ord("ı"): "i", ord("ł"): "l", ord("Ł"): "L", ord("ø"): "o", ord("Ø"): "O", ord("đ"): "d", ord("Đ"): "D"}
    for code_point in range(0xC0, 0x250):
        base = unicodedata.normalize("NFKD", chr(code_point))[0]
        if base.isascii() and base.isalpha():
            table.setdefault(code_point, base)
    return table


_TO_FOLD = re.compile(r"[^ !-_a-~]+")  # all but printable ASCII, and the grave


def fold(text: str) -> str:
    """The text as it is searched: same length, without accents and typographic variants; case is kept."""
    # Only what may change is translated: this is five times as quick on English text. A name mostly has none of it.
    if text.isascii() and text.isprintable() and "`" not in text:
        return text
    return _TO_FOLD.sub(_fold_run, text)


def fold_fact(surface: str) -> str:
    """The same for a surface of the tables, most of which are plain and hold no white space but blanks: for a start."""
    return surface if surface.isascii() else fold(surface)


def _fold_run(match: re.Match[str]) -> str:
    return match[0].translate(_fold_table())
