"""
The news agency that an article is credited to: in its byline, before its first words or in its last lines.

A sentence of the story that names an agency ("Reuters reported that …") is no credit: the story is not that agency's.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from app.domain.articles import Block, BlockKind
from app.settling.body import body_blocks
from app.settling.facts_files import read_facts

_LAST_LINES = 6  # with the legal footers, which often hold the credit
_LAST_SENTENCES = 3  # "Associated Press writer A. B. Roe contributed." has full stops of its own
_LONGEST = 300  # characters: no credit is longer, and a hostile line costs no more than an ordinary one
_FOOT = frozenset({BlockKind.BODY, BlockKind.BYLINE, BlockKind.LEGAL})
_SENTENCE_END = re.compile(r"(?<=[.!?…\"”’)])\s+")
# "NEW DELHI, Feb. 27 (", "Islamabad [", "MOSCOW, March 1. /": places and days, no sentence.
_PLACE_AND_DAY = r"(?:(?:[A-ZÀ-Þ\d\[]\S{0,30}|de|la|al|el|-)\s+){0,8}"
_APART = r"[,|/–—·•()\[\];:]|\s-\s|\b(?:by|for|of|via|from|with|and)\b|&"


def credit(text: str, blocks: Sequence[Block], byline: str | None) -> str | None:
    """
    The agency that an article is credited to, as `facts/agencies.toml` names it, or None.

    Args:
        text: The kept text.
        blocks: Its blocks.
        byline: What its reader or a person gave as byline.

    The opening ("NEW DELHI (Reuters) -") says it before the byline, and the byline before the last lines; of several
    agencies in one place the first is given.
    """
    candidates = (
        *(_in_opening(line) for line in _first_line(text, blocks)),
        *(_in_byline(line) for line in _bylines(text, blocks, byline)),
        *(_in_line(line) for line in _last_lines(text, blocks)),
    )
    return next(filter(None, candidates), None)


def agency_named(name: str) -> str | None:
    """The agency that goes by a name or short form: what an agency publishes itself is its own."""
    return _agencies().get(name.strip())


def _first_line(text: str, blocks: Sequence[Block]) -> Iterator[str]:
    yield from (text[block.start : min(block.end, block.start + _LONGEST)] for block in body_blocks(blocks)[:1])


def _bylines(text: str, blocks: Sequence[Block], byline: str | None) -> Iterator[str]:
    yield (byline or "")[:_LONGEST]
    for block in blocks:
        if block.kind is BlockKind.BYLINE and block.end - block.start <= _LONGEST:
            yield text[block.start : block.end]


def _last_lines(text: str, blocks: Sequence[Block]) -> Iterator[str]:
    """The lines at the foot, and the last sentences of the last ones that run on from the story; the last one first."""
    for block in reversed([block for block in blocks if block.kind in _FOOT][-_LAST_LINES:]):
        sentences = _SENTENCE_END.split(text[max(block.start, block.end - _LONGEST) : block.end])
        yield from (" ".join(sentences[-count:]) for count in range(1, _LAST_SENTENCES + 1))


def _in_opening(line: str) -> str | None:
    return _named(_opening().match(line)) or _in_line(line)


def _in_byline(line: str) -> str | None:
    return _named(_byline_part().search(line)) or _in_line(line)


def _in_line(line: str) -> str | None:
    return _named(_credit_line().match(line))


def _named(match: re.Match[str] | None) -> str | None:
    return _agencies()[match["agency"]] if match else None


@cache
def _agencies() -> dict[str, str]:
    """Each name or short form of an agency, and the name that it is credited under."""
    agencies = read_facts("agencies.toml")["agencies"]
    return {form: name for name, forms in agencies.items() for form in forms}


@cache
def _any_agency() -> str:
    """A pattern of every form, the longest first: "Associated Press of Pakistan" is not the Associated Press."""
    return "|".join(re.escape(form) for form in sorted(_agencies(), key=len, reverse=True))


@cache
def _opening() -> re.Pattern[str]:
    """ "NEW DELHI (Reuters) -", "MOSCOW, February 14. /TASS/.", "(PTI)"."""
    return re.compile(rf"{_PLACE_AND_DAY}[(\[/]\s*(?P<agency>{_any_agency()})\b[^)\]/]{{0,20}}[)\]/]")


@cache
def _byline_part() -> re.Pattern[str]:
    """An agency set apart in a byline: "By Jane Roe, Reuters", "AFP | Kabul", "Reuters Staff"."""
    apart = rf"\s*(?:$|(?i:{_APART}|staff|(?:staff |news )?(?:writer|reporter|journalist|correspondent)s?\b))"
    return re.compile(rf"(?:^|(?i:{_APART}))\s*(?:[Tt]he )?(?P<agency>{_any_agency()})(?={apart})")


@cache
def _credit_line() -> re.Pattern[str]:
    """A line that is nothing but a credit: "— AFP", "With inputs from PTI", "The Associated Press contributed."."""
    facts = read_facts("agencies.toml")["credit_lines"]
    before, behind = ("|".join(f"(?:{part})" for part in facts[side]) for side in ("before", "behind"))
    further = rf"(?:(?:\s*[,/&]\s*|\s+and\s+)(?:[Tt]he )?(?:{_any_agency()}))*"
    return re.compile(
        rf"[\s\W]*(?:(?i:{before})[\s:,–—-]*)?(?:[Tt]he )?(?P<agency>{_any_agency()})\b{further}"
        rf"(?:[\s,.–—-]+(?i:{behind}))?[\s\W]*$"
    )
