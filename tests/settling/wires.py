"""Wire reports of ours, the copies that a seeded editor makes of them, and thirty reports of one meeting."""

import random
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from app.domain.articles import Block, BlockKind, ReadArticle
from app.extraction.sentences import split_sentences
from app.readers.plain_text import read_text

WIRES = Path(__file__).parents[1] / "data" / "wires"
PUBLISHED = "2019-03-05"

HEADLINES = [
    "Tension mounts as neighbours trade words", "What we know so far", "Governments at odds over new dispute",
    "World: an uneasy week", "Calls for calm after a difficult night", "Diplomats look for a way out",
]  # fmt: skip
REPORTERS = ["Edith Lorne", "Samuel Okpara", "our foreign desk", "Jutta Wiemer", "R. K. Menon", "Olu Adisa"]
OUTLETS = ["The Lake Courier", "Morning Ledger", "Harbour Post", "The Upland Gazette", "Evening Beacon"]
OWN_SENTENCES = [
    "Readers of this newspaper will remember that a similar quarrel kept the capitals busy two winters ago.",
    "Our own inquiries at the embassy were not answered by the time this edition went to press.",
    "Shares of shipping companies hardly moved on Tuesday, and the local currency held its ground.",
    "A vigil is planned outside the town hall tonight, its organisers told our reporter.",
    "The member of parliament for this district said he would put a question to the government.",
    "Travellers are advised to consult the ministry's website before they set out.",
    "Two students from the region who live here said that they had reached their parents by telephone.",
]


def wires() -> dict[str, str]:
    """The reports by name, as their agencies sent them; the first line is the headline."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(WIRES.glob("0*.txt"))}


def thirty_reports() -> list[str]:
    """Thirty short reports of one meeting, each of another hand."""
    return (WIRES / "thirty-of-one-meeting.txt").read_text(encoding="utf-8").strip().split("\n\n")


def sentences_of(wire: str) -> list[str]:
    """The sentences of a report, headline and dateline left out."""
    read = as_read(wire)
    spoken = [wire[sentence.start : sentence.end] for sentence in split_sentences(read) if not sentence.is_title]
    first = next(mark for mark in (") -- ", ") - ", ") — ") if mark in spoken[0])
    return [spoken[0].partition(first)[2], *spoken[1:]]


def copy_of(wire: str, rng: random.Random) -> str:
    """
    What an editor makes of a wire report.

    Headline, byline and outlet are his; 10 to 60 % of the sentences are cut, two of his own are put in, and the
    paragraphs are set anew.
    """
    sentences = sentences_of(wire)
    cut = round(len(sentences) * rng.uniform(0.1, 0.6))
    kept = [sentences[at] for at in sorted(rng.sample(range(len(sentences)), len(sentences) - cut))]
    for own in rng.sample(OWN_SENTENCES, 2):
        kept.insert(rng.randint(1, len(kept)), own)
    head = f"{rng.choice(HEADLINES)}\n\nBy {rng.choice(REPORTERS)}\n\n{rng.choice(OUTLETS)}, 5 March 2019\n\n"
    return head + "\n\n".join(_paragraphs(kept, rng)) + "\n"


def as_read(text: str) -> ReadArticle:
    """What the reader of plain text makes of it."""
    return read_text(text, published=PUBLISHED)


def body_of(*paragraphs: str) -> tuple[str, tuple[Block, ...]]:
    """A kept text of these paragraphs and its blocks, all of them body."""
    text = "\n\n".join(paragraphs)
    starts = [0]
    for paragraph in paragraphs:
        starts.append(starts[-1] + len(paragraph) + 2)
    return text, tuple(Block(start, end - 2, BlockKind.BODY) for start, end in pairwise(starts))


def _paragraphs(sentences: list[str], rng: random.Random) -> Iterator[str]:
    while sentences:
        count = rng.randint(1, 3)
        yield " ".join(sentences[:count])
        sentences = sentences[count:]
