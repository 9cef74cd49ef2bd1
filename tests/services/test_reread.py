"""Re-extraction by other rules: ids and decisions stay, what is gone is gone or says so, and twice is once."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col

from app.domain.articles import ReadArticle
from app.domain.corrections import Correction
from app.domain.events import EventType, Extraction, FoundEvent
from app.errors import NotFound, Unavailable
from app.extraction.pipeline import extract
from app.services.correct_event import correct
from app.services.finish_article import finish_article
from app.services.order_event import set_event_order
from app.services.reread import RereadReport, reread
from app.services.review_event import accept, reject
from app.services.show_event import show_event
from app.services.star_event import star
from app.store.article_accounts import accounts_of_article
from app.store.articles import find_kept
from app.store.checks import check_database
from app.store.engine import SessionFactory, reading
from app.store.order_queries import Order
from app.store.tables import Article, DataVersion, Event, Standing
from tests.factories import Factories, found_event

TEXT = "On Friday India accused Pakistan. Pakistan denied it. On Monday troops crossed the line."
ACCUSES = found_event(TEXT, quote="On Friday India accused Pakistan.", date="2019-02-15")
DENIES = found_event(
    TEXT,
    quote="Pakistan denied it.",
    title="Pakistan denies it",
    date="2019-02-15",
    type="REJECT",
    actors=("PAK",),
    recipients=("IND",),
)

Read = Callable[..., RereadReport]


@pytest.fixture
def read_by(session_factory: SessionFactory, now: datetime) -> Read:
    """Reads every article again by rules that find what is given, as a new version of the rules."""

    def read(
        *found: FoundEvent, rules: str = "new-rules", elsewhere: tuple[FoundEvent, ...] = (), **options: Any
    ) -> RereadReport:
        return reread(
            session_factory,
            clock=lambda: now,
            find=lambda article: Extraction(found if article.text == TEXT else elsewhere),
            rules_version=rules,
            **options,
        )

    return read


@pytest.fixture
def article(session: Session, factories: Factories, now: datetime) -> int:
    """An article that was read by the old rules: two events, of one account each."""
    made = factories.article(TEXT, read=False)
    finish_article(session, made.id, now=now, find=lambda _: Extraction((ACCUSES, DENIES)))
    return made.id


def events_of(session: Session, article_id: int) -> dict[str, int]:
    """The event of each account by its quote."""
    with reading(session):
        return {account.found.quote: account.event_id for account in accounts_of_article(session, article_id)}


def everything(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables but the number that every writing transaction raises."""
    tables = [table for table in SQLModel.metadata.sorted_tables if table.name != DataVersion.__tablename__]
    with reading(session):
        return {table.name: sorted(map(tuple, session.execute(sa.select(table))), key=repr) for table in tables}


def test_an_account_that_is_read_otherwise_keeps_its_event(session: Session, article: int, read_by: Read) -> None:
    before = events_of(session, article)
    report = read_by(replace(ACCUSES, date="2019-02-16", type=EventType.THREATEN), DENIES)
    assert (report.read, report.total.changed, report.failed) == (1, 1, ())
    assert events_of(session, article) == before
    page = show_event(session, before[ACCUSES.quote])
    assert (page.event.date_edtf, page.event.type, page.event.review) == ("2019-02-16", "THREATEN", "proposed")
    assert page.accounts[0].rules_version == "new-rules"
    changed = {(row.field, row.user) for row in page.history}
    assert {("date", None), ("type", None)} <= changed


def test_twice_by_the_same_rules_changes_nothing(session: Session, article: int, read_by: Read) -> None:
    now_found = (replace(ACCUSES, date="2019-02-16"), replace(DENIES, start=34, end=53, title="Islamabad denies it"))
    read_by(*now_found)
    before = everything(session)
    report = read_by(*now_found, everything=True)
    assert report.read == 1
    assert not any(report.total.counts)
    assert everything(session) == before


