"""Pages that were put together before."""

import pytest
from starlette.testclient import TestClient

from app.web.kept_answers import KeptAnswers
from tests.factories import Factories


def test_what_was_asked_for_least_lately_goes_first() -> None:
    kept = KeptAnswers(room=10)
    kept.keep("a", b"1234")
    kept.keep("b", b"1234")
    assert kept.get("a") == b"1234"
    kept.keep("c", b"123456")
    assert [kept.get(etag) for etag in "abc"] == [b"1234", None, b"123456"]
    kept.keep("a", b"12")
    kept.keep("d", b"12")
    assert [kept.get(etag) for etag in "acd"] == [b"12", b"123456", b"12"]
    kept.keep("whole", b"1" * 11)
    assert kept.get("whole") is None


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
    visitor_factories.event(title="The second of them")
    assert "The second of them" in visitor.get("/?pair=IND-PAK").text
