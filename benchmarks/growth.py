"""
How the time of each stage of extraction grows: time(2n) / time(n) on ordinary and hostile text.

    python benchmarks/growth.py [--chars 1000000] [--stage names] [--text digits]

Linear growth is 2; the bar is 2.3. CPU time is measured, the least of some runs, and a ratio beyond the bar is measured
again, so that other work on the machine disturbs little. Exit code 1 if a ratio stays beyond the bar.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run from the checkout, whatever is installed

from app.domain.articles import Block, BlockKind, Published, ReadArticle
from app.extraction.language import recognise
from app.extraction.names import find_names
from app.extraction.pipeline import extract
from app.extraction.sentences import split_sentences
from app.extraction.time import TimeContext, find_times
from app.readers import read_text

BAR = 2.3
DOUBLINGS = 2
MEASURABLE_SECONDS = 0.05  # below it, the ratio says more about the machine than about the stage
ENOUGH_SECONDS = 0.5  # a stage that takes as long is measured once, a quicker one more often
SECOND_LOOKS = 8  # rounds in which both times of a ratio beyond the bar are taken again: other work on the machine ends
PUBLISHED = date(2019, 3, 16)

ORDINARY = (
    "Finland recalled its ambassador from Norway on Thursday after Norwegian guards closed the bridge at Utsjoki in "
    "mid-February. The foreign minister told reporters that both countries had agreed on 2 March to hold talks, and "
    "that Sweden would take part; three days later the meeting was called off.\n\n"
    "Moscow, which had sent two observers in 2017, accused NATO of blowing up the quarrel. “We reject that,” a "
    "spokesman for the alliance said on 14 March 2019. Denmark is to send 300 soldiers to Greenland next month.\n\n"
)
TEXTS = {
    "ordinary": ORDINARY,
    "one paragraph": ORDINARY.replace("\n\n", " "),
    "no full stop": ORDINARY.replace("\n\n", " ").replace(".", ","),
    "no space": "a",
    "capitals": "Aa Bb Cc Dd ",
    "digits": "1234567890",
    "numbers": "1 ",
    "date parts": "of the 3 March to 2 and 4 May 19",
    "quotes": "“",
    "brackets": "([{",
    "full stops": "a.",
    "commas": "and, ",
    "states": "India and Pakistan and ",
    "verbs": "attacked said would ",
    "persons": "President Aleksander Kwiek, the minister, ",
    "ands": "Ministers of Peru, Chile, Cuba, Chad and Mali said that ",
    "emoji": "😀",
    "right to left": "قال الوزير إن ",
    "line ends": "\n",
    "short lines": "India\n",
    "white space": " \t",
}


@dataclass(frozen=True)
class Growth:
    """One stage on one text: CPU seconds at the full length, and the worst measurable ratio on the way there."""

    seconds: float
    ratio: float | None


def of_length(piece: str, chars: int) -> str:
    """A piece of text repeated to a length."""
    return (piece * (chars // len(piece) + 1))[:chars]


def as_article(text: str) -> ReadArticle:
    """Every line as body: a reader would put some hostile text aside as noise, and the stages would not see it."""
    blocks, start = [], 0
    for line in text.split("\n"):
        left, right = len(line) - len(line.lstrip()), len(line.rstrip())
        if left < right:
            blocks.append(Block(start + left, start + right, BlockKind.BODY))
        start += len(line) + 1
    return ReadArticle(text, tuple(blocks), published=Published(PUBLISHED.isoformat(), "given by you"))


def read_dates(article: ReadArticle) -> None:
    """The time stage as the pipeline runs it."""
    context = TimeContext.of(article.text, PUBLISHED)
    for block in article.blocks:
        find_times(article.text, block.start, block.end, context)


STAGES: dict[str, Callable[[ReadArticle], object]] = {
    "readers": lambda article: read_text(article.text),
    "language": lambda article: recognise(article.text),
    "sentences": split_sentences,
    "time": read_dates,
    "names": find_names,
    "whole": extract,
}


def cpu_seconds(stage: Callable[[ReadArticle], object], article: ReadArticle) -> float:
    """The least time of some runs, more of them where they are short."""
    best, spent, runs = float("inf"), 0.0, 0
    while runs < 5 and (runs == 0 or spent < ENOUGH_SECONDS):
        start = time.process_time()
        stage(article)
        seconds = time.process_time() - start
        best, spent, runs = min(best, seconds), spent + seconds, runs + 1
    return best


def growth(stage: Callable[[ReadArticle], object], piece: str, chars: int) -> Growth:
    """Measure one stage at a length, its half and its quarter."""
    articles = [as_article(of_length(piece, chars >> halvings)) for halvings in range(DOUBLINGS, -1, -1)]
    times = [cpu_seconds(stage, article) for article in articles]
    for _ in range(SECOND_LOOKS):
        suspect = [at for at, ratio in enumerate(_ratios(times)) if ratio is not None and ratio >= BAR]
        for at in {at for first in suspect for at in (first, first + 1)}:
            times[at] = min(times[at], cpu_seconds(stage, articles[at]))
    return Growth(times[-1], max((ratio for ratio in _ratios(times) if ratio is not None), default=None))


def _ratios(times: list[float]) -> list[float | None]:
    """Of each time to the one before; None where that is too short to compare with."""
    return [twice / once if once >= MEASURABLE_SECONDS else None for once, twice in pairwise(times)]


def measure(chars: int, stages: list[str], texts: list[str]) -> Iterator[Growth]:
    """Measure and print a table, a row for each text: seconds at the full length, and the worst ratio."""
    print(f"CPU seconds for {chars:,} characters, and the worst time(2n)/time(n) up to there (-: too quick to tell)\n")
    print(f"{'':15}" + "".join(f"{stage:>17}" for stage in stages))
    for text in texts:
        print(f"{text:15}", end="", flush=True)
        for stage in stages:
            found = growth(STAGES[stage], TEXTS[text], chars)
            ratio = "   -" if found.ratio is None else f"{found.ratio:4.2f}"
            print(f"{found.seconds:10.3f} x{ratio} ", end="", flush=True)
            yield found
        print()


def main() -> int:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description="Measure how the time of each stage grows with the text.")
    parser.add_argument("--chars", type=int, default=1_000_000, help="longest text")
    parser.add_argument("--stage", choices=STAGES, action="append", help="only this stage (repeatable)")
    parser.add_argument("--text", choices=TEXTS, action="append", help="only this text (repeatable)")
    options = parser.parse_args()
    stages, texts = options.stage or list(STAGES), options.text or list(TEXTS)
    for stage in stages:
        STAGES[stage](as_article(ORDINARY))  # lexicons are loaded at first use
    ratios = [found.ratio for found in measure(options.chars, stages, texts) if found.ratio is not None]
    worst = max(ratios, default=0.0)
    print(f"\nworst ratio {worst:.2f}, bar {BAR}")
    return 0 if worst < BAR else 1


if __name__ == "__main__":
    sys.exit(main())
