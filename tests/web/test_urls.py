"""Addresses of our own pages, and which paths are ours."""

import pytest

from app.web import urls


@pytest.mark.parametrize("path", ["/", "/?pair=IND-PAK&sel=3", "/events/3#notes", "/dyads/IND-PAK", "/?q=caf%C3%A9"])
def test_own_paths_pass(path: str) -> None:
    assert urls.own_path(path) == path


@pytest.mark.parametrize(
    "path",
    [
        None, "", "x", "https://evil.example/", "//evil.example/", "/\\evil.example", "\\\\evil.example", "/\t/evil.example",
        "/x\\..\\y", "/x\r\nSet-Cookie: a=b", " /x", "/ x", "/\x00", "/\x7f", "javascript:alert(1)", "data:text/html,x",
        "/" + "x" * 2_000,
    ],
)  # fmt: skip
def test_others_do_not(path: str | None) -> None:
    assert urls.own_path(path) is None


def test_addresses_are_quoted() -> None:
    assert urls.event_url(3, back="/?pair=IND-PAK&q=a b") == "/events/3?back=%2F%3Fpair%3DIND-PAK%26q%3Da%20b"
    assert urls.event_url(3) == "/events/3"
    assert urls.article_url(4, 7, done="added") == "/articles/4?done=added#e7"
    assert urls.articles_url(q="a&b", state="", after=9) == "/articles?q=a%26b&after=9"
    assert urls.articles_url(added=2, known=[3, 4]) == "/articles?added=2&known=3&known=4"
    assert urls.edit_url(5, "/x") == "/annotations/5/edit?back=%2Fx"
