"""Mentions that sum up parties named before: "the two countries", "both sides", "the trio"."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from app.extraction.model import Name, NameKind
from app.extraction.names_words import any_of

# What follows the first letter of a match of _SUM: looking for these is far quicker than searching with the expression.
_SUMMING = (
    "he two", "heir two", "hese two", "oth ", "he pair of", "he three", "ll three", "he four", "ll four", "he trio",
    "he duo",
)  # fmt: skip
IN_SENTENCE = 40  # mentions of its own sentence that may be meant
LOOK_BACK = 12  # sentences searched for the parties
TITLE = 2  # sentences that the first one, often the headline, counts as away if it couples the parties
DISTANCE = 0.9  # what an offer keeps of its weight from sentence to sentence
COUPLED = 1.5  # how much more parties weigh that the text itself couples

_JOINT = re.compile(r",? (?:and|or|with|versus|vs\.?) (?:the )?|, (?:the )?|-| ?[–—] ?|/")

_SUM = re.compile(
    rf"(?:(?P<two>[Tt]he two|[Bb]oth|[Tt]he pair of|[Tt]heir two|[Tt]hese two)|(?P<three>(?:[Tt]he|[Aa]ll) three)"
    rf"|(?P<four>(?:[Tt]he|[Aa]ll) four))(?: of the)?(?: (?i:{any_of('summed_adjectives')}))*"
    rf" (?:(?P<states>(?i:{any_of('summed_states')}))|(?P<any>(?i:{any_of('summed_parties')})))\b"
    rf"|(?P<trio>[Tt]he (?:trio|threesome))\b"
    rf"|(?P<duo>[Tt]he (?:duo\b|two(?= {any_of('summed_verbs')}\b)))"
)


def find_summed(
    text: str, folded: str, spans: Sequence[tuple[int, int]], sentences: Sequence[int], names: list[Name]
) -> list[Name]:
    """
    Add the summed mentions of an article to its names, each with the parties it means; sorted by start.

    They stand in the same sentence or in one of the LOOK_BACK sentences before; where none fits there is no name.
    """
    told = _Told.of(folded, sentences, names)
    summed: list[Name] = []
    taken = {position for name in names for position in (name.start, name.end - 1)}
    for match in _matches(folded, spans):
        if taken.isdisjoint(range(*match.span())) and (meant := _meant(folded, match, told)):
            summed.append(_name(text, match, meant))
    return sorted([*names, *summed], key=lambda name: name.start)


def _matches(folded: str, spans: Sequence[tuple[int, int]]) -> Iterator[re.Match[str]]:
    """The matches of _SUM that begin a word, in order; none reaches over the end of its block."""
    ends = [end for _, end in spans]
    for position in sorted({found - 1 for part in _SUMMING for found in _places(folded, part)}):
        block = bisect_right(ends, position)
        if block == len(spans) or position < spans[block][0]:
            continue
        begins_word = position == spans[block][0] or not folded[position - 1].isalnum()
        if begins_word and (match := _SUM.match(folded, position, ends[block])):
            yield match


def _places(folded: str, part: str) -> Iterator[int]:
    position = folded.find(part, 1)
    while position >= 0:
        yield position
        position = folded.find(part, position + 1)


def _is_party(name: Name) -> bool:
    return not name.plural_of and name.kind not in (NameKind.PLACE, NameKind.ORGANISATION)


class _Mention(NamedTuple):
    position: int
    end: int
    party: str
    is_state: bool
    joined: bool  # by "and", a comma or a hyphen to the mention before it, or both out of one summed mention


def _mentions_by_sentence(folded: str, names: list[Name], sentences: Sequence[int]) -> dict[int, list[_Mention]]:
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
    return _is_party(name) and name.rule != "name.ship" and (name.as_party or name.kind is NameKind.STATE)


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
        leading: The most named parties, at most four.
        first: Where a party is named first.
        offers: What whole sentences offer, kept: many summed mentions look back on the same sentence.
    """

    sentences: Sequence[int]
    mentions: dict[int, list[_Mention]]
    weights: Counter[str]
    leading: tuple[str, ...]
    first: dict[str, int]
    offers: dict[tuple[int, int, bool], "_Offer"] = field(default_factory=dict)

    @classmethod
    def of(cls, folded: str, sentences: Sequence[int], names: list[Name]) -> "_Told":
        """Read the names of an article."""
        weights = Counter(name.party for name in names if _is_party(name))
        first: dict[str, int] = {}
        for name in names:
            first.setdefault(name.party, name.start)
        leading = tuple(party for party, _ in weights.most_common(4))
        return cls(sentences, _mentions_by_sentence(folded, names, sentences), weights, leading, first)

    def before(self, index: int, position: int) -> Sequence[_Mention]:
        """The last mentions of a sentence before a position: few, as a text without full stops is one sentence."""
        mentions = self.mentions.get(index, [])
        count = bisect_left(mentions, position, key=lambda mention: mention.position)
        return mentions[max(0, count - IN_SENTENCE) : count]

    def offer(self, index: int, count: int, *, states: bool) -> "_Offer":
        """What a whole sentence offers."""
        key = index, count, states
        if key not in self.offers:
            self.offers[key] = self.offer_of(self.mentions.get(index, ()), count, states=states)
        return self.offers[key]

    def offer_of(self, mentions: Sequence[_Mention], count: int, *, states: bool) -> "_Offer":
        """What some mentions of one sentence offer: states only, or parties of any kind."""
        fitting = [mention for mention in mentions if mention.is_state or not states]
        coupled = _coupled(fitting, count)
        parties = coupled or tuple(dict.fromkeys(mention.party for mention in fitting))
        if len(parties) < count:
            return _Offer((), 0, exact=False, coupled=False)
        ranked = sorted(parties, key=lambda party: -self.weights[party])[:count]
        weight = self.weights[ranked[-1]] * (COUPLED if coupled else 1)
        return _Offer(
            tuple(party for party in parties if party in ranked), weight, len(parties) == count, bool(coupled)
        )


