"""
Persons and the states they speak for: learnt from the article's appositions, and under it a table of office holders.

"Pakistan's foreign minister, X", "X, the Russian president" and "President X of Y" teach X → state for the whole
article. A bare surname resolves to a person learnt so or named in full anywhere in the article; otherwise to an
office holder of that surname whose term holds in the year the passage speaks of, if all who fit are of one state.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.extraction.model import Name, NameKind
from app.extraction.names_article import ArticleSense
from app.extraction.names_holders import common_surnames, holders, known_surnames, party_at, terms_of
from app.extraction.names_lexicon import country_of
from app.extraction.names_people import Person
from app.extraction.names_words import any_of, words

LEARNT_LIMIT = 500  # names kept from one article
KNOWN = 1000  # what a person of the table counts against a reading of the article's words

_LINK = r"(?:(?:al|el|ul|bin|ibn|ben|van|von|der|den|de|da|dos|del|di|la|le|bint)[ -])"
_TOKEN = r"[A-Z][A-Za-z]*(?:['-][A-Za-z]+)*"  # noqa: S105 a word of a name, no secret
_PERSON = rf"{_TOKEN}(?: (?:{_LINK}{{0,2}}{_TOKEN}|[A-Z]\.)){{0,4}}"
_OFFICE = any_of("offices")
_RANK = rf"(?:{any_of('ranks')} )"
# After a state: "'s newly appointed foreign minister, X", " army spokesman Brig Gen X", " minister for trade X".
_AFTER_STATE = re.compile(
    rf"(?:'s?)?(?: (?!and |or |said |says |has |had |was |is )[\w'-]+){{0,5}}? (?i:{_OFFICE})\b"
    rf"(?: (?:of|for|in|to|at) (?:the )?[\w-]+(?: (?:and )?[a-z][\w-]*)?)?,? {_RANK}{{0,2}}({_PERSON})"
)
# Before a state: "X, the former " Russian…, "X, prime minister of " Y.
_BEFORE_STATE = re.compile(
    rf"(?:^|[^\w'-])({_PERSON}), "
    r"((?:(?!(?:who|whose|which|that|and|but|as|was|is|has|had|said|says|told|when|while|with) )[\w'-]+ ){0,9})$"
)
# Only what ties an office to its state may follow it: not "X, Secretary of State Y blamed " Iran; and nothing may tie
# it to somebody else: not "X, the guest of the king of " Jordan.
_OFFICE_BETWEEN = re.compile(
    rf"(?:(?!(?:of|with|by|to|for|hosting|meeting|receiving|greeting) )[\w'-]+ ){{0,6}}?(?i:{_OFFICE})"
    r"(?: [a-z-]+){0,2} (?:of|for|to|at|in|from) (?:the )?$"
)
_OFFICE_AFTER = re.compile(rf"(?:'s?)?(?: [\w'-]+){{0,4}}? {_OFFICE}\b", re.IGNORECASE)
_OFFICE_OF_STATE = re.compile(rf"\b(?i:{_OFFICE}) {_RANK}?({_PERSON}) of (?:the )?$")

_NO_PERSONS = words("no_persons")
_TITLES = words("titles")
_OPENERS = _NO_PERSONS | words("openers")
_NOT_OF_NAMES = _TITLES | _OPENERS
_CAPITALISED = re.compile(r"(?<![\w.])[A-Z][a-z]+(?:[A-Z][a-z]+)?(?:-\w+)*")
_LEFT_WORD = re.compile(r"([\w'-]+)(\.?) $")
_RIGHT_NAME = re.compile(r" [A-Z][a-z]+")
_TEACHERS = {NameKind.STATE, NameKind.DEMONYM, NameKind.GOVERNMENT}


@dataclass
class PersonTable:
    """
    Who stands for which party in one article.

    Attributes:
        taught: Full names and surnames, folded, with how often each was taught for a party.
        first_words: The first words of the full names.
        terms: Surnames of persons named in full who spoke for several parties, with their terms.
    """

    taught: dict[str, Counter[str]] = field(default_factory=dict)
    first_words: set[str] = field(default_factory=set)
    terms: dict[str, tuple[Person, ...]] = field(default_factory=dict)

    def teach(self, name: str, party: str, weight: int = 1) -> None:
        """Note that this full name or surname belongs to the party."""
        if name in self.taught or len(self.taught) < LEARNT_LIMIT:
            self.taught.setdefault(name, Counter())[party] += weight
            if " " in name:
                self.first_words.add(name.split()[0])

    def party_of(self, name: str) -> str | None:
        """The party most often taught for the name; None where two are taught equally often, or none."""
        counts = self.taught.get(name)
        if not counts:
            return None
        ranked = counts.most_common(2)
        return None if len(ranked) == 2 and ranked[0][1] == ranked[1][1] else ranked[0][0]


def learn_persons(
    folded: str, start: int, end: int, names: list[Name], table: PersonTable, sense: ArticleSense
) -> None:
    """Read the appositions of one block into the table; `names` are the block's names, sorted."""
    taken = {name.start for name in names}
    for name in names:
        if name.kind is NameKind.PERSON:
            _learn_known(folded[name.start : name.end], name.party, table)
        elif name.kind in _TEACHERS and name.country and not name.plural_of:
            for found, person in _taught_beside(name, folded, start, end):
                known = _is_other_holder(person, name.country, found, start, sense)
                if found not in taken and not known and not _is_ordinary(person):
                    table.teach(person, name.country)
                    table.teach(person.split()[-1], name.country)


