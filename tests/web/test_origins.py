"""The page of an article's origin, and moving an article by form."""

from datetime import datetime

import pytest
import sqlalchemy as sa
from sqlmodel import col
from starlette.testclient import TestClient

from app.services.regroup_origin import list_event_origins
from app.services.trace_origin import trace_all
from app.services.undo import undo
from app.store.engine import SessionFactory, reading
from app.store.tables import Action, Article
from tests.factories import Factories
from tests.settling.wires import OWN_SENTENCES, sentences_of, wires

WIRE = sentences_of(wires()["03-consulate-expulsions"])


@pytest.fixture
def pair(factories: Factories, session_factory: SessionFactory, now: datetime) -> tuple[int, int]:
    """Two articles of one origin."""
    first = factories.article("\n".join(WIRE), title="First printing", source="The Lake Courier")
    second = factories.article(
        "\n".join([*WIRE[:12], OWN_SENTENCES[0]]), title="Second printing", source="Harbour Post"
    )
    trace_all(session_factory, now)
    return first.id, second.id


def origin_of(session_factory: SessionFactory, article_id: int) -> int:
    with session_factory() as session:
        return session.scalars(sa.select(col(Article.origin_id)).where(col(Article.id) == article_id)).one()


def test_the_page_says_why_articles_are_one_origin(client: TestClient, pair: tuple[int, int]) -> None:
    page = client.get(f"/articles/{pair[1]}/origin")
    assert page.status_code == 200
    assert "First printing" in page.text
    assert "of the shorter text, quotations left out, stands in the other, word for word" in page.text


def test_an_article_is_moved_out_and_back_and_each_is_undone(
    client: TestClient, pair: tuple[int, int], session_factory: SessionFactory, now: datetime
) -> None:
    together = origin_of(session_factory, pair[0])
    address = f"/articles/{pair[1]}/origin"
    answer = client.post(
        address, data={"origin": "new", "reason": "Own reporter", "seen": together}, follow_redirects=False
    )
    assert (answer.status_code, answer.headers["location"]) == (303, f"{address}?done=moved")
    apart = origin_of(session_factory, pair[1])
    assert apart != together
    page = client.get(answer.headers["location"])
    assert "The article was moved." in page.text
    assert f'value="{together}"' in page.text  # the nearest candidate
    client.post(address, data={"origin": str(together), "reason": "A copy after all", "seen": apart})
    assert origin_of(session_factory, pair[1]) == together
    with session_factory() as session:
        with reading(session):
            last = session.scalars(sa.select(col(Action.id)).order_by(col(Action.id).desc()).limit(1)).one()
        assert last is not None
        undo(session, last, "Ada", now)
    assert origin_of(session_factory, pair[1]) == apart


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"reason": " "}, "Say why it belongs there"),
        ({"reason": "x" * 301}, "300 are the most"),
        ({"origin": "here"}, "Choose an origin of the list"),
        ({"origin": "999999"}, "There is no origin 999999"),
        ({"origin": "²"}, "Choose an origin of the list"),
    ],
)
def test_what_cannot_be_used_is_said_and_kept(
    client: TestClient, pair: tuple[int, int], session_factory: SessionFactory, changed: dict[str, str], message: str
) -> None:
    together = origin_of(session_factory, pair[0])
    data = {"origin": "new", "reason": "Own reporter", "seen": str(together)} | changed
    answer = client.post(f"/articles/{pair[1]}/origin", data=data)
    assert answer.status_code == 422
    assert message in answer.text
    assert f'value="{data["reason"].strip() or data["reason"]}"' in answer.text
    assert origin_of(session_factory, pair[1]) == together


def test_who_comes_second_is_told_and_keeps_what_was_typed(
    client: TestClient, pair: tuple[int, int], session_factory: SessionFactory
) -> None:
    data = {"origin": "new", "reason": "Own reporter", "seen": str(origin_of(session_factory, pair[1]))}
    client.post(f"/articles/{pair[1]}/origin", data=data)
    there = origin_of(session_factory, pair[1])
    answer = client.post(f"/articles/{pair[1]}/origin", data=data | {"reason": "Sent twice"})
    assert answer.status_code == 409
    assert "Not saved." in answer.text
    assert 'value="Sent twice"' in answer.text
    assert origin_of(session_factory, pair[1]) == there


def test_an_article_that_is_not_there_has_no_origin(client: TestClient) -> None:
    assert client.get("/articles/77/origin").status_code == 404
    answer = client.post("/articles/77/origin", data={"origin": "new", "reason": "Why", "seen": "1"})
    assert answer.status_code == 404


def test_the_badge_counts_articles_and_origins(
    client: TestClient, factories: Factories, session_factory: SessionFactory, now: datetime
) -> None:
    event = factories.event()
    factories.account(event.id)
    trace_all(session_factory, now)
    page = client.get("/", params={"sel": event.id})
    assert page.text.count("2 articles · 2 origins") == 2
    assert f'href="/articles/{event.article.id}/origin"' in page.text
    with session_factory() as session, reading(session):
        assert [len(origin.articles) for origin in list_event_origins(session, event.id)] == [1, 1]
