"""A seeded walk over everything that people and the machine can do to events."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.accounts import DISPUTABLE
from app.domain.annotations import Note, OnAccount, OnNote
from app.domain.corrections import Correction, Words
from app.domain.dates import parse_edtf
from app.domain.events import Evidence, FoundEvent
from app.services.annotate import add_annotation, annotate, delete_annotation, edit_annotation
from app.services.correct_event import adopt_value, correct, leave_open, release
from app.services.create_event import Draft, create_event
from app.services.grade import grade_account, grade_source, judge_event
from app.services.merge_events import merge, split
from app.services.order_event import set_event_order
from app.services.recorded import recorded
from app.services.resettle import resettle
from app.services.review_event import accept, accept_all, reject
from app.services.star_event import star
from app.services.undo import undo
from app.store.engine import reading, writing
from app.store.event_state import put_back
from app.store.events import add_account
from app.store.order_queries import Order
from app.store.revisions import ACCOUNT
from app.store.tables import Account, Action, Annotation, Event, Source
from tests.factories import RULES, Factories, MadeArticle, found_event

STATES = ("IND", "PAK", "CHN", "USA")
DATES = (None, "2019-02-14", "2019-02-15", "2019-02", "2019-02-14/2019-02-16", "2019-03-01")
PLACES = (None, "Delhi", "Old Delhi", "Lahore")
TYPES = ("ACCUSE", "REJECT", "THREATEN")
STATUSES = ("occurred", "alleged")
PEOPLE = ("Ada", "Grace")
TEXT = "India accused Pakistan in Delhi on 14 February, report {} says; Pakistan rejected it on 15 February."


@dataclass
class Walk:
    """Where the walk stands: one person acts after the other, a minute apart."""

    session: Session
    factories: Factories
    seed: int
    now: datetime
    articles: list[MadeArticle] = field(default_factory=list)
    count: int = 0

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)  # noqa: S311 - a seeded walk, no secret
        self.articles = [self.factories.article(TEXT.format(number)) for number in range(6)]
        for _ in range(6):
            machine_finds(self)

    def step(self) -> tuple[str, Callable[[], object]]:
        """The next thing to do: its name, and what does it."""
        self.count += 1
        self.now += timedelta(minutes=1)
        act = self.random.choices(list(ACTS), weights=list(ACTS.values()))[0]
        return act.__name__, lambda: act(self)

    def event(self) -> int:
        """An event; once in a while one that is part of another by now."""
        return self.random.choice(self.events(also_merged=self.random.random() < 0.05))

    def events(self, *, also_merged: bool = False) -> list[int]:
        present = sa.true() if also_merged else col(Event.merged_into).is_(None)
        return self.ids(sa.select(col(Event.id)).where(present).order_by(col(Event.id)))

    def version(self, event_id: int) -> int:
        """The version that a form carries: nearly always the present one."""
        present = self.ids(sa.select(col(Event.version)).where(col(Event.id) == event_id))[0]
        return present - (self.random.random() < 0.04)

    def person(self) -> str:
        return self.random.choice(PEOPLE)

    def ids(self, query: sa.Select[int | None]) -> list[int]:
        with reading(self.session):
            return [one for one in self.session.scalars(query) if one is not None]

    def accounts(self, event_id: int) -> list[int]:
        return self.ids(sa.select(col(Account.id)).where(col(Account.event_id) == event_id).order_by(col(Account.id)))

    def undoable(self) -> list[int]:
        """Actions of people that nobody took back; undoing one that took back another does that again."""
        later = sa.orm.aliased(Action)
        standing = ~sa.exists().where(col(later.undoes) == col(Action.id)).correlate(Action)
        query = sa.select(col(Action.id)).where(col(Action.user_id).is_not(None), standing)
        return self.ids(query.order_by(col(Action.id)))

    def parties(self) -> tuple[str, ...]:
        return tuple(self.random.sample(STATES, self.random.choice((1, 1, 2))))

    def found(self, article: MadeArticle) -> FoundEvent:
        """What the machine finds: now and then without words for a field."""
        words = Evidence("14 February", *_span(article.text, "14 February"), "date.full")
        why = {one: words for one in DISPUTABLE if self.random.random() < 0.6}
        date = self.random.choice(DATES)
        return found_event(
            article.text,
            quote=self.random.choice(("India accused Pakistan in Delhi", "Pakistan rejected it")),
            title=f"Found {self.count} {self.random.randrange(1_000_000)}",
            date=date,
            type=self.random.choice(TYPES),
            status=self.random.choice(STATUSES),
            actors=self.parties(),
            recipients=self.parties(),
            context={"AFG": ("location",)} if self.random.random() < 0.3 else None,
            place=self.random.choice(PLACES),
            why=why,
        )


def machine_finds(walk: Walk) -> None:
    """Extraction starts an event."""
    article = walk.random.choice(walk.articles)
    found = walk.found(article)
    made = walk.factories.event(
        title=found.title, date=found.date, type=found.type, status=found.status, actors=found.actors,
        recipients=found.recipients, context={code: tuple(roles) for code, roles in found.context.items()},
        place=found.place, why=found.why, article=article,
    )  # fmt: skip
    with machine_settles(walk, made.id):
        pass


@contextmanager
def machine_settles(walk: Walk, event_id: int) -> Iterator[None]:
    """What the machine does to an event, and what settling makes of it: people only ever see what is settled."""
    with writing(walk.session), recorded(walk.session, "settle", None, walk.now, event_id=event_id) as recorder:
        recorder.watch_events([event_id])
        yield
        resettle(walk.session, recorder, walk.now)


def machine_joins(walk: Walk) -> None:
    """A further account joins an event, or is settled elsewhere."""
    article = walk.random.choice(walk.articles)
    event_id = walk.random.choice(walk.events())
    with machine_settles(walk, event_id):
        add_account(walk.session, article.version_id, event_id, walk.found(article), RULES, walk.now)


def machine_rereads(walk: Walk) -> None:
    """An article changed: an account is no longer in it, or is again."""
    account_id = walk.random.choice(walk.ids(sa.select(col(Account.id)).order_by(col(Account.id))))
    (event_id,) = walk.ids(sa.select(col(Account.event_id)).where(col(Account.id) == account_id))
    standing = walk.random.choice(("found", "detached", "withdrawn"))
    with machine_settles(walk, event_id):
        put_back(walk.session, (ACCOUNT, account_id), "standing", standing, walk.now)


def accepts(walk: Walk) -> None:
    event_id = walk.event()
    accept(walk.session, event_id, walk.version(event_id), walk.person(), walk.now)


def rejects(walk: Walk) -> None:
    event_id = walk.event()
    reject(walk.session, event_id, walk.version(event_id), walk.person(), walk.now, "told by nobody else")


def accepts_all(walk: Walk) -> None:
    events = walk.events()
    some = walk.random.sample(events, min(2, len(events)))
    accept_all(walk.session, some, walk.person(), walk.now)


def corrects(walk: Walk) -> None:
    """One or two fields, with words of an account's article or without."""
    event_id = walk.event()
    values = {
        "title": f"As corrected {walk.count}",
        "type": walk.random.choice(TYPES),
        "status": walk.random.choice(STATUSES),
        "date": _date(walk.random.choice(DATES)),
        "place": walk.random.choice(PLACES),
        "actors": list(walk.parties()),
        "recipients": list(walk.parties()),
        "context": walk.random.choice(({}, {"IRN": ["mentioned"]}, {"AFG": ["host", "location"]})),
    }
    article = walk.random.choice(walk.articles)
    words = Words(article.version_id, *_span(article.text, "Pakistan")) if walk.random.random() < 0.5 else None
    fields = walk.random.sample(sorted(values), walk.random.choice((1, 2)))
    corrections = [Correction(name, values[name], words) for name in fields]
    correct(walk.session, event_id, walk.version(event_id), corrections, walk.person(), walk.now, "read again")