def test_only_articles_of_other_rules_are_due(session: Session, article: int, read_by: Read) -> None:
    assert read_by(ACCUSES, DENIES).read == 1
    assert read_by(ACCUSES, DENIES).read == 0
    assert read_by(ACCUSES, DENIES, everything=True).read == 1
    assert read_by(ACCUSES, DENIES, rules="newer-rules").read == 1


def test_an_article_that_told_nothing_is_due(session: Session, factories: Factories, read_by: Read) -> None:
    made = factories.article(TEXT)
    assert read_by(ACCUSES).total.events_new == 1
    assert list(events_of(session, made.id)) == [ACCUSES.quote]


def test_what_is_no_longer_found_and_nobody_touched_is_gone(session: Session, article: int, read_by: Read) -> None:
    gone = events_of(session, article)[DENIES.quote]
    report = read_by(ACCUSES)
    assert (report.total.removed, report.total.events_removed, report.total.withdrawn) == (1, 1, 0)
    assert list(events_of(session, article)) == [ACCUSES.quote]
    with pytest.raises(NotFound, match="no article tells it any more"):
        show_event(session, gone)


TOUCHES: dict[str, Callable[[Session, Factories, int, int, datetime], object]] = {
    "accepted": lambda session, factories, event, other, now: accept(session, event, 1, "Ada", now),
    "rejected": lambda session, factories, event, other, now: reject(session, event, 1, "Ada", now, "no state"),
    "edited": lambda session, factories, event, other, now: correct(
        session, event, 1, [Correction("title", "A title")], "Ada", now
    ),
    "noted": lambda session, factories, event, other, now: factories.annotation(event),
    "starred": lambda session, factories, event, other, now: star(session, event, "Ada", now, on=True),
    "ordered by": lambda session, factories, event, other, now: set_event_order(
        session, other, 1, Order(event, None), "Ada", now
    ),
}


@pytest.mark.parametrize("touch", TOUCHES)
def test_what_a_person_had_to_do_with_is_kept(
    session: Session, factories: Factories, article: int, read_by: Read, now: datetime, touch: str
) -> None:
    event = events_of(session, article)[DENIES.quote]
    note = factories.article()
    sent = found_event(note.text, title="India sends a note", date=None)
    other = factories.event(date=None, title=sent.title, article=note).id
    TOUCHES[touch](session, factories, event, other, now)
    report = read_by(ACCUSES, elsewhere=(sent,))
    assert (report.total.withdrawn, report.total.removed, report.total.events_removed) == (1, 0, 0)
    with reading(session):
        kept = {account.found.quote: account.standing for account in accounts_of_article(session, article)}
    assert kept == {ACCUSES.quote: Standing.FOUND, DENIES.quote: Standing.WITHDRAWN}
    assert show_event(session, event).accounts[0].quote == DENIES.quote
    assert read_by(ACCUSES, DENIES, elsewhere=(sent,), rules="newer-rules").total.events_new == 0
    with reading(session):
        assert {account.standing for account in accounts_of_article(session, article)} == {Standing.FOUND}


def test_decisions_stand_whatever_the_rules_say(session: Session, article: int, read_by: Read, now: datetime) -> None:
    event = events_of(session, article)[ACCUSES.quote]
    correct(session, event, 1, [Correction("date", {"edtf": "2019-02-20", "kind": "day"})], "Ada", now)
    read_by(replace(ACCUSES, date="2019-02-16", title="Delhi blames Islamabad"), DENIES)
    page = show_event(session, event)
    assert (page.event.date_edtf, page.event.title) == ("2019-02-20", "Delhi blames Islamabad")
    assert next(field.value for field in page.accounts[0].fields if field.name == "date") == "2019-02-16"


def test_an_event_that_others_tell_stays_without_the_account(
    session: Session, factories: Factories, article: int, read_by: Read
) -> None:
    event = events_of(session, article)[DENIES.quote]
    other = factories.article()
    told = found_event(other.text, title="Islamabad denies it", type="REJECT")
    factories.account(event, article=other, found=told)
    report = read_by(ACCUSES, elsewhere=(told,))
    assert (report.total.removed, report.total.events_removed) == (1, 0)
    page = show_event(session, event)
    assert [account.title for account in page.accounts] == ["Islamabad denies it"]
    assert page.event.title == "Islamabad denies it"


