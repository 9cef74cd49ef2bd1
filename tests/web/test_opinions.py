"""Second opinions on an article's page: asked for by a form, answered by a local server that also misbehaves."""

import re
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from app.config import Settings
from app.main import create_app
from app.second_opinion import Reason
from tests.conftest import DATABASES, HERE, NOW, MakeDatabase
from tests.factories import Factories, found_event
from tests.second_opinion.server import Behaviour, FakeEndpoint, Handler, giving, serving
from tests.second_opinion.story import RECALL, answer, completion

TEXT = "Finland recalled its ambassador from Norway on 14 March 2019. Norway accused Finland of haste on 15 March 2019."
SWAP = {"HX-Request": "true"}
FOUND = {**RECALL, "attributed_to": None}
NEW = {
    **FOUND,
    "quote": "Norway accused Finland of haste on 15 March 2019",
    "title": "Norway accuses Finland of haste",
    "date": "2019-03-15",
    "date_text": "15 March 2019",
    "actors": ["NOR"],
    "recipients": ["FIN"],
    "trigger": "accused",
}
INVENTED = {**FOUND, "quote": "Finland declared war on Norway on 14 March 2019."}

Connect = Callable[..., "Desk"]


class Desk:
    """An analyst's browser on an application with a model, and the server that plays the model."""

    def __init__(self, client: TestClient, endpoint: FakeEndpoint) -> None:
        app: Any = client.app
        self.client, self.endpoint = client, endpoint
        self.factories = Factories(app.state.session_factory, NOW)
        self.article = self.factories.article(TEXT)
        self.event = self.factories.event()
        ours = found_event(
            TEXT,
            quote=FOUND["quote"],
            title="Finland recalls its envoy",
            date="2019-03",
            actors=("FIN",),
            recipients=("NOR",),
        )
        self.factories.account(self.event.id, article=self.article, found=ours)
        self.path = f"/articles/{self.article.id}"

    def ask(self, **options: Any) -> Any:
        return self.client.post(f"{self.path}/opinion", **options)

    def section(self) -> str:
        """The words of the section about second opinions, on a later visit."""
        found = re.search(r'<section class="opinion".*?</section>', self.client.get(self.path).text, re.DOTALL)
        return plain(found[0]) if found else ""


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


@pytest.fixture
def connect(make_database: MakeDatabase, tmp_path: Path) -> Iterator[Connect]:
    """`connect(behaviour, "sqlite", llm_seconds=1)` gives a desk on a database of its own whose model behaves so."""
    with ExitStack() as open_things:

        def made(behaviour: Behaviour, kind: str = "sqlite", **settings: Any) -> Desk:
            url = make_database(kind)
            endpoint = open_things.enter_context(serving(behaviour))
            model = {"llm_url": endpoint.url, "llm_model": "oracle-1", **settings}
            app = create_app(Settings(_env_file=None, data_dir=tmp_path, database_url=url, analyst="Ada", **model))
            browser = TestClient(
                app, base_url="http://127.0.0.1", client=HERE, headers={"Sec-Fetch-Site": "same-origin"}
            )
            return Desk(open_things.enter_context(browser), endpoint)

        yield made


def test_nothing_is_said_while_they_are_off(visitor: TestClient, visitor_factories: Factories) -> None:
    article = visitor_factories.article()
    page = visitor.get(f"/articles/{article.id}")
    assert page.status_code == 200
    assert "opinion" not in page.text.lower()
    answer = visitor.post(f"/articles/{article.id}/opinion")
    assert answer.status_code == 404
    assert "DYADLINE_LLM_URL" in answer.text


def test_the_form_says_whom_it_asks_before_it_does(connect: Connect) -> None:
    desk = connect(giving(answer()), llm_daily_calls=7)
    section = desk.section()
    assert "Ask for a second opinion" in section
    assert "sends the article's text to the model oracle-1 at 127.0.0.1:" in section
    assert "No event is saved or changed. 7 questions of 7 left today" in section
    assert desk.endpoint.seen == []


@pytest.mark.parametrize("kind", DATABASES)
def test_without_scripts_the_answer_stands_on_the_page(connect: Connect, kind: str) -> None:
    desk = connect(giving(answer(FOUND, NEW, INVENTED)), kind)
    sent = desk.ask(follow_redirects=False)
    assert (sent.status_code, sent.headers["location"]) == (303, f"{desk.path}?done=asked#opinion")
    page = plain(desk.client.get(sent.headers["location"]).text)
    assert "The answer is here." in page
    assert "2 findings passed our checks, 1 was refused." in page
    assert "also found Our rules have Finland recalls its envoy , reading otherwise: date." in page
    assert "new Our rules found no such event here." in page
    assert "Refused by our checks: 1" in page
    assert INVENTED["quote"] in page
    assert Reason.QUOTE_MISSING.sentence in page


