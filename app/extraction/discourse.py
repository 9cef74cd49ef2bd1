"""
What the text has spoken of so far: for pronouns, for "the regime", and for the side of a dispute that goes without
saying.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import log
from typing import NamedTuple, Self

from app.domain.countries import countries
from app.extraction.model import Name, NameKind

MEMORY = 60  # mentions kept
LEADING, OFTEN = 3, 3  # an article is about its most named states, if it names them so often
TITLE_SHARE = 0.08  # of all mentions: what being named in the title counts for
REACH = 1_500  # characters back within which a state may be meant without being named
# What speaks for a state being meant where none is named; fitted on our own annotations and rounded.
WEIGHT = 1.2  # for the logarithm of how often the article names it
SHARE = 0.6  # for being the one named most, less for others
SAME_SENTENCE = 1.5
NEAR_BY = 1.1
IN_REACH = 1.0
DONE_TO = 1.0  # for having been acted on last
NEAR, FAR = 300, 700  # characters back within which it is all the more likely meant


class Mention(NamedTuple):
    """
    A party as one place of the text names or implies it.

    Attributes:
        party: ISO code or plain name.
        start, end: The words that stand for it; of the pronoun where one does.
        rule: Id of the rule that read it.
        host: For an armed group its host state.
        anchor: For what is implied, what it leans on, in words.
        person: Whether a person stands for it.
        armed: Whether it is an armed group.
    """

    party: str
    start: int
    end: int
    rule: str
    host: str | None = None
    anchor: str | None = None
    person: bool = False
    armed: bool = False

    @property
    def is_state(self) -> bool:
        """Whether it is a state or former state."""
        return self.party in countries()


def mentions_of(name: Name, rule: str = "") -> list[Mention]:
    """The parties that a name stands for: several for "both countries"."""
    person, armed = name.kind is NameKind.PERSON, name.kind is NameKind.GROUP
    host = name.country if armed and name.country != name.party else None
    one = Mention(name.party, name.start, name.end, rule or name.rule, host, None, person, armed)
    return [one._replace(party=party) for party in name.plural_of] if name.plural_of else [one]


@dataclass(slots=True)
class Discourse:
    """
    A running memory over the sentences of an article.

    Attributes:
        home: The state of the dateline, for "the government" before any other was named.
        subject: Parties of the last subject.
        recent: Mentions of states, groups and organisations, oldest first.
        weight: How often the article speaks of each state.
        standing: What that weight says for a state being meant without being named.
        first: Where it speaks of each state first.
        owners: Institution → the one state the article says it of: "Chad's regime".
        setting: The country of the last place named, and its name.
        sentence: Where the sentence that is being read starts.
        done_to: Whom the last act was done to.
        deeds: Event noun → who did it to whom when it was told: for "the embargo", "the charges".
        members: Organisation → the states that the article says it is made of.
    """

    home: str | None = None
    subject: tuple[Mention, ...] = ()
    recent: list[Mention] = field(default_factory=list)
    weight: Counter[str] = field(default_factory=Counter)
    standing: dict[str, float] = field(default_factory=dict)
    first: dict[str, Mention] = field(default_factory=dict)
    members: dict[str, tuple[str, ...]] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)
    setting: tuple[str, Name] | None = None
    sentence: int = 0
    done_to: tuple[Mention, ...] = ()
    deeds: dict[str, tuple[tuple[Mention, ...], tuple[Mention, ...]]] = field(default_factory=dict)

    @classmethod
    def of(cls, names: Sequence[Name], home: str | None, title_end: int) -> Self:
        """A memory that knows beforehand how often the whole article speaks of each state, its title above all."""
        acting = [mention for name in names if _may_act(name) for mention in mentions_of(name) if mention.is_state]
        weight = Counter(mention.party for mention in acting)
        in_title = max(1, round(TITLE_SHARE * len(acting)))
        first: dict[str, Mention] = {}
        for mention in acting:
            first.setdefault(mention.party, mention)
            weight[mention.party] += in_title if mention.start < title_end else 0
        heaviest = max(weight.values(), default=1)
        standing = {state: WEIGHT * log(1 + times) + SHARE * times / heaviest for state, times in weight.items()}
        return cls(home=home, weight=weight, standing=standing, first=first)

    def hear(self, names: Iterable[Name], sentence: int) -> None:
        """Take in the names of the sentence that starts at an offset, those that may act, in order."""
        self.sentence = sentence
        for name in names:
            if name.country and not name.as_party and name.kind is not NameKind.GROUP:
                self.setting = name.country, name
            if _may_act(name):
                self.recent += [mention for mention in mentions_of(name) if mention.party]
        del self.recent[:-MEMORY]

    def act(self, subject: tuple[Mention, ...], others: tuple[Mention, ...]) -> None:
        """Remember who acted last, and on whom."""
        if subject:
            self.subject = subject
        if subject or others:
            self.done_to = others

    def last_body(self, before: int, *, armed: bool, called: tuple[str, ...]) -> Mention | None:
        """The armed group, or else the organisation, named last, whose name has one of the parts `called`."""
        for mention in reversed(self.recent):
            reached = before - REACH <= mention.start < before
            if (
                reached
                and not mention.is_state
                and armed == mention.armed
                and any(part in mention.party for part in called)
            ):
                return mention
        return None

    def pair(self, before: int, without: frozenset[str] = frozenset()) -> tuple[Mention, ...]:
        """The two states meant by "the two" or "they": the two likeliest of `meant_state`; fewer if fewer are known."""
        first = self.meant_state(before, without)
        second = self.meant_state(before, without | {first.party}) if first else None
        return tuple(mention for mention in (first, second) if mention)

    def meant_state(self, before: int, without: frozenset[str] = frozenset()) -> Mention | None:
        """
        The state most likely meant where none is named: one that the article is about and that was spoken of lately.

        Weight counts for more than nearness: a state mentioned once in passing is seldom the other side.
        """
        best: tuple[float, Mention] | None = None
        last = {mention.party for mention in self.done_to}
        for mention in self.recent:
            distance = before - mention.start
            if not 0 < distance <= REACH or not mention.is_state or mention.party in without:
                continue
            score = self.standing.get(mention.party, 0.0)
            score += SAME_SENTENCE * (mention.start >= self.sentence) + NEAR_BY * (distance < NEAR)
            score += IN_REACH * (distance < FAR) + DONE_TO * (mention.party in last)
            if best is None or score >= best[0]:
                best = score, mention
        return best[1] if best else self._ahead(without)

    def _ahead(self, without: frozenset[str]) -> Mention | None:
        """One of the states that the article is about, where none was spoken of yet: an opening names one side."""
        for state, times in self.weight.most_common(LEADING):
            if state not in without and times >= OFTEN:
                return self.first[state]
        return None


def _may_act(name: Name) -> bool:
    return name.kind is not NameKind.PLACE and (name.as_party or name.kind is NameKind.DEMONYM)


def unique(mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The first mention of each party."""
    if len(mentions) < 2:
        return mentions
    first: dict[str, Mention] = {}
    for mention in mentions:
        first.setdefault(mention.party, mention)
    return tuple(first.values())


def in_force(mentions: Iterable[Mention], without: frozenset[str]) -> tuple[Mention, ...]:
    """The mentions whose rule is not switched off."""
    return tuple(mention for mention in mentions if mention.rule not in without) if without else tuple(mentions)
