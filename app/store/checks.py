"""Looking whether everything in the database is as it should be."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.dyads import Dyad as Pair
from app.domain.events import Role
from app.domain.parties import Roles, dyad_ties
from app.store.engine import database_kind, reading
from app.store.event_accounts import LIVE
from app.store.grades import wrong_grades
from app.store.history_checks import broken_histories
from app.store.merging import stranded
from app.store.salience import wrong_salience
from app.store.search_rows import wrong_words
from app.store.tables import (
    Account,
    Annotation,
    Article,
    ArticleVersion,
    Dyad,
    Event,
    EventCountry,
    EventDyad,
    Revision,
    Source,
)
from app.store.tile_counts import wrong_tiles

COUNTED = {
    "sources": Source,
    "articles": Article,
    "events": Event,
    "accounts": Account,
    "dyads": Dyad,
    "notes": Annotation,
    "revisions": Revision,
}
MAX_NAMED = 20
"""How many rows of one kind of fault are named."""

# What a dyad row says of one event: pair, direction, scope, and the columns it carries for the timeline.
DyadRow = tuple[object, ...]


@dataclass(frozen=True)
class CheckReport:
    """What was counted, and every fault in a sentence."""

    counts: dict[str, int]
    faults: tuple[str, ...]


def check_database(engine: sa.Engine) -> CheckReport:
    """
    Look for faults of every kind: of integrity and references (SQLite; PostgreSQL sees to them itself), of quotes, of
    the dyad rows, counts, salience and grades of events and the tiles, each by recount, of the words of notes, of what
    the search knows, and of the history, which has to replay to the present.
    """
    with Session(engine) as session, reading(session):
        kinds = [_broken_quotes(session), _wrong_dyads(session), _wrong_counts(session), _stranded(session)]
        kinds += [_wrong_salience(session), wrong_tiles(session.connection()), broken_histories(session)]
        kinds += [_wrong_grades(session), _broken_passages(session), _broken_threads(session)]
        kinds += [wrong_words(session.connection())]
        if database_kind(engine) == "sqlite":
            kinds += [_broken_pages(session), _broken_references(session)]
        counts = {
            name: session.scalars(sa.select(sa.func.count()).select_from(table)).one()
            for name, table in COUNTED.items()
        }
        return CheckReport(counts, tuple(fault for kind in kinds for fault in _first(kind)))


def _first(faults: Iterator[str]) -> list[str]:
    named = list(faults)
    more = len(named) - MAX_NAMED
    return named if more <= 0 else [*named[:MAX_NAMED], f"… and {more} more of this kind"]


def _broken_pages(session: Session) -> Iterator[str]:
    for (line,) in session.execute(sa.text("PRAGMA integrity_check")):
        if line != "ok":
            yield f"the database file is damaged: {line}"


def _broken_references(session: Session) -> Iterator[str]:
    for table, row, target, _ in session.execute(sa.text("PRAGMA foreign_key_check")):
        yield f"row {row} of {table} points to a row of {target} that is not there"


def _broken_quotes(session: Session) -> Iterator[str]:
    """Accounts whose quote is not `text[start:end]` of their article."""
    start, end = col(Account.start), col(Account.end)
    query = (
        sa.select(col(Account.id), col(ArticleVersion.article_id))
        .join(ArticleVersion, col(ArticleVersion.id) == col(Account.article_version_id))
        .where(sa.func.substr(col(ArticleVersion.text), start + 1, end - start) != col(Account.quote))
        .order_by(col(Account.id))
    )
    for account_id, article_id in session.execute(query):
        yield f"the quote of account {account_id} is not in article {article_id}, letter by letter"


def _wrong_dyads(session: Session) -> Iterator[str]:
    """Events whose dyad rows are not what their countries and their own values give."""
    kept = _kept_dyads(session)
    roles = _roles(session)
    carried = (
        Event.span_class, Event.earliest, Event.latest, Event.review, Event.type, Event.status, Event.salience,
    )  # fmt: skip
    for event_id, *values in session.execute(sa.select(col(Event.id), *map(col, carried)).order_by(col(Event.id))):
        expected = {
            (tie.dyad, tie.direction.value, tie.scope.value, *values)
            for tie in dyad_ties(roles.get(event_id, frozenset()))
        }
        if expected != kept.get(event_id, set()):
            yield f"the country pairs of event {event_id} are not those of its countries"


def _wrong_counts(session: Session) -> Iterator[str]:
    """Events that carry other numbers of detached and fresh accounts than are there."""
    counted = {
        "detached accounts": (Event.detached_count, _accounts_where(col(Account.standing).not_in(LIVE))),
        "fresh accounts": (Event.fresh_count, _accounts_where(col(Account.joined_at) > col(Event.decided_at))),
    }
    for name, (carried, recount) in counted.items():
        query = (
            sa.select(col(Event.id), col(carried), recount)
            .outerjoin(Account, col(Account.event_id) == col(Event.id))
            .group_by(col(Event.id))
            .having(col(carried) != recount)
            .order_by(col(Event.id))
        )
        for event_id, said, there in session.execute(query):
            yield f"event {event_id} says that it has {said} {name}, and it has {there}"


def _wrong_salience(session: Session) -> Iterator[str]:
    for event_id, carried, score in wrong_salience(session.connection()):
        yield f"event {event_id} says that its salience is {carried}, and it is {score}"


def _wrong_grades(session: Session) -> Iterator[str]:
    for event_id, carried, due in wrong_grades(session.connection()):
        yield f"event {event_id} says that its grade is {carried or 'none'}, and it is {due or 'none'}"


def _broken_passages(session: Session) -> Iterator[str]:
    """Notes whose words are not `text[start:end]` of the version that they stand on."""
    start, end = col(Annotation.start), col(Annotation.end)
    query = (
        sa.select(col(Annotation.id), col(ArticleVersion.article_id))
        .join(ArticleVersion, col(ArticleVersion.id) == col(Annotation.article_version_id))
        .where(sa.func.substr(col(ArticleVersion.text), start + 1, end - start) != col(Annotation.quote))
        .order_by(col(Annotation.id))
    )
    for note_id, article_id in session.execute(query):
        yield f"the words of note {note_id} are not in article {article_id}, letter by letter"


def _broken_threads(session: Session) -> Iterator[str]:
    """Replies to replies: a thread has one level."""
    parent = sa.orm.aliased(Annotation)
    query = (
        sa.select(col(Annotation.id), col(parent.id))
        .join(parent, col(parent.id) == col(Annotation.parent_id))
        .where(col(parent.parent_id).is_not(None))
        .order_by(col(Annotation.id))
    )
    for note_id, parent_id in session.execute(query):
        yield f"note {note_id} answers note {parent_id}, which is an answer itself"


def _stranded(session: Session) -> Iterator[str]:
    for event_id in stranded(session):
        yield f"event {event_id} is part of another, and accounts, notes or orders still belong to it"


def _accounts_where(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.count(sa.case((condition, col(Account.id))))


def _kept_dyads(session: Session) -> dict[int, set[DyadRow]]:
    query = sa.select(
        col(EventDyad.event_id), col(Dyad.a), col(Dyad.b), col(EventDyad.direction), col(EventDyad.scope),
        col(EventDyad.span_class), col(EventDyad.earliest), col(EventDyad.latest),
        col(EventDyad.review), col(EventDyad.type), col(EventDyad.status), col(EventDyad.salience),
    ).join(Dyad, col(Dyad.id) == col(EventDyad.dyad_id))  # fmt: skip
    kept: dict[int, set[DyadRow]] = {}
    for event_id, a, b, *rest in session.execute(query):
        kept.setdefault(event_id, set()).add((Pair(a, b), *rest))
    return kept


def _roles(session: Session) -> dict[int, Roles]:
    query = sa.select(col(EventCountry.event_id), col(EventCountry.country), col(EventCountry.role)).order_by(
        col(EventCountry.event_id)
    )
    return {
        event_id: frozenset((country, Role(role)) for _, country, role in rows)
        for event_id, rows in groupby(session.execute(query), key=lambda row: row[0])
    }
