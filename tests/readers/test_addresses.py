"""The address that an article gives itself; nothing is fetched to learn it."""

import pytest

from app.readers import read_article

PAGE = "https://outlet.example/world/talks"
OTHER = "https://outlet.example/other"
BODY = "<p>The presidents of Lutania and Zandia met on Friday in the capital for talks on the border.</p>"
TEXT = """Lutania and Zandia open talks on the border

{line}
The Outlet
16 March 2019

LUTOVA - The presidents of Lutania and Zandia met on Friday in the capital for talks on the border, their first.
"""


def address_of(head: str, body: str = BODY) -> str | None:
    return read_article(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode(), "page.html").url


def linked(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>'


CANONICAL = f'<link rel="canonical" href="{PAGE}?utm_source=front">'
SHARED = f'<meta property="og:url" content="{PAGE}">'


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(CANONICAL, id="canonical link"),
        pytest.param(f'<link rel="Canonical nofollow" href="{PAGE}#top">', id="among other relations"),
        pytest.param(SHARED, id="for sharing"),
        pytest.param(linked(f'{{"@type":"NewsArticle","mainEntityOfPage":"{PAGE}"}}'), id="main entity"),
        pytest.param(linked(f'{{"mainEntityOfPage":{{"@type":"WebPage","@id":"{PAGE}"}}}}'), id="main entity by id"),
        pytest.param(linked(f'[{{"@graph":[{{"headline":"Talks","url":"{PAGE}"}}]}}]'), id="an article in a graph"),
        pytest.param(CANONICAL + f'<meta property="og:url" content="{OTHER}">', id="the canonical link wins"),
        pytest.param(f'<link rel="canonical" href="/world/talks">{SHARED}', id="a relative one is passed over"),
        pytest.param(f'<link rel="canonical" href="https://outlet.example/">{SHARED}', id="so is the whole site"),
        pytest.param(f'<link rel="canonical">{SHARED}', id="so is a link to nothing"),
    ],
)
def test_a_page_gives_its_own_address(head: str) -> None:
    assert address_of(head) == PAGE


@pytest.mark.parametrize(
    "head",
    [
        pytest.param("", id="none"),
        pytest.param('<link rel="canonical" href="javascript:alert(1)">', id="no web address"),
        pytest.param(linked('{"@type":"Organization","url":"https://outlet.example/about"}'), id="the publisher's"),
        pytest.param(linked('{"headline":"Talks","url":'), id="broken data"),
        pytest.param(linked('{"mainEntityOfPage":[1,{"@id":null}]}'), id="odd data"),
        pytest.param('<link rel="alternate" href="https://outlet.example/amp/talks">', id="another edition"),
    ],
)
def test_a_page_without_an_address(head: str) -> None:
    assert address_of(head) is None


def test_a_source_named_in_the_text_of_a_page_is_another_page() -> None:
    assert address_of("", f"<h1>Talks</h1><p>Source: {OTHER}</p>{BODY}") is None


@pytest.mark.parametrize("line", [f"URL: {PAGE}", f"Source: {PAGE}?utm_source=x"])
def test_who_pastes_a_text_may_write_its_address_above_it(line: str) -> None:
    read = read_article(TEXT.format(line=line).encode(), "pasted text")
    assert (read.url, read.publisher, read.title) == (PAGE, "The Outlet", "Lutania and Zandia open talks on the border")


@pytest.mark.parametrize("line", ["Source: The Outlet", "URL: see below", "Link: https://outlet.example/"])
def test_other_lines_give_none(line: str) -> None:
    assert read_article(TEXT.format(line=line).encode(), "pasted text").url is None
