"""
Which tellings are one happening: groups that depend on the set of tellings alone, never on the order they came in.

Pairs that join are taken from the likest to the least like; two groups become one if nothing forbids it between any of
their members (complete linkage). Tellings that a person's decision holds together are an atom: it stays whole, two
atoms never join, and one member that likens a newcomer is enough for it. Pairs that join never reach beyond the
connected component that they span, so that each component can be partitioned by itself.
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations, islice, product

from app.settling.likeness import Likeness, likeness
from app.settling.nearness import is_loose, most_days_apart
from app.settling.tellings import Telling
from app.settling.wording import wording_of

Groups = tuple[frozenset[str], ...]
Pair = tuple[str, str]


@dataclass(slots=True)
class _Group:
    """What has been brought together so far: free tellings, and the members of at most one atom."""

    free: set[str] = field(default_factory=set)
    atom: frozenset[str] = frozenset()

    @property
    def keys(self) -> frozenset[str]:
        return self.atom | self.free


def partition(tellings: Collection[Telling], held: Mapping[str, Hashable]) -> Groups:
    """
    Bring tellings of one happening together.

    Args:
        tellings: No two with one key.
        held: Key of a telling → the atom that a person's decision holds it in.

    Returns:
        Groups of keys: each key in exactly one, each group sorted by its least key.
    """
    return _Partition({telling.key: telling for telling in tellings}, held).groups()


def neighbours(tellings: Collection[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Every pair that could join, once: a party in common, and near in date; undated and long ones a word in common."""
    ordered = sorted(tellings, key=lambda telling: telling.key)
    seen: set[Pair] = set()
    for a, b in (*_near_in_date(ordered), *_alike_in_words(ordered)):
        pair = _pair(a.key, b.key)
        if a.article != b.article and pair not in seen:
            seen.add(pair)
            yield a, b


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)


def _near_in_date(tellings: Collection[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Dated pairs with a party in common, no further apart than the most that any two outlets may be."""
    most = most_days_apart()
    of_party: dict[str, list[tuple[int, int, Telling]]] = defaultdict(list)
    for telling in tellings:
        if telling.date is not None and not is_loose(telling):
            for party in telling.parties:
                of_party[party].append((telling.date.earliest, telling.date.latest, telling))
    for dated in of_party.values():
        dated.sort(key=lambda row: row[:2])
        for at, (_, latest, a) in enumerate(dated):
            for earliest, _, b in islice(dated, at + 1, None):
                if earliest > latest + most:
                    break
                yield a, b


def _alike_in_words(tellings: Collection[Telling]) -> Iterator[tuple[Telling, Telling]]:
    """Pairs of two undated or two long ones, with a party and a word in common."""
    worded: dict[tuple[str, str], list[Telling]] = defaultdict(list)
    for telling in filter(is_loose, tellings):
        for posting in product(telling.parties, wording_of(telling).content):
            worded[posting].append(telling)
    for alike in worded.values():
        yield from combinations(alike, 2)


class _Partition:
    """The tellings of one call, what they have been compared to, and the groups so far."""

    def __init__(self, tellings: Mapping[str, Telling], held: Mapping[str, Hashable]) -> None:
        self.tellings = tellings
        self.compared: dict[Pair, Likeness] = {}
        self.group_of: dict[str, _Group] = {}
        atoms: dict[Hashable, set[str]] = defaultdict(set)
        for key in tellings:
            if key in held:
                atoms[held[key]].add(key)
            else:
                self.group_of[key] = _Group(free={key})
        for members in atoms.values():
            group = _Group(atom=frozenset(members))
            self.group_of.update(dict.fromkeys(members, group))

    def groups(self) -> Groups:
        """Join along the pairs, the likest first, and give what comes of it."""
        for a, b in self._edges():
            one, other = self.group_of[a], self.group_of[b]
            if one is not other and self._may_join(one, other):
                self._join(one, other)
        found = {id(group): group.keys for group in self.group_of.values()}
        return tuple(sorted(found.values(), key=min))

    def _edges(self) -> list[Pair]:
        """The pairs that join, the likest first; equal ones in the order of their keys."""
        scored = []
        for a, b in neighbours(self.tellings.values()):
            found = self._likeness(a.key, b.key)
            if found.joins:
                scored.append((-found.score, _pair(a.key, b.key)))
        return [pair for _, pair in sorted(scored)]

    def _likeness(self, a: str, b: str) -> Likeness:
        pair = _pair(a, b)
        if pair not in self.compared:
            self.compared[pair] = likeness(self.tellings[pair[0]], self.tellings[pair[1]])
        return self.compared[pair]

    def _may_join(self, one: _Group, other: _Group) -> bool:
        """Whether nothing forbids it between any two of their members."""
        if (one.atom and other.atom) or self._articles(one) & self._articles(other):
            return False
        if any(self._likeness(a, b).vetoes for a in one.free for b in other.free):
            return False
        return all(self._welcomes(one.atom, key) for key in other.free) and all(
            self._welcomes(other.atom, key) for key in one.free
        )

    def _articles(self, group: _Group) -> frozenset[str]:
        return frozenset(self.tellings[key].article for key in group.keys)

    def _welcomes(self, atom: frozenset[str], key: str) -> bool:
        """Whether a free telling may come to an atom: some member likens it, or there is no atom."""
        return not atom or any(self._likeness(member, key).joins for member in atom)

    def _join(self, one: _Group, other: _Group) -> None:
        joined = _Group(one.free | other.free, one.atom or other.atom)
        self.group_of.update(dict.fromkeys(joined.keys, joined))
