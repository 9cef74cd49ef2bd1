"""
A made-up world of any size in an empty database: articles, their accounts, the events that rest on them, and what
people decided. Seeded: the same size gives the same world on both databases.

Its proportions: an event in five is told by two or three articles, one of twenty of these contradicts the others; one
event in ten is decided on, with the history of it; a tenth of the articles are copies of one report.
"""

import hashlib
import random
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from app.domain.accounts import Adopted, Told
from app.domain.dates import DateKind, in_words
from app.domain.dyads import Dyad
from app.domain.events import EventType, Review, Status
from app.domain.parties import country_roles, dyad_ties
from app.settling.adoption import adopt
from app.store.search_rows import rebuild as rebuild_words
from app.store.statistics import analyze
from app.store.tile_counts import rebuild
from benchmarks.bulk_load import let_ids_go_on

SEED = 4
NOW = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
STATES = (
    "AFG AGO ARG ARM AZE BGD BRA CAN CHL CHN COL CUB EGY ETH FRA GBR GEO GRC IND IRN IRQ ISR JPN KAZ KEN MAR MEX NOR "
    "PAK POL RUS SAU SDN SYR TUR UKR USA VEN VNM ZAF"
).split()
TOWNS = ("Arden", "Brock", "Corve", "Dale")
OUTLETS = tuple(f"The {town} {name}" for town in TOWNS for name in ("Post", "Echo", "Sun"))
PLACES = (None, None, *TOWNS)
FIRST_DAY, DAYS = date(2000, 1, 1).toordinal(), 7_000
ARTICLES_AT_ONCE = 1_000
HASHES_OF_AN_ARTICLE = 20
FILLER = "Officials in both capitals declined to say more, and further talks were left to a later day. "
RULES = "made-up"


@dataclass(frozen=True)
class _Story:
    """One happening, and the articles that tell it."""

    id: int
    type: EventType
    day: int
    place: str | None
    actor: str
    recipient: str
    tellers: tuple[int, ...]
    is_contested: bool
    is_decided: bool

    @property
    def title(self) -> str:
        return f"{self.actor} and {self.recipient}: matter {self.id}"


@dataclass
class _Rows:
    """Rows by table, in the order in which they may be written."""

    by_table: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, table: str, **values: Any) -> None:
        self.by_table[table].append(values)

    def write(self, connection: sa.Connection) -> None:
        for table in SQLModel.metadata.sorted_tables:
            rows = self.by_table.pop(table.name, None)
            if rows:
                connection.execute(table.insert(), rows)


def make_world(engine: sa.Engine, events: int, articles: int) -> None:
    """
    Fill a migrated, empty database.

    Args:
        engine: Without a statement limit.
        events, articles: How many of each; at least one.
    """
    chance = random.Random(SEED)  # noqa: S311 - a seeded world, no secret
    dyads = {Dyad(a, b): number for number, (a, b) in enumerate(_pairs(), start=1)}
    with engine.begin() as connection:
        _stage(dyads, articles).write(connection)
        told: dict[int, list[_Story]] = defaultdict(list)
        rows = _Rows()
        for number in range(1, events + 1):
            story = _story(number, articles, chance)
            for article in story.tellers:
                told[article].append(story)
            _event(rows, story, dyads)
            if number % 5_000 == 0 or number == events:
                rows.write(connection)
        accounts = iter(range(1, 4 * events))
        for first in range(1, articles + 1, ARTICLES_AT_ONCE):
            for article in range(first, min(first + ARTICLES_AT_ONCE, articles + 1)):
                _article(rows, article, told.get(article, []), accounts)
            rows.write(connection)
        let_ids_go_on(connection)
        rebuild(connection)
        rebuild_words(connection)
    analyze(engine)


def _story(number: int, articles: int, chance: random.Random) -> _Story:
    home = number % articles + 1
    others = chance.choices((0, 1, 2), weights=(80, 15, 5))[0]
    tellers = dict.fromkeys([home, *((home + chance.randint(1, 400)) % articles + 1 for _ in range(others))])
    actor, recipient = chance.sample(STATES, 2)
    return _Story(
        id=number,
        type=chance.choice(list(EventType)),
        day=FIRST_DAY + chance.randrange(DAYS),
        place=chance.choice(PLACES),
        actor=actor,
        recipient=recipient,
        tellers=tuple(tellers),
        is_contested=len(tellers) > 1 and chance.random() < 0.25,
        is_decided=chance.random() < 0.1,
    )