def adopts(walk: Walk) -> None:
    event_id = walk.event()
    accounts = walk.accounts(event_id) or [0]
    which = walk.random.choice(DISPUTABLE), walk.random.choice(accounts)
    adopt_value(walk.session, event_id, walk.version(event_id), *which, walk.person(), walk.now, "it was there")


def disputes(walk: Walk) -> None:
    event_id = walk.event()
    what = walk.random.choice(DISPUTABLE)
    leave_open(walk.session, event_id, walk.version(event_id), what, walk.person(), walk.now, "nobody knows")


def releases(walk: Walk) -> None:
    event_id = walk.event()
    release(walk.session, event_id, walk.version(event_id), walk.random.choice(DISPUTABLE), walk.person(), walk.now)


def merges(walk: Walk) -> None:
    event_id, other = walk.event(), walk.event()
    merge(walk.session, event_id, walk.version(event_id), other, walk.person(), walk.now)


def splits(walk: Walk) -> None:
    event_id = walk.random.choice([one for one in walk.events() if len(walk.accounts(one)) > 1] or walk.events())
    accounts = walk.accounts(event_id)
    chosen = walk.random.sample(accounts, walk.random.randint(1, max(1, len(accounts) - 1))) if accounts else []
    split(walk.session, event_id, walk.version(event_id), chosen, walk.person(), walk.now)


