"""Mentions that sum up parties named before: "the two countries", "both sides", "the trio"."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from app.extraction.model import Name, NameKind
from app.extraction.names_lexicon import sentence_starts
from app.extraction.names_words import any_of

_SUMMING = ("two", "oth ", "pair of", "three", "four", "trio", "duo")  # one of them is in every match of _SUM
LOOK_BACK = 12  # sentences searched for the parties
DISTANCE = 0.9  # what an offer keeps of its weight from sentence to sentence
COUPLED = 1.5  # how much more parties weigh that the text itself couples

_JOINT = re.compile(r",? (?:and|or|with|versus|vs\.?) (?:the )?|, (?:the )?|-| ?[–—] ?|/")

# Without a flag for case and with a letter in front: so the search runs past most of the text at once.
_SUM = re.compile(
    rf"(?:(?P<two>[Tt]he two|[Bb]oth|[Tt]he pair of|[Tt]heir two|[Tt]hese two)|(?P<three>(?:[Tt]he|[Aa]ll) three)"
    rf"|(?P<four>(?:[Tt]he|[Aa]ll) four))(?: of the)?(?: (?i:{any_of('summed_adjectives')}))*"
    rf" (?:(?P<states>(?i:{any_of('summed_states')}))|(?P<any>(?i:{any_of('summed_parties')})))\b"
    rf"|(?P<trio>[Tt]he (?:trio|threesome))\b"
    rf"|(?P<duo>[Tt]he (?:duo\b|two(?= {any_of('summed_verbs')}\b)))"
)


def find_summed(text: str, folded: str, spans: Sequence[tuple[int, int]], names: list[Name]) -> list[Name]:
    """
    Add the summed mentions of an article to its names, each with the parties it means; sorted by start.

    They stand in the same sentence or in one of the LOOK_BACK sentences before; where none fits there is no name.
    """
    weights = Counter(name.party for name in names if _is_party(name))
    sentences = [first for start, end in spans for first in sentence_starts(folded, start, end)]
    first: dict[str, int] = {}
    for name in names:
        first.setdefault(name.party, name.start)
    told = _Told(sentences, _mentions_by_sentence(folded, names, sentences), weights, first)
    summed: list[Name] = []
    taken = {position for name in names for position in (name.start, name.end - 1)}
    for start, end in spans:
        if not any(word in folded[start:end] for word in _SUMMING):
            continue
        for match in _SUM.finditer(folded, start, end):
            begins_word = match.start() == start or not folded[match.start() - 1].isalnum()
            if begins_word and taken.isdisjoint(range(*match.span())) and (meant := _meant(folded, match, told)):
                summed.append(_name(text, match, meant))
    return sorted([*names, *summed], key=lambda name: name.start)


def _is_party(name: Name) -> bool:
    return not name.plural_of and name.kind not in (NameKind.PLACE, NameKind.ORGANISATION)


@dataclass(frozen=True)
class _Mention:
    position: int
    end: int
    party: str
    is_state: bool
    joined: bool  # by "and", a comma or a hyphen to the mention before it, or both out of one summed mention


def _mentions_by_sentence(folded: str, names: list[Name], sentences: list[int]) -> dict[int, list[_Mention]]:
    """Sentence → the parties it names, in order; a name that sums parties up gives each of them."""
    found: dict[int, list[_Mention]] = {}
    last_end = -1
    for name in names:
        parties = name.plural_of or ((name.party,) if _counts(name) else ())
        joined = last_end >= 0 and bool(_JOINT.fullmatch(folded, last_end, name.start))
        here = found.setdefault(bisect_right(sentences, name.start) - 1, [])
        for nth, party in enumerate(parties):
            is_state = name.kind is not NameKind.GROUP
            here.append(_Mention(name.start, name.end, party, is_state, joined or nth > 0))
        if parties:
            last_end = name.end
    return found


def _counts(name: Name) -> bool:
    return _is_party(name) and (name.as_party or name.kind is NameKind.STATE)


_THIRD_PARTY = re.compile(
    r"\b(?:appeal(?:s|ed|ing)? to|urg(?:es?|ed|ing)|call(?:s|ed|ing)? (?:on|upon)|ask(?:s|ed|ing)?|press(?:es|ed|ing)?|"
    r"tell(?:s|ing)?|told|warn(?:s|ed|ing)?|invit(?:es?|ed|ing)|mediat(?:es?|ed|ing) between) $"
)


@dataclass(frozen=True)
class _Told:
    """
    What the article tells of its parties.

    Attributes:
        sentences: Where sentences start.
        mentions: Sentence number → its mentions, in order.
        weights: How often a party is named.
        first: Where it is named first.
    """

    sentences: list[int]
    mentions: dict[int, list[_Mention]]
    weights: Counter[str]
    first: dict[str, int]


def _meant(folded: str, match: re.Match[str], told: _Told) -> tuple[str, ...]:
    """
    The parties of a summed mention.

    What its own sentence says before it goes first if it names just so many; but "A urged both sides" does not mean A.
    Otherwise the sentences before compete: each offers the parties it couples ("A and B", "A-B", "both countries") or
    else its weightiest ones; an offer weighs as much as its rarest party, a coupled one more, a distant one less.
    The article's leading parties are a last offer.
    """
    count = 4 if match["four"] else 3 if match["three"] or match["trio"] else 2
    here = bisect_right(told.sentences, match.start()) - 1
    best, best_weight = _leading(match, told, count)
    nearest = here - bool(_THIRD_PARTY.search(folded, max(0, match.start() - 24), match.start()))
    for index in range(nearest, max(-1, here - LOOK_BACK), -1):
        before = [
            mention
            for mention in told.mentions.get(index, ())
            if mention.position < match.start() and (mention.is_state or not match["states"])
        ]
        coupled = _coupled(before, count)
        parties = coupled or tuple(dict.fromkeys(mention.party for mention in before))
        if len(parties) < count:
            continue
        if index == here and len(parties) == count:
            return parties
        ranked = sorted(parties, key=lambda party: -told.weights[party])[:count]
        weight = told.weights[ranked[-1]] * DISTANCE ** (here - index) * (COUPLED if coupled else 1)
        if weight > best_weight:
            best, best_weight = tuple(party for party in parties if party in ranked), weight
    return best


def _leading(match: re.Match[str], told: _Told, count: int) -> tuple[tuple[str, ...], float]:
    """The article's most named parties, if all are named before, as an offer from beyond the sentences searched."""
    leading = tuple(party for party, _ in told.weights.most_common(count))
    if len(leading) < count or any(told.first[party] >= match.start() for party in leading):
        return (), 0
    return leading, told.weights[leading[-1]] * DISTANCE**LOOK_BACK


def _coupled(mentions: list[_Mention], count: int) -> tuple[str, ...]:
    """The last run of exactly `count` different parties that are joined to one another."""
    runs: list[list[str]] = []
    for mention in mentions:
        if mention.joined and runs:
            runs[-1].append(mention.party)
        else:
            runs.append([mention.party])
    fitting = [tuple(dict.fromkeys(run)) for run in runs if len(set(run)) == count]
    return fitting[-1] if fitting else ()


def _name(text: str, match: re.Match[str], meant: tuple[str, ...]) -> Name:
    start, end = match.span()
    return Name(start, end, text[start:end], NameKind.STATE, "+".join(meant), None, True, "name.plural", meant)