@dataclass(frozen=True)
class _Offer:
    """Parties that a summed mention may mean, and how much speaks for them; `exact` if none had to be left out."""

    parties: tuple[str, ...]
    weight: float
    exact: bool
    coupled: bool


def _meant(folded: str, match: re.Match[str], told: _Told) -> tuple[str, ...]:
    """
    The parties of a summed mention.

    What its own sentence says before it goes first if it names just so many; but "A urged both sides" does not mean A.
    Otherwise the sentences before compete: each offers the parties it couples ("A and B", "A-B", "both countries") or
    else its weightiest ones; an offer weighs as much as its rarest party, a coupled one more, a distant one less.
    The article's leading parties are a last offer.
    """
    count = 4 if match["four"] else 3 if match["three"] or match["trio"] else 2
    states = bool(match["states"])
    here = bisect_right(told.sentences, match.start()) - 1
    best, best_weight = _leading(match, told, count)
    nearest = here - bool(_THIRD_PARTY.search(folded, max(0, match.start() - 24), match.start()))
    for index in range(nearest, max(-1, here - LOOK_BACK), -1):
        if index == here:
            offer = told.offer_of(told.before(here, match.start()), count, states=states)
            if offer.exact:
                return offer.parties
        else:
            offer = told.offer(index, count, states=states)
        weight = offer.weight * DISTANCE ** (here - index)
        if weight > best_weight:
            best, best_weight = offer.parties, weight
    return best


def _leading(match: re.Match[str], told: _Told, count: int) -> tuple[tuple[str, ...], float]:
    """
    An offer from beyond the sentences searched: what the headline couples.

    Where it couples none, the article's most named parties, if all are named before.
    """
    title = told.offer(0, count, states=bool(match["states"]))
    if title.exact and title.coupled and told.mentions[0][-1].end <= match.start():
        return title.parties, title.weight * DISTANCE**TITLE
    leading = told.leading[:count]
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
