"""
What changed from one text to another, word by word.

Paragraphs that both texts have once are matched first, as in Bram Cohen's patience diff; then, in the gaps, words in
the same way. Only a small gap that is left goes to the standard library's matcher, which is quadratic and more. So the
time grows with the length of the texts and no faster, even where somebody wrote them to be hard to compare.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise

# White space belongs to the word before it, so that a text is the sum of its words; it is not compared.
_WORD = re.compile(r"(?P<key>\w+(?:['’.,-]\w+)*|[^\w\s])(?P<space>\s*)")
_LARGEST_GAP = 120  # words on either side that difflib is given: some 20 ms at the worst
_MOST_EFFORT = 400_000  # pairs of words that it may compare in all, so that a thousand gaps cost no more than some
_FEWEST_KEPT = 3  # words: fewer of them between two changes are told as changed too, for they only break the reading


class Change(StrEnum):
    """What became of a run of words."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Run:
    """
    Words that are the same in both texts, or in one alone.

    Attributes:
        change: What became of them.
        text: As they stand in the new text; removed ones as in the old.
        start: Their offset in the text that they are from.
    """

    change: Change
    text: str
    start: int


@dataclass(frozen=True)
class Difference:
    """
    All that is between two texts.

    Attributes:
        runs: In order of reading; removed words stand before those that took their place. The same and the added runs
            together are the new text, letter by letter; the same and the removed ones the old, but for white space.
        removed, added: How many words went and came.
    """

    runs: tuple[Run, ...]
    removed: int
    added: int


@dataclass(frozen=True)
class _Text:
    """A text as its words: what is compared of each, where each starts (and the text ends), where paragraphs begin."""

    text: str
    keys: tuple[str, ...]
    starts: tuple[int, ...]
    paragraphs: tuple[int, ...]

    def words(self, first: int, last: int) -> str:
        return self.text[self.starts[first] : self.starts[last]]

    def paragraph_keys(self) -> list[tuple[str, ...]]:
        return [self.keys[first:last] for first, last in pairwise(self.paragraphs)]


@dataclass(frozen=True)
class _Match:
    """`size` equal things, from `old` and from `new` on."""

    old: int
    new: int
    size: int

    @property
    def ends(self) -> tuple[int, int]:
        return self.old + self.size, self.new + self.size


def differences(old: str, new: str) -> Difference:
    """Compare two texts. Every pair has an answer; what is too wild to be aligned is shown as replaced."""
    before, after = _cut(old), _cut(new)
    matches = list(_matching_words(before, after))
    kept = sum(_count(after.keys[match.new : match.new + match.size]) for match in matches)
    return Difference(
        runs=tuple(_runs(before, after, matches)),
        removed=_count(before.keys) - kept,
        added=_count(after.keys) - kept,
    )


def _cut(text: str) -> _Text:
    keys, starts, paragraphs = [], [], [0]
    for word in _WORD.finditer(text):
        keys.append(word["key"])
        starts.append(word.start())
        if "\n" in word["space"]:
            paragraphs.append(len(keys))
    if text and not keys:  # white space alone
        keys, starts = [""], [0]
    starts[:1] = [0]  # white space before the first word is that word's
    if paragraphs[-1] != len(keys):
        paragraphs.append(len(keys))
    return _Text(text, tuple(keys), (*starts, len(text)) if keys else (0,), tuple(paragraphs))


def _count(keys: Sequence[str]) -> int:
    """Words proper; marks of punctuation are none."""
    return sum(key[:1].isalnum() for key in keys)


def _runs(old: _Text, new: _Text, matches: Sequence[_Match]) -> Iterator[Run]:
    old_done = new_done = 0
    for match in (*matches, _Match(len(old.keys), len(new.keys), 0)):
        if old_done < match.old:
            yield Run(Change.REMOVED, old.words(old_done, match.old), old.starts[old_done])
        if new_done < match.new:
            yield Run(Change.ADDED, new.words(new_done, match.new), new.starts[new_done])
        old_done, new_done = match.ends
        if match.size:
            yield Run(Change.SAME, new.words(match.new, new_done), new.starts[match.new])


