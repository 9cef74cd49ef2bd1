"""
The filter of the timeline and its query string: each parameter is declared once, reading and writing are inverse.

A filter says which events are in the set (`pair` … `to`), which part of time is on the screen (`t0`, `t1`), how it is
arranged (`group`) and what is selected (`sel`). Times on the screen are seconds since the start of day ordinal 0.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote, urlencode

from app.domain.countries import read_country
from app.domain.dates import Edtf, day_edtf, parse_edtf
from app.domain.dyads import Direction, Dyad, Scope, parse_dyad
from app.domain.events import EventType, Flag, Quad, Review, Status
from app.domain.grades import read_wanted
from app.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

DAY_SECONDS = 86_400
MAX_VALUES = 50
"""Most values of one repeatable parameter; each of them becomes a bound value of a statement."""
MAX_TEXT_CHARS = 200
NONE, ANY = "none", "any"
"""In the place of a name: events that have no actor, source, place or tag at all, and those that have one."""
UNSTATED_LANE = "-"
"""What an address calls the lane of the events that the grouping says nothing of."""
MAX_ID = 2**31 - 1
"""The largest key of an integer column on PostgreSQL."""
SHOWN_REVIEWS = (Review.PROPOSED, Review.ACCEPTED)
"""What is shown where nothing is said about review: all that nobody rejected."""

_INSTANT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:T([01][0-9]|2[0-3]):([0-5][0-9]):([0-5][0-9]))?")

_DAYS = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})\.\.([0-9]{4}-[0-9]{2}-[0-9]{2})")


class Dated(StrEnum):
    """Whether an event has a date; without it both are counted, the undated on their shelf."""

    ANY = "any"
    NONE = "none"


class Group(StrEnum):
    """What the lanes of the timeline stand for."""

    NONE = "none"
    DYAD = "dyad"
    DIRECTION = "direction"
    ACTOR = "actor"
    TYPE = "type"
    SOURCE = "source"
    PLACE = "place"
    STATUS = "status"


@dataclass(frozen=True)
class Filter:
    """
    What a person asked to see; empty tuples and None restrict nothing. Repeated values mean "or", fields mean "and".

    Attributes:
        pairs: Country pairs, sorted.
        direction: Who acted on whom in every chosen pair, `ab` from its first to its second; None for both.
        scope: Direct or context only.
        types, quads, statuses: In the order of their enumerations.
        actors: Who did it: codes for countries, however they were named, and plain names, sorted.
        sources: Names of outlets, sorted. In these and the next two `ANY` and `NONE` stand for having one or none.
        places: Where it was, sorted.
        tags: Of its notes, sorted.
        reviews: Never equal to `SHOWN_REVIEWS`, which is what an empty one means.
        flags: What about it asks for a person's eye; one of them is enough.
        grades: The best pair of its accounts: "B2", a letter, a digit, or "none"; one of them is enough; sorted.
        texts: Queries of `domain.search`; title, place and quotes of an event together answer each of them.
        dated: Only events with a date, or only those without; None for both.
        period_from, period_to: Days that count, from the first possible day of one to the last of the other.
        t0, t1: First and last second on the screen; None for where the data begin or end.
        group: What the lanes stand for.
        folded: Keys of the lanes that are collapsed to one cluster, sorted; none without lanes.
        solo: Key of the only lane that is not; None where each lane is as `folded` says.
        selected: Id of the selected event.
        cluster: First and last day of the cluster that is open; it belongs to this window.
        lane: Key of its lane; empty for the only one, and for that of events which the grouping says nothing of.
        also: Ids of further selected events, sorted; none without a selected one.
        focus: Id of the event under the keyboard's focus, which is drawn by itself; None where it is a selected one.
    """

    pairs: tuple[Dyad, ...] = ()
    direction: Direction | None = None
    scope: Scope | None = None
    types: tuple[EventType, ...] = ()
    quads: tuple[Quad, ...] = ()
    statuses: tuple[Status, ...] = ()
    actors: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    reviews: tuple[Review, ...] = ()
    flags: tuple[Flag, ...] = ()
    grades: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    dated: Dated | None = None
    period_from: Edtf | None = None
    period_to: Edtf | None = None
    t0: int | None = None
    t1: int | None = None
    group: Group = Group.NONE
    folded: tuple[str, ...] = ()
    solo: str | None = None
    selected: int | None = None
    cluster: tuple[int, int] | None = None
    lane: str = ""
    also: tuple[int, ...] = ()
    focus: int | None = None

    def __post_init__(self) -> None:
        self._set("actors", tuple(sorted({_actor_name(typed) for typed in self.actors})))
        if self.group is Group.NONE:
            self._set("folded", ())
            self._set("solo", None)
        for name in ("pairs", "sources", "places", "tags", "grades", "folded"):
            self._set(name, tuple(sorted(set(getattr(self, name)))))
        enumerations = {"types": EventType, "quads": Quad, "statuses": Status, "reviews": Review, "flags": Flag}
        for name, members in enumerations.items():
            chosen = set(getattr(self, name))
            self._set(name, tuple(member for member in members if member in chosen))
        self._set("texts", tuple(dict.fromkeys(self.texts)))
        if self.reviews == SHOWN_REVIEWS:
            self._set("reviews", ())
        if self.cluster is None or self.group is Group.NONE:
            self._set("lane", "")
        self._set("also", tuple(sorted(set(self.also) - {self.selected})) if self.selected else ())
        if self.focus in self.all_selected:
            self._set("focus", None)

    def _set(self, name: str, value: object) -> None:
        object.__setattr__(self, name, value)  # the way a frozen dataclass makes itself canonical

    def with_(self, **changes: Any) -> "Filter":
        """
        The filter with some fields changed, for links.

        A change of the pairs lets the window and the selection go, for they belong to other events; without a pair
        there is no direction to keep. Other lanes have other folds. Selecting another event lets the further ones go.
        The focus is of the moment: no link carries it on. A cluster is open in one picture: only a selection leaves it
        so.
        """
        if not changes.keys() <= {"selected", "also", "focus", "cluster", "lane"}:
            changes = {"cluster": None, **changes}
        changes = {"focus": None, **changes}
        if "group" in changes:
            changes = {"folded": (), "solo": None, **changes}
        if "selected" in changes:
            changes = {"also": (), **changes}
        if "pairs" in changes:
            changes = {"t0": None, "t1": None, "selected": None, **changes}
            if not changes["pairs"]:
                changes = {"direction": None, "scope": None, **changes}
        return replace(self, **changes)

    def toggled(self, name: str, value: object) -> "Filter":
        """The filter with one value of a repeatable field put in, or taken out where it is in."""
        values = getattr(self, name)
        rest = tuple(other for other in values if other != value)
        return self.with_(**{name: rest if len(rest) < len(values) else (*values, value)})

    def is_folded(self, lane: str) -> bool:
        """Whether a lane is collapsed to one cluster."""
        return lane != self.solo if self.solo is not None else lane in self.folded

    @property
    def restricts(self) -> bool:
        """Whether any event is kept out by it (window, lanes, selection and open cluster keep nothing out)."""
        return bool(self.pairs) or self != self.bare

    @cached_property
    def set_alone(self) -> "Filter":
        """What decides about the set of events, without window, lanes and selection."""
        return replace(self, t0=None, t1=None, group=Group.NONE, selected=None, also=(), focus=None)

    @property
    def has_period(self) -> bool:
        """Whether it is restricted to days."""
        return self.period_from is not None or self.period_to is not None

    @property
    def bare(self) -> "Filter":
        """Its pairs alone, with window, lanes, selection and open cluster as they are."""
        kept = {name: getattr(self, name) for name in _ARRANGING}
        return Filter(**kept)

    @property
    def all_selected(self) -> frozenset[int]:
        """The selected event and the further ones."""
        return frozenset(self.also) | ({self.selected} if self.selected else frozenset())

    @property
    def shown_reviews(self) -> tuple[Review, ...]:
        """The review states that are shown."""
        return self.reviews or SHOWN_REVIEWS


@dataclass(frozen=True)
class ParsedFilter:
    """
    A query string as read.

    Attributes:
        filter: What could be used of it.
        faults: For each parameter at fault a sentence that names the value and the mend.
        typed: The values of the parameters at fault, as they came, to be shown again in their fields.
        notices: Sentences about what was ignored.
        turned: Whether a pair stood in the other order, so that the canonical address differs.
    """

    filter: Filter
    faults: dict[str, str] = field(default_factory=dict)
    typed: dict[str, str] = field(default_factory=dict)
    notices: tuple[str, ...] = ()
    turned: bool = False


@dataclass(frozen=True)
class Parameter:
    """A parameter of the query: its name, its field of `Filter`, and how one value of it is read and written."""

    name: str
    field: str
    read: "Callable[[str], object]"
    write: "Callable[[Any], str]" = str
    many: bool = False


Choice = TypeVar("Choice", bound=StrEnum)


def _one_of(choices: type[Choice], noun: str) -> "Callable[[str], Choice]":
    by_name = {choice.value.casefold(): choice for choice in choices}

    def read(value: str) -> Choice:
        chosen = by_name.get(value.casefold())
        if chosen is None:
            raise BadInput(f"{value!r} is no {noun}: use {', '.join(choices)}.")
        return chosen

    return read


def _direction(value: str) -> Direction | None:
    if value.casefold() == "both":
        return None
    try:
        return Direction(value.casefold())
    except ValueError:
        raise BadInput(f"{value!r} is no direction: use ab, ba, mutual, none or both.") from None


def _text(value: str) -> str:
    if len(value) > MAX_TEXT_CHARS:
        raise BadInput(f"{value[:20]!r}… has {len(value)} characters; {MAX_TEXT_CHARS} is the most. Shorten it.")
    return value


def _tag(value: str) -> str:
    """Tags are kept in lower case."""
    return _text(value).lower()


def _lane_key(value: str) -> str:
    """The key of a lane; that of events without one is empty, which an address cannot say."""
    return "" if value == UNSTATED_LANE else _text(value)


def _actor_name(typed: str) -> str:
    """The name under which an actor is kept: the code of a country that is named by code, name or demonym."""
    country = read_country(typed)
    return country.code if country else typed


def _event_id(value: str) -> int:
    if not (value.isascii() and value.isdecimal() and len(value) <= len(str(MAX_ID)) and 1 <= int(value) <= MAX_ID):
        raise BadInput(f"{value[:20]!r} is no event: write the number of one, like 12.")
    return int(value)


def _second(last: bool) -> "Callable[[str], int]":
    """Reads a day as its first or last second, an instant as itself."""

    def read(value: str) -> int:
        match = _INSTANT.fullmatch(value)
        try:
            day = date.fromisoformat(match[1]).toordinal() if match else None
        except ValueError:
            day = None
        if match is None or day is None:
            raise BadInput(f"{value[:40]!r} is no end of a window: write a day like 2019-02-14.")
        if match[2] is None:
            return day * DAY_SECONDS + (DAY_SECONDS - 1 if last else 0)
        return day * DAY_SECONDS + int(match[2]) * 3600 + int(match[3]) * 60 + int(match[4])

    return read


def _write_second(last: bool) -> "Callable[[int], str]":
    def write(second: int) -> str:
        day, rest = divmod(second, DAY_SECONDS)
        if rest == (DAY_SECONDS - 1 if last else 0):
            return day_edtf(day)
        return f"{day_edtf(day)}T{rest // 3600:02}:{rest // 60 % 60:02}:{rest % 60:02}"

    return write


def _days(value: str) -> tuple[int, int]:
    """Reads the days of a cluster, both included."""
    match = _DAYS.fullmatch(value)
    try:
        first, last = (date.fromisoformat(day).toordinal() for day in match.groups()) if match else (1, 0)
    except ValueError:
        first, last = 1, 0
    if first > last:
        raise BadInput(f"{value[:40]!r} are no days of a cluster: write them like 2019-02-01..2019-02-28.")
    return first, last


def _write_days(days: tuple[int, int]) -> str:
    return "..".join(map(day_edtf, days))


PARAMETERS = (
    Parameter("pair", "pairs", parse_dyad, many=True),
    Parameter("dir", "direction", _direction),
    Parameter("scope", "scope", _one_of(Scope, "scope")),
    Parameter("type", "types", _one_of(EventType, "event type"), many=True),
    Parameter("quad", "quads", _one_of(Quad, "class of events"), many=True),
    Parameter("status", "statuses", _one_of(Status, "status"), many=True),
    Parameter("actor", "actors", _text, many=True),
    Parameter("source", "sources", _text, many=True),
    Parameter("place", "places", _text, many=True),
    Parameter("tag", "tags", _tag, many=True),
    Parameter("review", "reviews", _one_of(Review, "review state"), many=True),
    Parameter("flag", "flags", _one_of(Flag, "flag"), many=True),
    Parameter("grade", "grades", read_wanted, many=True),
    Parameter("q", "texts", _text, many=True),
    Parameter("date", "dated", _one_of(Dated, "choice of dates")),
    Parameter("from", "period_from", parse_edtf, lambda edtf: edtf.text),
    Parameter("to", "period_to", parse_edtf, lambda edtf: edtf.text),
    Parameter("t0", "t0", _second(last=False), _write_second(last=False)),
    Parameter("t1", "t1", _second(last=True), _write_second(last=True)),
    Parameter("group", "group", _one_of(Group, "way to group"), lambda group: "" if group is Group.NONE else group),
    Parameter("fold", "folded", _lane_key, lambda key: key or UNSTATED_LANE, many=True),
    Parameter("solo", "solo", _lane_key, lambda key: key or UNSTATED_LANE),
    Parameter("sel", "selected", _event_id),
    Parameter("cluster", "cluster", _days, _write_days),
    Parameter("lane", "lane", _text),
    Parameter("also", "also", _event_id, many=True),
    Parameter("at", "focus", _event_id),
)
_BY_NAME = {parameter.name: parameter for parameter in PARAMETERS}
NAMES = tuple(_BY_NAME)
_ARRANGING = ("pairs", "t0", "t1", "group", "folded", "solo", "selected", "cluster", "lane", "also", "focus")
"""Fields that keep no event out, and the pairs."""


def parse(query: "Iterable[tuple[str, str]]", also_known: frozenset[str] = frozenset()) -> ParsedFilter:
    """
    Read the decoded pairs of a query string. It never fails: what cannot be used stands in `faults`.

    Args:
        query: Names and values in their order; empty values count as not given, as forms send them.
        also_known: Further parameters of the page, which are no filter and need no notice.
    """
    reading = _Reading()
    for name, value in query:
        cleaned = " ".join(value.replace("\x00", "").split())
        if name in _BY_NAME and cleaned:
            reading.take(_BY_NAME[name], cleaned)
        elif name not in _BY_NAME and name not in also_known:
            reading.notice(f"The address has an unknown part, {name[:40]!r}: it was ignored.")
    return reading.result()


def to_pairs(wanted: Filter) -> list[tuple[str, str]]:
    """The names and values of the canonical query, in order; what restricts nothing is left out."""
    return [
        (parameter.name, text)
        for parameter in PARAMETERS
        for value in _values(wanted, parameter)
        if (text := parameter.write(value))
    ]


def to_query(wanted: Filter) -> str:
    """The canonical query string, without a question mark: `parse` of it gives the same filter."""
    return urlencode(to_pairs(wanted), quote_via=quote, safe="/:~,")


def _values(wanted: Filter, parameter: Parameter) -> tuple[Any, ...]:
    value = getattr(wanted, parameter.field)
    if parameter.many:
        return tuple(value)
    return () if value is None else (value,)


class _Reading:
    """Collects the values, faults and notices of one query."""

    def __init__(self) -> None:
        self.values: dict[str, list[Any]] = {}
        self.faults: dict[str, str] = {}
        self.typed: dict[str, str] = {}
        self.notices: list[str] = []

    def take(self, parameter: Parameter, value: str) -> None:
        taken = self.values.setdefault(parameter.field, [])
        if parameter.many and len(taken) == MAX_VALUES:
            self.fault(
                parameter.name, f"There are more than {MAX_VALUES} values of {parameter.name}: use fewer.", value
            )
            return
        try:
            read = parameter.read(value)
        except BadInput as problem:
            self.fault(parameter.name, f"{str(problem).rstrip('.')}.", value)
            return
        if taken and not parameter.many:
            self.notice(f"The address has {parameter.name} more than once: the last one counts.")
            taken.clear()
        taken.append(read)

    def fault(self, name: str, message: str, value: str) -> None:
        self.faults.setdefault(name, message)
        self.typed.setdefault(name, value)

    def notice(self, sentence: str) -> None:
        if sentence not in self.notices and len(self.notices) < MAX_VALUES:
            self.notices.append(sentence)

    def result(self) -> ParsedFilter:
        values: dict[str, Any] = {
            parameter.field: tuple(taken) if parameter.many else taken[-1]
            for parameter in PARAMETERS
            if (taken := self.values.get(parameter.field))
        }
        orders = {turned for _, turned in values.get("pairs", ())}
        values["pairs"] = tuple(dyad for dyad, _ in values.get("pairs", ()))
        self._check_direction(values, orders)
        self._check_period(values)
        self._check_window(values)
        return ParsedFilter(Filter(**values), self.faults, self.typed, tuple(self.notices), True in orders)

    def _check_direction(self, values: dict[str, Any], orders: set[bool]) -> None:
        """`ab` and `ba` need pairs written in one order; written the other way round, they turn with them."""
        direction: Direction | None = values.get("direction")
        if direction not in (Direction.AB, Direction.BA):
            return
        if len(orders) == 1:
            values["direction"] = direction.reversed if True in orders else direction
            return
        del values["direction"]
        if orders:
            message = f"dir={direction} means nothing while the pairs stand in different orders: write each as A-B."
        else:
            message = f"dir={direction} needs a country pair: choose two countries first."
        self.fault("dir", message, direction)

    def _check_period(self, values: dict[str, Any]) -> None:
        first, last = values.get("period_from"), values.get("period_to")
        if first and last and first.earliest > last.latest:
            message = (
                f"The period begins on {first.text}, after its end on {last.text}: exchange the two, or empty one."
            )
            self.fault("from", message, first.text)
            self.typed.setdefault("to", last.text)
            del values["period_from"], values["period_to"]

    def _check_window(self, values: dict[str, Any]) -> None:
        first, last = values.get("t0"), values.get("t1")
        if first is not None and last is not None and first >= last:
            begin, end = _write_second(last=False)(first), _write_second(last=True)(last)
            self.fault(
                "t0", f"The window begins at {begin}, not before its end at {end}: make t0 the earlier one.", begin
            )
            del values["t0"], values["t1"]