def _learn_known(name: str, party: str, table: PersonTable) -> None:
    surname = known_surnames().get(name, "")
    table.teach(surname, party, KNOWN)
    if terms := terms_of(name):
        table.terms[surname] = terms


def _is_other_holder(person: str, party: str, position: int, start: int, sense: ArticleSense) -> bool:
    """
    Whether a bare surname is of somebody in office elsewhere: "Putin, host of the king of Jordan" teaches nothing.

    A full name is of somebody else who happens to be called so, and a common surname of anybody.
    """
    named_so = holders().get(person)
    if not named_so or person in common_surnames():
        return False
    parties = {holder.party for holder in _in_office(named_so, position, start, sense)}
    return bool(parties) and party not in parties


def _taught_beside(name: Name, folded: str, start: int, end: int) -> list[tuple[int, str]]:
    """(position, person) that the words on either side tie to the state."""
    found: list[tuple[int, str]] = []
    if match := _AFTER_STATE.match(folded, name.end, min(end, name.end + 160)):
        found.append((match.start(1), match[1]))
    low = max(start, name.start - 140)
    left = folded[low : name.start]
    if ", " in left and left.endswith(" "):
        described = left[
            left.rindex(", ") + 2 :
        ]  # what _BEFORE_STATE reads behind the person; the office is quick to see
        office_after = described.islower() and _OFFICE_AFTER.match(folded, name.end, min(end, name.end + 70))
        if (office_after or _OFFICE_BETWEEN.match(described)) and (match := _BEFORE_STATE.search(left)):
            found.append((low + match.start(1), match[1]))
    if left.endswith((" of ", " of the ")) and (match := _OFFICE_OF_STATE.search(left)):
        found.append((low + match.start(1), match[1]))
    return found


def _is_ordinary(person: str) -> bool:
    """Whether the capitalised words are no person: a weekday, a function word, an office."""
    words = person.lower().split()
    return any(word in _NO_PERSONS for word in (words[0], words[-1])) or len(words[-1]) < 2


def find_persons(
    text: str,
    folded: str,
    start: int,
    end: int,
    names: list[Name],
    table: PersonTable,
    sense: ArticleSense,
    without: frozenset[str] = frozenset(),
) -> list[Name]:
    """Persons of the block that the gazetteer did not name in full; none overlaps `names`."""
    found: list[Name] = []
    gaps = iter([*sorted((name.start, name.end) for name in names), (end, end)])
    taken_start, taken_end = next(gaps)
    for match in _CAPITALISED.finditer(folded, start, end):
        while match.start() >= taken_end < end:
            taken_start, taken_end = next(gaps)
        if match.end() > taken_start or (found and match.start() < found[-1].end):
            continue
        for person in _readings(match, folded, start, taken_start, table, sense):
            first, last, party, rule = person
            if rule in without:
                continue
            found.append(Name(first, last, text[first:last], NameKind.PERSON, party, country_of(party), True, rule))
            break
    return found


