"""What the words of a telling name: what it is about, places, persons, offices, agreements."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.domain.countries import read_country
from app.settling.facts_files import read_facts
from app.settling.stems import WORD, country_names, country_words, fold, lexicon, meaning, stem
from app.settling.tellings import Called, Telling

# "…, the ministry said on Friday", "…, Seoul announced": who reports it is no part of what happened.
_REPORTED = re.compile(
    r",\s[^,;]{0,80}?\b(?:said|says|announced|reported|added|told|wrote|according to|confirmed)\b[^,;]{0,60}[.”\"]?$"
)
_CEASE_FIRE = re.compile(r"\b([Cc])ease[ -]fire\b")
_AT = frozenset("in at near off outside around inside".split())  # what follows them is where it was
_BETWEEN_NAMES = frozenset("of the al de la el bin ibn van von der den du".split())
_KINDS_OF_PLACE = frozenset(
    """the city town village port island province region district sector area capital resort airport base camp valley
    strait gulf bay sea lake river mount mountain mountains hills border crossing northern southern eastern western
    central north south east west northeast northwest southeast southwest north-east north-west south-east south-west
    northeastern northwestern southeastern southwestern downtown coast suburb suburbs outskirts disputed nearby
    occupied post posts""".split()
)
_TITLES = frozenset(
    """president premier minister chancellor king queen emperor sultan emir pope general colonel admiral marshal
    ambassador envoy secretary senator mr mrs ms dr leader ayatollah shah prince sheikh sheik imam foreign commander
    chairman captain lieutenant major dictator prime vice deputy state defence defense""".split()
)
_OFFICE_HOLDERS = frozenset("minister ministers ministry ministries secretary secretaries chief chiefs".split())
_ROUND = frozenset(
    "second third fourth fifth sixth seventh eighth ninth tenth 2nd 3rd 4th 5th 6th 7th 8th 9th 10th".split()
)
_ROUNDS = frozenset(map(stem, "round session summit visit meeting set batch package test phase stage wave".split()))


@dataclass(frozen=True, slots=True)
class Person:
    """A named person and the state that an adjective before the name gives, if one does."""

    words: frozenset[str]
    state: frozenset[str]


@dataclass(frozen=True, slots=True)
class Wording:
    """
    What the words of a telling name, without its parties and its date.

    Attributes:
        about: Words that tell what it is about, by meaning.
        acts: Words that part one way of acting from another: expelling, closing, shelling.
        said: Every word, folded.
        places: Where it was; each as its folded words.
        land: The state that is given as the place, where it is no party; else None.
        persons: Who is named.
        offices: What the ministers named are for.
        agreements: Names and numbers that stand with an agreement.
        rounds: "second", "third" before a round, a visit, a package.
        is_repeated: Whether it is said to be done again: "another", "fresh", "more".
    """

    about: frozenset[str]
    acts: frozenset[str]
    said: frozenset[str]
    places: frozenset[tuple[str, ...]]
    land: str | None
    persons: frozenset[Person]
    offices: frozenset[str]
    agreements: frozenset[str]
    rounds: frozenset[str]
    is_repeated: bool

    @property
    def content(self) -> frozenset[str]:
        """All that it says beside names."""
        return self.about | self.acts


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    folded: str
    start: int
    end: int

    @property
    def is_capital(self) -> bool:
        return self.text[0].isupper()


@lru_cache(maxsize=8192)  # a telling is compared with each of its neighbours
def wording_of(telling: Telling) -> Wording:
    """What its title and its quote name."""
    words, title = _words(_REPORTED.sub("", telling.quote)), _words(telling.title)
    countries = telling.countries | telling.tied | telling.hosts
    names = [run for run in _runs(words) if not _is_country(run)]
    places = {_place(run) for run in names if _stands_after(words, run)} | _given_place(telling)
    persons = {_person(words, run) for run in names if _is_person(words, run)}
    persons |= {_holder(one) for one in telling.called if one.is_person}
    named = {word for person in persons for word in person.words} | _TITLES
    named |= {word.folded for run in names if _stands_after(words, run) for word in run}
    named |= {word for place in places for word in place}
    named |= {word.folded for one in telling.called for word in _words(one.words) if word.is_capital}
    told = [word for word in (*title, *words) if word.folded not in named]
    content = _content(told, telling.parties | countries)
    return Wording(
        about=frozenset(content - lexicon().acts),
        acts=frozenset(content & lexicon().acts),
        said=frozenset(word.folded for word in [*title, *words]),
        places=frozenset(place for place in places if place),
        land=_land(telling),
        persons=frozenset(persons),
        offices=frozenset(_offices(words)),
        agreements=frozenset(_agreements(words)),
        rounds=frozenset(_rounds(words)),
        is_repeated=bool({word.folded for word in words} & lexicon().again),
    )


def _words(text: str) -> list[_Word]:
    return [_Word(found.group(), fold(found.group()), *found.span()) for found in WORD.finditer(_joined(text))]


def _joined(text: str) -> str:
    """The text with what is written as one word or two written as one."""
    return _CEASE_FIRE.sub(r"\1easefire", text)


def _runs(words: list[_Word]) -> Iterator[list[_Word]]:
    """Runs of capitalised words: "Lake Victoria", "Strait of Hormuz"; the first word of the text alone is none."""
    run: list[_Word] = []
    for at, word in enumerate(words):
        follows = at + 1 < len(words) and words[at + 1].is_capital
        joins = word.is_capital and not (at == 0 and not follows) and word.folded not in lexicon().stop
        if joins or (run and follows and word.folded in _BETWEEN_NAMES and word.end + 1 == words[at + 1].start):
            # A possessive or a comma ends a name: "Sudan's Bashir", "Cairo, Egypt".
            if run and word.start != run[-1].end + 1:
                yield run
                run = []
            run.append(word)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _is_country(run: list[_Word]) -> bool:
    return all(word.folded in country_words() for word in run)


def _stands_after(words: list[_Word], run: list[_Word]) -> bool:
    """Whether it follows "in", "near" …, at most with "the northern town of" between."""
    at = words.index(run[0]) - 1
    is_part = at >= 0 and words[at].folded == "of"  # "on the island of Langkawi": there "on" leads to it too
    while at >= 0 and (words[at].folded in _KINDS_OF_PLACE or words[at].folded == "of" or _is_country([words[at]])):
        at -= 1
    return at >= 0 and (words[at].folded in _AT or (words[at].folded == "on" and is_part))


def _given_place(telling: Telling) -> set[tuple[str, ...]]:
    """The place that extraction read; an adjective of a state names no place."""
    if telling.place is None or read_country(telling.place) is not None:
        return set()
    return {_place(_words(telling.place))}


def _land(telling: Telling) -> str | None:
    state = read_country(telling.place) if telling.place else None
    return state.code if state and state.code not in telling.parties else None


def _place(run: list[_Word]) -> tuple[str, ...]:
    """A place by the name that stands for it: without "the northern city of", and "kyiv" for "Kiev"."""
    words = [word.folded for word in run if word.folded not in _KINDS_OF_PLACE and word.folded not in _BETWEEN_NAMES]
    name = " ".join(words)
    same: str = read_facts("places.toml")["same"].get(name, name)
    return tuple(same.split())


def _is_person(words: list[_Word], run: list[_Word]) -> bool:
    """A name after a title, or of two words or more that is no place and no country's thing."""
    titled = _before(words, run[0]) in _TITLES or any(word.folded in _TITLES for word in run)
    bare = [word for word in run if word.folded not in _TITLES and word.folded not in country_words()]
    return bool(bare) and titled and not _stands_after(words, run)


