"""Standard input as lines of UTF-8, whatever the locale says."""

import sys
from collections.abc import Iterator


def lines_in() -> Iterator[str]:
    """The lines of standard input, each as soon as it comes."""
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", errors="replace")
