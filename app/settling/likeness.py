"""How much speaks for it that two tellings tell one happening, and what forbids it: scored, explained, symmetric."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

from app.domain.events import EventType, Status
from app.settling.facts_files import read_facts
from app.settling.tellings import Telling
from app.settling.wording import Person, Wording, wording_of

THRESHOLD = 0.62
"""Least score with which two tellings join. Below it the pairs of tests/data/happenings begin to mix."""

_PARTIES, _DATE, _TYPE, _PLACE, _WORDING = 0.25, 0.2, 0.1, 0.1, 0.35  # how much each counts; together 1
STRONG = 0.75  # wording that is nearly the same
FIRM = 0.5  # wording that may carry what the date alone does not
_DIFFERENT = 0.2  # share of common words below which two tellings are about different things
_UNKNOWN = 0.5  # what an absent place or wording counts: it speaks neither for nor against
_SAME_ACT = 0.6  # the words of the act are the same, and one says no more


@dataclass(frozen=True, slots=True)
class Likeness:
    """
    What speaks for and against one happening.

    Attributes:
        score: From 0 to 1; of use only where nothing forbids it.
        reasons: What is alike, in words.
        vetoes: What forbids joining, in words.
    """

    score: float
    reasons: tuple[str, ...]
    vetoes: tuple[str, ...]

    @property
    def joins(self) -> bool:
        """Whether the two tell one happening."""
        return not self.vetoes and self.score >= THRESHOLD


@dataclass(frozen=True, slots=True)
class _Part:
    """What one comparison says: a value from 0 to 1, why, and what forbids joining."""

    value: float
    reason: str = ""
    veto: str = ""


def likeness(a: Telling, b: Telling) -> Likeness:
    """
    Compare two tellings.

    Parties, date, type, place and wording are compared each by itself; what differs without doubt is a veto, and the
    rest is weighed. The order of the two does not matter, and neither does anything but what they say.
    """
    a, b = sorted((a, b), key=lambda telling: telling.key)
    words = _wording(wording_of(a), wording_of(b))
    date = _date(a, b)
    place = _place(wording_of(a), wording_of(b))
    parts = [
        (_PARTIES, _parties(a, b, words.value, place.value)),
        (_DATE, date),
        (_TYPE, _type(a, b)),
        (_PLACE, place),
        (_WORDING, words),
    ]
    vetoes = [part.veto for _, part in parts if part.veto]
    vetoes += _vetoes(a, b, words.value, place.value)
    score = sum(weight * part.value for weight, part in parts)
    reasons = tuple(part.reason for _, part in parts if part.reason)
    return Likeness(round(score, 4), reasons, tuple(vetoes))


def _parties(a: Telling, b: Telling, wording: float, place: float) -> _Part:
    """Who takes part: the same, or one names fewer of them; in mutual acts whatever the side they are told from."""
    if not a.parties & b.parties:
        return _Part(0, veto="they have no party in common")
    if a.type in _types("mutual") and b.type in _types("mutual"):
        return _compared(_Side(a.parties, a), _Side(b.parties, b), wording, place)
    if (a.actors - b.actors) & b.recipients or (b.actors - a.actors) & a.recipients:
        return _Part(0, veto="the one who acts in the one is acted on in the other")
    actors = _compared(_Side(a.actors, a), _Side(b.actors, b), wording, place)
    recipients = _compared(_Side(a.recipients, a), _Side(b.recipients, b), wording, place)
    veto = actors.veto or recipients.veto
    value = min(actors.value, recipients.value)
    return _Part(value, "the same parties" if value == 1 else "one names fewer parties", veto)


@dataclass(frozen=True, slots=True)
class _Side:
    names: frozenset[str]
    telling: Telling


def _compared(a: _Side, b: _Side, wording: float, place: float) -> _Part:
    if a.names == b.names:
        return _Part(1, "the same parties")
    only_a, only_b = a.names - b.names, b.names - a.names
    if only_a and only_b:
        if not _is_host(only_a, only_b, a.telling, b.telling):
            return _Part(0, veto=f"{_listed(only_a)} in the one, {_listed(only_b)} in the other")
        if place < 1 and wording < FIRM:
            return _Part(
                0, veto="an armed group in the one, its host state in the other, and nothing else that ties them"
            )
        return _Part(0.6, "an armed group in the one, its host state in the other")
    return _Part(_fewer(only_a or only_b, b.telling if only_a else a.telling), "one names fewer parties")


def _fewer(missing: frozenset[str], silent: Telling) -> float:
    """What it counts that a telling leaves out parties: less if it names them otherwise, as a place or a host."""
    return 0.8 if missing <= silent.tied | silent.hosts else 0.6


def _is_host(only_a: frozenset[str], only_b: frozenset[str], a: Telling, b: Telling) -> bool:
    return bool(only_a <= b.hosts and not only_b & b.countries) or bool(only_b <= a.hosts and not only_a & a.countries)


def _listed(names: frozenset[str]) -> str:
    return ", ".join(sorted(names))


def _date(a: Telling, b: Telling) -> _Part:
    """When: the same day, days that overlap, or no more apart than outlets of that type of event differ."""
    if a.date is None or b.date is None:
        return _Part(0.4 if a.date is b.date else 0.2)
    gap = _gap(a, b)
    if gap > _days_allowed(a, b):
        return _Part(0, veto=f"{gap} {'day lies' if gap == 1 else 'days lie'} between them")
    if gap:
        return _Part(0.4, f"{gap} {'day' if gap == 1 else 'days'} apart, as outlets differ")
    if a.date.is_day and b.date.is_day:
        return _Part(0.85 if a.date_inferred or b.date_inferred else 1, "the same day")
    return _Part(0.7, "their dates overlap")


def _gap(a: Telling, b: Telling) -> int:
    """Days between their dates; 0 where they touch, or where one has none."""
    if a.date is None or b.date is None:
        return 0
    return max(a.date.earliest - b.date.latest, b.date.earliest - a.date.latest, 0)


def _days_allowed(a: Telling, b: Telling) -> int:
    """A date inferred from the day of publication may be late, never early: only then it is allowed a day more."""
    earlier, later = sorted((a, b), key=lambda telling: (telling.date.earliest if telling.date else 0, telling.key))
    return days_apart(earlier.type, later.type, inferred=later.date_inferred)


def days_apart(a: EventType, b: EventType, *, inferred: bool) -> int:
    """How many days the dates of one happening may differ, by the measured table."""
    table = read_facts("days.toml")
    more: int = table["limits"]["inferred"] if inferred else 0
    return max(int(table["days"][a]), int(table["days"][b])) + more


def most_days_apart() -> int:
    """The most that `days_apart` can be."""
    table = read_facts("days.toml")
    return max(map(int, table["days"].values())) + int(table["limits"]["inferred"])


def is_loose(telling: Telling) -> bool:
    """Whether its date says too little to join by: none, an open end, or a span of more than about two months."""
    limit: int = read_facts("days.toml")["limits"]["long_span"]
    return telling.date is None or telling.date.days is None or telling.date.days > limit


def _type(a: Telling, b: Telling) -> _Part:
    if a.type is b.type:
        return _Part(1, "the same act")
    if frozenset((a.type, b.type)) in _compatible():
        return _Part(0.5, f"{a.type} and {b.type} can be one act")
    return _Part(0, veto=f"{a.type} is not {b.type}")


@cache
def _compatible() -> frozenset[frozenset[EventType]]:
    groups = [list(map(EventType, group)) for group in read_facts("types.toml")["compatible"]]
    return frozenset(frozenset((a, b)) for group in groups for a in group for b in group if a is not b)


@cache
def _types(name: str) -> frozenset[EventType]:
    """A list of types of the file of facts."""
    return frozenset(map(EventType, read_facts("types.toml")[name]))


def _place(a: Wording, b: Wording) -> _Part:
    """Where: different named places are two happenings, unless one lies in the other."""
    if a.land and b.land and a.land != b.land:
        return _Part(0, veto=f"{a.land} in the one, {b.land} in the other")
    if not a.places or not b.places:
        return _Part(_UNKNOWN)
    if any(_is_one_place(one, other) for one in a.places for other in b.places):
        return _Part(1, "the same place")
    return _Part(0, veto=f"{_named(a)} in the one, {_named(b)} in the other")


def _is_one_place(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    within = read_facts("places.toml")["within"]
    one, other = " ".join(a), " ".join(b)
    return set(a) <= set(b) or set(b) <= set(a) or one in within.get(other, ()) or other in within.get(one, ())


def _named(words: Wording) -> str:
    return ", ".join(sorted(" ".join(place).title() for place in words.places))


def _wording(a: Wording, b: Wording) -> _Part:
    """What they are about, by the words of the one that says less."""
    shared, least = a.about & b.about, min(len(a.about), len(b.about))
    if not least:
        return _Part(_SAME_ACT if a.acts & b.acts else _UNKNOWN, _said(a.acts & b.acts))
    share = len(shared) / least
    if share < _DIFFERENT:
        return _Part(share, veto="they are about different things")
    return _Part(share, _said(shared | (a.acts & b.acts)))


def _said(words: frozenset[str]) -> str:
    return f"both say {_listed(words)}" if words else ""


def _vetoes(a: Telling, b: Telling, wording: float, place: float) -> Iterator[str]:
    """What else forbids joining."""
    if a.article == b.article:
        yield "one article tells both"
    yield from _status_vetoes(a, b, wording, place)
    yield from _date_vetoes(a, b, wording, place)
    if place < 1 and wording <= _UNKNOWN:
        yield from _thin_vetoes(a, b)
    yield from _name_vetoes(a, b)


def _status_vetoes(a: Telling, b: Telling, wording: float, place: float) -> Iterator[str]:
    both = {a.status, b.status}
    if len(both) == 1 or both == {Status.OCCURRED, Status.ALLEGED}:
        return
    if both != {Status.OCCURRED, Status.PLANNED}:
        yield f"it is {a.status} in the one and {b.status} in the other"
    elif _gap(a, b) or not (wording >= STRONG or place == 1):
        yield "it is planned in the one, and day or wording differ"


def _date_vetoes(a: Telling, b: Telling, wording: float, place: float) -> Iterator[str]:
    if (is_loose(a) or is_loose(b)) and _sameness(wording_of(a), wording_of(b)) < STRONG:
        yield "a date is absent or long, and the wording differs"
    if _gap(a, b):
        if place < 1 and wording <= FIRM:
            yield "the days differ, and nothing but the parties is the same"
        if wording_of(a).is_repeated != wording_of(b).is_repeated:
            yield "the days differ, and one is said to be done again"


def _sameness(a: Wording, b: Wording) -> float:
    """How much of all that the two say is said by both."""
    return len(a.content & b.content) / max(len(a.content | b.content), 1)


def _thin_vetoes(a: Telling, b: Telling) -> Iterator[str]:
    """What forbids joining where neither the place nor a word of what it is about is the same."""
    if a.type is not b.type:
        yield f"{a.type} and {b.type}, and nothing but the parties is the same"
    if a.type in _types("said") or b.type in _types("said"):
        yield "nothing said is the same"
    if len(a.parties & b.parties) == 1 and a.parties != b.parties:
        yield "one party alone is the same"
    if any(telling.date is None or not telling.date.is_day for telling in (a, b)):
        yield "not of one day, and nothing but the parties is the same"


def _name_vetoes(a: Telling, b: Telling) -> Iterator[str]:
    """Another person, ministry, agreement, round or way of acting."""
    one, other = wording_of(a), wording_of(b)
    strangers = product(
        (person for person in one.persons if not person.words & other.said),
        (person for person in other.persons if not person.words & one.said),
    )
    is_mutual = a.type in _types("mutual")
    if any(_is_one_side(*two, is_mutual=is_mutual) for two in strangers):
        yield "other persons"
    for what in ("offices", "agreements", "rounds", "acts"):
        ones, others = getattr(one, what), getattr(other, what)
        if ones and others and not ones & others:
            yield f"other {what}: {_listed(ones)}; {_listed(others)}"


def _is_one_side(a: Person, b: Person, *, is_mutual: bool) -> bool:
    """
    Whether two persons act for one state, as far as the words say: "Israeli Premier X", "Israeli envoy Y".

    Where the words do not say it, they do in what one side does; in a meeting they may be the two who meet.
    """
    return bool(a.state & b.state) or not (a.state or b.state or is_mutual)
