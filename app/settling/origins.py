"""
Which articles go back to one report: a wire story and its copies count once, however many outlets print it.

Two articles are kin by what they share word for word, by the agency they are credited to, or by quotations that are cut
alike. An origin is a connected component of kinship, so that it does not matter which article came first.
"""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from typing import TypeVar

from app.domain.articles import Block
from app.settling.body import read_body
from app.settling.credits import agency_named, credit
from app.settling.fingerprints import GRAM_WORDS, SURE_RUN, fingerprints, word_grams
from app.settling.quotations import quotations, spoken_parts

__all__ = [
    "Kinship",
    "Overlap",
    "Report",
    "agency_named",
    "credit",
    "fingerprints",
    "groups",
    "kinship",
    "overlap",
    "quotations",
    "read_report",
]

# A copy that an editor cut by 60 % and gave two sentences of his own still has most of its words from the wire, and so
# has half of it in another copy; independent reports of one event share a sentence of background at most.
KIN_SHARE = 0.25
KIN_WORDS = 20
"""Words of the reporter's own (not spoken by others) that must be shared: a formula or a title of office is shorter."""
# Wires are printed within days; what an agency writes weeks later takes over its paragraphs of background.
NEAR_DAYS = 7
FAR_SHARE = 0.5
LONG_QUOTATION_WORDS = 15
LONG_QUOTATIONS = 2
"""One long quotation of a public speech is anybody's; that two reporters cut two of them alike is not chance."""
CREDITED_PASSAGES = 2
"""One shared passage under one agency's name may be its standing line of background."""

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Report:
    """
    What one article gives to compare.

    Attributes:
        words: Of its body, normalised.
        spoken: For each word, whether it stands in direct speech of eight words or more.
        quotations: That direct speech.
        agency: That it is credited to.
        published_on: Ordinal of its day; None if unknown.
    """

    words: tuple[str, ...]
    spoken: tuple[bool, ...]
    quotations: frozenset[str]
    agency: str | None
    published_on: int | None

    @property
    def own_count(self) -> int:
        """The words that are not direct speech."""
        return len(self.spoken) - sum(self.spoken)


@dataclass(frozen=True)
class Overlap:
    """
    What two reports share.

    Attributes:
        own_words: Words of the shorter one, direct speech left out, that stand in a shared run of eight or more.
        share: These of all its own words, from 0 to 1.
        passages: Shared runs of eight words or more.
        longest: Words of the longest.
        quotations: Direct speech that both have from the same first to the same last word.
    """

    own_words: int
    share: float
    passages: int
    longest: int
    quotations: frozenset[str]

    @property
    def long_quotations(self) -> int:
        """How many of the quotations two reporters would not cut alike by chance."""
        return sum(quotation.count(" ") + 1 >= LONG_QUOTATION_WORDS for quotation in self.quotations)


@dataclass(frozen=True)
class Kinship:
    """Why two articles go back to one report, as an analyst reads it, and the share of the shorter one they share."""

    reason: str
    share: float


def read_report(text: str, blocks: Sequence[Block], agency: str | None, published_on: int | None) -> Report:
    """
    What is compared of an article.

    Args:
        text: The kept text.
        blocks: Its blocks.
        agency: As `credit` gives it.
        published_on: Ordinal of its day, or None.
    """
    body = read_body(text, blocks)
    parts = spoken_parts(text, blocks, body)
    spoken = [False] * len(body.words)
    for part in parts:
        spoken[part.start : part.stop] = [True] * len(part)
    quoted = frozenset(" ".join(body.words[part.start : part.stop]) for part in parts)
    return Report(body.words, tuple(spoken), quoted, agency, published_on)


def kinship(a: Report, b: Report) -> Kinship | None:
    """
    Whether two articles go back to one report, and why; the same whichever is named first.

    Kin share a run of `SURE_RUN` words or a whole quotation, so that `fingerprints` of them meet.
    """
    shared = overlap(a, b)
    return next(
        (Kinship(reason, shared.share) for reason in (_copied(a, b, shared), _alike(a, b, shared)) if reason), None
    )


def overlap(a: Report, b: Report) -> Overlap:
    """What two reports share, measured on the shorter one; the same whichever is named first."""
    shorter, longer = sorted((a, b), key=lambda report: (report.own_count, report.words))
    there = set(word_grams(longer.words))
    starts = [at for at, gram in enumerate(word_grams(shorter.words)) if gram in there]
    shared = {at + offset for at in starts for offset in range(GRAM_WORDS)}
    own = sum(not shorter.spoken[at] for at in shared)
    runs = _run_lengths(starts)
    return Overlap(
        own_words=own,
        share=own / max(1, shorter.own_count),
        passages=len(runs),
        longest=max(runs, default=0),
        quotations=a.quotations & b.quotations,
    )


def groups(articles: Mapping[Key, tuple[Report, frozenset[int]]]) -> list[frozenset[Key]]:
    """
    The origins among some articles, each given as its report and its fingerprints: every article is in just one.

    The same whatever the order of the mapping, but for the order of the groups.
    """
    sharing = defaultdict(list)
    for key, (_, prints) in articles.items():
        for one in prints:
            sharing[one].append(key)
    group = {key: {key} for key in articles}
    for a, b in {pair for keys in sharing.values() for pair in combinations(keys, 2)}:
        if group[a] is not group[b] and kinship(articles[a][0], articles[b][0]):
            less, more = sorted((group[a], group[b]), key=len)
            more |= less
            group.update(dict.fromkeys(less, more))
    return [frozenset(members) for members in {id(members): members for members in group.values()}.values()]


def _copied(a: Report, b: Report, shared: Overlap) -> str | None:
    least = KIN_SHARE if _near(a, b) else FAR_SHARE
    if shared.longest < SURE_RUN or shared.own_words < KIN_WORDS or shared.share < least:
        return None
    apart = ", quotations left out," if a.quotations or b.quotations else ""
    portion = "all" if shared.share == 1 else f"{shared.share:.0%}".replace("%", " %")
    return f"{portion} of the shorter text{apart} stands in the other, word for word"


def _alike(a: Report, b: Report, shared: Overlap) -> str | None:
    """What says so where little else is shared; it loses its weight with time."""
    if not _near(a, b):
        return None
    if a.agency and a.agency == b.agency:
        if shared.quotations:
            return f"both are credited to {a.agency} and share {_count(len(shared.quotations), 'quotation')}"
        if shared.passages >= CREDITED_PASSAGES and shared.longest >= SURE_RUN and shared.own_words >= KIN_WORDS:
            return f"both are credited to {a.agency} and share {_count(shared.passages, 'passage')}"
    if shared.long_quotations >= LONG_QUOTATIONS:
        return f"both cut the same {shared.long_quotations} long quotations in the same way"
    return None


def _near(a: Report, b: Report) -> bool:
    """Whether they may have been printed within days; an unknown day may be any."""
    if a.published_on is None or b.published_on is None:
        return True
    return abs(a.published_on - b.published_on) <= NEAR_DAYS


def _run_lengths(starts: Sequence[int]) -> list[int]:
    """Words of each run, from the ascending places where shared eights begin: neighbours are one run."""
    runs = groupby(enumerate(starts), key=lambda numbered: numbered[1] - numbered[0])
    return [len(list(run)) + GRAM_WORDS - 1 for _, run in runs]


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
