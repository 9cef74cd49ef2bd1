"""
Synthetic events in any number, for what has to hold at ten million: an empty database is filled by bulk load.

    python benchmarks/made_events.py --events 1000000 --database sqlite:///events.db

Seeded: the same numbers give the same events on both databases. Most happened lately and few long ago; a few pairs have
most of them and hundreds a few; 15 % last longer than a day, some have an open end, some no date; some are
accepted or rejected, starred, or part of another one; some tie a third country to their pair.

The first ones are told: an article with an account of each, its words and its source, so that all a page shows is
there. Nobody tells the others: they are to be counted and drawn, not to be decided on.
"""

import argparse
import hashlib
import json
import random
import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache, lru_cache
from itertools import accumulate, combinations, islice
from pathlib import Path
from typing import Any, NamedTuple

import sqlalchemy as sa

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # run from the checkout, whatever is installed

from app.domain.dates import DateKind, parse_edtf
from app.domain.dyads import Dyad
from app.domain.events import EventType, Review, Role, Status
from app.domain.parties import Roles, country_roles, dyad_ties
from app.domain.salience import salience
from app.store.engine import patient_engine
from app.store.migrate import upgrade
from app.store.spans import span_class
from benchmarks.bulk_load import Rows, bulk_load
from benchmarks.made_world import STATES

SEED = 5
NOW = "2024-05-06 07:08:09.000000"  # in UTC, as both databases read it
LAST_DAY = date(2024, 5, 5).toordinal()
FIRST_DAY = date(1900, 1, 1).toordinal()
MEAN_AGE_DAYS = 15 * 365
LONGEST_BITS = 12
"""Long events last two to 4 096 days, each doubling as often as the one before it."""
TOLD = 100_000
EVENTS_OF_AN_ARTICLE = 20
BATCH = 10_000

SHAPES = {"day": 76, "lasted": 8, "between": 4, "about": 3, "since": 1, "before": 1, "undated": 7}
"""How many of a hundred events have which kind of date."""
# Plain texts and tuples from here on: enumerations and dataclasses cost as much as all the rest at ten million.
PROPOSED, ACCEPTED = Review.PROPOSED.value, Review.ACCEPTED.value
REVIEWS = {PROPOSED: 80, ACCEPTED: 14, Review.REJECTED.value: 6}
STATUSES = dict(zip((status.value for status in Status), (78, 8, 8, 3, 3), strict=True))
TYPES = {kind.value: 20 - place for place, kind in enumerate(EventType)}
TIES = {None: 85, Role.LOCATION: 8, Role.HOST: 4, Role.MENTIONED: 3}
"""How a third country is tied to an event, if one is."""
STARRED, MERGED = 0.005, 0.005
"""The shares of events that are starred, and that are part of another one."""
PLACES = (None, None, None, "Arden", "Brock", "Corve", "Dale")
OUTLETS = ("The Arden Post", "The Brock Echo", "Corve Today", "The Dale Sun")
RULE = "date.full"

COLUMNS: dict[str, tuple[str, ...]] = {
    "user": ("id", "name", "created_at"),
    "source": ("id", "name", "is_sample"),
    "actor": ("id", "name", "kind"),
    "dyad": ("id", "a", "b"),
    "origin": ("id", "reason"),
    "article": (
        "id", "source_id", "origin_id", "title", "published_on", "published_basis", "origin_basis", "state", "notices",
        "received_at", "read_at",
    ),
    "article_version": (
        "id", "article_id", "number", "raw", "media_type", "name", "sha256", "text", "text_sha256", "blocks", "notices",
        "fetched_at",
    ),
    "event": (
        "id", "title", "type", "status", "date_edtf", "date_kind", "date_basis", "date_rule", "earliest", "latest",
        "span_class", "place", "confidence", "review", "version", "merged_into", "salience", "decided_at", "created_at",
    ),
    "event_country": ("event_id", "country", "role"),
    "event_actor": ("event_id", "actor_id", "role", "position"),
    "event_dyad": (
        "dyad_id", "event_id", "direction", "scope", "span_class", "earliest", "latest", "review", "type", "status",
        "salience",
    ),
    "star": ("event_id", "user_id"),
    "account": (
        "id", "article_version_id", "event_id", "quote", "start", "end", "title", "type", "confidence", "rules_version",
        "held", "standing", "joined_at",
    ),
    "account_field": ("account_id", "field", "value", "start", "end", "rule"),
    "account_party": ("account_id", "party", "earliest", "latest"),
}  # fmt: skip


class Days(NamedTuple):
    """When an event was: EDTF, kind and bounds; all None where nobody knows."""

    edtf: str | None
    kind: str | None
    earliest: int | None
    latest: int | None


UNDATED = Days(None, None, None, None)


