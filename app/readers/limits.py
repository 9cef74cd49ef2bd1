"""How much a reader takes on (RELIABILITY.md, section 2)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ReaderLimits:
    """
    The bounds of one reading.

    Attributes:
        text_chars: Longest kept text in code points; the rest is cut with a notice.
        child_seconds: Wall time after which the child process is killed.
        child_bytes: Address space of the child process.
        tag_attributes: Most attributes one tag may have: XML parsers are quadratic in them.
    """

    text_chars: int = 1_000_000
    child_seconds: float = 20.0
    child_bytes: int = 1_000_000_000
    tag_attributes: int = 1_000


DEFAULT_LIMITS = ReaderLimits()