def test_with_scripts_the_section_alone_is_swapped(connect: Connect) -> None:
    desk = connect(giving(answer(FOUND)))
    swap = desk.ask(headers=SWAP)
    assert swap.status_code == 200
    assert swap.text.lstrip().startswith('<section class="opinion" id="opinion"')
    assert swap.text.rstrip().endswith("</section>")
    assert "1 finding passed our checks" in swap.text
    assert "autofocus" in swap.text


def test_the_last_answer_stays_for_later_visits(connect: Connect) -> None:
    desk = connect(giving(answer(FOUND)), llm_daily_calls=5)
    desk.ask()
    section = desk.section()
    assert "oracle-1 , asked on" in section
    assert "1 finding passed our checks, none were refused." in section
    assert "Ask again" in section
    assert "4 questions of 5 left today" in section
    assert "The answer is here." not in section
    assert len(desk.endpoint.seen) == 1


def test_no_event_comes_of_it(connect: Connect) -> None:
    desk = connect(giving(answer(FOUND, NEW)))
    before = desk.client.get("/timeline.json").json()
    desk.ask()
    assert desk.client.get("/timeline.json").json() == before


def too_late(handler: Handler) -> None:
    handler.endpoint.closing.wait(30)


def dripping(handler: Handler) -> None:
    handler.send_response(200)
    handler.end_headers()
    handler.drip(b" ")


@pytest.mark.parametrize(
    ("behaviour", "said"),
    [
        pytest.param(too_late, "did not answer in full within the time", id="never answers"),
        pytest.param(dripping, "did not answer in full within the time", id="drips"),
        pytest.param(giving(b"<html>busy</html>"), "not that of a chat completion", id="no JSON"),
        pytest.param(giving(completion('{"events": [{')), "holds no list of events", id="broken JSON"),
        pytest.param(giving(b"", 500), "answered with status 500", id="fails"),
        pytest.param(giving(b"", 302, Location="http://elsewhere.example/"), "status 302", id="sends elsewhere"),
        pytest.param(giving(answer(INVENTED)), "0 findings passed our checks, 1 was refused", id="invents"),
        pytest.param(giving(answer(5, [], {})), "holds no list of events", id="no findings"),
        pytest.param(giving(answer({}, {"quote": None})), "0 findings passed our checks, 2 were", id="empty findings"),
    ],
)
def test_a_model_that_misbehaves_is_a_sentence(connect: Connect, behaviour: Behaviour, said: str) -> None:
    desk = connect(behaviour, llm_seconds=0.5)
    swap = desk.ask(headers=SWAP)
    assert swap.status_code == 200
    assert said in plain(swap.text)
    assert said in desk.section()
    assert "Ask again" in desk.section()


def test_what_a_model_writes_is_text(connect: Connect) -> None:
    hostile = '<script>alert(1)</script> "><img src=x onerror=alert(1)> \u202e{{ 7*7 }}'
    claims = ({**FOUND, key: hostile} for key in ("quote", "title", "place", "date", "type", "trigger"))
    desk = connect(giving(answer(*claims)))
    page = desk.ask().text
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "\u202e" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_a_day_has_only_so_many(connect: Connect) -> None:
    desk = connect(giving(answer(FOUND)), llm_daily_calls=1)
    desk.ask()
    for headers in ({}, SWAP):
        refused = desk.ask(headers=headers)
        assert refused.status_code == 409
        assert "are used up" in refused.text
        assert "1 finding passed" in refused.text
    assert len(desk.endpoint.seen) == 1
    assert "<form" not in re.findall(r'<section class="opinion".*?</section>', refused.text, re.DOTALL)[0]


@pytest.mark.parametrize("number", ["999", "0", "abc", str(2**70)])
def test_an_unknown_article_is_not_found(connect: Connect, number: str) -> None:
    desk = connect(giving(answer()))
    assert desk.client.post(f"/articles/{number}/opinion").status_code == 404
    assert desk.endpoint.seen == []


def test_a_page_of_another_site_cannot_ask(connect: Connect) -> None:
    desk = connect(giving(answer()))
    assert desk.ask(headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert desk.endpoint.seen == []


@pytest.mark.parametrize("kind", DATABASES)
def test_a_slow_model_holds_up_nobody_else(connect: Connect, kind: str) -> None:
    """While one waits, pages are read, notes are written, and the same article is not asked about twice."""
    asked, go_on = threading.Event(), threading.Event()

    def slow(handler: Handler) -> None:
        asked.set()
        go_on.wait(30)
        handler.give(answer(FOUND))

    desk = connect(slow, kind)
    with ThreadPoolExecutor(1) as other_browser:
        waiting = other_browser.submit(desk.ask, headers=SWAP)
        try:
            assert asked.wait(30)
            assert desk.client.get(desk.path).status_code == 200
            note = desk.client.post(f"/events/{desk.event.id}/annotations", data={"body": "Meanwhile."})
            assert "The note is saved." in note.text
            again = desk.ask(headers=SWAP)
            assert again.status_code == 409
            assert "asked about already" in again.text
        finally:
            go_on.set()
        assert "1 finding passed our checks" in waiting.result().text
    assert len(desk.endpoint.seen) == 1
