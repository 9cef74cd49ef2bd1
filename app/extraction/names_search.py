"""One pass over a text that finds every surface of the gazetteer, and what is rough and quick to know of a passage."""

import re
from functools import cache
from typing import NamedTuple

from app.extraction.names_lexicon import Entry, lexicon

SHORTEST_IN_CAPITALS = 4  # "IRAN" is Iran in a headline, but "MALE" or "LOT" in capitals may be anything

_RUN = re.compile(r"[^\W_]+")  # letters and digits without a break: every surface begins with one


class Hit(NamedTuple):
    """A surface found in a text: code point offsets, end excluded."""

    start: int
    end: int
    entry: Entry


def find_hits(folded: str, start: int, end: int, without: frozenset[str] = frozenset()) -> list[Hit]:
    """
    Hits in `folded[start:end]`, leftmost and longest, none overlapping; swallowed phrases are left out.

    Entries of the rules `without` are as if they did not stand in the gazetteer.
    """
    known = _by_first_run()
    reached = start
    hits: list[Hit] = []
    for run in _RUN.finditer(folded, start, end):
        word = run[0]
        if (word not in known and not word.isupper()) or run.start() < reached:
            continue
        if hit := _longest_at(word, folded, run.start(), end, without):
            reached = hit.end
            if hit.entry.kind is not None:
                hits.append(hit)
    return hits


def _longest_at(word: str, folded: str, first: int, end: int, without: frozenset[str]) -> Hit | None:
    for surface, entry in _beginning_with(word):
        after = first + len(surface)
        if after > end or not folded.startswith(surface, first) or entry.rule in without:
            continue
        if surface[-1] == "-":
            # "Sino-Indian" but neither "Indo-Pacific" nor "Anglo-Saxon": those are entries of their own, and longer.
            if after < end and folded[after].isupper():
                return Hit(first, after - 1, entry)
        elif after == end or not folded[after].isalnum():
            return Hit(first, after, entry)
    return None


@cache
def _by_first_run() -> dict[str, list[str]]:
    """First run of letters and digits → the surfaces that begin with it."""
    table: dict[str, list[str]] = {}
    for surface in lexicon():
        if run := _RUN.match(surface):
            table.setdefault(run[0], []).append(surface)
    return table


@cache
def _runs_in_capitals() -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    for run in _by_first_run():
        table.setdefault(run.upper(), []).append(run)
    return table


_Ranked = tuple[tuple[str, Entry], ...]
_ranked: dict[str, _Ranked] = {}


def _beginning_with(word: str) -> _Ranked:
    """The surfaces that may stand where this run begins, the longest first; in capitals those of headlines too."""
    found = _ranked.get(word)
    if found is None:
        found = _rank(word)
        if found:  # only words of the gazetteer are kept, so that this table has an end
            _ranked[word] = found
    return found


def _rank(word: str) -> _Ranked:
    surfaces = {surface: lexicon()[surface] for surface in _by_first_run().get(word, ())}
    if word.isupper():
        for run in _runs_in_capitals().get(word, ()):
            for surface in _by_first_run()[run]:
                if len(surface) >= SHORTEST_IN_CAPITALS and not surface.isupper():
                    surfaces.setdefault(surface.upper(), lexicon()[surface])
    return tuple(sorted(surfaces.items(), key=lambda item: -len(item[0])))


_YEAR = re.compile(r"(?<![\w-])(1[5-9]\d\d|20\d\d)(?!\w)")
_SENTENCE_END = re.compile(r"[.!?](?<![\s.(][A-Z].)['\")\]”’]*\s+(?=['\"(\[“‘]?[A-Z0-9])")


def years_in(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """(position, year) of every bare year in the passage, in order."""
    return [(match.start(), int(match[1])) for match in _YEAR.finditer(folded, start, end)]


def sentence_starts(folded: str, start: int, end: int) -> list[int]:
    """Where sentences begin in the passage: rough, for judging what stands near what."""
    return [start, *(match.end() for match in _SENTENCE_END.finditer(folded, start, end))]
