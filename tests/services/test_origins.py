"""Origins in the database: joined on ingest, never across a person's decision, traced later where they were not."""

from datetime import datetime
from itertools import permutations

import sqlalchemy as sa
from sqlmodel import col

from app.services.finish_article import finish_article
from app.services.receive_article import receive_article
from app.services.trace_origin import trace_all
from app.store.engine import SessionFactory, writing
from app.store.origins import move_articles, origin_reason
from app.store.tables import Action, Article, ArticleFingerprint, OriginBasis, Revision
from tests.settling.wires import OWN_SENTENCES, as_read, sentences_of, thirty_reports, wires

SENTENCES = sentences_of(wires()["01-border-shelling"])
START, MIDDLE, END = SENTENCES[:7], SENTENCES[4:14], SENTENCES[11:]


def take_in(session_factory: SessionFactory, now: datetime, body: list[str], name: str) -> int:
    read = as_read(f"{name} tells it\n\n{name}, 5 March 2019\n\n" + "\n\n".join(body))
    with session_factory() as session:
        received = receive_article(
            session,
            read,
            read.text.encode(),
            name=name,
            media_type="text/plain",
            source_name=name,
            batch_id=None,
            now=now,
        )
        finished = finish_article(session, received.article_id, now=now)
    assert finished.failure is None
    return received.article_id


def origins(session_factory: SessionFactory) -> dict[int, int]:
    with session_factory() as session:
        return {row[0]: row[1] for row in session.execute(sa.select(col(Article.id), col(Article.origin_id)))}


def test_an_article_that_bridges_two_joins_all_of_them_in_the_lowest_origin(
    session_factory: SessionFactory, now: datetime
) -> None:
    first = take_in(session_factory, now, START, "Courier")
    second = take_in(session_factory, now, END, "Ledger")
    apart = origins(session_factory)
    assert apart[first] != apart[second]
    third = take_in(session_factory, now, MIDDLE, "Beacon")
    assert origins(session_factory) == dict.fromkeys((first, second, third), apart[first])
    with session_factory() as session:
        reason = origin_reason(session, apart[first])
        action = session.scalars(sa.select(Action).where(col(Action.kind) == "trace")).one()
        moves = session.scalars(sa.select(Revision).where(col(Revision.action_id) == action.id)).all()
    assert reason is not None
    assert "of the shorter text" in reason
    assert action.user_id is None
    assert reason in (action.reason or "")
    assert {(move.subject_id, move.field, move.new) for move in moves} == {
        (second, "origin", apart[first]), (third, "origin", apart[first])
    }  # fmt: skip


def test_the_order_of_ingest_does_not_matter(session_factory: SessionFactory, now: datetime) -> None:
    for number, order in enumerate(permutations((START, MIDDLE, END))):
        wire = sentences_of(list(wires().values())[number % 5])
        parts = {id(START): wire[:7], id(MIDDLE): wire[4:14], id(END): wire[11:]}
        names = [f"Paper {number} {at}" for at in range(3)]
        ids = [
            take_in(
                session_factory, now, [*parts[id(part)], f"{name} has this from its own people in the valley."], name
            )
            for part, name in zip(order, names, strict=True)
        ]
        found = origins(session_factory)
        assert len({found[article_id] for article_id in ids}) == 1


def test_independent_reports_stay_apart(session_factory: SessionFactory, now: datetime) -> None:
    ids = [take_in(session_factory, now, [text], f"Paper {at}") for at, text in enumerate(thirty_reports()[:6])]
    assert len(set(origins(session_factory).values())) == len(ids)


def test_the_machine_moves_nothing_that_a_person_put_elsewhere(session_factory: SessionFactory, now: datetime) -> None:
    """Later copies of it join its origin, and the others are not pulled along."""
    first = take_in(session_factory, now, SENTENCES, "Courier")
    second = take_in(session_factory, now, [*START, OWN_SENTENCES[0]], "Ledger")
    alone = take_in(session_factory, now, [thirty_reports()[0]], "Beacon")
    there = origins(session_factory)[alone]
    with session_factory() as session, writing(session):
        move_articles(session, [second], there, OriginBasis.PERSON)
    copy = take_in(session_factory, now, [*START, OWN_SENTENCES[0], OWN_SENTENCES[1]], "Post")
    found = origins(session_factory)
    assert found[second] == found[copy] == there
    assert found[first] not in (there, None)
    nearer = take_in(session_factory, now, [*SENTENCES, OWN_SENTENCES[2]], "Gazette")
    assert origins(session_factory)[nearer] == found[first]


def test_articles_of_before_are_traced_once(session_factory: SessionFactory, now: datetime) -> None:
    first = take_in(session_factory, now, SENTENCES, "Courier")
    second = take_in(session_factory, now, [*START, OWN_SENTENCES[0]], "Ledger")
    together = origins(session_factory)
    with session_factory() as session, writing(session):
        session.execute(sa.delete(ArticleFingerprint))
        # As articles are in a database that was made before there were fingerprints: each has an origin of its own.
        move_articles(session, [second], together[first] + 1, OriginBasis.MACHINE)
    assert trace_all(session_factory, now) == 2
    assert origins(session_factory) == together
    assert trace_all(session_factory, now) == 0