def test_a_failure_of_one_goes_on(
    session: Session, session_factory: SessionFactory, factories: Factories, article: int, now: datetime
) -> None:
    other = factories.article()
    before = events_of(session, article)

    def stumbles(read: ReadArticle) -> Extraction:
        if read.text == TEXT:
            raise RecursionError
        return Extraction((found_event(read.text),))

    report = reread(session_factory, clock=lambda: now, find=stumbles, rules_version="new-rules")
    assert (report.read, [failed[0] for failed in report.failed]) == (1, [article])
    assert "RecursionError" in report.failed[0][1]
    assert events_of(session, article) == before
    assert events_of(session, other.id)


def test_what_the_tables_refuse_leaves_nothing_half_done(session: Session, article: int, read_by: Read) -> None:
    before = everything(session)
    impossible = replace(found_event(TEXT, quote="On Monday"), status=None)  # type: ignore[arg-type]  # a fault of the rules
    report = read_by(replace(ACCUSES, date="2019-02-16"), impossible)
    assert [failed[0] for failed in report.failed] == [article]
    assert everything(session) == before


def test_a_database_that_is_gone_stops_it(session_factory: SessionFactory, article: int, now: datetime) -> None:
    def gone(_: ReadArticle) -> Extraction:
        raise Unavailable("The database cannot answer now.")

    with pytest.raises(Unavailable):
        reread(session_factory, clock=lambda: now, find=gone, rules_version="new-rules")


def test_articles_that_failed_get_another_chance(
    session: Session, factories: Factories, read_by: Read, now: datetime
) -> None:
    made = factories.article(TEXT, read=False)

    def stumbles(_: ReadArticle) -> Extraction:
        raise RecursionError

    finish_article(session, made.id, now=now, find=stumbles)
    assert read_by(ACCUSES).read == 1
    with reading(session):
        article = session.get_one(Article, made.id)
        assert (article.state, article.state_reason) == ("read", None)


def test_progress_is_told_before_each_article(
    session: Session, factories: Factories, read_by: Read, article: int
) -> None:
    second = factories.article().id
    told: list[tuple[int, int, str]] = []
    read_by(on_progress=lambda *step: told.append(step))
    assert told == [(0, 2, f"article {article}"), (1, 2, f"article {second}")]


NEWS = """Tensions rise after the attack

The Example Times
16 February 2019

NEW DELHI - India accused Pakistan of sheltering the group on Friday. Pakistan denied the charge on Saturday.

China urged both countries to show restraint. The United States condemned the attack on 14 February 2019.
"""


def test_a_changed_set_of_the_real_rules(
    session: Session, session_factory: SessionFactory, factories: Factories, engine: sa.Engine, now: datetime
) -> None:
    """Rules are left out and put back: ids and decisions are as before, and the database is sound."""
    made = factories.article(NEWS, title="Tensions rise after the attack", read=False)
    finish_article(session, made.id, now=now)
    before = events_of(session, made.id)
    assert len(before) >= 2
    decided = next(iter(before.values()))
    accept(session, decided, 1, "Ada", now)
    rules = {evidence.rule for found in extract(_read(session, made.id)).events for evidence in found.why.values()}
    for number, rule in enumerate(sorted(rules)):
        reread(
            session_factory,
            clock=lambda: now,
            find=lambda article, rule=rule: extract(article, frozenset(rule.split("+"))),  # type: ignore[misc]  # bound now
            rules_version=f"without {number}",
        )
        assert show_event(session, decided).event.review == "accepted"
    reread(session_factory, clock=lambda: now)
    again = events_of(session, made.id)
    assert again.keys() == before.keys()
    assert again[next(iter(before))] == decided
    with reading(session):
        assert session.scalars(sa.select(sa.func.count(col(Event.id)))).one() == len(set(before.values()))
    assert check_database(engine).faults == ()


def _read(session: Session, article_id: int) -> ReadArticle:
    with reading(session):
        kept = find_kept(session, article_id)
    assert kept is not None
    return kept.read