def _stage(dyads: Mapping[Dyad, int], articles: int) -> _Rows:
    """What the stories are told with: outlets, origins, people, states and pairs."""
    rows = _Rows()
    for number, name in enumerate(OUTLETS, start=1):
        rows.add("source", id=number, name=name, is_sample=False)
    for number in range(1, articles + 1):
        rows.add("origin", id=number, reason="one article")
    for number, name in enumerate(("Ada", "Grace"), start=1):
        rows.add("user", id=number, name=name, created_at=NOW)
    for number, code in enumerate(STATES, start=1):
        rows.add("actor", id=number, name=code, kind="state")
    for dyad, number in dyads.items():
        rows.add("dyad", id=number, a=dyad.a, b=dyad.b)
    return rows


def _event(rows: _Rows, story: _Story, dyads: Mapping[Dyad, int]) -> None:
    adopted = adopt([_told(story, place) for place in range(len(story.tellers))], {})
    edtf = adopted.date
    assert edtf is not None  # noqa: S101 - every story has a day
    review = _review(story)
    carried = {
        "span_class": 0, "earliest": edtf.earliest, "latest": edtf.latest,
        "review": review.value, "type": adopted.type.value, "status": adopted.status.value,
        "salience": 0,
    }  # fmt: skip
    rows.add(
        "event", id=story.id, title=adopted.title, date_edtf=edtf.text, date_kind=DateKind.DAY.value, date_basis="read",
        date_rule=adopted.date_rule, place=adopted.place, confidence=adopted.confidence, version=1 + story.is_decided,
        conflict_count=len(adopted.differing), wordless_count=len(adopted.wordless),
        decided_at=NOW if story.is_decided else None, created_at=NOW - timedelta(days=1), **carried,
    )  # fmt: skip
    for position, (role, code) in enumerate((("actor", story.actor), ("recipient", story.recipient))):
        rows.add("event_actor", event_id=story.id, actor_id=STATES.index(code) + 1, role=role, position=position // 2)
    roles = country_roles(adopted.actors, adopted.recipients, adopted.countries, adopted.context)
    for country, tie in roles:
        rows.add("event_country", event_id=story.id, country=country, role=tie.value)
    for one in dyad_ties(roles):
        rows.add(
            "event_dyad", dyad_id=dyads[one.dyad], event_id=story.id,
            direction=one.direction.value, scope=one.scope.value, **carried,
        )  # fmt: skip
    if story.is_decided:
        _decision(rows, story, adopted, review)


def _review(story: _Story) -> Review:
    if not story.is_decided:
        return Review.PROPOSED
    return Review.REJECTED if story.id % 5 == 0 else Review.ACCEPTED


def _decision(rows: _Rows, story: _Story, adopted: Adopted, review: Review) -> None:
    """Somebody accepted or rejected it, once in a while with a star and a note."""
    done = {"event_id": story.id, "user_id": story.id % 2 + 1, "reason": None}
    rows.add("action", id=story.id, kind=review.value.removesuffix("ed"), at=NOW, undoes=None, **done)
    rows.add(
        "revision", subject="event", subject_id=story.id, field="review", old=Review.PROPOSED.value, new=review.value,
        at=NOW, action_id=story.id, **done,
    )  # fmt: skip
    if story.id % 3 == 0:
        rows.add("star", event_id=story.id, user_id=1)
        rows.add(
            "annotation", iri=f"urn:dyadline:made:{story.id}", event_id=story.id, user_id=1,
            body=f"Compare {adopted.title}.", version=1, created_at=NOW, updated_at=NOW, deleted_at=None,
        )  # fmt: skip


def _article(rows: _Rows, number: int, stories: Iterable[_Story], accounts: Iterator[int]) -> None:
    """An article whose sentences are the quotes of its accounts."""
    stories = list(stories)
    lines = [_sentence(story, story.tellers.index(number)) for story in stories]
    text = f"Report {number}\n\n" + "\n\n".join(f"{line} {FILLER * 3}" for line in lines or [FILLER])
    published = max((story.day for story in stories), default=FIRST_DAY)
    origin = number - 1 if number % 10 == 0 else number
    rows.add(
        "article", id=number, source_id=number % len(OUTLETS) + 1, origin_id=origin, title=f"Report {number}",
        published_on=published, published_basis="given", origin_basis="machine", state="read", notices=[],
        received_at=NOW, read_at=NOW,
    )  # fmt: skip
    raw = text.encode()
    rows.add(
        "article_version", id=number, article_id=number, number=1, raw=raw, media_type="text/plain",
        name=f"report-{number}.txt", sha256=hashlib.sha256(raw).hexdigest(),
        text_sha256=hashlib.sha256(b"text " + raw).hexdigest(), text=text, notices=[], fetched_at=NOW,
        blocks=[[start, start + len(part), "body"] for start, part in _paragraphs(text)],
    )  # fmt: skip
    for place in range(HASHES_OF_AN_ARTICLE):
        rows.add("article_fingerprint", hash=(origin * HASHES_OF_AN_ARTICLE + place) * 9_973, article_id=number)
    for story, line in zip(stories, lines, strict=True):
        _account(rows, next(accounts), number, story, text.index(line), line)


def _account(rows: _Rows, number: int, article: int, story: _Story, start: int, quote: str) -> None:
    told = _told(story, story.tellers.index(article))
    rows.add(
        "account", id=number, article_version_id=article, event_id=story.id, quote=quote, start=start,
        end=start + len(quote), title=told.title, type=told.type.value, confidence=told.confidence,
        rules_version=RULES, held=story.is_decided, standing="found", joined_at=NOW - timedelta(days=1),
    )  # fmt: skip
    values = {
        "title": told.title, "date": told.date, "date_kind": told.date_kind, "status": told.status.value,
        "type": told.type.value, "countries": list(told.countries), "actors": list(told.actors),
        "recipients": list(told.recipients), "place": told.place, "confidence": told.confidence,
    }  # fmt: skip
    for name, value in values.items():
        if value is not None:
            at = start + quote.index(_words(story, told)[name]) if name in told.worded else None
            rows.add(
                "account_field", account_id=number, field=name, value=value, start=at,
                end=at + len(_words(story, told)[name]) if at is not None else None,
                rule=told.date_rule if name == "date" else f"{name}.made", anchor=None,
            )  # fmt: skip
    day = date.fromisoformat(told.date or "").toordinal()
    for party in told.countries:
        rows.add("account_party", account_id=number, party=party, earliest=day, latest=day)


def _told(story: _Story, place: int) -> Told:
    """What the teller in this place says; of a contested story the last one dates it a day later."""
    is_other = story.is_contested and place == len(story.tellers) - 1
    return Told(
        key=f"{story.tellers[place]:09d}:{story.id:09d}",
        account=0,
        origin=story.tellers[place],
        is_live=True,
        title=story.title,
        type=story.type,
        status=Status.OCCURRED,
        date=date.fromordinal(story.day + is_other).isoformat(),
        date_kind=DateKind.DAY.value,
        date_rule="date.full",
        place=story.place,
        actors=(story.actor,),
        recipients=(story.recipient,),
        countries=tuple(sorted((story.actor, story.recipient))),
        context={},
        confidence=0.3 + story.id % 60 / 100 - is_other / 10,  # the others are believed
        worded=frozenset({"date", "place", "actors", "recipients", *(["type"] if story.id % 4 else [])}),
    )


def _sentence(story: _Story, place: int) -> str:
    told = _told(story, place)
    words = _words(story, told)
    where = f" in {told.place}" if told.place else ""
    act = f"{words['actors']} {words['type']} {words['recipients']}"
    return f"{act} on {words['date']}{where}, as matter {story.id} has it."


def _words(story: _Story, told: Told) -> dict[str, str]:
    return {
        "actors": story.actor,
        "type": f"had a matter of {story.type.value.lower()} with",
        "recipients": story.recipient,
        "date": in_words(told.date or "", DateKind.DAY),
        "place": told.place or "",
    }


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for part in text.split("\n\n"):
        yield start, part
        start += len(part) + 2


def _pairs() -> Iterator[tuple[str, str]]:
    states = sorted(STATES)
    return ((a, b) for place, a in enumerate(states) for b in states[place + 1 :])
