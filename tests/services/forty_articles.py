"""The forty articles of `tests/data/happenings`, and the person who takes them in and decides."""

import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from app.domain.articles import ReadArticle
from app.domain.corrections import Correction
from app.domain.events import Extraction
from app.extraction.pipeline import extract
from app.readers import read_article
from app.services.correct_event import adopt_value, correct
from app.services.finish_article import finish_article
from app.services.merge_events import merge, split
from app.services.receive_article import receive_article
from app.services.review_event import accept, reject
from app.services.show_event import show_event
from app.store.engine import SessionFactory, make_engine, make_session_factory, reading
from app.store.event_state import State, read_state
from app.store.revisions import ACCOUNT, EVENT
from app.store.tables import Account, ArticleVersion
from tests.conftest import NOW

FOLDER = Path(__file__).parents[1] / "data" / "happenings"
NAMES = sorted(path.stem for path in (FOLDER / "articles").glob("*.txt"))

Told = tuple[str, str]
"""An account by its article and its quote."""
Happenings = dict[frozenset[Told], dict[str, Any]]
"""Each event that stands, by its accounts, with its values and decisions; ids and the time of decisions left out."""


def facts(name: str) -> list[dict[str, Any]]:
    (rows,) = tomllib.loads((FOLDER / name).read_text(encoding="utf-8")).values()
    assert isinstance(rows, list)
    return rows


@cache
def article(name: str) -> tuple[bytes, ReadArticle]:
    raw = (FOLDER / "articles" / f"{name}.txt").read_bytes()
    return raw, read_article(raw, f"{name}.txt")


@cache
def found_in(name: str) -> Extraction:
    """What the real rules find, once for all orders."""
    return extract(article(name)[1])


@dataclass(frozen=True)
class Desk:
    """A person who takes articles in one after the other and decides as soon as what it is about is there."""

    session: Session

    def take_in(self, names: Sequence[str]) -> None:
        waiting = facts("decisions.toml")
        for place, name in enumerate(names):
            self.ingest(name)
            here = set(names[: place + 1])
            for decision in [one for one in waiting if here.issuperset(one["after"])]:
                DECIDE[decision["kind"]](self, decision)
                waiting.remove(decision)
        assert waiting == []

    def ingest(self, name: str) -> bool:
        """Keep and read an article; whether it was known."""
        raw, read = article(name)
        received = receive_article(
            self.session, read, raw, name=name, media_type="text/plain", source_name=None, batch_id=None, now=NOW
        )
        finish_article(self.session, received.article_id, now=NOW, find=lambda _: found_in(name))
        return received.known

    def account(self, told: dict[str, Any]) -> Account:
        with reading(self.session):
            query = (
                sa.select(Account)
                .join(ArticleVersion, col(ArticleVersion.id) == col(Account.article_version_id))
                .where(col(ArticleVersion.name) == told["article"], col(Account.quote).contains(told["quote"]))
                .execution_options(populate_existing=True)
            )
            found = self.session.scalars(query).one()
            self.session.expunge(found)
        return found

    def shown(self, told: dict[str, Any]) -> tuple[int, int]:
        """The event that an account tells, and the version of it that the person sees."""
        event_id = self.account(told).event_id
        return event_id, show_event(self.session, event_id).event.version


def _accept(desk: Desk, decision: dict[str, Any]) -> None:
    accept(desk.session, *desk.shown(decision), "Ada", NOW)


def _reject(desk: Desk, decision: dict[str, Any]) -> None:
    reject(desk.session, *desk.shown(decision), "Ada", NOW, decision["reason"])


def _edit(desk: Desk, decision: dict[str, Any]) -> None:
    correct(desk.session, *desk.shown(decision), [Correction(decision["field"], decision["value"])], "Ada", NOW)


def _adopt(desk: Desk, decision: dict[str, Any]) -> None:
    account = desk.account(decision["from"]).id or 0
    adopt_value(desk.session, *desk.shown(decision), decision["field"], account, "Ada", NOW, decision["reason"])


def _merge(desk: Desk, decision: dict[str, Any]) -> None:
    merge(desk.session, *desk.shown(decision), desk.account(decision["with"]).event_id, "Ada", NOW)


def _split(desk: Desk, decision: dict[str, Any]) -> None:
    split(desk.session, *desk.shown(decision), [desk.account(decision["out"]).id or 0], "Ada", NOW)


DECIDE: dict[str, Callable[[Desk, dict[str, Any]], None]] = {
    "accept": _accept, "reject": _reject, "edit": _edit, "adopt": _adopt, "merge": _merge, "split": _split,
}  # fmt: skip


@contextmanager
def desk_of(url: str) -> Iterator[Desk]:
    engine = make_engine(url)
    factory: SessionFactory = make_session_factory(engine)
    with factory() as session:
        yield Desk(session)
    engine.dispose()


def happenings(session: Session) -> Happenings:
    """Every event that an account tells."""
    tellers: dict[int, list[Told]] = {}
    with reading(session):
        for event_id, name, quote in session.execute(
            sa.select(col(Account.event_id), col(ArticleVersion.name), col(Account.quote)).join(
                ArticleVersion, col(ArticleVersion.id) == col(Account.article_version_id)
            )
        ):
            tellers.setdefault(event_id, []).append((name, quote))
        state = read_state(session, [(EVENT, event_id) for event_id in tellers])
    return {frozenset(told): _values(state[EVENT, event_id]) for event_id, told in tellers.items()}


def _values(fields: dict[str, Any]) -> dict[str, Any]:
    decided = {name: (row["state"], row["value"]) for name, row in fields.items() if name.startswith("decided.")}
    plain = {name: value for name, value in fields.items() if not name.startswith("decided.")}
    return {**plain, **decided}


def everything(session: Session) -> State:
    """The whole state of events and accounts, ids included."""
    with reading(session):
        accounts = session.execute(sa.select(col(Account.id), col(Account.event_id))).all()
        events = {event_id for _, event_id in accounts}
        return read_state(session, [(EVENT, one) for one in events] + [(ACCOUNT, one) for one, _ in accounts])