class Made(NamedTuple):
    """One event."""

    id: int
    actor: str
    recipient: str
    third: str
    tie: Role | None
    type: str
    status: str
    review: str
    place: str | None
    days: Days
    is_starred: bool
    merged_into: int | None

    @property
    def title(self) -> str:
        """The same for nobody else."""
        return f"{self.actor} and {self.recipient}: matter {self.id}"

    @property
    def roles(self) -> Roles:
        """Its countries."""
        return frozenset() if self.merged_into else _roles(self.actor, self.recipient, self.third, self.tie)


def make_events(engine: sa.Engine, events: int, told: int = TOLD) -> None:
    """
    Fill a migrated, empty database.

    Args:
        engine: Without a statement limit.
        events: How many; at least one.
        told: How many of them, the first ones, an article tells.
    """
    bulk_load(engine, COLUMNS, batches(events, told))


def batches(events: int, told: int = TOLD) -> Iterator[Rows]:
    """The rows of so many events: first what they are told with, then some thousand events at a time."""
    actors = {code: number for number, code in enumerate(STATES, start=1)}
    dyads: dict[Dyad, int] = {}
    yield _stage(actors)
    made = draw(events, STATES)
    while some := list(islice(made, BATCH)):
        yield _event_rows(some, dyads, actors)
        present = [one for one in some if one.id <= told and not one.merged_into]
        if present:
            yield _told_rows(present)


def draw(events: int, states: Sequence[str]) -> Iterator[Made]:
    """The events themselves, in the order of their ids."""
    chance = random.Random(SEED)  # noqa: S311 - seeded events, no secret
    pairs = list(combinations(states, 2))
    chance.shuffle(pairs)
    zipf = list(accumulate(1 / rank for rank in range(1, len(pairs) + 1)))
    for first in range(1, events + 1, BATCH):
        ids = range(first, min(first + BATCH, events + 1))
        drawn = zip(
            ids,
            chance.choices(pairs, cum_weights=zipf, k=len(ids)),
            chance.choices(states, k=len(ids)),
            _by_share(chance, TIES, len(ids)),
            _by_share(chance, TYPES, len(ids)),
            _by_share(chance, STATUSES, len(ids)),
            _by_share(chance, REVIEWS, len(ids)),
            chance.choices(PLACES, k=len(ids)),
            _by_share(chance, SHAPES, len(ids)),
            strict=True,
        )
        for number, (a, b), third, tie, kind, status, review, place, shape in drawn:
            turned = chance.random() < 0.5
            yield Made(
                id=number,
                actor=b if turned else a,
                recipient=a if turned else b,
                third=third,
                tie=None if third in (a, b) else tie,
                type=kind,
                status=status,
                review=review,
                place=place,
                days=_days(chance, shape),
                is_starred=chance.random() < STARRED,
                merged_into=number - 1 if number % round(1 / MERGED) == 0 else None,
            )


def _by_share(chance: random.Random, shares: dict[Any, int], count: int) -> list[Any]:
    return chance.choices(list(shares), weights=list(shares.values()), k=count)


def _days(chance: random.Random, shape: str) -> Days:
    if shape == "undated":
        return UNDATED
    age = int(chance.expovariate(1 / MEAN_AGE_DAYS))
    first = max(LAST_DAY - age, FIRST_DAY)
    if shape in ("lasted", "between"):
        last = first + max(1, int(2 ** (chance.random() * LONGEST_BITS)))
        return Days(f"{date.fromordinal(first)}/{date.fromordinal(last)}", shape, first, last)
    if shape == "day":
        return Days(str(date.fromordinal(first)), shape, first, first)
    begin = date.fromordinal(first)
    forms = {"about": f"{begin:%Y-%m}~", "since": f"{begin}/..", "before": f"../{begin}"}
    return _parsed(forms[shape], shape)


@lru_cache(maxsize=10_000)
def _parsed(edtf: str, kind: str) -> Days:
    found = parse_edtf(edtf)
    return Days(found.text, DateKind(kind), found.earliest, found.latest)


@lru_cache(maxsize=200_000)
def _roles(actor: str, recipient: str, third: str, tie: Role | None) -> Roles:
    context = {third: (tie,)} if tie else {}
    return country_roles((actor,), (recipient,), tuple(sorted((actor, recipient))), context)


@lru_cache(maxsize=200_000)
def _countries(roles: Roles) -> list[tuple[str, str]]:
    return sorted((code, role.value) for code, role in roles)


@lru_cache(maxsize=200_000)
def _ties(roles: Roles) -> list[tuple[Dyad, str, str]]:
    return [(tie.dyad, tie.direction.value, tie.scope.value) for tie in dyad_ties(roles)]


@cache
def _score(kind: str, review: str, is_starred: bool) -> int:
    return salience(kind, is_accepted=review == ACCEPTED, is_starred=is_starred, origins=1)


def _stage(actors: dict[str, int]) -> Rows:
    """What the events are told with."""
    return {
        "user": [(1, "Ada", NOW)],
        "source": [(number, name, False) for number, name in enumerate(OUTLETS, start=1)],
        "actor": [(number, code, "state") for code, number in actors.items()],
    }