def _before(words: list[_Word], word: _Word) -> str:
    at = words.index(word)
    return words[at - 1].folded if at else ""


def _person(words: list[_Word], run: list[_Word]) -> Person:
    at = words.index(run[0])
    while at > 0 and words[at - 1].folded in _TITLES | country_words().keys():
        at -= 1  # "Turkish envoy Ali Demir": the adjective may stand before the title
    led = [word.folded for word in (*words[at : words.index(run[0])], *run)]
    states = [country_words()[word] for word in led if word in country_words()]
    bare = [word.folded for word in run if word.folded not in _TITLES and word.folded not in country_words()]
    return Person(frozenset(bare) - _BETWEEN_NAMES, states[0] if states else frozenset())


def _holder(called: Called) -> Person:
    """Somebody whom extraction knew by name."""
    bare = {word.folded for word in _words(called.words)} - _TITLES - _BETWEEN_NAMES
    return Person(frozenset(bare), frozenset({called.party}))


def _content(words: list[_Word], taking_part: frozenset[str]) -> set[str]:
    """The words that say something, by meaning, without numbers, weekdays and the names of those who take part."""
    lists, parties = lexicon(), {fold(word) for party in taking_part for word in party.split()}
    content = set()
    for word in words:
        if word.folded in lists.stop or word.folded in parties or not word.text[0].isalpha():
            continue
        if word.is_capital and country_words().get(word.folded, frozenset()) & taking_part:
            continue
        states = country_names().get(word.folded, frozenset()) if word.is_capital else frozenset()
        means = min(states) if len(states) == 1 else meaning(word.folded)
        if len(means) > 1 and means not in lists.faint:
            content.add(means)
    return content


def _offices(words: list[_Word]) -> Iterator[str]:
    """What each minister, ministry or head of state named is for."""
    offices = lexicon().offices
    for at, word in enumerate(words):
        if word.folded in _OFFICE_HOLDERS:
            yield from _portfolios(words, at)
        elif offices.get(stem(word.folded)) == "head":
            yield "head"


def _portfolios(words: list[_Word], at: int) -> Iterator[str]:
    """ "foreign and defence ministers", "minister of trade", "Secretary of State"."""
    offices = lexicon().offices
    if words[at].folded.startswith("secretar") and [one.folded for one in words[at + 1 : at + 3]] == ["of", "state"]:
        yield "foreign"
    before = at - 1
    while before >= 0 and (words[before].folded == "and" or stem(words[before].folded) in offices):
        if words[before].folded != "and":
            yield offices[stem(words[before].folded)]
        before -= 1
    if [one.folded for one in words[at + 1 : at + 2]] in (["of"], ["for"]):
        yield from (offices[stem(one.folded)] for one in words[at + 2 : at + 4] if stem(one.folded) in offices)


def _agreements(words: list[_Word]) -> Iterator[str]:
    """Names and numbers beside "treaty", "resolution" …: "Treaty of Moscow", "Resolution 1441", "Oslo accord"."""
    for at, word in enumerate(words):
        if stem(word.folded) not in lexicon().agreements:
            continue
        around = [*words[max(at - 1, 0) : at], *words[at + 1 : at + 2]]
        if at + 2 < len(words) and words[at + 1].folded == "of":
            around.append(words[at + 2])
        yield from (
            near.folded
            for near in around
            if near.folded not in country_words()
            and (near.text[0].isdigit() or (near.is_capital and near is not words[0]))
            and near.folded not in lexicon().stop
        )


def _rounds(words: list[_Word]) -> Iterator[str]:
    """Which round, visit or package it is said to be."""
    for at, word in enumerate(words):
        if word.folded in _ROUND and any(stem(near.folded) in _ROUNDS for near in words[at + 1 : at + 3]):
            yield word.folded
