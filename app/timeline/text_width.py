"""
How wide a text is at most, without knowing the reader's font.

The widths are those of a wide sans (DejaVu Sans, which Linux falls back to), in ems; other system fonts are narrower,
so that labels kept apart by them stay apart.
"""

import unicodedata
from functools import lru_cache

NARROW = {**dict.fromkeys("ijl|'’‘!", 0.32), **dict.fromkeys("ftrI.,:;()[]-– /\\", 0.42)}
WIDE = {**dict.fromkeys("mwMW@%—…&QO", 1.0), **dict.fromkeys("GDHNUARCVXYKBPST", 0.78)}
USUAL = 0.645
FULL = 1.05


@lru_cache(maxsize=4_096)
def text_width(text: str, size_px: float) -> float:
    """An upper estimate of the width in pixels."""
    return size_px * sum(map(_char_width, text))


def _char_width(char: str) -> float:
    known = NARROW.get(char) or WIDE.get(char)
    if known:
        return known
    if unicodedata.combining(char):
        return 0.0
    return USUAL if char.isascii() or unicodedata.east_asian_width(char) not in "WF" else FULL


def shortened(text: str, max_chars: int) -> str:
    """
    The text if it is short enough, else its whole words that fit, with an ellipsis; a single word is cut.

    Whole words, so that what is seen of a title is a part of its accessible name.
    """
    if len(text) <= max_chars:
        return text
    cut = text[: max_chars - 1]
    blank = cut.rfind(" ")
    ends_with_a_word = text[max_chars - 1].isspace()
    if blank > 0 and not ends_with_a_word:
        cut = cut[:blank]
    return cut.rstrip(" ,;:–-") + "…"
