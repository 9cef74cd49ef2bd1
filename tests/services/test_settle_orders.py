"""Forty articles that tell twelve happenings, with a person's decisions, in any order: the same events up to ids."""

import tomllib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
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
from tests.conftest import NOW, MakeDatabase

FOLDER = Path(__file__).parents[1] / "data" / "happenings"
NAMES = sorted(path.stem for path in (FOLDER / "articles").glob("*.txt"))
ORDERS = [("sqlite", seed) for seed in range(20)] + [("postgresql", seed) for seed in range(3)]

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


@pytest.fixture(scope="module")
def in_order(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Happenings:
    """What comes of the articles in the order of their names."""
    path = tmp_path_factory.mktemp("in-order") / "whole.db"
    path.write_bytes(sqlite_template.read_bytes())
    with desk_of(f"sqlite:///{path}") as desk:
        desk.take_in(NAMES)
        return happenings(desk.session)


def test_there_are_forty_articles() -> None:
    assert len(NAMES) == 40
    assert len(facts("expected.toml")) == 12
    assert all(found_in(name).events for name in NAMES)


def test_they_tell_the_twelve_happenings_and_no_other_twice(in_order: Happenings) -> None:
    expected = {row["name"]: [tuple(told) for told in row["accounts"]] for row in facts("expected.toml")}
    together = {told: values for told, values in in_order.items() if len(told) > 1}
    assert len(together) == len(expected)
    for name, accounts in expected.items():
        assert any(_tells(told, accounts) for told in together), name


def _tells(told: frozenset[Told], accounts: Sequence[Sequence[str]]) -> bool:
    """Whether these are just the accounts that are named by article and words."""
    return sorted(name for name, _ in told) == sorted(name for name, _ in accounts) and all(
        any(name == article and words in quote for article, words in accounts) for name, quote in told
    )


def test_they_are_as_the_person_decided(in_order: Happenings) -> None:
    for row in facts("expected.toml"):
        (values,) = [values for told, values in in_order.items() if _tells(told, row["accounts"])]
        assert values["review"] == row.get("review", "proposed"), row["name"]
        assert row.get("title", values["title"]) == values["title"]
        assert row.get("date", values["date"]["edtf"]) == values["date"]["edtf"], row["name"]


@pytest.mark.parametrize(("kind", "seed"), ORDERS)
def test_any_order_gives_the_same(make_database: MakeDatabase, in_order: Happenings, kind: str, seed: int) -> None:
    names = list(NAMES)
    Random(seed).shuffle(names)  # noqa: S311 - a seeded order, nothing secret
    with desk_of(make_database(kind)) as desk:
        desk.take_in(names)
        assert happenings(desk.session) == in_order
        before = everything(desk.session)
        assert {desk.ingest(name) for name in names} == {True}
        assert everything(desk.session) == before
