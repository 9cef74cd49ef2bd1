"""Two tellings compared in one respect after the other: who, when, what, where, and in which words."""

from dataclasses import dataclass
from functools import cache

from app.domain.events import EventType
from app.settling.facts_files import read_facts
from app.settling.nearness import days_allowed, gap
from app.settling.tellings import Telling
from app.settling.wording import Wording, wording_of

FIRM = 0.5  # wording that may carry what the date alone does not
UNKNOWN = 0.5  # what an absent place or wording counts: it speaks neither for nor against
_SAME_ACT = 0.6  # the words of the act are the same, and one says no more
_DIFFERENT = 0.2  # share of common words below which two tellings are about different things
_FEWER, _FEWER_BUT_TIED = 0.6, 0.8  # one names fewer parties; it names them at least as a place or as a host


@dataclass(frozen=True, slots=True)
class Part:
    """What one comparison says: a value from 0 to 1, why, and what forbids joining."""

    value: float
    reason: str = ""
    veto: str = ""


@dataclass(frozen=True, slots=True)
class Two:
    """Two tellings side by side, what their words name, and how these words and places compare."""

    a: Telling
    b: Telling
    words_a: Wording
    words_b: Wording
    wording: Part
    place: Part

    @classmethod
    def of(cls, a: Telling, b: Telling) -> "Two":
        """The two in the order of their keys, so that it does not matter which is given first."""
        if b.key < a.key:
            a, b = b, a
        words_a, words_b = wording_of(a), wording_of(b)
        wording = Part(1, "the same words") if a.quote == b.quote else _wording(words_a, words_b)
        return cls(a, b, words_a, words_b, wording, _place(words_a, words_b))

    @property
    def is_thin(self) -> bool:
        """Whether neither the place nor a word of what they are about is the same."""
        return self.place.value < 1 and self.wording.value <= UNKNOWN


def parties(two: Two) -> Part:
    """Who takes part: the same, or one names fewer of them; in mutual acts whatever the side they are told from."""
    a, b = two.a, two.b
    if not a.parties & b.parties:
        return Part(0, veto="they have no party in common")
    if {a.type, b.type} <= types("mutual"):
        return _side(two, a.parties, b.parties)
    if (a.actors - b.actors) & b.recipients or (b.actors - a.actors) & a.recipients:
        return Part(0, veto="the one who acts in the one is acted on in the other")
    actors, recipients = _side(two, a.actors, b.actors), _side(two, a.recipients, b.recipients)
    less = min(actors, recipients, key=lambda part: part.value)
    return Part(less.value, less.reason, actors.veto or recipients.veto)


def date(two: Two) -> Part:
    """When: the same day, days that overlap, or no more apart than outlets of that type of event differ."""
    a, b = two.a.date, two.b.date
    if a is None or b is None:
        return Part(0.4)
    days = gap(two.a, two.b)
    if days > days_allowed(two.a, two.b):
        return Part(0, veto=f"{days} {'day lies' if days == 1 else 'days lie'} between them")
    if days:
        return Part(0.4, f"{days} {'day' if days == 1 else 'days'} apart, as outlets differ")
    if a.is_day and b.is_day:
        return Part(0.85 if two.a.date_inferred or two.b.date_inferred else 1, "the same day")
    return Part(0.7, "their dates overlap")


def act(two: Two) -> Part:
    """What was done: the same type, or types between which reports of one happening differ."""
    a, b = two.a.type, two.b.type
    if a is b:
        return Part(1, "the same act")
    if b in compatible_types(a):
        return Part(0.5, f"{a} and {b} can be one act")
    return Part(0, veto=f"{a} is not {b}")


@cache
def compatible_types(event_type: EventType) -> frozenset[EventType]:
    """The types that another outlet may give to a happening of this one, itself among them."""
    groups = [frozenset(map(EventType, group)) for group in read_facts("types.toml")["compatible"]]
    return frozenset({event_type}).union(*(group for group in groups if event_type in group))


@cache
def types(name: str) -> frozenset[EventType]:
    """A list of types of the file of facts."""
    return frozenset(map(EventType, read_facts("types.toml")[name]))


def listed(names: frozenset[str]) -> str:
    """Names in their order, with commas."""
    return ", ".join(sorted(names))


def _side(two: Two, a: frozenset[str], b: frozenset[str]) -> Part:
    """The doers of both, or those they did it to: the same, one a part of the other, or a group and its host."""
    if a == b:
        return Part(1, "the same parties")
    only_a, only_b = a - b, b - a
    if only_a and only_b:
        return _group_and_host(two, only_a, only_b)
    silent = two.b if only_a else two.a
    is_tied = (only_a or only_b) <= silent.tied | silent.hosts
    return Part(_FEWER_BUT_TIED if is_tied else _FEWER, "one names fewer parties")


def _group_and_host(two: Two, only_a: frozenset[str], only_b: frozenset[str]) -> Part:
    """An armed group is never its host state; where more ties the two, the one outlet may mean the other's."""
    is_host = (only_b <= two.a.hosts and not only_a & two.a.countries) or (
        only_a <= two.b.hosts and not only_b & two.b.countries
    )
    if not is_host:
        return Part(0, veto=f"{listed(only_a)} in the one, {listed(only_b)} in the other")
    if two.place.value < 1 and two.wording.value < FIRM:
        return Part(0, veto="an armed group in the one, its host state in the other, and nothing else ties them")
    return Part(_FEWER, "an armed group in the one, its host state in the other")


def _place(a: Wording, b: Wording) -> Part:
    """Where: different named places are two happenings, unless one lies in the other."""
    if a.land and b.land and a.land != b.land:
        return Part(0, veto=f"{a.land} in the one, {b.land} in the other")
    if not a.places or not b.places:
        return Part(UNKNOWN)
    if any(_is_one_place(one, other) for one in a.places for other in b.places):
        return Part(1, "the same place")
    return Part(0, veto=f"{_named(a)} in the one, {_named(b)} in the other")


def _is_one_place(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    within = read_facts("places.toml")["within"]
    one, other = " ".join(a), " ".join(b)
    return set(a) <= set(b) or set(b) <= set(a) or one in within.get(other, ()) or other in within.get(one, ())


def _named(words: Wording) -> str:
    return listed(frozenset(" ".join(place).title() for place in words.places))


def _wording(a: Wording, b: Wording) -> Part:
    """What they are about, by the words of the one that says less."""
    shared, least, acts = a.about & b.about, min(len(a.about), len(b.about)), a.acts & b.acts
    if not least:
        return Part(_SAME_ACT if acts else UNKNOWN, _said(acts))
    share = len(shared) / least
    if share < _DIFFERENT:
        return Part(share, veto="they are about different things")
    return Part(share, _said(shared | acts))


def _said(words: frozenset[str]) -> str:
    return f"both say {listed(words)}" if words else ""