def _event_rows(made: Sequence[Made], dyads: dict[Dyad, int], actors: dict[str, int]) -> Rows:
    """Rows of all that an event has; pairs that nobody had before are added to `dyads`."""
    known = len(dyads)
    rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in COLUMNS}
    for one in made:
        edtf, date_kind, earliest, latest = one.days
        span, score = span_class(earliest, latest), _score(one.type, one.review, one.is_starred)
        basis, rule = ("read", RULE) if edtf else (None, None)
        decided = None if one.review == PROPOSED else NOW
        rows["event"].append((
            one.id, one.title, one.type, one.status, edtf, date_kind, basis, rule, earliest, latest,
            span, one.place, 0.7, one.review, 1, one.merged_into, score, decided, NOW,
        ))  # fmt: skip
        roles = one.roles
        rows["event_country"] += [(one.id, code, role) for code, role in _countries(roles)]
        rows["event_actor"] += [
            (one.id, actors[one.actor], "actor", 0), (one.id, actors[one.recipient], "recipient", 0),
        ]  # fmt: skip
        carried = (span, earliest, latest, one.review, one.type, one.status, score)
        rows["event_dyad"] += [
            (dyads.setdefault(dyad, len(dyads) + 1), one.id, way, scope, *carried) for dyad, way, scope in _ties(roles)
        ]
        if one.is_starred:
            rows["star"].append((one.id, 1))
    rows["dyad"] = [(number, dyad.a, dyad.b) for dyad, number in islice(dyads.items(), known, None)]
    return rows


def _told_rows(made: Sequence[Made]) -> Rows:
    """Articles of some sentences each; the id of an account is that of its event."""
    rows: dict[str, list[tuple[Any, ...]]] = {name: [] for name in COLUMNS}
    for place in range(0, len(made), EVENTS_OF_AN_ARTICLE):
        _article_rows(rows, made[place : place + EVENTS_OF_AN_ARTICLE])
    return rows


def _article_rows(rows: dict[str, list[tuple[Any, ...]]], made: Sequence[Made]) -> None:
    number = made[0].id
    quotes = [_sentence(one) for one in made]
    text = "\n".join(quotes)
    starts = [0, *accumulate(len(quote) + 1 for quote in quotes)]
    published = max((one.days.earliest or FIRST_DAY for one in made), default=FIRST_DAY)
    rows["origin"].append((number, "one article"))
    rows["article"].append((
        number, number % len(OUTLETS) + 1, number, f"Report {number}", published, "given", "machine", "read", "[]",
        NOW, NOW,
    ))  # fmt: skip
    raw, blocks = (
        text.encode(),
        [[start, start + len(quote), "body"] for start, quote in zip(starts, quotes, strict=False)],
    )
    rows["article_version"].append((
        number, number, 1, raw, "text/plain", f"report-{number}.txt", hashlib.sha256(raw).hexdigest(), text,
        hashlib.sha256(b"text " + raw).hexdigest(), json.dumps(blocks), "[]", NOW,
    ))  # fmt: skip
    for one, start, quote in zip(made, starts, quotes, strict=False):
        _account_rows(rows, one, number, start, quote)


def _account_rows(rows: dict[str, list[tuple[Any, ...]]], one: Made, version: int, start: int, quote: str) -> None:
    """What is told of an event: every value stands in its sentence, as a whole."""
    end = start + len(quote)
    rows["account"].append((
        one.id, version, one.id, quote, start, end, one.title, one.type, 0.7, "made-up",
        one.review != PROPOSED, "found", NOW,
    ))  # fmt: skip
    values = {
        "title": one.title, "type": one.type, "status": one.status, "date": one.days.edtf,
        "date_kind": one.days.kind, "place": one.place, "actors": [one.actor], "recipients": [one.recipient],
        "countries": sorted((one.actor, one.recipient)), "context": {one.third: [one.tie.value]} if one.tie else None,
        "confidence": 0.7,
    }  # fmt: skip
    rows["account_field"] += [
        (one.id, name, json.dumps(value), start, end, RULE if name == "date" else f"{name}.made")
        for name, value in values.items()
        if value is not None
    ]
    rows["account_party"] += [(one.id, code, one.days.earliest, one.days.latest) for code in (one.actor, one.recipient)]


def _sentence(one: Made) -> str:
    where, when = one.place or "nowhere", one.days.edtf or "a day that nobody tells"
    return f"{one.actor} had a matter of {one.type.lower()} with {one.recipient} at {where} on {when}, number {one.id}."


def main() -> int:
    """Make a database and say how long it took."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=1_000_000)
    parser.add_argument("--told", type=int, default=TOLD, help="how many of them an article tells")
    parser.add_argument("--database", required=True, help="its address; the file is made, a server's database is there")
    given = parser.parse_args()
    start = time.perf_counter()
    upgrade(given.database)
    with patient_engine(given.database) as engine:
        make_events(engine, given.events, given.told)
    print(f"{given.events:,} events in {time.perf_counter() - start:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