_Found = tuple[int, int, str, str]  # start, end, party, rule


def _readings(
    match: re.Match[str], folded: str, start: int, limit: int, table: PersonTable, sense: ArticleSense
) -> Iterator[_Found]:
    """Who a capitalised word may be: what the article taught goes before what the table knows."""
    if table.taught:
        yield from _learnt_here(match, folded, start, limit, table, sense)
    if match[0] in holders():
        yield from _known_here(match, folded, start, sense)


_PERSON_HERE = re.compile(_PERSON)


def _learnt_here(
    match: re.Match[str], folded: str, start: int, limit: int, table: PersonTable, sense: ArticleSense
) -> Iterator[_Found]:
    """A person that the article taught, in full or by surname."""
    whole = _PERSON_HERE.match(folded, match.start(), limit) if match[0] in table.first_words else None
    if whole and " " in whole[0] and (party := table.party_of(whole[0])):
        yield whole.start(), whole.end(), party, "name.person-learnt"
    party = table.party_of(match[0])
    if terms := table.terms.get(match[0]):
        party = party_at(terms, sense.year_at(match.start(), start))
    if party and not _is_word(match, folded, start) and _stands_alone(match, folded, start):
        yield match.start(), match.end(), party, "name.person-surname"


_MONTH_LEFT = re.compile(
    r"(?:\d(?:st|nd|rd|th)?|\b(?:in|on|since|until|by|of|last|next|this|early|late|mid|from|to|and)) ?-?$"
)
_MONTH_RIGHT = re.compile(r",? \d")


def _is_word(match: re.Match[str], folded: str, start: int) -> bool:
    """Whether a taught surname is here the word it is spelt like: "in May", "Major changes"."""
    if match[0] == "May":
        left = folded[max(start, match.start() - 8) : match.start()]
        return bool(_MONTH_LEFT.search(left) or _MONTH_RIGHT.match(folded, match.end()))
    return match[0].lower() in _NO_PERSONS


def _known_here(match: re.Match[str], folded: str, start: int, sense: ArticleSense) -> Iterator[_Found]:
    """An office holder called by the surname alone, in office in the year that the passage speaks of."""
    named_so = holders()[match[0]]
    titled = _titled(folded, start, match.start())
    if (match[0] in common_surnames() and not titled) or not _stands_alone(match, folded, start):
        return
    fitting = _in_office(named_so, match.start(), start, sense)
    # "President Obama" means him whatever year the text seems to speak of.
    parties = {holder.party for holder in fitting or (named_so if titled else ())}
    if len(parties) == 1:
        yield match.start(), match.end(), parties.pop(), "name.office-holder"


def _in_office(named_so: Sequence[Person], position: int, start: int, sense: ArticleSense) -> list[Person]:
    """
    Those whose term holds in the year that the passage speaks of or that of the publication; all if neither is known.

    Who is in office then comes before who has just left it: in 2014 Stoltenberg speaks for NATO.
    """
    years = [year for year in (sense.year_at(position, start), sense.published_year) if year is not None]
    if not years:
        return list(named_so)
    inside = [holder for holder in named_so if any(holder.distance(year) == 0 for year in years)]
    return inside or [holder for holder in named_so if any(holder.holds(year) for year in years)]


def _titled(folded: str, start: int, position: int) -> bool:
    left = _LEFT_WORD.search(folded, max(start, position - 20), position)
    return left is not None and left[1][0].isupper() and left[1].lower() in _TITLES


def _stands_alone(match: re.Match[str], folded: str, start: int) -> bool:
    """Whether the word is not part of another person's name: neither "Laura Bush" nor "Khan Sheikhoun"."""
    left = _LEFT_WORD.search(folded, max(start, match.start() - 24), match.start())
    if left and left[1][0].isupper() and left[1].lower() not in _NOT_OF_NAMES:
        ends_sentence = left[2] and len(left[1]) > 1
        if not ends_sentence:
            return False
    right = _RIGHT_NAME.match(folded, match.end(), match.end() + 24)
    return not right or right[0].strip().lower() in _NOT_OF_NAMES