def _matching_words(old: _Text, new: _Text) -> list[_Match]:
    """The paragraphs that are equal word for word, and between them the words that are; none touches the next."""
    effort = [_MOST_EFFORT]
    found: list[_Match] = []
    old_done = new_done = 0
    ends = _Match(len(old.paragraphs) - 1, len(new.paragraphs) - 1, 0)
    for match in (*_anchored(old.paragraph_keys(), new.paragraph_keys()), ends):
        old_first, new_first = old.paragraphs[match.old], new.paragraphs[match.new]
        gap = _in_gap(old.keys[old_done:old_first], new.keys[new_done:new_first], effort)
        found += [_Match(old_done + inner.old, new_done + inner.new, inner.size) for inner in gap]
        old_done, new_done = old.paragraphs[match.ends[0]], new.paragraphs[match.ends[1]]
        found.append(_Match(old_first, new_first, old_done - old_first))
    return _joined(found)


def _in_gap(old: Sequence[str], new: Sequence[str], effort: list[int]) -> list[_Match]:
    """The words of a changed stretch that are equal."""
    found: list[_Match] = []
    old_done = new_done = 0
    for match in (*_anchored(old, new), _Match(len(old), len(new), 0)):
        small = _in_small_gap(old[old_done : match.old], new[new_done : match.new], effort)
        found += [_Match(old_done + inner.old, new_done + inner.new, inner.size) for inner in small]
        found.append(match)
        old_done, new_done = match.ends
    joined = _joined(found)
    return [match for match in joined if not _is_crumb(match, old, new)]


def _in_small_gap(old: Sequence[str], new: Sequence[str], effort: list[int]) -> list[_Match]:
    """What difflib finds, while there is effort left."""
    cost = len(old) * len(new)
    if not cost or max(len(old), len(new)) > _LARGEST_GAP or cost > effort[0]:
        return []
    effort[0] -= cost
    return [_Match(*block) for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()]


def _is_crumb(match: _Match, old: Sequence[str], new: Sequence[str]) -> bool:
    """Whether a match is a word or two with changes on both sides."""
    is_first = match.old == match.new == 0
    is_last = match.ends == (len(old), len(new))
    return not is_first and not is_last and _count(old[match.old : match.ends[0]]) < _FEWEST_KEPT


def _joined(matches: Sequence[_Match]) -> list[_Match]:
    """The same with neighbours that touch made one, and without empty ones."""
    joined: list[_Match] = []
    for match in matches:
        if joined and joined[-1].ends == (match.old, match.new):
            joined[-1] = _Match(joined[-1].old, joined[-1].new, joined[-1].size + match.size)
        elif match.size:
            joined.append(match)
    return joined


def _anchored(old: Sequence[Hashable], new: Sequence[Hashable]) -> Iterator[_Match]:
    """
    The common beginning and end, and between them what both have once, in the same order in both, each grown by its
    equal neighbours. In order; none overlap.
    """
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    old_end, new_end = len(old), len(new)
    while min(old_end, new_end) > head and old[old_end - 1] == new[new_end - 1]:
        old_end, new_end = old_end - 1, new_end - 1
    done = _Match(0, 0, head)
    yield done
    for at_old, at_new in _unique_pairs(old[head:old_end], new[head:new_end]):
        first_old, first_new = head + at_old, head + at_new
        last_old, last_new = first_old + 1, first_new + 1
        if first_old < done.ends[0]:
            continue  # an earlier one grew over it
        while first_old > done.ends[0] and first_new > done.ends[1] and old[first_old - 1] == new[first_new - 1]:
            first_old, first_new = first_old - 1, first_new - 1
        while last_old < old_end and last_new < new_end and old[last_old] == new[last_new]:
            last_old, last_new = last_old + 1, last_new + 1
        done = _Match(first_old, first_new, last_old - first_old)
        yield done
    yield _Match(old_end, new_end, len(old) - old_end)


def _unique_pairs(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[int, int]]:
    """Places of what both have exactly once: the most of them that stand in the same order in both."""
    old_count, new_count = Counter(old), Counter(new)
    place = {key: at for at, key in enumerate(new) if new_count[key] == 1}
    pairs = [(at, place[key]) for at, key in enumerate(old) if old_count[key] == 1 and key in place]
    return _longest_rising(pairs)


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest part of pairs, in order of their first numbers, whose second numbers rise too (patience sorting)."""
    tops: list[int] = []  # the smallest second number that ends a rising part of each length
    ending: list[int] = []  # and the pair that it is of
    before: list[int | None] = []
    for index, (_, number) in enumerate(pairs):
        length = bisect_left(tops, number)
        before.append(ending[length - 1] if length else None)
        tops[length : length + 1] = [number]
        ending[length : length + 1] = [index]
    rising = []
    index_or_none = ending[-1] if ending else None
    while index_or_none is not None:
        rising.append(pairs[index_or_none])
        index_or_none = before[index_or_none]
    return rising[::-1]