def stars(walk: Walk) -> None:
    star(walk.session, walk.event(), walk.person(), walk.now, on=walk.random.random() < 0.7)


def orders(walk: Walk) -> None:
    event_id = walk.event()
    neighbours = [None, None, *walk.events()]
    order = Order(walk.random.choice(neighbours), walk.random.choice(neighbours))
    set_event_order(walk.session, event_id, walk.version(event_id), order, walk.person(), walk.now)


def creates(walk: Walk) -> None:
    article = walk.random.choice(walk.articles)
    start, end = _span(article.text, walk.random.choice(("accused Pakistan", "report", "rejected it")))
    values = {
        "title": f"By hand {walk.count}", "type": walk.random.choice(TYPES), "status": "occurred",
        "date": _date(walk.random.choice(DATES)), "actors": list(walk.parties()), "recipients": list(walk.parties()),
    }  # fmt: skip
    corrections = tuple(Correction(name, value) for name, value in values.items())
    create_event(walk.session, Draft(article.id, start, end, corrections), walk.person(), walk.now)


def annotates(walk: Walk) -> None:
    """Writes a note, or changes or deletes one."""
    notes = walk.ids(sa.select(col(Annotation.id)).order_by(col(Annotation.id)))
    body = f"Note {walk.random.randrange(5)}"
    if not notes or walk.random.random() < 0.5:
        add_annotation(walk.session, walk.event(), Note(body, ("seen",)), walk.person(), walk.now)
        return
    note = walk.random.choice(notes)
    (version,) = walk.ids(sa.select(col(Annotation.version)).where(col(Annotation.id) == note))
    if walk.random.random() < 0.5:
        edit_annotation(walk.session, note, Note(body, ()), version, walk.person(), walk.now)
    else:
        delete_annotation(walk.session, note, version, walk.person(), walk.now)


def notes_beside(walk: Walk) -> None:
    """Writes a note beside an account, or answers one."""
    notes = walk.ids(sa.select(col(Annotation.id)).order_by(col(Annotation.id)))
    accounts = walk.ids(sa.select(col(Account.id)).order_by(col(Account.id)))
    target = OnNote(walk.random.choice(notes)) if notes and walk.random.random() < 0.5 else None
    note = Note(f"Beside {walk.count}", ())
    annotate(walk.session, target or OnAccount(walk.random.choice(accounts)), note, walk.person(), walk.now)


def grades(walk: Walk) -> None:
    """Grades an account or the source of all, or judges an event; or takes such a grade back."""
    what, who = walk.random.random(), walk.person()
    if what < 0.5:
        account_id = walk.random.choice(walk.ids(sa.select(col(Account.id)).order_by(col(Account.id))))
        grade_account(walk.session, account_id, walk.random.choice(("", "1", "2", "5")), "", who, walk.now)
    elif what < 0.8:
        likelihood, confidence = walk.random.choice(("", "likely")), walk.random.choice(("", "low"))
        judge_event(walk.session, walk.event(), likelihood, confidence, "", who, walk.now)
    else:
        source = walk.ids(sa.select(col(Source.id)).order_by(col(Source.id)))[0]
        day = walk.random.choice(("", "2019-02-15", "2019-02-17"))
        grade_source(walk.session, source, walk.random.choice("ABF"), day, "", who, walk.now)


def undoes(walk: Walk) -> None:
    """Takes back one of the latest actions or any other that stands; of an undo, does it again."""
    standing = walk.undoable()
    if standing:
        latest = standing[-6:] if walk.random.random() < 0.5 else standing
        undo(walk.session, walk.random.choice(latest), walk.person(), walk.now)


ACTS: dict[Callable[[Walk], None], int] = {
    machine_finds: 1, machine_joins: 4, machine_rereads: 3, accepts: 4, rejects: 2, accepts_all: 1, corrects: 8,
    adopts: 3, disputes: 3, releases: 3, merges: 4, splits: 5, stars: 3, orders: 6, creates: 1, annotates: 4, undoes: 12,
    notes_beside: 2, grades: 5,
}  # fmt: skip
"""What happens, and how often."""


def _span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def _date(edtf: str | None) -> dict[str, str] | None:
    return {"edtf": edtf, "kind": parse_edtf(edtf).usual_kind.value} if edtf else None
