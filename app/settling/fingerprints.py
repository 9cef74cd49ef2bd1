"""
The fingerprints by which the articles that may go back to one report are found.

S. Schleimer, D. Wilkerson and A. Aiken, "Winnowing: Local Algorithms for Document Fingerprinting", SIGMOD 2003: of
every window of consecutive n-gram hashes the least is kept, so that two texts with a run as long as a window share one.
"""

import hashlib
import heapq
from collections.abc import Iterator, Sequence

from app.domain.articles import Block
from app.settling.body import read_body
from app.settling.quotations import quotations

GRAM_WORDS = 8
"""Eight equal words in a row are hardly ever written twice (formulas and full titles of offices are as long)."""
WINDOW = 8
SURE_RUN = GRAM_WORDS + WINDOW - 1
"""Words: any run of this length that two bodies share gives them a fingerprint in common."""
MOST_PRINTS = 2_000
"""A text of more than some 9 000 words keeps its least ones: a copy of it has most of the same."""

_BITS = 63  # both databases hold signed integers of 64 bits


def fingerprints(text: str, blocks: Sequence[Block]) -> frozenset[int]:
    """
    The fingerprints of an article's body, about two for every nine words, and one for each quotation.

    Args:
        text: The kept text.
        blocks: Its blocks; only those of the body count.

    Returns:
        Integers from 0 to 2**63 - 1, the same in every process and on every machine; none for a body of fewer than
        eight words.
    """
    words = read_body(text, blocks).words
    grams = [_print_of(" ".join(gram)) for gram in word_grams(words)]
    # The mark keeps a quotation of eight words apart from a passage of them.
    prints = winnowed(grams) | {_print_of(f"“{quotation}") for quotation in quotations(text, blocks)}
    return frozenset(heapq.nsmallest(MOST_PRINTS, prints))


def word_grams(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Every eight words in a row."""
    return zip(*(words[at:] for at in range(GRAM_WORDS)), strict=False)


def winnowed(hashes: Sequence[int]) -> set[int]:
    """The least of every window; fewer hashes than a window has are one window."""
    return {min(hashes[at : at + WINDOW]) for at in range(max(1, len(hashes) - WINDOW + 1))} if hashes else set()


def _print_of(words: str) -> int:
    digest = hashlib.blake2b(words.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> (64 - _BITS)
