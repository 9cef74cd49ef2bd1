"""Pages that were put together before."""

import gzip
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from starlette.testclient import TestClient

from app.web.kept_answers import KeptAnswers
from tests.factories import Factories


def nothing() -> bytes:
    raise AssertionError("it is kept")


def body(kept: KeptAnswers, etag: str, make: Callable[[], bytes]) -> bytes:
    return gzip.decompress(kept.get(etag, make))


def test_what_was_asked_for_least_lately_goes_first() -> None:
    size = len(KeptAnswers().get("a", lambda: b"1234"))
    kept = KeptAnswers(room=2 * size)
    for etag in ("a", "b", "a", "c"):
        assert body(kept, etag, lambda: b"1234") == b"1234"
    assert [body(kept, etag, nothing) for etag in "ac"] == [b"1234", b"1234"]
    assert body(kept, "b", lambda: b"it was gone") == b"it was gone"


def test_an_answer_that_is_larger_than_all_the_room_is_given_and_not_kept() -> None:
    kept = KeptAnswers(room=10)
    assert body(kept, "whole", lambda: b"1" * 11) == b"1" * 11
    assert body(kept, "whole", lambda: b"again") == b"again"


def test_those_who_ask_at_once_wait_for_the_one_who_makes_it() -> None:
    kept, is_asked, may_go_on = KeptAnswers(), Event(), Event()

    def make() -> bytes:
        is_asked.set()
        may_go_on.wait(timeout=30)
        return b"made once"

    with ThreadPoolExecutor(3) as threads:
        first = threads.submit(body, kept, "a", make)
        is_asked.wait(timeout=30)
        others = [threads.submit(body, kept, "a", nothing) for _ in range(2)]
        may_go_on.set()
        assert [one.result() for one in (first, *others)] == [b"made once"] * 3


def test_who_asks_after_a_failure_tries_again() -> None:
    kept = KeptAnswers()
    with pytest.raises(AssertionError):
        body(kept, "a", nothing)
    assert body(kept, "a", lambda: b"now") == b"now"


def test_a_view_is_put_together_once_for_each_version_of_the_data(
    visitor: TestClient, visitor_factories: Factories, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor_factories.event(title="The first of them")
    first = visitor.get("/?pair=IND-PAK")
    with monkeypatch.context() as patch:
        patch.setattr("app.web.routes.timeline.browse_timeline", None)
        again = visitor.get("/?pair=IND-PAK")
    assert (again.text, again.headers["ETag"], again.headers["Vary"]) == (
        first.text,
        first.headers["ETag"],
        first.headers["Vary"],
    )
    assert again.headers["content-type"] == first.headers["content-type"]
    plain = visitor.get("/?pair=IND-PAK", headers={"Accept-Encoding": "identity"})
    assert (plain.text, plain.headers.get("content-encoding")) == (first.text, None)
    assert first.headers["content-encoding"] == "gzip"
    visitor_factories.event(title="The second of them")
    assert "The second of them" in visitor.get("/?pair=IND-PAK").text
