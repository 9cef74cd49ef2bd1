"""Files of either format, hostile ones too, through the one door of the readers."""

import os
import time
from pathlib import Path

import pytest

from app.domain.articles import BlockKind
from app.errors import UnreadableFile
from app.readers import ReaderLimits, looks_like_html, read_article
from app.readers.child import run_in_child
from app.readers.html import read_html

PAGE = """<!doctype html><html><head><meta charset="utf-8"><title>Leaders meet | The Outlet</title>
<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2019-03-16","publisher":{"name":"The Outlet"}}</script>
<script>var hidden = "On 1 May 2001 Zandia attacked";</script><style>p { color: red }</style></head>
<body><nav><a>Home</a><a>World</a></nav><header><h1>Leaders of Lutania and Zandia meet</h1><p class="byline">By Jane Roe</p></header>
<main><article><p>LUTOVA — The presidents of Lutania and Zandia met on Friday in the capital for talks on the border, their first
since the war ended two years ago, officials said.</p><div class="ad">Great offers on rail travel</div>
<h2>The crossings</h2><p>They agreed to reopen two crossings by the end of May, a spokesman for the Lutanian foreign
ministry told reporters on Saturday after the meeting had closed.</p>
<p>Zandia has accused its neighbour of arming rebels in the south, a charge that Lutania has denied since 2016.</p></article></main>
<aside class="related"><h3>Related</h3><ul><li>Zandia bombs a town</li></ul></aside>
<section id="comments"><h3>Comments</h3><p>joe: On 5 May 2015 Zandia invaded Lutania, and nobody reported it at all.</p></section>
<p hidden>On 3 May 2003 Zandia attacked.</p><footer>© 2019 The Outlet.</footer></body></html>"""


def test_a_web_page_is_read_through_the_child() -> None:
    read = read_article(PAGE.encode(), "page.html", "text/html; charset=utf-8")
    kinds = {read.text[block.start : block.end][:18]: block.kind for block in read.blocks}
    assert read.title == "Leaders of Lutania and Zandia meet"
    assert (read.byline, read.publisher, read.dateline) == ("Jane Roe", "The Outlet", "Lutova")
    assert read.published is not None
    assert (read.published.day, read.published.basis) == ("2019-03-16", "the page's metadata (datePublished)")
    assert [text for text, kind in kinds.items() if kind is BlockKind.BODY] == [
        "LUTOVA — The presi", "The crossings", "They agreed to reo", "Zandia has accused",
    ]  # fmt: skip
    assert kinds["Zandia bombs a tow"] is BlockKind.CHROME
    assert kinds["joe: On 5 May 2015"] is BlockKind.COMMENT
    assert kinds["Great offers on ra"] is BlockKind.ADVERT


def test_scripts_styles_and_hidden_text_are_no_text() -> None:
    text = read_article(PAGE.encode(), "page.html").text
    assert "2001" not in text
    assert "color" not in text
    assert "2003" not in text


def test_a_page_without_an_article_is_still_kept_whole() -> None:
    read = read_article(b"<html><body><p>Short.</p><p>Two words</p></body></html>", "page.html")
    assert read.text == "Short.\n\nTwo words"
    assert len(read.blocks) == 2


def test_a_day_given_by_a_person_wins_over_the_metadata() -> None:
    read = read_article(PAGE.encode(), "page.html", published="2019-03-17")
    assert read.published is not None
    assert read.published.day == "2019-03-17"


def test_the_metadata_is_not_taken_from_the_body() -> None:
    read = read_article(
        b"<html><body><p>The war began on 14 May 1948 and lasted for many months.</p></body></html>", "p.html"
    )
    assert read.published is None


def test_plain_text_stays_in_this_process_and_carries_its_notices() -> None:
    read = read_article(b"Two leaders meet\n\nThey met on Friday\x00 in the capital.", "a.txt")
    assert "\x00" not in read.text
    assert read.notices == ("1 NUL character was removed.",)


def test_a_page_without_text_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="shows no text"):
        read_article(b"<html><body><script>x</script></body></html>", "page.html")


def test_a_tag_with_too_many_attributes_is_refused_before_parsing() -> None:
    tag = "<p " + " ".join(f"a{i}=1" for i in range(200_000)) + ">text</p>"
    with pytest.raises(UnreadableFile, match="more than 1000 attributes"):
        read_article(f"<html><body>{tag}</body></html>".encode(), "page.html")


def _nested(depth: int) -> bytes:
    return f"<html><body>{'<div>' * depth}text of the article{'</div>' * depth}</body></html>".encode()


def test_a_deep_page_is_read() -> None:
    assert read_article(_nested(1_000), "deep.html").text == "text of the article"


def test_a_bottomless_page_is_refused() -> None:
    with pytest.raises(UnreadableFile, match=r"deep\.html"):
        read_article(_nested(50_000), "deep.html")


def test_the_text_of_a_long_page_is_cut_with_a_notice() -> None:
    page = "<html><body>" + "".join(f"<p>Paragraph number {i} of the page.</p>" for i in range(100)) + "</body></html>"
    read = read_html(page, "page.html", None, ReaderLimits(text_chars=500))
    assert len(read.text) <= 500
    assert "the rest was cut" in read.notices[0]


@pytest.mark.parametrize(
    ("text", "is_html"),
    [
        ("<!DOCTYPE html><p>x", True),
        ("  <html>", True),
        ("<p>x</p>", True),
        ("a < b", False),
        ("By <b>hand</b>", False),
    ],
)
def test_the_format_is_seen_from_the_content(text: str, is_html: bool) -> None:
    assert looks_like_html(text) is is_html


def _hang() -> None:
    time.sleep(600)


def _die() -> None:
    os._exit(3)


def _hoard() -> int:
    return len(bytearray(4_000_000_000))


def _write(path: str) -> None:
    Path(path).write_text("x" * 10, encoding="utf-8")


def test_a_child_that_hangs_is_killed() -> None:
    with pytest.raises(UnreadableFile, match=r"slow\.html: reading it took more than 0\.3 seconds"):
        run_in_child(_hang, name="slow.html", limits=ReaderLimits(child_seconds=0.3))


def test_a_child_that_dies_is_told() -> None:
    with pytest.raises(UnreadableFile, match="ran out of memory or crashed"):
        run_in_child(_die, name="bad.html", limits=ReaderLimits())


def test_a_child_that_hoards_memory_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="gave up"):
        run_in_child(_hoard, name="big.html", limits=ReaderLimits())


def test_a_child_cannot_write_files(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        run_in_child(_write, str(tmp_path / "stray"), name="sly.html", limits=ReaderLimits())


def test_an_error_of_ours_comes_through_the_child_whole() -> None:
    with pytest.raises(UnreadableFile, match=r"page\.html: it is empty"):
        run_in_child(_refuse, name="page.html", limits=ReaderLimits())


def _refuse() -> None:
    raise UnreadableFile("page.html", "it is empty.")
